package ops

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
)

// The formats of the log.
const (
	FormatText = "text" // key=value, for people
	FormatJSON = "json" // one object a line, for collectors
)

// NewLogger makes a logger. Level is debug, info, warn or error; format is
// [FormatText] or [FormatJSON].
func NewLogger(w io.Writer, level, format string) (*slog.Logger, error) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(strings.TrimSpace(level))); err != nil {
		return nil, fmt.Errorf("log level %q: want debug, info, warn or error", level)
	}
	o := &slog.HandlerOptions{Level: l}
	switch format {
	case FormatText:
		return slog.New(slog.NewTextHandler(w, o)), nil
	case FormatJSON:
		return slog.New(slog.NewJSONHandler(w, o)), nil
	}
	return nil, fmt.Errorf("log format %q: want text or json", format)
}
