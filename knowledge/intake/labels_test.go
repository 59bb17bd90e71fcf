package intake

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"motcua/knowledge"
)

// portalDir holds the export; it is no part of the repository.
var portalDir = filepath.Join("..", "..", "..", "shared", "data", "portal")

// leastPrecision and leastRecall are the bar for every kind of fact.
const (
	leastPrecision = 0.98
	leastRecall    = 0.95
)

// label is what a person read in one row.
type label struct {
	Code      string `json:"code"`
	Durations []struct {
		Method string  `json:"method"`
		N      float64 `json:"n"`
		Unit   string  `json:"unit"`
	} `json:"durations"`
	Fees []struct {
		Method   string  `json:"method"`
		Amount   float64 `json:"amount"`
		Currency string  `json:"currency"`
	} `json:"fees"`
	FeeFree bool `json:"fee_free"`
	Dossier []struct {
		Head      string `json:"head"`
		Form      string `json:"form"`
		Originals *int   `json:"originals"`
		Copies    *int   `json:"copies"`
		Certified bool   `json:"certified"`
	} `json:"dossier"`
	Legal []struct {
		Type   string `json:"type"`
		Number string `json:"number"`
		Date   string `json:"date"`
	} `json:"legal"`
	Agencies []struct {
		Name          string `json:"name"`
		OtherProvince bool   `json:"other_province"`
	} `json:"agencies"`
}

// score counts facts found, wrong and missed.
type score struct{ right, wrong, missed int }

func (s score) precision() float64 { return ratio(s.right, s.right+s.wrong) }
func (s score) recall() float64    { return ratio(s.right, s.right+s.missed) }

func ratio(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// compare matches two lists as multisets.
func compare(got, want []string) (wrong, missed []string, right int) {
	rest := slices.Clone(want)
	got = slices.Clone(got)
	for i := 0; i < len(got); i++ { // the name itself first, so that a later key takes no other item's label
		first, _, _ := strings.Cut(got[i], "\n")
		if j := slices.Index(rest, first); j >= 0 {
			rest = slices.Delete(rest, j, j+1)
			got = slices.Delete(got, i, i+1)
			right++
			i--
		}
	}
	for _, g := range got {
		if i := slices.IndexFunc(rest, func(w string) bool { return sameFact(g, w) }); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			right++
		} else {
			first, _, _ := strings.Cut(g, "\n")
			wrong = append(wrong, first)
		}
	}
	return wrong, rest, right
}

// once drops repeated facts, where a fact may stand under several cases.
func once(list []string) []string {
	out := slices.Clone(list)
	sort.Strings(out)
	return slices.Compact(out)
}

func readLabels(t *testing.T, name string) []label {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("testdata/%s is not there: no rows labelled by hand", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []label
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, maxLine)
	for n := 1; sc.Scan(); n++ {
		var l label
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			t.Fatalf("%s line %d: %v", name, n, err)
		}
		out = append(out, l)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// importOnce imports the whole export once for all tests.
var importOnce = sync.OnceValues(func() ([]knowledge.Procedure, *Report) {
	ps, rep, err := importExport()
	if err != nil {
		panic(err)
	}
	return ps, rep
})

// wholeImport returns the imported export, or skips the test where it is absent.
func wholeImport(tb testing.TB) ([]knowledge.Procedure, *Report) {
	tb.Helper()
	if _, err := os.Stat(filepath.Join(portalDir, "scope_langson.txt")); errors.Is(err, fs.ErrNotExist) {
		tb.Skipf("the portal's export is not at %s: nothing to measure", portalDir)
	}
	return importOnce()
}

func importExport() ([]knowledge.Procedure, *Report, error) {
	scopeFile, err := os.Open(filepath.Join(portalDir, "scope_langson.txt"))
	if err != nil {
		return nil, nil, err
	}
	defer scopeFile.Close()
	scope, err := ReadScope(scopeFile)
	if err != nil {
		return nil, nil, err
	}
	f, err := os.Open(filepath.Join(portalDir, "procedures.jsonl"))
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	return Portal(context.Background(), f, Options{
		Scope: scope, Fetched: "2026-07", Source: "Cổng Dịch vụ công quốc gia", Province: "Lạng Sơn",
	})
}

func TestLabels(t *testing.T) {
	ps, _ := wholeImport(t)
	byCode := make(map[string]*knowledge.Procedure, len(ps))
	for i := range ps {
		byCode[string(ps[i].Code)] = &ps[i]
	}
	for _, name := range []string{"labels-a.jsonl", "labels-b.jsonl"} {
		t.Run(name, func(t *testing.T) {
			scores := make(map[string]*score)
			for _, kind := range append(barKinds(), moreKinds()...) {
				scores[kind] = &score{}
			}
			for _, l := range readLabels(t, name) {
				p := byCode[l.Code]
				if p == nil {
					t.Errorf("labelled row %s was not accepted", l.Code)
					continue
				}
				scoreRow(t, scores, l.Code, procedureFacts(p), l.facts())
			}
			report(t, scores)
		})
	}
}

func scoreRow(t *testing.T, scores map[string]*score, code string, got, want facts) {
	t.Helper()
	for kind, s := range scores {
		g, w := got[kind], want[kind]
		if kind != "dossier" {
			g, w = once(g), once(w)
		}
		wrong, missed, right := compare(g, w)
		s.right += right
		s.wrong += len(wrong)
		s.missed += len(missed)
		for _, x := range wrong {
			t.Logf("%s %s: read %q, the label has it not", code, kind, x)
		}
		for _, x := range missed {
			t.Logf("%s %s: missed %q", code, kind, x)
		}
	}
}

func report(t *testing.T, scores map[string]*score) {
	t.Helper()
	for _, kind := range append(barKinds(), moreKinds()...) {
		s := scores[kind]
		t.Logf("%-10s precision %.4f recall %.4f (right %d, wrong %d, missed %d)", kind, s.precision(), s.recall(), s.right, s.wrong, s.missed)
		if !slices.Contains(barKinds(), kind) {
			continue
		}
		if s.precision() < leastPrecision || s.recall() < leastRecall {
			t.Errorf("%s: precision %.4f, recall %.4f; at least %.2f and %.2f are wanted", kind, s.precision(), s.recall(), leastPrecision, leastRecall)
		}
	}
}
