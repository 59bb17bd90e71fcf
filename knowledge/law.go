package knowledge

// LegalRef is a document cited as the legal basis (căn cứ pháp lý).
type LegalRef struct {
	Type    string `json:"type,omitempty"`    // "Nghị định", "Thông tư", "Luật"
	Number  string `json:"number,omitempty"`  // "96/2024/NĐ-CP"
	Date    Date   `json:"date,omitempty"`    // day it was signed
	Title   string `json:"title,omitempty"`   // what it regulates
	Article string `json:"article,omitempty"` // "khoản 2 Điều 13"
	Text    string `json:"text,omitempty"`    // as published
}

// Label is how a citation names the document: type and number, or what is known.
func (l *LegalRef) Label() string {
	switch {
	case l.Number != "" && l.Type != "":
		return l.Type + " " + l.Number
	case l.Number != "":
		return l.Number
	case l.Title != "":
		return l.Title
	}
	return l.Text
}

// Validate reports whether the reference names a document at all.
func (l *LegalRef) Validate() error {
	if l.Number == "" && l.Title == "" && l.Text == "" {
		return invalidf("legal reference names nothing")
	}
	return l.Date.Validate()
}

// LawStatus says that a document no longer holds, or is changed by another.
type LawStatus struct {
	Number     string `json:"number"`                // the document spoken of
	Status     string `json:"status"`                // "replaced", "repealed", "amended"
	By         string `json:"by,omitempty"`          // number of the document that replaces it
	From       Date   `json:"from,omitempty"`        // first day it no longer holds
	Source     string `json:"source"`                // where this stands, by number and article
	SourceNote string `json:"source_note,omitempty"` // anything a checker must know
}

// Validate reports whether the row names both documents and its source.
func (s *LawStatus) Validate() error {
	if s.Number == "" || s.Source == "" {
		return invalidf("law status without number or source")
	}
	switch s.Status {
	case "replaced", "repealed", "amended":
	default:
		return invalidf("law status %q", s.Status)
	}
	return s.From.Validate()
}
