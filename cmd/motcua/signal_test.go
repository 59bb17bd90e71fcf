//go:build unix && !race

package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// These tests measure time, so they run alone: not parallel to others, not under
// the race detector.

// command is the built program itself, with pipes at both ends.
func command(t *testing.T, args ...string) (cmd *exec.Cmd, in io.WriteCloser, out, errs *bufio.Scanner) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	cmd = exec.CommandContext(ctx, self)
	cmd.Args = append([]string{"motcua"}, args...)
	cmd.Env = []string{"HOME=" + t.TempDir()}
	in, err = cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, in, bufio.NewScanner(stdout), bufio.NewScanner(stderr)
}

// waitFor reads lines until one has the text.
func waitFor(t *testing.T, lines *bufio.Scanner, text string) {
	t.Helper()
	var seen bytes.Buffer
	for lines.Scan() {
		if strings.Contains(lines.Text(), text) {
			return
		}
		seen.WriteString(lines.Text() + "\n")
	}
	t.Fatalf("the output ended without %q:\n%s", text, seen.String())
}

// stop signals the program and checks that it ends in time with the exit code.
func stop(t *testing.T, cmd *exec.Cmd, signal os.Signal, code int) {
	t.Helper()
	begun := time.Now()
	if err := cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if took := time.Since(begun); took > 1500*time.Millisecond {
		t.Errorf("ended %s after the signal, want a second", took)
	}
	if got := cmd.ProcessState.ExitCode(); got != code {
		t.Errorf("exit code %d, want %d", got, code)
	}
}

func TestInterruptChat(t *testing.T) {
	cmd, in, out, _ := command(t, "chat")
	if _, err := io.WriteString(in, "làm giấy khai sinh cần giấy tờ gì\n"); err != nil {
		t.Fatal(err)
	}
	waitFor(t, out, "1.001193")
	stop(t, cmd, os.Interrupt, exitOK)
}

func TestTerminateServe(t *testing.T) {
	cmd, _, _, errs := command(t, "serve", "--listen=127.0.0.1:0", "--internal-listen=127.0.0.1:0")
	waitFor(t, errs, "msg=ready")
	stop(t, cmd, syscall.SIGTERM, exitOK)
}

func TestInterruptJSONL(t *testing.T) {
	cmd, in, out, _ := command(t, "ask", "--jsonl")
	if _, err := io.WriteString(in, `{"id":"first","turns":[{"text":"xin chào"}]}`+"\n"); err != nil {
		t.Fatal(err)
	}
	waitFor(t, out, `"id":"first"`)
	stop(t, cmd, os.Interrupt, exitFailure)
}

func TestInterruptImportChangesNothing(t *testing.T) {
	dir := t.TempDir()
	fifo := filepath.Join(dir, "export.jsonl")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Skipf("no named pipes here: %v", err)
	}
	data := filepath.Join(dir, "data")
	cmd, _, _, _ := command(t, "import", fifo, "--data", data)
	w, err := os.OpenFile(fifo, os.O_WRONLY, 0) // waits until the program reads
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	stop(t, cmd, os.Interrupt, exitFailure)
	if _, err := os.Stat(data); !os.IsNotExist(err) {
		t.Errorf("the data directory was made: %v", err)
	}
}
