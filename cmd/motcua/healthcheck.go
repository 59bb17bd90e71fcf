package main

import (
	"context"
	"fmt"
	"net"

	"motcua/cmd/internal/ops"
)

// healthcheckCmd asks a running server of this machine whether it is ready.
type healthcheckCmd struct{}

// Run is called by kong.
func (healthcheckCmd) Run(ctx context.Context, p *Program) error {
	s, err := ops.CheckReady(ctx, reachable(p.Config.Server.InternalListen))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.Stdout, "%s, release %s\n", s.State, s.Release)
	return err
}

// reachable turns an address to listen on into one to connect to.
func reachable(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return listen
	}
	switch host {
	case "", "0.0.0.0":
		host = "127.0.0.1"
	case "::":
		host = "::1"
	}
	return net.JoinHostPort(host, port)
}
