package ranking

import (
	"context"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"motcua/assistant"
	"motcua/knowledge"
	"motcua/knowledge/vi"
)

func lexicon(tb testing.TB) *Lexicon {
	tb.Helper()
	f, err := os.Open("../../data/phrases/structure.tsv")
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	l, err := ReadLexicon(f)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

func weights(tb testing.TB) Weights {
	tb.Helper()
	f, err := os.Open("../../data/phrases/weights.json")
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	w, err := ReadWeights(f)
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

func docs() []Doc {
	commune := []knowledge.Level{knowledge.LevelCommune}
	p := func(id, name string, sentences ...string) Doc {
		return Doc{Kind: knowledge.DocProcedure, ID: id, Name: name, Levels: commune, Sentences: sentences}
	}
	return []Doc{
		p("1.000001", "Thủ tục đăng ký khai sinh", "vợ em mới đẻ con trai", "bé nhà em chưa có giấy tờ gì", "con mới sinh làm giấy ở đâu"),
		p("1.000002", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài", "con em có bố người Đài Loan chưa làm khai sinh"),
		p("1.000003", "Thủ tục đăng ký khai tử", "bố em mới mất phải báo ai", "ông nội qua đời hôm qua"),
		p("1.000004", "Cấp giấy phép xây dựng nhà ở", "sắp xây nhà hai tầng xin phép ở đâu"),
		p("1.000005", "Cấp lại giấy phép xây dựng nhà ở", "giấy phép xây nhà bị mối ăn mất"),
		p("1.000006", "Gia hạn giấy phép xây dựng nhà ở"),
		p("1.000007", "Đăng ký kết hôn"),
		p("1.000008", "Đăng ký kết hôn"),
		{Kind: knowledge.DocFAQ, ID: "faq-1", Name: "Bố mẹ chưa kết hôn có làm khai sinh được không"},
	}
}

func ranker(tb testing.TB) *Ranker {
	tb.Helper()
	return NewRanker(NewModel(docs(), lexicon(tb), weights(tb)), nil)
}

func rank(t *testing.T, r *Ranker, q assistant.RankQuery) assistant.Ranking {
	t.Helper()
	got, err := r.Rank(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestRankFirst(t *testing.T) {
	t.Parallel()
	r := ranker(t)
	for _, tt := range []struct{ text, want string }{
		{"đăng ký khai sinh", "1.000001"},
		{"dang ky khai sinh", "1.000001"},
		{"vợ em mới đẻ", "1.000001"}, // a situation, known from a sentence only
		{"khai sinh cho con có bố người Đài Loan", "1.000002"},
		{"bố em mất hôm qua", "1.000003"},
		{"xin giấy phép xây dựng", "1.000004"},
		{"giấy phép xây dựng bị mất xin lại", "1.000005"},
		{"giấy phép xây dựng sắp hết hạn", "1.000006"},
		{"đăng ký kết hôn", "1.000007"}, // equal names: the smaller code
	} {
		got := rank(t, r, assistant.RankQuery{Text: tt.text, Limit: 3})
		if len(got.Candidates) == 0 || string(got.Candidates[0].Code) != tt.want {
			t.Errorf("Rank(%q) = %+v, want %s first", tt.text, got.Candidates, tt.want)
		}
	}
}

func TestRankOrderAndScores(t *testing.T) {
	t.Parallel()
	r := ranker(t)
	for _, text := range []string{"đăng ký", "giấy phép xây dựng", "khai sinh nước ngoài", "em hỏi"} {
		got := rank(t, r, assistant.RankQuery{Text: text})
		again := rank(t, r, assistant.RankQuery{Text: text})
		if !slices.EqualFunc(got.Candidates, again.Candidates, func(a, b assistant.Candidate) bool {
			return a.Code == b.Code && a.FAQ == b.FAQ && a.Score == b.Score
		}) {
			t.Errorf("%q ranks differently from run to run", text)
		}
		for i, c := range got.Candidates {
			if math.IsNaN(c.Score) || c.Score < 0 || c.Score > 1 || i > 0 && c.Score > got.Candidates[i-1].Score {
				t.Errorf("%q: candidate %d has score %g", text, i, c.Score)
			}
		}
	}
}

func TestVagueQuestionsAreUnsure(t *testing.T) {
	t.Parallel()
	r := ranker(t)
	vague := rank(t, r, assistant.RankQuery{Text: "giấy phép", Limit: 1}).Candidates[0].Score
	clear := rank(t, r, assistant.RankQuery{Text: "gia hạn giấy phép xây dựng nhà ở", Limit: 1}).Candidates[0].Score
	if vague >= clear {
		t.Errorf("vague question scores %.2f, clear one %.2f", vague, clear)
	}
}

func TestKnownAndTopic(t *testing.T) {
	t.Parallel()
	r := ranker(t)
	got := rank(t, r, assistant.RankQuery{Text: "zzz qqq khai", Topic: "1.000001"})
	if got.Known > 0.5 {
		t.Errorf("known share %.2f of a question with two unknown words of three", got.Known)
	}
	same := rank(t, r, assistant.RankQuery{Text: "khai sinh", Topic: "1.000001"}).Topic
	other := rank(t, r, assistant.RankQuery{Text: "xây dựng", Topic: "1.000001"}).Topic
	if same < 0.9 || other > 0.1 {
		t.Errorf("topic share %.2f of its own words, %.2f of others", same, other)
	}
	if none := rank(t, r, assistant.RankQuery{Text: "xyzzy"}); len(none.Candidates) != 0 {
		t.Errorf("candidates for an unknown word: %v", none.Candidates)
	}
}

func TestPreferNudges(t *testing.T) {
	t.Parallel()
	r := ranker(t)
	got := rank(t, r, assistant.RankQuery{Text: "đăng ký kết hôn", Prefer: []knowledge.ProcedureCode{"1.000008"}, Limit: 1})
	if got.Candidates[0].Code != "1.000008" {
		t.Errorf("the preferred of two equal names is not first: %v", got.Candidates[0])
	}
}

func TestExplain(t *testing.T) {
	t.Parallel()
	got := rank(t, ranker(t), assistant.RankQuery{Text: "vợ em mới đẻ", Explain: true, Limit: 1}).Candidates[0]
	if len(got.Features) != numFeatures || len(got.Because) != 2 || got.Because[1] != "vợ em mới đẻ con trai" {
		t.Errorf("explanation: %d features, because %v", len(got.Features), got.Because)
	}
	var raw float64
	for _, f := range got.Features {
		raw += f.Value * f.Weight
	}
	if math.Abs(raw-got.Raw) > 1e-9 {
		t.Errorf("features sum to %g, raw score is %g", raw, got.Raw)
	}
}

func TestLexiconClasses(t *testing.T) {
	t.Parallel()
	l := lexicon(t)
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"Cấp lại thẻ căn cước", []string{"reissue"}}, // not also "cấp"
		{"Gia hạn giấy phép", []string{"extend"}},
		{"Đăng ký lại khai sinh", []string{"again"}},
		{"Tạm ngừng kinh doanh", []string{"suspend"}},
	} {
		got := l.actions.labels(l.nameActions(tokens(tt.text)) &^ l.actions.plain)
		if !slices.Equal(got, tt.want) {
			t.Errorf("actions of %q = %v, want %v", tt.text, got, tt.want)
		}
	}
}

func TestReadersNameTheFault(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"action\tx\tboth", "verb\tx\tboth\ty", "action\tx\tleft\ty", "action\tx\tboth\ta | | b"} {
		if _, err := ReadLexicon(strings.NewReader("# c\n" + in)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("ReadLexicon(%q) = %v, want an error naming line 2", in, err)
		}
	}
	for _, in := range []string{"{", `{"feature":{"colour":1},"calibration":{"raw":1,"lead":1,"max_lead":1}}`, `{"feature":{},"calibration":{}}`, `{"x":1}`} {
		if _, err := ReadWeights(strings.NewReader(in)); err == nil {
			t.Errorf("ReadWeights(%q) = nil, want an error", in)
		}
	}
}

// TestTrainLearns plants a feature that decides and one that lies.
func TestTrainLearns(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 1))
	var examples []Example
	for range 200 {
		ex := Example{Weight: 1}
		right := rng.IntN(5)
		for i := range 5 {
			var f [numFeatures]float64
			f[fAll], f[fConflict] = rng.Float64()*0.5, rng.Float64()*0.5
			if i == right {
				f[fAll] += 0.5
				f[fConflict] -= 0.5
			}
			ex.Features, ex.Right = append(ex.Features, f), append(ex.Right, i == right)
		}
		examples = append(examples, ex)
	}
	start := weights(t)
	start.vector = [numFeatures]float64{}
	w := Train(examples, start)
	if w.vector[fAll] < 1 || w.vector[fConflict] > -1 || math.Abs(w.vector[fPairs]) > 0.01 {
		t.Errorf("learned %v", w.Feature)
	}
	if again := Train(examples, start); again.vector != w.vector {
		t.Error("training is not deterministic")
	}
}

// TestFitCalibration draws points from a known curve and expects its
// probabilities back.
func TestFitCalibration(t *testing.T) {
	t.Parallel()
	truth := Calibration{Bias: -2, Raw: 0.1, Lead: 0.6, MaxLead: 6}
	truth.vector[fSentence] = 2
	rng := rand.New(rand.NewPCG(7, 7))
	draw := func() (Point, float64) {
		var f [numFeatures]float64
		f[fSentence] = rng.Float64()
		p := Point{Raw: 5 + 20*rng.Float64(), Features: make([]assistant.Feature, numFeatures)}
		p.Rival = p.Raw - 6*rng.Float64()
		p.Features[fSentence].Value = f[fSentence]
		return p, truth.probability(p.Raw, p.Rival, 1, &f)
	}
	var points []Point
	for range 6000 {
		p, prob := draw()
		p.Right = rng.Float64() < prob
		points = append(points, p)
	}
	got := FitCalibration(points, Calibration{MaxLead: 6})
	for range 200 {
		p, want := draw()
		var f [numFeatures]float64
		f[fSentence] = p.Features[fSentence].Value
		if is := got.probability(p.Raw, p.Rival, 1, &f); math.Abs(is-want) > 0.06 {
			t.Fatalf("probability %.3f, want about %.3f (%+v)", is, want, got)
		}
	}
	if few := FitCalibration(points[:5], truth); few.Bias != truth.Bias {
		t.Errorf("five points changed the calibration to %+v", few)
	}
}

func TestNoise(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 1))
	const s = "sửa lại giấy tờ bị mất của chị"
	if got := Noise("unmarked", s, rng); got != vi.Fold(s) {
		t.Errorf("unmarked %q", got)
	}
	if got := Noise("none", s, rng); got != s {
		t.Errorf("none %q", got)
	}
	changed := 0
	for range 50 {
		got := Noise("typo", s, rng)
		if !utf8.ValidString(got) || len(strings.Fields(got)) != len(strings.Fields(s)) {
			t.Fatalf("typo %q", got)
		}
		if got != s {
			changed++
		}
	}
	if changed < 40 {
		t.Errorf("only %d of 50 sentences were spoiled", changed)
	}
}

func FuzzRank(f *testing.F) {
	r := ranker(f)
	for _, s := range []string{"khai sinh", "", "\xff", strings.Repeat("đăng ký ", 300), "giấy phép, giấy phép!"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := r.Rank(context.Background(), assistant.RankQuery{Text: s, Limit: 5, Explain: true})
		if err != nil {
			t.Fatal(err)
		}
		if got.Known < 0 || got.Known > 1 {
			t.Fatalf("known share %g", got.Known)
		}
		for _, c := range got.Candidates {
			if math.IsNaN(c.Score) || c.Score < 0 || c.Score > 1 {
				t.Fatalf("score %g for %q", c.Score, s)
			}
		}
	})
}

func BenchmarkRank(b *testing.B) {
	r := ranker(b)
	for b.Loop() {
		if _, err := r.Rank(context.Background(), assistant.RankQuery{Text: "xin lại giấy phép xây dựng bị mất", Limit: 10}); err != nil {
			b.Fatal(err)
		}
	}
}
