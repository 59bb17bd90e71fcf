package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"motcua/assistant"
	"motcua/knowledge"
)

// fakeEngine answers with the turn's number; some texts make it fail.
type fakeEngine struct{}

func (fakeEngine) Answer(ctx context.Context, q assistant.Question, c assistant.Conversation) (assistant.Answer, assistant.Conversation, error) {
	switch q.Text {
	case "broken":
		return assistant.Answer{}, c, errors.New("index is closed")
	case "late":
		<-ctx.Done()
		return assistant.Answer{}, c, fmt.Errorf("rank: %w", ctx.Err())
	case "panic":
		panic("quoting the question: " + q.Text)
	}
	c.Turns++
	return assistant.Answer{
		Outcome: assistant.Answered,
		Code:    "9.000001",
		Facets:  []assistant.Facet{assistant.FacetFee},
		Lang:    assistant.Vietnamese,
		Blocks:  []assistant.Block{{Kind: assistant.Paragraph, Text: fmt.Sprintf("turn %d choice %q unit %q", c.Turns, q.Choice, q.Unit)}},
		Choices: []assistant.Choice{{ID: "f:9.000001:time", Label: "Thời hạn"}},
		Sources: []assistant.Citation{{Code: "9.000001", Source: "Cổng mẫu", Date: "2026-07"}},
		Trace:   assistant.Trace{Rule: "TRACE", Searched: "TRACE", Candidates: []assistant.Candidate{{Code: "9.000002", Name: "TRACE"}}},
	}, c, nil
}

// fakeCatalogue holds one procedure full of doubts.
type fakeCatalogue struct{}

func (fakeCatalogue) Procedure(_ context.Context, code knowledge.ProcedureCode) (knowledge.Procedure, error) {
	if code != "9.000001" {
		return knowledge.Procedure{}, fmt.Errorf("procedure %s: %w", code, knowledge.ErrNotFound)
	}
	return knowledge.Procedure{
		Code: "9.000001", Name: "Thủ tục mẫu", Field: "Mẫu", Detail: knowledge.DetailFull,
		Fees:       []knowledge.Fee{{State: knowledge.FeeDoubtful, Amount: 20, Currency: knowledge.VND, Text: "DOUBT fee", Note: "DOUBT note"}},
		Warnings:   []knowledge.Warning{{Kind: knowledge.WarnFeeDoubt, Text: "DOUBT warning"}},
		Agencies:   []knowledge.Agency{{Name: "UBND cấp xã", FromOther: "DOUBT agency"}},
		Provenance: knowledge.Provenance{Source: "Cổng mẫu", Fetched: "2026-07"},
	}, nil
}

func (fakeCatalogue) Codes() []knowledge.ProcedureCode { return []knowledge.ProcedureCode{"9.000001"} }

func newServer(t *testing.T, change func(*Options)) (*Server, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	o := Options{
		Answerer: fakeEngine{}, Catalogue: fakeCatalogue{},
		Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	if change != nil {
		change(&o)
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s, &log
}

func do(s *Server, method, target, kind, body string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, target, strings.NewReader(body))
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	rec := httptest.NewRecorder()
	s.Handler().ServeHTTP(rec, req)
	return rec
}

func TestScenarios(t *testing.T) {
	t.Parallel()
	const askPath, asJSON = "/api/v1/ask", "application/json"
	tests := []struct {
		name, method, path, kind, body string
		status                         int
		want, none                     []string
	}{
		{
			"answer", "POST", askPath, asJSON, `{"text":"phí bao nhiêu","unit":"06000","other":1}`, 200,
			[]string{
				`"outcome":"answered"`, `"code":"9.000001"`, `"facets":["fee"]`, `"lang":"vi"`, `turn 1`, `06000`,
				`"choices":[{"id":"f:9.000001:time","label":"Thời hạn"}]`, `"source":"Cổng mẫu"`, `"conversation":"`, "Nguồn: Cổng mẫu",
			},
			[]string{"TRACE", "candidates", "9.000002"},
		},
		{"choice alone", "POST", askPath, asJSON + "; charset=utf-8", `{"choice":"f:9.000001:time"}`, 200, []string{`choice \"f:9.000001:time\"`}, nil},
		{"empty text is for the engine to answer", "POST", askPath, asJSON, `{"text":""}`, 200, []string{`turn 1`}, nil},
		{"nothing asked", "POST", askPath, asJSON, `{}`, 400, []string{`"code":"bad_request"`, `"title":"Bad Request"`}, nil},
		{"not JSON", "POST", askPath, asJSON, `{"text":"MARKER`, 400, []string{`"status":400`, "không đúng định dạng"}, []string{"MARKER"}},
		{"two values", "POST", askPath, asJSON, `{"text":"a"}{"text":"b"}`, 400, []string{`"code":"bad_request"`}, nil},
		{"malformed choice", "POST", askPath, asJSON, `{"choice":"có dấu"}`, 400, []string{`"code":"bad_request"`}, nil},
		{"long choice", "POST", askPath, asJSON, `{"choice":"` + strings.Repeat("x", 65) + `"}`, 400, []string{`"code":"bad_request"`}, nil},
		{"malformed unit", "POST", askPath, asJSON, `{"text":"a","unit":"../x"}`, 400, []string{`"code":"bad_request"`}, nil},
		{"form", "POST", askPath, "application/x-www-form-urlencoded", `text=a`, 415, []string{`"code":"unsupported_media_type"`}, nil},
		{"no type", "POST", askPath, "", `{"text":"a"}`, 415, []string{`"code":"unsupported_media_type"`}, nil},
		{"body over 64 KiB", "POST", askPath, asJSON, `{"text":"` + strings.Repeat("x", 65<<10) + `"}`, 413, []string{`"code":"too_large"`}, []string{"xxx"}},
		{"engine fails", "POST", askPath, asJSON, `{"text":"broken"}`, 500, []string{`"code":"internal"`, "trục trặc"}, []string{"index is closed"}},
		{"engine is late", "POST", askPath, asJSON, `{"text":"late"}`, 503, []string{`"code":"unavailable"`}, []string{"rank"}},
		{"engine panics", "POST", askPath, asJSON, `{"text":"panic"}`, 500, []string{`"code":"internal"`}, []string{"quoting", "goroutine"}},
		{"wrong method", "GET", askPath, "", "", 405, []string{`"code":"method_not_allowed"`}, nil},
		{"no such page", "GET", "/secret", "", "", 404, []string{`"code":"not_found"`}, []string{"secret"}},
		{
			"procedure without the text of doubts", "GET", "/api/v1/procedures/9.000001", "", "", 200,
			[]string{`"code":"9.000001"`, `"state":"not_stated"`, `"kind":"fee_doubt"`, "UBND cấp xã"},
			[]string{"DOUBT", "doubtful", `"amount"`},
		},
		{"unknown procedure", "GET", "/api/v1/procedures/9.999999", "", "", 404, []string{`"code":"procedure_not_found"`, "mã thủ tục"}, nil},
		{"malformed code", "GET", "/api/v1/procedures/MARKER", "", "", 404, []string{`"code":"procedure_not_found"`}, []string{"MARKER"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, _ := newServer(t, func(o *Options) { o.AnswerTimeout = 20 * time.Millisecond })
			rec := do(s, tt.method, tt.path, tt.kind, tt.body)
			body := rec.Body.String()
			if rec.Code != tt.status {
				t.Errorf("status %d, want %d: %s", rec.Code, tt.status, body)
			}
			for _, w := range tt.want {
				if !strings.Contains(body, w) {
					t.Errorf("body lacks %q: %s", w, body)
				}
			}
			for _, w := range tt.none {
				if strings.Contains(body, w) {
					t.Errorf("body has %q: %s", w, body)
				}
			}
			wantType := "application/json"
			if tt.status >= 400 {
				wantType = "application/problem+json"
			}
			if got := rec.Header().Get("Content-Type"); !strings.HasPrefix(got, wantType) {
				t.Errorf("Content-Type %q, want %q", got, wantType)
			}
			for h, want := range map[string]string{
				"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
			} {
				if got := rec.Header().Get(h); got != want {
					t.Errorf("%s = %q, want %q", h, got, want)
				}
			}
		})
	}
}

func TestConversationGoesOn(t *testing.T) {
	t.Parallel()
	s, _ := newServer(t, nil)
	ask := func(conversation string) askResponse {
		t.Helper()
		rec := do(s, "POST", "/api/v1/ask", "application/json", fmt.Sprintf(`{"text":"a","conversation":%q}`, conversation))
		var got askResponse
		if err := json.Unmarshal(rec.Body.Bytes(), &got); err != nil {
			t.Fatalf("%v: %s", err, rec.Body)
		}
		return got
	}
	first := ask("")
	second := ask(string(first.Conversation))
	if second.Conversation != first.Conversation || !strings.Contains(second.Text, "turn 2") {
		t.Errorf("second turn: %+v, want turn 2 of %s", second, first.Conversation)
	}
	foreign := ask("chosen-by-the-client")
	if foreign.Conversation == "chosen-by-the-client" || len(foreign.Conversation) != 32 || !strings.Contains(foreign.Text, "turn 1") {
		t.Errorf("unknown conversation: %+v, want a new one with an id of ours", foreign)
	}
}

func TestNothingOfAQuestionIsLogged(t *testing.T) {
	t.Parallel()
	const marker, idNumber = "xinchaomarker", "012345678901"
	s, log := newServer(t, func(o *Options) { o.AnswerTimeout = 20 * time.Millisecond })
	text := marker + " số căn cước " + idNumber
	bodies := []string{
		fmt.Sprintf(`{"text":%q}`, text), fmt.Sprintf(`{"text":%q,"choice":"%s"}`, text, marker), `{"text":"` + marker,
		`{"conversation":"` + marker + `","text":"panic"}`, `{"conversation":"` + marker + `","text":"late"}`,
	}
	for _, b := range bodies {
		do(s, "POST", "/api/v1/ask?q="+marker, "application/json", b)
	}
	do(s, "GET", "/"+marker+"?q="+idNumber, "", "")
	do(s, "GET", "/api/v1/procedures/"+marker, "", "")
	do(s, strings.ToUpper(marker), "/api/v1/ask", "", "")
	req := httptest.NewRequest(http.MethodGet, "/", http.NoBody)
	req.Header.Set("X-Request-Id", marker)
	req.Header.Set("User-Agent", marker)
	req.Header.Set("X-Forwarded-For", marker)
	s.Handler().ServeHTTP(httptest.NewRecorder(), req)

	if n := strings.Count(log.String(), "msg=request "); n != len(bodies)+4 {
		t.Errorf("%d requests logged, want %d", n, len(bodies)+4)
	}
	for _, secret := range []string{marker, strings.ToUpper(marker), idNumber, "192.0.2.1", "quoting"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log has %q:\n%s", secret, log)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]Options{
		"no answerer":        {Catalogue: fakeCatalogue{}},
		"no catalogue":       {Answerer: fakeEngine{}},
		"negative rate":      {Answerer: fakeEngine{}, Catalogue: fakeCatalogue{}, Rate: -1},
		"rate without burst": {Answerer: fakeEngine{}, Catalogue: fakeCatalogue{}, Rate: 1},
	} {
		if _, err := New(o); err == nil {
			t.Errorf("New with %s: no error", name)
		}
	}
}

func TestServeEndsWithContext(t *testing.T) {
	t.Parallel()
	s, _ := newServer(t, nil)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	res, err := http.Get("http://" + l.Addr().String() + "/api/v1/procedures/9.000001")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, res.Body)
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("status %d", res.StatusCode)
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("Serve = %v, want nil", err)
	}
	if _, err := net.Dial("tcp", l.Addr().String()); err == nil {
		t.Error("the listener is still open")
	}
}
