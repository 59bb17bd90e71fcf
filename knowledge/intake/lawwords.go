package intake

import (
	"strings"
	"unicode/utf8"

	"motcua/knowledge/vi"
)

// kindWords are the kinds of documents as they stand in numbers.
func kindWords() []string {
	return []string{"NĐ", "ND", "TT", "TTLT", "QĐ", "NQ", "NQLT", "PL", "CT", "HD", "QH", "UBTVQH", "VBHN", "LPQT", "SL", "KH", "CV", "TB", "HĐ", "QC", "L", "LCT"}
}

// issuerWords are the issuers as they stand in numbers.
func issuerWords() []string {
	return []string{
		"CP", "CTN", "TW", "QH", "UBTVQH", "HĐND", "UBND", "HĐTP", "HĐBT", "VPCP", "VPQH", "TTCP", "TANDTC", "VKSNDTC", "KTNN", "TLĐ", "BCĐ",
		"BCA", "BCT", "BCN", "BTM", "BGDĐT", "BGDDT", "BGTVT", "BKHCN", "BKHCNMT", "BKHĐT", "BKH", "BLĐTBXH", "BLĐTBXHH", "BNG", "BNN", "BNNMT", "BNNPTNT", "BNV",
		"BQP", "BTC", "BTNMT", "BTP", "BTTTT", "BBCVT", "BVHTT", "BVHTTDL", "BXD", "BYT", "BYTHTX", "BDTTG", "BTS", "BDTTN",
		"NHNN", "UBDT", "UBTDTT", "TCHQ", "TCT", "TTCN", "BHXH", "BTCCBCP", "TCCP", "TGCP", "BTGCP", "ĐTCKH", "TCTK", "CHK", "HĐTQ", "CCTHADS", "CTUBND", "BTL", "TTg", "BTCTW", "MTTW", "BTV", "BCY", "BCYCP", "NV", "BHXH", "CTC",
	}
}

// documentTypes are the types a title or a number may begin with, the longer
// ones first.
func documentTypes() []string {
	return []string{
		"Thông tư liên tịch", "Văn bản hợp nhất", "Nghị quyết liên tịch", "Bộ luật", "Nghị định thư", "Nghị định", "Thông tư", "Quyết định",
		"Nghị quyết", "Pháp lệnh", "Hiệp định", "Chỉ thị", "Công văn", "Công ước", "Hiến pháp", "Điều ước", "Kế hoạch", "Hướng dẫn", "Thông báo", "Luật", "Lệnh",
	}
}

// typeAtStart is the type a title begins with, or empty.
func typeAtStart(s string) string {
	low := vi.Lower(s)
	for _, t := range documentTypes() {
		rest, ok := strings.CutPrefix(low, vi.Lower(t))
		if ok && (rest == "" || !isLetter(rest)) {
			return t
		}
	}
	return ""
}

// longestType is more bytes than any type with "số" has.
const longestType = 48

// typeBefore finds a type with an optional "số" right before s[at:].
func typeBefore(s string, at int) (start int, name string) {
	from := max(0, at-longestType)
	for from > 0 && !utf8.RuneStart(s[from]) {
		from++
	}
	head := strings.TrimRight(s[from:at], " :")
	low := vi.Lower(head)
	if len(low) != len(head) {
		return at, "" // lower case has another length here: positions would not agree
	}
	bare, numbered := strings.CutSuffix(low, "số")
	if numbered {
		low = strings.TrimRight(bare, " ")
	}
	for _, t := range documentTypes() {
		if strings.HasSuffix(low, vi.Lower(t)) {
			return from + len(low) - len(t), t
		}
	}
	if numbered && bare != "" && gluedTo(bare, len(bare)) {
		return from + len(bare), "" // "... thực vậtsố 07/2026/TT-BNNMT"
	}
	return at, ""
}

// typeOfNumber is the type that a number states by itself.
func typeOfNumber(number string) string {
	parts := strings.Split(number, "/")
	tail := parts[len(parts)-1]
	kind, _, _ := strings.Cut(tail, "-")
	if strings.Contains(number, "/TTLT/") {
		kind = "TTLT"
	}
	switch {
	case strings.HasPrefix(tail, "QH"):
		return "Luật"
	case strings.HasPrefix(tail, "PL"), strings.HasPrefix(tail, "UBTVQH"):
		return "Pháp lệnh"
	}
	switch kind {
	case "NĐ":
		return "Nghị định"
	case "TTLT":
		return "Thông tư liên tịch"
	case "TT":
		if strings.Count(tail, "-") > 1 {
			return "Thông tư liên tịch"
		}
		return "Thông tư"
	case "QĐ":
		return "Quyết định"
	case "NQ":
		return "Nghị quyết"
	case "VBHN":
		return "Văn bản hợp nhất"
	case "CT":
		return "Chỉ thị"
	}
	return ""
}
