package search

import (
	"slices"
	"strings"
	"time"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// Document is what the index knows of one procedure or FAQ entry.
type Document struct {
	Kind    knowledge.DocKind
	ID      string
	Names   []string // name, title, aliases or question and variants
	English []string // English titles and phrases
	Units   []knowledge.UnitID
	From    knowledge.Date // first day it holds, or empty
	To      knowledge.Date // last day it holds, or empty
}

// ProcedureDocument describes a procedure to the index.
func ProcedureDocument(p *knowledge.Procedure) Document {
	names := make([]string, 0, 2+len(p.Aliases))
	names = append(names, p.Name)
	if p.Title != "" {
		names = append(names, p.Title)
	}
	return Document{
		Kind:    knowledge.DocProcedure,
		ID:      string(p.Code),
		Names:   append(names, p.Aliases...),
		English: p.English,
		From:    p.Provenance.ValidFrom,
		To:      p.Provenance.ValidTo,
	}
}

// FAQDocument describes a FAQ entry to the index.
func FAQDocument(f *knowledge.FAQ) Document {
	return Document{
		Kind:  knowledge.DocFAQ,
		ID:    f.ID,
		Names: append([]string{f.Question}, f.Variants...),
		Units: f.Units,
		From:  f.Provenance.ValidFrom,
		To:    f.Provenance.ValidTo,
	}
}

// key is the document's ID inside bleve.
func (d *Document) key() string { return string(d.Kind) + "/" + d.ID }

// splitKey is the inverse of key.
func splitKey(key string) (knowledge.DocKind, string) {
	kind, id, _ := strings.Cut(key, "/")
	return knowledge.DocKind(kind), id
}

// fields is the form bleve indexes; a separate value per name keeps pairs from
// spanning two names.
func (d *Document) fields() map[string]any {
	names := make([]string, len(d.Names))
	for i, n := range d.Names {
		names[i] = vi.Clean(n)
	}
	doc := map[string]any{fieldMarked: names, fieldFolded: names, fieldPairs: names}
	if len(d.English) > 0 {
		doc[fieldEnglish] = d.English
	}
	return doc
}

// meta is what a query needs to know of a document beside its terms.
type meta struct {
	Units []knowledge.UnitID `json:"u,omitempty"`
	From  knowledge.Date     `json:"f,omitempty"`
	To    knowledge.Date     `json:"t,omitempty"`
}

func (m meta) empty() bool { return len(m.Units) == 0 && m.From == "" && m.To == "" }

// holds reports whether the document is valid on the day.
func (m meta) holds(at time.Time) bool {
	if at.IsZero() {
		return true
	}
	day := knowledge.Date(at.Format(time.DateOnly))
	return (m.From == "" || m.From <= day) && (m.To == "" || day <= m.To)
}

// concerns reports whether the document holds in the unit: entries of other
// communes are hidden, entries without units hold everywhere.
func (m meta) concerns(u knowledge.UnitID) bool {
	if len(m.Units) == 0 {
		return true
	}
	return slices.Contains(m.Units, u)
}
