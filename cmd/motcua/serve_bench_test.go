//go:build linux && !race

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"motcua/assistant/eval"
)

// sharedData is the optional directory of measurement data beside the checkout.
const sharedData = "../../../shared/data"

// self is the built program with arguments.
func self(b *testing.B, args ...string) *exec.Cmd {
	b.Helper()
	path, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	cmd := exec.CommandContext(b.Context(), path)
	cmd.Args = append([]string{"motcua"}, args...)
	cmd.Env = []string{"HOME=" + b.TempDir()}
	return cmd
}

// BenchmarkServe imports the full scope once and then measures, for the built
// program: the time until `serve` is ready from a built index, its resident
// memory after the development questions were asked over HTTP, and how long an
// answer takes there.
func BenchmarkServe(b *testing.B) {
	rows := filepath.Join(sharedData, "portal/procedures.jsonl")
	if _, err := os.Stat(rows); err != nil {
		b.Skip("no ../shared/data beside the checkout: the full scope is not measured")
	}
	dir := b.TempDir()
	imported := self(b, "import", "--data", dir, "--yes", "--scope", filepath.Join(sharedData, "portal/scope_langson.txt"), rows)
	if out, err := imported.CombinedOutput(); err != nil {
		b.Fatalf("import: %v\n%s", err, out)
	}
	questions := devTexts(b)
	for b.Loop() {
		cmd := self(b, "serve", "--data", dir, "--listen=127.0.0.1:0", "--internal-listen=127.0.0.1:0", "--log-format=json", "--log-level=info", "--rate=0")
		logs, err := cmd.StderrPipe()
		if err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		address := ready(b, bufio.NewScanner(logs))
		b.ReportMetric(float64(time.Since(start).Milliseconds()), "ready-ms")
		start = time.Now()
		for _, q := range questions {
			post(b, address, q)
		}
		b.ReportMetric(float64(time.Since(start).Microseconds())/float64(len(questions)), "http-µs/answer")
		b.ReportMetric(residentMB(b, cmd.Process.Pid), "rss-MB")
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			b.Fatal(err)
		}
		_ = cmd.Wait()
	}
}

// ready waits for the log line of that name and returns the public address.
func ready(b *testing.B, lines *bufio.Scanner) string {
	b.Helper()
	address := ""
	for lines.Scan() {
		var l logged
		if json.Unmarshal(lines.Bytes(), &l) != nil {
			continue
		}
		if l.Listen != "" {
			address = l.Listen
		}
		if l.Msg == "ready" {
			go func() {
				for lines.Scan() { // keep the pipe empty
				}
			}()
			return address
		}
	}
	b.Fatal("the server ended before it was ready")
	return ""
}

func post(b *testing.B, address, question string) {
	b.Helper()
	body, err := json.Marshal(map[string]string{"text": question})
	if err != nil {
		b.Fatal(err)
	}
	resp, err := http.Post("http://"+address+"/api/v1/ask", "application/json", bytes.NewReader(body)) //nolint:noctx // a benchmark on loopback
	if err != nil {
		b.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusTooManyRequests {
		b.Fatalf("status %d", resp.StatusCode)
	}
}

func residentMB(b *testing.B, pid int) float64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				b.Fatal(err)
			}
			return float64(kb) / 1024
		}
	}
	b.Fatal("no VmRSS")
	return 0
}

// devTexts are the first turns of the development sets.
func devTexts(b *testing.B) []string {
	b.Helper()
	var out []string
	for _, set := range []string{"citizen-style", "hard-sample", "portal-faq"} {
		f, err := os.Open(filepath.Join(sharedData, "questions", set+".jsonl"))
		if err != nil {
			b.Fatal(err)
		}
		items, err := eval.Read(f)
		_ = f.Close()
		if err != nil {
			b.Fatal(err)
		}
		for _, it := range items {
			out = append(out, it.Turns[0].Text)
		}
	}
	return out
}
