package catalogue

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"motcua/knowledge"
)

// The directories of the shipped tree.
const (
	dirCatalogue = "catalogue"
	dirFAQ       = "faq"
	dirLaws      = "laws"
	dirUnits     = "units"
	dirPhrases   = "phrases"
)

// treeSchema is the version of the form of the files under laws, units and faq.
const treeSchema = 1

// ReadTree reads the data tree a program ships with:
//
//	catalogue/*.json   one procedure each
//	faq/*.json         an array of entries, or {"schema":1,"entries":[...]}
//	laws/*.json        {"schema":1,"laws":[...]}
//	units/*.json       {"schema":1,"units":[...]}
//	phrases/**         *.tsv, *.json and *.txt files, as they are
//
// The objects may carry a "source" that says where the list comes from.
// Directories that are absent are empty; other directories are not looked at.
// An unknown or repeated field, a second value in a file, a newer schema or a file of
// another kind is an error that names the file; all files are read before it
// returns. Files called README.md and names that begin with a dot or an
// underscore are passed over.
func ReadTree(fsys fs.FS) (Content, error) {
	c := Content{Files: make(map[string][]byte)}
	err := errors.Join(
		readDir(fsys, dirCatalogue, jsonOnly, func(_ string, body []byte) error {
			var p knowledge.Procedure
			if err := decodeStrict(body, &p); err != nil {
				return err
			}
			c.Procedures = append(c.Procedures, p)
			return p.Validate()
		}),
		readDir(fsys, dirFAQ, jsonOnly, func(_ string, body []byte) error { return readFAQ(&c, body) }),
		readDir(fsys, dirLaws, jsonOnly, func(_ string, body []byte) error {
			var file struct {
				fileHead
				Laws []knowledge.LawStatus `json:"laws"`
			}
			err := decodeStrict(body, &file)
			c.Laws = append(c.Laws, file.Laws...)
			return errors.Join(err, file.check())
		}),
		readDir(fsys, dirUnits, jsonOnly, func(_ string, body []byte) error {
			var file struct {
				fileHead
				Units []knowledge.Unit `json:"units"`
			}
			err := decodeStrict(body, &file)
			c.Units = append(c.Units, file.Units...)
			return errors.Join(err, file.check())
		}),
		readDir(fsys, dirPhrases, []string{".tsv", ".json", ".txt"}, func(name string, body []byte) error {
			c.Files[name] = body
			return nil
		}),
	)
	if err != nil {
		return Content{}, fmt.Errorf("read data tree: %w", err)
	}
	return c, nil
}

// readFAQ adds the entries of one file, which is an array or an object.
func readFAQ(c *Content, body []byte) error {
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")) {
		var entries []knowledge.FAQ
		err := decodeStrict(body, &entries)
		c.FAQ = append(c.FAQ, entries...)
		return err
	}
	var file struct {
		fileHead
		Entries []knowledge.FAQ `json:"entries"`
	}
	err := decodeStrict(body, &file)
	c.FAQ = append(c.FAQ, file.Entries...)
	return errors.Join(err, file.check())
}

// fileHead begins every file that is an object around a list.
type fileHead struct {
	Schema int    `json:"schema"`
	Source string `json:"source"` // where the list comes from, and its licence: for readers of the file
}

// check reports whether a file of that schema can be read.
func (h fileHead) check() error {
	switch {
	case h.Schema > treeSchema:
		return fmt.Errorf("schema %d, this program reads up to %d: %w", h.Schema, treeSchema, ErrNewer)
	case h.Schema < 1:
		return invalidf(`no "schema"`)
	}
	return nil
}

// jsonOnly are the kinds of files of most directories.
var jsonOnly = []string{".json"}

// readDir hands every file below dir to read, in the order of names, and joins
// the errors, each with the name of its file.
func readDir(fsys fs.FS, dir string, kinds []string, read func(name string, body []byte) error) error {
	var errs []error
	err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_"):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() || d.Name() == "README.md":
			return nil
		case !hasKind(name, kinds):
			errs = append(errs, fmt.Errorf("%s: %w", name, invalidf("not one of %s", strings.Join(kinds, " "))))
			return nil
		}
		body, err := fs.ReadFile(fsys, name)
		if err == nil {
			err = read(name, body)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", name, err))
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// hasKind reports whether the name ends in one of the kinds.
func hasKind(name string, kinds []string) bool {
	for _, kind := range kinds {
		if path.Ext(name) == kind {
			return true
		}
	}
	return false
}
