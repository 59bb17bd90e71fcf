package intake

import (
	"sort"
	"strings"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// places tells the home province from all others.
type places struct {
	home   string   // "Lạng Sơn"
	others []string // in lower case, the longer ones first
	folded []string // the same without marks, between blanks
}

// newPlaces lists the provinces, those of 2025 and those before, without home.
func newPlaces(home string) *places {
	p := &places{home: oneLine(home)}
	for _, name := range provinces() {
		if vi.Fold(name) == vi.Fold(p.home) {
			continue
		}
		p.others = append(p.others, vi.Lower(name))
		p.folded = append(p.folded, " "+vi.Fold(name)+" ")
	}
	sort.SliceStable(p.others, func(i, j int) bool { return len(p.others[i]) > len(p.others[j]) })
	return p
}

// provinces are the 34 provinces and cities of 2025 and the 63 before, with the
// spellings met in the export.
func provinces() []string {
	return []string{
		"Hà Nội", "Hà nội", "Cao Bằng", "Tuyên Quang", "Điện Biên", "Lai Châu", "Sơn La", "Lào Cai", "Thái Nguyên", "Lạng Sơn",
		"Quảng Ninh", "Bắc Ninh", "Phú Thọ", "Hải Phòng", "Hưng Yên", "Ninh Bình", "Thanh Hoá", "Thanh Hóa", "Nghệ An", "Hà Tĩnh",
		"Quảng Trị", "Huế", "Thừa Thiên Huế", "Thừa Thiên - Huế", "Đà Nẵng", "Quảng Ngãi", "Gia Lai", "Khánh Hoà", "Khánh Hòa", "Đắk Lắk", "Đắc Lắc",
		"Lâm Đồng", "Đồng Nai", "Hồ Chí Minh", "HCM", "Tây Ninh", "Đồng Tháp", "Vĩnh Long", "An Giang", "Cần Thơ", "Cà Mau",
		"Hà Giang", "Bắc Kạn", "Yên Bái", "Hòa Bình", "Hoà Bình", "Vĩnh Phúc", "Bắc Giang", "Hải Dương", "Hà Nam", "Nam Định",
		"Thái Bình", "Quảng Bình", "Quảng Nam", "Kon Tum", "Bình Định", "Phú Yên", "Ninh Thuận", "Bình Thuận", "Đắk Nông", "Bình Phước",
		"Bình Dương", "Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu", "Bà Rịa Vũng Tàu", "Long An", "Tiền Giang", "Bến Tre", "Trà Vinh", "Hậu Giang", "Sóc Trăng", "Bạc Liêu", "Kiên Giang",
	}
}

// agency takes another province's place off an agency's name. The kind of
// agency stays; FromOther keeps the name as the source had it.
func (p *places) agency(name string) knowledge.Agency {
	kind, place := p.cutPlace(name)
	switch {
	case place == "":
		return knowledge.Agency{Name: name}
	case vi.Fold(place) == vi.Fold(p.home):
		return knowledge.Agency{Name: kind + " tỉnh " + p.home}
	}
	if needsPlace(kind) && p.home != "" {
		return knowledge.Agency{Name: kind + " tỉnh " + p.home, FromOther: name}
	}
	return knowledge.Agency{Name: kind, FromOther: name}
}

// needsPlace reports whether a name says nothing without a place: "UBND".
func needsPlace(kind string) bool {
	switch vi.Lower(kind) {
	case "ubnd", "ủy ban nhân dân", "uỷ ban nhân dân", "chủ tịch ubnd", "chủ tịch ủy ban nhân dân", "hđnd", "hội đồng nhân dân", "công an", "thuế", "bảo hiểm xã hội":
		return true
	}
	return false
}

// cutPlace splits a name into the kind of agency and the province at its end.
func (p *places) cutPlace(name string) (kind, place string) {
	low := vi.Lower(name)
	if len(low) != len(name) || keepsPlace(low) {
		return name, ""
	}
	tail := ""
	if i := strings.LastIndex(low, " - bộ "); i > 0 {
		low, tail = low[:i], name[i:]
	}
	for _, other := range append([]string{vi.Lower(p.home)}, p.others...) {
		rest, ok := strings.CutSuffix(strings.TrimRight(low, " ."), other)
		if other == "" || !ok || strings.TrimRight(rest, " .-") == "" || rest[len(rest)-1] != ' ' && rest[len(rest)-1] != '.' && rest[len(rest)-1] != '-' {
			continue
		}
		bare := rest
		for _, word := range []string{"thành phố", "tỉnh", "tp", "tp.", "t.p", "thủ đô"} {
			if cut, ok := strings.CutSuffix(strings.TrimRight(bare, " ."), " "+word); ok {
				bare = cut
			}
		}
		if strings.HasSuffix(other, "hồ chí minh") && bare == rest {
			continue // the man, not the city
		}
		bare = strings.TrimRight(bare, " -–,.")
		return name[:len(bare)] + tail, name[len(rest) : len(rest)+len(other)]
	}
	return name, ""
}

// keepsPlace reports whether a place belongs to the proper name of a body.
func keepsPlace(low string) bool {
	for _, w := range []string{"đại học ", "trường ", "học viện ", "bệnh viện ", "viện ", "bộ tư lệnh ", "trung ương đoàn ", "ban quản lý lăng", "bảo tàng "} {
		if strings.HasPrefix(low, w) {
			return true
		}
	}
	return false
}

// maxPlace is the length in runes of an address worth saying.
const maxPlace = 300

// receiving is the address to hand in at, or empty when it is in another
// province, is a web address or no address.
func (p *places) receiving(cell string, f *findings) string {
	s := strings.Trim(oneLine(cell), " ;,-")
	if notStated(s) || containsAny(s, "http", "www.", "@") || !startsUpper(s) && !startsWithDigit(s) {
		return ""
	}
	folded := " " + strings.Join(strings.FieldsFunc(vi.Fold(s), notWord), " ") + " "
	for _, other := range p.folded {
		if strings.Contains(folded, other) {
			f.add(DoubtOtherPlace, "receiving_address", s)
			return ""
		}
	}
	street := startsWithDigit(s) || strings.HasPrefix(folded, " so ") && startsWithDigit(strings.TrimPrefix(folded, " so "))
	if street && (p.home == "" || !strings.Contains(folded, " "+vi.Fold(p.home)+" ")) {
		f.add(DoubtOtherPlace, "receiving_address", s)
		return ""
	}
	if len(s) > len(capped(s, maxPlace)) {
		return ""
	}
	return s
}

func notWord(r rune) bool {
	return r < '0' || r > '9' && r < 'A' || r > 'Z' && r < 'a' || r > 'z' && r < 128
}
