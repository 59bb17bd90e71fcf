package ranking

import (
	"slices"

	"motcua/knowledge/vi"
)

// token is one syllable in both spellings.
type token struct {
	marked string // one tone placement, marks kept
	folded string // without marks
}

// tokens splits a text into syllables; punctuation is gone.
func tokens(s string) []token {
	raw := vi.Tokens(vi.Clean(s))
	out := make([]token, len(raw))
	for i, t := range raw {
		marked := vi.Canon(t.Text)
		out[i] = token{marked: marked, folded: vi.Fold(marked)}
	}
	return out
}

// ids interns the folded syllables.
func (m *Model) ids(ts []token) []int32 {
	out := make([]int32, len(ts))
	for i, t := range ts {
		out[i] = m.intern(t.folded)
	}
	return out
}

// pairIDs interns the folded pairs.
func (m *Model) pairIDs(ts []token) []int32 {
	if len(ts) < 2 {
		return nil
	}
	out := make([]int32, 0, len(ts)-1)
	for i := 1; i < len(ts); i++ {
		out = append(out, m.intern(ts[i-1].folded+" "+ts[i].folded))
	}
	return out
}

// intern gives a term its id; only the builder may call it.
func (m *Model) intern(term string) int32 {
	id, ok := m.vocab[term]
	if !ok {
		id = int32(len(m.vocab)) //nolint:gosec // a vocabulary has a few hundred thousand terms
		m.vocab[term] = id
	}
	return id
}

// distinct sorts ids and drops repeats.
func distinct(ids []int32) []int32 {
	slices.Sort(ids)
	out := ids[:0]
	for i, id := range ids {
		if i == 0 || id != ids[i-1] {
			out = append(out, id)
		}
	}
	return out
}
