package knowledge

import (
	"errors"
	"fmt"
)

var (
	// ErrNotFound is returned when a procedure, FAQ entry, unit or release does not exist.
	ErrNotFound = errors.New("not found")
	// ErrInvalid is wrapped by every error of a Validate method.
	ErrInvalid = errors.New("invalid")
)

// invalidf says what is wrong with a value; it wraps [ErrInvalid].
func invalidf(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInvalid, fmt.Sprintf(format, args...))
}

// within adds where the fault was found to each non-nil error.
func within(where string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", where, err)
}
