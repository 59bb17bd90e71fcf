package intake

import (
	"fmt"
	"strings"
	"testing"
)

type dossierCase struct{ name, cell, raw, want string }

func dossierCases() []dossierCase {
	return []dossierCase{
		{"originals", "- Đơn đề nghị (1 bản chính)", "", "Đơn đề nghị 1/-"},
		{"originals and copies", "a) Văn bản A; (0 bản chính,1 bản sao)", "", "Văn bản A 0/1"},
		{"other wording", "- Văn bản A (Bản chính: 1 Bản sao: 0)", "", "Văn bản A 1/0"},
		{"copies only", "- Thẻ A (2 bản sao)", "", "Thẻ A -/2"},
		{"number ran into the count", "Đơn theo Mẫu số (031 bản chính)", "", "Đơn theo Mẫu số03 form Mẫu số 03 1/-"},
		{"year ran into the count", "Đơn ngày 26/01/ (20260 bản chính,1 bản sao)", "", "Đơn ngày 26/01/2026 0/1"},
		{"two digits are unclear", "Đơn A (12 bản chính)", "", "Đơn A -/-"},
		{"leading zero", "Đơn A (02 bản chính)", "", "Đơn A 2/-"},
		{"form and file", "Tờ khai A (Mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA)Mau CT01.docx (1 bản chính)", "", "Tờ khai A form CT01 1/-"},
		{"form in the file", "Đơn đề nghị Amẫu;Mẫu số 20 - Đơn đề nghị.docx (1 bản chính)", "", "Đơn đề nghị Amẫu form Mẫu số 20 1/-"},
		{"file only", "Đơn A;Don de nghi.doc (1 bản chính)", "", "Đơn A 1/-"},
		{"form before the name", "- Mẫu số 15. Đơn đăng ký (1 bản chính)", "", "Đơn đăng ký form Mẫu số 15 1/-"},
		{"several forms", "Báo cáo A (theo mẫu số 03, 04 và 10) (1 bản chính)", "", "Báo cáo A form Mẫu số 03, 04, 10 1/-"},
		{"annex as a rule", "Văn bản quy định tại Phụ lục II Thông tư A (1 bản chính)", "", "Văn bản quy định tại Phụ lục II Thông tư A 1/-"},
		{"certified", "Bản sao có chứng thực thẻ A (1 bản chính)", "", "Bản sao có chứng thực thẻ A certified 1/-"},
		{"group in brackets", "[* Giấy tờ phải xuất trình:]\n- Thẻ A (1 bản chính)", "", "Thẻ A show 1/- <Giấy tờ phải xuất trình>"},
		{"group on the page", "Trường hợp B\nĐơn B (1 bản chính)", "Trường hợp BTên giấy tờMẫu đơn, tờ khaiSố lượngĐơn B1 bản chính", "Đơn B 1/- <Trường hợp B>"},
		{"group with a count", "- Giấy tờ phải nộp: (0 bản chính)\nĐơn B (1 bản chính)", "", "Đơn B 1/- <Giấy tờ phải nộp>"},
		{"remarks", "Lưu ý: nộp sớm (0 bản chính)\nSố lượng hồ sơ: 01 bộ (1 bản chính)\n- Người tiếp nhận kiểm tra.", "", ""},
		{"condition first", "Trường hợp ủy quyền thì phải có văn bản ủy quyền (1 bản chính)", "", "văn bản ủy quyền 1/- if Trường hợp ủy quyền"},
		{"condition and colon", "+ Đối với việc A, kèm theo: (i) Bản sao thẻ A (0 bản chính,1 bản sao)", "", "Bản sao thẻ A 0/1 if Đối với việc A"},
		{"not needed", "Trường hợp đã có dữ liệu thì không phải nộp Giấy A (1 bản chính)", "", ""},
		{"show", "Xuất trình hộ chiếu (1 bản chính)", "", "hộ chiếu show 1/-"},
		{"none", "Không quy định", "", ""},
	}
}

func TestDossier(t *testing.T) {
	t.Parallel()
	for _, c := range dossierCases() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := &portalRow{Dossier: c.cell, Raw: rawCells{Dossier: c.raw}}
			var got []string
			for _, d := range dossier(r, &findings{}) {
				if err := d.Validate(); err != nil {
					t.Errorf("Validate: %v", err)
				}
				s := d.Name
				if d.Form != "" {
					s += " form " + d.Form
				}
				if d.Certified {
					s += " certified"
				}
				if d.Show {
					s += " show"
				}
				s += " " + countText(d.Originals) + "/" + countText(d.Copies)
				if d.Note != "" {
					s += " if " + d.Note
				}
				if d.Group != "" {
					s += " <" + d.Group + ">"
				}
				got = append(got, s)
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("dossier(%q)\n got %q\nwant %q", c.cell, s, c.want)
			}
		})
	}
}

func countText(n *int) string {
	if n == nil {
		return "-"
	}
	return fmt.Sprint(*n)
}

func TestLegalBasis(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, cell, want string }{
		{"title and number", "Luật A08/2017/QH14", "Luật 08/2017/QH14"},
		{"twice", "Luật 08/2017/QH1408/2017/QH14", "Luật 08/2017/QH14"},
		{"run together", "Luật 08/2017/QH1408/2017/QH14Luật số 146/2025/QH15 ngày 11/12/2025 của A146/2025/QH15", "Luật 08/2017/QH14; Luật 146/2025/QH15 2025-12-11"},
		{"brackets", "Thông tư quy định A [01/2022/TT-BTP]", "Thông tư 01/2022/TT-BTP"},
		{"brackets with a dot", "Quy định A [28/2026/QĐ-UBND.]", "Quyết định 28/2026/QĐ-UBND"},
		{"number cut off", "Thông tư số 08/2026/TT-BNNMT ngày 26/01/202608/2026", "Thông tư 08/2026/TT-BNNMT 2026-01-26"},
		{"number of which nothing more is known", "Quyết định 24 của tỉnh24/2024", "Quyết định "},
		{"mention in a title", "Nghị định sửa đổi Nghị định số 24/2012/NĐ-CP về A.232/2025/NĐ-CP", "Nghị định 232/2025/NĐ-CP"},
		{"title goes on in small letters", "Quy định A144/2025/NĐ-CPquy định B33/2026/TT-BTC", "Nghị định 144/2025/NĐ-CP; Thông tư 33/2026/TT-BTC"},
		{"type beside the number", "Quy định về AThông tư số 30/2024/TT-NHNN", "Thông tư 30/2024/TT-NHNN"},
		{"resolution series", "Nghị quyết số 66.7/2025/NQ-CP của Chính phủ: A66.7/2025/NQ-CP", "Nghị quyết 66.7/2025/NQ-CP"},
		{"year ran into the number", "Luật Giám định năm 201213/2012/QH13", "Luật 13/2012/QH13"},
		{"written date", "Thông tư số 05/2024/TT-BXD ngày 31 tháng 7 năm 2024 của A05/2024/TT-BXD", "Thông tư 05/2024/TT-BXD 2024-07-31"},
		{"resolution of the assembly", "Nghị quyết số 190/2025/QH15 của Quốc hội: A190/2025/NQ-QH15", "Nghị quyết 190/2025/QH15"},
		{"without a year", "Quyết định 601/QĐ-BTC601/QĐ-BTC", "Quyết định 601/QĐ-BTC"},
		{"joint circular", "Hướng dẫn A14/2009/TTLT-BCT-BTC", "Thông tư liên tịch 14/2009/TTLT-BCT-BTC"},
		{"none", "Không có thông tin", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, x := range legalBasis(&portalRow{LegalBasis: c.cell}, &findings{}) {
				if err := x.Validate(); err != nil {
					t.Errorf("Validate: %v", err)
				}
				s := x.Type + " " + x.Number
				if x.Date != "" {
					s += " " + string(x.Date)
				}
				got = append(got, s)
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("legalBasis(%q) = %q, want %q", c.cell, s, c.want)
			}
		})
	}
}

func TestAgencies(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, cell, want string }{
		{"list", "Sở Tư pháp, Bộ Tư pháp", "Sở Tư pháp; Bộ Tư pháp"},
		{"comma in a name", "Sở Văn hóa, Thể thao và Du lịch, Thuế tỉnh, thành phố", "Sở Văn hóa, Thể thao và Du lịch; Thuế tỉnh, thành phố"},
		{"semicolons", "Phòng Kinh tế, Hạ tầng và Đô thị; Sở Y tế", "Phòng Kinh tế, Hạ tầng và Đô thị; Sở Y tế"},
		{"city", "Sở Giao thông công chánh - TP.HCM", "Sở Giao thông công chánh < Sở Giao thông công chánh - TP.HCM"},
		{"city spelled out", "Sở Nội vụ Thành phố Hà Nội", "Sở Nội vụ < Sở Nội vụ Thành phố Hà Nội"},
		{"old province", "Sở Xây dựng tỉnh Hà Giang", "Sở Xây dựng < Sở Xây dựng tỉnh Hà Giang"},
		{"committee needs a place", "UBND thành phố Hà Nội", "UBND tỉnh Lạng Sơn < UBND thành phố Hà Nội"},
		{"home", "Văn phòng A - tỉnh Lạng Sơn", "Văn phòng A tỉnh Lạng Sơn"},
		{"ministry body", "Cục A - Bộ Y tế", "Cục A - Bộ Y tế"},
		{"the man, not the city", "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh"},
		{"region", "Kho bạc Nhà nước khu vực II", "Kho bạc Nhà nước khu vực II"},
		{"same kind twice", "Sở Y tế tỉnh An Giang; Sở Y tế", "Sở Y tế < Sở Y tế tỉnh An Giang"},
		{"empty", " ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, a := range newPlaces("Lạng Sơn").agencies(c.cell, &findings{}) {
				s := a.Name
				if a.FromOther != "" {
					s += " < " + a.FromOther
				}
				got = append(got, s)
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("agencies(%q) = %q, want %q", c.cell, s, c.want)
			}
		})
	}
}

func TestReceiving(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ cell, want string }{
		{"Trung tâm Phục vụ hành chính công tỉnh", "Trung tâm Phục vụ hành chính công tỉnh"},
		{"Số 1 phố A, tỉnh Lạng Sơn", "Số 1 phố A, tỉnh Lạng Sơn"},
		{"18 phố A, Hà Nội", ""},
		{"Bộ phận A, TP Hà Nôị", ""},
		{"49 phố A", ""},
		{"https://example.vn", ""},
		{"", ""},
	} {
		if got := newPlaces("Lạng Sơn").receiving(c.cell, &findings{}); got != c.want {
			t.Errorf("receiving(%q) = %q, want %q", c.cell, got, c.want)
		}
	}
}

func TestDistrictIn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want bool
	}{
		{"Nộp tại UBND cấp huyện nơi ở", true},
		{"Nộp tại Ủy ban nhân dân huyện", true},
		{"Công an quận, huyện, thị xã", true},
		{"Gửi Phòng Tư pháp", true},
		{"Gửi Phòng Kinh tế của xã", false},
		{"Ủy ban nhân dân cấp xã", false},
		{"không tổ chức cấp huyện", false},
		{"sách kể truyện", false},
	} {
		if got := districtIn(c.text) != ""; got != c.want {
			t.Errorf("districtIn(%q) found = %t, want %t", c.text, got, c.want)
		}
	}
}

func TestForms(t *testing.T) {
	t.Parallel()
	var got []string
	for _, f := range forms("Mẫu số 08.docxPhụ lục số 09.doc\n1 bản chínhBản khai (Mẫu số 03).doc") {
		got = append(got, f.Number+"|"+f.File)
	}
	want := "Mẫu số 08|Mẫu số 08.docx; Phụ lục số 09|Phụ lục số 09.doc; Mẫu số 03|Bản khai (Mẫu số 03).doc"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("forms = %q, want %q", s, want)
	}
}
