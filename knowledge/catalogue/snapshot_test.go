package catalogue_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"motcua/knowledge"
	"motcua/knowledge/catalogue"
)

func TestAssembleRoundTrip(t *testing.T) {
	t.Parallel()
	content := sampleContent()
	snap := mustAssemble(t, content)

	wantCodes := []knowledge.ProcedureCode{"1.001193", "1.004222", "2.000635"}
	if diff := cmp.Diff(wantCodes, snap.Codes()); diff != "" {
		t.Errorf("Codes (-want +got):\n%s", diff)
	}
	for i := range content.Procedures {
		want := content.Procedures[i]
		got, err := snap.Procedure(t.Context(), want.Code)
		if err != nil {
			t.Fatalf("Procedure(%s): %v", want.Code, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Procedure(%s) (-want +got):\n%s", want.Code, diff)
		}
	}
	again, err := snap.Content()
	if err != nil {
		t.Fatalf("Content: %v", err)
	}
	byID := cmpopts.SortSlices(func(a, b string) bool { return a < b })
	if diff := cmp.Diff(content, again, byID,
		cmpopts.SortSlices(func(a, b knowledge.Procedure) bool { return a.Code < b.Code }),
		cmpopts.SortSlices(func(a, b knowledge.FAQ) bool { return a.ID < b.ID }),
		cmpopts.SortSlices(func(a, b knowledge.LawStatus) bool { return a.Number < b.Number }),
		cmpopts.SortSlices(func(a, b knowledge.Unit) bool { return a.ID < b.ID }),
	); diff != "" {
		t.Errorf("Content (-want +got):\n%s", diff)
	}
	if got := mustAssemble(t, again).Release().ID; got != snap.Release().ID {
		t.Errorf("assembled again: id %s, want %s", got, snap.Release().ID)
	}
}

func TestAssembleIsDeterministic(t *testing.T) {
	t.Parallel()
	want := mustAssemble(t, sampleContent()).Release()
	for i := range 6 { // all orders of three
		c := sampleContent()
		c.Procedures = append(c.Procedures[i%3:], c.Procedures[:i%3]...)
		c.Procedures[0], c.Procedures[i/3] = c.Procedures[i/3], c.Procedures[0]
		slices.Reverse(c.FAQ)
		slices.Reverse(c.Laws)
		slices.Reverse(c.Units)
		if diff := cmp.Diff(want, mustAssemble(t, c).Release()); diff != "" {
			t.Fatalf("release differs (-want +got):\n%s", diff)
		}
	}
	c := sampleContent()
	c.Procedures[0].Steps[0] += " "
	if got := mustAssemble(t, c).Release().ID; got == want.ID {
		t.Error("a changed step gives the same release id")
	}
}

func TestAssembleRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change func(*catalogue.Content)
		want   string
	}{
		{"no procedures", func(c *catalogue.Content) { c.Procedures = nil }, "no procedures"},
		{"code twice", func(c *catalogue.Content) { c.Procedures = append(c.Procedures, c.Procedures[1]) }, "procedure 1.001193 stands twice"},
		{"invalid procedure", func(c *catalogue.Content) { c.Procedures[0].Field = "" }, "field is empty"},
		{"not UTF-8", func(c *catalogue.Content) { c.Procedures[0].Name = "Kh\xe1i" }, "not UTF-8"},
		{"FAQ twice", func(c *catalogue.Content) { c.FAQ[1].ID = c.FAQ[0].ID }, "FAQ khai-sinh-muon stands twice"},
		{"FAQ of unknown unit", func(c *catalogue.Content) { c.FAQ[0].Units[0] = "6001" }, `unknown unit "6001"`},
		{"law without source", func(c *catalogue.Content) { c.Laws[0].Source = "" }, "law status without number or source"},
		{"law twice", func(c *catalogue.Content) { c.Laws = append(c.Laws, c.Laws[0]) }, `law "123/2015/NĐ-CP" stands twice`},
		{"unit twice", func(c *catalogue.Content) { c.Units[0].ID = c.Units[1].ID }, "unit 06001 stands twice"},
		{"file elsewhere", func(c *catalogue.Content) { c.Files["secrets/x.txt"] = nil }, "secrets/x.txt"},
		{"file climbs", func(c *catalogue.Content) { c.Files["phrases/../x.txt"] = nil }, "phrases/../x.txt"},
		{"phrases not UTF-8", func(c *catalogue.Content) { c.Files["phrases/a.tsv"] = []byte{0xff} }, "phrases/a.tsv: not UTF-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := sampleContent()
			tt.change(&c)
			_, err := catalogue.Assemble(c)
			if !errors.Is(err, knowledge.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Assemble = %v, want ErrInvalid with %q", err, tt.want)
			}
		})
	}
	t.Run("an escape that is text", func(t *testing.T) {
		t.Parallel()
		c := sampleContent()
		c.Procedures[0].Name = `chuỗi \ufffd và ký tự ` + "\ufffd"
		mustAssemble(t, c)
	})
}

func TestSnapshotReads(t *testing.T) {
	t.Parallel()
	snap := mustAssemble(t, sampleContent())
	if _, err := snap.Procedure(t.Context(), "1.999999"); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("Procedure of an unknown code = %v, want ErrNotFound", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := snap.Procedure(ctx, "1.001193"); !errors.Is(err, context.Canceled) {
		t.Errorf("Procedure with a cancelled context = %v, want Canceled", err)
	}
	want := []string{"phrases/abbreviations.tsv", "phrases/empty.txt", "phrases/sentences/01-ho-tich.tsv"}
	if diff := cmp.Diff(want, snap.PartNames("phrases/")); diff != "" {
		t.Errorf("PartNames (-want +got):\n%s", diff)
	}
	if body, ok := snap.Part("phrases/abbreviations.tsv"); !ok || string(body) != "ubnd\tủy ban nhân dân\n" {
		t.Errorf("Part = %q, %t", body, ok)
	}
	if _, ok := snap.Part("phrases/none.tsv"); ok {
		t.Error("Part of an unknown name is there")
	}
	// What a caller does to its copies does not reach the snapshot.
	snap.Codes()[0] = "x"
	snap.Release().Parts[0].Name = "x"
	if snap.Codes()[0] != "1.001193" || snap.Release().Parts[0].Name != "catalogue" {
		t.Error("the snapshot changed with a copy")
	}
	n := 0
	for p, err := range snap.All() {
		if err != nil || p.Code != snap.Codes()[n] {
			t.Fatalf("All: %s, %v", p.Code, err)
		}
		if n++; n == 2 {
			break
		}
	}
}

func TestSnapshotWithoutOptionalParts(t *testing.T) {
	t.Parallel()
	snap := mustAssemble(t, catalogue.Content{Procedures: sampleContent().Procedures})
	if got := len(snap.Release().Parts); got != 1 {
		t.Errorf("%d parts, want 1", got)
	}
	faq, err1 := snap.FAQ()
	laws, err2 := snap.Laws()
	units, err3 := snap.Units()
	if err := errors.Join(err1, err2, err3); err != nil || len(faq)+len(laws)+len(units) != 0 {
		t.Errorf("FAQ, Laws, Units = %v %v %v, %v", faq, laws, units, err)
	}
}

func TestContentDigest(t *testing.T) {
	t.Parallel()
	snap := mustAssemble(t, sampleContent())
	c := sampleContent()
	c.FAQ[0].Question += " "
	other := mustAssemble(t, c)
	if snap.ContentDigest("catalogue", "phrases/") != other.ContentDigest("phrases/", "catalogue", "catalogue") {
		t.Error("a changed FAQ changes the digest of other parts")
	}
	if snap.ContentDigest("faq") == other.ContentDigest("faq") {
		t.Error("a changed FAQ does not change its digest")
	}
	if snap.ContentDigest("faq") == snap.ContentDigest("faq", "nothing") {
		t.Error("a lacking part is not seen")
	}
	c.Files["phrases/zz.tsv"] = []byte("x\n")
	if more := mustAssemble(t, c); more.ContentDigest("phrases/") == snap.ContentDigest("phrases/") {
		t.Error("a new phrase file does not change the digest of all phrases")
	}
}

func TestOverlay(t *testing.T) {
	t.Parallel()
	base := sampleContent()
	base.Procedures[1].Local = true
	base.Procedures[1].Warnings = []knowledge.Warning{{Kind: knowledge.WarnDistrict, Text: "UBND huyện"}, {Kind: knowledge.WarnFeeDoubt}}
	curated := sampleProcedure("1.001193", "Đăng ký khai sinh")
	curated.Title, curated.Steps = "Làm giấy khai sinh", nil
	curated.Warnings = []knowledge.Warning{{Kind: knowledge.WarnFeeDoubt}}
	added := sampleProcedure("1.116400", "Cấp thẻ căn cước")

	got := catalogue.Overlay(base, []knowledge.Procedure{curated, added})
	want := curated
	want.Local = true
	want.Warnings = []knowledge.Warning{{Kind: knowledge.WarnFeeDoubt}, {Kind: knowledge.WarnDistrict, Text: "UBND huyện"}}
	if diff := cmp.Diff(want, got.Procedures[1]); diff != "" {
		t.Errorf("replaced procedure (-want +got):\n%s", diff)
	}
	if len(got.Procedures) != 4 || got.Procedures[3].Code != added.Code {
		t.Errorf("%d procedures, want the new one as the fourth", len(got.Procedures))
	}
	if base.Procedures[1].Title != "" || len(base.Procedures) != 3 {
		t.Error("Overlay changed its base")
	}
	twice := catalogue.Overlay(base, []knowledge.Procedure{curated, curated})
	if _, err := catalogue.Assemble(twice); !errors.Is(err, knowledge.ErrInvalid) {
		t.Errorf("Assemble of a code curated twice = %v, want ErrInvalid", err)
	}
}
