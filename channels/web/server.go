package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/labstack/echo/v4"

	"motcua/assistant"
	"motcua/knowledge"
)

// Answerer is the engine as the server sees it. Safe for concurrent use.
type Answerer interface {
	// Answer answers one question; errors are those of ctx or of the index.
	Answer(ctx context.Context, q assistant.Question, c assistant.Conversation) (assistant.Answer, assistant.Conversation, error)
}

// Catalogue hands out the procedures of the current release.
type Catalogue = knowledge.Catalogue

// Options say what is served and how much of it.
type Options struct {
	Answerer  Answerer
	Catalogue Catalogue
	Log       *slog.Logger

	// TrustedProxies are the addresses whose X-Forwarded-For is believed. Empty
	// means that clients connect directly and no header is believed at all.
	TrustedProxies []netip.Prefix

	Rate             float64       // questions a second of one address; 0 means no limit
	Burst            int           // questions at once of one address
	ConversationTTL  time.Duration // 0 means 30 minutes
	MaxConversations int           // 0 means 10,000
	AnswerTimeout    time.Duration // 0 means 2 seconds
	ShutdownTimeout  time.Duration // how long running requests may take at the end; 0 means 700 ms

	Now     func() time.Time                                    // nil means time.Now
	Observe func(outcome assistant.Outcome, took time.Duration) // called once an answer; may be nil
}

// Server is the HTTP server. Construct it with [New].
type Server struct {
	options Options
	log     *slog.Logger
	details map[string]string
	talks   *conversations
	echo    *echo.Echo
}

// New checks the options and sets the routes; it opens nothing.
func New(o Options) (*Server, error) {
	if o.Answerer == nil || o.Catalogue == nil {
		return nil, errors.New("web: no answerer or no catalogue")
	}
	if o.Rate < 0 || o.Burst < 0 || o.Rate > 0 && o.Burst == 0 {
		return nil, fmt.Errorf("web: rate of %g with a burst of %d", o.Rate, o.Burst)
	}
	o = withDefaults(o)
	details, err := readDetails()
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	s := &Server{
		options: o,
		log:     o.Log.With(slog.String("component", "web")),
		details: details,
		talks:   newConversations(o.MaxConversations, o.ConversationTTL, o.Now),
		echo:    echo.New(),
	}
	s.echo.HideBanner, s.echo.HidePort = true, true
	s.echo.Logger.SetOutput(io.Discard)
	s.echo.HTTPErrorHandler = s.handleError
	s.echo.IPExtractor = ipExtractor(o.TrustedProxies)
	s.use()
	s.echo.POST("/api/v1/ask", s.ask, s.limitRate())
	s.echo.GET("/api/v1/procedures/:code", s.procedure)
	return s, nil
}

func withDefaults(o Options) Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Observe == nil {
		o.Observe = func(assistant.Outcome, time.Duration) {}
	}
	orDuration := func(d *time.Duration, other time.Duration) {
		if *d <= 0 {
			*d = other
		}
	}
	orDuration(&o.ConversationTTL, 30*time.Minute)
	orDuration(&o.AnswerTimeout, 2*time.Second)
	orDuration(&o.ShutdownTimeout, 700*time.Millisecond)
	if o.MaxConversations <= 0 {
		o.MaxConversations = 10_000
	}
	return o
}

// Handler is the whole server as a handler, for tests and for mounting.
func (s *Server) Handler() http.Handler { return s.echo }

// Serve answers requests on the listener until ctx is done, then lets running
// requests finish for [Options.ShutdownTimeout]. It closes the listener.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler:           s.echo,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      15 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	served := make(chan error, 1)
	go func() { served <- srv.Serve(l) }()
	select {
	case err := <-served:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.options.ShutdownTimeout)
	defer cancel()
	err := srv.Shutdown(ending)
	if errors.Is(err, context.DeadlineExceeded) {
		s.log.LogAttrs(ctx, slog.LevelWarn, "requests were cut off at shutdown")
		err = srv.Close()
	}
	<-served //nolint:errcheck // http.ErrServerClosed: it was told to end
	if err != nil {
		return fmt.Errorf("shut down: %w", err)
	}
	return nil
}
