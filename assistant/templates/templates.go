// Package templates holds every sentence the assistant says, in Vietnamese,
// English and Chinese, one embedded JSON file a language.
//
// A text may hold {name} places, which Text fills. The package must not decide
// what to say; it only knows how.
package templates

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
)

//go:embed texts_*.json
var files embed.FS

// Default is the language used where another lacks a text.
const Default = "vi"

// Texts are the sentences of all languages. Safe for concurrent use.
type Texts struct{ byLang map[string]map[string]string }

// Languages lists the languages that ship.
func Languages() []string { return []string{"vi", "en", "zh"} }

// Load reads the embedded files.
func Load() (*Texts, error) {
	t := &Texts{byLang: map[string]map[string]string{}}
	for _, lang := range Languages() {
		body, err := files.ReadFile("texts_" + lang + ".json")
		if err != nil {
			return nil, fmt.Errorf("texts %s: %w", lang, err)
		}
		var m map[string]string
		if err := json.Unmarshal(body, &m); err != nil {
			return nil, fmt.Errorf("texts %s: %w", lang, err)
		}
		t.byLang[lang] = m
	}
	return t, nil
}

// Has reports whether the language itself has the text.
func (t *Texts) Has(lang, key string) bool {
	_, ok := t.byLang[lang][key]
	return ok
}

// Keys lists the keys of a language.
func (t *Texts) Keys(lang string) []string {
	keys := make([]string, 0, len(t.byLang[lang]))
	for k := range t.byLang[lang] {
		keys = append(keys, k)
	}
	return keys
}

// Text returns the text of a key with its places filled from name, value,
// name, value ... A key no language has gives the key itself, which a test
// forbids.
func (t *Texts) Text(lang, key string, pairs ...string) string {
	s, ok := t.byLang[lang][key]
	if !ok {
		if s, ok = t.byLang[Default][key]; !ok {
			return key
		}
	}
	if len(pairs) == 0 {
		return s
	}
	old := make([]string, 0, len(pairs))
	for i := 0; i+1 < len(pairs); i += 2 {
		old = append(old, "{"+pairs[i]+"}", pairs[i+1])
	}
	return strings.NewReplacer(old...).Replace(s)
}
