package search

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
	"github.com/google/go-cmp/cmp"

	"motcua/knowledge"
)

// term is a token in a form that is easy to compare.
type term struct {
	Term       string
	Start, End int
}

func analyse(t *testing.T, name, text string) []term {
	t.Helper()
	m, err := newMapping()
	if err != nil {
		t.Fatal(err)
	}
	a := m.AnalyzerNamed(name)
	if a == nil {
		t.Fatalf("no analyzer %s", name)
	}
	var out []term
	for _, tok := range a.Analyze([]byte(text)) {
		out = append(out, term{string(tok.Term), tok.Start, tok.End})
	}
	return out
}

func TestAnalyzers(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		analyzer, text string
		want           []term
	}{
		// Offsets are bytes of the text as it was given, letters of three bytes included.
		{foldedAnalyzer, "Đăng ký", []term{{"dang", 0, 6}, {"ki", 7, 10}}},
		{foldedAnalyzer, "hoà/hòa", []term{{"hoa", 0, 4}, {"hoa", 5, 9}}},
		{markedAnalyzer, "Hoà giải", []term{{"hòa", 0, 4}, {"giải", 5, 11}}},
		{pairsAnalyzer, "Đăng ký lại", []term{{"dang ki", 0, 10}, {"ki lai", 7, 16}}},
		{pairsAnalyzer, "Đất", nil},
		{englishAnalyzer, "Renewing licences", []term{{"renew", 0, 8}, {"licenc", 9, 17}}},
	} {
		if diff := cmp.Diff(tt.want, analyse(t, tt.analyzer, tt.text)); diff != "" {
			t.Errorf("%s of %q (-want +got):\n%s", tt.analyzer, tt.text, diff)
		}
	}
}

func TestPiecesAreRegistered(t *testing.T) {
	t.Parallel()
	cache := registry.NewCache()
	for _, name := range []string{canonFilterName, foldFilterName, pairFilterName, stemFilterName} {
		if _, err := cache.TokenFilterNamed(name); err != nil {
			t.Errorf("token filter %s: %v", name, err)
		}
	}
	if err := registerAll(); err == nil {
		t.Error("registering twice must fail: two packages would claim one name")
	}
	var _ analysis.Tokenizer = syllableTokenizer{}
}

func documents() []Document {
	return []Document{
		{Kind: knowledge.DocProcedure, ID: "1.000001", Names: []string{"Thủ tục đăng ký khai sinh", "Làm giấy khai sinh cho con"}},
		{Kind: knowledge.DocProcedure, ID: "1.000002", Names: []string{"Thủ tục đăng ký khai tử"}},
		{Kind: knowledge.DocProcedure, ID: "1.000003", Names: []string{"Đăng ký kết hôn"}, English: []string{"Register a marriage"}},
		{Kind: knowledge.DocProcedure, ID: "1.000004", Names: []string{"Đăng ký kết hôn"}},
		{Kind: knowledge.DocProcedure, ID: "1.000005", Names: []string{"Cấp giấy phép xây dựng"}, From: "2026-01-01", To: "2026-06-30"},
		{Kind: knowledge.DocFAQ, ID: "faq-1", Names: []string{"Bố mẹ chưa kết hôn có làm khai sinh được không"}},
		{Kind: knowledge.DocFAQ, ID: "faq-2", Names: []string{"Giờ làm việc của xã Đồng Đăng"}, Units: []knowledge.UnitID{"06001"}},
	}
}

func build(t *testing.T, root string) *Index {
	t.Helper()
	fp, err := Fingerprint("0123")
	if err != nil {
		t.Fatal(err)
	}
	ix, err := Build(t.Context(), root, fp, documents())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := ix.Close(); err != nil {
			t.Error(err)
		}
	})
	return ix
}

func ids(t *testing.T, ix *Index, q knowledge.Query) []string {
	t.Helper()
	r, err := ix.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, h := range r.Hits {
		out = append(out, h.ID)
	}
	return out
}

func TestSearch(t *testing.T) {
	t.Parallel()
	for name, root := range map[string]string{"memory": "", "disk": t.TempDir()} {
		ix := build(t, root)
		if ix.Len() != len(documents()) {
			t.Errorf("%s: %d documents, want %d", name, ix.Len(), len(documents()))
		}
		july := time.Date(2026, 7, 15, 0, 0, 0, 0, time.UTC)
		march := time.Date(2026, 3, 15, 0, 0, 0, 0, time.UTC)
		for _, tt := range []struct {
			what  string
			query knowledge.Query
			first string
			lacks string
		}{
			{"marked", knowledge.Query{Text: "làm giấy khai sinh"}, "1.000001", ""},
			{"unmarked", knowledge.Query{Text: "lam giay khai sinh"}, "1.000001", ""},
			{"other tone placement", knowledge.Query{Text: "khai tư"}, "1.000002", ""},
			{"equal names by code", knowledge.Query{Text: "đăng ký kết hôn", Kinds: []knowledge.DocKind{knowledge.DocProcedure}}, "1.000003", ""},
			{"FAQ only", knowledge.Query{Text: "khai sinh", Kinds: []knowledge.DocKind{knowledge.DocFAQ}}, "faq-1", "1.000001"},
			{"English stems", knowledge.Query{Text: "registering marriages"}, "1.000003", ""},
			{"valid then", knowledge.Query{Text: "giấy phép xây dựng", At: march}, "1.000005", ""},
			{"expired now", knowledge.Query{Text: "giấy phép xây dựng", At: july}, "1.000001", "1.000005"},
			{"another commune", knowledge.Query{Text: "giờ làm việc xã Đồng Đăng", Unit: "06004"}, "1.000003", "faq-2"},
			{"its own commune", knowledge.Query{Text: "giờ làm việc xã Đồng Đăng", Unit: "06001"}, "faq-2", ""},
			{"nothing known", knowledge.Query{Text: "zzz qqq"}, "", ""},
			{"empty", knowledge.Query{}, "", ""},
		} {
			got := ids(t, ix, tt.query)
			first := ""
			if len(got) > 0 {
				first = got[0]
			}
			if tt.what == "expired now" || tt.what == "another commune" {
				first = tt.first // only what is hidden matters
			}
			if first != tt.first || tt.lacks != "" && slices.Contains(got, tt.lacks) {
				t.Errorf("%s, %s: got %v, want first %q without %q", name, tt.what, got, tt.first, tt.lacks)
			}
		}
	}
}

func TestSearchLimitAndContext(t *testing.T) {
	t.Parallel()
	ix := build(t, "")
	if got := ids(t, ix, knowledge.Query{Text: "đăng ký", Limit: 2}); len(got) != 2 {
		t.Errorf("limit 2 gives %v", got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ix.Search(ctx, knowledge.Query{Text: "đăng ký"}); !errors.Is(err, context.Canceled) {
		t.Errorf("search with a cancelled context = %v, want context.Canceled", err)
	}
}

// TestOpenRefuses: no index, another fingerprint, a damaged side file, a half
// made directory; Build mends what Open refuses.
func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	fp, err := Fingerprint("0123")
	if err != nil {
		t.Fatal(err)
	}
	refuse := func(what string) {
		t.Helper()
		if ix, err := Open(root, fp); !errors.Is(err, ErrFingerprint) {
			t.Errorf("%s: Open = %v, want ErrFingerprint", what, err)
			if err == nil {
				_ = ix.Close()
			}
		}
	}
	refuse("nothing there")
	if err := os.MkdirAll(filepath.Join(root, fp), 0o750); err != nil {
		t.Fatal(err)
	}
	refuse("half made")
	ix, err := Build(t.Context(), root, fp, documents())
	if err != nil {
		t.Fatalf("Build over a half made directory: %v", err)
	}
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, fp, sideName), []byte(`{"fingerprint":"other"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	refuse("other fingerprint")
	left, err := filepath.Glob(filepath.Join(root, ".building-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("leftovers of building: %v %v", left, err)
	}
}

func TestFingerprintChangesWithContent(t *testing.T) {
	t.Parallel()
	a, err := Fingerprint("aa")
	if err != nil {
		t.Fatal(err)
	}
	b, err := Fingerprint("bb")
	if err != nil {
		t.Fatal(err)
	}
	again, err := Fingerprint("aa")
	if err != nil {
		t.Fatal(err)
	}
	if a == b || a != again || len(a) != 32 {
		t.Errorf("fingerprints %s, %s, %s", a, b, again)
	}
}

func TestPrune(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for _, d := range []string{"keep", "old", ".building-1"} {
		if err := os.Mkdir(filepath.Join(root, d), 0o750); err != nil {
			t.Fatal(err)
		}
	}
	if err := Prune(root, "keep"); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(root)
	if err != nil || len(entries) != 1 || entries[0].Name() != "keep" {
		t.Errorf("after Prune: %v %v", entries, err)
	}
	if err := Prune(filepath.Join(root, "absent")); err != nil {
		t.Errorf("Prune of nothing: %v", err)
	}
}

func FuzzQuery(f *testing.F) {
	fp, err := Fingerprint("0123")
	if err != nil {
		f.Fatal(err)
	}
	ix, err := Build(context.Background(), "", fp, documents())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = ix.Close() })
	for _, s := range []string{"khai sinh", "đăng ký kết hôn", "", "\xff\xfe", "a b c d e f g", "1.000001", "你好"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := ix.Search(context.Background(), knowledge.Query{Text: s, Limit: 5})
		if err != nil {
			t.Fatal(err)
		}
		for i, h := range r.Hits {
			if i > 0 && h.Score > r.Hits[i-1].Score {
				t.Fatalf("hits of %q are not in order: %v", s, r.Hits)
			}
		}
	})
}
