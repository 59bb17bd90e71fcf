package ops

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// State is what /readyz tells.
type State struct {
	Ready   bool   `json:"ready"`             // questions are being answered
	State   string `json:"state"`             // "starting", "building", "ready"
	Release string `json:"release,omitempty"` // the release that answers
}

// Internal serves the probes and metrics, on an address of its own that is not
// for residents.
type Internal struct {
	state   func() State
	metrics *Metrics
	log     *slog.Logger
}

// NewInternal makes the internal server. State is asked at every probe.
func NewInternal(state func() State, m *Metrics, log *slog.Logger) *Internal {
	return &Internal{state: state, metrics: m, log: log.With(slog.String("component", "internal"))}
}

// Handler is /livez (the process runs), /readyz (it answers questions) and /metrics.
func (i *Internal) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) {
		i.write(w, http.StatusOK, map[string]bool{"live": true})
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		s := i.state()
		status := http.StatusOK
		if !s.Ready {
			status = http.StatusServiceUnavailable
		}
		i.write(w, status, s)
	})
	mux.Handle("GET /metrics", i.metrics.Handler())
	return mux
}

func (i *Internal) write(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		i.log.Debug("probe not answered", slog.String("error", err.Error()))
	}
}

// Serve answers on the listener until ctx is done. It closes the listener.
func (i *Internal) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler: i.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 5 * time.Second,
		WriteTimeout: 10 * time.Second, IdleTimeout: 60 * time.Second, MaxHeaderBytes: 16 << 10,
		ErrorLog: slog.NewLogLogger(i.log.Handler(), slog.LevelDebug),
	}
	served := make(chan error, 1)
	go func() { served <- srv.Serve(l) }()
	select {
	case err := <-served:
		return fmt.Errorf("serve internal address: %w", err)
	case <-ctx.Done():
	}
	err := srv.Close()
	<-served //nolint:errcheck // http.ErrServerClosed: it was told to end
	if err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("close internal address: %w", err)
	}
	return nil
}

// CheckReady asks the internal address of a running program whether it answers
// questions. The error says what was wrong.
func CheckReady(ctx context.Context, address string) (State, error) {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/readyz", http.NoBody)
	if err != nil {
		return State{}, fmt.Errorf("ask %s: %w", address, err)
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}} // no proxy: the address is ours
	res, err := client.Do(req)
	if err != nil {
		return State{}, fmt.Errorf("ask %s: %w", address, err)
	}
	defer res.Body.Close()
	var s State
	if err := json.NewDecoder(http.MaxBytesReader(nil, res.Body, 64<<10)).Decode(&s); err != nil {
		return State{}, fmt.Errorf("ask %s: %s: %w", address, res.Status, err)
	}
	if res.StatusCode != http.StatusOK || !s.Ready {
		return s, fmt.Errorf("%s is not ready: %s", address, s.State)
	}
	return s, nil
}
