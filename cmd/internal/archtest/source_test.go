package archtest_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// source is one Go file of the module.
type source struct {
	name    string // path below the module's root
	tree    *ast.File
	imports []string
}

// pkg is the path of the file's package below the module's root.
func (s *source) pkg() string { return path.Dir(s.name) }

// isTest reports whether the file belongs to tests.
func (s *source) isTest() bool { return strings.HasSuffix(s.name, "_test.go") }

// parseSource parses a file; text may be nil to read it from disk.
func parseSource(root, name string, text any) (source, error) {
	file := filepath.Join(root, filepath.FromSlash(name))
	tree, err := parser.ParseFile(token.NewFileSet(), file, text, parser.SkipObjectResolution)
	if err != nil {
		return source{}, err
	}
	s := source{name: name, tree: tree}
	for _, spec := range tree.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return source{}, err
		}
		s.imports = append(s.imports, imported)
	}
	return s, nil
}

// moduleRoot finds the directory of go.mod above the test.
func moduleRoot(tb testing.TB) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			tb.Fatal("no go.mod above the test")
		}
		dir = parent
	}
}

// walkModule calls visit for every regular file below root, leaving out hidden
// directories and those of other tools.
func walkModule(root string, visit func(name string) error) error {
	return fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // somebody removed it meanwhile
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".git") || d.Name() == "node_modules"):
			return fs.SkipDir
		case d.Type().IsRegular():
			return visit(name)
		}
		return nil
	})
}

// moduleSources parses every Go file of the module, whatever its build tags.
func moduleSources(tb testing.TB) []source {
	tb.Helper()
	root := moduleRoot(tb)
	var all []source
	err := walkModule(root, func(name string) error {
		if path.Ext(name) != ".go" || strings.Contains("/"+name, "/testdata/") || strings.Contains("/"+name, "/_") {
			return nil
		}
		s, err := parseSource(root, name, nil)
		if err == nil {
			all = append(all, s)
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	if len(all) < 50 {
		tb.Fatalf("only %d Go files found below %s", len(all), root)
	}
	return all
}
