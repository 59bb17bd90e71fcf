package catalogue_test

import (
	"errors"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"motcua/knowledge"
	"motcua/knowledge/catalogue"
)

const birthJSON = `{"code":"1.001193","name":"Đăng ký khai sinh","field":"Hộ tịch","detail":"name",
	"provenance":{"source":"Cổng Dịch vụ công quốc gia","fetched":"2026-07"}}`

const hoursJSON = `{"id":"gio","question":"Mấy giờ mở cửa?","answer":["7 giờ 30."],"provenance":{"source":"Biên tập","fetched":"2026-11-01"}}`

// sampleTree is a small data tree.
func sampleTree() fstest.MapFS {
	files := map[string]string{
		"catalogue/1.001193.json":    birthJSON,
		"catalogue/README.md":        "not data",
		"catalogue/.hidden":          "not data",
		"faq/a.json":                 "[" + hoursJSON + "]",
		"faq/b.json":                 `{"schema":1,"entries":[` + strings.Replace(hoursJSON, `"gio"`, `"gio2"`, 1) + `]}`,
		"laws/laws.json":             `{"schema":1,"laws":[{"number":"104/2022/NĐ-CP","status":"repealed","source":"154/2024/NĐ-CP"}]}`,
		"units/lang-son.json":        `{"schema":1,"units":[{"id":"20","kind":"province","name":"Lạng Sơn","full":"Tỉnh Lạng Sơn"}]}`,
		"phrases/abbreviations.tsv":  "ubnd\tủy ban nhân dân\n",
		"phrases/sentences/01-a.tsv": "1.001193\tvợ em mới sinh\r\n",
		"eval/questions.jsonl":       "not looked at",
	}
	tree := make(fstest.MapFS, len(files))
	for name, body := range files {
		tree[name] = &fstest.MapFile{Data: []byte(body)}
	}
	return tree
}

func TestReadTree(t *testing.T) {
	t.Parallel()
	c, err := catalogue.ReadTree(sampleTree())
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Procedures) != 1 || len(c.FAQ) != 2 || len(c.Laws) != 1 || len(c.Units) != 1 || len(c.Files) != 2 {
		t.Errorf("read %d procedures, %d FAQ, %d laws, %d units, %d files",
			len(c.Procedures), len(c.FAQ), len(c.Laws), len(c.Units), len(c.Files))
	}
	if got := string(c.Files["phrases/sentences/01-a.tsv"]); got != "1.001193\tvợ em mới sinh\r\n" {
		t.Errorf("a phrase file was changed: %q", got)
	}
	mustAssemble(t, c)

	empty, err := catalogue.ReadTree(fstest.MapFS{})
	if err != nil || len(empty.Procedures)+len(empty.Files) != 0 {
		t.Errorf("ReadTree of nothing = %+v, %v", empty, err)
	}
}

func TestReadTreeFaults(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, file, body string
		want             string
		wantErr          error
	}{
		{"unknown field", "catalogue/x.json", strings.Replace(birthJSON, `"field"`, `"fields":[],"field"`, 1), `unknown field "fields"`, knowledge.ErrInvalid},
		{"nested unknown field", "catalogue/x.json", strings.Replace(birthJSON, `"fetched"`, `"fetchd"`, 1), `unknown field "fetchd"`, knowledge.ErrInvalid},
		{"field twice", "catalogue/x.json", strings.Replace(birthJSON, `"field"`, `"name":"Khai tử","field"`, 1), `field "name" stands twice`, knowledge.ErrInvalid},
		{"nested field twice", "catalogue/x.json", strings.Replace(birthJSON, `"fetched"`, `"Source":"x","fetched"`, 1), `field "source" stands twice`, knowledge.ErrInvalid},
		{"invalid procedure", "catalogue/x.json", strings.Replace(birthJSON, "1.001193", "1.1193", 1), `procedure code "1.1193"`, knowledge.ErrInvalid},
		{"two values", "catalogue/x.json", birthJSON + birthJSON, "more than one value", knowledge.ErrInvalid},
		{"half a file", "catalogue/x.json", birthJSON[:80], "unexpected EOF", knowledge.ErrInvalid},
		{"empty file", "catalogue/x.json", "", "EOF", knowledge.ErrInvalid},
		{"other kind", "catalogue/x.jsn", birthJSON, "not one of .json", knowledge.ErrInvalid},
		{"phrases of another kind", "phrases/x.xlsx", "", "not one of .tsv .json .txt", knowledge.ErrInvalid},
		{"FAQ field", "faq/x.json", `{"schema":1,"entrys":[]}`, `unknown field "entrys"`, knowledge.ErrInvalid},
		{"no schema", "laws/x.json", `{"laws":[]}`, `no "schema"`, knowledge.ErrInvalid},
		{"newer schema", "units/x.json", `{"schema":2,"units":[]}`, "schema 2, this program reads up to 1", catalogue.ErrNewer},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tree := sampleTree()
			tree[tt.file] = &fstest.MapFile{Data: []byte(tt.body)}
			_, err := catalogue.ReadTree(tree)
			if !errors.Is(err, tt.wantErr) || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), tt.file+":") {
				t.Errorf("ReadTree = %v, want %v: %s: ... %s", err, tt.wantErr, tt.file, tt.want)
			}
		})
	}
	t.Run("all faults at once", func(t *testing.T) {
		t.Parallel()
		tree := sampleTree()
		for name := range maps.Clone(tree) {
			if strings.HasSuffix(name, ".json") {
				tree[name] = &fstest.MapFile{Data: []byte("{")}
			}
		}
		_, err := catalogue.ReadTree(tree)
		for _, name := range []string{"catalogue/1.001193.json", "faq/a.json", "laws/laws.json", "units/lang-son.json"} {
			if err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("ReadTree = %v, does not name %s", err, name)
			}
		}
	})
}

func TestClip(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text, want string
		limit            int
	}{
		{"short", "Đăng ký khai sinh", "Đăng ký khai sinh", 17},
		{"at a word", "Đăng ký khai sinh lưu động", "Đăng ký khai sinh…", 21},
		{"one long word", "Đăngkýkhaisinh", "Đăngký…", 7},
		{"line breaks", "Đăng\n ký", "Đăng ký", 9},
		{"nothing", "Đăng", "…", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := catalogue.Clip(tt.text, tt.limit); got != tt.want {
				t.Errorf("Clip(%q, %d) = %q, want %q", tt.text, tt.limit, got, tt.want)
			}
		})
	}
}
