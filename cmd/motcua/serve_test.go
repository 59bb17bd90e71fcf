package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/knowledge/catalogue"
)

// logged is a line of the server's log.
type logged struct {
	Msg      string `json:"msg"`
	Listen   string `json:"listen"`
	Internal string `json:"internal_listen"`
	Release  string `json:"release"`
}

// server is a running "motcua serve".
type server struct {
	public, internal string
	lines            chan logged
	log              chan string
	end              func() (code int, log string) // stops it
}

// startServer starts the server and waits until it is ready.
func startServer(t *testing.T, args ...string) *server {
	t.Helper()
	r, w := io.Pipe()
	p := Program{
		Args:   append([]string{"serve", "--listen=127.0.0.1:0", "--internal-listen=127.0.0.1:0", "--log-format=json", "--log-level=debug"}, args...),
		Stdin:  strings.NewReader(""),
		Stdout: io.Discard, Stderr: w,
	}
	ctx, cancel := context.WithCancel(t.Context())
	code := make(chan int, 1)
	go func() {
		code <- p.Run(ctx)
		_ = w.Close()
	}()
	s := &server{lines: make(chan logged, 1000), log: make(chan string, 1)}
	go s.read(r)
	s.end = func() (int, string) {
		cancel()
		return <-code, <-s.log
	}
	started := s.wait(t, "starting")
	s.public, s.internal = "http://"+started.Listen, started.Internal
	s.wait(t, "ready")
	return s
}

// read goes on reading the log, so that the server never waits for its reader.
func (s *server) read(r io.Reader) {
	var all strings.Builder
	for lines := bufio.NewScanner(r); lines.Scan(); {
		all.WriteString(lines.Text() + "\n")
		var l logged
		if json.Unmarshal(lines.Bytes(), &l) == nil {
			s.lines <- l
		}
	}
	close(s.lines)
	s.log <- all.String()
}

// wait reads the log up to a message.
func (s *server) wait(t *testing.T, msg string) logged {
	t.Helper()
	for l := range s.lines {
		if l.Msg == msg {
			return l
		}
	}
	t.Fatalf("the log ended without %q:\n%s", msg, <-s.log)
	return logged{}
}

func fetch(t *testing.T, method, url, body string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

func TestServe(t *testing.T) {
	t.Parallel()
	s := startServer(t, "--contact-name=Một cửa xã Mẫu", "--contact-phone=0205 3 000 000")
	const marker = "mocmarker 012345678901"
	tests := []struct {
		method, url, body string
		status            int
		want              string
	}{
		{"POST", s.public + "/api/v1/ask", `{"text":"làm giấy khai sinh cần gì"}`, 200, `"code":"1.001193"`},
		{"POST", s.public + "/api/v1/ask", `{"text":"` + marker + `"}`, 200, `"outcome"`},
		{"GET", s.public + "/api/v1/procedures/1.001193", "", 200, `"code":"1.001193"`},
		{"GET", s.public + "/api/v1/procedures/9.999999", "", 404, `"procedure_not_found"`},
		{"GET", s.public + "/metrics", "", 404, `"not_found"`},
		{"GET", "http://" + s.internal + "/livez", "", 200, `true`},
		{"GET", "http://" + s.internal + "/readyz", "", 200, `"state":"ready"`},
		{"GET", "http://" + s.internal + "/metrics", "", 200, `motcua_answer_duration_seconds_count 2`},
	}
	for _, tt := range tests {
		status, body := fetch(t, tt.method, tt.url, tt.body)
		if status != tt.status || !strings.Contains(body, tt.want) {
			t.Errorf("%s %s: %d %.300s; want %d and %s", tt.method, tt.url, status, body, tt.status, tt.want)
		}
	}
	var out, errs strings.Builder
	check := Program{Args: []string{"healthcheck", "--internal-listen=" + s.internal}, Stdout: &out, Stderr: &errs}
	if code := check.Run(t.Context()); code != exitOK || !strings.Contains(out.String(), "ready") {
		t.Errorf("healthcheck: exit code %d, %s%s", code, out.String(), errs.String())
	}
	code, log := s.end()
	if code != exitOK {
		t.Errorf("exit code %d, want 0", code)
	}
	for _, secret := range []string{"mocmarker", "012345678901", "khai sinh"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log has %q:\n%s", secret, log)
		}
	}
	if code := check.Run(t.Context()); code != exitFailure {
		t.Errorf("healthcheck of a stopped server: exit code %d, want 1", code)
	}
}

func TestServeFollowsASwitch(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("waits for the server to look around")
	}
	dir := filepath.Join(t.TempDir(), "data")
	store, err := catalogue.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	content, err := shippedContent()
	if err != nil {
		t.Fatal(err)
	}
	put := func(c catalogue.Content) string {
		t.Helper()
		snap, err := catalogue.Assemble(c)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.Put(t.Context(), snap, "test", time.Now()); err != nil {
			t.Fatal(err)
		}
		if err := store.Switch(t.Context(), snap.Release().ID); err != nil {
			t.Fatal(err)
		}
		return snap.Release().ID.Short()
	}
	put(content)
	s := startServer(t, "--data", dir)
	_, body := fetch(t, "GET", "http://"+s.internal+"/readyz", "")
	content.Procedures[0].Name += " (bản mới)"
	next := put(content)
	if strings.Contains(body, next) {
		t.Fatalf("the new release answers before it is there: %s", body)
	}
	if got := s.wait(t, "ready"); got.Release != next {
		t.Errorf("release %s is ready, want %s", got.Release, next)
	}
	if _, body := fetch(t, "GET", s.public+"/api/v1/procedures/"+string(content.Procedures[0].Code), ""); !strings.Contains(body, "(bản mới)") {
		t.Errorf("the old procedure is handed out: %.200s", body)
	}
	if code, _ := s.end(); code != exitOK {
		t.Errorf("exit code %d, want 0", code)
	}
}

func TestServeRefusesABusyAddress(t *testing.T) {
	t.Parallel()
	s := startServer(t)
	var errs strings.Builder
	p := Program{Args: []string{"serve", "--listen=" + strings.TrimPrefix(s.public, "http://")}, Stdout: io.Discard, Stderr: &errs}
	if code := p.Run(t.Context()); code != exitFailure || strings.Count(errs.String(), "\n") != 1 || !strings.Contains(errs.String(), "--listen") {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
	if code, _ := s.end(); code != exitOK {
		t.Errorf("exit code %d, want 0", code)
	}
}
