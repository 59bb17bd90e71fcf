package assistant

import (
	"strings"

	"motcua/knowledge/vi"
)

// introWord is what the words before a number say about it.
type introWord uint8

const (
	introNone introWord = iota
	introID
	introPhone
	introAccount
	introInsurance
	introPassport
	introPlate
	introCode  // a number of a case, tax code, document: not a phone
	introMoney // an amount, when close by
)

// introReach is how many atoms back an introducing word is looked for,
// moneyReach the same for words of money.
const (
	introReach = 10
	moneyReach = 3
)

// introWords are folded words, alone or as a pair with the word before.
var introWords = map[string]introWord{
	"cmnd": introID, "cmt": introID, "cmtnd": introID, "cmnđ": introID, "cccd": introID, "cc": introID,
	"chung minh": introID, "can cuoc": introID, "dinh danh": introID, "ddcn": introID,
	"sdt": introPhone, "dt": introPhone, "tel": introPhone, "phone": introPhone, "zalo": introPhone, "mobile": introPhone,
	"dien thoai": introPhone, "lien he": introPhone, "lh": introPhone, "hotline": introPhone, "goi": introPhone, "alo": introPhone,
	"stk": introAccount, "so tk": introAccount, "tai khoan": introAccount,
	"bhxh": introInsurance, "bhyt": introInsurance, "bao hiem": introInsurance,
	"ho chieu": introPassport, "passport": introPassport,
	"bien so": introPlate, "bks": introPlate, "bsx": introPlate, "kiem soat": introPlate, "xe": introPlate,
	"mst": introCode, "so thue": introCode, "msdn": introCode, "so ho": introCode, "ma ho": introCode, "bien nhan": introCode,
	"quyet dinh": introCode, "cong van": introCode, "hop dong": introCode, "hoa don": introCode, "ma don": introCode,
	"phi": introMoney, "tien": introMoney, "gia": introMoney, "nop": introMoney,
}

// roomWords stand right before the number of a room, flat, lot or form, which
// may look like an old plate ("phòng 12A-1203").
var roomWords = map[string]bool{
	"phong": true, "can": true, "ho": true, "tang": true, "toa": true, "lo": true, "mau": true, "p": true, "nha": true, "so": true,
}

// moneyUnits follow an amount. Unmarked "ngan" is left to "ngan hang".
var moneyUnits = map[string]bool{
	"đồng": true, "dong": true, "đ": true, "d": true, "vnđ": true, "vnd": true, "triệu": true, "trieu": true, "tr": true,
	"nghìn": true, "nghin": true, "ngàn": true, "tỷ": true, "tỉ": true, "ty": true, "k": true, "usd": true,
}

// intro returns the nearest introducing word before atom i.
func (m *masker) intro(i int) introWord {
	w, _ := m.introDistance(i)
	return w
}

func (m *masker) introDistance(i int) (introWord, int) {
	for j := i - 1; j >= m.barrier && j >= i-introReach; j-- {
		w := m.introAt(j)
		if w != introNone && (w != introMoney || i-j <= moneyReach) {
			return w, i - j
		}
	}
	return introNone, introReach
}

// introAt looks up atom j, with the word before it or alone.
func (m *masker) introAt(j int) introWord {
	if m.atoms[j].digits || m.atoms[j].email || m.size(j) > 24 {
		return introNone
	}
	word := vi.Fold(m.text(j))
	if j > m.barrier && m.size(j-1) <= 24 && strings.TrimSpace(m.gap(j)) == "" && !m.atoms[j-1].digits {
		pair := vi.Fold(m.text(j-1)) + " " + word
		if w := introWords[pair]; w != introNone {
			if pair == "tai khoan" && !m.numberedAccount(j-1) {
				return introNone
			}
			return w
		}
	}
	return introWords[word]
}

// numberedAccount reports whether "số" or "stk" stands before "tài khoản" at j:
// an account of a portal has no number.
func (m *masker) numberedAccount(j int) bool {
	return j > m.barrier && vi.Fold(m.text(j-1)) == "so"
}
