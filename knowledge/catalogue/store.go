package catalogue

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"motcua/knowledge"
)

// Store keeps releases in a directory:
//
//	parts/<digest>          a part, compressed; named by the digest of its content
//	releases/<digest>.json  the manifest of a release
//	releases/CURRENT        the id of the release in use
//	releases/HISTORY.jsonl  every switch, oldest first
//	releases/LOCK           held while somebody writes
//
// Everything is written to a temporary file, flushed and renamed, so that a
// reader or a crash never meets half a file; nothing that exists is changed
// but CURRENT and the history. Reading needs no lock. A Store is safe for
// concurrent use, also by several processes.
type Store struct {
	parts    string
	releases string
	now      func() time.Time
	lockWait time.Duration // how long a writer waits for another process

	mu sync.Mutex // one writer of this process at a time
}

const (
	currentFile = "CURRENT"
	historyFile = "HISTORY.jsonl"
	lockFile    = "LOCK"
	manifestExt = ".json"
)

// OpenStore opens the store below dir and makes its directories when absent.
func OpenStore(dir string) (*Store, error) {
	s := &Store{
		parts:    filepath.Join(dir, "parts"),
		releases: filepath.Join(dir, "releases"),
		now:      time.Now,
		lockWait: 3 * time.Second,
	}
	for _, d := range []string{s.parts, s.releases} {
		if err := os.MkdirAll(d, 0o750); err != nil {
			return nil, fmt.Errorf("open release store: %w", err)
		}
	}
	return s, nil
}

// Put writes the snapshot's parts and manifest and returns the release as
// stored: with the time, the note and, as Parent, the release that is current
// now. Parts that are there and sound are not written again, damaged ones are
// replaced. A release that is there already is returned as it is. Put does not
// switch to the release.
//
// The error wraps [ErrLocked] when another process is writing.
func (s *Store) Put(ctx context.Context, snap *Snapshot, note string, now time.Time) (knowledge.Release, error) {
	release := snap.Release()
	release.Created, release.Note = now.UTC().Truncate(time.Millisecond), note
	err := s.exclusive(ctx, func() error {
		if err := s.putParts(ctx, snap); err != nil {
			return err
		}
		switch have, err := s.manifest(release.ID); {
		case err == nil:
			release = have
			return nil
		case !errors.Is(err, knowledge.ErrNotFound) && !errors.Is(err, ErrCorrupt):
			return err
		}
		switch parent, err := s.Current(); {
		case err == nil && parent != release.ID:
			release.Parent = parent
		case err != nil && !errors.Is(err, knowledge.ErrNotFound) && !errors.Is(err, ErrCorrupt):
			return err
		}
		body, err := json.MarshalIndent(release, "", "\t")
		if err != nil {
			return err
		}
		return writeAtomic(s.releases, string(release.ID)+manifestExt, append(body, '\n'))
	})
	if err != nil {
		return knowledge.Release{}, fmt.Errorf("put release %s: %w", release.ID.Short(), err)
	}
	return release, nil
}

// putParts writes the parts that are missing or damaged.
func (s *Store) putParts(ctx context.Context, snap *Snapshot) error {
	for _, p := range snap.release.Parts {
		if err := ctx.Err(); err != nil {
			return err
		}
		_, err := s.readPart(p)
		if err == nil {
			continue
		}
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, ErrCorrupt) {
			return err
		}
		if err := s.writePart(p, snap.parts[p.Name]); err != nil {
			return err
		}
	}
	return syncDir(s.parts)
}

// Open reads a release and checks every part against its digest. The error
// wraps [knowledge.ErrNotFound], [ErrCorrupt] (naming the part) or [ErrNewer].
func (s *Store) Open(ctx context.Context, id knowledge.Digest) (*Snapshot, error) {
	snap, err := s.open(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("open release %s: %w", id.Short(), err)
	}
	return snap, nil
}

func (s *Store) open(ctx context.Context, id knowledge.Digest) (*Snapshot, error) {
	release, err := s.manifest(id)
	if err != nil {
		return nil, err
	}
	parts := make(map[string][]byte, len(release.Parts))
	for _, p := range release.Parts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		body, err := s.readPart(p)
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				err = corruptf("part %s (%s) is missing", p.Name, p.Digest.Short())
			}
			return nil, err
		}
		parts[p.Name] = body
	}
	return newSnapshot(release, parts)
}

// OpenCurrent opens the release in use. The error wraps
// [knowledge.ErrNotFound] when none was ever chosen.
func (s *Store) OpenCurrent(ctx context.Context) (*Snapshot, error) {
	id, err := s.Current()
	if err != nil {
		return nil, err
	}
	return s.Open(ctx, id)
}

// List returns all releases, newest first. Manifests that cannot be read do
// not hide the others: the error names them and comes with the list.
func (s *Store) List() ([]knowledge.Release, error) {
	ids, err := s.ids()
	if err != nil {
		return nil, fmt.Errorf("list releases: %w", err)
	}
	var list []knowledge.Release
	var errs []error
	for _, id := range ids {
		release, err := s.manifest(id)
		if err != nil {
			errs = append(errs, fmt.Errorf("list releases: %s: %w", id.Short(), err))
			continue
		}
		list = append(list, release)
	}
	slices.SortStableFunc(list, func(a, b knowledge.Release) int { return b.Created.Compare(a.Created) })
	return list, errors.Join(errs...)
}
