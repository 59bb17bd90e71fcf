package vi

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// expandRounds bounds the rounds of Expand. One is enough for any sensible
// table; a second run over the result then changes nothing.
const expandRounds = 4

// Expand replaces every whole token (or run of tokens, the longest first) of s
// that is a short form by its default long form, and keeps everything else byte
// for byte. A token matches in lower case, or folded when the short form is
// plain ASCII and the token is not itself a marked syllable ("cá" is never
// "ca"). Nothing is replaced
//
//   - inside codes, addresses and numbers: "01/2022/NĐ-CP", "a@k.vn", "C/O";
//   - right after a number, when the short form is also a unit: "5 k", "8 h";
//   - for single letters, after a word that takes a letter ("loại c", "điểm a"),
//     before a number, and in capitals inside a sentence ("ông A").
//
// Expand is idempotent. s is expected to have passed Clean and to be Vietnamese:
// in an English text the article "a" is taken for "anh".
func (a *Abbreviations) Expand(s string) string {
	for range expandRounds {
		next := a.expandOnce(s)
		if next == s {
			break
		}
		s = next
	}
	return s
}

func (a *Abbreviations) expandOnce(s string) string {
	if len(a.forms) == 0 {
		return s
	}
	tokens := Tokens(s)
	x := expansion{a: a, s: s, tokens: tokens}
	var b strings.Builder
	done := 0
	for i := 0; i < len(tokens); {
		long, n := x.match(i)
		if n == 0 {
			i++
			continue
		}
		b.WriteString(s[done:tokens[i].Start])
		b.WriteString(long)
		done = tokens[i+n-1].End
		i += n
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

// expansion is one pass over one text.
type expansion struct {
	a      *Abbreviations
	s      string
	tokens []Token
	// run caches the last code-like run looked at.
	runStart, runEnd int
	runCode          bool
}

// match returns the long form for the most tokens from i on, and how many.
func (x *expansion) match(i int) (string, int) {
	most := x.reach(x.tokens[i].Text)
	if most == 0 {
		return "", 0
	}
	n := 1
	for n < most && i+n < len(x.tokens) && joinsShort(x.s[x.tokens[i+n-1].End:x.tokens[i+n].Start]) {
		n++
	}
	for ; n > 0; n-- {
		form, ok := x.lookup(i, n)
		if ok && x.allowed(i, n) {
			return form.longs[0], n
		}
	}
	return "", 0
}

// reach is the most tokens of a short form that begins with the token, in
// lower case or folded.
func (x *expansion) reach(token string) int {
	var buf [64]byte
	lower := x.a.firsts[string(appendMapped(buf[:0], token, lowerTable))]
	return max(lower, x.a.firsts[string(appendMapped(buf[:0], token, foldTable))])
}

// joinsShort reports whether sep may stand inside a short form.
func joinsShort(sep string) bool {
	return len(sep) == 1 && strings.Contains(" /.-&", sep)
}

func (x *expansion) lookup(i, n int) (abbreviation, bool) {
	text := x.s[x.tokens[i].Start:x.tokens[i+n-1].End]
	lower := Lower(text)
	if form, ok := x.a.forms[lower]; ok {
		return form, true
	}
	folded := Fold(lower)
	if folded == lower {
		return abbreviation{}, false
	}
	form, ok := x.a.forms[folded]
	if !ok || !form.ascii {
		return abbreviation{}, false
	}
	for _, t := range x.tokens[i : i+n] {
		if !HasMarks(t.Text) || !IsMarkedSyllable(t.Text) {
			return form, true
		}
	}
	return abbreviation{}, false
}

// allowed applies the rules about the surroundings.
func (x *expansion) allowed(i, n int) bool {
	first, last := x.tokens[i], x.tokens[i+n-1]
	if x.glued(i, i+n-1) || x.inCode(first, last) {
		return false
	}
	if n > 1 {
		return true
	}
	afterNumber := i > 0 && x.blankBetween(i-1) && isNumber(x.tokens[i-1].Text)
	if afterNumber && unitShorts[Fold(first.Text)] {
		return false
	}
	if utf8.RuneCountInString(first.Text) > 1 {
		return true
	}
	return x.letterAllowed(i, afterNumber)
}

// around returns the runes that touch token i, or blanks.
func (x *expansion) around(i int) (before, after rune) {
	before, after = ' ', ' '
	if start := x.tokens[i].Start; start > 0 {
		before, _ = utf8.DecodeLastRuneInString(x.s[:start])
	}
	if end := x.tokens[i].End; end < len(x.s) {
		after, _ = utf8.DecodeRuneInString(x.s[end:])
	}
	return before, after
}

// glued reports whether tokens i to j touch another one, as ideographs do, or
// an apostrophe ("don't").
func (x *expansion) glued(i, j int) bool {
	if before, _ := x.around(i); before == '\'' || before == '’' {
		return true
	}
	if _, after := x.around(j); after == '\'' || after == '’' {
		return true
	}
	return i > 0 && x.tokens[i-1].End == x.tokens[i].Start ||
		j+1 < len(x.tokens) && x.tokens[j].End == x.tokens[j+1].Start
}

// letterAllowed decides about a short form of one letter.
func (x *expansion) letterAllowed(i int, afterNumber bool) bool {
	t := x.tokens[i]
	if afterNumber || (i > 0 && x.blankBetween(i-1) && takesLetter(Fold(x.tokens[i-1].Text), Fold(t.Text))) {
		return false
	}
	if before, after := x.around(i); strings.ContainsRune("/-", before) || strings.ContainsRune("/-", after) {
		return false
	}
	next := i+1 < len(x.tokens) && x.blankBetween(i)
	if next && isNumber(x.tokens[i+1].Text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(t.Text)
	if !next && r == 'a' { // the particle ạ, typed without marks
		return false
	}
	if !unicode.IsUpper(r) {
		return true
	}
	before := strings.TrimRight(x.s[:t.Start], " ")
	return before == "" || strings.ContainsRune(".!?\n", rune(before[len(before)-1]))
}

// takesLetter reports whether the noun numbers its things by the letter.
func takesLetter(noun, letter string) bool {
	return letterNouns[noun] && strings.Contains("abcdevxi", letter) ||
		houseNouns[noun] && strings.Contains("abcd", letter)
}

// blankBetween reports whether tokens i and i+1 are apart by one blank only.
func (x *expansion) blankBetween(i int) bool {
	return x.s[x.tokens[i].End:x.tokens[i+1].Start] == " "
}

func isNumber(s string) bool {
	for _, r := range s {
		if !unicode.IsNumber(r) && r != '.' && r != ',' {
			return false
		}
	}
	return true
}

// inCode reports whether the tokens lie inside a longer code, address or
// document number: a run without blanks that they do not fill.
func (x *expansion) inCode(first, last Token) bool {
	if first.Start < x.runStart || first.Start >= x.runEnd {
		x.findRun(first.Start)
	}
	if first.Start == x.runStart && last.End >= x.runEnd {
		return false
	}
	return x.runCode
}

// findRun finds the run of letters, digits and connectors around byte at, ends
// trimmed of connectors, and whether it looks like a code.
func (x *expansion) findRun(at int) {
	start, end := at, at
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(x.s[:start])
		if !inRun(r) || start-size < x.runEnd {
			break
		}
		start -= size
	}
	for end < len(x.s) {
		r, size := utf8.DecodeRuneInString(x.s[end:])
		if !inRun(r) {
			break
		}
		end += size
	}
	run := x.s[start:end]
	left := len(run) - len(strings.TrimLeft(run, connectors))
	right := len(run) - len(strings.TrimRight(run, connectors))
	x.runStart, x.runEnd = start+left, end-right
	x.runCode = isCode(x.s[x.runStart:x.runEnd])
}

const connectors = "/-._@"

func inRun(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiAlnum(r) || strings.ContainsRune(connectors, r)
	}
	return kindOf(r) != kindOther && kindOf(r) != kindHan
}

// isCode reports whether a run is no plain words: an address, a domain name, a
// number or document number with parts, or capitals joined by hyphens.
func isCode(run string) bool {
	if !strings.ContainsAny(run, connectors) {
		return false
	}
	if strings.ContainsAny(run, "@_0123456789") {
		return true
	}
	for i, part := range strings.FieldsFunc(Lower(run), func(r rune) bool { return r == '.' || r == '/' }) {
		if i == 0 && part == "www" || i > 0 && webEndings[part] {
			return true
		}
	}
	return strings.Contains(run, "-") && !strings.ContainsFunc(run, unicode.IsLower)
}

var (
	// unitShorts are the short forms that measure something after a number.
	unitShorts = wordSet("k kg g h m tr d ng p c l t ha km cm", func(s string) string { return s })
	// letterNouns take a letter as their number: loại c, hạng b, điểm a, phần v.
	letterNouns = wordSet("loai hang mau diem khoan nhom luc lo tang khoi bac phan muc chuong vitamin gan block hieu kieu hinh bieu",
		func(s string) string { return s })
	// houseNouns do so too, but a resident also writes "nhà e" for "nhà em".
	houseNouns = wordSet("nha toa khu lop phuong ty ong ba anh chi bang to doan thua can cap so cau benh",
		func(s string) string { return s })
	webEndings = wordSet("vn com net org gov edu info io", func(s string) string { return s })
)
