package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"motcua/assistant/eval"
	"motcua/cmd/internal/desk"
	"motcua/knowledge"
)

// evalCmd measures the assistant on labelled questions.
type evalCmd struct {
	Questions []string `placeholder:"FILE" required:"" help:"Question files, JSON Lines; further files may follow as arguments."`
	Files     []string `arg:"" optional:"" name:"file" help:"Further question files."`
	JSON      bool     `name:"json" help:"Write the figures as JSON."`
	Baseline  string   `placeholder:"FILE" help:"Figures of an earlier run (--json): exit with 1 where one became worse."`
	Risk      bool     `help:"Show what other thresholds would do, and how well scores are calibrated."`
	Misses    bool     `help:"Show every question that went wrong."`
}

// Run is called by kong.
func (c *evalCmd) Run(ctx context.Context, p *Program) error {
	items, err := c.items()
	if err != nil {
		return err
	}
	base, err := c.baseline()
	if err != nil {
		return err
	}
	var result *eval.Result
	err = p.withDesk(ctx, func(d *desk.Desk) error {
		codes := d.Snapshot().Codes()
		bar := newProgress(p.Stderr, isTerminal(p.Stderr), int64(len(items)), "")
		defer bar.end()
		var err error
		result, err = eval.Run(ctx, d, items, eval.Options{
			InScope: inScope(codes), At: p.Now(), Clock: time.Now,
			Each: func(done, _ int) { bar.at(int64(done)) },
		})
		return err
	})
	if err != nil {
		return fmt.Errorf("eval: %w", err)
	}
	if err := c.print(p, result); err != nil {
		return err
	}
	return judge(p, base, result)
}

// items reads all question files.
func (c *evalCmd) items() ([]eval.Item, error) {
	return readQuestions(slices.Concat(c.Questions, c.Files))
}

// inScope looks codes up in an ascending list.
func inScope(codes []knowledge.ProcedureCode) func(knowledge.ProcedureCode) bool {
	return func(code knowledge.ProcedureCode) bool {
		_, ok := slices.BinarySearch(codes, code)
		return ok
	}
}

// readQuestions reads question files; faults are the operator's.
func readQuestions(names []string) ([]eval.Item, error) {
	var all []eval.Item
	for _, name := range names {
		f, err := os.Open(name) //nolint:gosec // the operator names the file
		if err != nil {
			return nil, usageError{err}
		}
		items, err := eval.Read(f)
		_ = f.Close()
		if err != nil {
			return nil, usagef("%s: %w", name, err)
		}
		all = append(all, items...)
	}
	if len(all) == 0 {
		return nil, usagef("the question files hold no questions")
	}
	return all, nil
}

// baseline reads the figures of an earlier run, nil where none are named.
func (c *evalCmd) baseline() (*eval.Result, error) {
	if c.Baseline == "" {
		return nil, nil // nothing to compare with
	}
	body, err := os.ReadFile(c.Baseline)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usagef("%w; make one with: motcua eval --questions FILE --json > %s", err, c.Baseline)
	}
	if err != nil {
		return nil, err
	}
	var r eval.Result
	if err := json.Unmarshal(body, &r); err != nil {
		return nil, usagef("%s: %w", c.Baseline, err)
	}
	return &r, nil
}

func (c *evalCmd) print(p *Program, r *eval.Result) error {
	if c.JSON {
		return writeJSON(p.Stdout, r)
	}
	if c.Misses {
		if err := r.WriteMisses(p.Stdout); err != nil {
			return err
		}
		_, _ = fmt.Fprintln(p.Stdout)
	}
	if err := r.WriteText(p.Stdout); err != nil || !c.Risk {
		return err
	}
	_, _ = fmt.Fprintln(p.Stdout)
	return r.WriteRisk(p.Stdout)
}

// judge fails where a figure is worse than the baseline.
func judge(p *Program, base, now *eval.Result) error {
	if base == nil {
		return nil
	}
	drops := eval.Compare(base, now)
	for _, d := range drops {
		_, _ = fmt.Fprintln(p.Stderr, d)
	}
	if len(drops) > 0 {
		return fmt.Errorf("%d figures are worse than the baseline", len(drops))
	}
	_, err := fmt.Fprintln(p.Stderr, "no figure is worse than the baseline")
	return err
}
