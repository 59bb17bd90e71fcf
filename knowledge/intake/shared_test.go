package intake

import (
	"fmt"
	"strings"
	"testing"

	"motcua/knowledge"
)

// TestSharedPage: a page that stands for two codes belongs to one at most.
func TestSharedPage(t *testing.T) {
	t.Parallel()
	row := func(code, url string) string {
		return fmt.Sprintf(`{"code":%q,"name":"Thủ tục thử %s","field":"Thử","detail":"catalogue","url":%q}`, code, code, url)
	}
	in := strings.Join([]string{
		row("9.000001", "https://example.test/a"), row("9.000002", "https://example.test/a"),
		row("9.000003", "https://example.test/b"), row("9.000004", ""), row("9.000005", ""),
	}, "\n")
	got, rep, err := Portal(t.Context(), strings.NewReader(in), Options{Fetched: "2026-07", Source: "thử", Province: "Lạng Sơn"})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(rep.Doubts[DoubtSharedPage]); n != 2 || len(got) != 5 {
		t.Errorf("%d doubts in %d procedures, want 2 in 5", n, len(got))
	}
	for _, p := range got {
		warned := false
		for _, w := range p.Warnings {
			warned = warned || w.Kind == knowledge.WarnSharedPage
		}
		if want := p.Provenance.URL == "https://example.test/a"; warned != want {
			t.Errorf("%s: warned %t, want %t", p.Code, warned, want)
		}
	}
}
