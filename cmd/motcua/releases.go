package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"motcua/cmd/internal/desk"
	"motcua/knowledge"
	"motcua/knowledge/catalogue"
)

// releasesCmd shows and switches the releases of the data directory.
type releasesCmd struct {
	List   releasesListCmd   `cmd:"" default:"1" help:"List all releases, the newest first."`
	Show   releasesShowCmd   `cmd:"" help:"Show one release."`
	Diff   releasesDiffCmd   `cmd:"" help:"Show what changes from one release to another."`
	Switch releasesSwitchCmd `cmd:"" help:"Answer from another release from now on."`
}

// Help explains how releases are named.
func (releasesCmd) Help() string {
	return `A release is named by "current", "previous" or the first digits of its id, four at least.`
}

// resolve finds a release a clerk named; a wrong name is the clerk's mistake.
func resolve(store *catalogue.Store, name string) (knowledge.Digest, error) {
	id, err := store.Resolve(name)
	if errors.Is(err, knowledge.ErrNotFound) || errors.Is(err, knowledge.ErrInvalid) || errors.Is(err, catalogue.ErrAmbiguous) {
		return "", usagef("release %q: %w; see 'motcua releases list'", name, err)
	}
	if err != nil {
		return "", fmt.Errorf("release %q: %w", name, err)
	}
	return id, nil
}

// currentOf is the current release, empty where none was ever chosen.
func currentOf(store *catalogue.Store) (knowledge.Digest, error) {
	id, err := store.Current()
	if errors.Is(err, knowledge.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("current release: %w", err)
	}
	return id, nil
}

type releasesListCmd struct {
	JSON bool `name:"json" help:"Write the manifests as JSON."`
}

// Run is called by kong.
func (c releasesListCmd) Run(p *Program) error {
	store, err := p.existingStore()
	if err != nil {
		return err
	}
	id, err := currentOf(store)
	if err != nil {
		return err
	}
	all, broken := store.List() // the readable ones come with the error of the others
	if c.JSON {
		return errors.Join(writeJSON(p.Stdout, orEmpty(all)), broken)
	}
	tw := tabwriter.NewWriter(p.Stdout, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintf(tw, "\trelease\tmade\tprocedures\tnote\n")
	for i := range all {
		r := &all[i]
		mark := ""
		if r.ID == id {
			mark = "*"
		}
		part, _ := r.Part(knowledge.PartCatalogue)
		_, _ = fmt.Fprintf(tw, "%s\t%s\t%s\t%d\t%s\n", mark, r.ID.Short(), r.Created.UTC().Format(time.DateTime), part.Items, r.Note)
	}
	return errors.Join(tw.Flush(), broken)
}

// namedRelease opens the release of a name or a part of its id, with the store
// it lies in.
func (p *Program) namedRelease(ctx context.Context, name string) (*catalogue.Store, *catalogue.Snapshot, error) {
	store, err := p.existingStore()
	if err != nil {
		return nil, nil, err
	}
	id, err := resolve(store, name)
	if err != nil {
		return nil, nil, err
	}
	snap, err := store.Open(ctx, id)
	if err != nil {
		return nil, nil, fmt.Errorf("release %s: %w", id.Short(), err)
	}
	return store, snap, nil
}

type releasesShowCmd struct {
	Release string `arg:"" optional:"" default:"current" help:"The release (default: current)."`
	JSON    bool   `name:"json" help:"Write the manifest as JSON."`
}

// Run is called by kong.
func (c releasesShowCmd) Run(ctx context.Context, p *Program) error {
	_, snap, err := p.namedRelease(ctx, c.Release)
	if err != nil {
		return err
	}
	r := snap.Release()
	if c.JSON {
		return writeJSON(p.Stdout, r)
	}
	tw := tabwriter.NewWriter(p.Stdout, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintf(tw, "release\t%s\nmade\t%s\nnote\t%s\n", r.ID, r.Created.UTC().Format(time.DateTime), r.Note)
	if r.Parent != "" {
		_, _ = fmt.Fprintf(tw, "made from\t%s\n", r.Parent.Short())
	}
	_, _ = fmt.Fprintf(tw, "\npart\titems\tbytes\tdigest\n")
	for _, part := range r.Parts {
		_, _ = fmt.Fprintf(tw, "%s\t%d\t%d\t%s\n", part.Name, part.Items, part.Size, part.Digest.Short())
	}
	return tw.Flush()
}

type releasesDiffCmd struct {
	Old  string `arg:"" optional:"" default:"previous" help:"The older release (default: previous)."`
	New  string `arg:"" optional:"" default:"current" help:"The newer release (default: current)."`
	JSON bool   `name:"json" help:"Write the difference as JSON."`
	All  bool   `help:"Show everything, not only the first of each kind."`
}

// Run is called by kong.
func (c releasesDiffCmd) Run(ctx context.Context, p *Program) error {
	store, err := p.existingStore()
	if err != nil {
		return err
	}
	var snaps [2]*catalogue.Snapshot
	for i, name := range []string{c.Old, c.New} {
		id, err := resolve(store, name)
		if err != nil {
			return err
		}
		if snaps[i], err = store.Open(ctx, id); err != nil {
			return fmt.Errorf("release %s: %w", id.Short(), err)
		}
	}
	diff, err := catalogue.Compare(snaps[0], snaps[1])
	if err != nil {
		return fmt.Errorf("compare releases: %w", err)
	}
	if c.JSON {
		return writeJSON(p.Stdout, diff)
	}
	limit := shownChanges
	if c.All {
		limit = 0
	}
	return diff.WriteText(p.Stdout, limit)
}

type releasesSwitchCmd struct {
	Release string `arg:"" help:"The release to answer from."`
}

// Run is called by kong. The release is made ready to answer before it becomes
// current, so that a switch never leads to one that cannot answer.
func (c releasesSwitchCmd) Run(ctx context.Context, p *Program) error {
	store, snap, err := p.namedRelease(ctx, c.Release)
	if err != nil {
		return err
	}
	if err := tryRelease(ctx, p, snap); err != nil {
		return err
	}
	id := snap.Release().ID
	if err := store.Switch(ctx, id); err != nil {
		return fmt.Errorf("switch to release %s: %w", id.Short(), err)
	}
	_, err = fmt.Fprintf(p.Stdout, "current release: %s\n", id.Short())
	return err
}

// tryRelease builds the index of a release and opens it as answering does.
func tryRelease(ctx context.Context, p *Program, snap *catalogue.Snapshot) error {
	d, err := desk.Open(ctx, snap, p.deskOptions())
	if err != nil {
		return fmt.Errorf("release %s cannot answer: %w", snap.Release().ID.Short(), err)
	}
	return d.Close()
}
