package assistant

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/knowledge/vi"
)

// PersonalKind names a kind of personal data a resident may type.
type PersonalKind string

// The kinds MaskPersonal knows.
const (
	PersonalCitizenID   PersonalKind = "citizen_id"   // số định danh, căn cước: 12 digits
	PersonalOldID       PersonalKind = "old_id"       // chứng minh nhân dân: 9 digits, when introduced
	PersonalPhone       PersonalKind = "phone"        // số điện thoại
	PersonalCard        PersonalKind = "card"         // số thẻ ngân hàng: 16 or 19 digits passing Luhn
	PersonalEmail       PersonalKind = "email"        // thư điện tử
	PersonalPlate       PersonalKind = "plate"        // biển số xe
	PersonalInsurance   PersonalKind = "insurance"    // số sổ BHXH, thẻ BHYT
	PersonalPassport    PersonalKind = "passport"     // hộ chiếu, when introduced
	PersonalBankAccount PersonalKind = "bank_account" // số tài khoản, when introduced
)

// personalLabels are what stands in the masked text. The closing bracket ends
// the reach of the words before it, so masking twice changes nothing.
var personalLabels = map[PersonalKind]string{
	PersonalCitizenID:   "[số định danh]",
	PersonalOldID:       "[số định danh]",
	PersonalPhone:       "[số điện thoại]",
	PersonalCard:        "[số thẻ]",
	PersonalEmail:       "[email]",
	PersonalPlate:       "[biển số]",
	PersonalInsurance:   "[số BHXH]",
	PersonalPassport:    "[hộ chiếu]",
	PersonalBankAccount: "[số tài khoản]",
}

// Masked is a text without personal values, and what was found, in order.
type Masked struct {
	Text  string
	Kinds []PersonalKind
}

// MaskPersonal replaces each personal value in s by a bracketed label. It never
// touches procedure codes, document numbers, dates, money, years and dossier
// codes; a number that could be either is masked only when a word before it
// says what it is ("cmnd", "stk", "hộ chiếu"). A value inside a longer code is
// part of that code. Idempotent, and linear in the length of s, which is
// expected to have passed vi.Clean.
func MaskPersonal(s string) Masked {
	if !strings.ContainsAny(s, "0123456789@") {
		return Masked{Text: s}
	}
	m := masker{in: s, atoms: maskAtoms(s)}
	var out strings.Builder
	var kinds []PersonalKind
	done := 0
	for i := 0; i < len(m.atoms); {
		if strings.Contains(m.gap(i), "]") {
			m.barrier = i
		}
		kind, n := m.match(i)
		if n == 0 {
			i++
			continue
		}
		out.WriteString(s[done:m.valueStart(i, n)])
		out.WriteString(personalLabels[kind])
		kinds = append(kinds, kind)
		i += n
		done, m.barrier = m.atoms[i-1].end, i
	}
	if len(kinds) == 0 {
		return Masked{Text: s}
	}
	out.WriteString(s[done:])
	return Masked{Text: out.String(), Kinds: kinds}
}

// maskAtom is a run of digits, a run of other letters, or an e-mail address.
type maskAtom struct {
	start, end int
	digits     bool
	email      bool
}

// masker walks once over the atoms of a text.
type masker struct {
	in      string
	atoms   []maskAtom
	barrier int // introductions and attachments do not reach before this atom
}

func maskAtoms(s string) []maskAtom {
	var out []maskAtom
	for _, e := range append(emailSpans(s), maskAtom{start: len(s), end: len(s)}) {
		i := 0
		if len(out) > 0 {
			i = out[len(out)-1].end
		}
		for i < e.start {
			end := runEnd(s[:e.start], i)
			if end == i {
				_, size := utf8.DecodeRuneInString(s[i:])
				i += size
				continue
			}
			out = append(out, maskAtom{start: i, end: end, digits: isDigitByte(s[i])})
			i = end
		}
		if e.email {
			out = append(out, e)
		}
	}
	return out
}

// runEnd returns the end of the digits, or of the other letters, at i.
func runEnd(s string, i int) int {
	digits := isDigitByte(s[i])
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		digit := r >= '0' && r <= '9'
		if digit != digits || (!digit && !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r)) {
			break
		}
		i += size
	}
	return i
}

// emailSpans finds the addresses of s from their at signs outwards.
func emailSpans(s string) []maskAtom {
	var out []maskAtom
	last := 0
	for p := strings.IndexByte(s, '@'); p >= 0; {
		start, end := p, p+1
		for start > last && (isWordByte(s[start-1]) || strings.IndexByte("._%+-", s[start-1]) >= 0) {
			start--
		}
		for start < p && !isWordByte(s[start]) {
			start++
		}
		for end < len(s) && (isWordByte(s[end]) || s[end] == '.' || s[end] == '-') {
			end++
		}
		for end > p+1 && !isWordByte(s[end-1]) {
			end--
		}
		dot := strings.LastIndexByte(s[p:end], '.')
		if start < p && dot > 1 && end-p-dot > 2 && !isDigitByte(s[p+dot+1]) {
			out = append(out, maskAtom{start: start, end: end, email: true})
			last = end
		}
		next := strings.IndexByte(s[p+1:], '@')
		if next < 0 {
			break
		}
		p += 1 + next
	}
	return out
}

func isDigitByte(c byte) bool { return c >= '0' && c <= '9' }
func isWordByte(c byte) bool {
	return isDigitByte(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func (m *masker) text(i int) string { return m.in[m.atoms[i].start:m.atoms[i].end] }
func (m *masker) size(i int) int    { return m.atoms[i].end - m.atoms[i].start }

// isDigits reports whether atom i exists and is n digits.
func (m *masker) isDigits(i, n int) bool {
	return i < len(m.atoms) && m.atoms[i].digits && m.size(i) == n
}

// gap is the text between atoms i-1 and i.
func (m *masker) gap(i int) string {
	if i == 0 {
		return m.in[:m.atoms[0].start]
	}
	return m.in[m.atoms[i-1].end:m.atoms[i].start]
}

// match decides what starts at atom i and how many atoms it takes.
func (m *masker) match(i int) (PersonalKind, int) {
	a := m.atoms[i]
	if a.email {
		return PersonalEmail, 1
	}
	if m.heldLeft(i) {
		return "", 0
	}
	if !a.digits {
		return m.matchLetters(i)
	}
	if n := m.plate(i); n > 0 {
		return PersonalPlate, n
	}
	return m.matchNumber(i)
}

// heldLeft reports whether atom i continues a code: glued or joined by one
// connector to an atom that was not masked and is no introducing word.
func (m *masker) heldLeft(i int) bool {
	if i == 0 || i <= m.barrier {
		return false
	}
	gap := m.gap(i)
	if gap != "" && !isConnector(gap) {
		return false
	}
	return m.atoms[i-1].digits || m.introAt(i-1) == introNone
}

func isConnector(gap string) bool { return len(gap) == 1 && strings.Contains("-/._", gap) }

// heldRight reports whether atom j goes on into a code, or is an amount of
// money, so that no value ends there.
func (m *masker) heldRight(j int) bool {
	if j+1 >= len(m.atoms) {
		return false
	}
	gap, next := m.gap(j+1), m.atoms[j+1]
	lower := m.text(j+1) != strings.ToUpper(m.text(j+1))
	// Letters with digits behind are a code, unless they introduce that number.
	followed := j+2 < len(m.atoms) && m.atoms[j+2].digits && m.gap(j+2) == "" && m.introAt(j+1) == introNone
	switch {
	case next.email:
		return false
	case gap == "" || gap == " ":
		if moneyUnits[vi.Lower(m.text(j+1))] {
			return true
		}
		return gap == "" && (!lower || followed)
	case !isConnector(gap):
		return false
	case next.digits:
		return gap == "_" || m.size(j+1) < 9
	case gap == "." || gap == "-":
		return followed
	}
	return !lower || followed
}

// valueStart includes the plus sign and parenthesis that open a phone number.
func (m *masker) valueStart(i, n int) int {
	start := m.atoms[i].start
	gap := m.gap(i)
	if !m.atoms[i].digits {
		return start
	}
	if open := strings.TrimSuffix(gap, "+"); n > 1 && strings.HasSuffix(open, "(") && strings.HasPrefix(m.in[m.atoms[i].end:], ")") {
		return start - (len(gap) - len(open)) - 1
	}
	if strings.HasSuffix(gap, "+") {
		return start - 1
	}
	return start
}

// matchLetters finds passports and health insurance cards: letters, then digits.
func (m *masker) matchLetters(i int) (PersonalKind, int) {
	if i+1 >= len(m.atoms) || !m.atoms[i+1].digits || m.size(i) > 2 || !isWordByte(m.text(i)[0]) || m.size(i) > 1 && !isWordByte(m.text(i)[1]) {
		return "", 0
	}
	gap, n := m.gap(i+1), m.size(i+1)
	switch {
	case gap != "" && gap != " " || m.heldRight(i+1):
	case (n == 7 || n == 8) && m.intro(i) == introPassport:
		return PersonalPassport, 2
	case n == 13 && m.size(i) == 2 && (gap == "" || m.intro(i) == introInsurance):
		return PersonalInsurance, 2
	}
	return "", 0
}
