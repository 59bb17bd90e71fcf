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
	add := func(lead, caseID string) {
		var items []string
		for i := range p.Dossier {
			if d := &p.Dossier[i]; d.Case == caseID && limit > 0 {
				items = append(items, t.paper(d))
				limit--
				left--
			}
		}
		if len(items) > 0 {
			out = append(out, Block{Kind: List, Text: lead, Items: items})
		}
	}
	add(t.text("documents.lead"), "")
	for _, c := range p.Cases {
		add(t.text("documents.case", "case", c.Name), c.ID)
	}
	if left > 0 {
		out = append(out, Block{Kind: Paragraph, Text: t.text("documents.more", "n", number(float64(left)))})
	}
	return out
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
	if d.Group != "" && d.Case == "" {
		name = t.text("documents.group", "group", strings.TrimRight(shorten(d.Group, maxLabel), " :.;"), "name", name)
	}
	if len(detail) > 0 {
		name = t.text("with", "what", name, "detail", strings.Join(detail, ", "))
	}
	if d.Note != "" {
		return stopped(name) + " " + stopped(upperFirst(d.Note))
	}
	return name
}

// said is one statement with the methods it holds for.
type said struct {
	what    string
	methods []string
}

// merge joins statements that differ in their method only.
func merge(list []said, what, method string) []said {
	for i := range list {
		if list[i].what == what {
			if method != "" && !slices.Contains(list[i].methods, method) {
				list[i].methods = append(list[i].methods, method)
			}
			return list
		}
	}
	s := said{what: what}
	if method != "" {
		s.methods = []string{method}
	}
	return append(list, s)
}

// sentences writes merged statements; a method is named only when it matters.
func (t *turn) sentences(list []said) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = s.what
		if len(s.methods) > 0 && len(list) > 1 {
			out[i] = t.text("with", "what", s.what, "detail", strings.Join(s.methods, ", "))
		}
	}
	return out
}

func (t *turn) method(m knowledge.Method) string {
	if m == knowledge.MethodAny {
		return ""
	}
	return t.text("method." + string(m))
}

// fees writes what is payable. Doubtful amounts are never said; "free" only
// when the source names the exemption.
func (t *turn) fees(p *knowledge.Procedure) []Block {
	var list []said
	var notes []string
	open, day := false, t.day()
	var past knowledge.Date
	for i := range p.Fees {
		f := &p.Fees[i]
		if !f.Holds(day) {
			past = max(past, f.ValidTo)
			continue
		}
		switch f.State {
		case knowledge.FeeAmount:
			list = merge(list, t.inCase(p, f.Case, t.amount(f)), t.method(f.Method))
		case knowledge.FeeFree:
			list = merge(list, t.inCase(p, f.Case, t.text("fee.free")), t.method(f.Method))
		default:
			open = true
		}
		if f.Note != "" && f.State != knowledge.FeeAmount && !slices.Contains(notes, f.Note) {
			notes = append(notes, f.Note)
		}
	}
	if len(list) == 0 {
		out := []Block{{Kind: Paragraph, Text: t.text("fee.none")}}
		if past != "" {
			out = append(out, Block{Kind: Paragraph, Text: t.text("fee.past", "date", past.Vietnamese())})
		}
		return append(out, paragraphs(notes)...)
	}
	out := []Block{{Kind: List, Text: t.text("fee.lead"), Items: t.sentences(list)}}
	if open {
		out = append(out, Block{Kind: Paragraph, Text: t.text("fee.partly")})
	}
	return append(out, paragraphs(notes)...)
}

func paragraphs(texts []string) []Block {
	out := make([]Block, len(texts))
	for i, s := range texts {
		out[i] = Block{Kind: Paragraph, Text: stopped(upperFirst(s))}
	}
	return out
}

// amount writes one stated fee.
func (t *turn) amount(f *knowledge.Fee) string {
	s := t.money(f.Amount, f.Currency)
	if f.Per != "" {
		s = t.text("fee.per", "amount", s, "per", f.Per)
	}
	if f.Kind != knowledge.FeeKindAny {
		s = t.text("fee.kind."+string(f.Kind), "amount", s)
	}
	if f.Note != "" {
		s = t.text("with", "what", s, "detail", shorten(f.Note, maxLabel*2))
	}
	return s
}

// inCase adds the name of the case a statement holds for.
func (t *turn) inCase(p *knowledge.Procedure, id, what string) string {
	for _, c := range p.Cases {
		if c.ID == id {
			return shorten(c.Name, maxLabel*2) + ": " + what
		}
	}
	return what
}

// times writes the processing times.
func (t *turn) times(p *knowledge.Procedure) []Block {
	var list []said
	for i := range p.Times {
		pt := &p.Times[i]
		what := t.text("unit."+string(pt.Unit), "n", number(pt.Number))
		if pt.SameDay {
			what = t.text("time.same_day")
		} else if pt.AtMost {
			what = t.text("time.at_most", "time", what)
		}
		if pt.Note != "" {
			what = t.text("with", "what", what, "detail", shorten(pt.Note, maxLabel*2))
		}
		list = merge(list, t.inCase(p, pt.Case, what), t.method(pt.Method))
	}
	if len(list) == 0 {
		return []Block{{Kind: Paragraph, Text: t.text("time.none")}}
	}
	return []Block{{Kind: List, Text: t.text("time.lead"), Items: t.sentences(list)}}
}

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
