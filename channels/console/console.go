package console

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"motcua/channels"
)

//go:embed texts_vi.json
var textsJSON []byte

// texts is what the console itself says.
type texts struct {
	Greeting       string `json:"greeting"`
	Prompt         string `json:"prompt"`
	Help           string `json:"help"`
	Fresh          string `json:"fresh"`
	UnknownCommand string `json:"unknown_command"`
	TooLong        string `json:"too_long"`
	Bye            string `json:"bye"`

	Commands struct { // what each command may be called, in small letters
		Leave []string `json:"leave"`
		Fresh []string `json:"fresh"`
		Help  []string `json:"help"`
	} `json:"commands"`
}

// maxLine is the longest line that is read, in bytes; the engine's own limit on
// questions is far below it.
const maxLine = 1 << 20

// Options say what the console reads, writes and asks.
type Options struct {
	Answerer channels.Answerer
	In       io.Reader
	Out      io.Writer
	// Interactive is set for a person at a terminal: greeting, prompt and
	// farewell are printed. Through a pipe only answers are.
	Interactive bool
	Now         func() time.Time // nil means time.Now
}

// Console is a conversation at a terminal.
type Console struct {
	options Options
	talk    *channels.Talk
	texts   texts
}

// New makes a console. It reads nothing yet.
func New(o Options) (*Console, error) {
	if o.In == nil || o.Out == nil {
		return nil, errors.New("console: nothing to read or to write")
	}
	talk, err := channels.NewTalk(channels.TalkOptions{Answerer: o.Answerer, ID: "console", Now: o.Now})
	if err != nil {
		return nil, fmt.Errorf("console: %w", err)
	}
	c := &Console{options: o, talk: talk}
	if err := json.Unmarshal(textsJSON, &c.texts); err != nil {
		return nil, fmt.Errorf("console: embedded texts_vi.json: %w", err)
	}
	return c, nil
}

// line is what the reading goroutine hands over.
type line struct {
	text string
	err  error
}

// Run talks until the input ends, the person leaves or ctx is done; none of the
// three is an error. A read from a terminal cannot be interrupted: when ctx ends
// first, the reading goroutine stays until the program does or a line comes.
func (c *Console) Run(ctx context.Context) error {
	lines := make(chan line)
	stop := make(chan struct{})
	defer close(stop)
	go c.read(lines, stop)
	if err := c.interactive(c.texts.Greeting + "\n\n" + c.texts.Prompt); err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return c.interactive("\n")
		case l := <-lines:
			leave, err := c.take(ctx, l)
			if err != nil || leave {
				return err
			}
			if err := c.interactive(c.texts.Prompt); err != nil {
				return err
			}
		}
	}
}

// read hands over line by line until the input or the conversation ends.
func (c *Console) read(lines chan<- line, stop <-chan struct{}) {
	r := channels.NewLineReader(c.options.In, maxLine)
	for {
		b, err := r.Next()
		select {
		case lines <- line{text: string(b), err: err}:
		case <-stop:
			return
		}
		if err != nil && !errors.Is(err, channels.ErrLineTooLong) {
			return
		}
	}
}

// take answers one line; leave is set when the conversation has ended.
func (c *Console) take(ctx context.Context, l line) (leave bool, err error) {
	switch {
	case errors.Is(l.err, io.EOF):
		return true, c.interactive("\n" + c.texts.Bye + "\n")
	case errors.Is(l.err, channels.ErrLineTooLong):
		return false, c.print(c.texts.TooLong)
	case l.err != nil:
		return true, fmt.Errorf("read question: %w", l.err)
	}
	text := strings.TrimSpace(l.text)
	if text == "" {
		return false, nil
	}
	if strings.HasPrefix(text, "/") {
		return c.command(text)
	}
	a, err := c.talk.Say(ctx, l.text)
	if err != nil {
		if ctx.Err() != nil {
			return true, nil //nolint:nilerr // told to stop: that is no failure
		}
		return true, fmt.Errorf("answer: %w", err)
	}
	return false, c.print(channels.PlainText(a))
}

// command carries out what begins with a slash.
func (c *Console) command(text string) (leave bool, err error) {
	text = strings.ToLower(text)
	switch {
	case slices.Contains(c.texts.Commands.Leave, text):
		return true, c.interactive(c.texts.Bye + "\n")
	case slices.Contains(c.texts.Commands.Fresh, text):
		c.talk.Forget()
		return false, c.print(c.texts.Fresh)
	case slices.Contains(c.texts.Commands.Help, text):
		return false, c.print(c.texts.Help)
	}
	return false, c.print(c.texts.UnknownCommand)
}

// print writes one answer and an empty line below it.
func (c *Console) print(text string) error {
	if _, err := fmt.Fprintf(c.options.Out, "%s\n\n", text); err != nil {
		return fmt.Errorf("write answer: %w", err)
	}
	return nil
}

// interactive writes text that only a person at a terminal is to see.
func (c *Console) interactive(text string) error {
	if !c.options.Interactive {
		return nil
	}
	if _, err := io.WriteString(c.options.Out, text); err != nil {
		return fmt.Errorf("write to terminal: %w", err)
	}
	return nil
}
