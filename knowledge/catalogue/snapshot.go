package catalogue

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"motcua/knowledge"
)

// Snapshot is one release in memory: the bytes of its parts and where each
// procedure stands in them. Procedures are decoded one at a time, when asked
// for. It never changes and is safe for concurrent use.
type Snapshot struct {
	release knowledge.Release
	parts   map[string][]byte
	lines   lineTable
}

var _ knowledge.Catalogue = (*Snapshot)(nil)

// newSnapshot takes over the bytes of the parts, which the caller has checked
// against the manifest.
func newSnapshot(r knowledge.Release, parts map[string][]byte) (*Snapshot, error) {
	if err := r.Validate(); err != nil {
		return nil, err
	}
	lines, err := scanLines(parts[knowledge.PartCatalogue])
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", knowledge.PartCatalogue, err)
	}
	return &Snapshot{release: r, parts: parts, lines: lines}, nil
}

// Release returns the manifest.
func (s *Snapshot) Release() knowledge.Release {
	r := s.release
	r.Parts = slices.Clone(r.Parts)
	return r
}

// Procedure decodes the procedure of that code. The error wraps
// [knowledge.ErrNotFound] when the release has none.
func (s *Snapshot) Procedure(ctx context.Context, code knowledge.ProcedureCode) (knowledge.Procedure, error) {
	if err := ctx.Err(); err != nil {
		return knowledge.Procedure{}, err
	}
	i, ok := s.lines.find(code)
	if !ok {
		return knowledge.Procedure{}, fmt.Errorf("procedure %s: %w", code, knowledge.ErrNotFound)
	}
	return s.decode(i)
}

// decode reads the procedure on line i.
func (s *Snapshot) decode(i int) (knowledge.Procedure, error) {
	p, err := readProcedureLine(s.line(i))
	if err == nil && p.Code != s.lines.codes[i] {
		err = corruptf("the code stands twice in the line")
	}
	if err != nil {
		return knowledge.Procedure{}, fmt.Errorf("part %s: procedure %s: %w", knowledge.PartCatalogue, s.lines.codes[i], err)
	}
	return p, nil
}

// line is line i of the catalogue part.
func (s *Snapshot) line(i int) []byte {
	return s.lines.line(s.parts[knowledge.PartCatalogue], i)
}

// readProcedureLine decodes one line of the catalogue. Fields it does not know
// are passed over: they are of a newer program that reads the same schema.
func readProcedureLine(line []byte) (knowledge.Procedure, error) {
	var p knowledge.Procedure
	if err := json.Unmarshal(line, &p); err != nil {
		return knowledge.Procedure{}, corruptf("%v", err)
	}
	return p, nil
}

// Codes lists all codes in ascending order. The caller owns the list.
func (s *Snapshot) Codes() []knowledge.ProcedureCode {
	return slices.Clone(s.lines.codes)
}

// Len is the number of procedures.
func (s *Snapshot) Len() int { return len(s.lines.codes) }

// All yields every procedure in the order of codes, decoding one at a time. An
// error concerns one procedure; the next ones follow.
func (s *Snapshot) All() iter.Seq2[knowledge.Procedure, error] {
	return func(yield func(knowledge.Procedure, error) bool) {
		for i := range s.lines.codes {
			if !yield(s.decode(i)) {
				return
			}
		}
	}
}

// FAQ decodes the frequently asked questions, ordered by id. None is not an error.
func (s *Snapshot) FAQ() ([]knowledge.FAQ, error) {
	var entries []knowledge.FAQ
	for line := range bytes.Lines(s.parts[knowledge.PartFAQ]) {
		var f knowledge.FAQ
		if err := json.Unmarshal(line, &f); err != nil {
			return nil, fmt.Errorf("part %s: line %d: %w", knowledge.PartFAQ, len(entries)+1, corruptf("%v", err))
		}
		entries = append(entries, f)
	}
	return entries, nil
}

// Laws decodes what is known about the status of legal documents.
func (s *Snapshot) Laws() ([]knowledge.LawStatus, error) {
	return decodeArray[knowledge.LawStatus](s, knowledge.PartLaws)
}

// Units decodes the administrative units, ordered by id.
func (s *Snapshot) Units() ([]knowledge.Unit, error) {
	return decodeArray[knowledge.Unit](s, knowledge.PartUnits)
}

// decodeArray decodes a part that is one JSON array; a release without the
// part has none.
func decodeArray[T any](s *Snapshot, name string) ([]T, error) {
	body, ok := s.parts[name]
	if !ok {
		return nil, nil
	}
	var values []T
	if err := json.Unmarshal(body, &values); err != nil {
		return nil, fmt.Errorf("part %s: %w", name, corruptf("%v", err))
	}
	return values, nil
}

// Part returns the bytes of a part and whether the release has it. The bytes
// are the snapshot's own: they must not be changed.
func (s *Snapshot) Part(name string) ([]byte, bool) {
	body, ok := s.parts[name]
	return slices.Clip(body), ok
}

// PartNames lists, in ascending order, the parts whose name begins with prefix.
func (s *Snapshot) PartNames(prefix string) []string {
	var names []string
	for _, p := range s.release.Parts {
		if strings.HasPrefix(p.Name, prefix) {
			names = append(names, p.Name)
		}
	}
	return names
}

// ContentDigest is a digest of the named parts, in whatever order they are
// named: two releases give the same one if and only if these parts are equal.
// A name that ends in a slash stands for all parts below it; a part that the
// release lacks counts as lacking. It is what an index's fingerprint is made of.
func (s *Snapshot) ContentDigest(names ...string) knowledge.Digest {
	lines := make(map[string]string)
	for _, name := range names {
		if !strings.HasSuffix(name, "/") {
			lines[name] = "-"
		}
		for _, p := range s.release.Parts {
			if p.Name == name || strings.HasSuffix(name, "/") && strings.HasPrefix(p.Name, name) {
				lines[p.Name] = string(p.Digest)
			}
		}
	}
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(lines)) {
		fmt.Fprintf(&b, "%s %s\n", name, lines[name])
	}
	return knowledge.DigestOf(b.Bytes())
}

// Content decodes the whole release, to make another one from it. It takes
// some hundred megabytes for a full catalogue: not for answering questions.
func (s *Snapshot) Content() (Content, error) {
	c := Content{Procedures: make([]knowledge.Procedure, 0, s.Len()), Files: make(map[string][]byte)}
	for p, err := range s.All() {
		if err != nil {
			return Content{}, err
		}
		c.Procedures = append(c.Procedures, p)
	}
	var err error
	if c.FAQ, err = s.FAQ(); err != nil {
		return Content{}, err
	}
	if c.Laws, err = s.Laws(); err != nil {
		return Content{}, err
	}
	if c.Units, err = s.Units(); err != nil {
		return Content{}, err
	}
	for _, p := range s.release.Parts {
		if strings.Contains(p.Name, "/") {
			c.Files[p.Name] = bytes.Clone(s.parts[p.Name])
		}
	}
	return c, nil
}
