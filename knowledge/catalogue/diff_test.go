package catalogue_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"motcua/knowledge"
	"motcua/knowledge/catalogue"
)

// mustCompare is Compare for sound snapshots.
func mustCompare(tb testing.TB, old, next *catalogue.Snapshot) catalogue.Diff {
	tb.Helper()
	d, err := catalogue.Compare(old, next)
	if err != nil {
		tb.Fatalf("Compare: %v", err)
	}
	return d
}

// compareCase is a change of the sample content and the difference it makes.
type compareCase struct {
	name   string
	change func(c *catalogue.Content)
	want   catalogue.Diff
}

// birth is the procedure that most cases change.
var birth = catalogue.ProcedureRef{Code: "1.001193", Name: "Đăng ký khai sinh"}

// changed is the difference of a procedure changed in one field.
func changed(field catalogue.FieldChange) catalogue.Diff {
	return catalogue.Diff{Changed: []catalogue.ProcedureChange{{ProcedureRef: birth, Fields: []catalogue.FieldChange{field}}}}
}

// compareCases are the cases of [TestCompare].
func compareCases() []compareCase {
	return []compareCase{
		{"nothing", func(*catalogue.Content) {}, catalogue.Diff{}},
		{"procedure added", func(c *catalogue.Content) {
			c.Procedures = append(c.Procedures, sampleProcedure("1.116400", "Cấp thẻ căn cước"))
		}, catalogue.Diff{Added: []catalogue.ProcedureRef{{Code: "1.116400", Name: "Cấp thẻ căn cước"}}}},
		{"procedure removed", func(c *catalogue.Content) {
			c.Procedures = append(c.Procedures[:1], c.Procedures[2:]...)
		}, catalogue.Diff{Removed: []catalogue.ProcedureRef{birth}}},
		{"fee changed", func(c *catalogue.Content) { c.Procedures[1].Fees[0].Amount = 10000 }, changed(catalogue.FieldChange{
			Field: "fees", Label: "Phí, lệ phí", Old: "8000 VND (một bản; trực tiếp)", New: "10000 VND (một bản; trực tiếp)",
		})},
		{"step added", func(c *catalogue.Content) {
			c.Procedures[1].Steps = append(c.Procedures[1].Steps, "Ký nhận.")
		}, changed(catalogue.FieldChange{Field: "steps", Label: "Trình tự thực hiện", New: "Ký nhận."})},
		{"steps in another order", func(c *catalogue.Content) {
			s := c.Procedures[1].Steps
			s[0], s[1] = s[1], s[0]
		}, changed(catalogue.FieldChange{
			Field: "steps", Label: "Trình tự thực hiện",
			Old: "Nộp hồ sơ tại bộ phận một cửa. | Nhận kết quả.", New: "Nhận kết quả. | Nộp hồ sơ tại bộ phận một cửa.",
		})},
		{"a closed procedure", func(c *catalogue.Content) {
			c.Procedures[1].Provenance.ValidTo = "2026-12-31"
			c.Procedures[1].Provenance.Fetched = "2026-11"
		}, changed(catalogue.FieldChange{
			Field: "provenance", Label: "Nguồn", Old: "dữ liệu ngày 2026-07", New: "dữ liệu ngày 2026-11 | hiệu lực đến 2026-12-31",
		})},
		{"read again", func(c *catalogue.Content) { c.Procedures[1].Provenance.Fetched = "2026-11" }, catalogue.Diff{Refreshed: 1}},
		{"lists", func(c *catalogue.Content) {
			c.FAQ[0].Answer[0] = "Có."
			c.FAQ[1].ID = "gio-mo-cua"
			c.Laws = c.Laws[:1]
			c.Units = append(c.Units, knowledge.Unit{ID: "06004", Kind: knowledge.KindCommune, Name: "Cao Lộc", Full: "Xã Cao Lộc"})
		}, catalogue.Diff{
			FAQ:  catalogue.Count{Added: 1, Removed: 1, Changed: 1},
			Laws: catalogue.Count{Removed: 1}, Units: catalogue.Count{Added: 1},
		}},
		{"files", func(c *catalogue.Content) {
			c.Files["phrases/abbreviations.tsv"] = []byte("ubnd\tuỷ ban\nhk\thộ khẩu\n")
			c.Files["phrases/new.txt"] = []byte("một\n")
			delete(c.Files, "model/ranking.bin")
		}, catalogue.Diff{Files: []catalogue.FileChange{
			{Name: "model/ranking.bin", Removed: 1},
			{Name: "phrases/abbreviations.tsv", Added: 2, Removed: 1},
			{Name: "phrases/new.txt", Added: 1},
		}}},
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	for _, tt := range compareCases() {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := sampleContent()
			tt.change(&c)
			old, next := mustAssemble(t, sampleContent()), mustAssemble(t, c)
			tt.want.Old, tt.want.New = old.Release().ID, next.Release().ID
			got := mustCompare(t, old, next)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Compare (-want +got):\n%s", diff)
			}
			if got.Empty() != (tt.name == "nothing") {
				t.Errorf("Empty = %t", got.Empty())
			}
		})
	}
}

// TestCompareSeesEveryField changes each field of a procedure, one at a time.
func TestCompareSeesEveryField(t *testing.T) {
	t.Parallel()
	n := 0
	eachField(t, func(name string, change func(p *knowledge.Procedure)) {
		n++
		before, after := fullProcedure(t), fullProcedure(t)
		change(&after)
		old := mustCompareOne(t, before)
		next := mustCompareOne(t, after)
		d := mustCompare(t, old, next)
		if len(d.Changed) == 0 && d.Refreshed == 0 {
			t.Errorf("a change of %s is not seen", name)
		}
	})
	if n < 70 {
		t.Errorf("only %d fields were tried", n)
	}
}

// mustCompareOne is a snapshot of one procedure that need not be valid.
func mustCompareOne(tb testing.TB, p knowledge.Procedure) *catalogue.Snapshot {
	tb.Helper()
	snap, err := catalogue.SnapshotOf(p)
	if err != nil {
		tb.Fatal(err)
	}
	return snap
}

// fullProcedure has something in every field.
func fullProcedure(tb testing.TB) knowledge.Procedure {
	tb.Helper()
	var p knowledge.Procedure
	fill(reflect.ValueOf(&p).Elem())
	p.Code = "1.001193"
	return p
}

// fill puts something into every field of a value.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			fill(field)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Float64:
		v.SetFloat(7.5)
	default:
		panic(fmt.Sprintf("fill: %s", v.Kind()))
	}
}

// eachField calls try for every leaf of a procedure with a function that changes it.
func eachField(tb testing.TB, try func(name string, change func(*knowledge.Procedure))) {
	tb.Helper()
	var walk func(name string, typ reflect.Type, get func(reflect.Value) reflect.Value)
	walk = func(name string, typ reflect.Type, get func(reflect.Value) reflect.Value) {
		switch typ.Kind() {
		case reflect.Struct:
			for i := range typ.NumField() {
				walk(name+"."+typ.Field(i).Name, typ.Field(i).Type, func(v reflect.Value) reflect.Value { return get(v).Field(i) })
			}
		case reflect.Slice:
			walk(name, typ.Elem(), func(v reflect.Value) reflect.Value { return get(v).Index(0) })
		case reflect.Pointer:
			walk(name, typ.Elem(), func(v reflect.Value) reflect.Value { return get(v).Elem() })
		default:
			if name == ".Code" {
				return
			}
			try(name, func(p *knowledge.Procedure) {
				switch leaf := get(reflect.ValueOf(p).Elem()); leaf.Kind() {
				case reflect.String:
					leaf.SetString("y")
				case reflect.Bool:
					leaf.SetBool(false)
				case reflect.Float64:
					leaf.SetFloat(8.5)
				default:
					leaf.SetInt(8)
				}
			})
		}
	}
	walk("", reflect.TypeFor[knowledge.Procedure](), func(v reflect.Value) reflect.Value { return v })
}

func TestDiffWriteText(t *testing.T) {
	t.Parallel()
	c := sampleContent()
	c.Procedures[1].Fees[0].Amount = 10000
	c.Procedures[2].Provenance.Fetched = "2026-11"
	for i := range 5 {
		c.Procedures = append(c.Procedures, sampleProcedure(fmt.Sprintf("1.50000%d", i), "Thủ tục mới"))
	}
	c.FAQ = c.FAQ[:1]
	old, next := mustAssemble(t, sampleContent()), mustAssemble(t, c)
	d := mustCompare(t, old, next)
	var b strings.Builder
	if err := d.WriteText(&b, 2); err != nil {
		t.Fatal(err)
	}
	want := "Bản phát hành " + old.Release().ID.Short() + " → " + next.Release().ID.Short() + `
Thủ tục: thêm 5, bỏ 0, sửa 1 (và 1 thủ tục chỉ đổi ngày hoặc nơi lấy dữ liệu)
Câu hỏi thường gặp: thêm 0, bỏ 1, sửa 0

Thêm (5)
  1.500000  Thủ tục mới
  1.500001  Thủ tục mới
  … và 3 mục nữa

Sửa (1)
  1.001193  Đăng ký khai sinh
    Phí, lệ phí:
      − 8000 VND (một bản; trực tiếp)
      + 10000 VND (một bản; trực tiếp)
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("WriteText (-want +got):\n%s", diff)
	}
	b.Reset()
	same := mustCompare(t, old, old)
	if err := same.WriteText(&b, 0); err != nil || !strings.Contains(b.String(), "Không có gì thay đổi.") {
		t.Errorf("WriteText of no difference = %q, %v", b.String(), err)
	}
	if first := mustCompare(t, nil, old); len(first.Added) != 3 || first.FAQ.Added != 2 || len(first.Files) != 4 {
		t.Errorf("Compare with nothing = %+v", first)
	}
}

func TestDiffJSON(t *testing.T) {
	t.Parallel()
	c := sampleContent()
	c.Procedures[1].Fees[0].Amount = 10000
	d := mustCompare(t, mustAssemble(t, sampleContent()), mustAssemble(t, c))
	body, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var again catalogue.Diff
	if err := json.Unmarshal(body, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d, again); diff != "" {
		t.Errorf("JSON round trip (-want +got):\n%s", diff)
	}
}
