package intake

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// legalHead is the head of the portal's table of legal documents.
const legalHead = "Tên văn bản pháp lýMã văn bản"

// legalBasis reads the documents cited: entries of a title and a number that
// may have run together. A document named inside another one's title is no
// entry.
func legalBasis(row *portalRow, f *findings) []knowledge.LegalRef {
	cell := row.LegalBasis
	if raw, ok := strings.CutPrefix(strings.TrimSpace(row.Raw.Legal), legalHead); ok && raw != "" {
		cell = raw
	}
	all := lawNumbers(oneLine(cell))
	list := &legalList{}
	split := lines
	if row.Raw.Legal != "" {
		split = unwrapped
	}
	for _, l := range split(cell) {
		if notStated(l) {
			continue
		}
		entries := legalEntries(l)
		for i := range entries {
			list.add(&entries[i], all)
		}
		f.coverage.Legal.count(len(entries) > 0)
		if len(entries) == 0 {
			f.add(DoubtUnparsed, "legal_basis", l)
		}
	}
	return list.refs
}

// legalEntry is a title and the number beside it, as found.
type legalEntry struct {
	title string
	code  *lawNumber // in the column of numbers, or nil
	head  *lawNumber // at the beginning of the title, or nil
	text  string
}

// legalEntries cuts a text into its entries.
func legalEntries(l string) []legalEntry {
	if strings.HasSuffix(l, "]") {
		if i := strings.LastIndex(l, "["); i >= 0 {
			return []legalEntry{bracketEntry(l, i)}
		}
	}
	var out []legalEntry
	start := 0
	var head *lawNumber
	numbers := lawNumbers(l)
	for i := range numbers {
		n := &numbers[i]
		twice := i+1 < len(numbers) && numbers[i+1].start == n.end && numbers[i+1].base() == n.base()
		if twice && n.typeStart > start && gluedTo(l, n.typeStart) {
			// a new title begins here, and its own number follows
			out = append(out, restEntry(strings.TrimSpace(l[start:n.typeStart]), head)...)
			start, head = n.typeStart, n
			continue
		}
		again := head != nil && head.base() == n.base() && (gluedTo(l, n.start) || n.typeStart == head.end)
		if !again && head == nil && isHead(l, start, n) {
			head = n
			if i+1 < len(numbers) && numbers[i+1].start == n.end || !closesEntry(l, n) {
				continue
			}
		} else if !again && !isCode(l, start, n, head) {
			continue
		}
		begin := n.start
		if n.typeStart > start && (gluedTo(l, n.typeStart) || n.typeName != "" && head == nil) {
			begin = n.typeStart
		}
		out = append(out, newEntry(l[start:begin], l[start:n.end], head, n)...)
		start, head = n.end+issuerAfter(l[n.end:]), nil
	}
	if rest := strings.TrimSpace(l[start:]); rest != "" {
		out = append(out, restEntry(rest, head)...)
	}
	return out
}

// bracketEntry reads "title [number]".
func bracketEntry(l string, bracket int) legalEntry {
	e := legalEntry{title: strings.TrimSpace(l[:bracket]), text: l}
	if in := lawNumbers(l[bracket:]); len(in) > 0 {
		e.code = &in[0]
	}
	if ns := lawNumbers(e.title); len(ns) > 0 && isHead(e.title, 0, &ns[0]) {
		e.head = &ns[0]
	}
	return e
}

// newEntry makes the entry of a title with its number. A title that is nothing
// but another document's number is an entry of its own.
func newEntry(title, text string, head, code *lawNumber) []legalEntry {
	title = strings.TrimSpace(title)
	e := legalEntry{title: title, code: code, head: head, text: text}
	if head == nil || head == code || !head.whole || !code.whole || head.base() == code.base() {
		return []legalEntry{e}
	}
	if strings.TrimSpace(trimType(title)) == title[max(0, len(title)-(head.end-head.start)):] {
		return []legalEntry{{title: title, head: head, text: title}, {code: code, text: text}}
	}
	return []legalEntry{e}
}

// trimType takes "Nghị định số" off the front.
func trimType(s string) string {
	if t := typeAtStart(s); t != "" {
		s = strings.TrimSpace(s[len(t):])
	}
	return strings.TrimSpace(strings.TrimPrefix(s, "số"))
}

// restEntry is what stands after the last number of a text: an entry if it
// begins like a document.
func restEntry(rest string, head *lawNumber) []legalEntry {
	if head != nil || typeAtStart(rest) != "" {
		return []legalEntry{{title: rest, head: head, text: rest}}
	}
	return nil
}

// isHead reports whether a number stands at the beginning of the title that
// starts at l[start:]: "Nghị định số 96/2024/NĐ-CP ...", "Luật Đất đai số ...".
func isHead(l string, start int, n *lawNumber) bool {
	lead := len(l[start:]) - len(strings.TrimLeft(l[start:], " -+.;:"))
	if n.start == start+lead || n.typeStart == start+lead {
		return true
	}
	between := vi.Lower(l[start+lead : max(n.start, start+lead)])
	if gluedTo(l, n.start) || typeAtStart(between) == "" || len(between) > 120 {
		return false
	}
	if n.typeName != "" && n.typeStart > start+lead {
		return false
	}
	return strings.HasSuffix(strings.TrimRight(between, " "), "số") &&
		!containsAny(between, "sửa đổi", "hướng dẫn", "quy định", "thi hành", "của", "ngày")
}

// isCode reports whether a number stands in the column of numbers: it ran into
// the title before it, and the next title, or nothing, follows.
func isCode(l string, start int, n, head *lawNumber) bool {
	if n.whole && n.typeStart == n.start && n.start > start && gluedTo(l, n.start) && !strings.HasSuffix(l[:n.start], "số") {
		return true
	}
	if !closesEntry(l, n) {
		return false
	}
	if gluedTo(l, n.start) {
		return true
	}
	if n.typeStart < n.start {
		return n.typeStart > start && (gluedTo(l, n.typeStart) || head == nil && n.typeName != "" && wholeTitle(l[start:n.typeStart]))
	}
	if head != nil && head.base() == n.base() {
		return true
	}
	before := strings.TrimRight(vi.Lower(l[start:n.start]), " ")
	return n.whole && !strings.HasSuffix(before, "số") && len(lawNumbers(l[start:n.start])) == 0
}

// wholeTitle reports whether a text can be a title by itself, so that the
// number after it need not belong to the title: "Luật Trồng trọt", but not
// "sửa đổi, bổ sung một số điều của".
func wholeTitle(s string) bool {
	words := strings.Fields(vi.Lower(s))
	if len(words) == 0 || len(lawNumbers(s)) > 0 {
		return false
	}
	switch words[len(words)-1] {
	case "của", "theo", "và", "dẫn", "thế", "sung", "hành", "định", "tại", "số", "cho", "với", "bởi", "về", "điều", "các", "đổi", "bỏ", "ở", "trong", "là", "này":
		return false
	}
	return !strings.HasSuffix(words[len(words)-1], ",")
}

// gluedTo reports whether the text before s[at:] runs into it without a blank.
func gluedTo(s string, at int) bool {
	if at == 0 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return !unicode.IsSpace(r) && r != '(' && r != '[' && r != '/' && r != '-'
}

// closesEntry reports whether nothing of the same title follows the number.
func closesEntry(l string, n *lawNumber) bool {
	rest := l[n.end+issuerAfter(l[n.end:]):]
	trimmed := strings.TrimLeft(rest, " .;")
	switch {
	case trimmed == "":
		return true
	case rest[0] == ' ' || rest[0] == '.' || rest[0] == ';':
		return startsUpper(trimmed) && (gluedTo(l, n.start) || n.typeStart == n.start)
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("\"“'-+", r)
}

// issuerAfter is the length of " của Quốc hội" or the like right after a number.
func issuerAfter(s string) int {
	for _, who := range []string{" của Chính phủ", " của Quốc hội", " của Thủ tướng Chính phủ"} {
		rest, ok := strings.CutPrefix(s, who)
		if !ok {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(rest); rest == "" || unicode.IsUpper(r) || unicode.IsDigit(r) || r == '.' && len(rest) == 1 {
			return len(who)
		}
	}
	return 0
}

func isLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// legalList collects references, one for each number.
type legalList struct {
	refs []knowledge.LegalRef
}

var signed = regexp.MustCompile(`(?i)^[\s,.(]*(?:của [^0-9]{3,60})?ngày\s+([0-9]{1,2})\s*(?:/|-|tháng)\s*([0-9]{1,2})\s*(?:/|-|năm)\s*((?:19|20)[0-9]{2})`)

// add makes a reference of an entry, with the number completed from the same
// row where only its beginning stands beside the title.
func (list *legalList) add(e *legalEntry, all []lawNumber) {
	number := e.number(all)
	ref := knowledge.LegalRef{Number: number, Type: e.typeOf(number, all), Date: e.date(number), Text: capped(e.text, maxText)}
	ref.Title = e.cleanTitle(number)
	if ref.Number == "" && typeAtStart(ref.Title) == "" {
		return
	}
	for i := range list.refs {
		have := &list.refs[i]
		if have.Number == ref.Number && (number != "" || have.Title == ref.Title) {
			if len(have.Title) < len(ref.Title) {
				have.Title = ref.Title
			}
			if have.Date == "" {
				have.Date = ref.Date
			}
			return
		}
	}
	list.refs = append(list.refs, ref)
}

// number is the complete number of the entry, or empty.
func (e *legalEntry) number(all []lawNumber) string {
	switch {
	case e.code != nil && e.code.whole:
		return e.code.text
	case e.head != nil && e.head.whole && (e.code == nil || e.code.base() == e.head.base()):
		return e.head.text
	}
	n := e.code
	if n == nil {
		n = e.head
	}
	if n == nil {
		return ""
	}
	found := ""
	for i := range all {
		if all[i].whole && strings.HasPrefix(all[i].text, n.text) {
			if found != "" && found != all[i].text {
				return ""
			}
			found = all[i].text
		}
	}
	return found
}
