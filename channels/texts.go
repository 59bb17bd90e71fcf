package channels

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"motcua/assistant"
)

//go:embed texts.json
var textsJSON []byte

// wording is the text that stands around an answer, in one language.
type wording struct {
	Warning   string `json:"warning"`
	Choices   string `json:"choices"`
	Source    string `json:"source"`
	Code      string `json:"code"`
	Date      string `json:"date"`
	Legal     string `json:"legal"`
	MoreLegal string `json:"more_legal"`
}

// wordings holds the wording of each language; it never changes.
var wordings = readWordings()

func readWordings() map[assistant.Lang]wording {
	var w map[assistant.Lang]wording
	if err := json.Unmarshal(textsJSON, &w); err != nil {
		panic(fmt.Sprintf("channels: embedded texts.json: %v", err))
	}
	return w
}

// wordingOf returns the wording of a language, Vietnamese for any other.
func wordingOf(l assistant.Lang) wording {
	if w, ok := wordings[l]; ok {
		return w
	}
	return wordings[assistant.Vietnamese]
}
