package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"motcua/knowledge"
	"motcua/knowledge/catalogue"
	"motcua/knowledge/intake"
)

// importCmd makes a release out of portal exports and what the program ships with.
type importCmd struct {
	Files    []string `arg:"" name:"file" help:"Export of the national portal, JSON Lines; of a code in several files the last one counts."`
	Scope    string   `placeholder:"FILE" help:"Take in only the codes of this file: one a line, further columns and # comments allowed."`
	Fetched  string   `placeholder:"YYYY-MM" help:"Day or month the export is from, named in answers (default: month of the newest update in it)."`
	Source   string   `default:"Cổng Dịch vụ công quốc gia" placeholder:"TEXT" help:"Where the export is from, named in answers (default: ${default})."`
	Province string   `default:"Lạng Sơn" placeholder:"TEXT" help:"The province whose agencies are meant (default: ${default})."`
	Report   string   `placeholder:"FILE.json" help:"Write every row refused or doubted, and the difference, to this file."`
	Note     string   `placeholder:"TEXT" help:"Note kept with the release."`
	DryRun   bool     `help:"Show report and difference; write no release."`
	Yes      bool     `short:"y" xor:"switch" help:"Switch to the release without asking."`
	NoSwitch bool     `xor:"switch" help:"Write the release, but go on answering from the current one."`
}

// Help explains the steps.
func (importCmd) Help() string {
	return "The procedures the program ships with are laid over the imported ones. The difference to the current release is shown " +
		"before anything changes; on a terminal the switch is asked for, elsewhere it follows. A bad row is reported and " +
		"skipped; a bad file changes nothing."
}

// shownChanges is how many entries of each kind of change are shown.
const shownChanges = 10

// Run is called by kong.
func (c *importCmd) Run(ctx context.Context, p *Program) error {
	if p.Config.Data == "" && !c.DryRun {
		return usagef("import writes a release and needs --data DIR; or look first with --dry-run")
	}
	scope, err := c.check()
	if err != nil {
		return err
	}
	in, err := c.read(ctx, p, scope)
	if err != nil {
		return err
	}
	next, err := c.assemble(in)
	if err != nil {
		return err
	}
	if c.DryRun {
		return c.dryRun(ctx, p, in, next)
	}
	return c.write(ctx, p, in, next)
}

// check reads what can be read before the exports and refuses what is mistyped.
func (c *importCmd) check() (*intake.Scope, error) {
	if d := knowledge.Date(c.Fetched); c.Fetched != "" && d.Validate() != nil {
		return nil, usagef("fetched: %q, want YYYY-MM or YYYY-MM-DD", c.Fetched)
	}
	for _, name := range c.Files {
		if info, err := os.Stat(name); err != nil {
			return nil, usageError{err}
		} else if info.IsDir() {
			return nil, usagef("%s is a directory, want a file", name)
		}
	}
	if c.Scope == "" {
		return nil, nil // no scope takes every code
	}
	f, err := os.Open(c.Scope)
	if err != nil {
		return nil, usagef("scope: %w", err)
	}
	defer f.Close()
	scope, err := intake.ReadScope(f)
	if err != nil {
		return nil, usagef("%s: %w", c.Scope, err)
	}
	if scope.Len() == 0 {
		return nil, usagef("%s names no code", c.Scope)
	}
	return scope, nil
}

// assemble lays the shipped procedures over the imported ones.
func (c *importCmd) assemble(in *imported) (*catalogue.Snapshot, error) {
	content, err := shippedContent()
	if err != nil {
		return nil, err
	}
	curated := content.Procedures
	content.Procedures = in.procedures
	next, err := catalogue.Assemble(catalogue.Overlay(content, curated))
	if err != nil {
		return nil, fmt.Errorf("import: %w", err)
	}
	return next, nil
}

// dryRun shows what an import would change, to the current release or, without
// a data directory, to the shipped one.
func (c *importCmd) dryRun(ctx context.Context, p *Program, in *imported, next *catalogue.Snapshot) error {
	old, err := c.before(ctx, p)
	if err != nil {
		return err
	}
	if err := c.show(p, in, old, next); err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.Stdout, "\ndry run: release %s was not written\n", next.Release().ID.Short())
	return err
}

// before is the release a dry run compares with.
func (c *importCmd) before(ctx context.Context, p *Program) (*catalogue.Snapshot, error) {
	if p.Config.Data == "" {
		return shipped()
	}
	if _, err := os.Stat(p.Config.Data); errors.Is(err, os.ErrNotExist) {
		return nil, nil // nothing was there before
	}
	store, err := p.existingStore()
	if err != nil {
		return nil, err
	}
	return openCurrent(ctx, store)
}

// openCurrent opens the current release, nil where none was ever chosen.
func openCurrent(ctx context.Context, store *catalogue.Store) (*catalogue.Snapshot, error) {
	old, err := store.OpenCurrent(ctx)
	if errors.Is(err, knowledge.ErrNotFound) {
		return nil, nil // nothing was there before
	}
	if err != nil {
		return nil, fmt.Errorf("current release: %w", err)
	}
	return old, nil
}

// write stores the release, makes it ready to answer and switches to it.
func (c *importCmd) write(ctx context.Context, p *Program, in *imported, next *catalogue.Snapshot) error {
	store, err := catalogue.OpenStore(p.Config.Data)
	if err != nil {
		return fmt.Errorf("data directory %s: %w", p.Config.Data, err)
	}
	old, err := openCurrent(ctx, store)
	if err != nil {
		return err
	}
	if err := c.show(p, in, old, next); err != nil {
		return err
	}
	var from knowledge.Digest
	if old != nil {
		from = old.Release().ID
	}
	id := next.Release().ID
	if from == id {
		_, err := fmt.Fprintf(p.Stdout, "\nnothing changes: release %s is current already\n", id.Short())
		return err
	}
	if err := tryRelease(ctx, p, next); err != nil {
		return err
	}
	if _, err := store.Put(ctx, next, c.note(), p.Now()); err != nil {
		return fmt.Errorf("write release %s: %w", id.Short(), err)
	}
	if _, err := fmt.Fprintf(p.Stdout, "\nrelease %s written\n", id.Short()); err != nil {
		return err
	}
	return c.change(ctx, p, store, from, id)
}

// note is what is kept with the release.
func (c *importCmd) note() string {
	if c.Note != "" {
		return c.Note
	}
	return "import of " + strings.Join(c.Files, ", ")
}

// change switches to the new release where that is wanted.
func (c *importCmd) change(ctx context.Context, p *Program, store *catalogue.Store, from, id knowledge.Digest) error {
	if c.NoSwitch || !c.Yes && from != "" && isTerminal(p.Stdin) && !confirm(p, "switch to it now? [y/N] ") {
		_, err := fmt.Fprintf(p.Stdout, "not switched; do it with: motcua releases switch %s --data %s\n", id.Short(), p.Config.Data)
		return err
	}
	if err := store.SwitchFrom(ctx, from, id); err != nil {
		return fmt.Errorf("switch to release %s: %w", id.Short(), err)
	}
	_, err := fmt.Fprintf(p.Stdout, "current release: %s\n", id.Short())
	return err
}

// confirm asks a person at the terminal; anything but yes is no.
func confirm(p *Program, question string) bool {
	_, _ = io.WriteString(p.Stderr, question)
	line, err := bufio.NewReader(p.Stdin).ReadString('\n')
	if err != nil {
		return false
	}
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "y", "yes", "c", "có", "co":
		return true
	}
	return false
}
