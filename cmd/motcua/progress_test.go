package main

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestProgressAppearsAfterASecond(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var terminal, pipe bytes.Buffer
		shown, quiet := newProgress(&terminal, true, 100, "export"), newProgress(&pipe, false, 100, "export")
		for _, p := range []*progress{shown, quiet} {
			p.at(1)
		}
		if terminal.Len() > 0 {
			t.Errorf("shown at once: %q", terminal.String())
		}
		time.Sleep(2 * time.Second)
		for _, p := range []*progress{shown, quiet} {
			p.at(50)
			p.at(500)
			p.end()
		}
		if !strings.Contains(terminal.String(), "export") {
			t.Errorf("not shown after two seconds: %q", terminal.String())
		}
		if pipe.Len() > 0 {
			t.Errorf("shown where no terminal is: %q", pipe.String())
		}
	})
}

func TestConfirm(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]bool{
		"y\n": true, "YES\n": true, "co\n": true, "\n": false, "n\n": false, "": false, "y": false,
	} {
		var errs bytes.Buffer
		p := &Program{Stdin: strings.NewReader(answer), Stderr: &errs}
		if got := confirm(p, "sure? "); got != want || errs.String() != "sure? " {
			t.Errorf("confirm(%q) = %t, want %t; asked %q", answer, got, want, errs.String())
		}
	}
}

func TestReachable(t *testing.T) {
	t.Parallel()
	for listen, want := range map[string]string{
		"127.0.0.1:8081": "127.0.0.1:8081", ":8081": "127.0.0.1:8081", "0.0.0.0:1": "127.0.0.1:1", "[::]:1": "[::1]:1",
	} {
		if got := reachable(listen); got != want {
			t.Errorf("reachable(%q) = %q, want %q", listen, got, want)
		}
	}
}
