package search

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"motcua/knowledge"
)

// ErrFingerprint is returned by [Open] when no complete index of that
// fingerprint lies in the directory.
var ErrFingerprint = errors.New("no index of this fingerprint")

// sideName is the file beside bleve's own that holds what a query needs.
const sideName = "motcua.json"

// batchSize is how many documents bleve indexes at a time.
const batchSize = 1000

// side is the content of the side file.
type side struct {
	Fingerprint string          `json:"fingerprint"`
	Docs        int             `json:"docs"`
	Meta        map[string]meta `json:"meta,omitempty"` // only documents that have any
}

// Fingerprint names the index of content with this digest: it changes with the
// content, the mapping and the analyzers.
func Fingerprint(content knowledge.Digest) (string, error) {
	m, err := newMapping()
	if err != nil {
		return "", err
	}
	body, err := json.Marshal(m)
	if err != nil {
		return "", fmt.Errorf("encode mapping: %w", err)
	}
	sum := knowledge.DigestOf(fmt.Appendf(nil, "%d\n%s\n%s\n", AnalyzerVersion, body, content))
	return string(sum[:32]), nil
}

// Build indexes docs and returns the open index. With root "" the index lives
// in memory; otherwise it is built beside root/<fingerprint> and renamed into
// place when complete, so that a crash leaves nothing half made. An index that
// is already there is opened as it is.
func Build(ctx context.Context, root, fingerprint string, docs []Document) (*Index, error) {
	if root == "" {
		return buildInMemory(ctx, fingerprint, docs)
	}
	if ix, err := Open(root, fingerprint); err == nil {
		return ix, nil
	}
	if err := buildOnDisk(ctx, root, fingerprint, docs); err != nil {
		return nil, fmt.Errorf("build index %s: %w", fingerprint, err)
	}
	return Open(root, fingerprint)
}

func buildInMemory(ctx context.Context, fingerprint string, docs []Document) (*Index, error) {
	m, err := newMapping()
	if err != nil {
		return nil, err
	}
	// Never bleve.NewMemOnly: that is the old upsidedown index, ten times slower.
	ix, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("index in memory: %w", err)
	}
	for start := 0; start < len(docs); start += batchSize {
		if err := indexBatch(ctx, ix, docs[start:min(start+batchSize, len(docs))]); err != nil {
			return nil, errors.Join(err, ix.Close())
		}
	}
	return newIndex(ix, sideOf(fingerprint, docs))
}

func indexBatch(ctx context.Context, ix bleve.Index, docs []Document) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	b := ix.NewBatch()
	for i := range docs {
		if err := b.Index(docs[i].key(), docs[i].fields()); err != nil {
			return fmt.Errorf("index %s: %w", docs[i].key(), err)
		}
	}
	return ix.Batch(b)
}

// buildOnDisk writes one merged segment with bleve's builder: the form that is
// read fastest.
func buildOnDisk(ctx context.Context, root, fingerprint string, docs []Document) (err error) {
	if err := os.MkdirAll(root, 0o750); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp(root, ".building-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(tmp)) }()
	m, err := newMapping()
	if err != nil {
		return err
	}
	made := filepath.Join(tmp, "index")
	b, err := bleve.NewBuilder(made, m, map[string]any{"batchSize": batchSize, "buildPathPrefix": tmp})
	if err != nil {
		return err
	}
	for i := range docs {
		if err := errors.Join(ctx.Err(), b.Index(docs[i].key(), docs[i].fields())); err != nil {
			return errors.Join(fmt.Errorf("index %s: %w", docs[i].key(), err), b.Close())
		}
	}
	if err := b.Close(); err != nil {
		return err
	}
	if err := writeSide(made, sideOf(fingerprint, docs)); err != nil {
		return err
	}
	return moveIntoPlace(made, filepath.Join(root, fingerprint))
}

// moveIntoPlace renames made to target; when another process was faster its
// index is as good.
func moveIntoPlace(made, target string) error {
	err := os.Rename(made, target)
	if err == nil {
		return nil
	}
	if _, statErr := os.Stat(filepath.Join(target, sideName)); statErr == nil {
		return nil
	}
	// What stands in the way has no side file: a broken leftover.
	if rmErr := os.RemoveAll(target); rmErr != nil {
		return errors.Join(err, rmErr)
	}
	return os.Rename(made, target)
}

func sideOf(fingerprint string, docs []Document) side {
	s := side{Fingerprint: fingerprint, Docs: len(docs), Meta: map[string]meta{}}
	for i := range docs {
		d := &docs[i]
		if m := (meta{Units: d.Units, From: d.From, To: d.To}); !m.empty() {
			s.Meta[d.key()] = m
		}
	}
	return s
}

func writeSide(dir string, s side) error {
	body, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, sideName), body, 0o600)
}

// Open opens the complete index of this fingerprint below root. The error
// wraps [ErrFingerprint] when there is none.
func Open(root, fingerprint string) (*Index, error) {
	dir := filepath.Join(root, fingerprint)
	body, err := os.ReadFile(filepath.Join(dir, sideName)) //nolint:gosec // the directory is ours
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFingerprint, err)
	}
	var s side
	if err := json.Unmarshal(body, &s); err != nil || s.Fingerprint != fingerprint {
		return nil, fmt.Errorf("%w: side file of %s does not match", ErrFingerprint, dir)
	}
	ix, err := bleve.OpenUsing(dir, map[string]any{"read_only": true})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFingerprint, err)
	}
	opened, err := newIndex(ix, s)
	if err != nil {
		return nil, errors.Join(err, ix.Close())
	}
	if n, err := ix.DocCount(); err != nil || int(n) != s.Docs { //nolint:gosec // a count of documents
		return nil, errors.Join(fmt.Errorf("%w: %d documents, want %d", ErrFingerprint, n, s.Docs), err, ix.Close())
	}
	return opened, nil
}

// Prune removes the indexes below root that are not to be kept, and leftovers
// of interrupted builds.
func Prune(root string, keep ...string) error {
	entries, err := os.ReadDir(root)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	kept := make(map[string]bool, len(keep))
	for _, k := range keep {
		kept[k] = true
	}
	var errs []error
	for _, e := range entries {
		if e.IsDir() && !kept[e.Name()] {
			errs = append(errs, os.RemoveAll(filepath.Join(root, e.Name())))
		}
	}
	return errors.Join(errs...)
}
