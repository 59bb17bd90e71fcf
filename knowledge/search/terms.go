package search

import (
	"sort"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"motcua/knowledge/vi"
)

// Bounds on the terms of one query: they bound its time.
const (
	maxSyllables   = 5    // rarest folded syllables of the question
	maxPairs       = 8    // rarest folded pairs
	maxMarked      = 2    // rarest marked syllables
	maxEnglish     = 6    // rarest English stems
	commonShare    = 0.06 // a syllable in more documents than this is common ...
	enoughRare     = 3    // ... and is left out when this many rarer ones are there
	maxQueryTokens = 400  // tokens of a question that are looked at
)

// Weights of the fields; pairs stand in for words and count most.
const (
	boostFolded  = 1.0
	boostPairs   = 2.0
	boostMarked  = 0.5
	boostEnglish = 1.0
)

// frequencies holds in how many documents each term of each field occurs.
type frequencies struct {
	docs  uint64
	field map[string]map[string]uint64
}

// readFrequencies walks the term dictionaries: about 20,000 terms.
func readFrequencies(ix bleve.Index) (frequencies, error) {
	docs, err := ix.DocCount()
	if err != nil {
		return frequencies{}, err
	}
	f := frequencies{docs: docs, field: map[string]map[string]uint64{}}
	for _, fa := range fieldAnalyzers() {
		terms := map[string]uint64{}
		dict, err := ix.FieldDict(fa[0])
		if err != nil {
			return frequencies{}, err
		}
		for {
			e, err := dict.Next()
			if err != nil {
				return frequencies{}, err
			}
			if e == nil {
				break
			}
			terms[e.Term] = e.Count
		}
		if err := dict.Close(); err != nil {
			return frequencies{}, err
		}
		f.field[fa[0]] = terms
	}
	return f, nil
}

// query builds the candidate query of a text, or nil when no term is known.
func (ix *Index) query(text string) query.Query {
	tokens := vi.Tokens(vi.Clean(text))
	if len(tokens) > maxQueryTokens {
		tokens = tokens[:maxQueryTokens]
	}
	marked := make([]string, len(tokens))
	folded := make([]string, len(tokens))
	stems := make([]string, len(tokens))
	pairs := make([]string, 0, len(tokens))
	for i, t := range tokens {
		marked[i] = vi.Canon(t.Text)
		folded[i] = vi.Fold(marked[i])
		stems[i] = stem(t.Text)
		if i > 0 {
			pairs = append(pairs, string(pairTerm([]byte(folded[i-1]), []byte(folded[i]))))
		}
	}
	var parts []query.Query
	parts = append(parts, ix.terms.pick(fieldFolded, folded, maxSyllables, boostFolded)...)
	parts = append(parts, ix.terms.pick(fieldPairs, pairs, maxPairs, boostPairs)...)
	if vi.HasMarks(text) {
		parts = append(parts, ix.terms.pick(fieldMarked, marked, maxMarked, boostMarked)...)
	} else {
		parts = append(parts, ix.terms.pick(fieldEnglish, stems, maxEnglish, boostEnglish)...)
	}
	if len(parts) == 0 {
		return nil
	}
	return query.NewDisjunctionQuery(parts)
}

// pick makes term queries of the rarest known terms, at most limit of them,
// leaving common ones out when enough rare ones are there.
func (f frequencies) pick(field string, terms []string, limit int, boost float64) []query.Query {
	type known struct {
		term string
		docs uint64
	}
	seen := make(map[string]bool, len(terms))
	var have []known
	for _, t := range terms {
		if n := f.field[field][t]; n > 0 && !seen[t] {
			seen[t] = true
			have = append(have, known{t, n})
		}
	}
	sort.Slice(have, func(i, j int) bool {
		if have[i].docs != have[j].docs {
			return have[i].docs < have[j].docs
		}
		return have[i].term < have[j].term
	})
	var out []query.Query
	for i, k := range have {
		if i == limit || i >= enoughRare && float64(k.docs) > commonShare*float64(f.docs) {
			break
		}
		q := query.NewTermQuery(k.term)
		q.SetField(field)
		q.SetBoost(boost)
		out = append(out, q)
	}
	return out
}
