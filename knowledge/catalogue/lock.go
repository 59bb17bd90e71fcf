package catalogue

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// lockPoll is how often a waiting writer looks again.
const lockPoll = 25 * time.Millisecond

// errHeld is what lockExclusive returns when another process holds the lock.
var errHeld = errors.New("held")

// exclusive runs write while no other process and no other goroutine writes,
// after removing what a killed writer left. It waits a moment for the lock;
// then the error wraps [ErrLocked].
func (s *Store) exclusive(ctx context.Context, write func() error) (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, err := s.lock(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }() // closing lets go of the lock
	if err := errors.Join(removeTemp(s.parts), removeTemp(s.releases)); err != nil {
		return err
	}
	return write()
}

// lock takes the lock file, waiting at most s.lockWait.
func (s *Store) lock(ctx context.Context) (*os.File, error) {
	name := filepath.Join(s.releases, lockFile)
	for end := time.Now().Add(s.lockWait); ; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f, err := lockExclusive(name)
		switch {
		case err == nil:
			return f, noteHolder(f)
		case !errors.Is(err, errHeld):
			return nil, fmt.Errorf("lock the release store: %w", err)
		case time.Now().After(end):
			return nil, fmt.Errorf("%w%s (%s)", ErrLocked, holder(name), name)
		}
		select {
		case <-ctx.Done():
		case <-time.After(lockPoll):
		}
	}
}

// noteHolder writes our process id into the lock file, for others' error messages.
func noteHolder(f *os.File) error {
	err := f.Truncate(0)
	if err == nil {
		_, err = f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("lock the release store: %w", err), f.Close())
	}
	return nil
}

// holder says which process holds the lock, where that can be read.
func holder(name string) string {
	body, err := readLimited(name, 64)
	if err != nil || len(body) == 0 {
		return ""
	}
	return ": process " + strings.TrimSpace(string(body))
}
