package assistant

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// Choices that mean the same in every conversation.
const (
	choiceNone   ChoiceID = "n"
	choicePerson ChoiceID = "h"
)

func procedureChoice(code knowledge.ProcedureCode) ChoiceID {
	return ChoiceID("p:" + string(code))
}

func facetChoice(code knowledge.ProcedureCode, f Facet) ChoiceID {
	return ChoiceID("f:" + string(code) + ":" + string(f))
}

// pressed answers a choice; it is never searched. A choice of an older release
// or a made-up one is answered politely.
func (t *turn) pressed(ctx context.Context, id ChoiceID) (Answer, error) {
	kind, rest, _ := strings.Cut(string(id), ":")
	var ans Answer
	err := knowledge.ErrNotFound
	switch kind {
	case string(choiceNone):
		return t.noneOfThese(), nil
	case string(choicePerson):
		return t.handoff(), nil
	case "p":
		var facets []Facet
		if t.c.Pending != nil {
			facets = t.facetsOr(t.u.intent.Facets, t.c.Pending.Facets)
		}
		ans, err = t.about(ctx, knowledge.ProcedureCode(rest), facets, "choice pressed")
	case "f":
		code, facet, _ := strings.Cut(rest, ":")
		if Facet(facet).Valid() {
			ans, err = t.about(ctx, knowledge.ProcedureCode(code), []Facet{Facet(facet)}, "facet pressed")
		}
	}
	if errors.Is(err, knowledge.ErrNotFound) {
		return t.unknown(nil, nil, "choice unknown"), nil
	}
	if err == nil {
		ans.Trace.Candidates = []Candidate{{Kind: knowledge.DocProcedure, Code: ans.Code, Score: 1}}
	}
	return ans, err
}

// maxPickRunes is the longest reply read as the words of a choice.
const maxPickRunes = 120

// picked reports which offered choice a typed reply means: its number, or
// words that fit one label and no other.
func (t *turn) picked() (ChoiceID, bool) {
	options := t.c.Pending.Options
	if t.u.intent.Numbered {
		switch n := t.u.intent.Number; {
		case n >= 1 && n <= len(options):
			return procedureChoice(options[n-1].Code), true
		case n == len(options)+1 || n == 0:
			return choiceNone, true
		}
		return "", false
	}
	if len([]rune(t.u.text)) > maxPickRunes {
		return "", false
	}
	words := vi.Syllables(vi.Fold(t.u.text))
	if len(words) < 2 {
		return "", false
	}
	best, hits := -1, 0
	for i, o := range options {
		if label := " " + strings.Join(vi.Syllables(vi.Fold(o.Label)), " ") + " "; strings.Contains(label, " "+strings.Join(words, " ")+" ") {
			best, hits = i, hits+1
		}
	}
	if hits == 1 {
		return procedureChoice(options[best].Code), true
	}
	return "", false
}

// codeInText finds a procedure code typed in a message.
var codeInText = regexp.MustCompile(`(?:^|[^0-9.])([0-9]\.[0-9]{6})(?:[^0-9]|$)`)

func typedCode(text string) (knowledge.ProcedureCode, bool) {
	m := codeInText.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	return knowledge.ProcedureCode(m[1]), true
}

// contentSyllables counts the syllables of a text.
func contentSyllables(s string) int { return len(vi.Tokens(s)) }
