package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

func caseID(n int) string { return "c" + strconv.Itoa(n) }

// levels reads the tiers; without any it follows an agency that says its tier plainly.
func levels(s string, agencies []knowledge.Agency) []knowledge.Level {
	var out []knowledge.Level
	add := func(l knowledge.Level) {
		if !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	for part := range strings.SplitSeq(s, ";") {
		switch vi.Lower(oneLine(part)) {
		case "cấp bộ":
			add(knowledge.LevelMinistry)
		case "cấp tỉnh":
			add(knowledge.LevelProvince)
		case "cấp xã":
			add(knowledge.LevelCommune)
		case "cơ quan khác":
			add(knowledge.LevelOther)
		}
	}
	if len(out) > 0 {
		return out
	}
	for i := range agencies {
		if l := plainLevel(agencies[i].Name); l != "" {
			add(l)
		}
	}
	return out
}

// plainLevel is the tier an agency's name states, or empty.
func plainLevel(agency string) knowledge.Level {
	s := vi.Lower(agency)
	switch {
	case containsAny(s, "cấp xã", "ủy ban nhân dân xã", "ubnd xã", "công an xã", "trạm y tế"):
		return knowledge.LevelCommune
	case strings.HasPrefix(s, "sở "), containsAny(s, "cấp tỉnh", "ubnd tỉnh", "ủy ban nhân dân tỉnh", "công an tỉnh"):
		return knowledge.LevelProvince
	case strings.HasPrefix(s, "bộ trưởng"), strings.HasPrefix(s, "bộ ") && !strings.HasPrefix(s, "bộ chỉ huy") &&
		!strings.HasPrefix(s, "bộ tư lệnh") && !strings.HasPrefix(s, "bộ phận"), strings.HasPrefix(s, "cục ") && !strings.Contains(s, "tỉnh"):
		return knowledge.LevelMinistry
	}
	return ""
}

// applicants splits the list of who may apply; commas inside parentheses do not split.
func applicants(s string) []string {
	var out []string
	seen := make(map[string]bool)
	for _, l := range lines(s) {
		for _, a := range splitOutside(l, ",;") {
			if a != "" && !seen[a] && !notStated(a) {
				seen[a] = true
				out = append(out, a)
			}
		}
	}
	return out
}

// splitOutside splits at the separators that stand outside of parentheses.
func splitOutside(s, separators string) []string {
	var out []string
	depth, start := 0, 0
	for i, r := range s {
		switch {
		case r == '(':
			depth++
		case r == ')' && depth > 0:
			depth--
		case depth == 0 && strings.ContainsRune(separators, r):
			out = append(out, strings.TrimSpace(s[start:i]))
			start = i + len(string(r))
		}
	}
	return append(out, strings.TrimSpace(s[start:]))
}

// methods lists the ways to hand in that the row's lines name, in order.
func methods(row *portalRow) []knowledge.Method {
	var out []knowledge.Method
	for _, text := range []string{row.Methods, row.Duration, row.Fee} {
		for l := range strings.SplitSeq(text, "\n") {
			m, _, ok := cutMethod(strings.TrimSpace(l))
			if !ok {
				continue
			}
			if !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
	}
	return out
}

// cutMethod takes "Trực tiếp:" or "Trực tiếp — " off the front of a line.
func cutMethod(l string) (knowledge.Method, string, bool) {
	for _, m := range []struct {
		word   string
		method knowledge.Method
	}{
		{"Trực tiếp", knowledge.MethodInPerson},
		{"Trực tuyến", knowledge.MethodOnline},
		{"Dịch vụ bưu chính", knowledge.MethodPost},
	} {
		rest, ok := strings.CutPrefix(l, m.word)
		if !ok {
			continue
		}
		rest = strings.TrimLeft(rest, " ")
		for _, sep := range []string{":", "—"} {
			if body, ok := strings.CutPrefix(rest, sep); ok {
				return m.method, strings.TrimSpace(body), true
			}
		}
	}
	return knowledge.MethodAny, l, false
}

// stepMark finds the beginning of a numbered step inside a line.
var stepMark = regexp.MustCompile(`(^|[.;:,)\s])\s*(Bước|BƯỚC)\s+[0-9]{1,2}\s*[.:)\-–/]`)

// steps splits the course of a procedure into its steps: at "Bước 1:" where the
// text has such marks, line by line otherwise.
func steps(s string) []string {
	ls := unwrapped(s)
	numbered := false
	for _, l := range ls {
		numbered = numbered || hasStep(l) && stepMark.MatchString(l)
	}
	if !numbered {
		return ls
	}
	var out []string
	for i, l := range ls {
		parts := cutSteps(l)
		if i > 0 && len(out) > 0 && !stepAtStart(parts[0]) {
			out[len(out)-1] += "\n" + parts[0]
			parts = parts[1:]
		}
		out = append(out, parts...)
	}
	return out
}

func hasStep(l string) bool { return containsAny(l, "Bước", "BƯỚC") }

func stepAtStart(s string) bool {
	if !hasStep(s) {
		return false
	}
	at := stepMark.FindStringIndex(s)
	return len(at) == 2 && at[0] == 0 && strings.HasPrefix(strings.ToUpper(s), "BƯỚC")
}

// cutSteps cuts a line before each step mark.
func cutSteps(l string) []string {
	if !hasStep(l) {
		return []string{l}
	}
	var out []string
	start := 0
	for _, at := range stepMark.FindAllStringSubmatchIndex(l, -1) {
		begin := at[4]
		if part := strings.TrimSpace(l[start:begin]); trimBullet(part+" ") != "" {
			out = append(out, part)
		}
		start = begin
	}
	return append(out, strings.TrimSpace(l[start:]))
}

// conditions splits requirements line by line, without the texts for "none".
func conditions(s string) []string {
	var out []string
	for _, l := range unwrapped(s) {
		if !notStated(l) {
			out = append(out, l)
		}
	}
	return out
}

// resultCode is the portal's number of a result: "[KQ.G01.000105]", "Mã: 000.00.00.G04-KQ3200".
var resultCode = regexp.MustCompile(`\s*(\[(KQ|[0-9])[A-Za-z0-9.\-_]*\]|Mã:\s*[A-Z0-9][A-Z0-9.\-_]*[0-9])`)

// results splits what the applicant gets, without the portal's numbers and page furniture.
func results(s string) []string {
	var out []string
	for _, l := range lines(s) {
		for _, residue := range []string{"Từ khóaKhông", "Từ khóa Không", "Chọn cơ quan thực hiện"} {
			l, _, _ = strings.Cut(l, residue)
		}
		for part := range strings.SplitSeq(resultCode.ReplaceAllString(l, "\n"), "\n") {
			if part = trimBullet(strings.TrimSpace(part)); !notStated(part) {
				out = append(out, part)
			}
		}
	}
	return out
}
