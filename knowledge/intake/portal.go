package intake

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// maxLine is the longest line that is read.
const maxLine = 4 << 20

// Options says what to take in and what to write into the provenance.
type Options struct {
	Scope    *Scope                // nil takes every code
	Fetched  knowledge.Date        // day or month the export is from, "2026-07"
	Source   string                // "Cổng Dịch vụ công quốc gia"
	Province string                // "Lạng Sơn": the one province whose agencies keep their place
	Progress func(doneBytes int64) // may be nil
}

// Portal reads the export of the national portal as JSON Lines and returns the
// procedures sorted by code with a report of what was refused or doubted. A bad
// row is reported and skipped; [ErrNotJSONLines], [ErrLineTooLong],
// [ErrNothingAccepted] and errors of r or ctx end the import with no procedures.
func Portal(ctx context.Context, r io.Reader, o Options) ([]knowledge.Procedure, *Report, error) {
	im := &importer{
		options: o,
		report:  &Report{},
		places:  newPlaces(o.Province),
		byCode:  make(map[knowledge.ProcedureCode]taken),
	}
	if err := im.readAll(ctx, r); err != nil {
		return nil, nil, err
	}
	procedures := im.procedures()
	if len(procedures) == 0 {
		return nil, im.report, fmt.Errorf("read portal export: %w", ErrNothingAccepted)
	}
	return procedures, im.report, nil
}

// taken is the row kept for a code so far.
type taken struct {
	procedure knowledge.Procedure
	findings  []finding
	coverage  Coverage
	size      int
}

// importer carries one run of [Portal].
type importer struct {
	options Options
	report  *Report
	places  *places
	byCode  map[knowledge.ProcedureCode]taken
	parsed  int // lines that were JSON objects
}

func (im *importer) readAll(ctx context.Context, r io.Reader) error {
	br := bufio.NewReaderSize(r, 256<<10)
	var done int64
	for n := 1; ; n++ {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("read portal export: %w", err)
		}
		line, err := readLine(br)
		done += int64(len(line))
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read portal export, line %d: %w", n, err)
		}
		if text := bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff"))); len(text) > 0 {
			im.line(n, text)
		}
		if im.options.Progress != nil {
			im.options.Progress(done)
		}
		if err != nil {
			break
		}
	}
	if im.report.Rows > 0 && im.parsed == 0 {
		return fmt.Errorf("read portal export: %w: none of %d lines is a JSON object", ErrNotJSONLines, im.report.Rows)
	}
	return nil
}

// readLine reads up to and with the next line feed; io.EOF comes with the last line.
func readLine(br *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := br.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxLine {
			return nil, fmt.Errorf("%w: more than %d bytes", ErrLineTooLong, maxLine)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// line takes one line of the file in, or says in the report why not.
func (im *importer) line(n int, text []byte) {
	im.report.Rows++
	var row portalRow
	if text[0] != '{' {
		im.report.refuse(n, "", "not a JSON object")
		return
	}
	if err := json.Unmarshal(text, &row); err != nil {
		im.report.refuse(n, "", "JSON: "+err.Error())
		return
	}
	im.parsed++
	code := knowledge.ProcedureCode(strings.TrimSpace(row.Code))
	if err := code.Validate(); err != nil {
		im.report.refuse(n, row.Code, "code is not of the form N.NNNNNN")
		return
	}
	if !im.options.Scope.Has(code) {
		im.report.Outside++
		return
	}
	if field := row.tooLong(); field != "" {
		im.report.refuse(n, string(code), "text of "+field+" is too long")
		return
	}
	p, found := im.procedure(code, &row, text)
	if err := p.Validate(); err != nil {
		im.report.refuse(n, string(code), err.Error())
		return
	}
	im.keep(taken{procedure: p, findings: found.list, coverage: found.coverage, size: row.size()})
}

// keep stores a procedure; of two with the same code the fuller one stays, of
// two equally full ones the one updated later, then the longer.
func (im *importer) keep(t taken) {
	code := t.procedure.Code
	old, twice := im.byCode[code]
	if !twice {
		im.byCode[code] = t
		return
	}
	kept, dropped := old, t
	if fuller(&t, &old) {
		kept, dropped = t, old
	}
	kept.findings = append(slices.Clip(kept.findings), finding{DoubtDuplicateCode, "code", dropped.procedure.Name})
	im.byCode[code] = kept
}

// fuller reports whether a says more, or newer things, than b.
func fuller(a, b *taken) bool {
	aFull, bFull := a.procedure.Detail == knowledge.DetailFull, b.procedure.Detail == knowledge.DetailFull
	if aFull != bFull {
		return aFull
	}
	if x, y := a.procedure.Provenance.Updated, b.procedure.Provenance.Updated; x != y {
		return x > y
	}
	return a.size > b.size
}

// procedures sorts what was kept and completes the report.
func (im *importer) procedures() []knowledge.Procedure {
	out := make([]knowledge.Procedure, 0, len(im.byCode))
	for _, t := range im.byCode {
		out = append(out, t.procedure)
	}
	slices.SortFunc(out, func(a, b knowledge.Procedure) int { return strings.Compare(string(a.Code), string(b.Code)) })
	first := make(map[string]knowledge.ProcedureCode, len(out))
	rep := im.report
	for i := range out {
		p := &out[i]
		t := im.byCode[p.Code]
		for _, f := range t.findings {
			rep.doubt(f.kind, p.Code, f.field, f.text)
		}
		rep.Coverage.add(&t.coverage)
		if name := nameKey(p.Name); first[name] == "" {
			first[name] = p.Code
		} else {
			rep.doubt(DoubtDuplicateName, p.Code, "name", "as "+string(first[name])+": "+p.Name)
		}
		if p.Detail == knowledge.DetailFull {
			rep.Full++
		} else {
			rep.NameOnly++
		}
	}
	doubtShared(out, rep)
	rep.Accepted = len(out)
	return out
}

// doubtShared warns of procedures whose page stands for other codes as well: a
// page has one code, so name and text belong to one of them at most.
func doubtShared(all []knowledge.Procedure, rep *Report) {
	byPage := make(map[string][]int, len(all))
	for i := range all {
		if url := all[i].Provenance.URL; url != "" {
			byPage[url] = append(byPage[url], i)
		}
	}
	for i := range all {
		p := &all[i]
		others := len(byPage[p.Provenance.URL]) - 1
		if others < 1 {
			continue
		}
		text := fmt.Sprintf("%d other codes on the same page", others)
		rep.doubt(DoubtSharedPage, p.Code, "url", text)
		p.Warnings = append(p.Warnings, knowledge.Warning{Kind: knowledge.WarnSharedPage, Text: text})
	}
}

// nameKey is the name as far as it can tell two procedures apart.
func nameKey(name string) string {
	key := strings.Trim(vi.Fold(name), " .;,")
	return strings.TrimPrefix(key, "thu tuc ")
}
