package assistant

import (
	"slices"
	"strings"

	"motcua/knowledge"
)

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
	if id == "" {
		return what
	}
	return shorten(caseName(p, id), maxLabel*2) + ": " + what
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
	out := []Block{{Kind: List, Text: t.text("time.lead"), Items: t.sentences(list)}}
	if unexplained(p.Times) {
		out = append(out, Block{Kind: Paragraph, Text: t.text("time.unexplained")})
	}
	return out
}

// unexplained reports whether the source has several times for one method and
// does not say which holds when.
func unexplained(times []knowledge.ProcessingTime) bool {
	type figure struct {
		number float64
		unit   knowledge.TimeUnit
	}
	bare := map[knowledge.Method]figure{}
	for i := range times {
		pt := &times[i]
		if pt.Case != "" || pt.Note != "" {
			continue
		}
		f := figure{pt.Number, pt.Unit}
		if have, ok := bare[pt.Method]; ok && have != f {
			return true
		}
		bare[pt.Method] = f
	}
	return false
}
