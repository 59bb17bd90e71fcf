package assistant

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/assistant/templates"
	"motcua/knowledge"
)

// fakeRanker gives scripted candidates by text.
type fakeRanker struct {
	byText map[string]Ranking
	asked  []RankQuery
}

func (f *fakeRanker) Rank(_ context.Context, q RankQuery) (Ranking, error) {
	f.asked = append(f.asked, q)
	return f.byText[q.Text], nil
}

// fakeClassifier reads scripted intents; everything else is a plain question.
type fakeClassifier map[string]Intent

func (f fakeClassifier) Classify(text string) Intent {
	in, ok := f[text]
	if !ok {
		in = Intent{Content: text}
	}
	if in.Kind == "" {
		in.Kind = KindQuestion
	}
	in.Lang = Vietnamese
	return in
}

// fakeCatalogue holds procedures by code.
type fakeCatalogue map[knowledge.ProcedureCode]knowledge.Procedure

func (f fakeCatalogue) Procedure(_ context.Context, code knowledge.ProcedureCode) (knowledge.Procedure, error) {
	p, ok := f[code]
	if !ok {
		return knowledge.Procedure{}, fmt.Errorf("procedure %s: %w", code, knowledge.ErrNotFound)
	}
	return p, nil
}

func (f fakeCatalogue) Codes() []knowledge.ProcedureCode { return nil }

// stone is a made-up procedure with something to say on every facet.
func stone() knowledge.Procedure {
	return knowledge.Procedure{
		Code: "9.000001", Name: "Thủ tục xin phép xếp đá", Title: "Xin xếp đá", Field: "Thử", Detail: knowledge.DetailFull,
		Levels:   []knowledge.Level{knowledge.LevelCommune},
		Agencies: []knowledge.Agency{{Name: "UBND xã"}},
		Cases:    []knowledge.Case{{ID: "to", Name: "Đá to"}},
		Dossier: []knowledge.DossierItem{
			{Name: "Đơn xếp đá", Form: "Mẫu số 07", Originals: new(1)},
			{Name: "Ảnh hòn đá", Copies: new(2), Case: "to"},
		},
		Fees: []knowledge.Fee{
			{State: knowledge.FeeAmount, Amount: 8000, Currency: knowledge.VND, Method: knowledge.MethodInPerson},
			{State: knowledge.FeeDoubtful, Amount: 20, Currency: knowledge.VND, Method: knowledge.MethodOnline},
		},
		Times:      []knowledge.ProcessingTime{{Number: 3, Unit: knowledge.UnitWorkingDay}},
		Methods:    []knowledge.Method{knowledge.MethodInPerson, knowledge.MethodOnline},
		Steps:      []string{"Nhặt đá", "Xếp đá"},
		Results:    []string{"Giấy xếp đá"},
		LegalBasis: []knowledge.LegalRef{{Type: "Nghị định", Number: "1/2001/NĐ-CP"}},
		Provenance: knowledge.Provenance{Source: "Cổng thử", Fetched: "2026-07", URL: "https://example.test/1"},
	}
}

func other(code knowledge.ProcedureCode) knowledge.Procedure {
	return knowledge.Procedure{
		Code: code, Name: "Thủ tục số " + string(code), Field: "Thử", Detail: knowledge.DetailName,
		Provenance: knowledge.Provenance{Source: "Cổng thử", Fetched: "2026-07"},
	}
}

func cand(code knowledge.ProcedureCode, score float64) Candidate {
	return Candidate{Kind: knowledge.DocProcedure, Code: code, Name: "Thủ tục số " + string(code), Score: score}
}

type bench struct {
	engine *Engine
	ranker *fakeRanker
}

func newBench(t *testing.T, ranks map[string]Ranking, intents fakeClassifier, change func(*Options)) *bench {
	t.Helper()
	texts, err := templates.Load()
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{ranker: &fakeRanker{byText: ranks}}
	o := Options{
		Ranker: b.ranker, Classifier: intents, Texts: texts, Policy: DefaultPolicy(),
		Catalogue: fakeCatalogue{"9.000001": stone(), "9.000002": other("9.000002"), "9.000003": other("9.000003")},
		Laws:      []knowledge.LawStatus{{Number: "1/2001/NĐ-CP", Status: "replaced", By: "2/2002/NĐ-CP", From: "2026-08-01", Source: "x"}},
	}
	if change != nil {
		change(&o)
	}
	if b.engine, err = NewEngine(o); err != nil {
		t.Fatal(err)
	}
	return b
}

var july = time.Date(2026, 7, 1, 5, 0, 0, 0, time.UTC)

func (b *bench) ask(t *testing.T, c Conversation, text string) (Answer, Conversation) {
	t.Helper()
	a, next, err := b.engine.Answer(t.Context(), Question{Text: text, At: july}, c)
	if err != nil {
		t.Fatal(err)
	}
	return a, next
}

func text(a Answer) string {
	var b strings.Builder
	for _, bl := range a.Blocks {
		b.WriteString(bl.Text + "\n" + strings.Join(bl.Items, "\n") + "\n")
	}
	return b.String()
}

func TestDecisions(t *testing.T) {
	t.Parallel()
	p := DefaultPolicy()
	for _, tt := range []struct {
		name string
		rank Ranking
		want Outcome
	}{
		{"clear winner", Ranking{Candidates: []Candidate{cand("9.000001", p.Answer+0.01), cand("9.000002", 0.1)}}, Answered},
		{"near tie", Ranking{Candidates: []Candidate{cand("9.000001", p.Answer-0.01), cand("9.000002", p.Answer-0.02)}}, Clarify},
		{"weak", Ranking{Candidates: []Candidate{cand("9.000001", p.Clarify-0.01), cand("9.000002", 0.1)}}, Unknown},
		{"nothing", Ranking{}, Unknown},
		{"outside is likelier", Ranking{Candidates: []Candidate{cand("9.000001", 0.3)}, Outside: 0.5}, Unknown},
	} {
		b := newBench(t, map[string]Ranking{"q": tt.rank}, nil, nil)
		if a, _ := b.ask(t, Conversation{}, "q"); a.Outcome != tt.want {
			t.Errorf("%s: %s (%s), want %s", tt.name, a.Outcome, a.Trace.Rule, tt.want)
		}
	}
}

// TestClarify: at most four choices and "none of these"; a typed number, the
// words of a choice and "none" pick; a second tie does not ask forever.
func TestClarify(t *testing.T) {
	t.Parallel()
	var many []Candidate
	for i := range 9 {
		many = append(many, cand(knowledge.ProcedureCode(fmt.Sprintf("9.00000%d", i+1)), 0.5))
	}
	tie := Ranking{Candidates: many}
	b := newBench(t, map[string]Ranking{"q": tie, "q q": tie, "q q q": tie}, fakeClassifier{
		"2": {Numbered: true, Number: 2}, "5": {Numbered: true, Number: 5}, "77": {Numbered: true, Number: 77},
		"phí": {Facets: []Facet{FacetFee}}, "khác": {Kind: KindNone},
	}, nil)
	a, c := b.ask(t, Conversation{}, "q")
	if a.Outcome != Clarify || len(a.Choices) != DefaultPolicy().MaxChoices+1 || a.Choices[len(a.Choices)-1].ID != choiceNone {
		t.Fatalf("clarify: %s with choices %v", a.Outcome, a.Choices)
	}
	for _, tt := range []struct {
		reply string
		want  Outcome
		code  knowledge.ProcedureCode
	}{
		{"2", Answered, "9.000002"},
		{"số 9.000003", Answered, "9.000003"}, // the words of one label
		{"5", Unknown, ""},                    // the number of "none of these"
		{"khác", Unknown, ""},
	} {
		if a, _ := b.ask(t, c, tt.reply); a.Outcome != tt.want || a.Code != tt.code {
			t.Errorf("reply %q: %s %s (%s), want %s %s", tt.reply, a.Outcome, a.Code, a.Trace.Rule, tt.want, tt.code)
		}
	}
	a, c = b.ask(t, c, "q") // still a tie, read together with the first question
	if a.Outcome != Clarify || c.Pending.Asked != 2 {
		t.Fatalf("second tie: %s, asked %d", a.Outcome, c.Pending.Asked)
	}
	if a, _ = b.ask(t, c, "q"); a.Outcome == Clarify {
		t.Error("asked back a third time in a row")
	}
}

func TestPendingFacetIsKept(t *testing.T) {
	t.Parallel()
	tie := Ranking{Candidates: []Candidate{cand("9.000002", 0.5), cand("9.000001", 0.5)}}
	b := newBench(t, map[string]Ranking{"phí đá": tie}, fakeClassifier{
		"phí đá": {Facets: []Facet{FacetFee}, Content: "đá"}, "2": {Numbered: true, Number: 2},
	}, nil)
	_, c := b.ask(t, Conversation{}, "phí đá")
	a, _ := b.ask(t, c, "2")
	if a.Code != "9.000001" || !slices.Equal(a.Facets, []Facet{FacetFee}) {
		t.Errorf("after picking: %s %v, want the fee of 9.000001", a.Code, a.Facets)
	}
}

func TestFollowUps(t *testing.T) {
	t.Parallel()
	win := Ranking{Candidates: []Candidate{cand("9.000001", 0.9)}}
	otherWin := Ranking{Candidates: []Candidate{cand("9.000002", 0.95)}}
	b := newBench(t, map[string]Ranking{
		"đá": win, "phí việc khác hẳn": otherWin, "phí đá ấy": {Candidates: []Candidate{cand("9.000002", 0.5)}, Topic: 0.9}, "hỏi khác": otherWin,
	}, fakeClassifier{
		"phí?":               {Facets: []Facet{FacetFee}},
		"phí việc khác hẳn":  {Facets: []Facet{FacetFee}, Content: "việc khác hẳn rồi nhé"},
		"phí đá ấy":          {Facets: []Facet{FacetFee}, Content: "đá ấy to lắm đó"},
		"hỏi khác":           {Facets: []Facet{FacetFee}, Content: "hỏi khác", Correction: true},
		"chuyện gì không rõ": {},
	}, nil)
	_, c := b.ask(t, Conversation{}, "đá")
	if c.Topic != "9.000001" {
		t.Fatalf("topic %q after the answer", c.Topic)
	}
	for _, tt := range []struct {
		text     string
		code     knowledge.ProcedureCode
		followUp bool
	}{
		{"phí?", "9.000001", true},
		{"phí đá ấy", "9.000001", true},
		{"phí việc khác hẳn", "9.000002", false},
		{"hỏi khác", "9.000002", false},
	} {
		a, _ := b.ask(t, c, tt.text)
		if a.Code != tt.code || a.Trace.FollowUp != tt.followUp {
			t.Errorf("%q: %s %s follow-up %t (%s), want %s %t", tt.text, a.Outcome, a.Code, a.Trace.FollowUp, a.Trace.Rule, tt.code, tt.followUp)
		}
	}
	// A day later the topic is forgotten.
	a, _, err := b.engine.Answer(t.Context(), Question{Text: "phí?", At: july.Add(25 * time.Hour)}, c)
	if err != nil || a.Code != "" {
		t.Errorf("after a day: %s %s (%v), want no topic", a.Outcome, a.Code, err)
	}
}

// TestTopicGone: the release no longer has the conversation's procedure.
func TestTopicGone(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil, fakeClassifier{"phí?": {Facets: []Facet{FacetFee}}}, nil)
	a, c := b.ask(t, Conversation{Topic: "9.999999"}, "phí?")
	if a.Outcome != Unknown || c.Topic == "9.999999" {
		t.Errorf("%s, topic %q; want unknown and no topic", a.Outcome, c.Topic)
	}
}

func TestComposeStatesOnlyWhatHolds(t *testing.T) {
	t.Parallel()
	b := newBench(t, map[string]Ranking{"đá": {Candidates: []Candidate{cand("9.000001", 0.9)}}}, nil, nil)
	a, _ := b.ask(t, Conversation{}, "đá")
	s := text(a)
	for _, want := range []string{"Xin xếp đá (mã 9.000001)", "8.000 đồng", "3 ngày làm việc", "Mẫu số 07", "Đá to", "2 bản sao", "UBND xã", "118/2025"} {
		if !strings.Contains(s, want) {
			t.Errorf("the answer lacks %q:\n%s", want, s)
		}
	}
	for _, never := range []string{"20 đồng", "miễn phí", "2/2002"} { // the law is replaced only in August
		if strings.Contains(s, never) {
			t.Errorf("the answer says %q:\n%s", never, s)
		}
	}
	if len(a.Sources) != 1 || a.Sources[0].Code != "9.000001" || a.Sources[0].Date != "2026-07" || len(a.Sources[0].Legal) != 1 {
		t.Errorf("sources %+v", a.Sources)
	}
	later, _, err := b.engine.Answer(t.Context(), Question{Text: "đá", At: july.AddDate(0, 2, 0)}, Conversation{})
	if err != nil || !strings.Contains(text(later), "2/2002/NĐ-CP") {
		t.Errorf("no warning of the replaced law in September (%v)", err)
	}
}

func TestFeesInForce(t *testing.T) {
	t.Parallel()
	p := stone()
	p.Fees = []knowledge.Fee{{State: knowledge.FeeAmount, Amount: 5000, Currency: knowledge.VND, ValidTo: "2025-12-31"}}
	b := newBench(t, nil, nil, func(o *Options) { o.Catalogue = fakeCatalogue{p.Code: p} })
	a, _, err := b.engine.Answer(t.Context(), Question{Choice: facetChoice(p.Code, FacetFee), At: july}, Conversation{})
	if err != nil {
		t.Fatal(err)
	}
	if s := text(a); strings.Contains(s, "5.000") || !strings.Contains(s, "31/12/2025") {
		t.Errorf("an expired fee: %s", s)
	}
}

func TestNameOnlyIsHonest(t *testing.T) {
	t.Parallel()
	b := newBench(t, map[string]Ranking{"x": {Candidates: []Candidate{cand("9.000002", 0.9)}}}, fakeClassifier{"x": {Facets: []Facet{FacetFee}}}, nil)
	a, _ := b.ask(t, Conversation{}, "x")
	if s := text(a); a.Outcome != Answered || !strings.Contains(s, "mới ghi tên") || len(a.Choices) != 0 {
		t.Errorf("%s with %d choices: %s", a.Outcome, len(a.Choices), s)
	}
}

func TestContactComesFromConfiguration(t *testing.T) {
	t.Parallel()
	intents := fakeClassifier{"người": {Kind: KindHandoff}}
	without := newBench(t, nil, intents, nil)
	a, _ := without.ask(t, Conversation{}, "người")
	if s := text(a); a.Outcome != Handoff || !strings.Contains(s, "Chưa") && !strings.Contains(s, "chưa được cài") {
		t.Errorf("without a contact: %s", s)
	}
	with := newBench(t, nil, intents, func(o *Options) { o.Contact = Contact{Name: "Một cửa xã Thử", Phone: "0000 000"} })
	a, _ = with.ask(t, Conversation{}, "người")
	if s := text(a); !strings.Contains(s, "Một cửa xã Thử (điện thoại 0000 000)") {
		t.Errorf("with a contact: %s", s)
	}
}

func TestPersonalDataIsNotRanked(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil, nil, nil)
	a, _ := b.ask(t, Conversation{}, "cccd 020123456789 xếp đá")
	if len(b.ranker.asked) != 1 || strings.Contains(b.ranker.asked[0].Text, "0201") || strings.Contains(b.ranker.asked[0].Text, "[") {
		t.Errorf("ranked %+v", b.ranker.asked)
	}
	if len(a.Trace.Masked) != 1 || !strings.Contains(text(a), "đừng gửi") {
		t.Errorf("masked %v, text %s", a.Trace.Masked, text(a))
	}
}

func TestLongMessagesAreCut(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil, nil, nil)
	long := strings.Repeat("Tôi kể chuyện dài dòng. ", 60) + "Xếp đá ở đâu? " + strings.Repeat("Xin cảm ơn. ", 10)
	a, _ := b.ask(t, Conversation{}, long)
	if got := b.ranker.asked[0].Text; got != "Xếp đá ở đâu?" {
		t.Errorf("ranked %q", got)
	}
	if !strings.Contains(text(a), "Tin nhắn dài") {
		t.Errorf("the resident is not told: %s", text(a))
	}
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	b := newBench(t, nil, nil, nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := b.engine.Answer(ctx, Question{Text: "đá"}, Conversation{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Answer = %v, want context.Canceled", err)
	}
}

func TestConversationVersions(t *testing.T) {
	t.Parallel()
	c := Conversation{ID: "a", Topic: "9.000001", Facets: []Facet{FacetFee}, Pending: &Pending{Text: "x", Options: []PendingOption{{Code: "9.000002", Label: "y"}}}}
	body, err := MarshalConversation(c)
	if err != nil {
		t.Fatal(err)
	}
	back, err := UnmarshalConversation(body)
	if err != nil || back.Topic != c.Topic || back.Version != ConversationSchema || back.Pending.Options[0].Label != "y" {
		t.Errorf("round trip %+v (%v)", back, err)
	}
	if _, err := UnmarshalConversation([]byte(`{"v":99}`)); !errors.Is(err, ErrConversationVersion) {
		t.Errorf("a newer version = %v, want ErrConversationVersion", err)
	}
	if _, err := UnmarshalConversation([]byte(`{`)); err == nil {
		t.Error("broken JSON was read")
	}
}

func TestPolicyValidate(t *testing.T) {
	t.Parallel()
	if err := DefaultPolicy().Validate(); err != nil {
		t.Errorf("default policy: %v", err)
	}
	for name, spoil := range map[string]func(*Policy){
		"order":   func(p *Policy) { p.Clarify = p.Answer + 0.1 },
		"range":   func(p *Policy) { p.Answer, p.Sure = 1.5, 1.6 },
		"choices": func(p *Policy) { p.MaxChoices = 1 },
	} {
		p := DefaultPolicy()
		spoil(&p)
		if p.Validate() == nil {
			t.Errorf("%s: a bad policy was accepted", name)
		}
	}
	if _, err := NewEngine(Options{}); err == nil {
		t.Error("an engine without parts was made")
	}
}

func TestFormat(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"a b": "a b", "một hai ba bốn": "một hai…"} {
		if got := shorten(in, 10); got != want {
			t.Errorf("shorten(%q) = %q, want %q", in, got, want)
		}
	}
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1.000", 1234567: "1.234.567"} {
		if got := grouped(n); got != want {
			t.Errorf("grouped(%d) = %q, want %q", n, got, want)
		}
	}
	if got := plainName("Thủ tục hành chính cấp lại giấy"); got != "Cấp lại giấy" {
		t.Errorf("plainName = %q", got)
	}
	if got := stopped("xong"); got != "xong." {
		t.Errorf("stopped = %q", got)
	}
}

func FuzzAnswer(f *testing.F) {
	texts, err := templates.Load()
	if err != nil {
		f.Fatal(err)
	}
	e, err := NewEngine(Options{
		Ranker: &fakeRanker{}, Classifier: fakeClassifier{}, Texts: texts, Policy: DefaultPolicy(), Catalogue: fakeCatalogue{"9.000001": stone()},
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Add("xếp đá", "")
	f.Add("", "p:9.000001")
	f.Add("\xff", "f:9.000001:fee")
	f.Add("9.000001", "f::")
	f.Fuzz(func(t *testing.T, in, choice string) {
		a, c, err := e.Answer(context.Background(), Question{Text: in, Choice: ChoiceID(choice), At: july}, Conversation{})
		if err != nil {
			t.Fatal(err)
		}
		if a.Outcome == "" || len(a.Blocks) == 0 || c.Revision != 1 {
			t.Fatalf("answer %+v, conversation %+v", a, c)
		}
	})
}
