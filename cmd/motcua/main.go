// Command motcua is a virtual assistant for Vietnamese administrative procedures
// (thủ tục hành chính): it finds the procedure a resident asks about in their own
// words and answers from published text with its source.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"motcua/cmd/internal/config"
)

// grace is how long the program may take to end once it was told to.
const grace = 900 * time.Millisecond

func main() { os.Exit(run()) }

// run is the program of this process: its signals, files and environment.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// A second signal ends the program at once, and so does a first one that
	// something does not listen to: releases are written so that this is safe.
	ended := context.AfterFunc(ctx, func() {
		stop()
		time.AfterFunc(grace, func() { os.Exit(exitFailure) })
	})
	defer ended() // before stop: the normal end is no signal
	p := Program{
		Args: os.Args[1:], Environ: config.Environ(),
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
	}
	return p.Run(ctx)
}
