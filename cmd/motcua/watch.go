package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"motcua/cmd/internal/desk"
	"motcua/knowledge"
	"motcua/knowledge/catalogue"
)

const (
	lookEvery  = 2 * time.Second // how often the server looks for another release
	retryAfter = time.Minute     // how long it waits after one that would not open
)

// watch changes the desk to the release that is current in the data directory,
// whoever switched to it, until ctx is done.
func (s *serving) watch(ctx context.Context, d *desk.Desk) {
	if s.program.Config.Data == "" {
		return
	}
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	var pause time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			if now.Before(pause) {
				continue
			}
			if err := s.follow(ctx, d); err != nil && ctx.Err() == nil {
				pause = now.Add(retryAfter)
				s.metrics.Swapped(err)
				s.program.log.Error("release not switched, the old one answers", "component", "serve", "error", err.Error())
			}
		}
	}
}

// follow swaps once if another release has become current.
func (s *serving) follow(ctx context.Context, d *desk.Desk) error {
	store, err := catalogue.OpenStore(s.program.Config.Data)
	if err != nil {
		return err
	}
	id, err := store.Current()
	if errors.Is(err, knowledge.ErrNotFound) || err == nil && id == d.Snapshot().Release().ID {
		return nil
	}
	if err != nil {
		return fmt.Errorf("current release: %w", err)
	}
	begun := time.Now()
	snap, err := store.Open(ctx, id)
	if err != nil {
		return fmt.Errorf("release %s: %w", id.Short(), err)
	}
	if err := d.Swap(ctx, snap); err != nil {
		return fmt.Errorf("release %s: %w", id.Short(), err)
	}
	s.metrics.Swapped(nil)
	s.released(d, time.Since(begun))
	return nil
}
