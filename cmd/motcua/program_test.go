package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"motcua/assistant"
	"motcua/knowledge"
)

// execute runs the program in this process.
func execute(ctx context.Context, stdin string, args ...string) (code int, out, errs string) {
	var stdout, stderr bytes.Buffer
	p := Program{Args: args, Stdin: strings.NewReader(stdin), Stdout: &stdout, Stderr: &stderr}
	code = p.Run(ctx)
	return code, stdout.String(), stderr.String()
}

func TestExitCodes(t *testing.T) {
	t.Parallel()
	nowhere := filepath.Join(t.TempDir(), "nowhere")
	tests := []struct {
		name, stdin string
		args        []string
		code        int
	}{
		{"help", "", []string{"--help"}, exitOK},
		{"help of a command", "", []string{"import", "--help"}, exitOK},
		{"version", "", []string{"version"}, exitOK},
		{"answer", "", []string{"ask", "xin chào"}, exitOK},
		{"chat that ends", "", []string{"chat"}, exitOK},
		{"no questions", "", []string{"ask", "--jsonl"}, exitOK},
		{"bad line", "x\n", []string{"ask", "--jsonl"}, exitFailure},
		{"nobody there", "", []string{"healthcheck", "--internal-listen=127.0.0.1:1"}, exitFailure},
		{"no command", "", nil, exitUsage},
		{"unknown command", "", []string{"fly"}, exitUsage},
		{"unknown flag", "", []string{"ask", "--fly", "x"}, exitUsage},
		{"nothing asked", "", []string{"ask"}, exitUsage},
		{"bad setting", "", []string{"ask", "--rate=-1", "x"}, exitUsage},
		{"bad log level", "", []string{"ask", "--log-level=loud", "x"}, exitUsage},
		{"no such data", "", []string{"ask", "--data", nowhere, "x"}, exitUsage},
		{"no such export", "", []string{"import", "--dry-run", nowhere}, exitUsage},
		{"no such questions", "", []string{"eval", "--questions", nowhere}, exitUsage},
		{"no such release", "", []string{"releases", "switch", "abcd", "--data", t.TempDir()}, exitUsage},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			code, _, errs := execute(t.Context(), tt.stdin, tt.args...)
			if code != tt.code {
				t.Errorf("exit code %d, want %d: %s", code, tt.code, errs)
			}
			if code == exitUsage && (strings.Count(errs, "\n") != 1 || !strings.HasPrefix(errs, "motcua: ")) {
				t.Errorf("want one line on standard error, got %q", errs)
			}
		})
	}
}

func TestInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	code, _, errs := execute(ctx, "", "ask", "xin chào")
	if code != exitFailure || errs != "motcua: interrupted\n" {
		t.Errorf("exit code %d, %q", code, errs)
	}
}

func TestOneLine(t *testing.T) {
	t.Parallel()
	many := errors.Join(errors.New("a"), errors.New("b"), errors.New("c"), errors.New("d"), errors.New("e"), errors.New("f"), errors.New("g"))
	for _, tt := range []struct {
		err  error
		want string
	}{
		{errors.New("a"), "a"},
		{errors.Join(errors.New("a"), errors.New("b")), "a; b"},
		{many, "a; b; c; d; e; and 2 more"},
	} {
		if got := oneLine(tt.err); got != tt.want {
			t.Errorf("oneLine = %q, want %q", got, tt.want)
		}
	}
}

func TestLongItemsAreAnswered(t *testing.T) {
	t.Parallel()
	long := `{"id":"long","turns":[{"text":"` + strings.Repeat("giấy khai sinh ", 40_000) + `"}]}`
	tooLong := `{"id":"tooLong","turns":[{"text":"` + strings.Repeat("x", maxItemLine) + `"}]}`
	code, out, errs := execute(t.Context(), long+"\n"+tooLong+"\n"+`{"id":"last","turns":[{"text":"xin chào"}]}`, "ask", "--jsonl")
	if code != exitFailure || !strings.Contains(out, `"id":"long"`) || !strings.Contains(out, `"id":"last"`) || !strings.Contains(errs, "line 2: ") {
		t.Errorf("exit code %d, %d bytes out, %s", code, len(out), errs)
	}
}

func TestBrokenInputFails(t *testing.T) {
	t.Parallel()
	var errs bytes.Buffer
	p := Program{
		Args: []string{"ask", "--jsonl"}, Stdin: iotest.ErrReader(errors.New("unplugged")),
		Stdout: io.Discard, Stderr: &errs,
	}
	if code := p.Run(t.Context()); code != exitFailure || !strings.Contains(errs.String(), "unplugged") {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
}

func TestTurnAnswerCandidates(t *testing.T) {
	t.Parallel()
	var a assistant.Answer
	a.Trace.Candidates = []assistant.Candidate{{Code: "9.000001", Score: 1}, {FAQ: "f1"}, {Code: "9.000001"}}
	for i := range 20 {
		a.Trace.Candidates = append(a.Trace.Candidates, assistant.Candidate{Code: knowledge.ProcedureCode(fmt.Sprintf("9.0001%02d", i))})
	}
	got := newTurnAnswer(&a, time.Millisecond)
	if len(got.Candidates) != maxCandidates || got.Candidates[0].Score != 1 || got.TookUS != 1000 {
		t.Errorf("%+v", got)
	}
}

func FuzzReadItem(f *testing.F) {
	f.Add([]byte(`{"id":"a","turns":[{"text":"b"}]}`))
	f.Add([]byte("\ufeff" + `{"id":1,"turns":[{}]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		item, err := readItem(line)
		if err != nil {
			return
		}
		if len(item.ID) == 0 || len(item.Turns) == 0 || item.Turns[0].Text == nil {
			t.Errorf("%+v", item)
		}
	})
}
