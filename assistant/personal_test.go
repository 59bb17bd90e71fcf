package assistant

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestMaskPersonalPositives(t *testing.T) {
	t.Parallel()
	if n := len(personalPositives); n < 80 {
		t.Errorf("%d positives, want at least 80", n)
	}
	for _, tt := range personalPositives {
		got := MaskPersonal(tt.in)
		if got.Text != tt.want {
			t.Errorf("MaskPersonal(%q).Text = %q, want %q", tt.in, got.Text, tt.want)
		}
		if len(got.Kinds) == 0 || got.Kinds[0] != tt.kind {
			t.Errorf("MaskPersonal(%q).Kinds = %v, want %v first", tt.in, got.Kinds, tt.kind)
		}
		if again := MaskPersonal(got.Text); again.Text != got.Text {
			t.Errorf("MaskPersonal twice(%q) = %q, want %q", tt.in, again.Text, got.Text)
		}
	}
}

var personalPositives = []struct {
	in, want string
	kind     PersonalKind
}{
	{"cccd của em là 001099012345", "cccd của em là [số định danh]", PersonalCitizenID},
	{"số định danh 020185001234 ạ", "số định danh [số định danh] ạ", PersonalCitizenID},
	{"001 099 012 345", "[số định danh]", PersonalCitizenID},
	{"001.099.012.345", "[số định danh]", PersonalCitizenID},
	{"001-099-012-345", "[số định danh]", PersonalCitizenID},
	{"0010 9901 2345", "[số định danh]", PersonalCitizenID},
	{"001099 012345", "[số định danh]", PersonalCitizenID},
	{"001 0 99 012345 là cccd", "[số định danh] là cccd", PersonalCitizenID},
	{"0 0 1 0 9 9 0 1 2 3 4 5", "[số định danh]", PersonalCitizenID},
	{"CCCD:020099001234", "CCCD:[số định danh]", PersonalCitizenID},
	{"CCCD020099001234", "CCCD[số định danh]", PersonalCitizenID},
	{"(020099001234)", "([số định danh])", PersonalCitizenID},
	{"căn cước số 020.301.004.567.", "căn cước số [số định danh].", PersonalCitizenID},
	{"mã định danh con em 020223004567, sinh 2023", "mã định danh con em [số định danh], sinh 2023", PersonalCitizenID},
	{"mst cá nhân 020099001234", "mst cá nhân [số định danh]", PersonalCitizenID},
	{"thẻ căn cước 120099001234", "thẻ căn cước [số định danh]", PersonalCitizenID},
	{"cmnd 123456789", "cmnd [số định danh]", PersonalOldID},
	{"cmt cũ 082 123 456", "cmt cũ [số định danh]", PersonalOldID},
	{"chứng minh nhân dân số 082123456", "chứng minh nhân dân số [số định danh]", PersonalOldID},
	{"chung minh thu cua toi la 082.123.456", "chung minh thu cua toi la [số định danh]", PersonalOldID},
	{"CMND: 081234567 cấp 2010", "CMND: [số định danh] cấp 2010", PersonalOldID},
	{"cmnd cần đổi 123456789", "cmnd cần đổi [số định danh]", PersonalOldID},
	{"0912345678", "[số điện thoại]", PersonalPhone},
	{"sđt 0912 345 678", "sđt [số điện thoại]", PersonalPhone},
	{"gọi 0912.345.678 nhé", "gọi [số điện thoại] nhé", PersonalPhone},
	{"0912-345-678", "[số điện thoại]", PersonalPhone},
	{"09 1234 5678", "[số điện thoại]", PersonalPhone},
	{"091 234 5678", "[số điện thoại]", PersonalPhone},
	{"09 12 34 56 78", "[số điện thoại]", PersonalPhone},
	{"0912.345 678", "[số điện thoại]", PersonalPhone},
	{"0 9 1 2 3 4 5 6 7 8", "[số điện thoại]", PersonalPhone},
	{"+84912345678", "[số điện thoại]", PersonalPhone},
	{"+84 912 345 678", "[số điện thoại]", PersonalPhone},
	{"+84-912-345-678", "[số điện thoại]", PersonalPhone},
	{"(+84) 912 345 678", "[số điện thoại]", PersonalPhone},
	{"84912345678", "[số điện thoại]", PersonalPhone},
	{"0084912345678", "[số điện thoại]", PersonalPhone},
	{"(0205) 3812345", "[số điện thoại]", PersonalPhone},
	{"(024) 3825 1234", "[số điện thoại]", PersonalPhone},
	{"02053812345", "[số điện thoại]", PersonalPhone},
	{"0205.3812.345", "[số điện thoại]", PersonalPhone},
	{"01234567890", "[số điện thoại]", PersonalPhone},
	{"+86 138 0013 8000", "[số điện thoại]", PersonalPhone},
	{"+8613800138000", "[số điện thoại]", PersonalPhone},
	{"sdt0912345678", "sdt[số điện thoại]", PersonalPhone},
	{"ĐT:0912345678.", "ĐT:[số điện thoại].", PersonalPhone},
	{"ĐT.0912345678", "ĐT.[số điện thoại]", PersonalPhone},
	{"sđt 912345678", "sđt [số điện thoại]", PersonalPhone},
	{"zalo 0912345678-Lan", "zalo [số điện thoại]-Lan", PersonalPhone},
	{"0912345678nhé", "[số điện thoại]nhé", PersonalPhone},
	{"0912345678.Cảm ơn", "[số điện thoại].Cảm ơn", PersonalPhone},
	{"0912345678/0987654321", "[số điện thoại]/[số điện thoại]", PersonalPhone},
	{"0912345678-0987654321", "[số điện thoại]-[số điện thoại]", PersonalPhone},
	{"0912345678, 0987654321", "[số điện thoại], [số điện thoại]", PersonalPhone},
	{"nộp hồ sơ xong gọi tôi 0912345678", "nộp hồ sơ xong gọi tôi [số điện thoại]", PersonalPhone},
	{"0912345678 02/9/2026", "[số điện thoại] 02/9/2026", PersonalPhone},
	{"thẻ 4111111111111111", "thẻ [số thẻ]", PersonalCard},
	{"4111 1111 1111 1111", "[số thẻ]", PersonalCard},
	{"4111-1111-1111-1111", "[số thẻ]", PersonalCard},
	{"5555.5555.5555.4444", "[số thẻ]", PersonalCard},
	{"visa 5500 0000 0000 0004 hết hạn", "visa [số thẻ] hết hạn", PersonalCard},
	{"6304000000000000000", "[số thẻ]", PersonalCard},
	{"lan.nguyen@gmail.com", "[email]", PersonalEmail},
	{"gửi về lan_88@yahoo.com.vn.", "gửi về [email].", PersonalEmail},
	{"email:a+b@x.vn nhé", "email:[email] nhé", PersonalEmail},
	{"<ubnd-xa@langson.gov.vn>", "<[email]>", PersonalEmail},
	{"0912345678@gmail.com", "[email]", PersonalEmail},
	{"a@b.vn,c@d.vn", "[email],[email]", PersonalEmail},
	{"xe 12A-123.45", "xe [biển số]", PersonalPlate},
	{"12A-12345", "[biển số]", PersonalPlate},
	{"12A12345", "[biển số]", PersonalPlate},
	{"12A 123.45", "[biển số]", PersonalPlate},
	{"12A-1234", "[biển số]", PersonalPlate},
	{"12A1-234.56", "[biển số]", PersonalPlate},
	{"29-H1 123.45", "[biển số]", PersonalPlate},
	{"29H1-12345", "[biển số]", PersonalPlate},
	{"29H112345", "[biển số]", PersonalPlate},
	{"29h1-123.45", "[biển số]", PersonalPlate},
	{"12LD-012.34", "[biển số]", PersonalPlate},
	{"29AA-123.45", "[biển số]", PersonalPlate},
	{"biển số 12a 12345", "biển số [biển số]", PersonalPlate},
	{"bks 12 B1 1234", "bks [biển số]", PersonalPlate},
	{"sang tên xe máy 12B1-234.56 ở đâu", "sang tên xe máy [biển số] ở đâu", PersonalPlate},
	{"bhxh 2012345678", "bhxh [số BHXH]", PersonalInsurance},
	{"số sổ bảo hiểm xã hội 0123456789", "số sổ bảo hiểm xã hội [số BHXH]", PersonalInsurance},
	{"mã số BHXH: 2015678901", "mã số BHXH: [số BHXH]", PersonalInsurance},
	{"so bao hiem cua em 2015 678 901", "so bao hiem cua em [số BHXH]", PersonalInsurance},
	{"thẻ bhyt GD4012012345678", "thẻ bhyt [số BHXH]", PersonalInsurance},
	{"hộ chiếu B1234567", "hộ chiếu [hộ chiếu]", PersonalPassport},
	{"ho chieu so c12345678", "ho chieu so [hộ chiếu]", PersonalPassport},
	{"passport: E12345678 China", "passport: [hộ chiếu] China", PersonalPassport},
	{"số hộ chiếu N 1234567", "số hộ chiếu [hộ chiếu]", PersonalPassport},
	{"stk 19001234567", "stk [số tài khoản]", PersonalBankAccount},
	{"stk vietcombank 0123456789", "stk vietcombank [số tài khoản]", PersonalBankAccount},
	{"số tài khoản 123456 ngân hàng", "số tài khoản [số tài khoản] ngân hàng", PersonalBankAccount},
	{"so tai khoan cua em la 1012 3456 789", "so tai khoan cua em la [số tài khoản]", PersonalBankAccount},
}

func TestMaskPersonalNegatives(t *testing.T) {
	t.Parallel()
	lines := strings.Split(strings.TrimSpace(personalNegatives), "\n")
	if n := len(lines); n < 120 {
		t.Errorf("%d negatives, want at least 120", n)
	}
	for _, in := range lines {
		if got := MaskPersonal(in); got.Text != in || got.Kinds != nil {
			t.Errorf("MaskPersonal(%q) = %q %v, want no change", in, got.Text, got.Kinds)
		}
	}
}

const personalNegatives = `
thủ tục 1.001193
mã 2.000815
1.115621
thủ tục 1.001193, 2.000815 và 1.115621
1.001193.000.00.00.H37
2.000815.000.00.00.H37
3.000412 cấp xã
96/2024/NĐ-CP
Nghị định 123/2015/NĐ-CP ngày 15/11/2015
Thông tư 04/2020/TT-BTP
Luật số 60/2014/QH13
Luật Căn cước 26/2023/QH15
Quyết định 1872/QĐ-BTP
Quyết định số 2228/QĐ-BTP ngày 14/11/2022
QĐ 0912345678/QĐ-UBND
số 001099012345/QĐ-UBND
công văn 4321/BTP-HTQTCT
TT 55/2021/TT-BCA
Nghị quyết 226/2025/NQ-HĐND
85/2019/TT-BTC
02/9/2026
15-08-2020
15.08.2020
ngày 01/07/2025
1/7/2025
2025-07-01
02 09 2026
ngày 02.09.2026 10 giờ
02-09-2026 10
từ 01/01/2025 đến 31/12/2025
sinh ngày 15-08-1990 tại Lạng Sơn
01.01.1990 12.05.2001
lúc 08:30 ngày 15/08/2020
8h30 15/8
12.000.000 đồng
500000
500.000đ
8.000 đồng
1.250.000 vnđ
100000000 đồng
cmnd mất phí 100000000
phí cấp cmnd 100.000.000 đồng
lệ phí làm cccd 123456789đ
120000000000 đồng
lương 15.000.000
giá 3.500.000.000
2 tỷ 350 triệu
3tr5
50k
5 k
20.000đ/trang
từ 25.000 đến 50.000 đồng
1.000.000.000.000
năm 2025
năm 1945 2025
2020 2021 2022 2023
nhiệm kỳ 2021-2026
giai đoạn 2021-2025
H37.15-250714-0007
000.15.40.H37-250714-0001
000.00.16.H37-230801-0012
mã hồ sơ H37.15-250714-0007
G22.99-240101-001234
H37-250714-0912345678
000.00.04.G22-210826-0001
mã số hồ sơ 0912345678
mã hồ sơ: 0912345678
số biên nhận 0123456789
mst 0301234567
mã số thuế 0100109106
mã số thuế: 4900123456
msdn 0401234567
mẫu 01/TK
mẫu CT01
mẫu 12A-1234
mẫu 01A-12345
mẫu TK1-TS
mẫu số 02a/ĐK
tờ khai 06-CT
phòng 12A-1203
căn hộ 15B-1502
nhà 21C-1234
tầng 12 phòng 1234
số nhà 123456
tổ 12 khối 3
thửa đất số 123 tờ bản đồ 45
thửa 1234567
diện tích 123.45 m2
diện tích 1234,5 m2
quốc lộ 14B 2025
quốc lộ 1A 2025
đường tỉnh 234B
hạng B2 và C1
xe 16 chỗ
điều 12 khoản 3 điểm a
điều 12a 1234
khoản 12 điều 45
15h 2025
7h30-11h30
7.30-11.30
13:30 - 17:00
24/7
1900 1234
19001080
1800 6789
tổng đài 1022
113 114 115
gọi 113
10 ngày làm việc
05 ngày
30 ngày kể từ 01/07/2025
100%
12,5%
123456789
số 123456789
082 123 456
1234567890
2012345678
B1234567
C1234567 là gì
số sê ri AA 01234567
số seri CH 123456
1234567890123
4111111111111112
4111 1111 1111 1112
1234567890123456
9999999999999999999
@motcua
a@b
a @ b.com
@gmail.com
liên hệ @langson
tên miền dichvucong.gov.vn
https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=1.001193
tài khoản định danh mức 2
tài khoản vneid 123456
stk em mở 15-08-2020
số tài khoản mở năm 2020
TCVN 5574:2018
QCVN 06:2022/BXD
ISO 9001:2015
tọa độ 21.853.123
mã bưu chính 250000
mã đơn vị hành chính 05977
cmnd 12 số
cccd gắn chip 2021
đổi cmnd 9 số sang cccd 12 số
bhxh 12 tháng
sổ bảo hiểm 5 năm 6 tháng
hộ chiếu hạn 10 năm
hộ chiếu 2025
biển số 12
xe 12A
bảo hiểm y tế 5 năm
`

// numberMaker draws the positives and negatives of the generated corpus.
type numberMaker struct{ *rand.Rand }

func (r numberMaker) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + r.IntN(10))
	}
	return string(b)
}

// pick returns one of the choices.
func (r numberMaker) pick(choices ...string) string { return choices[r.IntN(len(choices))] }

// group splits s into parts of the sizes, joined by sep.
func group(s, sep string, sizes ...int) string {
	var parts []string
	for _, n := range sizes {
		parts = append(parts, s[:n])
		s = s[n:]
	}
	return strings.Join(append(parts, s), sep)
}

// card returns a number of 16 digits that passes Luhn.
func (r numberMaker) card() string {
	head := r.pick("4", "5", "9") + r.digits(14)
	for d := '0'; d <= '9'; d++ {
		if s := head + string(d); luhn(s) {
			return s
		}
	}
	return ""
}

func (r numberMaker) positive() (string, PersonalKind) {
	sep := r.pick(" ", ".", "-")
	phone := "0" + r.pick("3", "5", "7", "8", "9") + r.digits(8)
	citizen := "0" + r.pick("20", "01", "24", "79", "36") + r.pick("0", "1", "2", "3") + r.digits(8)
	letter := r.pick("A", "B", "C", "D", "F", "H")
	province := fmt.Sprint(11 + r.IntN(88))
	switch r.IntN(12) {
	case 0:
		return phone, PersonalPhone
	case 1:
		return group(phone, sep, 4, 3), PersonalPhone
	case 2:
		return "+84" + r.pick("", " ") + phone[1:], PersonalPhone
	case 3:
		return citizen, PersonalCitizenID
	case 4:
		return group(citizen, sep, 3, 3, 3), PersonalCitizenID
	case 5:
		return r.pick("cmnd ", "chứng minh thư ", "số cmt ") + r.digits(9), PersonalOldID
	case 6:
		return group(r.card(), r.pick("", " ", "-"), 4, 4, 4), PersonalCard
	case 7:
		return r.pick("lan", "nguyen.a", "x_1") + r.digits(2) + "@" + r.pick("gmail.com", "langson.gov.vn"), PersonalEmail
	case 8:
		return province + letter + r.pick("-", "", " ") + r.digits(3) + r.pick(".", "") + r.digits(2), PersonalPlate
	case 9:
		return province + "-" + letter + "1 " + r.digits(3) + "." + r.digits(2), PersonalPlate
	case 10:
		return r.pick("số bhxh ", "sổ bảo hiểm ") + r.digits(10), PersonalInsurance
	}
	return r.pick("hộ chiếu ", "passport số ", "ho chieu ") + r.pick("B", "C", "N") + r.digits(7), PersonalPassport
}

func (r numberMaker) negative() string {
	year := fmt.Sprint(1990 + r.IntN(40))
	day, month := fmt.Sprintf("%02d", 1+r.IntN(28)), fmt.Sprintf("%02d", 1+r.IntN(12))
	switch r.IntN(12) {
	case 0:
		return fmt.Sprint(1+r.IntN(3)) + "." + r.digits(6)
	case 1:
		return r.digits(2) + "/" + year + "/" + r.pick("NĐ-CP", "TT-BTP", "QĐ-UBND", "NQ-HĐND")
	case 2:
		return day + r.pick("/", "-", ".", " ") + month + "/" + year
	case 3:
		sep := r.pick("-", ".")
		return day + sep + month + sep + year
	case 4:
		return fmt.Sprint(1+r.IntN(999)) + ".000.000" + r.pick(" đồng", "đ", " vnđ")
	case 5:
		return fmt.Sprint(1+r.IntN(999)) + "000" + r.pick("", " đồng", "đ")
	case 6:
		return "H37." + r.digits(2) + "-" + r.digits(6) + "-" + r.digits(4)
	case 7:
		return "000." + r.digits(2) + "." + r.digits(2) + ".H37-" + r.digits(6) + "-" + r.digits(4)
	case 8:
		return r.digits(4) + "/QĐ-" + r.pick("UBND", "BTP", "BCA")
	case 9:
		return "năm " + year
	case 10:
		return "mã số thuế 0" + r.digits(9)
	}
	return "mẫu " + day + r.pick("A", "B", "a") + "-" + r.pick("TK", "CT", "ĐK")
}

func TestMaskPersonalGenerated(t *testing.T) {
	t.Parallel()
	r := numberMaker{rand.New(rand.NewPCG(20261122, 7))}
	befores := []string{"", "em hỏi ", "Tên Lan, ", "cho hỏi: ", "(", "nhờ xem giúp "}
	afters := []string{"", " ạ", ".", ", cảm ơn", ")", " được không?", "\nxin cảm ơn"}
	for range 2000 {
		before, after := r.pick(befores...), r.pick(afters...)
		value, kind := r.positive()
		in := before + value + after
		got := MaskPersonal(in)
		if !slices.Equal(got.Kinds, []PersonalKind{kind}) || !strings.HasPrefix(got.Text, before) ||
			!strings.HasSuffix(got.Text, "]"+after) {
			t.Errorf("MaskPersonal(%q) = %q %v, want one %s", in, got.Text, got.Kinds, kind)
		}
		in = before + r.negative() + after
		if got := MaskPersonal(in); got.Text != in {
			t.Errorf("MaskPersonal(%q) = %q, want no change", in, got.Text)
		}
	}
}

func TestMaskPersonalLinear(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"1", "1 ", "a@", "1.", "a.b", "12A-", "0912345678 ", "@", "-", "cmnd ", "()", "+1", "ạ1"} {
		start := time.Now()
		MaskPersonal(strings.Repeat(unit, 200_000))
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("MaskPersonal of 200,000 x %q took %v", unit, d)
		}
	}
}

func FuzzMaskPersonal(f *testing.F) {
	for _, tt := range personalPositives {
		f.Add(tt.in)
	}
	for in := range strings.SplitSeq(personalNegatives, "\n") {
		f.Add(in)
	}
	f.Add("0912345678-001099012345 cmnd 123456789 hộ chiếu B1234567/a@b.vn")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip()
		}
		got := MaskPersonal(s)
		if !utf8.ValidString(got.Text) {
			t.Errorf("MaskPersonal(%q) is not UTF-8: %q", s, got.Text)
		}
		if len(got.Kinds) == 0 && got.Text != s {
			t.Errorf("MaskPersonal(%q) = %q without a kind", s, got.Text)
		}
		if again := MaskPersonal(got.Text); again.Text != got.Text {
			t.Errorf("MaskPersonal twice(%q) = %q, want %q", s, again.Text, got.Text)
		}
	})
}

func BenchmarkMaskPersonal(b *testing.B) {
	for _, s := range []string{
		"em ở xã Hữu Liên muốn làm lại giấy khai sinh cho con thì cần những giấy tờ gì",
		"em tên Lan, cccd 020185001234, sđt 0912 345 678, hỏi thủ tục 1.001193 theo 123/2015/NĐ-CP",
	} {
		b.Run(fmt.Sprint(len(s)), func(b *testing.B) {
			for b.Loop() {
				MaskPersonal(s)
			}
		})
	}
}
