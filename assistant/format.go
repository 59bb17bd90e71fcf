package assistant

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/knowledge"
)

// shorten cuts a text at a word end so that it has at most n runes.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	runes := []rune(s)
	cut := n - 1
	for cut > n/2 && runes[cut] != ' ' {
		cut--
	}
	return strings.TrimRight(string(runes[:cut]), " ,;:-") + "…"
}

// upperFirst makes the first letter a capital.
func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// stopped ends a sentence with a full stop when it has no end yet.
func stopped(s string) string {
	s = strings.TrimRight(s, " ;,:")
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "…") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return s
	}
	return s + "."
}

// money writes an amount as residents read it: thousands apart, the currency
// behind ("8.000 đồng", "12,50 USD").
func (t *turn) money(amount int64, currency string) string {
	if currency == knowledge.VND {
		return t.text("money.vnd", "n", grouped(amount))
	}
	s := grouped(amount / 100)
	if cents := amount % 100; cents != 0 {
		s += "," + strconv.FormatInt(100+cents, 10)[1:]
	}
	return s + " " + currency
}

// grouped writes a number with full stops between thousands.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	var b strings.Builder
	for i, c := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// number writes a count with a decimal comma.
func number(f float64) string {
	return strings.Replace(strconv.FormatFloat(f, 'f', -1, 64), ".", ",", 1)
}

// list joins with commas and a last "and".
func list(items []string, and string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	return strings.Join(items[:len(items)-1], ", ") + " " + and + " " + items[len(items)-1]
}
