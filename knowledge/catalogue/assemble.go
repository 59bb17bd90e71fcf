package catalogue

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"motcua/knowledge"
)

// Assemble checks the content and makes a release of it. The order in which
// the content comes does not matter: equal content gives an equal release ID.
//
// It refuses, all faults at once and each wrapping [knowledge.ErrInvalid]: no
// procedure at all, anything that does not Validate, a code, FAQ id, unit id
// or law row that stands twice, FAQ entries for unknown units, text that is
// not UTF-8, and files outside "phrases/" and "model/".
//
// The release has no Created, Note or Parent yet: [Store.Put] adds them.
func Assemble(c Content) (*Snapshot, error) {
	c = c.clone()
	sortContent(&c)
	if err := validateContent(&c); err != nil {
		return nil, fmt.Errorf("assemble release: %w", err)
	}
	parts, err := encodeContent(&c)
	if err != nil {
		return nil, fmt.Errorf("assemble release: %w", err)
	}
	release := knowledge.Release{Schema: knowledge.ReleaseSchema, Parts: make([]knowledge.Part, 0, len(parts))}
	bodies := make(map[string][]byte, len(parts))
	for _, p := range parts {
		release.Parts = append(release.Parts, knowledge.Part{
			Name: p.name, Digest: knowledge.DigestOf(p.body), Size: int64(len(p.body)), Items: p.items,
		})
		bodies[p.name] = p.body
	}
	release.ID = release.ContentID()
	return newSnapshot(release, bodies)
}

// sortContent brings every list into the order of the release.
func sortContent(c *Content) {
	slices.SortStableFunc(c.Procedures, func(a, b knowledge.Procedure) int { return cmp.Compare(a.Code, b.Code) })
	slices.SortStableFunc(c.FAQ, func(a, b knowledge.FAQ) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortStableFunc(c.Laws, func(a, b knowledge.LawStatus) int { return cmp.Compare(lawKey(a), lawKey(b)) })
	slices.SortStableFunc(c.Units, func(a, b knowledge.Unit) int { return cmp.Compare(a.ID, b.ID) })
}

// lawKey tells two statements about legal documents apart.
func lawKey(l knowledge.LawStatus) string {
	return strings.Join([]string{l.Number, l.Status, l.By, string(l.From)}, "\x00")
}

// validateContent reports everything that is wrong with sorted content, joined.
func validateContent(c *Content) error {
	var errs []error
	if len(c.Procedures) == 0 {
		errs = append(errs, invalidf("no procedures"))
	}
	for i := range c.Procedures {
		errs = append(errs, c.Procedures[i].Validate())
		if i > 0 && c.Procedures[i-1].Code == c.Procedures[i].Code {
			errs = append(errs, invalidf("procedure %s stands twice", c.Procedures[i].Code))
		}
	}
	for i := range c.Laws {
		if err := c.Laws[i].Validate(); err != nil {
			errs = append(errs, fmt.Errorf("law %q: %w", c.Laws[i].Number, err))
		}
		if i > 0 && lawKey(c.Laws[i-1]) == lawKey(c.Laws[i]) {
			errs = append(errs, invalidf("law %q stands twice", c.Laws[i].Number))
		}
	}
	for i := range c.Units {
		errs = append(errs, c.Units[i].Validate())
		if i > 0 && c.Units[i-1].ID == c.Units[i].ID {
			errs = append(errs, invalidf("unit %s stands twice", c.Units[i].ID))
		}
	}
	errs = append(errs, validateFAQ(c), validateFiles(c.Files))
	return errors.Join(errs...)
}

// validateFAQ checks the entries and that the units they name exist, as far as
// the content knows units at all.
func validateFAQ(c *Content) error {
	units := make(map[knowledge.UnitID]bool, len(c.Units))
	for i := range c.Units {
		units[c.Units[i].ID] = true
	}
	var errs []error
	for i := range c.FAQ {
		f := &c.FAQ[i]
		errs = append(errs, f.Validate())
		if i > 0 && c.FAQ[i-1].ID == f.ID {
			errs = append(errs, invalidf("FAQ %s stands twice", f.ID))
		}
		for _, u := range f.Units {
			if len(units) > 0 && !units[u] {
				errs = append(errs, invalidf("FAQ %s: unknown unit %q", f.ID, string(u)))
			}
		}
	}
	return errors.Join(errs...)
}

// maxPart is the size up to which a part is believed, in bytes.
const maxPart = 256 << 20

// validateFiles checks names and sizes, and that phrases are text.
func validateFiles(files map[string][]byte) error {
	var errs []error
	for name, body := range files {
		phrases := strings.HasPrefix(name, knowledge.PartPhrases)
		switch {
		case !fs.ValidPath(name) || !phrases && !strings.HasPrefix(name, knowledge.PartModel):
			errs = append(errs, invalidf("file %q: its name is not below %s or %s", name, knowledge.PartPhrases, knowledge.PartModel))
		case len(body) > maxPart:
			errs = append(errs, invalidf("file %s: %d bytes, at most %d are allowed", name, len(body), maxPart))
		case phrases && !utf8.Valid(body):
			errs = append(errs, invalidf("file %s: not UTF-8", name))
		}
	}
	return errors.Join(errs...)
}

// encodedPart is a part before it has a digest.
type encodedPart struct {
	name  string
	body  []byte
	items int
}

// encodeContent writes sorted content as parts, sorted by name. Lists that are
// empty give no part.
func encodeContent(c *Content) ([]encodedPart, error) {
	catalogue, err := encodeLines(c.Procedures)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", knowledge.PartCatalogue, err)
	}
	faq, err := encodeLines(c.FAQ)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", knowledge.PartFAQ, err)
	}
	laws, err := encodeArray(c.Laws)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", knowledge.PartLaws, err)
	}
	units, err := encodeArray(c.Units)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", knowledge.PartUnits, err)
	}
	lists := []encodedPart{
		{knowledge.PartCatalogue, catalogue, len(c.Procedures)},
		{knowledge.PartFAQ, faq, len(c.FAQ)},
		{knowledge.PartLaws, laws, len(c.Laws)},
		{knowledge.PartUnits, units, len(c.Units)},
	}
	all := slices.DeleteFunc(lists, func(p encodedPart) bool { return p.items == 0 })
	for name, body := range c.Files {
		items := 1
		if strings.HasPrefix(name, knowledge.PartPhrases) {
			items = bytes.Count(body, []byte("\n"))
		}
		all = append(all, encodedPart{name, bytes.Clone(body), items})
	}
	slices.SortFunc(all, func(a, b encodedPart) int { return cmp.Compare(a.name, b.name) })
	return all, nil
}

// encodeLines writes each value as canonical JSON on a line of its own.
func encodeLines[T any](values []T) ([]byte, error) {
	var b bytes.Buffer
	for i := range values {
		start := b.Len()
		if err := encodeValue(&b, &values[i]); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
		if n := b.Len() - start; n > maxLine {
			return nil, fmt.Errorf("line %d: %w", i+1, invalidf("%d bytes, at most %d are allowed", n, maxLine))
		}
	}
	return bytes.Clone(b.Bytes()), nil
}

// encodeArray writes the values as one JSON array, an element a line.
func encodeArray[T any](values []T) ([]byte, error) {
	if len(values) == 0 {
		return nil, nil
	}
	var b bytes.Buffer
	for i := range values {
		if i == 0 {
			b.WriteByte('[')
		} else {
			b.WriteByte(',')
		}
		if err := encodeValue(&b, &values[i]); err != nil {
			return nil, fmt.Errorf("element %d: %w", i, err)
		}
	}
	b.WriteString("]\n")
	return bytes.Clone(b.Bytes()), nil
}

// encodeValue writes one value in the canonical form: fields in the order of
// the Go type, nothing escaped that need not be, a line feed at the end.
func encodeValue(b *bytes.Buffer, v any) error {
	start := b.Len()
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("encode %T: %w", v, err)
	}
	// The encoder writes this escape for bytes that are not UTF-8 and for nothing else.
	if line := b.Bytes()[start:]; bytes.Contains(bytes.ReplaceAll(line, []byte(`\\`), nil), []byte(`\ufffd`)) {
		return invalidf("text is not UTF-8: %s", clip(string(line), 80))
	}
	return nil
}
