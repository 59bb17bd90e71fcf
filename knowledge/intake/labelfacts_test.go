package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// facts are the comparable facts of one row, kind by kind.
type facts map[string][]string

// kinds lists the kinds that must reach the bar, then those only shown.
func barKinds() []string { return []string{"duration", "fee", "dossier", "legal", "agency"} }
func moreKinds() []string {
	return []string{"fee_free", "form", "certified", "legal_date", "from_other"}
}

func (l *label) facts() facts {
	f := facts{}
	for _, d := range l.Durations {
		f.add("duration", fmt.Sprintf("%s %g %s", d.Method, d.N, d.Unit))
	}
	for _, x := range l.Fees {
		f.add("fee", fmt.Sprintf("%s %.2f %s", x.Method, x.Amount, x.Currency))
	}
	if l.FeeFree {
		f.add("fee_free", "free")
	}
	for _, d := range l.Dossier {
		f.add("dossier", paperKey(d.Head, d.Originals, d.Copies))
		f.addForm(d.Head, d.Form)
		if d.Certified {
			f.add("certified", headOf(d.Head))
		}
	}
	for _, x := range l.Legal {
		if x.Number != "" {
			f.add("legal", x.Type+" "+x.Number)
			f.addDate(x.Number, x.Date)
		}
	}
	for _, a := range l.Agencies {
		f.add("agency", kindOfAgency(a.Name))
		if a.OtherProvince {
			f.add("from_other", kindOfAgency(a.Name))
		}
	}
	return f
}

func procedureFacts(p *knowledge.Procedure) facts {
	f := facts{}
	for _, d := range p.Times {
		f.add("duration", fmt.Sprintf("%s %g %s", d.Method, d.Number, d.Unit))
	}
	free := false
	for _, x := range p.Fees {
		free = free || x.State == knowledge.FeeFree
		if x.State != knowledge.FeeAmount {
			continue
		}
		amount := float64(x.Amount)
		if x.Currency != knowledge.VND {
			amount /= 100
		}
		f.add("fee", fmt.Sprintf("%s %.2f %s", x.Method, amount, x.Currency))
	}
	if free {
		f.add("fee_free", "free")
	}
	for _, d := range p.Dossier {
		f.add("dossier", paperKeys(&d))
		f.addForm(d.Name, d.Form)
		if d.Certified {
			f.add("certified", headOf(d.Name))
		}
	}
	for _, x := range p.LegalBasis {
		if x.Number != "" {
			f.add("legal", x.Type+" "+x.Number)
			f.addDate(x.Number, string(x.Date))
		}
	}
	for _, a := range p.Agencies {
		f.add("agency", kindOfAgency(a.Name))
		if a.FromOther != "" {
			f.add("from_other", kindOfAgency(a.Name))
		}
	}
	return f
}

func (f facts) add(kind, fact string) { f[kind] = append(f[kind], fact) }

func (f facts) addForm(head, form string) {
	if form != "" {
		words := strings.NewReplacer("mau so", "", "mau", "", "so", "", "phu luc", "", " ", "").Replace(vi.Fold(form))
		f.add("form", headOf(head)+" | "+words)
	}
}

func (f facts) addDate(number, date string) {
	if date != "" {
		f.add("legal_date", number+" "+date)
	}
}

// kindOfAgency is the name without the home province and without the place an
// incomplete name was given.
func kindOfAgency(s string) string {
	s = strings.TrimRight(vi.Fold(s), " .")
	for _, tail := range []string{" - tinh lang son", " tinh lang son", " lang son"} {
		s = strings.TrimSuffix(s, tail)
	}
	return strings.Join(strings.Fields(s), " ")
}

// headOf is the first four syllables of a paper's name, folded.
func headOf(s string) string {
	s = vi.Fold(trimBullet(s))
	if name, _, ok := strings.Cut(s, "("); ok && len(strings.Fields(name)) > 1 {
		s = name
	}
	words := strings.Fields(s)
	out := make([]string, 0, 4)
	for _, w := range words {
		if w = strings.Trim(w, `.,;:()[]"'“”-–+*/`); w != "" && len(out) < 4 {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

func paperKey(head string, originals, copies *int) string {
	n := func(p *int) string {
		if p == nil {
			return "-"
		}
		return fmt.Sprint(*p)
	}
	return fmt.Sprintf("%s | %s | %s", headOf(head), n(originals), n(copies))
}

// paperKeys are the keys under which an item may be labelled, one a line. A line
// that holds a condition, or a title and several papers, is one item; the person
// who labels it names the paper after the condition or the first of several, so
// every beginning of a paper within the line is a key.
func paperKeys(d *knowledge.DossierItem) string {
	keys := []string{paperKey(d.Name, d.Originals, d.Copies)}
	text := d.Name + ": " + d.Text
	for i, r := range text {
		if strings.ContainsRune(":;+)-,", r) {
			keys = append(keys, paperKey(text[i+1:], d.Originals, d.Copies))
		}
	}
	keys = append(keys, paperKey(leadingCount.ReplaceAllString(d.Name, ""), d.Originals, d.Copies))
	return strings.Join(keys, "\n")
}

// leadingCount is a number of papers before their name.
var leadingCount = regexp.MustCompile(`^[0-9]{1,2} (bản chính |bản sao |bản chụp )?`)

// sameFact reports whether a fact read is the one of the label.
func sameFact(got, want string) bool {
	return slices.Contains(strings.Split(got, "\n"), want)
}
