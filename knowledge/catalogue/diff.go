package catalogue

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"motcua/knowledge"
)

// Diff is what a new release changes, for the clerk who approves it.
type Diff struct {
	Old     knowledge.Digest  `json:"old"`
	New     knowledge.Digest  `json:"new"`
	Added   []ProcedureRef    `json:"added,omitempty"`
	Removed []ProcedureRef    `json:"removed,omitempty"`
	Changed []ProcedureChange `json:"changed,omitempty"`
	// Refreshed counts procedures that say the same as before and differ in
	// where and when they were read only.
	Refreshed int          `json:"refreshed,omitempty"`
	FAQ       Count        `json:"faq"`
	Laws      Count        `json:"laws"`
	Units     Count        `json:"units"`
	Files     []FileChange `json:"files,omitempty"` // phrases and models
}

// ProcedureRef names a procedure.
type ProcedureRef struct {
	Code knowledge.ProcedureCode `json:"code"`
	Name string                  `json:"name"` // as people call it
}

// ProcedureChange lists the fields in which a procedure changed.
type ProcedureChange struct {
	ProcedureRef
	Fields []FieldChange `json:"fields"`
}

// FieldChange is what one field loses and gains, as short text. Of a list only
// the elements that differ are shown.
type FieldChange struct {
	Field string `json:"field"` // as in the JSON form of a procedure
	Label string `json:"label"` // in Vietnamese
	Old   string `json:"old,omitempty"`
	New   string `json:"new,omitempty"`
}

// Count says how many items of a list are new, gone and different.
type Count struct {
	Added   int `json:"added"`
	Removed int `json:"removed"`
	Changed int `json:"changed"`
}

// FileChange counts the lines a file gains and loses.
type FileChange struct {
	Name    string `json:"name"`
	Added   int    `json:"added"`
	Removed int    `json:"removed"`
}

// Empty reports whether the releases say the same.
func (d *Diff) Empty() bool {
	return len(d.Added)+len(d.Removed)+len(d.Changed)+len(d.Files)+d.Refreshed == 0 &&
		d.FAQ == Count{} && d.Laws == Count{} && d.Units == Count{}
}

// Compare finds what changes from old to new. An old of nil is an empty release.
func Compare(old, next *Snapshot) (Diff, error) {
	if old == nil {
		old = &Snapshot{}
	}
	d := Diff{Old: old.release.ID, New: next.release.ID}
	var err error
	if err = d.compareProcedures(old, next); err != nil {
		return Diff{}, fmt.Errorf("compare releases: %w", err)
	}
	if d.FAQ, err = compareLists(old.FAQ, next.FAQ, func(f knowledge.FAQ) string { return f.ID }); err != nil {
		return Diff{}, fmt.Errorf("compare releases: %w", err)
	}
	if d.Laws, err = compareLists(old.Laws, next.Laws, lawKey); err != nil {
		return Diff{}, fmt.Errorf("compare releases: %w", err)
	}
	if d.Units, err = compareLists(old.Units, next.Units, func(u knowledge.Unit) string { return string(u.ID) }); err != nil {
		return Diff{}, fmt.Errorf("compare releases: %w", err)
	}
	d.compareFiles(old, next)
	return d, nil
}

// compareProcedures walks through both catalogues in the order of codes.
func (d *Diff) compareProcedures(old, next *Snapshot) error {
	for i, k := 0, 0; i < old.Len() || k < next.Len(); {
		var err error
		switch {
		case k == next.Len() || i < old.Len() && old.lines.codes[i] < next.lines.codes[k]:
			d.Removed, err = appendRef(d.Removed, old, i)
			i++
		case i == old.Len() || next.lines.codes[k] < old.lines.codes[i]:
			d.Added, err = appendRef(d.Added, next, k)
			k++
		default:
			if !bytes.Equal(old.line(i), next.line(k)) {
				err = d.compareProcedure(old, next, i, k)
			}
			i++
			k++
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// appendRef adds the procedure on line i.
func appendRef(list []ProcedureRef, s *Snapshot, i int) ([]ProcedureRef, error) {
	p, err := s.decode(i)
	return append(list, ProcedureRef{Code: p.Code, Name: p.DisplayName()}), err
}

// compareProcedure finds the fields in which two lines of one code differ.
func (d *Diff) compareProcedure(old, next *Snapshot, i, k int) error {
	before, err := old.decode(i)
	if err != nil {
		return err
	}
	after, err := next.decode(k)
	if err != nil {
		return err
	}
	change := ProcedureChange{ProcedureRef: ProcedureRef{Code: after.Code, Name: after.DisplayName()}}
	refreshed := before.Provenance != after.Provenance
	if sameFacts(before.Provenance, after.Provenance) {
		before.Provenance = after.Provenance
	}
	for _, f := range procedureFields {
		if fc, changed := f.compare(&before, &after); changed {
			change.Fields = append(change.Fields, fc)
		}
	}
	switch {
	case len(change.Fields) > 0:
		d.Changed = append(d.Changed, change)
	case refreshed:
		d.Refreshed++
	}
	return nil
}

// sameFacts reports whether two provenances differ at most in where and when
// the text was read.
func sameFacts(a, b knowledge.Provenance) bool {
	for _, p := range []*knowledge.Provenance{&a, &b} {
		p.Source, p.URL, p.Digest, p.Fetched, p.Checked, p.Updated = "", "", "", "", "", ""
	}
	return a == b
}

// compareLists counts what differs between two lists whose elements have keys.
func compareLists[T any](oldList, newList func() ([]T, error), key func(T) string) (Count, error) {
	before, err := encodeByKey(oldList, key)
	if err != nil {
		return Count{}, err
	}
	after, err := encodeByKey(newList, key)
	if err != nil {
		return Count{}, err
	}
	var c Count
	for k, was := range before {
		is, ok := after[k]
		switch {
		case !ok:
			c.Removed++
		case is != was:
			c.Changed++
		}
	}
	c.Added = len(after) - (len(before) - c.Removed)
	return c, nil
}

// encodeByKey gives the JSON of each element by its key.
func encodeByKey[T any](list func() ([]T, error), key func(T) string) (map[string]string, error) {
	values, err := list()
	if err != nil {
		return nil, err
	}
	byKey := make(map[string]string, len(values))
	for _, v := range values {
		body, err := json.Marshal(v)
		if err != nil {
			return nil, err
		}
		byKey[key(v)] = string(body)
	}
	return byKey, nil
}

// compareFiles counts the lines that come and go in files.
func (d *Diff) compareFiles(old, next *Snapshot) {
	names := slices.Concat(old.PartNames(""), next.PartNames(""))
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		before, had := old.parts[name]
		after, has := next.parts[name]
		if !strings.Contains(name, "/") || had == has && bytes.Equal(before, after) {
			continue
		}
		change := FileChange{Name: name}
		lines := make(map[string]int)
		for line := range bytes.Lines(before) {
			lines[string(line)]++
		}
		for line := range bytes.Lines(after) {
			if lines[string(line)] > 0 {
				lines[string(line)]--
			} else {
				change.Added++
			}
		}
		for _, n := range lines {
			change.Removed += n
		}
		d.Files = append(d.Files, change)
	}
}
