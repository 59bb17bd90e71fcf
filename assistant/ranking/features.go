package ranking

import (
	"math/bits"
	"slices"
)

// features computes all features of one candidate but those that depend on
// where it came from (fSearch, fPrefer).
func (m *Model) features(a *asked, e *entry, name, all float32) [numFeatures]float64 {
	var f [numFeatures]float64
	if a.total > 0 {
		f[fAll] = float64(all / a.total)
		f[fName] = float64(name / a.total)
	}
	f[fSentence] = m.sentenceLikeness(a, e)
	f[fCover], f[fCovered] = m.coverage(a, e)
	f[fPairs] = share(m.nameIDF, e.namePairs, a.pairs)
	m.structure(a, e, &f)
	f[fMarks], f[fClash] = m.marks(a, e)
	f[fPrior] = float64(e.prior)
	if e.common {
		f[fOrdinary] = a.short
	}
	return f
}

// coverage is how much of the question's topic the name holds, and how much of
// the name the question holds, both weighted; the best of name and aliases.
func (m *Model) coverage(a *asked, e *entry) (cover, covered float64) {
	cover, covered = m.coverageOf(a, e.nameTerms)
	for _, terms := range e.altTerms {
		c, d := m.coverageOf(a, terms)
		if c+d > cover+covered {
			cover, covered = c, d
		}
	}
	return cover, covered
}

func (m *Model) coverageOf(a *asked, terms []int32) (cover, covered float64) {
	var hit, whole float32
	i := 0
	for _, id := range terms {
		if m.filler[id] {
			continue
		}
		whole += m.nameIDF[id]
		for i < len(a.terms) && a.terms[i] < id {
			i++
		}
		if i < len(a.terms) && a.terms[i] == id {
			hit += m.nameIDF[id]
		}
	}
	if a.topic > 0 {
		cover = float64(hit / a.topic)
	}
	if whole > 0 {
		covered = float64(hit / whole)
	}
	return cover, covered
}

// share is the weight of have that is also in want, both ascending.
func share(weight []float32, have, want []int32) float64 {
	var hit, whole float32
	i := 0
	for _, id := range have {
		whole += weight[id]
		for i < len(want) && want[i] < id {
			i++
		}
		if i < len(want) && want[i] == id {
			hit += weight[id]
		}
	}
	if whole == 0 {
		return 0
	}
	return float64(hit / whole)
}

// structure compares actions and qualifiers. The ordinary action (issue) need
// neither be asked for nor be in the name.
func (m *Model) structure(a *asked, e *entry, f *[numFeatures]float64) {
	plain := m.lexicon.actions.plain
	asked, named := a.actions&^plain, e.actions&^plain
	switch {
	case asked != 0:
		f[fAction] = ratio(asked&named, asked)
		f[fMissing] = ratio(asked&^named, asked)
	case named == 0:
		f[fAction] = 0.5
	}
	f[fConflict] = count(named &^ asked)
	f[fQualHit] = count(a.quals & e.quals)
	f[fQualMiss] = count(e.quals &^ a.quals)
	f[fQualWant] = count(a.quals &^ e.quals)
}

func ratio(part, whole uint32) float64 {
	return float64(bits.OnesCount32(part)) / float64(bits.OnesCount32(whole))
}

// count saturates at two: a third mismatch tells nothing new.
func count(set uint32) float64 { return float64(min(bits.OnesCount32(set), 2)) / 2 }

// marks compares typed marks with the spellings of the entry: accents count
// when typed and are expanded when not.
func (m *Model) marks(a *asked, e *entry) (agree, clash float64) {
	if len(a.marks) == 0 {
		return 0, 0
	}
	var yes, no, whole float32
	for _, k := range a.marks {
		id := int32(k.folded)
		whole += m.weight[id]
		switch e.written(k) {
		case writtenSo:
			yes += m.weight[id]
		case writtenOtherwise:
			no += m.weight[id]
		}
	}
	if whole == 0 {
		return 0, 0
	}
	return float64(yes / whole), float64(no / whole)
}

// How an entry writes a typed syllable.
const (
	writtenNever = iota
	writtenSo
	writtenOtherwise
)

func (e *entry) written(k typed) int {
	first := spell(k.folded, 0)
	i, _ := slices.BinarySearch(e.spelled, first)
	state := writtenNever
	for ; i < len(e.spelled) && e.spelled[i]>>32 == first>>32; i++ {
		if k.marked >= 0 && e.spelled[i] == spell(k.folded, k.marked) {
			return writtenSo
		}
		state = writtenOtherwise
	}
	return state
}

// sentenceLikeness is the likeness of the question to the best sentence.
func (m *Model) sentenceLikeness(a *asked, e *entry) float64 {
	best := m.bestSentence(a, e)
	if best < 0 {
		return 0
	}
	return m.likeness(a, &e.sentences[best])
}

// bestSentence is the position of the sentence most like the question, or -1.
func (m *Model) bestSentence(a *asked, e *entry) int {
	best, most := -1, 0.0
	for i := range e.sentences {
		if l := m.likeness(a, &e.sentences[i]); l > most {
			best, most = i, l
		}
	}
	return best
}

// likeness is the cosine of question and sentence over idf weights.
func (m *Model) likeness(a *asked, s *sentence) float64 {
	var dot float32
	i := 0
	for _, id := range s.terms {
		for i < len(a.terms) && a.terms[i] < id {
			i++
		}
		if i == len(a.terms) {
			break
		}
		if a.terms[i] == id {
			dot += m.weight[id] * m.weight[id]
		}
	}
	if dot == 0 {
		return 0
	}
	return float64(dot / (s.norm * a.norm))
}
