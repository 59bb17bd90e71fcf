package knowledge

import "errors"

// FAQ is a frequently asked question with a curated answer (câu hỏi thường gặp).
type FAQ struct {
	ID         string          `json:"id"`
	Question   string          `json:"question"`
	Variants   []string        `json:"variants,omitempty"` // other ways people ask it
	Answer     []string        `json:"answer"`             // paragraphs
	Procedures []ProcedureCode `json:"procedures,omitempty"`
	LegalBasis []LegalRef      `json:"legal_basis,omitempty"`
	Units      []UnitID        `json:"units,omitempty"` // communes it holds for; empty means all
	Provenance Provenance      `json:"provenance"`
}

// Validate reports everything that is wrong with the entry, joined.
func (f *FAQ) Validate() error {
	var errs []error
	if f.ID == "" || f.Question == "" || len(f.Answer) == 0 {
		errs = append(errs, invalidf("id, question or answer is empty"))
	}
	for _, c := range f.Procedures {
		errs = append(errs, c.Validate())
	}
	for i := range f.LegalBasis {
		errs = append(errs, f.LegalBasis[i].Validate())
	}
	errs = append(errs, within("provenance", f.Provenance.Validate()))
	return within("FAQ "+f.ID, errors.Join(errs...))
}
