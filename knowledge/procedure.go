package knowledge

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"unicode/utf8"
)

// ProcedureCode identifies a procedure nationwide (mã thủ tục), for example "1.001193".
type ProcedureCode string

// codePattern is the form of a procedure code: one digit, a dot, six digits.
var codePattern = regexp.MustCompile(`^[0-9]\.[0-9]{6}$`)

// Validate reports whether the code has the form "N.NNNNNN".
func (c ProcedureCode) Validate() error {
	if !codePattern.MatchString(string(c)) {
		return invalidf("procedure code %q", string(c))
	}
	return nil
}

// Level is the tier of government that carries a procedure out (cấp thực hiện).
type Level string

// The levels of the two-level government in force since 1 July 2025, the
// ministries above it, and bodies outside of it (embassies, courts, schools).
const (
	LevelMinistry Level = "ministry" // bộ
	LevelProvince Level = "province" // tỉnh
	LevelCommune  Level = "commune"  // xã
	LevelOther    Level = "other"    // cơ quan khác
)

// Validate reports whether the level is one of the constants.
func (l Level) Validate() error {
	switch l {
	case LevelMinistry, LevelProvince, LevelCommune, LevelOther:
		return nil
	}
	return invalidf("level %q", string(l))
}

// Detail says how much is known about a procedure.
type Detail string

const (
	DetailFull Detail = "full" // text of the procedure is known
	DetailName Detail = "name" // only name, field and agency are known
)

// Procedure is one administrative procedure (thủ tục hành chính, TTHC).
//
// Name and Code are as published; Title is what people call it. Lists may be
// empty, which means "not stated", never "none needed".
type Procedure struct {
	Code       ProcedureCode    `json:"code"`
	Name       string           `json:"name"`              // tên thủ tục
	Title      string           `json:"title,omitempty"`   // "Làm giấy khai sinh"
	Aliases    []string         `json:"aliases,omitempty"` // tên gọi khác
	English    []string         `json:"english,omitempty"` // English title first, then other English names
	Summary    string           `json:"summary,omitempty"` // one or two plain sentences: what it is for
	Field      string           `json:"field"`             // lĩnh vực
	Levels     []Level          `json:"levels,omitempty"`  // cấp thực hiện
	Agencies   []Agency         `json:"agencies,omitempty"`
	Place      string           `json:"place,omitempty"`      // where to hand the dossier in, in plain words
	Applicants []string         `json:"applicants,omitempty"` // đối tượng thực hiện
	Cases      []Case           `json:"cases,omitempty"`
	Dossier    []DossierItem    `json:"dossier,omitempty"`
	Fees       []Fee            `json:"fees,omitempty"`
	Times      []ProcessingTime `json:"times,omitempty"`
	Methods    []Method         `json:"methods,omitempty"`
	Steps      []string         `json:"steps,omitempty"`      // trình tự thực hiện
	Conditions []string         `json:"conditions,omitempty"` // yêu cầu, điều kiện
	Mistakes   []string         `json:"mistakes,omitempty"`   // what people get wrong, from our own editors
	Results    []string         `json:"results,omitempty"`    // kết quả thực hiện
	Forms      []Form           `json:"forms,omitempty"`
	LegalBasis []LegalRef       `json:"legal_basis,omitempty"`
	Related    []ProcedureCode  `json:"related,omitempty"`
	Warnings   []Warning        `json:"warnings,omitempty"` // what the text itself gives reason to doubt
	Detail     Detail           `json:"detail"`
	Local      bool             `json:"local,omitempty"` // issued by the province itself
	Provenance Provenance       `json:"provenance"`
}

// DisplayName is the title people use, or the published name without one.
func (p *Procedure) DisplayName() string {
	if p.Title != "" {
		return p.Title
	}
	return p.Name
}

// Carries reports whether the procedure is carried out at the level.
func (p *Procedure) Carries(l Level) bool {
	return slices.Contains(p.Levels, l)
}

// Case is a situation in which a procedure asks for something else (trường hợp).
type Case struct {
	ID       string `json:"id"`                 // short ASCII key, referred to by fees, times and dossier items
	Name     string `json:"name"`               // "Trẻ chưa xác định được cha"
	Question string `json:"question,omitempty"` // what to ask a resident to tell it apart
}

// Method is a way to hand a dossier in (cách thức thực hiện).
type Method string

const (
	MethodInPerson Method = "in_person" // trực tiếp
	MethodOnline   Method = "online"    // trực tuyến
	MethodPost     Method = "post"      // bưu chính công ích
	MethodAny      Method = ""          // not tied to a method
)

// Validate reports whether the method is one of the constants.
func (m Method) Validate() error {
	switch m {
	case MethodInPerson, MethodOnline, MethodPost, MethodAny:
		return nil
	}
	return invalidf("method %q", string(m))
}

// WarningKind names a reason to treat a procedure's text with care.
type WarningKind string

const (
	WarnDistrict      WarningKind = "district"       // names the district level, abolished on 1 July 2025
	WarnOtherProvince WarningKind = "other_province" // names an agency of another province
	WarnReplacedLaw   WarningKind = "replaced_law"   // cites a document listed as replaced
	WarnFeeDoubt      WarningKind = "fee_doubt"      // an amount was read that cannot be right
	WarnTimeDoubt     WarningKind = "time_doubt"     // a time was read that has no unit
	WarnSharedPage    WarningKind = "shared_page"    // one page of the source stands for several codes: name and text may belong to another
)

// Warning is shown with an answer that uses the text it speaks of.
type Warning struct {
	Kind WarningKind `json:"kind"`
	Text string      `json:"text,omitempty"` // what was found, for staff
}

// maxName is the length of the longest published procedure name seen, with room, in runes.
const maxName = 2000

// Validate reports everything that is wrong with the procedure, joined.
func (p *Procedure) Validate() error {
	var errs []error
	add := func(err error) {
		if err != nil {
			errs = append(errs, err)
		}
	}
	add(p.Code.Validate())
	if p.Name == "" {
		add(invalidf("name is empty"))
	}
	if n := utf8.RuneCountInString(p.Name); n > maxName {
		add(invalidf("name has %d runes, at most %d are allowed", n, maxName))
	}
	if p.Field == "" {
		add(invalidf("field is empty"))
	}
	if p.Detail != DetailFull && p.Detail != DetailName {
		add(invalidf("detail %q", string(p.Detail)))
	}
	for _, l := range p.Levels {
		add(l.Validate())
	}
	add(p.validateParts())
	add(within("provenance", p.Provenance.Validate()))
	return within(fmt.Sprintf("procedure %s", p.Code), errors.Join(errs...))
}

// validateParts checks the typed lists and that cases named by them exist.
func (p *Procedure) validateParts() error {
	cases := make(map[string]bool, len(p.Cases))
	var errs []error
	for i, c := range p.Cases {
		if c.ID == "" || c.Name == "" || cases[c.ID] {
			errs = append(errs, invalidf("case %d: empty or repeated id %q", i, c.ID))
		}
		cases[c.ID] = true
	}
	known := func(where, id string) {
		if id != "" && !cases[id] {
			errs = append(errs, invalidf("%s names the unknown case %q", where, id))
		}
	}
	for i := range p.Dossier {
		errs = append(errs, within(fmt.Sprintf("dossier %d", i), p.Dossier[i].Validate()))
		known("dossier", p.Dossier[i].Case)
	}
	for i := range p.Fees {
		errs = append(errs, within(fmt.Sprintf("fee %d", i), p.Fees[i].Validate()))
		known("fee", p.Fees[i].Case)
	}
	for i := range p.Times {
		errs = append(errs, within(fmt.Sprintf("time %d", i), p.Times[i].Validate()))
		known("time", p.Times[i].Case)
	}
	for i := range p.LegalBasis {
		errs = append(errs, within(fmt.Sprintf("legal basis %d", i), p.LegalBasis[i].Validate()))
	}
	for i := range p.Agencies {
		errs = append(errs, within(fmt.Sprintf("agency %d", i), p.Agencies[i].Validate()))
	}
	for _, m := range p.Methods {
		errs = append(errs, m.Validate())
	}
	for _, c := range p.Related {
		errs = append(errs, within("related", c.Validate()))
	}
	return errors.Join(errs...)
}
