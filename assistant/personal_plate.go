package assistant

import (
	"strings"

	"motcua/knowledge/vi"
)

// plate returns the atoms of a number plate at i, or 0: two digits, a series of
// one or two letters and perhaps a digit, then 123.45, 12345 or 1234.
func (m *masker) plate(i int) int {
	if !m.isDigits(i, 2) || m.text(i) < "11" || i+2 >= len(m.atoms) {
		return 0
	}
	intro := m.intro(i)
	series := m.text(i + 1)
	joint := m.gap(i + 1)
	if m.atoms[i+1].digits || m.atoms[i+1].email || !plateSeries(series) || joint != "" && joint != "-" && (joint != " " || intro != introPlate) {
		return 0
	}
	j, glued := i+2, m.gap(i+2) == ""
	if !m.atoms[j].digits || !glued && !strings.Contains(" -.", m.gap(j)) {
		return 0
	}
	lead := 0 // a digit of the series, in an atom of its own or in front
	if glued && m.size(j) == 1 && j+1 < len(m.atoms) && m.gap(j+1) != "" && strings.Contains(" -.", m.gap(j+1)) {
		j++
	} else if glued && (m.size(j) == 6 || m.size(j) == 4 && m.dotted(j)) {
		lead = 1
	}
	if m.dotted(j) && m.size(j)-lead == 3 {
		return m.plateEnd(i, j+1)
	}
	n := m.size(j) - lead
	sure := intro == introPlate || series == strings.ToUpper(series) && n == 5 || n == 5 && m.gap(j) != " "
	if !m.atoms[j].digits || n != 5 && n != 4 || intro != introPlate && i > m.barrier && roomWords[vi.Fold(m.text(i-1))] {
		return 0
	}
	if sure || n == 4 && m.gap(j) == "-" && series == strings.ToUpper(series) {
		return m.plateEnd(i, j)
	}
	return 0
}

// dotted reports whether atom j is followed by a dot and two digits.
func (m *masker) dotted(j int) bool { return m.isDigits(j+1, 2) && m.gap(j+1) == "." }

func (m *masker) plateEnd(i, j int) int {
	if m.heldRight(j) {
		return 0
	}
	return j - i + 1
}

func plateSeries(s string) bool {
	upper := vi.Fold(s)
	return len(upper) == 1 && isWordByte(upper[0]) ||
		len(upper) == 2 && (upper[0] == 'a' && isWordByte(upper[1]) || strings.Contains(" ld da kt md hc td ng nn qt cv rm mk tc cd ", " "+upper+" "))
}
