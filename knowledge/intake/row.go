package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"motcua/knowledge"
)

// portalRow is one line of the export.
type portalRow struct {
	Code       string   `json:"code"`
	Name       string   `json:"name"`
	Field      string   `json:"field"`
	Level      string   `json:"level"`
	Agency     string   `json:"agency"`
	Steps      string   `json:"steps"`
	Methods    string   `json:"methods"`
	Dossier    string   `json:"dossier"`
	Duration   string   `json:"duration"`
	Fee        string   `json:"fee"`
	Result     string   `json:"result"`
	LegalBasis string   `json:"legal_basis"`
	Conditions string   `json:"conditions"`
	Forms      string   `json:"forms"`
	Target     string   `json:"target"`
	Receiving  string   `json:"receiving_address"`
	Decision   string   `json:"decision_no"`
	Kind       string   `json:"kind"`
	Detail     string   `json:"detail"`
	URL        string   `json:"url"`
	Updated    int64    `json:"updated_at"` // milliseconds since 1970
	Raw        rawCells `json:"raw"`
}

// rawCells is the page text of the rows of one source, before its table cells
// were split by rule.
type rawCells struct {
	Methods string `json:"cach_thuc_thuc_hien"`
	Dossier string `json:"thanh_phan_ho_so"`
	Result  string `json:"ket_qua_xu_ly"`
	Legal   string `json:"can_cu_phap_ly"`
}

// size is the amount of text of the row.
func (r *portalRow) size() int {
	return len(r.Steps) + len(r.Methods) + len(r.Dossier) + len(r.Duration) + len(r.Fee) +
		len(r.Result) + len(r.LegalBasis) + len(r.Conditions) + len(r.Forms)
}

// maxCell is the length in bytes of the longest text that is read; the longest
// one of the portal has 70 KB.
const maxCell = 512 << 10

// tooLong names the first text of the row that is longer than maxCell.
func (r *portalRow) tooLong() string {
	for _, c := range []struct{ name, text string }{
		{"name", r.Name}, {"agency", r.Agency}, {"steps", r.Steps}, {"methods", r.Methods}, {"dossier", r.Dossier}, {"duration", r.Duration},
		{"fee", r.Fee}, {"result", r.Result}, {"legal_basis", r.LegalBasis}, {"conditions", r.Conditions}, {"forms", r.Forms},
		{"raw", r.Raw.Dossier}, {"raw", r.Raw.Legal},
	} {
		if len(c.text) > maxCell {
			return c.name
		}
	}
	return ""
}

// finding is a doubt about one field of a row.
type finding struct {
	kind        DoubtKind
	field, text string
}

// findings collects the doubts and the coverage of one row.
type findings struct {
	list     []finding
	coverage Coverage
}

func (f *findings) add(kind DoubtKind, field, text string) {
	f.list = append(f.list, finding{kind, field, text})
}

// has reports whether a doubt of the kind was found.
func (f *findings) has(kind DoubtKind) (string, bool) {
	for _, d := range f.list {
		if d.kind == kind {
			return d.text, true
		}
	}
	return "", false
}

// add sums two coverages.
func (c *Coverage) add(d *Coverage) {
	c.Times.add(d.Times)
	c.Fees.add(d.Fees)
	c.Amounts.add(d.Amounts)
	c.Dossier.add(d.Dossier)
	c.Legal.add(d.Legal)
}

func (r *Rate) add(s Rate) { r.Read += s.Read; r.Of += s.Of }

// count counts one line.
func (r *Rate) count(read bool) {
	r.Of++
	if read {
		r.Read++
	}
}

// procedure reads all fields of a row.
func (im *importer) procedure(code knowledge.ProcedureCode, row *portalRow, line []byte) (knowledge.Procedure, *findings) {
	f := &findings{}
	p := knowledge.Procedure{
		Code:       code,
		Name:       oneLine(row.Name),
		Field:      oneLine(row.Field),
		Applicants: applicants(row.Target),
		Detail:     detail(row),
		Local:      im.options.Scope.Local(code) || strings.TrimSpace(row.Kind) == "SPECIFIC",
		Provenance: im.provenance(row, line),
	}
	p.Agencies = im.places.agencies(row.Agency, f)
	p.Levels = levels(row.Level, p.Agencies)
	p.Place = im.places.receiving(row.Receiving, f)
	cases := &caseList{}
	p.Times = times(row.Duration, cases, f)
	p.Fees = fees(row.Fee, cases, f)
	p.Dossier = dossier(row, f)
	p.Cases = cases.list
	p.Methods = methods(row)
	p.Steps = steps(row.Steps)
	p.Conditions = conditions(row.Conditions)
	p.Results = results(row.Result)
	p.Forms = forms(row.Forms)
	p.LegalBasis = legalBasis(row, f)
	checkDistrict(row, f)
	if p.Detail == knowledge.DetailName {
		f.add(DoubtMissingDetail, "detail", p.Name)
	}
	p.Warnings = warnings(f)
	return p, f
}

func detail(row *portalRow) knowledge.Detail {
	if strings.TrimSpace(row.Detail) == "full" {
		return knowledge.DetailFull
	}
	return knowledge.DetailName
}

// vietnamTime is the offset of the portal's days.
func vietnamTime() *time.Location { return time.FixedZone("+07", 7*60*60) }

func (im *importer) provenance(row *portalRow, line []byte) knowledge.Provenance {
	sum := sha256.Sum256(line)
	p := knowledge.Provenance{
		Source:   im.options.Source,
		Fetched:  im.options.Fetched,
		Decision: oneLine(row.Decision),
		Digest:   hex.EncodeToString(sum[:]),
	}
	if u := strings.TrimSpace(row.URL); strings.HasPrefix(u, "https://") {
		p.URL = u
	}
	if t := time.UnixMilli(row.Updated).In(vietnamTime()); row.Updated > 0 && t.Year() >= 2000 && t.Year() < 2100 {
		p.Updated = knowledge.Date(t.Format(time.DateOnly))
	}
	return p
}

// warnings says which doubt of a row a resident's answer must know of.
func warnings(f *findings) []knowledge.Warning {
	var out []knowledge.Warning
	for _, w := range []struct {
		doubt   DoubtKind
		warning knowledge.WarningKind
	}{
		{DoubtDistrict, knowledge.WarnDistrict},
		{DoubtOtherProvince, knowledge.WarnOtherProvince},
		{DoubtSmallAmount, knowledge.WarnFeeDoubt},
		{DoubtAmount, knowledge.WarnFeeDoubt},
		{DoubtNoUnit, knowledge.WarnTimeDoubt},
	} {
		known := slices.ContainsFunc(out, func(x knowledge.Warning) bool { return x.Kind == w.warning })
		if text, ok := f.has(w.doubt); ok && !known {
			out = append(out, knowledge.Warning{Kind: w.warning, Text: capped(text, maxExample)})
		}
	}
	return out
}

// caseList numbers the cases a row speaks of.
type caseList struct {
	list []knowledge.Case
}

// id returns the id of the case with this wording, adding it if it is new.
func (c *caseList) id(name string) string {
	name = capped(strings.Trim(name, " .,;:-"), 300)
	if name == "" {
		return ""
	}
	for _, have := range c.list {
		if have.Name == name {
			return have.ID
		}
	}
	id := caseID(len(c.list) + 1)
	c.list = append(c.list, knowledge.Case{ID: id, Name: name})
	return id
}
