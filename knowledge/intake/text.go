package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/knowledge/vi"
)

// maxText is the length in runes at which original text kept beside a value is cut.
const maxText = 2000

// oneLine cleans a text and joins its lines and runs of blanks by one blank.
func oneLine(s string) string {
	return strings.Join(strings.Fields(vi.Clean(s)), " ")
}

// lines cleans a text and returns its lines that are not empty.
func lines(s string) []string {
	var out []string
	for l := range strings.SplitSeq(strings.ReplaceAll(s, "\r", "\n"), "\n") {
		if l = oneLine(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// unwrapped returns the lines of a text with those joined that were only
// wrapped: a line that begins with a small letter continues the one before it.
func unwrapped(s string) []string {
	var out []string
	for _, l := range lines(s) {
		r, _ := utf8.DecodeRuneInString(l)
		if n := len(out) - 1; n >= 0 && unicode.IsLower(r) && trimNumbering(l) == l && !endsSentence(out[n]) {
			out[n] += " " + l
			continue
		}
		out = append(out, l)
	}
	return out
}

func endsSentence(s string) bool {
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, ";") || strings.HasSuffix(s, ":")
}

// capped cuts a text to at most n runes, at the end of a word.
func capped(s string, n int) string {
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s
	}
	at, count := 0, 0
	for i := range s {
		if count == n {
			at = i
			break
		}
		count++
	}
	cut := s[:at]
	if i := strings.LastIndexByte(cut, ' '); i > at/2 {
		cut = cut[:i]
	}
	return cut
}

// notStated lists the cell texts that stand for "nothing here", in lower case.
func notStated(s string) bool {
	s = strings.Trim(vi.Lower(s), " .:;-–()[]")
	switch s {
	case "", "không", "không có", "không có thông tin", "không quy định", "chưa có thông tin", "không có quy định", "không yêu cầu", "không có yêu cầu":
		return true
	}
	return false
}

// trimBullet takes list marks and numbering ("-", "+", "1.", "a)", "(ii)") off the front.
func trimBullet(s string) string {
	for {
		t := strings.TrimLeft(s, " -–—−+*•·●▪■◦!)]}/,;:\t")
		if strings.HasPrefix(t, "..") || strings.HasPrefix(t, ". ") {
			t = strings.TrimLeft(t, ". ")
		}
		t = trimNumbering(t)
		if t == s {
			return s
		}
		s = t
	}
}

// trimNumbering takes one number mark such as "1.", "a)", "(ii)" or "1.2." off the front.
func trimNumbering(s string) string {
	open := strings.HasPrefix(s, "(")
	body := strings.TrimPrefix(s, "(")
	if rest, ok := strings.CutPrefix(body, "đ"); ok {
		if n := digitRun(strings.TrimPrefix(rest, ".")); n > 0 && n <= 2 {
			rest = strings.TrimPrefix(rest, ".")[n:] // "đ.1)"
		}
		for _, mark := range []string{") ", ". "} {
			if after, ok := strings.CutPrefix(rest, mark); ok {
				return strings.TrimLeft(after, " ")
			}
		}
	}
	i := 0
	for i < len(body) && i < 8 && isMarkByte(body[i]) {
		i++
	}
	if d := digitRun(body); d > 0 && d <= 2 && d+1 < len(body) && body[d] == '.' && startsUpper(body[d+1:]) && !open {
		return body[d+1:] // "7.Quyết định"
	}
	if i == 0 || !isMark(body[:i]) {
		return s
	}
	rest := body[i:]
	switch {
	case strings.HasPrefix(rest, ")"):
		return strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(rest, ")"), "."), " ")
	case open:
		return s
	case strings.HasPrefix(rest, "/") && len(rest) > 1 && rest[1] == ' ':
		return strings.TrimLeft(rest[1:], " ")
	case strings.HasSuffix(body[:i], ".") && !startsWithDigit(rest):
		return strings.TrimLeft(rest, " ")
	}
	return s
}

func isMarkByte(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '.'
}

// isMark reports whether a text is a list mark: digits and dots, one letter, or a small Roman number.
func isMark(s string) bool {
	s = strings.Trim(s, ".")
	if s == "" {
		return false
	}
	if strings.Trim(s, "ivxIVX") == "" {
		return true
	}
	for p := range strings.SplitSeq(s, ".") {
		digits := p != "" && len(p) <= 2 && strings.Trim(p, "0123456789") == ""
		letter := len(p) == 1 || len(p) == 2 && p[1] >= '0' && p[1] <= '9'
		if !digits && !letter {
			return false
		}
	}
	return true
}

func startsWithDigit(s string) bool {
	return s != "" && s[0] >= '0' && s[0] <= '9'
}

// startsUpper reports whether the first letter of a text is a capital.
func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// containsAny reports whether a text holds one of the words.
func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
