package catalogue

import (
	"errors"
	"fmt"

	"motcua/knowledge"
)

var (
	// ErrCorrupt is wrapped when bytes on disk or on the wire are not what
	// the release says they are. The message names the part.
	ErrCorrupt = errors.New("corrupt")
	// ErrLocked is wrapped when another process is writing to the store.
	ErrLocked = errors.New("the release store is locked by another process")
	// ErrNewer is wrapped when a release was written by a newer program.
	ErrNewer = errors.New("written by a newer version of the program")
	// ErrAmbiguous is wrapped when a prefix fits more than one release.
	ErrAmbiguous = errors.New("ambiguous release id")
	// ErrMoved is wrapped when the current release is no longer the one the
	// caller started from.
	ErrMoved = errors.New("the current release has moved on")
)

// corruptf says what is broken; it wraps [ErrCorrupt].
func corruptf(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrCorrupt, fmt.Sprintf(format, args...))
}

// invalidf says what is wrong with content; it wraps [knowledge.ErrInvalid].
func invalidf(format string, args ...any) error {
	return fmt.Errorf("%w: %s", knowledge.ErrInvalid, fmt.Sprintf(format, args...))
}
