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

// maxNumberAtoms bounds the groups of one number: twelve single digits.
const maxNumberAtoms = 12

// numberShape is a candidate number: its digits and how they are grouped.
type numberShape struct {
	digits string
	groups []int
	seps   string // the separators between them, one byte each
	plus   bool
	dist   int // atoms back to the introducing word
}

// matchNumber tries the groups from atom i on, most first.
func (m *masker) matchNumber(i int) (PersonalKind, int) {
	shape := numberShape{plus: strings.HasSuffix(m.gap(i), "+")}
	var digits []byte
	j := i
	for ; j < len(m.atoms) && j < i+maxNumberAtoms && m.atoms[j].digits; j++ {
		sep := strings.Trim(m.gap(j), "()")
		if j > i && (len(sep) > 1 || !strings.Contains(" .-", sep) || m.gap(j) == "") {
			break
		}
		if len(digits)+m.size(j) > 19 {
			break
		}
		if j > i {
			shape.seps += (sep + "(")[:1]
		}
		digits = append(digits, m.text(j)...)
		shape.groups = append(shape.groups, m.size(j))
	}
	intro, dist := m.introDistance(i)
	shape.dist = dist
	for n := len(shape.groups); n > 0; n-- {
		shape.groups, shape.seps, shape.digits = shape.groups[:n], shape.seps[:n-1], string(digits)
		if !m.heldRight(i + n - 1) {
			if kind := shape.kind(intro); kind != "" {
				return kind, n
			}
		}
		digits = digits[:len(digits)-shape.groups[n-1]]
	}
	return "", 0
}

// kind classifies the number under the nearest introducing word.
func (n numberShape) kind(intro introWord) PersonalKind {
	if n.isDate() {
		return ""
	}
	size := len(n.digits)
	even := strings.Trim(n.seps, n.seps[:min(1, len(n.seps))]) == "" && (n.groups[0] == size || n.groups[0] > 2 || n.groups[0] == 1)
	switch {
	case n.isPhone(intro):
		if size == 10 && intro == introInsurance {
			return PersonalInsurance
		}
		if intro == introAccount && n.dist < 6 && !n.plus {
			return PersonalBankAccount
		}
		return PersonalPhone
	case size == 12 && even && intro != introAccount && (n.digits[0] == '0' || intro == introID):
		return PersonalCitizenID
	case size == 9 && even && intro == introID:
		return PersonalOldID
	case size == 10 && even && intro == introInsurance:
		return PersonalInsurance
	case (size == 16 || size == 19) && even && n.digits[0] != '0' && intro != introCode && luhn(n.digits):
		return PersonalCard
	case intro == introAccount && even && (size >= 8 || size >= 6 && n.dist < 4):
		return PersonalBankAccount
	}
	return ""
}

// isDate reports whether the groups begin as a date does.
func (n numberShape) isDate() bool {
	g := n.groups
	return len(g) > 2 && (g[0] < 3 && g[1] < 3 && g[2] == 4 || g[0] == 4 && g[1] < 3 && g[2] < 3)
}

func (n numberShape) isPhone(intro introWord) bool {
	d, size := n.digits, len(n.digits)
	singles := 0
	for _, g := range n.groups {
		if g == 1 {
			singles++
		}
	}
	if singles > 1 && singles < size || intro == introCode && !n.plus {
		return false
	}
	switch {
	case n.plus:
		return size >= 9 && size <= 15
	case d[0] == '0' && size == 10:
		return true
	case d[0] == '0' && size == 11:
		return d[1] == '1' || d[1] == '2'
	case size == 11 && d[:2] == "84", size == 13 && d[:4] == "0084":
		return strings.IndexByte("35789", d[size-9]) >= 0
	case size == 9 && intro == introPhone:
		return strings.IndexByte("35789", d[0]) >= 0
	}
	return false
}

func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			d *= 2
			if d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

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

// introWord is what the words before a number say about it.
type introWord uint8

const (
	introNone introWord = iota
	introID
	introPhone
	introAccount
	introInsurance
	introPassport
	introPlate
	introCode  // a number of a case, tax code, document: not a phone
	introMoney // an amount, when close by
)

// introReach is how many atoms back an introducing word is looked for,
// moneyReach the same for words of money.
const (
	introReach = 10
	moneyReach = 3
)

// introWords are folded words, alone or as a pair with the word before.
var introWords = map[string]introWord{
	"cmnd": introID, "cmt": introID, "cmtnd": introID, "cmnđ": introID, "cccd": introID, "cc": introID,
	"chung minh": introID, "can cuoc": introID, "dinh danh": introID, "ddcn": introID,
	"sdt": introPhone, "dt": introPhone, "tel": introPhone, "phone": introPhone, "zalo": introPhone, "mobile": introPhone,
	"dien thoai": introPhone, "lien he": introPhone, "lh": introPhone, "hotline": introPhone, "goi": introPhone, "alo": introPhone,
	"stk": introAccount, "so tk": introAccount, "tai khoan": introAccount,
	"bhxh": introInsurance, "bhyt": introInsurance, "bao hiem": introInsurance,
	"ho chieu": introPassport, "passport": introPassport,
	"bien so": introPlate, "bks": introPlate, "bsx": introPlate, "kiem soat": introPlate, "xe": introPlate,
	"mst": introCode, "so thue": introCode, "msdn": introCode, "so ho": introCode, "ma ho": introCode, "bien nhan": introCode,
	"quyet dinh": introCode, "cong van": introCode, "hop dong": introCode, "hoa don": introCode, "ma don": introCode,
	"phi": introMoney, "tien": introMoney, "gia": introMoney, "nop": introMoney,
}

// roomWords stand right before the number of a room, flat, lot or form, which
// may look like an old plate ("phòng 12A-1203").
var roomWords = map[string]bool{
	"phong": true, "can": true, "ho": true, "tang": true, "toa": true, "lo": true, "mau": true, "p": true, "nha": true, "so": true,
}

// moneyUnits follow an amount. Unmarked "ngan" is left to "ngan hang".
var moneyUnits = map[string]bool{
	"đồng": true, "dong": true, "đ": true, "d": true, "vnđ": true, "vnd": true, "triệu": true, "trieu": true, "tr": true,
	"nghìn": true, "nghin": true, "ngàn": true, "tỷ": true, "tỉ": true, "ty": true, "k": true, "usd": true,
}

// intro returns the nearest introducing word before atom i.
func (m *masker) intro(i int) introWord {
	w, _ := m.introDistance(i)
	return w
}

func (m *masker) introDistance(i int) (introWord, int) {
	for j := i - 1; j >= m.barrier && j >= i-introReach; j-- {
		w := m.introAt(j)
		if w != introNone && (w != introMoney || i-j <= moneyReach) {
			return w, i - j
		}
	}
	return introNone, introReach
}

// introAt looks up atom j, with the word before it or alone.
func (m *masker) introAt(j int) introWord {
	if m.atoms[j].digits || m.atoms[j].email || m.size(j) > 24 {
		return introNone
	}
	word := vi.Fold(m.text(j))
	if j > m.barrier && m.size(j-1) <= 24 && strings.TrimSpace(m.gap(j)) == "" && !m.atoms[j-1].digits {
		pair := vi.Fold(m.text(j-1)) + " " + word
		if w := introWords[pair]; w != introNone {
			if pair == "tai khoan" && !m.numberedAccount(j-1) {
				return introNone
			}
			return w
		}
	}
	return introWords[word]
}

// numberedAccount reports whether "số" or "stk" stands before "tài khoản" at j:
// an account of a portal has no number.
func (m *masker) numberedAccount(j int) bool {
	return j > m.barrier && vi.Fold(m.text(j-1)) == "so"
}
