package catalogue

import "strings"

// clip shortens text to at most limit runes on one line, cutting at the end of
// a word where one is near and marking the cut with an ellipsis.
func clip(text string, limit int) string {
	text = strings.Join(strings.Fields(text), " ")
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	cut := string(runes[:max(limit-1, 0)])
	if space := strings.LastIndexByte(cut, ' '); space > len(cut)*2/3 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ") + "…"
}
