package catalogue_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/unicode/norm"

	"motcua/data"
	"motcua/knowledge/catalogue"
)

// shippedDir is the data tree as it lies in the repository.
const shippedDir = "../../data"

// schemaOf names the schema of the files of each directory.
var schemaOf = map[string]string{
	"catalogue": "procedure", "faq": "faq", "laws": "laws", "units": "units", "eval": "questions",
}

// mustSchema compiles one of the shipped schemas.
func mustSchema(tb testing.TB, name string) *jsonschema.Schema {
	tb.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	files, err := fs.Glob(data.Files, "schema/*.schema.json")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no schemas: %v", err)
	}
	const base = "https://motcua.example/schema/"
	for _, file := range files {
		body, err := fs.ReadFile(data.Files, file)
		if err != nil {
			tb.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
		if err != nil {
			tb.Fatalf("%s: %v", file, err)
		}
		if err := compiler.AddResource(base+path.Base(file), doc); err != nil {
			tb.Fatalf("%s: %v", file, err)
		}
	}
	schema, err := compiler.Compile(base + name + ".schema.json")
	if err != nil {
		tb.Fatalf("schema %s: %v", name, err)
	}
	return schema
}

// check validates JSON against a schema.
func check(schema *jsonschema.Schema, body []byte) error {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	return schema.Validate(doc)
}

// TestShippedFilesFollowTheSchemas checks every data file of the repository.
func TestShippedFilesFollowTheSchemas(t *testing.T) {
	t.Parallel()
	tree := os.DirFS(shippedDir)
	for dir, name := range schemaOf {
		t.Run(dir, func(t *testing.T) {
			t.Parallel()
			schema := mustSchema(t, name)
			walkFiles(t, tree, dir, func(file string, body []byte) {
				values := [][]byte{body}
				if strings.HasSuffix(file, ".jsonl") {
					values = bytes.Split(bytes.TrimSpace(body), []byte("\n"))
				} else if !strings.HasSuffix(file, ".json") || dir == "eval" {
					return
				}
				for i, value := range values {
					if err := check(schema, value); err != nil {
						t.Errorf("%s: value %d: %v", file, i+1, err)
					}
				}
			})
		})
	}
}

// walkFiles calls visit for every file below dir, if there is one.
func walkFiles(tb testing.TB, tree fs.FS, dir string, visit func(file string, body []byte)) {
	tb.Helper()
	err := fs.WalkDir(tree, dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(tree, file)
		if err == nil {
			visit(file, body)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		tb.Fatal(err)
	}
}

// TestShippedTreeAssembles reads what the program carries, as the program does.
func TestShippedTreeAssembles(t *testing.T) {
	t.Parallel()
	content, err := catalogue.ReadTree(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	release := mustAssemble(t, content).Release()
	for _, p := range release.Parts {
		t.Logf("%-50s %6d items %8d bytes", p.Name, p.Items, p.Size)
	}
}

// TestShippedFilesAreEmbedded finds directories and files that embed.go leaves out.
func TestShippedFilesAreEmbedded(t *testing.T) {
	t.Parallel()
	for _, dir := range []string{"catalogue", "faq", "laws", "units", "phrases", "schema", "calendar", "eval"} {
		walkFiles(t, os.DirFS(shippedDir), dir, func(file string, _ []byte) {
			if base := path.Base(file); strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") {
				return
			}
			if _, err := fs.Stat(data.Files, file); err != nil {
				t.Errorf("%s is not embedded: %v", file, err)
			}
		})
	}
}

// TestShippedTextIsComposed finds text that is not NFC: it would not be found by search.
func TestShippedTextIsComposed(t *testing.T) {
	t.Parallel()
	walkFiles(t, data.Files, ".", func(file string, body []byte) {
		if !norm.NFC.IsNormal(body) {
			t.Errorf("%s is not NFC", file)
		}
	})
}

// TestReleaseFollowsItsSchema checks the manifest that the store writes.
func TestReleaseFollowsItsSchema(t *testing.T) {
	t.Parallel()
	r := mustAssemble(t, sampleContent()).Release()
	r.Created = time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	body, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := check(mustSchema(t, "release"), body); err != nil {
		t.Error(err)
	}
}

// TestProcedureFollowsItsSchema checks that the schema knows every field of the Go type.
func TestProcedureFollowsItsSchema(t *testing.T) {
	t.Parallel()
	p := fullProcedure(t)
	p.Levels[0], p.Methods[0], p.Detail = "commune", "in_person", "full"
	p.Fees[0].State, p.Fees[0].Kind, p.Fees[0].Currency, p.Fees[0].Method, p.Fees[0].Amount = "amount", "fee", "VND", "post", 8000
	p.Fees[0].ValidFrom, p.Fees[0].ValidTo = "2025-07-01", "2026-12-31"
	p.Times[0].Unit, p.Times[0].Method = "day", "online"
	p.Warnings[0].Kind, p.LegalBasis[0].Date = "district", "2026-07"
	p.Related[0] = "1.004222"
	pr := &p.Provenance
	pr.URL, pr.SupersededBy = "https://dichvucong.gov.vn/x", "1.004222"
	pr.Fetched, pr.Checked, pr.Updated, pr.ValidFrom, pr.ValidTo = "2026-07", "2026-11-01", "2026-07", "2026-07-01", "2027-07"
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	body, err := catalogue.EncodeProcedures(p)
	if err != nil {
		t.Fatal(err)
	}
	if err := check(mustSchema(t, "procedure"), body); err != nil {
		t.Error(err)
	}
}

// soundFiles are files without a fault, by schema.
var soundFiles = map[string]string{
	"procedure": `{"code":"1.001193","name":"Khai sinh","field":"Hộ tịch","detail":"full","levels":["commune"],
		"cases":[{"id":"mot","name":"Một"}],"dossier":[{"name":"Tờ khai","originals":1,"case":"mot"}],
		"fees":[{"state":"amount","amount":8000,"currency":"VND"},{"state":"free","basis":"85/2019/TT-BTC"}],
		"times":[{"number":1,"unit":"working_day"}],"legal_basis":[{"number":"60/2014/QH13","date":"2014-11-20"}],
		"provenance":{"source":"Cổng","fetched":"2026-07","checked":"2026-11-01"}}`,
	"faq":       `{"schema":1,"entries":[` + hoursJSON + `]}`,
	"laws":      `{"schema":1,"laws":[{"number":"104/2022/NĐ-CP","status":"repealed","source":"154/2024/NĐ-CP"}]}`,
	"units":     `{"schema":1,"units":[{"id":"06001","kind":"commune","name":"Đồng Đăng","full":"Xã Đồng Đăng","parent":"20"}]}`,
	"questions": `{"id":"a","turns":[{"text":"xin chào","outcome":"smalltalk","codes":[],"facets":[]}],"noise":"none","lang":"vi"}`,
}

// plantedFaults are what a schema must find, one at a time.
var plantedFaults = []struct{ schema, old, new string }{
	{"procedure", `"code":"1.001193"`, `"code":" 1.001193"`},
	{"procedure", `"field":"Hộ tịch",`, ``},
	{"procedure", `"field":"Hộ tịch"`, `"field":"  "`},
	{"procedure", `"field"`, `"feild":"x","field"`},
	{"procedure", `"name":"Khai sinh"`, `"Name":"x","name":"Khai sinh"`},
	{"procedure", `"commune"`, `"district"`},
	{"procedure", `"amount":8000`, `"amount":8`},
	{"procedure", `"amount":8000,`, ``},
	{"procedure", `"amount":8000`, `"amount":"8000"`},
	{"procedure", `,"basis":"85/2019/TT-BTC"`, ``},
	{"procedure", `"working_day"`, `"days"`},
	{"procedure", `"number":1`, `"number":0`},
	{"procedure", `"2014-11-20"`, `"20/11/2014"`},
	{"procedure", `"2026-07"`, `"2026-13"`},
	{"procedure", `"originals":1`, `"originals":-1`},
	{"procedure", `"case":"mot"`, `"case":"Trường hợp"`},
	{"faq", `"id":"gio"`, `"id":"Giờ"`},
	{"faq", `["7 giờ 30."]`, `[]`},
	{"faq", `"schema":1`, `"schema":2`},
	{"laws", `"repealed"`, `"gone"`},
	{"laws", `,"source":"154/2024/NĐ-CP"`, ``},
	{"units", `"06001"`, `6001`},
	{"units", `"commune"`, `"district"`},
	{"questions", `"smalltalk"`, `"hello"`},
	{"questions", `"noise":"none"`, `"noise":"loud"`},
	{"questions", `"turns":[{`, `"turns":[],"x":[{`},
	{"questions", `"codes":[]`, `"codes":["khai sinh"]`},
}

// TestSchemasFindFaults plants a fault in sound files, one at a time.
func TestSchemasFindFaults(t *testing.T) {
	t.Parallel()
	for name, body := range soundFiles {
		if err := check(mustSchema(t, name), []byte(body)); err != nil {
			t.Errorf("a sound %s is refused: %v", name, err)
		}
	}
	for _, f := range plantedFaults {
		t.Run(f.schema+" "+f.old, func(t *testing.T) {
			t.Parallel()
			broken := strings.Replace(soundFiles[f.schema], f.old, f.new, 1)
			if broken == soundFiles[f.schema] {
				t.Fatal("the fault could not be planted")
			}
			if err := check(mustSchema(t, f.schema), []byte(broken)); err == nil {
				t.Errorf("%s → %s is accepted", f.old, f.new)
			}
		})
	}
}
