package web

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"motcua/knowledge"
)

//go:embed texts_vi.json
var textsJSON []byte

// The kinds of problem, also the keys of texts_vi.json.
const (
	kindBadRequest       = "bad_request"
	kindNotFound         = "not_found"
	kindNoProcedure      = "procedure_not_found"
	kindMethodNotAllowed = "method_not_allowed"
	kindUnsupportedType  = "unsupported_media_type"
	kindTooLarge         = "too_large"
	kindRateLimited      = "rate_limited"
	kindUnavailable      = "unavailable"
	kindInternal         = "internal"
)

// statusOf gives each kind of problem its status.
var statusOf = map[string]int{
	kindBadRequest:       http.StatusBadRequest,
	kindNotFound:         http.StatusNotFound,
	kindNoProcedure:      http.StatusNotFound,
	kindMethodNotAllowed: http.StatusMethodNotAllowed,
	kindUnsupportedType:  http.StatusUnsupportedMediaType,
	kindTooLarge:         http.StatusRequestEntityTooLarge,
	kindRateLimited:      http.StatusTooManyRequests,
	kindUnavailable:      http.StatusServiceUnavailable,
	kindInternal:         http.StatusInternalServerError,
}

// readDetails reads the Vietnamese text of every kind.
func readDetails() (map[string]string, error) {
	var texts map[string]string
	if err := json.Unmarshal(textsJSON, &texts); err != nil {
		return nil, fmt.Errorf("embedded texts_vi.json: %w", err)
	}
	for kind := range statusOf {
		if texts[kind] == "" {
			return nil, fmt.Errorf("embedded texts_vi.json: no text for %s", kind)
		}
	}
	return texts, nil
}

// problem is the body of an error response (RFC 9457).
type problem struct {
	Type      string `json:"type"`
	Title     string `json:"title"`  // English, of the status
	Status    int    `json:"status"` // as in the status line
	Detail    string `json:"detail"` // Vietnamese, safe to show
	Code      string `json:"code"`   // stable kind, for programs
	RequestID string `json:"request_id,omitempty"`
}

// problemError is an error of known kind on its way to the client.
type problemError struct {
	kind string
	err  error // for the log; may be nil
}

func (e *problemError) Error() string {
	if e.err == nil {
		return e.kind
	}
	return e.kind + ": " + e.err.Error()
}

func (e *problemError) Unwrap() error { return e.err }

// kindOf sorts any error of a handler or of echo into a kind.
func kindOf(err error) string {
	if p, ok := errors.AsType[*problemError](err); ok {
		return p.kind
	}
	if he, ok := errors.AsType[*echo.HTTPError](err); ok {
		for kind, status := range statusOf {
			if status == he.Code && kind != kindNoProcedure {
				return kind
			}
		}
		if he.Code >= 400 && he.Code < 500 {
			return kindBadRequest
		}
		return kindInternal
	}
	switch {
	case errors.Is(err, knowledge.ErrNotFound):
		return kindNotFound
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return kindUnavailable
	}
	return kindInternal
}

// handleError answers every error as a problem document and logs what is ours.
func (s *Server) handleError(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	kind := kindOf(err)
	status := statusOf[kind]
	id := c.Response().Header().Get(echo.HeaderXRequestID)
	if status >= http.StatusInternalServerError && c.Request().Context().Err() == nil {
		s.log.LogAttrs(c.Request().Context(), slog.LevelError, "request not answered",
			slog.String("request_id", id), slog.String("route", c.Path()), slog.String("error", err.Error()))
	}
	if kind == kindRateLimited || kind == kindUnavailable {
		c.Response().Header().Set(echo.HeaderRetryAfter, "2")
	}
	body, err := json.Marshal(problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status,
		Detail: s.details[kind], Code: kind, RequestID: id,
	})
	if err == nil {
		err = c.Blob(status, "application/problem+json", append(body, '\n'))
	}
	if err != nil {
		s.log.LogAttrs(c.Request().Context(), slog.LevelDebug, "problem not sent",
			slog.String("request_id", id), slog.String("error", err.Error()))
	}
}
