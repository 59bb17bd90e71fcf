package main

import (
	"fmt"

	"motcua/cmd/internal/ops"
)

// versionCmd prints which build this is.
type versionCmd struct {
	JSON bool `name:"json" help:"Write it as JSON."`
}

// Run is called by kong.
func (c versionCmd) Run(p *Program) error {
	v := ops.BuildVersion()
	if c.JSON {
		return writeJSON(p.Stdout, v)
	}
	_, err := fmt.Fprintln(p.Stdout, v)
	return err
}
