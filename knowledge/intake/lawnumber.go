package intake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lawNumber is the number of a document found in a text: s[start:end].
type lawNumber struct {
	start, end int
	text       string // normalised: "96/2024/NĐ-CP"; "08/2026" when the end is missing
	whole      bool   // issuer and kind are there
	typeStart  int    // where "Nghị định số " begins that stands before it, or start
	typeName   string // "Nghị định", or ""
}

// base is the number without kind and issuer: "96/2024".
func (n *lawNumber) base() string {
	parts := strings.SplitN(n.text, "/", 3)
	if len(parts) < 2 {
		return n.text
	}
	return parts[0] + "/" + parts[1]
}

// lawNumbers finds the numbers of documents in a text, in order. Dates are not numbers.
func lawNumbers(s string) []lawNumber {
	var out []lawNumber
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			i++
			continue
		}
		if n := dateLength(s[i:]); n > 0 {
			i += n
			continue
		}
		digits := digitRun(s[i:])
		begin := i
		if digits > 4 && digits <= 8 && isYear(s[i:i+4]) {
			begin = i + 4 // a year ran into the number: "năm 201213/2012/QH13"
		}
		n, ok := numberAt(s, begin, i+digits)
		if !ok {
			i += digits
			continue
		}
		n.widen(s)
		n.typeStart, n.typeName = typeBefore(s, n.start)
		out = append(out, n)
		i = n.end
	}
	return out
}

// dateLength is the length of a date such as "26/01/2026" at the start of a text, or 0.
func dateLength(s string) int {
	d := digitRun(s)
	if d == 0 || d > 2 || len(s) <= d || s[d] != '/' {
		return 0
	}
	m := digitRun(s[d+1:])
	at := d + 1 + m
	if m == 0 || m > 2 || len(s) <= at || s[at] != '/' || len(s) < at+5 || !isYear(s[at+1:at+5]) {
		return 0
	}
	return at + 5
}

// widen takes the resolutions' series into a number: "66.7/2025/NQ-CP".
func (n *lawNumber) widen(s string) {
	if !strings.Contains(n.text, "/NQ-") || n.start < 2 || s[n.start-1] != '.' {
		return
	}
	from := n.start - 1
	for from > 0 && s[from-1] >= '0' && s[from-1] <= '9' {
		from--
	}
	if series := s[from : n.start-1]; len(series) >= 1 && len(series) <= 3 {
		n.text, n.start = series+"."+n.text, from
	}
}

func digitRun(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

func isYear(s string) bool {
	return len(s) >= 4 && digitRun(s[:4]) == 4 && (s[:2] == "19" || s[:2] == "20")
}

// numberAt reads the number whose first digits are s[begin:slash].
func numberAt(s string, begin, slash int) (lawNumber, bool) {
	n := lawNumber{start: begin}
	head := s[begin:slash]
	if len(head) > 4 || len(head) == 0 || begin > 0 && s[begin-1] == '/' {
		return n, false
	}
	if rest := strings.TrimPrefix(s[slash:], "."); rest != "" && rest[0] >= 'a' && rest[0] <= 'c' && strings.HasPrefix(rest[1:], "/") {
		slash = len(s) - len(rest) + 1
		head = s[begin:slash]
	}
	if slash >= len(s) || s[slash] != '/' {
		return n, false
	}
	rest := s[slash+1:]
	if isYear(rest) {
		n.text, n.end = head+"/"+rest[:4], slash+5
		if len(rest) <= 4 || rest[4] != '/' && rest[4] != '-' {
			return n, len(head) >= 2 || head == "1"
		}
		tail, used, whole := lawSuffix(strings.TrimLeft(rest[5:], " "))
		if used == 0 {
			return n, true
		}
		skipped := len(rest[5:]) - len(strings.TrimLeft(rest[5:], " "))
		n.text, n.end, n.whole = n.text+"/"+tail, n.end+1+skipped+used, whole
		return n, true
	}
	tail, used, whole := lawSuffix(rest)
	if used == 0 || !whole || !strings.Contains(tail, "-") {
		return n, false
	}
	n.text, n.end, n.whole = head+"/"+tail, slash+1+used, true
	return n, true
}

// lawSuffix reads kind and issuer at the start of a text: "NĐ-CP", "TT-BTC",
// "QH15", "TTLT-BCA-BQP". whole says that the issuer is complete.
func lawSuffix(s string) (tail string, used int, whole bool) {
	var parts []string
	for {
		part, n, known := suffixPart(s[used:], len(parts) > 0)
		if n == 0 {
			break
		}
		parts = append(parts, part)
		used += n
		whole = known && (len(parts) > 1 || part == "CTN" || strings.HasPrefix(part, "QH") || strings.HasPrefix(part, "UBTVQH"))
		gap, ok := dashAt(s[used:])
		slashed := ok && s[used] == '/'
		if !ok || slashed && part != "TTLT" || strings.HasPrefix(part, "QH") || len(parts) > 6 {
			break
		}
		if _, n, known := suffixPart(s[used+gap:], true); n == 0 || gap > 1 && !known {
			break
		}
		used += gap
	}
	tail = strings.Join(parts, "-")
	if strings.HasPrefix(s, "TTLT/") {
		tail = strings.Replace(tail, "-", "/", 1)
	}
	if session, ok := strings.CutPrefix(tail, "NQ-QH"); ok && whole {
		return "QH" + session, used, true
	}
	if tail == "NĐ" || tail == "NĐ-C" || tail == "ND-CP" {
		return "NĐ-CP", used, true
	}
	return tail, used, whole
}

// dashAt is the length of a dash, with blanks about it, at the start of a text.
func dashAt(s string) (int, bool) {
	t := strings.TrimLeft(s, " ")
	for _, d := range []string{"-", "–", "—", "‑", "/"} {
		if rest, ok := strings.CutPrefix(t, d); ok {
			return len(s) - len(strings.TrimLeft(rest, " ")), true
		}
	}
	return 0, false
}

// suffixPart reads one part of a suffix: the longest known kind or issuer, or
// else a run of capitals.
func suffixPart(s string, issuer bool) (part string, used int, known bool) {
	if issuer && strings.HasPrefix(s, "TTg") {
		return "TTg", len("TTg"), true
	}
	words := kindWords()
	if issuer {
		words = issuerWords()
	}
	all, run := capitals(s)
	if slices.Contains(words, s[:all]) {
		run = all // "NĐ-CPquy định": the next word begins with a small letter
	}
	if run == 0 {
		return "", 0, false
	}
	text := strings.ReplaceAll(s[:run], "Ð", "Đ")
	best := ""
	for _, w := range words {
		if len(w) > len(best) && strings.HasPrefix(text, w) {
			best = w
		}
	}
	switch best {
	case "QH", "UBTVQH":
		d := min(digitRun(s[len(best):]), 2)
		return best + s[len(best):len(best)+d], len(best) + d, d == 2 || best == "UBTVQH"
	case "":
		return text, run, false
	}
	if strings.HasPrefix(s[:run], best) {
		return best, len(best), true
	}
	return text, run, true
}

// capitals is the length of the run of capitals at the start of a text, and the
// length without the last of them when a small letter follows it.
func capitals(s string) (all, run int) {
	last := 0
	for i, r := range s {
		if !unicode.IsUpper(r) {
			break
		}
		last, all = i, i+utf8.RuneLen(r)
	}
	if r, _ := utf8.DecodeRuneInString(s[all:]); all > 0 && unicode.IsLower(r) {
		return all, last
	}
	return all, all
}
