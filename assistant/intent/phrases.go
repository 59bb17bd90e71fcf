package intent

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"motcua/assistant"
	"motcua/knowledge/vi"
)

// class is what a phrase means.
type class struct {
	kind string // "facet", "small", "handoff", "status", "none", "outside", "polite", "correction", "english"
	arg  string // facet or kind of small talk
	weak bool   // counts only when no other facet is asked
}

// phrase is one way to say it, in syllables with their marks.
type phrase struct {
	class  class
	marked []string
}

// Phrases is the content of a phrase file, ready for look-up.
type Phrases struct {
	byFolded map[string][]phrase // folded syllables joined by blanks
	most     int                 // syllables of the longest phrase
	english  map[string]bool
	picks    map[string]bool // words that go with the number of a choice
}

// ReadPhrases reads lines "class<TAB>phrase | phrase ..."; # begins a comment.
// Classes are facet:<facet>, small:<kind>, handoff, status, none, outside,
// polite, correction, pick, keep (facet words inside of names), distress, danger
// and english. Errors name the line.
func ReadPhrases(r io.Reader) (*Phrases, error) {
	p := &Phrases{byFolded: map[string][]phrase{}, english: map[string]bool{}, picks: map[string]bool{}}
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 64<<10), 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, list, ok := strings.Cut(line, "\t")
		if !ok {
			return nil, fmt.Errorf("phrases line %d: no tab", n)
		}
		c, err := parseClass(name)
		if err != nil {
			return nil, fmt.Errorf("phrases line %d: %w", n, err)
		}
		for text := range strings.SplitSeq(list, "|") {
			if err := p.add(c, text); err != nil {
				return nil, fmt.Errorf("phrases line %d: %w", n, err)
			}
		}
	}
	return p, sc.Err()
}

func parseClass(name string) (class, error) {
	name, weak := strings.CutSuffix(name, "~")
	kind, arg, _ := strings.Cut(name, ":")
	c := class{kind: kind, arg: arg, weak: weak}
	switch kind {
	case "facet":
		if !assistant.Facet(arg).Valid() {
			return class{}, fmt.Errorf("unknown facet %q", arg)
		}
	case "small":
		if arg == "" {
			return class{}, fmt.Errorf("small talk without a kind")
		}
	case "handoff", "status", "none", "outside", "polite", "correction", "english", "pick", "distress", "danger", "keep":
	default:
		return class{}, fmt.Errorf("unknown class %q", name)
	}
	return c, nil
}

func (p *Phrases) add(c class, text string) error {
	syllables := split(text)
	if len(syllables) == 0 {
		return fmt.Errorf("empty phrase in class %s", c.kind)
	}
	switch c.kind {
	case "english":
		p.english[strings.Join(folded(syllables), " ")] = true
		return nil
	case "pick":
		p.picks[syllables[0].folded] = true
		return nil
	}
	key := strings.Join(folded(syllables), " ")
	p.byFolded[key] = append(p.byFolded[key], phrase{class: c, marked: marks(syllables)})
	p.most = max(p.most, len(syllables))
	return nil
}

// syllable is one token in both spellings, with its place in the text.
type syllable struct {
	marked, folded string
	start, end     int
}

func split(text string) []syllable {
	raw := vi.Tokens(text)
	out := make([]syllable, len(raw))
	for i, t := range raw {
		m := vi.Canon(t.Text)
		out[i] = syllable{marked: m, folded: vi.Fold(m), start: t.Start, end: t.End}
	}
	return out
}

func folded(ss []syllable) []string {
	out := make([]string, len(ss))
	for i, s := range ss {
		out[i] = s.folded
	}
	return out
}

func marks(ss []syllable) []string {
	out := make([]string, len(ss))
	for i, s := range ss {
		out[i] = s.marked
	}
	return out
}

// match returns the phrases that begin at ss[i], the longest first; only
// phrases of the greatest length that agree are returned.
func (p *Phrases) match(ss []syllable, i int) (found []phrase, length int) {
	var key strings.Builder
	most := min(p.most, len(ss)-i)
	for n := range most {
		if n > 0 {
			key.WriteByte(' ')
		}
		key.WriteString(ss[i+n].folded)
		var here []phrase
		for _, ph := range p.byFolded[key.String()] {
			if agree(ph.marked, ss[i:i+n+1]) {
				here = append(here, ph)
			}
		}
		if len(here) > 0 {
			found, length = here, n+1
		}
	}
	return found, length
}

// agree reports whether typed marks do not contradict the phrase.
func agree(phrase []string, typed []syllable) bool {
	for i, t := range typed {
		if t.marked != t.folded && t.marked != phrase[i] {
			return false
		}
	}
	return true
}
