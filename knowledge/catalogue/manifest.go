package catalogue

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"motcua/knowledge"
)

// maxManifest is the size up to which a manifest is believed, in bytes.
const maxManifest = 4 << 20

// manifest reads and checks the manifest of a release.
func (s *Store) manifest(id knowledge.Digest) (knowledge.Release, error) {
	if err := id.Validate(); err != nil {
		return knowledge.Release{}, err
	}
	body, err := readLimited(filepath.Join(s.releases, string(id)+manifestExt), maxManifest)
	if errors.Is(err, fs.ErrNotExist) {
		return knowledge.Release{}, fmt.Errorf("release %s: %w", id.Short(), knowledge.ErrNotFound)
	}
	if err != nil {
		return knowledge.Release{}, err
	}
	release, err := ParseManifest(body)
	if err == nil && release.ID != id {
		err = corruptf("the manifest is of release %s", release.ID.Short())
	}
	return release, err
}

// ParseManifest decodes and checks a release manifest. The error wraps
// [ErrNewer] when its schema is newer than this program, else [ErrCorrupt].
func ParseManifest(body []byte) (knowledge.Release, error) {
	var head struct {
		Schema int `json:"schema"`
	}
	if err := json.Unmarshal(body, &head); err != nil {
		return knowledge.Release{}, corruptf("manifest: %v", err)
	}
	if head.Schema > knowledge.ReleaseSchema {
		return knowledge.Release{}, fmt.Errorf("manifest schema %d, this program reads up to %d: %w",
			head.Schema, knowledge.ReleaseSchema, ErrNewer)
	}
	var release knowledge.Release
	if err := json.Unmarshal(body, &release); err != nil {
		return knowledge.Release{}, corruptf("manifest: %v", err)
	}
	if err := release.Validate(); err != nil {
		return knowledge.Release{}, corruptf("manifest: %v", err)
	}
	for _, p := range release.Parts {
		if p.Size < 0 || p.Size > maxPart || !fs.ValidPath(p.Name) {
			return knowledge.Release{}, corruptf("manifest: part %q of %d bytes", p.Name, p.Size)
		}
	}
	return release, nil
}

// ids lists the releases that have a manifest, in ascending order.
func (s *Store) ids() ([]knowledge.Digest, error) {
	entries, err := os.ReadDir(s.releases)
	if err != nil {
		return nil, err
	}
	var ids []knowledge.Digest
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), manifestExt)
		if id := knowledge.Digest(name); ok && id.Validate() == nil {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// Words that [Store.Resolve] understands instead of digits.
const (
	NameCurrent  = "current"
	NamePrevious = "previous"
)

// minPrefix is the least number of digits that may stand for a release.
const minPrefix = 4

// Resolve finds the release meant by a clerk: [NameCurrent], [NamePrevious] or
// the first digits of an id, four at least. The error wraps
// [knowledge.ErrNotFound], [ErrAmbiguous] or [knowledge.ErrInvalid].
func (s *Store) Resolve(prefix string) (knowledge.Digest, error) {
	prefix = strings.ToLower(strings.TrimSpace(prefix))
	switch prefix {
	case NameCurrent:
		return s.Current()
	case NamePrevious:
		return s.Previous()
	}
	if len(prefix) < minPrefix || strings.Trim(prefix, "0123456789abcdef") != "" {
		return "", invalidf("release %q: give at least %d hex digits, %q or %q", prefix, minPrefix, NameCurrent, NamePrevious)
	}
	ids, err := s.ids()
	if err != nil {
		return "", fmt.Errorf("resolve release %s: %w", prefix, err)
	}
	var found []string
	for _, id := range ids {
		if strings.HasPrefix(string(id), prefix) {
			found = append(found, string(id))
		}
	}
	switch len(found) {
	case 0:
		return "", fmt.Errorf("release %s: %w", prefix, knowledge.ErrNotFound)
	case 1:
		return knowledge.Digest(found[0]), nil
	}
	return "", fmt.Errorf("release %s: %w: %s", prefix, ErrAmbiguous, strings.Join(found, ", "))
}
