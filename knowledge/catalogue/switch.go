package catalogue

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"motcua/knowledge"
)

// Switched is one entry of the history: from then on, the release was current.
type Switched struct {
	At time.Time        `json:"at"`
	ID knowledge.Digest `json:"id"`
}

// Current is the id of the release in use. The error wraps
// [knowledge.ErrNotFound] when none was ever chosen.
func (s *Store) Current() (knowledge.Digest, error) {
	body, err := readLimited(filepath.Join(s.releases, currentFile), 256)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("current release: %w", knowledge.ErrNotFound)
	}
	if err != nil {
		return "", fmt.Errorf("current release: %w", err)
	}
	id := knowledge.Digest(strings.TrimSpace(string(body)))
	if err := id.Validate(); err != nil {
		return "", fmt.Errorf("current release: %w", corruptf("%s: %v", currentFile, err))
	}
	return id, nil
}

// Previous is the release that was in use before the current one. After a
// switch back it is the one switched away from. The error wraps
// [knowledge.ErrNotFound] when there is none.
func (s *Store) Previous() (knowledge.Digest, error) {
	current, err := s.Current()
	if err != nil {
		return "", err
	}
	history, err := s.History()
	if err != nil {
		return "", err
	}
	seen := false
	for _, entry := range slices.Backward(history) {
		switch id := entry.ID; {
		case id == current:
			seen = true
		case seen:
			return id, nil
		}
	}
	return "", fmt.Errorf("previous release: %w", knowledge.ErrNotFound)
}

// Switch makes a stored release the current one, after reading all of it: a
// damaged release is refused with [ErrCorrupt] and the current one stays. To
// switch to what is current does nothing.
func (s *Store) Switch(ctx context.Context, id knowledge.Digest) error {
	return s.switchTo(ctx, id, func(knowledge.Digest) error { return nil })
}

// SwitchFrom is [Store.Switch] for a writer that made the release out of
// another one: when that is no longer current, the error wraps [ErrMoved] and
// nothing changes, so that nobody's work is lost. An empty from means that no
// release was current.
func (s *Store) SwitchFrom(ctx context.Context, from, id knowledge.Digest) error {
	return s.switchTo(ctx, id, func(current knowledge.Digest) error {
		if current != from {
			return fmt.Errorf("from %q to %q: %w", from.Short(), current.Short(), ErrMoved)
		}
		return nil
	})
}

// switchTo switches if allowed says yes to the current release, "" for none.
func (s *Store) switchTo(ctx context.Context, id knowledge.Digest, allowed func(current knowledge.Digest) error) error {
	err := s.exclusive(ctx, func() error {
		current, err := s.Current()
		if err != nil && !errors.Is(err, knowledge.ErrNotFound) && !errors.Is(err, ErrCorrupt) {
			return err
		}
		if err := allowed(current); err != nil || current == id {
			return err
		}
		if _, err := s.open(ctx, id); err != nil {
			return err
		}
		// History first: an entry too many is harmless, one too few is not.
		if err := s.appendHistory(Switched{At: s.now().UTC().Truncate(time.Millisecond), ID: id}); err != nil {
			return err
		}
		return writeAtomic(s.releases, currentFile, []byte(string(id)+"\n"))
	})
	if err != nil {
		return fmt.Errorf("switch to release %s: %w", id.Short(), err)
	}
	return nil
}

// History lists all switches, oldest first. A last line that a crash cut off
// is passed over.
func (s *Store) History() ([]Switched, error) {
	body, err := readLimited(filepath.Join(s.releases, historyFile), maxPart)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("release history: %w", err)
	}
	var history []Switched
	for line := range bytes.Lines(body) {
		if !bytes.HasSuffix(line, []byte("\n")) {
			break
		}
		var entry Switched
		if err := json.Unmarshal(line, &entry); err != nil {
			return nil, fmt.Errorf("release history: line %d: %w", len(history)+1, corruptf("%v", err))
		}
		history = append(history, entry)
	}
	return history, nil
}

// appendHistory writes one line, in place of a last line that a crash cut off.
func (s *Store) appendHistory(entry Switched) (err error) {
	line, err := json.Marshal(entry)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(s.releases, historyFile), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	body, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	whole := int64(bytes.LastIndexByte(body, '\n') + 1)
	if err := f.Truncate(whole); err != nil {
		return err
	}
	if _, err := f.WriteAt(append(line, '\n'), whole); err != nil {
		return err
	}
	return f.Sync()
}
