package desk

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"

	"motcua/assistant"
	"motcua/knowledge"
	"motcua/knowledge/catalogue"
)

// ErrClosed is returned by a desk that was closed.
var ErrClosed = errors.New("desk is closed")

// Options of a desk.
type Options struct {
	IndexDir string // where indexes are kept; "" means in memory
	Policy   assistant.Policy
	Contact  assistant.Contact
	Log      *slog.Logger // nil logs nothing
}

// Desk answers from one release at a time. Safe for concurrent use.
type Desk struct {
	o        Options
	building atomic.Int32
	swapping sync.Mutex // one Swap at a time

	mu      sync.RWMutex // guards the fields below; held only to look at them
	current *held
	closed  bool
}

// held counts the questions that use a release.
type held struct {
	*running
	users sync.WaitGroup
}

// Open makes a release ready to answer, building its index when there is none.
func Open(ctx context.Context, snap *catalogue.Snapshot, o Options) (*Desk, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	d := &Desk{o: o}
	r, err := assemble(ctx, snap, o)
	if err != nil {
		return nil, err
	}
	d.current = &held{running: r}
	return d, nil
}

// hold takes the current release for one question.
func (d *Desk) hold() (*held, error) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.closed {
		return nil, ErrClosed
	}
	d.current.users.Add(1)
	return d.current, nil
}

// Answer answers from the release that is current when it begins.
func (d *Desk) Answer(ctx context.Context, q assistant.Question, c assistant.Conversation) (assistant.Answer, assistant.Conversation, error) {
	h, err := d.hold()
	if err != nil {
		return assistant.Answer{}, c, err
	}
	defer h.users.Done()
	return h.engine.Answer(ctx, q, c)
}

// Swap builds the next release's index and model, switches to it atomically and
// closes the old one after its last question. On error the old one stays.
func (d *Desk) Swap(ctx context.Context, snap *catalogue.Snapshot) error {
	d.swapping.Lock()
	defer d.swapping.Unlock()
	d.building.Add(1)
	r, err := assemble(ctx, snap, d.o)
	d.building.Add(-1)
	if err != nil {
		return err
	}
	d.mu.Lock()
	if d.closed {
		d.mu.Unlock()
		return errors.Join(ErrClosed, r.index.Close())
	}
	old := d.current
	d.current = &held{running: r}
	d.mu.Unlock()
	d.o.Log.Info("release switched", "component", "desk", "from", old.snapshot.Release().ID.Short(), "to", snap.Release().ID.Short())
	old.users.Wait()
	return old.index.Close()
}

// Snapshot is the current release.
func (d *Desk) Snapshot() *catalogue.Snapshot {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.current.snapshot
}

// Procedure hands out a procedure of the current release.
func (d *Desk) Procedure(ctx context.Context, code knowledge.ProcedureCode) (knowledge.Procedure, error) {
	return d.Snapshot().Procedure(ctx, code)
}

// State is "ready", "building" while a release is being made ready (answers
// come from the old one meanwhile), or "closed".
func (d *Desk) State() string {
	d.mu.RLock()
	defer d.mu.RUnlock()
	switch {
	case d.closed:
		return "closed"
	case d.building.Load() > 0:
		return "building"
	}
	return "ready"
}

// Close waits for running questions and releases the index.
func (d *Desk) Close() error {
	d.mu.Lock()
	if d.closed {
		d.mu.Unlock()
		return nil
	}
	d.closed = true
	old := d.current
	d.mu.Unlock()
	old.users.Wait()
	return old.index.Close()
}
