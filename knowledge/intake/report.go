package intake

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"motcua/knowledge"
)

var (
	// ErrNotJSONLines says that the file is not one JSON object a line.
	ErrNotJSONLines = errors.New("not JSON Lines")
	// ErrLineTooLong says that a line is longer than 4 MiB.
	ErrLineTooLong = errors.New("line too long")
	// ErrNothingAccepted says that no row of the file became a procedure.
	ErrNothingAccepted = errors.New("nothing accepted")
)

// DoubtKind names what is doubtful about a value.
type DoubtKind string

// The kinds of doubt of a [Report].
const (
	DoubtZeroFee       DoubtKind = "zero_fee_not_entered"  // "Miễn phí" or 0 đồng without a reason
	DoubtSmallAmount   DoubtKind = "amount_under_1000"     // an amount that lost its thousands
	DoubtAmount        DoubtKind = "amount_contradicted"   // figure and text differ by a digit or more
	DoubtNoUnit        DoubtKind = "time_without_unit"     // a number of days, hours or months?
	DoubtOtherProvince DoubtKind = "other_province_agency" // an agency of another province
	DoubtOtherPlace    DoubtKind = "other_province_place"  // an address in another province
	DoubtDistrict      DoubtKind = "district_named"        // the tier abolished on 1 July 2025
	DoubtDuplicateName DoubtKind = "duplicate_name"        // another code has the same name
	DoubtDuplicateCode DoubtKind = "duplicate_code"        // the code stood twice; the fuller row was kept
	DoubtSharedPage    DoubtKind = "shared_page"           // one page of the source stands for several codes
	DoubtUnparsed      DoubtKind = "unparsed_line"         // nothing could be read from the line
	DoubtFusedCells    DoubtKind = "fused_cells"           // duration and fee ran together
	DoubtMissingDetail DoubtKind = "missing_detail"        // name, field and agency only
	DoubtCount         DoubtKind = "count_unclear"         // number of originals ran together with the text
)

// maxExample is the length in runes of the text kept with a doubt.
const maxExample = 160

// Refusal is a row that did not become a procedure.
type Refusal struct {
	Line   int    `json:"line"`
	Code   string `json:"code,omitempty"`
	Reason string `json:"reason"`
}

// Doubt is a value of an accepted row that was not believed.
type Doubt struct {
	Code  knowledge.ProcedureCode `json:"code"`
	Field string                  `json:"field"`
	Text  string                  `json:"text,omitempty"`
}

// Rate counts lines that could be read of those that say something.
type Rate struct {
	Read int `json:"read"`
	Of   int `json:"of"`
}

// Share is Read/Of; nothing to read counts as everything read.
func (r Rate) Share() float64 {
	if r.Of == 0 {
		return 1
	}
	return float64(r.Read) / float64(r.Of)
}

// Coverage says how much of the lines could be read, field by field.
type Coverage struct {
	Times   Rate `json:"times"`   // duration lines that name a unit
	Fees    Rate `json:"fees"`    // fee lines: an amount, free, or knowingly not stated
	Amounts Rate `json:"amounts"` // fee lines that name an amount of money
	Dossier Rate `json:"dossier"` // dossier lines that close with a count; the others are remarks
	Legal   Rate `json:"legal"`   // legal lines
}

// Report says what became of every row of an import.
type Report struct {
	Rows     int                   `json:"rows"`
	Outside  int                   `json:"outside_scope"`
	Accepted int                   `json:"accepted"`
	Full     int                   `json:"full"`
	NameOnly int                   `json:"name_only"`
	Refused  []Refusal             `json:"refused,omitempty"`
	Doubts   map[DoubtKind][]Doubt `json:"doubts,omitempty"`
	Coverage Coverage              `json:"coverage"`
}

// doubt records a doubt with the text cut to a readable length.
func (r *Report) doubt(kind DoubtKind, code knowledge.ProcedureCode, field, text string) {
	if r.Doubts == nil {
		r.Doubts = make(map[DoubtKind][]Doubt)
	}
	r.Doubts[kind] = append(r.Doubts[kind], Doubt{Code: code, Field: field, Text: capped(text, maxExample)})
}

// refuse records a row that was not taken.
func (r *Report) refuse(line int, code, reason string) {
	r.Refused = append(r.Refused, Refusal{Line: line, Code: capped(code, 40), Reason: capped(reason, maxExample)})
}

// Kinds are the kinds of doubt found, in alphabetical order.
func (r *Report) Kinds() []DoubtKind {
	return slices.Sorted(maps.Keys(r.Doubts))
}

// Codes is the number of procedures a kind of doubt was raised for.
func (r *Report) Codes(k DoubtKind) int {
	seen := make(map[knowledge.ProcedureCode]bool)
	for _, d := range r.Doubts[k] {
		seen[d.Code] = true
	}
	return len(seen)
}

// WriteText writes the report as a table for people to read.
func (r *Report) WriteText(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	p := &printer{w: tw}
	p.printf("rows read\t%d\n", r.Rows)
	p.printf("outside the scope\t%d\n", r.Outside)
	p.printf("accepted\t%d\t(%d full, %d name only)\n", r.Accepted, r.Full, r.NameOnly)
	p.printf("refused\t%d\n", len(r.Refused))
	for _, f := range r.Refused {
		p.printf("  line %d\t%s\t%s\n", f.Line, f.Code, f.Reason)
	}
	p.printf("\nread\tof\tshare\twhat\n")
	for _, c := range r.coverageRows() {
		p.printf("%d\t%d\t%.1f %%\t%s\n", c.rate.Read, c.rate.Of, 100*c.rate.Share(), c.what)
	}
	p.printf("\ndoubt\tcount\tprocedures\texample\n")
	for _, k := range r.Kinds() {
		d := r.Doubts[k][0]
		p.printf("%s\t%d\t%d\t%s %s: %s\n", k, len(r.Doubts[k]), r.Codes(k), d.Code, d.Field, capped(d.Text, 60))
	}
	if p.err == nil {
		p.err = tw.Flush()
	}
	if p.err != nil {
		return fmt.Errorf("write report: %w", p.err)
	}
	return nil
}

type coverageRow struct {
	what string
	rate Rate
}

func (r *Report) coverageRows() []coverageRow {
	c := &r.Coverage
	return []coverageRow{
		{"durations that name a unit", c.Times},
		{"fee lines", c.Fees},
		{"fee lines that name an amount", c.Amounts},
		{"dossier lines with a count: papers", c.Dossier},
		{"legal lines", c.Legal},
	}
}

// printer keeps the first error of a row of writes.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}
