package knowledge

import "errors"

// Provenance says where a procedure's facts come from and for when they hold.
type Provenance struct {
	Source       string        `json:"source"`                  // "Cổng Dịch vụ công quốc gia"
	URL          string        `json:"url,omitempty"`           // page of this procedure
	Fetched      Date          `json:"fetched"`                 // day or month the data is from
	Checked      Date          `json:"checked,omitempty"`       // day a person checked it
	Updated      Date          `json:"updated,omitempty"`       // day the source says it changed
	Decision     string        `json:"decision,omitempty"`      // decision that announced it
	ValidFrom    Date          `json:"valid_from,omitempty"`    // first day it holds
	ValidTo      Date          `json:"valid_to,omitempty"`      // last day it holds
	SupersededBy ProcedureCode `json:"superseded_by,omitempty"` // code that took its place
	Digest       string        `json:"digest,omitempty"`        // of the source row, to see changes
}

// Validate reports whether source and day are given.
func (p *Provenance) Validate() error {
	var errs []error
	if p.Source == "" {
		errs = append(errs, invalidf("source is empty"))
	}
	if p.Fetched == "" {
		errs = append(errs, invalidf("day the data is from is empty"))
	}
	for _, d := range []Date{p.Fetched, p.Checked, p.Updated, p.ValidFrom, p.ValidTo} {
		errs = append(errs, d.Validate())
	}
	if p.SupersededBy != "" {
		errs = append(errs, p.SupersededBy.Validate())
	}
	return errors.Join(errs...)
}
