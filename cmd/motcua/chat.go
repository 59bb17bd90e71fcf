package main

import (
	"context"

	"motcua/channels/console"
	"motcua/cmd/internal/desk"
)

// chatCmd talks to one person in the terminal.
type chatCmd struct{}

// Help explains the commands.
func (chatCmd) Help() string {
	return "Commands: /giup (help), /moi (begin anew), /thoat (leave). A typed number picks the choice of that number. " +
		"Through a pipe every line is a question of one conversation."
}

// Run is called by kong.
func (chatCmd) Run(ctx context.Context, p *Program) error {
	return p.withDesk(ctx, func(d *desk.Desk) error {
		c, err := console.New(console.Options{
			Answerer: d, In: p.Stdin, Out: p.Stdout, Now: p.Now,
			Interactive: isTerminal(p.Stdin) && isTerminal(p.Stdout),
		})
		if err != nil {
			return err
		}
		return c.Run(ctx)
	})
}
