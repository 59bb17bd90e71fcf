package assistant

import (
	"strings"
	"time"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// text is a sentence in the language of the turn.
func (t *turn) text(key string, pairs ...string) string {
	return t.e.o.Texts.Text(string(t.lang), key, pairs...)
}

// vietnamTime is the legal time of Viet Nam, seven hours ahead of UTC, without
// daylight saving.
var vietnamTime = time.FixedZone("ICT", 7*60*60)

// day is the day the question is asked on in Viet Nam; empty when not told.
func (t *turn) day() knowledge.Date {
	if t.q.At.IsZero() {
		return ""
	}
	return knowledge.Date(t.q.At.In(vietnamTime).Format(time.DateOnly))
}

func (t *turn) desk() string { return t.e.o.Contact.describe(t.e.o.Texts, t.lang) }

// simple is an answer of one paragraph.
func (t *turn) simple(o Outcome, key, rule string, pairs ...string) Answer {
	return Answer{
		Outcome: o,
		Blocks:  []Block{{Kind: Paragraph, Text: t.text(key, pairs...)}},
		Trace:   Trace{Rule: rule},
	}
}

// framed adds what must be said beside the answer itself.
func (t *turn) framed(a Answer) Answer {
	if len(t.u.masked) > 0 {
		a.Blocks = append(a.Blocks, Block{Kind: WarnBlock, Text: t.text("personal")})
	}
	if t.u.cut {
		a.Blocks = append(a.Blocks, Block{Kind: WarnBlock, Text: t.text("long")})
	}
	return a
}

func (t *turn) smalltalk(kind string) Answer {
	return t.simple(Smalltalk, "small."+kind, "small talk: "+kind, "desk", t.desk())
}

func (t *turn) handoff() Answer {
	a := t.simple(Handoff, "handoff", "a person was asked for", "desk", t.desk())
	if !t.e.o.Contact.Configured() {
		a.Blocks = append(a.Blocks, Block{Kind: Paragraph, Text: t.text("handoff.no_contact")})
	}
	a.Blocks = append(a.Blocks, Block{Kind: Paragraph, Text: t.text("handoff.meanwhile")})
	return a
}

func (t *turn) noneOfThese() Answer {
	return t.simple(Unknown, "unknown.none", "none of the choices", "desk", t.desk())
}

// status explains how to look a dossier up; it never asks for identity data.
func (t *turn) status(cs []Candidate) Answer {
	a := t.simple(Status, "status", "dossier look-up")
	if code := t.u.intent.DossierCode; code != "" {
		a.Blocks = append(a.Blocks, Block{Kind: Paragraph, Text: t.text("status.code", "dossier", code)})
	}
	a.Blocks = append(a.Blocks, Block{Kind: Steps, Text: t.text("status.how"), Items: []string{
		t.text("status.step1"), t.text("status.step2"), t.text("status.step3", "desk", t.desk()),
	}}, Block{Kind: Paragraph, Text: t.text("status.privacy")})
	if t.e.o.PortalURL != "" {
		a.Blocks = append(a.Blocks, Block{Kind: Link, Text: t.text("status.link"), URL: t.e.o.PortalURL})
	}
	a.Trace.Candidates = cs
	return a
}

// unknown admits not to know, offers what is nearest and says who knows.
func (t *turn) unknown(nearest, cs []Candidate, rule string) Answer {
	key := "unknown"
	if t.u.intent.Kind == KindOutside {
		key = "unknown.outside"
	}
	a := t.simple(Unknown, key, rule)
	a.Trace.Candidates = cs
	if len(nearest) > 0 {
		a.Blocks = append(a.Blocks, Block{Kind: Paragraph, Text: t.text("unknown.nearest")})
		t.offer(&a, nearest, t.u.intent.Facets, 0)
	}
	a.Blocks = append(a.Blocks, Block{Kind: Paragraph, Text: t.text("unknown.ask", "desk", t.desk())})
	return a
}

// clarify asks one short question with the near candidates as choices.
func (t *turn) clarify(near, cs []Candidate, facets []Facet) Answer {
	key := "clarify"
	if t.askedOften() > 0 {
		key = "clarify.again"
	}
	a := t.simple(Clarify, key, "near ties")
	a.Trace.Candidates = cs
	t.offer(&a, near, facets, t.askedOften()+1)
	return a
}

// offer turns candidates into choices and remembers them.
func (t *turn) offer(a *Answer, cs []Candidate, facets []Facet, asked int) {
	p := &Pending{Facets: facets, Text: t.u.search(), Asked: asked}
	labels := t.labels(cs)
	for i, c := range cs {
		a.Choices = append(a.Choices, Choice{ID: procedureChoice(c.Code), Label: labels[i]})
		p.Options = append(p.Options, PendingOption{Code: c.Code, Label: labels[i]})
	}
	a.Choices = append(a.Choices, Choice{ID: choiceNone, Label: t.text("clarify.none")})
	if t.c.Pending != nil && asked > 1 {
		p.Text = t.c.Pending.Text + " " + t.u.search()
	}
	t.pending = p
}

// maxLabel is the longest label of a choice, in runes.
const maxLabel = 90

// labels are short names of candidates that stay different from each other.
func (t *turn) labels(cs []Candidate) []string {
	out := make([]string, len(cs))
	seen := map[string]int{}
	for i, c := range cs {
		name := t.e.o.Titles[t.lang][c.Code]
		if name == "" {
			name = c.Title
		}
		if name == "" {
			name = plainName(c.Name)
		}
		out[i] = shorten(name, maxLabel)
		seen[out[i]]++
	}
	for i, c := range cs {
		if seen[out[i]] > 1 {
			out[i] = t.text("with", "what", shorten(out[i], maxLabel-10), "detail", string(c.Code))
		}
	}
	return out
}

// plainName is a procedure's name without the word every name may begin with.
func plainName(name string) string {
	words := strings.Fields(name)
	if len(words) > 2 && strings.Join(vi.Syllables(vi.Fold(words[0]+" "+words[1])), " ") == "thu tuc" {
		words = words[2:]
	}
	if len(words) > 2 && strings.Join(vi.Syllables(vi.Fold(words[0]+" "+words[1])), " ") == "hanh chinh" {
		words = words[2:]
	}
	return upperFirst(strings.Join(words, " "))
}

// fromFAQ answers with a curated entry.
func (t *turn) fromFAQ(cs []Candidate, rule string) (Answer, error) {
	f, ok := t.e.faq[cs[0].FAQ]
	if !ok {
		return Answer{}, knowledge.ErrNotFound
	}
	a := Answer{Outcome: Answered, FAQ: f.ID, Trace: Trace{Rule: rule, Candidates: cs}}
	for _, p := range f.Answer {
		a.Blocks = append(a.Blocks, Block{Kind: Paragraph, Text: p})
	}
	a.Sources = []Citation{{FAQ: f.ID, Source: f.Provenance.Source, URL: f.Provenance.URL, Date: f.Provenance.Fetched, Legal: legalLabels(f.LegalBasis, maxCited)}}
	if len(f.Procedures) > 0 {
		a.Code = f.Procedures[0]
		a.Sources[0].Code = a.Code
	}
	return a, nil
}
