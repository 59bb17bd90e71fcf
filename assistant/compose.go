package assistant

import (
	"context"
	"slices"
	"strings"

	"motcua/knowledge"
)

// maxFacets is how many facets one answer tells at length.
const maxFacets = 3

// maxCited is how many legal documents a citation names.
const maxCited = 6

// about answers about one procedure: the facets asked for first, the rest as
// choices. The error wraps [knowledge.ErrNotFound] when the release lacks it.
func (t *turn) about(ctx context.Context, code knowledge.ProcedureCode, facets []Facet, rule string) (Answer, error) {
	p, err := t.e.o.Catalogue.Procedure(ctx, code)
	if err != nil {
		return Answer{}, err
	}
	if len(facets) > maxFacets {
		facets = facets[:maxFacets]
	}
	a := Answer{Outcome: Answered, Code: code, Facets: facets, Trace: Trace{Rule: rule}}
	a.Blocks = append(a.Blocks, Block{Kind: Heading, Text: t.text("title", "title", t.titleOf(&p), "code", string(code))})
	if t.lang != Vietnamese {
		a.Blocks = append(a.Blocks, Block{Kind: Paragraph, Text: t.text("title.full_name", "name", p.Name)})
	}
	if p.Detail == knowledge.DetailName {
		a.Blocks = append(a.Blocks, t.nameOnly(&p)...)
	} else {
		a.Blocks = append(a.Blocks, t.told(&p, facets)...)
	}
	a.Blocks = append(a.Blocks, t.warnings(&p, facets)...)
	if t.lang != Vietnamese {
		a.Blocks = append(a.Blocks, Block{Kind: Paragraph, Text: t.text("only_vietnamese")})
	}
	a.Sources = []Citation{t.cite(&p)}
	a.Choices = t.next(&p, facets)
	return a, nil
}

// titleOf is the name people use, in the language of the turn where there is one.
func (t *turn) titleOf(p *knowledge.Procedure) string {
	if title := t.e.o.Titles[t.lang][p.Code]; title != "" {
		return title
	}
	if p.Title != "" {
		return p.Title
	}
	return plainName(p.Name)
}

// nameOnly says that nothing but the name is known, and who knows more.
func (t *turn) nameOnly(p *knowledge.Procedure) []Block {
	out := []Block{{Kind: Paragraph, Text: t.text("name_only")}}
	if p.Summary != "" && t.lang == Vietnamese {
		out = append([]Block{{Kind: Paragraph, Text: p.Summary}}, out...)
	}
	if names := agencyNames(p); len(names) > 0 {
		out = append(out, Block{Kind: Paragraph, Text: t.text("name_only.agency", "agencies", strings.Join(names, "; "))})
	}
	return append(out, Block{Kind: Paragraph, Text: t.text("ask_desk", "desk", t.desk())})
}

// told writes the facets asked for, or an overview when none was.
func (t *turn) told(p *knowledge.Procedure, facets []Facet) []Block {
	if len(facets) == 0 {
		return t.overview(p)
	}
	var out []Block
	for _, f := range facets {
		out = append(out, t.facet(p, f)...)
	}
	return out
}

// overviewPapers is how many papers an overview lists.
const overviewPapers = 6

// overview tells the least a resident needs: papers, fee, time, place.
func (t *turn) overview(p *knowledge.Procedure) []Block {
	var out []Block
	if p.Summary != "" && t.lang == Vietnamese {
		out = append(out, Block{Kind: Paragraph, Text: p.Summary})
	}
	if len(p.Dossier) > 0 {
		out = append(out, t.documents(p, overviewPapers)...)
	}
	for _, f := range []Facet{FacetFee, FacetTime, FacetPlace} {
		out = append(out, t.facet(p, f)...)
	}
	return out
}

// facet writes one facet; what the source does not state is said to be so.
func (t *turn) facet(p *knowledge.Procedure, f Facet) []Block {
	limit := t.e.o.Policy.MaxListItems
	switch f {
	case FacetDocuments:
		return t.documents(p, limit)
	case FacetFee:
		return t.fees(p)
	case FacetTime:
		return t.times(p)
	case FacetPlace:
		return t.place(p)
	case FacetSteps:
		return t.listed(Steps, "steps", p.Steps, limit)
	case FacetConditions:
		return t.conditions(p, limit)
	case FacetForm:
		return t.listed(List, "form", formNames(p), limit)
	case FacetResult:
		return t.listed(List, "result", p.Results, limit)
	case FacetLegalBasis:
		return t.listed(List, "legal_basis", legalLabels(p.LegalBasis, limit), limit)
	case FacetOnline:
		return t.online(p)
	}
	return nil
}

// maxItemRunes is the longest list item of an answer; the source page has the rest.
const maxItemRunes = 400

// listed writes a list, or that the source does not state it.
func (t *turn) listed(kind BlockKind, key string, items []string, limit int) []Block {
	if len(items) == 0 {
		return []Block{{Kind: Paragraph, Text: t.text(key + ".none")}}
	}
	short := make([]string, 0, limit)
	for _, it := range items[:min(limit, len(items))] {
		short = append(short, shorten(it, maxItemRunes))
	}
	out := []Block{{Kind: kind, Text: t.text(key + ".lead"), Items: short}}
	if len(items) > limit {
		out = append(out, Block{Kind: Paragraph, Text: t.text("steps.more")})
	}
	return out
}

// next offers the facets that were not told yet.
func (t *turn) next(p *knowledge.Procedure, told []Facet) []Choice {
	if p.Detail == knowledge.DetailName {
		return nil
	}
	if len(told) == 0 {
		told = []Facet{FacetDocuments, FacetFee, FacetTime, FacetPlace}
	}
	var out []Choice
	for _, f := range Facets() {
		if len(out) == t.e.o.Policy.MaxChoices {
			break
		}
		if !slices.Contains(told, f) && stated(p, f) {
			out = append(out, Choice{ID: facetChoice(p.Code, f), Label: t.text("facet." + string(f))})
		}
	}
	return out
}

// stated reports whether the source says anything on a facet.
func stated(p *knowledge.Procedure, f Facet) bool {
	switch f {
	case FacetDocuments:
		return len(p.Dossier) > 0
	case FacetTime:
		return len(p.Times) > 0
	case FacetSteps:
		return len(p.Steps) > 0
	case FacetConditions:
		return len(p.Conditions)+len(p.Applicants)+len(p.Cases) > 0
	case FacetForm:
		return len(p.Forms) > 0 || slices.ContainsFunc(p.Dossier, func(d knowledge.DossierItem) bool { return d.Form != "" })
	case FacetResult:
		return len(p.Results) > 0
	case FacetLegalBasis:
		return len(p.LegalBasis) > 0
	case FacetOnline:
		return len(p.Methods) > 0
	}
	return true
}

// cite names the source of everything said about the procedure.
func (t *turn) cite(p *knowledge.Procedure) Citation {
	day := p.Provenance.Checked
	if day == "" {
		day = p.Provenance.Fetched
	}
	return Citation{
		Code: p.Code, Source: p.Provenance.Source, URL: p.Provenance.URL,
		Date: day, Legal: legalLabels(p.LegalBasis, maxCited),
	}
}

func legalLabels(refs []knowledge.LegalRef, limit int) []string {
	out := make([]string, 0, min(limit, len(refs)))
	for i := range refs {
		if len(out) == limit {
			break
		}
		if l := shorten(refs[i].Label(), maxLabel); !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}
