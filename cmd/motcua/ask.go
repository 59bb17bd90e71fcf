package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"motcua/assistant"
	"motcua/channels"
	"motcua/cmd/internal/desk"
	"motcua/knowledge"
)

// askCmd asks one question, or many.
type askCmd struct {
	Question []string `arg:"" optional:"" help:"The question; several words need no quotes."`
	Explain  bool     `help:"Show the candidates, their features and the rule that decided."`
	JSON     bool     `name:"json" xor:"form" help:"Write the answer as JSON."`
	JSONL    bool     `name:"jsonl" xor:"form" help:"Read question items from standard input, write one line each."`
	Unit     string   `placeholder:"CODE" help:"Official code of the commune asked from."`
}

// Help explains the lines of --jsonl.
func (askCmd) Help() string {
	return `With --jsonl each input line is {"id":"x","turns":[{"text":"..."}]}: a conversation of its own. ` +
		"A bad line is reported on standard error and the others are answered; the exit code is then 1."
}

// Run is called by kong.
func (c *askCmd) Run(ctx context.Context, p *Program) error {
	text := strings.Join(c.Question, " ")
	switch {
	case c.JSONL && len(c.Question) > 0:
		return usagef("ask --jsonl reads questions from standard input; leave the question out or drop --jsonl")
	case c.JSONL && c.Explain:
		return usagef("ask --explain is for one question; drop --jsonl")
	case !c.JSONL && len(c.Question) == 0:
		return usagef("nothing asked; try: motcua ask \"lam giay khai sinh can gi\"")
	}
	return p.withDesk(ctx, func(d *desk.Desk) error {
		if c.JSONL {
			return askLines(ctx, d, p)
		}
		return c.one(ctx, d, p, text)
	})
}

// one answers the question of the command line.
func (c *askCmd) one(ctx context.Context, d channels.Answerer, p *Program, text string) error {
	if c.Explain {
		ctx = assistant.WithExplain(ctx)
	}
	begun := time.Now()
	a, _, err := d.Answer(ctx, assistant.Question{
		Conversation: "ask", Text: text, Unit: knowledge.UnitID(c.Unit), At: p.Now(),
	}, assistant.Conversation{})
	if err != nil {
		return err
	}
	took := time.Since(begun)
	if c.JSON {
		return writeJSON(p.Stdout, fullAnswer(&a, took, c.Explain))
	}
	if _, err := fmt.Fprintln(p.Stdout, channels.PlainText(a)); err != nil {
		return err
	}
	if c.Explain {
		return explain(p.Stdout, &a, took)
	}
	return nil
}

// writeJSON writes a value for people and programs to read.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// askedAnswer is the answer of ask --json: a turn of --jsonl with the blocks and,
// with --explain, the whole trace.
type askedAnswer struct {
	turnAnswer
	Blocks []assistant.Block `json:"blocks"`
	Trace  *assistant.Trace  `json:"trace,omitempty"`
}

func fullAnswer(a *assistant.Answer, took time.Duration, explain bool) askedAnswer {
	out := askedAnswer{turnAnswer: newTurnAnswer(a, took), Blocks: orEmpty(a.Blocks)}
	if explain {
		out.Trace = &a.Trace
	}
	return out
}
