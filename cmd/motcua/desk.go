package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"motcua/assistant"
	"motcua/cmd/internal/desk"
	"motcua/data"
	"motcua/knowledge"
	"motcua/knowledge/catalogue"
)

// shippedContent reads what the program ships with.
func shippedContent() (catalogue.Content, error) {
	c, err := catalogue.ReadTree(data.Files)
	if err != nil {
		return catalogue.Content{}, fmt.Errorf("shipped catalogue: %w", err)
	}
	return c, nil
}

// shipped is the release the program ships with.
func shipped() (*catalogue.Snapshot, error) {
	c, err := shippedContent()
	if err != nil {
		return nil, err
	}
	snap, err := catalogue.Assemble(c)
	if err != nil {
		return nil, fmt.Errorf("shipped catalogue: %w", err)
	}
	return snap, nil
}

// existingStore opens the store of the data directory without making one.
func (p *Program) existingStore() (*catalogue.Store, error) {
	if p.Config.Data == "" {
		return nil, usagef("no data directory; say --data DIR")
	}
	if _, err := os.Stat(p.Config.Data); errors.Is(err, os.ErrNotExist) {
		return nil, usagef("data directory %s does not exist; 'motcua import --data %[1]s FILE' makes it", p.Config.Data)
	}
	store, err := catalogue.OpenStore(p.Config.Data)
	if err != nil {
		return nil, fmt.Errorf("data directory %s: %w", p.Config.Data, err)
	}
	return store, nil
}

// snapshot is the release to answer from: the current one of the data directory
// or, without one, the shipped one.
func (p *Program) snapshot(ctx context.Context) (*catalogue.Snapshot, error) {
	if p.Config.Data == "" {
		return shipped()
	}
	store, err := p.existingStore()
	if err != nil {
		return nil, err
	}
	snap, err := store.OpenCurrent(ctx)
	if errors.Is(err, knowledge.ErrNotFound) {
		p.log.Warn("the data directory has no release yet; the shipped catalogue answers", "data", p.Config.Data)
		return shipped()
	}
	if err != nil {
		return nil, fmt.Errorf("current release: %w", err)
	}
	return snap, nil
}

// deskOptions are the options of every desk of this run.
func (p *Program) deskOptions() desk.Options {
	c := p.Config.Contact
	o := desk.Options{
		Policy:  assistant.DefaultPolicy(),
		Contact: assistant.Contact{Name: c.Name, Phone: c.Phone, Address: c.Address, URL: c.URL, Hours: c.Hours},
		Log:     p.log,
	}
	if p.Config.Data != "" {
		o.IndexDir = filepath.Join(p.Config.Data, "index")
	}
	return o
}

// openDesk makes the current release ready to answer.
func (p *Program) openDesk(ctx context.Context) (*desk.Desk, error) {
	snap, err := p.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	d, err := desk.Open(ctx, snap, p.deskOptions())
	if err != nil {
		return nil, fmt.Errorf("release %s: %w", snap.Release().ID.Short(), err)
	}
	return d, nil
}

// withDesk runs f with a desk and closes it afterwards.
func (p *Program) withDesk(ctx context.Context, f func(*desk.Desk) error) error {
	d, err := p.openDesk(ctx)
	if err != nil {
		return err
	}
	return errors.Join(f(d), d.Close())
}
