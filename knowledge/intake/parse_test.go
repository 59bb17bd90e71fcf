package intake

import (
	"fmt"
	"strings"
	"testing"

	"motcua/knowledge"
)

// withCase is a case's name, or its id when it is not listed.
func withCase(cases *caseList, id string) string {
	for _, c := range cases.list {
		if c.ID == id {
			return c.Name
		}
	}
	return id
}

func TestTimes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, cell, want, doubt string }{
		{"working days", "Trực tiếp: 5 Ngày làm việc", "in_person 5 working_day", ""},
		{"several methods", "Trực tiếp: 07 Ngày\nTrực tuyến: 2 Giờ\nDịch vụ bưu chính: 1 Tháng", "in_person 7 day; online 2 hour; post 1 month", ""},
		{"decimals", "Trực tiếp: 0.5 Giờ\nTrực tuyến: 1,5 Ngày làm việc", "in_person 0.5 hour; online 1.5 working_day", ""},
		{"at most", "Trực tiếp: Không quá 03 ngày", "in_person 3 day", ""},
		{"no unit", "Trực tuyến: 120", "", "time_without_unit"},
		{"range without unit", "Trực tuyến: 3-5", "", "time_without_unit"},
		{"fused with a fee", "Trực tuyến: 1100 VNĐ", "", "fused_cells"},
		{"fused thousands", "Trực tuyến: 120,000", "", "fused_cells"},
		{"none", "Trực tiếp: Không quy định", "", ""},
		{"empty", "", "", ""},
		{"no method", "Việc thử: 3 ngày làm việc", " 3 working_day", ""},
		{"two cases", "Trực tiếp: Không quá 10 ngày làm việc. Đối với vùng cao là 20 ngày làm việc.", "in_person 10 working_day; in_person 20 working_day [vùng cao]", ""},
		{"longer for some", "Trực tiếp: Không quá 10 ngày làm việc. Đối với các xã A thì được tăng thêm không quá 10 ngày làm việc so với tổng.", "in_person 10 working_day", ""},
		{"list of cases", "Trực tuyến: a) Không quá 05 ngày làm việc đối với việc A; b) Không quá 07 ngày làm việc đối với việc B.", "online 5 working_day [việc A]; online 7 working_day [việc B]", ""},
		{"same day", "Trực tiếp: Thực hiện trong ngày làm việc; nếu nhận sau 15 giờ thì sang ngày sau", "in_person 1 working_day", ""},
		{"a date is no time", "Trực tiếp: Từ ngày 01 tháng 7 năm 2025", "", "unparsed_line"},
		{"zero", "Trực tiếp: 0 Giờ", "", "unparsed_line"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cases, f := &caseList{}, &findings{}
			var got []string
			for _, x := range times(c.cell, cases, f) {
				s := fmt.Sprintf("%s %g %s", x.Method, x.Number, x.Unit)
				if x.Case != "" {
					s += " [" + withCase(cases, x.Case) + "]"
				}
				got = append(got, s)
			}
			if c.name == "two cases" && len(got) > 0 {
				got[0] = strings.TrimSuffix(got[0], " []")
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("times(%q) = %q, want %q", c.cell, s, c.want)
			}
			checkDoubt(t, f, c.doubt)
		})
	}
}

func checkDoubt(t *testing.T, f *findings, want string) {
	t.Helper()
	got := ""
	if len(f.list) > 0 {
		got = string(f.list[0].kind)
	}
	if got != want {
		t.Errorf("doubt = %q, want %q", got, want)
	}
}

func TestFees(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, cell, want, doubt string }{
		{"bare free", "Trực tiếp: Miễn phí", "in_person not_stated", "zero_fee_not_entered"},
		{"free said twice", "Trực tiếp: Không có thông tinMiễn phí", "in_person not_stated", "zero_fee_not_entered"},
		{"free none", "Trực tiếp: Miễn phí(Không có)", "in_person not_stated", "zero_fee_not_entered"},
		{"zero", "Trực tiếp: Phí : 0 Đồng", "in_person not_stated", "zero_fee_not_entered"},
		{"free by law", "Trực tuyến: Miễn phí(Miễn lệ phí theo Thông tư số 47/2019/TT-BTC)", "online free basis 47/2019/TT-BTC", ""},
		{"not charged", "Trực tuyến: Miễn phí(Không thu phí)", "online free", ""},
		{"free for some", "Trực tiếp: Miễn phí(Miễn lệ phí cho người khuyết tật)", "in_person not_stated (có đối tượng hoặc trường hợp được miễn)", ""},
		{"council", "Trực tiếp: Lệ phí: (Hội đồng nhân dân cấp tỉnh quy định) | Phí: (HĐND tỉnh)", "in_person not_stated (do Hội đồng nhân dân tỉnh quy định)", ""},
		{"figure", "Trực tiếp: 300,000 Việt Nam Đồng(/hồ sơ)", "in_person 300000 VND per hồ sơ", ""},
		{"lost thousands", "Trực tiếp: 20 VNĐ(20.000 vnđ /tờ khai)", "in_person 20000 VND per tờ khai", ""},
		{"lost for good", "Trực tiếp: 5 đồng", "in_person doubtful 5 VND", "amount_under_1000"},
		{"wrong currency", "Trực tiếp: 50 VNĐ(Thẻ A: 50USD/chuyến)", "in_person 5000 USD per chuyến (Thẻ A)", ""},
		{"dollars", "Trực tiếp: 12.5 USD", "in_person 1250 USD", ""},
		{"cases", "Trực tiếp: Miễn phí(Dưới 10 tấn: 200.000 đồng/giấy; Từ 10 tấn: 300.000 đồng/giấy)", "in_person 200000 VND per giấy [Dưới 10 tấn]; in_person 300000 VND per giấy [Từ 10 tấn]", ""},
		{"half for a time", "Trực tuyến: 5,000,000 VNĐ((áp dụng mức phí 2.500.000 đồng/hồ sơ kể từ ngày 01/7/2025 đến hết ngày 31/12/2026))", "online fee 5000000 VND; online fee 2500000 VND per hồ sơ [kể từ ngày 01/7/2025 đến hết ngày 31/12/2026]", ""},
		{"threshold", "Trực tiếp: Miễn phí(Dưới 50 tỷ đồng: 10 triệu đồng/lần)", "in_person 10000000 VND per lần (Dưới 50 tỷ đồng)", ""},
		{"cap and percentage", "Trực tiếp: Miễn phí(20% của 11.000.000 đồng; tối đa 700.000 đồng)", "in_person not_stated", ""},
		{"parts of a sum", "Trực tiếp: 4,500,000 VNĐ(gồm 3.000.000 đồng thẩm định; 1.500.000 đồng kiểm tra)", "in_person 4500000 VND (gồm 3.000.000 đồng thẩm định; 1.500.000 đồng kiểm tra)", ""},
		{"two prices", "Trực tiếp: Phí : 2.000.000 Đồng (việc A) Phí : 3.500.000 Đồng (việc B)", "in_person fee 2000000 VND [việc A]; in_person fee 3500000 VND [việc B]", ""},
		{"kinds", "Trực tiếp: Lệ phí: 5.000 đồng (cá nhân) | Phí: 7.000 đồng (tổ chức)", "in_person charge 5000 VND [cá nhân]; in_person fee 7000 VND [tổ chức]", ""},
		{"waived for a time", "Trực tiếp: 10,000,000 VNĐ((Miễn kể từ ngày 07/4/2026 đến 30/6/2026 theo Thông tư 40/2026/TT-BTC))", "in_person 10000000 VND (miễn từ ngày 07/4/2026 đến ngày 30/6/2026)", ""},
		{"contradiction", "Trực tiếp: 1,500,000 VNĐ(150.000 đồng/1 giấy.)", "in_person doubtful 1500000 VND", "amount_contradicted"},
		{"list mark", "Trực tiếp: Miễn phí(a) Việc A: 30.000.000 đồng; b) Việc B: 20.000.000 đồng.)", "in_person 30000000 VND [Việc A]; in_person 20000000 VND [Việc B]", ""},
		{"two lines", "Trực tiếp: Miễn phí(Lệ phí cấp:\n100.000 đồng/giấy)", "in_person charge 100000 VND per giấy (Lệ phí cấp)", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cases, f := &caseList{}, &findings{}
			var got []string
			for _, x := range fees(c.cell, cases, f) {
				if err := x.Validate(); err != nil {
					t.Errorf("Validate: %v", err)
				}
				got = append(got, feeText(cases, &x))
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("fees(%q)\n got %q\nwant %q", c.cell, s, c.want)
			}
			checkDoubt(t, f, c.doubt)
		})
	}
}

func feeText(cases *caseList, x *knowledge.Fee) string {
	words := []string{string(x.Method)}
	if x.State != knowledge.FeeAmount {
		words = append(words, string(x.State))
	}
	if x.Kind != "" && x.State == knowledge.FeeAmount {
		words = append(words, string(x.Kind))
	}
	if x.Amount != 0 {
		words = append(words, fmt.Sprintf("%d %s", x.Amount, x.Currency))
	}
	if x.Per != "" {
		words = append(words, "per "+x.Per)
	}
	if x.State == knowledge.FeeFree && x.Basis != "" {
		words = append(words, "basis "+x.Basis)
	}
	if x.Case != "" {
		words = append(words, "["+withCase(cases, x.Case)+"]")
	}
	if x.Note != "" {
		words = append(words, "("+x.Note+")")
	}
	return strings.Join(words, " ")
}

func TestLevels(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, cell, agency, want string }{
		{"listed", "Cấp bộ; Cấp tỉnh; Cấp xã; Cơ quan khác", "", "[ministry province commune other]"},
		{"commune agency", "", "UBND cấp xã", "[commune]"},
		{"department", "", "Sở Tư pháp", "[province]"},
		{"ministry", "", "Bộ Tư pháp", "[ministry]"},
		{"bureau", "", "Cục Hàng không Việt Nam", "[ministry]"},
		{"command is no ministry", "", "Bộ chỉ huy quân sự cấp tỉnh", "[province]"},
		{"silent", "", "Cơ sở giáo dục", "[]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := fmt.Sprint(levels(c.cell, []knowledge.Agency{{Name: c.agency}})); got != c.want {
				t.Errorf("levels(%q, %q) = %s, want %s", c.cell, c.agency, got, c.want)
			}
		})
	}
}
