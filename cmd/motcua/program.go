package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"motcua/cmd/internal/config"
	"motcua/cmd/internal/ops"
)

// The exit codes of the program.
const (
	exitOK      = 0
	exitFailure = 1 // something went wrong while running
	exitUsage   = 2 // a flag, argument or setting is wrong; nothing was done
)

// Program is one run of motcua: everything it reads and writes is handed in.
type Program struct {
	Args    []string // without the name of the program
	Environ []string // "KEY=value"
	Stdin   io.Reader
	Stdout  io.Writer
	Stderr  io.Writer
	Now     func() time.Time // nil means time.Now

	Config config.Config
	log    *slog.Logger
}

// usageError is a mistake of whoever typed the command.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// usagef makes a [usageError]; the text says what to do next.
func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// cli is the grammar of the command line.
type cli struct {
	Config config.Config `embed:""`

	Chat        chatCmd        `cmd:"" help:"Talk to the assistant in the terminal, or through a pipe."`
	Ask         askCmd         `cmd:"" help:"Ask one question, or many with --jsonl."`
	Import      importCmd      `cmd:"" help:"Make a release out of an export of the national portal."`
	Releases    releasesCmd    `cmd:"" help:"List, show, compare and switch releases."`
	Eval        evalCmd        `cmd:"" help:"Measure the assistant on labelled questions."`
	Train       trainCmd       `cmd:"" help:"Fit the weights of the ranking on the release's own sentences."`
	Serve       serveCmd       `cmd:"" help:"Serve the JSON interface."`
	Healthcheck healthcheckCmd `cmd:"" help:"Ask a running server whether it is ready."`
	Version     versionCmd     `cmd:"" help:"Print the version."`
}

const description = `Answers questions about Vietnamese administrative procedures, each with its source.

Every flag under "Settings", "Contact" and "Server" can also be set in the environment (--log-level is MOTCUA_LOG_LEVEL) ` +
	`and in the file of --config (log-level = warn). Flags win over the environment, the environment over the file.`

// exited is thrown by kong when it has printed help.
type exited struct{ code int }

// Run carries out the command line and returns the exit code. A failure is one
// line on Stderr.
func (p *Program) Run(ctx context.Context) (code int) {
	if p.Now == nil {
		p.Now = time.Now
	}
	defer func() {
		if v := recover(); v != nil {
			e, ok := v.(exited)
			if !ok {
				panic(v)
			}
			code = e.code
		}
	}()
	err := p.run(ctx)
	if err == nil {
		return exitOK
	}
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		p.complain("interrupted")
		return exitFailure
	}
	p.complain(oneLine(err))
	if _, ok := errors.AsType[usageError](err); ok {
		return exitUsage
	}
	return exitFailure
}

func (p *Program) run(ctx context.Context) error {
	var grammar cli
	parser, err := kong.New(&grammar,
		kong.Name("motcua"),
		kong.Description(description),
		kong.Writers(p.Stdout, p.Stderr),
		kong.Exit(func(code int) { panic(exited{code}) }),
		kong.Resolvers(config.NewSources(p.Environ)),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Bind(p),
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		return fmt.Errorf("command line grammar: %w", err)
	}
	command, err := parser.Parse(p.Args)
	if err != nil {
		return usagef("%w; see 'motcua --help'", err)
	}
	if err := grammar.Config.Validate(); err != nil {
		return usageError{err}
	}
	p.Config = grammar.Config
	if err := p.openLog(command.Command()); err != nil {
		return usageError{err}
	}
	return command.Run()
}

// openLog sets the log up; the server tells more than the other commands.
func (p *Program) openLog(command string) error {
	level := p.Config.LogLevel
	if level == "" {
		level = "warn"
		if command == "serve" {
			level = "info"
		}
	}
	log, err := ops.NewLogger(p.Stderr, level, p.Config.LogFormat)
	p.log = log
	return err
}

// complain writes one line for the person at the terminal.
func (p *Program) complain(text string) {
	_, _ = fmt.Fprintln(p.Stderr, "motcua: "+text)
}

// maxComplaint is how many faults one line names.
const maxComplaint = 5

// oneLine joins the faults of an error into one line.
func oneLine(err error) string {
	lines := strings.Split(strings.TrimSpace(err.Error()), "\n")
	if more := len(lines) - maxComplaint; more > 0 {
		lines = append(lines[:maxComplaint], fmt.Sprintf("and %d more", more))
	}
	return strings.Join(lines, "; ")
}

// isTerminal reports whether a stream is a terminal with a person at it.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
