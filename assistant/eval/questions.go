package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"motcua/assistant"
	"motcua/knowledge"
)

// Item is one labelled conversation of a question file.
type Item struct {
	ID    string `json:"id"`
	Turns []Turn `json:"turns"`
	Noise string `json:"noise,omitempty"` // none, unmarked, teencode, typo, telex, mixed
	Lang  string `json:"lang,omitempty"`
	Pair  string `json:"pair,omitempty"` // items of one pair are spellings of one question
	Group string `json:"group,omitempty"`
}

// Turn is one message with what is right about it. Any of Codes counts; no
// codes means not labelled.
type Turn struct {
	Text    string                    `json:"text"`
	Outcome assistant.Outcome         `json:"outcome,omitempty"`
	Codes   []knowledge.ProcedureCode `json:"codes,omitempty"`
	Facets  []assistant.Facet         `json:"facets,omitempty"`
}

// maxLine is the longest line of a question file, in bytes.
const maxLine = 1 << 20

// Read reads a question file: one JSON object a line, unknown keys ignored.
// Errors name the line.
func Read(r io.Reader) ([]Item, error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 64<<10), maxLine)
	var items []Item
	for n := 1; sc.Scan(); n++ {
		line := bytes.TrimSpace(sc.Bytes())
		if len(line) == 0 {
			continue
		}
		var it Item
		if err := json.Unmarshal(line, &it); err != nil {
			return nil, fmt.Errorf("questions line %d: %w", n, err)
		}
		if it.ID == "" || len(it.Turns) == 0 {
			return nil, fmt.Errorf("questions line %d: %w", n, errNoTurns)
		}
		items = append(items, it)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("read questions: %w", err)
	}
	return items, nil
}

var errNoTurns = errors.New("id or turns are missing")
