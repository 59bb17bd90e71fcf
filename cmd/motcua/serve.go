package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"motcua/assistant"
	"motcua/channels/web"
	"motcua/cmd/internal/config"
	"motcua/cmd/internal/desk"
	"motcua/cmd/internal/ops"
	"motcua/knowledge"
)

// serveCmd serves the JSON interface and the internal address.
type serveCmd struct{}

// Help explains what happens when a release is switched.
func (serveCmd) Help() string {
	return "With --data the server notices within seconds that another release was switched to, builds its index and " +
		"changes to it while questions are being answered."
}

// Run is called by kong.
func (serveCmd) Run(ctx context.Context, p *Program) error {
	public, internal, err := listen(p.Config.Server)
	if err != nil {
		return err
	}
	version := ops.BuildVersion()
	p.log.Info("starting", "component", "serve", "version", version.Module, "revision", version.Revision,
		"listen", public.Addr().String(), "internal_listen", internal.Addr().String())
	s := &serving{program: p, metrics: ops.NewMetrics(version)}
	return s.run(ctx, public, internal)
}

// listen opens both addresses, so that a mistake shows before any work is done.
func listen(c config.Server) (public, internal net.Listener, err error) {
	public, err = net.Listen("tcp", c.Listen)
	if err != nil {
		return nil, nil, fmt.Errorf("listen: %w; choose another address with --listen", err)
	}
	internal, err = net.Listen("tcp", c.InternalListen)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("listen: %w; choose another address with --internal-listen", err), public.Close())
	}
	return public, internal, nil
}

// serving is one run of the server.
type serving struct {
	program *Program
	metrics *ops.Metrics
	desk    atomic.Pointer[desk.Desk] // nil while the first release is made ready
}

// run serves until ctx is done or a part fails; the others end with it. Probes
// answer from the beginning, questions as soon as the release is ready.
func (s *serving) run(ctx context.Context, public, internal net.Listener) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var wg sync.WaitGroup
	var mu sync.Mutex
	var faults []error
	part := func(run func() error) {
		wg.Go(func() {
			defer stop()
			if err := run(); err != nil {
				mu.Lock()
				defer mu.Unlock()
				faults = append(faults, err)
			}
		})
	}
	part(func() error { return ops.NewInternal(s.state, s.metrics, s.program.log).Serve(ctx, internal) })
	part(func() error { return s.answer(ctx, public) })
	wg.Wait()
	if d := s.desk.Load(); d != nil {
		faults = append(faults, d.Close())
	}
	s.program.log.Info("stopped", "component", "serve")
	return errors.Join(faults...)
}

// serveGCPercent lets the heap of a long-lived server grow by less than the
// usual 100 % between collections: its release is large and changes rarely, so
// that memory is worth more than the few collections an answer costs.
const serveGCPercent = 40

// answer makes the release ready and serves the public address.
func (s *serving) answer(ctx context.Context, l net.Listener) error {
	defer l.Close() // Serve has closed it already where it matters
	begun := time.Now()
	debug.SetGCPercent(serveGCPercent)
	d, err := s.program.openDesk(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return nil // told to stop while starting: that is no failure
		}
		return err
	}
	s.desk.Store(d)
	s.released(d, time.Since(begun))
	server, err := s.server(d)
	if err != nil {
		return err
	}
	watching := make(chan struct{})
	go func() {
		defer close(watching)
		s.watch(ctx, d)
	}()
	err = server.Serve(ctx, l)
	<-watching
	return err
}

// server makes the JSON interface on a desk.
func (s *serving) server(d *desk.Desk) (*web.Server, error) {
	c := s.program.Config.Server
	proxies, err := c.Proxies()
	if err != nil {
		return nil, err
	}
	return web.New(web.Options{
		Answerer: d, Catalogue: current{d}, Log: s.program.log,
		TrustedProxies: proxies, Rate: c.Rate, Burst: c.Burst,
		ConversationTTL: c.ConversationTTL, MaxConversations: c.MaxConversations,
		Now: s.program.Now,
		Observe: func(o assistant.Outcome, took time.Duration) {
			s.metrics.Answered(string(o), took)
		},
	})
}

// released notes which release answers from now on.
func (s *serving) released(d *desk.Desk, took time.Duration) {
	debug.FreeOSMemory() // what making a release ready took is not needed to answer
	snap := d.Snapshot()
	s.metrics.Released(snap.Release().ID.Short(), snap.Len())
	s.program.log.Info("ready", "component", "serve", "release", snap.Release().ID.Short(),
		"procedures", snap.Len(), "took", took.Round(time.Millisecond))
}

// state is what /readyz tells.
func (s *serving) state() ops.State {
	d := s.desk.Load()
	if d == nil {
		return ops.State{State: "starting"}
	}
	state := d.State()
	return ops.State{Ready: state != "closed", State: state, Release: d.Snapshot().Release().ID.Short()}
}

// current hands out the procedures of whichever release answers now.
type current struct{ *desk.Desk }

var _ knowledge.Catalogue = current{}

// Codes lists all codes of the current release.
func (c current) Codes() []knowledge.ProcedureCode { return c.Snapshot().Codes() }
