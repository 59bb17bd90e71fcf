package archtest_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// TestEnvironment finds packages that read the environment themselves.
func TestEnvironment(t *testing.T) {
	t.Parallel()
	for _, s := range moduleSources(t) {
		if !s.isTest() && s.pkg() != environmentReader {
			for _, fault := range environmentFaults(&s) {
				t.Errorf("%s: %s: only %s reads the environment", s.name, fault, environmentReader)
			}
		}
	}
}

// environmentReaders are the functions that read it, by package.
var environmentReaders = map[string][]string{
	"os":      {"Getenv", "LookupEnv", "Environ", "ExpandEnv"},
	"syscall": {"Getenv", "Environ"},
}

// environmentFaults lists the uses of these functions, under whatever name
// their package is imported.
func environmentFaults(s *source) []string {
	forbidden := make(map[string]bool)
	var faults []string
	for i, spec := range s.tree.Imports {
		from := s.imports[i]
		name := from
		if spec.Name != nil {
			name = spec.Name.Name
		}
		for _, function := range environmentReaders[from] {
			forbidden[name+"."+function] = true
			if name == "." {
				faults = append(faults, "imports "+from+" with a dot")
			}
		}
	}
	ast.Inspect(s.tree, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && forbidden[x.Name+"."+sel.Sel.Name] {
				faults = append(faults, x.Name+"."+sel.Sel.Name)
			}
		}
		return true
	})
	return faults
}

// TestWordingIsNotInLogic finds Vietnamese in string literals of the engine
// and the channels.
func TestWordingIsNotInLogic(t *testing.T) {
	t.Parallel()
	used := make(map[string]bool)
	for _, s := range moduleSources(t) {
		if !wordingForbidden(&s) {
			continue
		}
		for _, text := range vietnameseLiterals(&s) {
			used[s.name] = true
			if _, ok := vietnameseAllowed[s.name]; !ok {
				t.Errorf("%s: %s: wording belongs into assistant/templates or data/phrases", s.name, text)
			}
		}
	}
	for name := range vietnameseAllowed {
		if !used[name] {
			t.Errorf("%s holds no Vietnamese: take it off the list", name)
		}
	}
}

// wordingForbidden reports whether the file must be without Vietnamese.
func wordingForbidden(s *source) bool {
	return !s.isTest() && (within(s.pkg(), "assistant") || within(s.pkg(), "channels")) &&
		!within(s.pkg(), "assistant/templates")
}

// vietnameseLiterals lists the string and rune literals that hold letters with marks.
func vietnameseLiterals(s *source) []string {
	var found []string
	ast.Inspect(s.tree, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING && lit.Kind != token.CHAR {
			return true
		}
		text := lit.Value
		if plain, err := strconv.Unquote(text); err == nil {
			text = plain
		}
		if strings.ContainsFunc(text, isMarked) {
			found = append(found, fmt.Sprintf("%.60q", text))
		}
		return true
	})
	return found
}

// isMarked reports whether a rune is a Latin letter beyond ASCII or a loose mark.
func isMarked(r rune) bool {
	return r > unicode.MaxASCII && (unicode.Is(unicode.Latin, r) || unicode.Is(unicode.Mn, r))
}

// machinePath finds absolute paths of the machine this was written on. It is
// put together here so that this file does not hold it.
var machinePath = regexp.MustCompile(`(?:^|[^\w.~/-])/` + `work/`)

// maxText is the size of files that are looked through, in bytes.
const maxText = 8 << 20

// TestNoMachinePaths finds files that only work on one machine.
func TestNoMachinePaths(t *testing.T) {
	t.Parallel()
	root := moduleRoot(t)
	err := walkModule(root, func(name string) error {
		info, err := os.Stat(filepath.Join(root, name))
		if err != nil || info.Size() > maxText {
			return nil //nolint:nilerr // removed meanwhile, or not text
		}
		body, err := os.ReadFile(filepath.Join(root, name))
		if err != nil || bytes.IndexByte(body, 0) >= 0 {
			return err
		}
		if line := machinePathLine(body); line > 0 {
			t.Errorf("%s:%d names a path of one machine", name, line)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// machinePathLine is the number of the first line with such a path, or 0.
func machinePathLine(body []byte) int {
	at := machinePath.FindIndex(body)
	if at == nil {
		return 0
	}
	return bytes.Count(body[:at[1]], []byte("\n")) + 1
}

// TestGuardsBite plants faults in made-up files.
func TestGuardsBite(t *testing.T) {
	t.Parallel()
	environment := func(s *source) int { return len(environmentFaults(s)) }
	wording := func(s *source) int {
		if !wordingForbidden(s) {
			return 0
		}
		return len(vietnameseLiterals(s))
	}
	tests := []struct {
		name, file, text string
		count            func(*source) int
		want             int
	}{
		{"getenv", "knowledge/x.go", `import "os"; var x = os.Getenv("X")`, environment, 1},
		{"as a value", "knowledge/x.go", `import "os"; var x = os.LookupEnv`, environment, 1},
		{"other name", "knowledge/x.go", `import sys "os"; var x = sys.Environ()`, environment, 1},
		{"dot", "knowledge/x.go", `import . "syscall"; var x = Getenv`, environment, 2},
		{"other os", "knowledge/x.go", `import "motcua/os"; var x = os.Getenv("X")`, environment, 0},
		{"harmless", "knowledge/x.go", `import "os"; var x = os.Args // os.Getenv`, environment, 0},
		{"wording", "assistant/x.go", `var x = "Chào anh chị"`, wording, 1},
		{"raw string", "channels/zalo/x.go", "var x = `<p>Gửi</p>`", wording, 1},
		{"escaped", "channels/x.go", `var x = "l\u1ec7 ph\u00ed"`, wording, 1},
		{"loose marks", "channels/x.go", `var x = "lê"`, wording, 1},
		{"rune", "assistant/intent/x.go", `var x = 'đ'`, wording, 1},
		{"comment", "assistant/x.go", `var x = "fee" // lệ phí`, wording, 0},
		{"punctuation", "assistant/x.go", `var x = "…\u00a0→ •"`, wording, 0},
		{"templates", "assistant/templates/x.go", `var x = "Chào"`, wording, 0},
		{"test", "assistant/x_test.go", `var x = "Chào"`, wording, 0},
		{"elsewhere", "knowledge/vi/x.go", `var x = "Chào"`, wording, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, err := parseSource("", tt.file, "package x\n\n"+tt.text+"\n")
			if err != nil {
				t.Fatal(err)
			}
			if got := tt.count(&s); got != tt.want {
				t.Errorf("%d faults found in %s, want %d", got, tt.text, tt.want)
			}
		})
	}
}

// TestMachinePathsBite looks through made-up lines.
func TestMachinePathsBite(t *testing.T) {
	t.Parallel()
	here := "/" + "work/main"
	for text, want := range map[string]int{
		"a\nb " + here: 2, `"` + here: 1, here: 1, "https://example.org" + here: 0, "../" + here[1:]: 0, "home" + here: 0,
	} {
		if got := machinePathLine([]byte(text)); got != want {
			t.Errorf("machinePathLine(%q) = %d, want %d", text, got, want)
		}
	}
}
