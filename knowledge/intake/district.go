package intake

import (
	"iter"
	"regexp"
	"strings"

	"motcua/knowledge/vi"
)

// districtTier finds the district level, abolished on 1 July 2025, in lower
// case at the end of a text: the tier itself, or a body of it.
var districtTier = regexp.MustCompile(`(cấp|ubnd|(ủy|uỷ) ban nhân dân|hội đồng nhân dân|hđnd|công an|bảo hiểm xã hội|(tòa|toà) án nhân dân|viện kiểm sát nhân dân|ban chỉ huy quân sự|trung tâm y tế|phòng y tế|hạt kiểm lâm|chi cục [^.,;:\n]{2,30}|phòng [^.,;:\n]{2,40}) (huyện|quận|thị xã)$|(quận|huyện)(, |/)(quận|huyện|thị xã)$`)

// districtWords are the words that districtTier can end with, and bodies that
// only the district level had. "Phòng Kinh tế" is a commune's now.
func districtWords() (tiers, bodies []string) {
	return []string{"huyện", "quận", "thị xã"},
		[]string{"phòng tư pháp", "phòng lao động", "phòng giáo dục và đào tạo", "phòng tài nguyên và môi trường"}
}

// noLonger are words that show that a text knows the tier is gone.
var noLonger = regexp.MustCompile(`(trước ngày (01|1)/0?7/2025|không (còn )?tổ chức (đơn vị hành chính )?)[^.;]{0,80}$`)

// checkDistrict looks for the district tier in the texts a resident is told.
func checkDistrict(row *portalRow, f *findings) {
	for _, c := range []struct{ field, text string }{
		{"agency", row.Agency},
		{"steps", row.Steps},
		{"methods", row.Methods},
		{"dossier", row.Dossier},
		{"receiving_address", row.Receiving},
	} {
		if found := districtIn(c.text); found != "" {
			f.add(DoubtDistrict, c.field, found)
		}
	}
}

// districtIn returns the words about the first mention of the tier, or empty.
func districtIn(text string) string {
	if !containsAny(text, "uyện", "UYỆN", "uận", "ị xã", "hòng ", "HÒNG ") {
		return ""
	}
	low := vi.Lower(vi.Clean(text))
	tiers, bodies := districtWords()
	for _, w := range tiers {
		for at := range occurrences(low, w) {
			end := at + len(w)
			if districtTier.MatchString(low[wordStart(low, at, 70):end]) && !noLonger.MatchString(low[max(0, at-200):at]) {
				return around60(low, at, end)
			}
		}
	}
	for _, w := range bodies {
		if at := strings.Index(low, w); at >= 0 && !noLonger.MatchString(low[max(0, at-200):at]) {
			return around60(low, at, at+len(w))
		}
	}
	return ""
}

// occurrences yields where a word stands in a text.
func occurrences(s, word string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for from := 0; ; {
			i := strings.Index(s[from:], word)
			if i < 0 || !yield(from+i) {
				return
			}
			from += i + len(word)
		}
	}
}

// wordStart is the start of the first whole word within n bytes before at.
func wordStart(s string, at, n int) int {
	from := max(0, at-n)
	if i := strings.IndexByte(s[from:at], ' '); from > 0 && i >= 0 {
		return from + i + 1
	}
	return from
}

// around60 cuts a window of words about s[start:end].
func around60(s string, start, end int) string {
	from, to := max(0, start-60), min(len(s), end+60)
	if i := strings.IndexByte(s[from:start], ' '); from > 0 && i >= 0 {
		from += i + 1
	}
	if i := strings.LastIndexByte(s[end:to], ' '); to < len(s) && i >= 0 {
		to = end + i
	}
	return oneLine(strings.ToValidUTF8(s[from:to], ""))
}
