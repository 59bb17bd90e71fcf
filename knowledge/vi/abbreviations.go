package vi

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Abbreviations opens the short forms (viết tắt) of offices and chats: "gks" is
// "giấy khai sinh", "ko" is "không". It is read-only and safe for concurrent
// use. The zero value knows none.
type Abbreviations struct {
	forms  map[string]abbreviation
	firsts map[string]int // first token of a short form to the tokens of the longest such form
}

type abbreviation struct {
	longs []string
	ascii bool
}

// ReadAbbreviations reads lines "short<TAB>long[<TAB>note]". Several long forms
// are separated by "|", the first is the one Expand uses. Empty lines and lines
// that start with "#" are skipped. Short forms are matched in lower case; one
// that comes twice, or a long form that Expand would change again, is an error
// that names the line. Text is cleaned on the way in.
func ReadAbbreviations(r io.Reader) (*Abbreviations, error) {
	a := &Abbreviations{forms: map[string]abbreviation{}, firsts: map[string]int{}}
	lines := map[string]int{}
	scanner := bufio.NewScanner(r)
	for n := 1; scanner.Scan(); n++ {
		line := strings.TrimSpace(scanner.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		short, err := a.add(line)
		if err != nil {
			return nil, fmt.Errorf("read abbreviations: line %d: %w", n, err)
		}
		lines[short] = n
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("read abbreviations: %w", err)
	}
	for short, form := range a.forms {
		for _, long := range form.longs {
			if got := a.expandOnce(long); got != long {
				return nil, fmt.Errorf("read abbreviations: line %d: long form %q of %q would expand again to %q",
					lines[short], long, short, got)
			}
		}
	}
	return a, nil
}

func (a *Abbreviations) add(line string) (string, error) {
	short, rest, ok := strings.Cut(line, "\t")
	long, _, _ := strings.Cut(rest, "\t")
	short = Lower(Clean(short))
	if !ok || short == "" {
		return "", fmt.Errorf("want short<TAB>long in %q", line)
	}
	tokens := Tokens(short)
	if len(tokens) == 0 || tokens[0].Start != 0 || tokens[len(tokens)-1].End != len(short) {
		return "", fmt.Errorf("short form %q must start and end with a letter or digit", short)
	}
	if _, seen := a.forms[short]; seen {
		return "", fmt.Errorf("short form %q comes twice", short)
	}
	form := abbreviation{ascii: isASCII(short)}
	for part := range strings.SplitSeq(long, "|") {
		part = Clean(part)
		if part == "" {
			return "", fmt.Errorf("empty long form for %q", short)
		}
		form.longs = append(form.longs, part)
	}
	a.forms[short] = form
	a.firsts[tokens[0].Text] = max(a.firsts[tokens[0].Text], len(tokens))
	return short, nil
}

// Len returns the number of short forms.
func (a *Abbreviations) Len() int {
	return len(a.forms)
}

// Forms returns the long forms of one short form, the default first, or nil.
// The short form is matched in lower case only. Callers must not change the
// slice.
func (a *Abbreviations) Forms(short string) []string {
	return a.forms[Lower(short)].longs
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
