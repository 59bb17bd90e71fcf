package archtest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestImports holds every file of the module against the table.
func TestImports(t *testing.T) {
	t.Parallel()
	for _, fault := range importFaults(moduleSources(t)) {
		t.Error(fault)
	}
}

// importFaults says what is against the table.
func importFaults(sources []source) []string {
	var faults []string
	for i := range sources {
		s := &sources[i]
		if _, known := table[s.pkg()]; !known && !belowCmd(s.pkg()) {
			faults = append(faults, fmt.Sprintf("%s: package %s stands in no row of the table", s.name, s.pkg()))
			continue
		}
		for _, imported := range s.imports {
			if why := forbidden(s, imported); why != "" {
				faults = append(faults, fmt.Sprintf("%s imports %s: %s", s.name, imported, why))
			}
		}
	}
	return faults
}

// forbidden says why the file may not import that path, or nothing.
func forbidden(s *source, imported string) string {
	for _, o := range owners {
		if within(imported, o.library) && !slices.Contains(o.packages, s.pkg()) {
			return "it is owned by " + strings.Join(o.packages, ", ")
		}
	}
	if !within(imported, modulePath) {
		return ""
	}
	target := strings.TrimPrefix(strings.TrimPrefix(imported, modulePath), "/")
	switch {
	case target == s.pkg(): // the package's own external tests
		return ""
	case belowCmd(target) && !belowCmd(s.pkg()):
		return "nothing imports cmd"
	case belowCmd(s.pkg()):
		return ""
	}
	allowed := slices.Clone(table[s.pkg()].may)
	if s.isTest() {
		allowed = slices.Concat(allowed, table[s.pkg()].tests, testHelpers)
	}
	if slices.Contains(allowed, target) {
		return ""
	}
	return fmt.Sprintf("%s may import of the project only %v", s.pkg(), allowed)
}

// within reports whether an import path is the library or below it.
func within(imported, library string) bool {
	return imported == library || strings.HasPrefix(imported, library+"/")
}

// belowCmd reports whether a package wires the program together.
func belowCmd(pkg string) bool { return within(pkg, "cmd") }

// importCases are the cases of [TestImportsBite].
var importCases = []struct {
	name, file, imported string
	fault                string // part of what must be said; empty means allowed
}{
	{"cmd wires", "cmd/motcua/serve.go", "motcua/channels/zalo", ""},
	{"cmd reads the data", "cmd/motcua/main.go", "motcua/data", ""},
	{"cmd imports cmd", "cmd/motcua/main.go", "motcua/cmd/internal/config", ""},
	{"nothing imports cmd", "channels/web/server.go", "motcua/cmd/internal/config", "nothing imports cmd"},
	{"knowledge looks up", "knowledge/unit.go", "motcua/assistant", "knowledge may import"},
	{"knowledge looks down", "knowledge/unit.go", "motcua/knowledge/vi", "knowledge may import"},
	{"siblings", "knowledge/search/build.go", "motcua/knowledge/catalogue", "knowledge/search may import"},
	{"assistant stores", "assistant/engine.go", "motcua/data/boltdb", "assistant may import"},
	{"assistant ranks", "assistant/engine.go", "motcua/assistant/ranking", "assistant may import"},
	{"ranking", "assistant/ranking/rank.go", "motcua/assistant", ""},
	{"ranking searches", "assistant/ranking/rank.go", "motcua/knowledge/search", "assistant/ranking may import"},
	{"adapter knows the engine", "channels/zalo/send.go", "motcua/assistant", "channels/zalo may import"},
	{"adapter's test builds answers", "channels/zalo/send_test.go", "motcua/assistant", ""},
	{"test helper in a test", "channels/zalo/adapter_test.go", "motcua/channels/channeltest", ""},
	{"test helper in the program", "channels/zalo/adapter.go", "motcua/channels/channeltest", "channels/zalo may import"},
	{"data in the catalogue's tests", "knowledge/catalogue/shipped_test.go", "motcua/data", ""},
	{"data in the catalogue", "knowledge/catalogue/tree.go", "motcua/data", "knowledge/catalogue may import"},
	{"own external test", "knowledge/vi/clean_test.go", "motcua/knowledge/vi", ""},
	{"bleve at home", "knowledge/search/build.go", "github.com/blevesearch/bleve/v2", ""},
	{"bleve abroad", "assistant/ranking/rank.go", "github.com/blevesearch/bleve/v2/mapping", "owned by knowledge/search"},
	{"bbolt in cmd", "cmd/motcua/backup.go", "go.etcd.io/bbolt", "owned by data/boltdb"},
	{"bbolt in curation", "knowledge/curation/store.go", "go.etcd.io/bbolt", ""},
	{"echo in an adapter's test", "channels/zalo/adapter_test.go", "github.com/labstack/echo/v4/middleware", "owned by channels/web"},
	{"telegram", "channels/telegram/send.go", "github.com/go-telegram/bot/models", ""},
	{"telegram abroad", "channels/gateway/worker.go", "github.com/go-telegram/bot", "owned by channels/telegram"},
	{"nats abroad", "channels/gateway/worker.go", "github.com/nats-io/nats.go/jetstream", "owned by channels/gateway/natsstore"},
	{"a like name", "knowledge/vi/clean.go", "motcuaX/assistant", ""},
	{"free library", "knowledge/catalogue/files.go", "github.com/klauspost/compress/zstd", ""},
	{"unknown package", "knowledge/util/util.go", "strings", "stands in no row"},
	{"root package", "main.go", "strings", "stands in no row"},
}

// TestImportsBite plants imports in a made-up module.
func TestImportsBite(t *testing.T) {
	t.Parallel()
	for _, tt := range importCases {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, err := parseSource("", tt.file, "package x\n\nimport _ \""+tt.imported+"\"\n")
			if err != nil {
				t.Fatal(err)
			}
			faults := importFaults([]source{s})
			switch {
			case tt.fault == "" && len(faults) > 0:
				t.Errorf("refused: %v", faults)
			case tt.fault != "" && (len(faults) != 1 || !strings.Contains(faults[0], tt.fault)):
				t.Errorf("faults = %q, want one with %q", faults, tt.fault)
			}
		})
	}
}

// TestTableIsWithoutCycles follows the arrows of the table.
func TestTableIsWithoutCycles(t *testing.T) {
	t.Parallel()
	var visit func(pkg string, way []string)
	visit = func(pkg string, way []string) {
		if slices.Contains(way, pkg) {
			t.Fatalf("a cycle: %v", append(way, pkg))
		}
		r, known := table[pkg]
		if !known {
			t.Errorf("%v lead to %s, which has no row", way, pkg)
		}
		for _, next := range r.may {
			visit(next, append(slices.Clone(way), pkg))
		}
	}
	for pkg := range table {
		visit(pkg, nil)
	}
}
