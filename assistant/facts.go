package assistant

import (
	"slices"
	"strings"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// place tells who handles it and where a dossier may be handed in.
func (t *turn) place(p *knowledge.Procedure) []Block {
	var out []Block
	if p.Place != "" {
		out = append(out, Block{Kind: Paragraph, Text: stopped(t.text("place.place", "place", p.Place))})
	}
	names := agencyNames(p)
	if len(names) > 0 {
		out = append(out, Block{Kind: Paragraph, Text: t.text("place.lead", "agencies", strings.Join(names, "; "))})
	}
	if len(names) == 0 && len(p.Levels) > 0 {
		levels := make([]string, len(p.Levels))
		for i, l := range p.Levels {
			levels[i] = t.text("level." + string(l))
		}
		out = append(out, Block{Kind: Paragraph, Text: t.text("place.level", "levels", list(levels, t.text("and")))})
	}
	if p.Place == "" && byOneStopDesk(p) {
		out = append(out, Block{Kind: Paragraph, Text: t.text("place.any_commune")})
	}
	if slices.ContainsFunc(p.Agencies, func(a knowledge.Agency) bool { return a.FromOther != "" }) {
		out = append(out, Block{Kind: Paragraph, Text: t.text("place.other_province")})
	}
	if p.Place == "" && len(names) == 0 {
		if len(out) == 0 {
			out = append(out, Block{Kind: Paragraph, Text: t.text("place.none")})
		}
		out = append(out, Block{Kind: Paragraph, Text: t.text("ask_desk", "desk", t.desk())})
	}
	return out
}

func agencyNames(p *knowledge.Procedure) []string {
	var out []string
	for _, a := range p.Agencies {
		if !slices.Contains(out, a.Name) {
			out = append(out, a.Name)
		}
	}
	return out
}

// byOneStopDesk reports whether the one-stop desks receive the procedure: all
// its agencies are people's committees or departments of the province. Police,
// customs, tax, courts and insurance offices receive at their own.
func byOneStopDesk(p *knowledge.Procedure) bool {
	if len(p.Agencies) == 0 {
		return false
	}
	for _, a := range p.Agencies {
		name := vi.Fold(a.Name)
		if !strings.HasPrefix(name, "ubnd") && !strings.HasPrefix(name, "uy ban nhan dan") && !strings.HasPrefix(name, "so ") {
			return false
		}
	}
	return true
}

// conditions tells who may ask, the cases and the conditions.
func (t *turn) conditions(p *knowledge.Procedure, limit int) []Block {
	var out []Block
	if len(p.Applicants) > 0 {
		out = append(out, Block{Kind: Paragraph, Text: t.text("conditions.who", "who", strings.Join(p.Applicants, ", "))})
	}
	if len(p.Cases) > 0 {
		names := make([]string, len(p.Cases))
		for i, c := range p.Cases {
			names[i] = shorten(c.Name, maxItemRunes)
		}
		out = append(out, Block{Kind: List, Text: t.text("conditions.cases"), Items: names[:min(limit, len(names))]})
	}
	return append(out, t.listed(List, "conditions", p.Conditions, limit)...)
}

// online tells whether a dossier can be sent over the network.
func (t *turn) online(p *knowledge.Procedure) []Block {
	if len(p.Methods) == 0 {
		return []Block{{Kind: Paragraph, Text: t.text("online.none")}}
	}
	if !slices.Contains(p.Methods, knowledge.MethodOnline) {
		names := make([]string, len(p.Methods))
		for i, m := range p.Methods {
			names[i] = t.method(m)
		}
		return []Block{{Kind: Paragraph, Text: t.text("online.no", "methods", list(names, t.text("and")))}}
	}
	out := []Block{{Kind: Paragraph, Text: t.text("online.yes")}}
	if p.Provenance.URL != "" {
		out = append(out, Block{Kind: Link, Text: t.text("online.link"), URL: p.Provenance.URL})
	}
	return out
}

// formNames lists set forms, those of the dossier included.
func formNames(p *knowledge.Procedure) []string {
	var out []string
	add := func(s string) {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for i := range p.Dossier {
		if d := &p.Dossier[i]; d.Form != "" {
			add(d.Form + ": " + shorten(d.Name, maxLabel))
		}
	}
	for _, f := range p.Forms {
		switch {
		case f.Number != "" && f.Name != "":
			add(f.Number + ": " + f.Name)
		case f.Name != "":
			add(f.Name)
		case f.Number != "":
			add(f.Number)
		default:
			add(f.File)
		}
	}
	return out
}

// warnings tells what gives reason to doubt what was told.
func (t *turn) warnings(p *knowledge.Procedure, facets []Facet) []Block {
	var out []Block
	add := func(text string) { out = append(out, Block{Kind: WarnBlock, Text: text}) }
	all := len(facets) == 0
	told := func(f Facet) bool { return all || slices.Contains(facets, f) }
	seen := map[knowledge.WarningKind]bool{}
	for _, w := range p.Warnings {
		if seen[w.Kind] {
			continue
		}
		seen[w.Kind] = true
		switch w.Kind {
		case knowledge.WarnDistrict:
			add(t.text("warn.district"))
		case knowledge.WarnSharedPage:
			add(t.text("warn.shared_page"))
		case knowledge.WarnFeeDoubt:
			if told(FacetFee) {
				add(t.text("warn.fee_doubt"))
			}
		case knowledge.WarnTimeDoubt:
			if told(FacetTime) {
				add(t.text("warn.time_doubt"))
			}
		}
	}
	if to := p.Provenance.ValidTo; to != "" && to < t.day() {
		add(t.text("warn.expired", "date", to.Vietnamese()))
	}
	for i := range p.LegalBasis {
		ref := &p.LegalBasis[i]
		l, ok := t.e.laws[ref.Number]
		if !ok || l.Status == "amended" || t.day() != "" && l.From > t.day() {
			continue
		}
		if l.By == "" {
			add(t.text("warn.replaced_law.bare", "old", ref.Label()))
		} else {
			add(t.text("warn.replaced_law", "old", ref.Label(), "new", l.By))
		}
		break // one such warning is enough
	}
	return out
}
