package catalogue_test

import (
	"fmt"
	"strings"
	"testing"

	"motcua/knowledge"
	"motcua/knowledge/catalogue"
)

// sampleProcedure is a small valid procedure.
func sampleProcedure(code, name string) knowledge.Procedure {
	two := 2
	return knowledge.Procedure{
		Code: knowledge.ProcedureCode(code), Name: name, Field: "Hộ tịch",
		Levels:  []knowledge.Level{knowledge.LevelCommune},
		Cases:   []knowledge.Case{{ID: "nuoc-ngoai", Name: "Có yếu tố nước ngoài <&>"}},
		Dossier: []knowledge.DossierItem{{Name: "Tờ khai", Form: "Mẫu số 01", Originals: &two, Case: "nuoc-ngoai"}, {Name: "Giấy chứng sinh"}},
		Fees: []knowledge.Fee{
			{State: knowledge.FeeAmount, Amount: 8000, Currency: knowledge.VND, Per: "một bản", Method: knowledge.MethodInPerson},
			{State: knowledge.FeeNotStated, Text: "Theo quy định"},
		},
		Times:      []knowledge.ProcessingTime{{Number: 1.5, Unit: knowledge.UnitWorkingDay, AtMost: true}},
		Methods:    []knowledge.Method{knowledge.MethodInPerson, knowledge.MethodOnline},
		Steps:      []string{"Nộp hồ sơ tại bộ phận một cửa.", "Nhận kết quả."},
		LegalBasis: []knowledge.LegalRef{{Type: "Luật", Number: "60/2014/QH13", Date: "2014-11-20"}},
		Detail:     knowledge.DetailFull,
		Provenance: knowledge.Provenance{Source: "Cổng Dịch vụ công quốc gia", Fetched: "2026-07"},
	}
}

// sampleContent has a little of everything, not in order.
func sampleContent() catalogue.Content {
	return catalogue.Content{
		Procedures: []knowledge.Procedure{
			sampleProcedure("2.000635", "Cấp bản sao trích lục hộ tịch"),
			sampleProcedure("1.001193", "Đăng ký khai sinh"),
			sampleProcedure("1.004222", "Đăng ký thường trú"),
		},
		FAQ: []knowledge.FAQ{
			{
				ID: "khai-sinh-muon", Question: "Khai sinh muộn có bị phạt không?", Answer: []string{"Không."}, Units: []knowledge.UnitID{"06001"},
				Provenance: knowledge.Provenance{Source: "Biên tập", Fetched: "2026-11-01"},
			},
			{
				ID: "gio-lam-viec", Question: "Mấy giờ mở cửa?", Answer: []string{"Từ 7 giờ 30."},
				Provenance: knowledge.Provenance{Source: "Biên tập", Fetched: "2026-11-01"},
			},
		},
		Laws: []knowledge.LawStatus{
			{Number: "123/2015/NĐ-CP", Status: "amended", By: "07/2025/NĐ-CP", From: "2025-01-09", Source: "07/2025/NĐ-CP Điều 1"},
			{Number: "104/2022/NĐ-CP", Status: "repealed", Source: "154/2024/NĐ-CP"},
		},
		Units: []knowledge.Unit{
			{ID: "20", Kind: knowledge.KindProvince, Name: "Lạng Sơn", Full: "Tỉnh Lạng Sơn"},
			{ID: "06001", Kind: knowledge.KindCommune, Name: "Đồng Đăng", Full: "Xã Đồng Đăng", Parent: "20", MadeOf: []string{"Thị trấn Đồng Đăng"}},
		},
		Files: map[string][]byte{
			"phrases/sentences/01-ho-tich.tsv": []byte("1.001193\tvợ em mới sinh\n2.000635\txin trích lục\n"),
			"phrases/abbreviations.tsv":        []byte("ubnd\tủy ban nhân dân\n"),
			"phrases/empty.txt":                {},
			"model/ranking.bin":                {0xff, 0x00, 0xfe},
		},
	}
}

// mustAssemble is Assemble for content that must be sound.
func mustAssemble(tb testing.TB, c catalogue.Content) *catalogue.Snapshot {
	tb.Helper()
	snap, err := catalogue.Assemble(c)
	if err != nil {
		tb.Fatalf("Assemble: %v", err)
	}
	return snap
}

// largeContent has n procedures of about size bytes.
func largeContent(n, size int) catalogue.Content {
	var c catalogue.Content
	for i := range n {
		p := sampleProcedure(fmt.Sprintf("1.%06d", i), fmt.Sprintf("Thủ tục số %d", i))
		for k := 0; k*90 < size-1200; k++ {
			p.Steps = append(p.Steps, fmt.Sprintf("Bước %d: %s", i*31+k*17, strings.Repeat("nộp hồ sơ, ", 4)))
		}
		c.Procedures = append(c.Procedures, p)
	}
	return c
}
