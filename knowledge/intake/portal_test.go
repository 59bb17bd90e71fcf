package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"motcua/knowledge"
)

// row makes a line of the export; more fields replace or follow the usual ones.
func row(t testing.TB, code, name string, more map[string]any) string {
	t.Helper()
	fields := map[string]any{
		"code": code, "name": name, "field": "Thử nghiệm", "level": "Cấp xã", "agency": "Ủy ban nhân dân cấp xã",
		"kind": "STANDARD", "detail": "full", "steps": "Bước 1: Nộp.", "target": "Công dân Việt Nam",
	}
	maps.Copy(fields, more)
	b, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func testOptions(t testing.TB, scope string) Options {
	t.Helper()
	o := Options{Fetched: "2026-07", Source: "Cổng thử", Province: "Lạng Sơn"}
	if scope != "" {
		s, err := ReadScope(strings.NewReader(scope))
		if err != nil {
			t.Fatal(err)
		}
		o.Scope = s
	}
	return o
}

func TestPortalFields(t *testing.T) {
	t.Parallel()
	line := row(t, " 1.000001 ", "Thủ tục thử\nmột việc", map[string]any{
		"level": "Cấp tỉnh; Cấp xã; Cơ quan khác", "duration": "Trực tiếp: 5 Ngày làm việc", "fee": "Trực tiếp: 20,000 VNĐ(/hồ sơ)",
		"methods": "Trực tiếp — 5 Ngày\nTrực tuyến — 3 Ngày", "updated_at": 1784254389132, "kind": "SPECIFIC",
		"decision_no": "12/QĐ-X", "url": "https://example.vn/a", "target": "Công dân Việt Nam, Tổ chức (không gồm hộ, nhóm); Doanh nghiệp",
		"result": "Giấy phép thử [KQ.G01.000105]\nGiấy khácMã: 000.00.00.G04-KQ3200Văn bản từ chối", "conditions": "Không quy định",
		"steps": "Bước 1: Nộp hồ sơ. Bước 2: Nhận kết quả.\n- tại bộ phận một cửa",
	})
	ps, rep, err := Portal(context.Background(), strings.NewReader(line+"\n\n"), testOptions(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	p := ps[0]
	if p.Code != "1.000001" || p.Name != "Thủ tục thử một việc" || !p.Local || p.Detail != knowledge.DetailFull {
		t.Errorf("Portal = %s %q local %t %s", p.Code, p.Name, p.Local, p.Detail)
	}
	if got := fmt.Sprint(p.Levels); got != "[province commune other]" {
		t.Errorf("Levels = %s", got)
	}
	if got := fmt.Sprint(p.Methods); got != "[in_person online]" {
		t.Errorf("Methods = %s", got)
	}
	if got := strings.Join(p.Applicants, "|"); got != "Công dân Việt Nam|Tổ chức (không gồm hộ, nhóm)|Doanh nghiệp" {
		t.Errorf("Applicants = %s", got)
	}
	if got := strings.Join(p.Results, "|"); got != "Giấy phép thử|Giấy khác|Văn bản từ chối" {
		t.Errorf("Results = %s", got)
	}
	if got := strings.Join(p.Steps, "|"); got != "Bước 1: Nộp hồ sơ.|Bước 2: Nhận kết quả.\n- tại bộ phận một cửa" {
		t.Errorf("Steps = %q", got)
	}
	if len(p.Conditions) != 0 {
		t.Errorf("Conditions = %q, want none", p.Conditions)
	}
	v := p.Provenance
	if v.Updated != "2026-07-17" || v.Decision != "12/QĐ-X" || v.URL != "https://example.vn/a" || v.Fetched != "2026-07" || len(v.Digest) != 64 {
		t.Errorf("Provenance = %+v", v)
	}
	if rep.Rows != 1 || rep.Accepted != 1 || rep.Full != 1 {
		t.Errorf("report = %d rows, %d accepted, %d full", rep.Rows, rep.Accepted, rep.Full)
	}
}

func TestPortalFaults(t *testing.T) {
	t.Parallel()
	good := row(t, "1.000002", "Việc hai", nil)
	lines := []string{
		`{"code":"1.000009",`, `["no object"]`,
		row(t, "1.000003", " ", nil),
		row(t, "1000004", "Mã sai", nil),
		row(t, "1.000005", "Ngoài phạm vi", nil),
		`{"code":"1.000006","name":7}`,
		row(t, "1.000007", "Không có lĩnh vực", map[string]any{"field": ""}),
		row(t, "1.000001", "Chỉ có tên", map[string]any{"detail": "catalogue", "steps": ""}),
		row(t, "1.000001", "Đủ chi tiết", nil),
		good,
		row(t, "1.000008", "Thủ tục việc hai", nil),
		row(t, "1.000002", "Quá dài", map[string]any{"steps": strings.Repeat("a ", maxCell)}),
	}
	scope := "# codes\n1.000001\n1.000002\tL\n1.000003\n1.000006\n1.000007\n1.000008 x # more\n"
	ps, rep, err := Portal(context.Background(), strings.NewReader(strings.Join(lines, "\n")), testOptions(t, scope))
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, p := range ps {
		codes = append(codes, string(p.Code))
	}
	if got := strings.Join(codes, " "); got != "1.000001 1.000002 1.000008" {
		t.Errorf("accepted = %s", got)
	}
	if ps[0].Name != "Đủ chi tiết" || !ps[1].Local || ps[2].Local {
		t.Errorf("kept %q, local %t and %t", ps[0].Name, ps[1].Local, ps[2].Local)
	}
	var refused []string
	for _, r := range rep.Refused {
		refused = append(refused, fmt.Sprint(r.Line))
	}
	if got := strings.Join(refused, " "); got != "1 2 3 4 6 7 12" {
		t.Errorf("refused lines = %s: %+v", got, rep.Refused)
	}
	if rep.Outside != 1 || rep.Rows != len(lines) {
		t.Errorf("outside = %d, rows = %d", rep.Outside, rep.Rows)
	}
	if len(rep.Doubts[DoubtDuplicateCode]) != 1 || len(rep.Doubts[DoubtDuplicateName]) != 1 {
		t.Errorf("doubts = %+v", rep.Doubts)
	}
}

func TestPortalUnreadable(t *testing.T) {
	t.Parallel()
	huge := `{"code":"1.000001","name":"` + strings.Repeat("a", maxLine) + `"}`
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	broken := errors.New("disk")
	for _, c := range []struct {
		name string
		ctx  context.Context
		text string
		want error
	}{
		{"empty", context.Background(), "", ErrNothingAccepted},
		{"not JSON", context.Background(), "<html>\n<body>\n", ErrNotJSONLines},
		{"no good row", context.Background(), `{"code":"x"}`, ErrNothingAccepted},
		{"huge line", context.Background(), huge, ErrLineTooLong},
		{"cancelled", cancelled, row(t, "1.000001", "Việc", nil), context.Canceled},
		{"read error", context.Background(), "\x00", broken},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var r = readerOf(c.text, broken)
			ps, _, err := Portal(c.ctx, r, testOptions(t, ""))
			if !errors.Is(err, c.want) || ps != nil {
				t.Errorf("Portal = %d procedures, error %v, want %v", len(ps), err, c.want)
			}
		})
	}
}

// failing is a reader that always fails.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func readerOf(text string, broken error) interface{ Read([]byte) (int, error) } {
	if text == "\x00" {
		return failing{broken}
	}
	return strings.NewReader(text)
}

func TestReadScope(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text, wantErr string
		codes               int
	}{
		{"comments and columns", "# all\n\n1.000001\n1.000002\tL\tmore\n", "", 2},
		{"a digit too many", "1.0133611\n", "", 1},
		{"no code", "1.000001\nabc\n", "line 2", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, err := ReadScope(strings.NewReader(c.text))
			if c.wantErr != "" {
				if err == nil || !strings.Contains(err.Error(), c.wantErr) {
					t.Errorf("ReadScope error = %v, want %q in it", err, c.wantErr)
				}
				return
			}
			if err != nil || s.Len() != c.codes {
				t.Errorf("ReadScope = %d codes, error %v, want %d", s.Len(), err, c.codes)
			}
		})
	}
}

func TestReportText(t *testing.T) {
	t.Parallel()
	r := &Report{Rows: 3, Accepted: 1, Refused: []Refusal{{Line: 2, Code: "x", Reason: "bad"}}}
	r.doubt(DoubtZeroFee, "1.000001", "fee", "Miễn phí")
	var b strings.Builder
	if err := r.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"rows read", "line 2", "zero_fee_not_entered", "1.000001"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("WriteText lacks %q:\n%s", want, b.String())
		}
	}
	if err := r.WriteText(failingWriter{}); err == nil {
		t.Error("WriteText to a broken writer gave no error")
	}
	if _, err := json.Marshal(r); err != nil {
		t.Errorf("Marshal: %v", err)
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestFullScope(t *testing.T) {
	ps, rep := wholeImport(t)
	var b strings.Builder
	if err := rep.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + b.String())
	inScope := 0
	for i := range ps {
		if err := ps[i].Validate(); err != nil {
			t.Errorf("Validate: %v", err)
		}
	}
	inScope = rep.Accepted + len(rep.Refused)
	if share := float64(rep.Accepted) / float64(inScope); share < 0.99 {
		t.Errorf("accepted %.4f of the rows in scope, want at least 0.99", share)
	}
	if share := rep.Coverage.Times.Share(); share < 0.99 {
		t.Errorf("read %.4f of the durations that name a unit, want at least 0.99", share)
	}
}
