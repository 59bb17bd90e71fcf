package intake

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"motcua/knowledge"
)

// fuzzPortal imports a text and checks that every procedure validates.
func fuzzPortal(t *testing.T, text string) []knowledge.Procedure {
	t.Helper()
	ps, rep, err := Portal(context.Background(), strings.NewReader(text), testOptions(t, ""))
	if err != nil {
		if !errors.Is(err, ErrNothingAccepted) && !errors.Is(err, ErrNotJSONLines) && !errors.Is(err, ErrLineTooLong) {
			t.Fatalf("unexpected error: %v", err)
		}
		return nil
	}
	for i := range ps {
		if err := ps[i].Validate(); err != nil {
			t.Fatalf("Validate: %v", err)
		}
	}
	if rep.Accepted != len(ps) {
		t.Fatalf("report says %d accepted, there are %d", rep.Accepted, len(ps))
	}
	b, err := json.Marshal(ps)
	if err != nil || !utf8.Valid(b) {
		t.Fatalf("Marshal: %v", err)
	}
	return ps
}

func FuzzPortal(f *testing.F) {
	f.Add(row(f, "1.000001", "Việc một", map[string]any{"agency": "Sở A - TP.HCM", "dossier": "- Đơn A (1 bản chính)"}))
	f.Add(row(f, "1.000002", "Việc hai", map[string]any{"steps": "Bước 1: A. Bước 2: B", "result": "Giấy [KQ.G01.000105]", "forms": "a.docxb.doc"}))
	f.Add(`{"code":"1.000003"` + "\n[]\n\n{}")
	f.Fuzz(func(t *testing.T, text string) { fuzzPortal(t, text) })
}

func FuzzFee(f *testing.F) {
	for _, s := range []string{
		"Trực tiếp: 20 VNĐ(20.000 vnđ /tờ khai)", "Trực tuyến: Miễn phí(a) A: 30.000 đồng; b) 10 triệu đồng/lần)",
		"Trực tiếp: Phí : 2.000 Đồng (a) | Lệ phí: 5 đồng", "Dịch vụ bưu chính: 12.5 USD(x", "Miễn phí(Không thu phí)",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		fuzzPortal(t, row(t, "1.000001", "Việc", map[string]any{"fee": cell}))
		for _, x := range fees(cell, &caseList{}, &findings{}) {
			if err := x.Validate(); err != nil {
				t.Fatalf("fees(%q): %v", cell, err)
			}
		}
	})
}

func FuzzDuration(f *testing.F) {
	for _, s := range []string{
		"Trực tiếp: 5 Ngày làm việc", "Trực tuyến: 1,5 Giờ\nDịch vụ bưu chính: 1100 VNĐ",
		"Trực tiếp: a) Không quá 05 ngày đối với A; b) tăng thêm 3 ngày", "Trong ngày làm việc", "x: 7",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		fuzzPortal(t, row(t, "1.000001", "Việc", map[string]any{"duration": cell}))
		for _, x := range times(cell, &caseList{}, &findings{}) {
			if err := x.Validate(); err != nil {
				t.Fatalf("times(%q): %v", cell, err)
			}
		}
	})
}

func FuzzLegal(f *testing.F) {
	for _, s := range []string{
		"Luật 08/2017/QH1408/2017/QH14Luật số 146/2025/QH15 ngày 11/12/2025 A146/2025/QH15", "Quy định A [01/2022/TT-BTP]",
		"Nghị quyết số 66.7/2025/NQ-CP của Chính phủ", "Thông tư 08.a/2010/TT-BTP", "năm 201213/2012/QH13", "18/2009/TTLT/BGDĐT-BTC",
	} {
		f.Add(s, "")
		f.Add("", legalHead+s)
	}
	f.Fuzz(func(t *testing.T, cell, raw string) {
		r := &portalRow{LegalBasis: cell, Raw: rawCells{Legal: raw}}
		for _, x := range legalBasis(r, &findings{}) {
			if err := x.Validate(); err != nil {
				t.Fatalf("legalBasis(%q, %q): %v", cell, raw, err)
			}
		}
		for _, n := range lawNumbers(cell) {
			if n.start < 0 || n.end > len(cell) || n.start >= n.end || n.typeStart > n.start || n.typeStart < 0 {
				t.Fatalf("lawNumbers(%q): %+v", cell, n)
			}
		}
	})
}
