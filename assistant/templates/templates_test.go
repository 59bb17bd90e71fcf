package templates

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var place = regexp.MustCompile(`\{[a-z_]+\}`)

func load(t *testing.T) *Texts {
	t.Helper()
	texts, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// TestLanguagesAgree: every key exists in every language with the same places.
func TestLanguagesAgree(t *testing.T) {
	t.Parallel()
	texts := load(t)
	for _, key := range texts.Keys(Default) {
		want := places(texts, Default, key)
		for _, lang := range Languages() {
			if !texts.Has(lang, key) {
				t.Errorf("%s lacks %q", lang, key)
				continue
			}
			if got := places(texts, lang, key); !slices.Equal(got, want) {
				t.Errorf("%s %q has places %v, want %v", lang, key, got, want)
			}
		}
	}
	for _, lang := range Languages() {
		for _, key := range texts.Keys(lang) {
			if !texts.Has(Default, key) {
				t.Errorf("%s has the key %q that %s lacks", lang, key, Default)
			}
		}
	}
}

func places(texts *Texts, lang, key string) []string {
	found := place.FindAllString(texts.byLang[lang][key], -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// TestPlain keeps what residents read short, NFC and free of the district
// level, which only warnings may name.
func TestPlain(t *testing.T) {
	t.Parallel()
	texts := load(t)
	for _, key := range texts.Keys(Default) {
		s := texts.Text(Default, key)
		if !norm.NFC.IsNormalString(s) || !utf8.ValidString(s) {
			t.Errorf("%q is not NFC", key)
		}
		for sentence := range strings.SplitSeq(s, ". ") {
			if n := len(strings.Fields(sentence)); n > 36 {
				t.Errorf("%q: a sentence of %d syllables: %s", key, n, sentence)
			}
		}
		if strings.Contains(" "+strings.ToLower(s)+" ", " huyện ") && key != "warn.district" {
			t.Errorf("%q names the district level: %s", key, s)
		}
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	texts := load(t)
	for _, tt := range []struct{ lang, key, want string }{
		{"vi", "unit.working_day", "3 ngày làm việc"},
		{"en", "unit.working_day", "3 working day(s)"},
		{"fr", "unit.working_day", "3 ngày làm việc"}, // unknown languages fall back
		{"vi", "no.such.key", "no.such.key"},
	} {
		if got := texts.Text(tt.lang, tt.key, "n", "3"); got != tt.want {
			t.Errorf("Text(%q, %q) = %q, want %q", tt.lang, tt.key, got, tt.want)
		}
	}
	// A value that looks like a place is not filled again.
	if got := texts.Text("vi", "with", "what", "{detail}", "detail", "x"); got != "{detail} (x)" {
		t.Errorf("Text filled a value: %q", got)
	}
}
