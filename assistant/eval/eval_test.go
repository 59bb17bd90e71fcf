package eval

import (
	"bytes"
	"context"
	"math"
	"strings"
	"testing"

	"motcua/assistant"
	"motcua/knowledge"
)

// scripted answers from a table of texts.
type scripted map[string]assistant.Answer

func (s scripted) Answer(_ context.Context, q assistant.Question, c assistant.Conversation) (assistant.Answer, assistant.Conversation, error) {
	return s[q.Text], c, nil
}

func answered(code knowledge.ProcedureCode, score float64, rest ...knowledge.ProcedureCode) assistant.Answer {
	a := assistant.Answer{Outcome: assistant.Answered, Code: code}
	for _, c := range append([]knowledge.ProcedureCode{code}, rest...) {
		a.Trace.Candidates = append(a.Trace.Candidates, assistant.Candidate{Code: c, Score: score})
		score /= 2
	}
	return a
}

const questions = `{"id":"1","noise":"none","lang":"vi","pair":"p","turns":[{"text":"a","outcome":"answered","codes":["1.000001"],"facets":["fee"]}]}
{"id":"2","noise":"unmarked","lang":"vi","pair":"p","turns":[{"text":"b","outcome":"answered","codes":["1.000001"]}]}

{"id":"3","noise":"none","lang":"vi","turns":[{"text":"c","outcome":"unknown"}]}
{"id":"4","noise":"none","lang":"en","turns":[{"text":"d","outcome":"answered","codes":["9.000000"]}]}
{"id":"5","noise":"none","lang":"vi","turns":[{"text":"e","outcome":"clarify","codes":["1.000002"]},{"text":"f","outcome":"answered","codes":["1.000002"]}]}
`

func run(t *testing.T) *Result {
	t.Helper()
	items, err := Read(strings.NewReader(questions))
	if err != nil {
		t.Fatal(err)
	}
	a := answered("1.000001", 0.9, "1.000002")
	a.Facets = []assistant.Facet{assistant.FacetFee, assistant.FacetTime}
	script := scripted{
		"a": a,
		"b": answered("1.000002", 0.7, "1.000001"), // wrong, right one second
		"c": answered("1.000003", 0.8),             // unknown stated as fact
		"d": answered("1.000001", 0.5),             // out of scope: not scored
		"e": {Outcome: assistant.Clarify, Trace: assistant.Trace{Candidates: []assistant.Candidate{{Code: "1.000002", Score: 0.4}}}},
		"f": answered("1.000002", 1),
	}
	r, err := Run(t.Context(), script, items, Options{InScope: func(c knowledge.ProcedureCode) bool { return c[0] == '1' }})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRunFigures(t *testing.T) {
	t.Parallel()
	r := run(t)
	for _, tt := range []struct {
		name string
		got  Share
		n    int
		want float64
	}{
		{"R@1", r.All.At1, 3, 2.0 / 3},
		{"R@3", r.All.At3, 3, 1},
		{"MRR", r.All.MRR, 3, 2.5 / 3},
		{"unmarked R@1", r.ByNoise["unmarked"].At1, 1, 0},
		{"facet precision", r.FacetPrecision, 2, 0.5},
		{"facet recall", r.FacetRecall, 1, 1},
		{"unknown answered", r.UnknownAnswered, 1, 1},
		{"wrong fact", r.WrongFact, 5, 2.0 / 5},
		{"answered right", r.AnsweredRight, 2, 0.5},
		{"follow-up right", r.FollowUpRight, 1, 1},
		{"pairs agree", r.PairsAgree, 1, 0},
	} {
		if tt.got.N != tt.n || math.Abs(tt.got.Value-tt.want) > 1e-9 {
			t.Errorf("%s = %.3f of %d, want %.3f of %d", tt.name, tt.got.Value, tt.got.N, tt.want, tt.n)
		}
	}
	if r.Turns != 6 || r.Items != 5 {
		t.Errorf("%d turns of %d items, want 6 of 5", r.Turns, r.Items)
	}
}

func TestRunRepeats(t *testing.T) {
	t.Parallel()
	var one, two bytes.Buffer
	for _, b := range []*bytes.Buffer{&one, &two} {
		r := run(t)
		if err := r.WriteText(b); err != nil {
			t.Fatal(err)
		}
		if err := r.WriteRisk(b); err != nil {
			t.Fatal(err)
		}
		if err := r.WriteMisses(b); err != nil {
			t.Fatal(err)
		}
	}
	if one.String() != two.String() {
		t.Errorf("two runs differ:\n%s\n%s", one.String(), two.String())
	}
	if !strings.Contains(one.String(), `"b"`) {
		t.Errorf("the miss is not listed:\n%s", one.String())
	}
}

func TestCompareFindsDrops(t *testing.T) {
	t.Parallel()
	base, now := run(t), run(t)
	if d := Compare(base, now); len(d) != 0 {
		t.Errorf("Compare of equal results = %v, want none", d)
	}
	now.All.At1.Value -= 0.1
	now.WrongFact.Value += 0.1
	now.FollowUpRight.Value -= slack / 2
	d := Compare(base, now)
	if len(d) != 2 || d[0].Measure != "r_at_1" || d[1].Measure != "wrong_fact" {
		t.Errorf("Compare = %v, want drops of r_at_1 and wrong_fact", d)
	}
}

func TestRiskTable(t *testing.T) {
	t.Parallel()
	rows := RiskTable(run(t).Judged)
	find := func(th float64) RiskRow {
		for _, r := range rows {
			if math.Abs(r.Threshold-th) < 1e-9 {
				return r
			}
		}
		t.Fatalf("no row %.2f", th)
		return RiskRow{}
	}
	// First turns a (0.9 right), b (0.7 wrong), c (0.8 wrong), e (0.4 right); d is out of scope.
	if r := find(0.85); r.Coverage != 0.25 || r.Precision != 1 {
		t.Errorf("from 0.85: %+v, want coverage 0.25, precision 1", r)
	}
	if r := find(0.7); r.Coverage != 0.75 || r.Wrong != 0.5 {
		t.Errorf("from 0.70: %+v, want coverage 0.75, wrong 0.5", r)
	}
	_, ece := ReliabilityTable(run(t).Judged)
	want := (math.Abs(0.9-1) + 0.7 + 0.8 + math.Abs(0.4-1)) / 4
	if math.Abs(ece-want) > 1e-9 {
		t.Errorf("calibration error %.3f, want %.3f", ece, want)
	}
}

func TestReadNamesTheLine(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]string{
		"broken":   "{\"id\":\"1\",\"turns\":[{\"text\":\"a\"}]}\n{",
		"no turns": "\n{\"id\":\"1\",\"turns\":[]}",
	} {
		_, err := Read(strings.NewReader(in))
		if err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: error %v, want one naming line 2", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(questions)
	f.Add(`{"id":"1","turns":[{"text":"a","codes":null}]}`)
	f.Fuzz(func(t *testing.T, in string) {
		items, err := Read(strings.NewReader(in))
		if err != nil {
			return
		}
		for _, it := range items {
			if it.ID == "" || len(it.Turns) == 0 {
				t.Fatalf("accepted an item without id or turns: %+v", it)
			}
		}
	})
}
