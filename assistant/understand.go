package assistant

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/knowledge/vi"
)

// understood is a message made ready: clean, personal data hidden,
// abbreviations opened.
type understood struct {
	text   string
	opened []string
	masked []string // kinds of personal data
	cut    bool     // only the asking part of a long message was kept
	empty  bool     // no letter and no digit
	intent Intent
}

// hiddenLabel is what personal data was replaced by.
var hiddenLabel = regexp.MustCompile(`\[[^\[\]]{1,40}\]`)

// search is the text to rank: the labels of hidden data say nothing.
func (u *understood) search() string {
	if len(u.masked) == 0 {
		return u.text
	}
	return strings.TrimSpace(hiddenLabel.ReplaceAllString(u.text, " "))
}

// maxInputRunes bounds what is looked at at all; channels limit bodies before.
const maxInputRunes = 20000

// understand prepares the text of a question.
func (e *Engine) understand(raw string) understood {
	text := vi.Clean(limitRunes(raw, maxInputRunes))
	hidden := MaskPersonal(text)
	var u understood
	for _, k := range hidden.Kinds {
		u.masked = append(u.masked, string(k))
	}
	u.text = hidden.Text
	if utf8.RuneCountInString(u.text) > e.o.Policy.MaxQuestionRunes {
		u.text, u.cut = e.askingPart(u.text), true
	}
	// Abbreviations and key strokes are Vietnamese: "a" is no "anh" in English.
	if e.o.Rewriter != nil && e.o.Classifier.Classify(u.text).Lang == Vietnamese {
		u.text, u.opened = e.o.Rewriter.Rewrite(u.text)
	}
	u.empty = !strings.ContainsFunc(u.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	u.intent = e.o.Classifier.Classify(u.text)
	return u
}

// limitRunes cuts a text after n runes; broken bytes count as one each.
func limitRunes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	count := 0
	for i := range s {
		if count == n {
			return s[:i]
		}
		count++
	}
	return s
}

// askingPart keeps the sentences of a long message that ask something, last
// ones first, as far as they fit; without any it keeps the end of the message,
// where letters put their request.
func (e *Engine) askingPart(text string) string {
	sentences := splitSentences(text)
	room := e.o.Policy.MaxQuestionRunes
	var kept []string
	take := func(s string) bool {
		n := utf8.RuneCountInString(s) + 1
		if n > room {
			return false
		}
		room -= n
		kept = append([]string{s}, kept...)
		return true
	}
	for _, sentence := range slices.Backward(sentences) {
		if e.asks(sentence) && !take(sentence) {
			break
		}
	}
	if len(kept) == 0 {
		for i := len(sentences) - 1; i >= 0 && take(sentences[i]); i-- {
		}
	}
	if len(kept) == 0 {
		runes := []rune(text)
		return string(runes[max(0, len(runes)-e.o.Policy.MaxQuestionRunes):])
	}
	return strings.Join(kept, " ")
}

// asks reports whether a sentence asks something.
func (e *Engine) asks(s string) bool {
	return strings.HasSuffix(s, "?") || len(e.o.Classifier.Classify(s).Facets) > 0
}

// splitSentences cuts at sentence ends and line ends; the marks stay.
func splitSentences(text string) []string {
	var out []string
	start := 0
	flush := func(end int) {
		if s := strings.TrimSpace(text[start:end]); s != "" {
			out = append(out, s)
		}
		start = end
	}
	for i, r := range text {
		switch r {
		case '?', '!', '\n', '。', '？':
			flush(i + utf8.RuneLen(r))
		case '.':
			if next := i + 1; next >= len(text) || text[next] == ' ' {
				flush(next)
			}
		}
	}
	flush(len(text))
	return out
}
