package intent

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"motcua/assistant"
	"motcua/knowledge/vi"
)

// Classifier implements [assistant.Classifier] on a phrase file.
type Classifier struct{ phrases *Phrases }

var _ assistant.Classifier = (*Classifier)(nil)

// New returns a classifier over the phrases.
func New(p *Phrases) *Classifier { return &Classifier{phrases: p} }

// dossierCode is the form of a dossier code on an appointment slip: the
// agency's code, the day and a running number, as in "H37.15-250714-0007" or
// "000.15.40.H37-250714-0001" (Decree 118/2025/NĐ-CP keeps the form of the
// national one-stop code set).
var dossierCode = regexp.MustCompile(`(?i)\b(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3}){0,3}-\d{6}-\d{4,5}\b`)

// reading is what was seen of a message so far.
type reading struct {
	intent  assistant.Intent
	weak    []assistant.Facet
	content []syllable // what is left when all phrases are taken out
	small   string
	kinds   map[string]bool
	yesNo   bool // ends like a yes-or-no question
	begin   bool // nothing but politeness was seen yet
}

// maxNone is how many syllables a "none of these" has at most; a longer message
// says something else beside.
const maxNone = 6

// Classify implements [assistant.Classifier].
func (c *Classifier) Classify(text string) assistant.Intent {
	ss := split(text)
	r := reading{kinds: map[string]bool{}, begin: true}
	r.intent.Lang = c.language(text, ss)
	r.intent.DossierCode = dossierCode.FindString(text)
	for i := 0; i < len(ss); {
		found, n := c.phrases.match(ss, i)
		if n == 0 {
			r.content = append(r.content, ss[i])
			r.begin = false
			i++
			continue
		}
		keep := true
		for _, ph := range found {
			keep = r.see(ph.class) && keep
		}
		if keep {
			r.content = append(r.content, ss[i:i+n]...)
		}
		i += n
	}
	r.yesNo = c.phrases.yesNo(ss)
	r.finish(text)
	r.intent.Number, r.intent.Numbered = c.phrases.number(ss)
	return r.intent
}

// yesNo reports whether the last word that is no politeness is "không": what is
// asked then is mostly whether something is allowed or granted.
func (p *Phrases) yesNo(ss []syllable) bool {
	for i := len(ss) - 1; i > 0; i-- {
		if ss[i].folded == "khong" {
			return true
		}
		if found, n := p.match(ss, i); n != 1 || found[0].class.kind != "polite" {
			return false
		}
	}
	return false
}

// number reads a message that picks a choice by its number: one number of at
// most two digits and otherwise only words that go with one.
func (p *Phrases) number(ss []syllable) (n int, ok bool) {
	for _, s := range ss {
		v, err := strconv.Atoi(s.folded)
		switch {
		case err == nil && !ok && v >= 0 && v < 100:
			n, ok = v, true
		case err == nil || !p.picks[s.folded]:
			return 0, false
		}
	}
	return n, ok
}

// see notes a phrase; it reports whether its words still belong to the content.
func (r *reading) see(c class) (keep bool) {
	switch c.kind {
	case "facet":
		if c.weak {
			r.weak = addFacet(r.weak, assistant.Facet(c.arg))
		} else {
			r.intent.Facets = addFacet(r.intent.Facets, assistant.Facet(c.arg))
		}
		r.begin = false
		return false
	case "small":
		if r.small == "" || r.small == "greet" {
			r.small = c.arg
		}
		return false
	case "correction":
		r.intent.Correction = r.intent.Correction || r.begin
		return !r.begin
	case "polite":
		return false
	case "status":
		r.kinds[c.kind], r.begin = true, false
		return false
	}
	r.kinds[c.kind] = true
	r.begin = false
	return true
}

func addFacet(fs []assistant.Facet, f assistant.Facet) []assistant.Facet {
	if slices.Contains(fs, f) {
		return fs
	}
	return append(fs, f)
}

// finish decides the kind from all that was seen.
func (r *reading) finish(text string) {
	if len(r.intent.Facets) == 0 {
		r.intent.Facets = r.weak
	}
	if len(r.intent.Facets) == 0 && r.yesNo {
		r.intent.Facets = []assistant.Facet{assistant.FacetConditions}
	}
	r.intent.Content = join(text, r.content)
	bare := len(r.content) == 0
	switch {
	case r.kinds["distress"]:
		r.intent.Kind = assistant.KindDistress
	case r.kinds["danger"]:
		r.intent.Kind = assistant.KindDanger
	case r.small == "injection":
		r.intent.Kind, r.intent.Small = assistant.KindSmall, "injection"
	case r.kinds["none"] && len(r.intent.Facets) == 0 && len(r.content) <= maxNone:
		r.intent.Kind = assistant.KindNone
	case r.intent.DossierCode != "" || r.kinds["status"]:
		r.intent.Kind = assistant.KindStatus
	case r.kinds["handoff"]:
		r.intent.Kind = assistant.KindHandoff
	case r.small != "" && bare && len(r.intent.Facets) == 0:
		r.intent.Kind, r.intent.Small = assistant.KindSmall, r.small
	case r.kinds["outside"]:
		r.intent.Kind = assistant.KindOutside
	default:
		r.intent.Kind = assistant.KindQuestion
	}
}

func join(text string, ss []syllable) string {
	var b strings.Builder
	for i, s := range ss {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(text[s.start:s.end])
	}
	return b.String()
}

// language tells the language of a message. Han characters mean Chinese.
// English needs two common English words and a majority of words that are
// English or no Vietnamese syllables, so that one foreign word does not flip it.
func (c *Classifier) language(text string, ss []syllable) assistant.Lang {
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			return assistant.Chinese
		}
	}
	if vi.HasMarks(text) || len(ss) == 0 {
		return assistant.Vietnamese
	}
	common, foreign := 0, 0
	for _, s := range ss {
		if c.phrases.english[s.folded] {
			common++
		}
		if c.phrases.english[s.folded] || !vi.IsSyllable(s.folded) {
			foreign++
		}
	}
	if common >= 2 && 2*foreign > len(ss) {
		return assistant.English
	}
	return assistant.Vietnamese
}
