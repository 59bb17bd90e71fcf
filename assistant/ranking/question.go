package ranking

import (
	"strings"

	"motcua/assistant"
	"motcua/knowledge/vi"
)

// enoughTold is the weight (idf) from which on a question tells enough: about
// one rare pair of syllables. "Đăng ký" alone has a third of it.
const enoughTold = 9

// shortTold is the weight up to which a question counts as short: it names a
// thing and no circumstance.
const shortTold = 14

// told is the weight of what a question says: its syllables and pairs that are
// no fillers.
func (m *Model) told(ts []token) float32 {
	var sum float32
	seen := make(map[int32]bool, 2*len(ts))
	add := func(term string) {
		if id, ok := m.vocab[term]; ok && !seen[id] {
			seen[id] = true
			sum += m.weight[id]
		}
	}
	for i, t := range ts {
		if m.lexicon.fillers[t.folded] {
			continue
		}
		add(t.folded)
		if i > 0 && !m.lexicon.fillers[ts[i-1].folded] {
			add(ts[i-1].folded + " " + t.folded)
		}
	}
	return sum
}

// typed is a syllable typed with marks: its folded term and the number of its
// spelling, -1 when no document is written so.
type typed struct{ folded, marked int32 }

// maxTokens bounds the syllables of a question that are looked at.
const maxTokens = 300

// asked is a question made ready.
type asked struct {
	tokens  []token
	terms   []int32 // distinct known syllables, ascending
	pairs   []int32 // distinct known pairs, ascending
	marks   []typed // topic syllables typed with marks
	actions uint32
	quals   uint32
	total   float32 // summed weight of known terms and pairs, BM25 saturation left out
	known   float64 // share of topic syllables that are known at all
	topic   float32 // summed name weight of topic syllables
	norm    float32 // of terms, for the cosine
	short   float64 // 1 for a question of a few words, less the more it tells
	damp    float64 // below 1 when the question says too little to be sure of anything
}

// ask prepares a question.
func (m *Model) ask(q assistant.RankQuery) asked {
	ts := tokens(q.Text)
	if len(ts) > maxTokens {
		ts = ts[:maxTokens]
	}
	a := asked{tokens: ts}
	marked := vi.HasMarks(q.Text)
	var unknown, all float64
	for i, t := range ts {
		id, ok := m.vocab[t.folded]
		if !m.lexicon.fillers[t.folded] {
			all++
			if !ok {
				unknown++
			}
		}
		if ok {
			a.terms = append(a.terms, id)
			if marked && t.marked != t.folded && !m.filler[id] {
				a.marks = append(a.marks, m.typed(id, t.marked))
			}
		}
		if i > 0 {
			if id, ok := m.vocab[ts[i-1].folded+" "+t.folded]; ok {
				a.pairs = append(a.pairs, id)
			}
		}
	}
	moreTerms, morePairs := m.respell(ts)
	a.terms, a.pairs = distinct(append(a.terms, moreTerms...)), distinct(append(a.pairs, morePairs...))
	for _, id := range a.terms {
		a.total += m.weight[id]
		if !m.filler[id] {
			a.topic += m.nameIDF[id]
		}
	}
	for _, id := range a.pairs {
		a.total += m.weight[id]
	}
	a.norm = m.norm(a.terms)
	told := float64(m.told(ts))
	a.damp = min(1, told/enoughTold)
	a.short = min(1, shortTold/max(told, 1))
	a.known = 1
	if all > 0 {
		a.known = 1 - unknown/all
	}
	a.actions, a.quals = m.lexicon.askActions(ts), m.lexicon.askQualifiers(ts)
	return a
}

func (m *Model) typed(folded int32, marked string) typed {
	if n, ok := m.spellings[marked]; ok {
		return typed{folded, n}
	}
	return typed{folded, -1}
}

// because names the terms of the question that count most for an entry.
func (m *Model) because(a *asked, e *entry) []string {
	var words []string
	prev := -2
	for i, t := range a.tokens {
		id, ok := m.vocab[t.folded]
		if !ok || m.filler[id] || !e.has(id) {
			continue
		}
		if prev == i-1 && len(words) > 0 {
			words[len(words)-1] += " " + t.marked
		} else {
			words = append(words, t.marked)
		}
		prev = i
	}
	if len(words) == 0 {
		return nil
	}
	out := []string{strings.Join(words, ", ")}
	if s := m.bestSentence(a, e); s >= 0 {
		out = append(out, e.sentences[s].text)
	}
	return out
}
