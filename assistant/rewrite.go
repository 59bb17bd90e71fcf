package assistant

import (
	"strings"

	"motcua/knowledge/vi"
)

// TypedText opens abbreviations, teencode and raw Telex or VNI key strokes. It
// implements [Rewriter].
type TypedText struct {
	abbreviations *vi.Abbreviations
	known         func(syllable string) bool
}

var _ Rewriter = (*TypedText)(nil)

// NewTypedText returns a rewriter. Key strokes are decoded only into syllables
// that known reports to occur in what we know; nil accepts every syllable.
func NewTypedText(a *vi.Abbreviations, known func(syllable string) bool) *TypedText {
	return &TypedText{abbreviations: a, known: known}
}

// Rewrite implements [Rewriter].
func (r *TypedText) Rewrite(text string) (string, []string) {
	typed := vi.Tokens(text)
	var changes []string
	var b strings.Builder
	last := 0
	for _, t := range typed {
		decoded, ok := vi.Undo(t.Text, r.known)
		if !ok {
			continue
		}
		b.WriteString(text[last:t.Start])
		b.WriteString(decoded)
		last = t.End
		changes = append(changes, t.Text+" → "+decoded)
	}
	b.WriteString(text[last:])
	keyed := b.String()
	opened := r.abbreviations.Expand(keyed)
	if opened != keyed {
		changes = append(changes, keyed+" → "+opened)
	}
	return opened, changes
}
