package desk

import (
	"bytes"
	"fmt"
	"io"

	"motcua/knowledge/catalogue"
)

// readPart parses one part of a release; the error names it.
func readPart[T any](snap *catalogue.Snapshot, name string, parse func(io.Reader) (T, error)) (T, error) {
	var zero T
	body, ok := snap.Part(name)
	if !ok {
		return zero, fmt.Errorf("%w: %s", ErrPart, name)
	}
	v, err := parse(bytes.NewReader(body))
	if err != nil {
		return zero, fmt.Errorf("%s: %w", name, err)
	}
	return v, nil
}
