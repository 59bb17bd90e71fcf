package ranking

import "strings"

// onsets are initial consonants (of folded syllables) that northern speech and
// hasty typing do not tell apart: l/n, s/x, ch/tr, d/gi/r, and a dropped h.
func onsets() [][2]string {
	return [][2]string{
		{"l", "n"}, {"n", "l"}, {"s", "x"}, {"x", "s"}, {"ch", "tr"}, {"tr", "ch"},
		{"d", "gi"}, {"gi", "d"}, {"r", "d"}, {"d", "r"}, {"gi", "r"}, {"r", "gi"},
		{"nh", "ngh"}, {"ng", "ngh"}, {"ngh", "ng"}, {"g", "gh"}, {"k", "c"}, {"c", "k"},
		{"q", "c"}, {"v", "d"}, {"t", "th"}, {"th", "t"}, {"n", "nh"}, {"c", "ch"},
	}
}

// respellings are the folded syllables a syllable may have been meant as.
func respellings(folded string) []string {
	var out []string
	for _, o := range onsets() {
		if rest, ok := strings.CutPrefix(folded, o[0]); ok && rest != "" && !strings.HasPrefix(rest, "h") {
			out = append(out, o[1]+rest)
		}
	}
	return out
}

// leastPair is in how many documents a pair must occur to vouch for a respelling.
const leastPair = 2

// respell finds terms the resident may have meant where a syllable fits neither
// of its neighbours as typed but a way of writing its sound does. Terms are
// added, never taken away: a wrong guess costs little, the right one finds the
// procedure. The result holds terms and pairs to add to the question.
func (m *Model) respell(ts []token) (terms, pairs []int32) {
	for i, t := range ts {
		if len(t.folded) < 2 || m.fits(ts, i, t.folded) {
			continue
		}
		for _, v := range respellings(t.folded) {
			id, ok := m.vocab[v]
			if !ok {
				continue
			}
			vouching := m.vouching(ts, i, v)
			if len(vouching) > 0 {
				terms = append(terms, id)
				pairs = append(pairs, vouching...)
			}
		}
	}
	return terms, pairs
}

// fits reports whether a syllable makes a known pair with a neighbour.
func (m *Model) fits(ts []token, i int, folded string) bool {
	return len(m.vouching(ts, i, folded)) > 0
}

// vouching are the frequent pairs a syllable makes with its neighbours.
func (m *Model) vouching(ts []token, i int, folded string) []int32 {
	var out []int32
	add := func(pair string) {
		if id, ok := m.vocab[pair]; ok && len(m.postings[id]) >= leastPair {
			out = append(out, id)
		}
	}
	if i > 0 {
		add(ts[i-1].folded + " " + folded)
	}
	if i+1 < len(ts) {
		add(folded + " " + ts[i+1].folded)
	}
	return out
}
