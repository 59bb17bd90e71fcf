package assistant

import (
	"slices"
	"strings"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// documents lists the papers: those of every case first, then case by case.
func (t *turn) documents(p *knowledge.Procedure, limit int) []Block {
	if len(p.Dossier) == 0 {
		return []Block{{Kind: Paragraph, Text: t.text("documents.none")}}
	}
	left := len(p.Dossier)
	var out []Block
	for _, sec := range t.sections(p) {
		var items []string
		for _, d := range sec.papers {
			if limit > 0 {
				items = append(items, t.paper(d))
				limit--
				left--
			}
		}
		if len(items) > 0 {
			out = append(out, Block{Kind: List, Text: sec.lead, Items: items})
		}
	}
	if left > 0 {
		out = append(out, Block{Kind: Paragraph, Text: t.text("documents.more", "n", number(float64(left)))})
	}
	return out
}

// section is the papers of one case or of one group of the source.
type section struct {
	key, lead string
	papers    []*knowledge.DossierItem
}

// sections sorts the papers: those always needed, then group by group and case
// by case, in the order of the source.
func (t *turn) sections(p *knowledge.Procedure) []section {
	out := []section{{lead: t.text("documents.lead")}}
	for i := range p.Dossier {
		d := &p.Dossier[i]
		key, lead := "", ""
		switch {
		case d.Case != "":
			key, lead = "case "+d.Case, t.text("documents.case", "case", caseName(p, d.Case))
		case d.Group != "":
			group := strings.TrimRight(shorten(d.Group, maxLabel), " :.;(,-")
			key, lead = "group "+d.Group, t.text("documents.group", "group", group)
		}
		at := slices.IndexFunc(out, func(s section) bool { return s.key == key })
		if at < 0 {
			out = append(out, section{key: key, lead: lead})
			at = len(out) - 1
		}
		out[at].papers = append(out[at].papers, d)
	}
	return out
}

func caseName(p *knowledge.Procedure, id string) string {
	for _, c := range p.Cases {
		if c.ID == id {
			return c.Name
		}
	}
	return id
}

// paper writes one paper with what kind of copy is wanted.
func (t *turn) paper(d *knowledge.DossierItem) string {
	var detail []string
	if d.Form != "" && !strings.Contains(vi.Fold(d.Name), vi.Fold(d.Form)) {
		key := "documents.form"
		if strings.HasPrefix(vi.Fold(d.Form), vi.Fold(t.text("form.word"))) {
			key = "documents.form_named"
		}
		detail = append(detail, t.text(key, "form", d.Form))
	}
	if d.Originals != nil && *d.Originals > 0 {
		detail = append(detail, t.text("documents.originals", "n", number(float64(*d.Originals))))
	}
	if d.Copies != nil && *d.Copies > 0 {
		detail = append(detail, t.text("documents.copies", "n", number(float64(*d.Copies))))
	}
	if d.Certified {
		detail = append(detail, t.text("documents.certified"))
	}
	if d.Show {
		detail = append(detail, t.text("documents.show"))
	}
	name := strings.TrimRight(shorten(d.Name, maxItemRunes), " .;,")
	if len(detail) > 0 {
		name = t.text("with", "what", name, "detail", strings.Join(detail, ", "))
	}
	if d.Note != "" {
		return stopped(name) + " " + stopped(upperFirst(d.Note))
	}
	return name
}
