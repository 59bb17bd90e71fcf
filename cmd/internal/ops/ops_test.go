package ops

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestNewLogger(t *testing.T) {
	t.Parallel()
	tests := []struct {
		level, format string
		want          string // of an info line; empty means nothing is written
		bad           bool
	}{
		{level: "info", format: FormatText, want: "msg=hello"},
		{level: "DEBUG", format: FormatJSON, want: `"msg":"hello"`},
		{level: "warn", format: FormatText},
		{level: "loud", format: FormatText, bad: true},
		{level: "info", format: "xml", bad: true},
	}
	for _, tt := range tests {
		var b bytes.Buffer
		log, err := NewLogger(&b, tt.level, tt.format)
		if (err != nil) != tt.bad {
			t.Errorf("NewLogger(%s, %s) error = %v, want error: %t", tt.level, tt.format, err, tt.bad)
		}
		if err != nil {
			continue
		}
		log.Info("hello")
		if !strings.Contains(b.String(), tt.want) || (tt.want == "") != (b.Len() == 0) {
			t.Errorf("NewLogger(%s, %s) wrote %q, want %q", tt.level, tt.format, b.String(), tt.want)
		}
	}
}

func TestVersion(t *testing.T) {
	t.Parallel()
	v := Version{Module: "v1.2.3", Revision: "0123456789abcdef", Modified: true, Go: "go1.26", Platform: "linux/amd64"}
	if got, want := v.String(), "motcua v1.2.3 (0123456789ab, modified) go1.26 linux/amd64"; got != want {
		t.Errorf("String() = %q, want %q", got, want)
	}
	if b := BuildVersion(); b.Go == "" || b.Platform == "" || b.Module == "" {
		t.Errorf("BuildVersion() = %+v", b)
	}
}

// get asks the internal handler.
func get(i *Internal, path string) (int, string) {
	rec := httptest.NewRecorder()
	i.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, http.NoBody))
	return rec.Code, rec.Body.String()
}

func TestInternal(t *testing.T) {
	t.Parallel()
	m := NewMetrics(Version{Module: "v1.2.3"})
	m.Answered("answered", 3*time.Millisecond)
	m.Answered("unknown", time.Millisecond)
	m.Released("aaa", 40)
	m.Released("bbb", 4623)
	m.Swapped(nil)
	m.Swapped(errors.New("disk full"))
	state := State{State: "starting"}
	i := NewInternal(func() State { return state }, m, slog.New(slog.DiscardHandler))

	tests := []struct {
		path       string
		state      State
		status     int
		want, none []string
	}{
		{"/livez", State{}, 200, []string{`"live":true`}, nil},
		{"/readyz", State{State: "starting"}, 503, []string{`"state":"starting"`}, nil},
		{"/readyz", State{Ready: true, State: "building", Release: "bbb"}, 200, []string{`"building"`, "bbb"}, nil},
		{"/metrics", State{}, 200, []string{
			`motcua_answers_total{outcome="answered"} 1`, `motcua_answer_duration_seconds_count 2`,
			`motcua_release_info{release="bbb"} 4623`, `motcua_release_swaps_total{result="error"} 1`,
			`version="v1.2.3"`, "go_goroutines", "process_resident_memory_bytes",
		}, []string{`release="aaa"`}},
		{"/debug/pprof/", State{}, 404, nil, nil},
	}
	for _, tt := range tests {
		state = tt.state
		status, body := get(i, tt.path)
		if status != tt.status {
			t.Errorf("%s: status %d, want %d", tt.path, status, tt.status)
		}
		for _, w := range tt.want {
			if !strings.Contains(body, w) {
				t.Errorf("%s lacks %s:\n%s", tt.path, w, body)
			}
		}
		for _, w := range tt.none {
			if strings.Contains(body, w) {
				t.Errorf("%s has %s", tt.path, w)
			}
		}
	}
}

func TestServeAndCheckReady(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	states := make(chan State, 2)
	states <- State{State: "starting"}
	states <- State{Ready: true, State: "ready", Release: "bbb"}
	i := NewInternal(func() State { return <-states }, NewMetrics(Version{}), slog.New(slog.DiscardHandler))
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- i.Serve(ctx, l) }()

	if _, err := CheckReady(t.Context(), l.Addr().String()); err == nil || !strings.Contains(err.Error(), "starting") {
		t.Errorf("CheckReady while starting = %v", err)
	}
	if s, err := CheckReady(t.Context(), l.Addr().String()); err != nil || s.Release != "bbb" {
		t.Errorf("CheckReady = %+v, %v", s, err)
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("Serve = %v", err)
	}
	if _, err := CheckReady(t.Context(), l.Addr().String()); err == nil {
		t.Error("CheckReady after the end: no error")
	}
}
