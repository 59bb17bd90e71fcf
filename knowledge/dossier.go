package knowledge

// DossierItem is one paper to hand in or to show (thành phần hồ sơ).
//
// Originals and Copies are counts; nil means "not stated". Certified says that
// a certified copy (bản sao chứng thực) is an accepted form of the paper.
type DossierItem struct {
	Name      string `json:"name"`           // the paper, in our words or as published
	Form      string `json:"form,omitempty"` // number of the set form, "CT01", "Mẫu số 03"
	Originals *int   `json:"originals,omitempty"`
	Copies    *int   `json:"copies,omitempty"`
	Certified bool   `json:"certified,omitempty"`
	Show      bool   `json:"show,omitempty"` // only to be shown, not handed in (xuất trình)
	Case      string `json:"case,omitempty"` // ID of the case it is needed in; empty means always
	Group     string `json:"group,omitempty"`
	Note      string `json:"note,omitempty"` // "không cần nộp nếu đã có trong CSDL dân cư"
	Text      string `json:"text,omitempty"` // the line it was read from, when Name was shortened
}

// Validate reports whether the item names a paper and its counts are possible.
func (d *DossierItem) Validate() error {
	if d.Name == "" {
		return invalidf("name is empty")
	}
	for _, n := range []*int{d.Originals, d.Copies} {
		if n != nil && (*n < 0 || *n > 100) {
			return invalidf("count %d", *n)
		}
	}
	return nil
}

// Form is a set form or declaration (biểu mẫu, tờ khai).
type Form struct {
	Number string `json:"number,omitempty"` // "CT01", "Mẫu số 03"
	Name   string `json:"name,omitempty"`
	File   string `json:"file,omitempty"` // file name on the portal
	URL    string `json:"url,omitempty"`
	Text   string `json:"text,omitempty"` // as published
}
