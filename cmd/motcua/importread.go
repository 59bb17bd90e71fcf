package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"motcua/knowledge"
	"motcua/knowledge/catalogue"
	"motcua/knowledge/intake"
)

// imported is what the exports gave.
type imported struct {
	procedures []knowledge.Procedure
	files      []fileReport
	fetched    knowledge.Date
	guessed    string // where fetched was taken from, when nobody said it
	replaced   int    // codes that stood in an earlier file too
}

// fileReport is the report of one export.
type fileReport struct {
	File string `json:"file"`
	*intake.Report
}

// read reads all exports; a fault of one ends it with nothing changed.
func (c *importCmd) read(ctx context.Context, p *Program, scope *intake.Scope) (*imported, error) {
	in := &imported{fetched: knowledge.Date(c.Fetched)}
	byCode := make(map[knowledge.ProcedureCode]knowledge.Procedure)
	newest := time.Time{}
	for _, name := range c.Files {
		list, report, written, err := c.readFile(ctx, p, name, scope)
		if err != nil {
			return nil, fmt.Errorf("%s: %w; nothing was changed", name, err)
		}
		if written.After(newest) {
			newest = written
		}
		in.files = append(in.files, fileReport{File: filepath.Base(name), Report: report})
		for i := range list {
			if _, twice := byCode[list[i].Code]; twice {
				in.replaced++
			}
			byCode[list[i].Code] = list[i]
		}
	}
	for _, proc := range byCode {
		in.procedures = append(in.procedures, proc)
	}
	slices.SortFunc(in.procedures, func(a, b knowledge.Procedure) int { return strings.Compare(string(a.Code), string(b.Code)) })
	in.date(newest)
	return in, nil
}

// readFile reads one export with a progress bar; written is the file's own date.
func (c *importCmd) readFile(ctx context.Context, p *Program, name string, scope *intake.Scope) (
	list []knowledge.Procedure, report *intake.Report, written time.Time, err error,
) {
	f, err := os.Open(name) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, nil, time.Time{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, time.Time{}, err
	}
	fetched := knowledge.Date(c.Fetched)
	if fetched == "" {
		fetched = monthOf(info.ModTime())
	}
	bar := newProgress(p.Stderr, isTerminal(p.Stderr), info.Size(), filepath.Base(name))
	list, report, err = intake.Portal(ctx, f, intake.Options{
		Scope: scope, Fetched: fetched, Source: c.Source, Province: c.Province, Progress: bar.at,
	})
	bar.end()
	return list, report, info.ModTime(), err
}

// date gives every procedure the day or month the export is from. Where nobody
// said it, that is the month of the newest update in it, else of the file itself.
func (in *imported) date(written time.Time) {
	if in.fetched != "" {
		return
	}
	for i := range in.procedures {
		if t, err := in.procedures[i].Provenance.Updated.Time(); err == nil && monthOf(t) > in.fetched {
			in.fetched = monthOf(t)
		}
	}
	in.guessed = "newest update in it"
	if in.fetched == "" {
		in.fetched, in.guessed = monthOf(written), "date of the file"
	}
	for i := range in.procedures {
		in.procedures[i].Provenance.Fetched = in.fetched
	}
}

func monthOf(t time.Time) knowledge.Date {
	return knowledge.Date(t.UTC().Format("2006-01"))
}

// show writes report and difference for the clerk, and to the file of --report.
func (c *importCmd) show(p *Program, in *imported, old, next *catalogue.Snapshot) error {
	for _, f := range in.files {
		if _, err := fmt.Fprintf(p.Stdout, "%s\n", f.File); err != nil {
			return err
		}
		if err := f.WriteText(p.Stdout); err != nil {
			return err
		}
		_, _ = fmt.Fprintln(p.Stdout)
	}
	if in.replaced > 0 {
		_, _ = fmt.Fprintf(p.Stdout, "%d codes stood in several files; the last one counts\n", in.replaced)
	}
	_, _ = fmt.Fprintf(p.Stdout, "data of %s", in.fetched)
	if in.guessed != "" {
		_, _ = fmt.Fprintf(p.Stdout, " (%s; say it with --fetched)", in.guessed)
	}
	_, _ = fmt.Fprintf(p.Stdout, "\n\n")
	diff, err := catalogue.Compare(old, next)
	if err != nil {
		return fmt.Errorf("compare with the current release: %w", err)
	}
	if err := diff.WriteText(p.Stdout, shownChanges); err != nil {
		return err
	}
	if c.Report == "" {
		return nil
	}
	return writeReport(c.Report, importReport{
		Release: next.Release().ID, Procedures: next.Len(), Fetched: in.fetched, Files: in.files, Diff: diff,
	})
}

// importReport is the file of --report.
type importReport struct {
	Release    knowledge.Digest `json:"release"`
	Procedures int              `json:"procedures"` // with those the program ships with
	Fetched    knowledge.Date   `json:"fetched"`
	Files      []fileReport     `json:"files"`
	Diff       catalogue.Diff   `json:"diff"`
}

// writeReport writes the report whole or not at all.
func writeReport(path string, r importReport) error {
	body, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".report-*")
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	defer os.Remove(f.Name()) // gone already once it was renamed
	_, err = f.Write(append(body, '\n'))
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}
