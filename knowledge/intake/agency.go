package intake

import (
	"strings"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// agencies splits the list of agencies and takes other provinces' places away.
func (p *places) agencies(cell string, f *findings) []knowledge.Agency {
	var out []knowledge.Agency
	seen := make(map[string]bool)
	for _, l := range lines(cell) {
		for _, name := range splitAgencies(l) {
			a := p.agency(name)
			if a.FromOther != "" {
				f.add(DoubtOtherProvince, "agency", a.FromOther)
			}
			if key := vi.Lower(a.Name); a.Name != "" && !seen[key] {
				seen[key] = true
				out = append(out, a)
			}
		}
	}
	return out
}

// splitAgencies cuts a list of agencies; a comma inside of a name does not cut.
func splitAgencies(l string) []string {
	sep := ";"
	if !strings.Contains(l, ";") {
		sep = ","
	}
	var out []string
	for _, part := range splitOutside(l, sep) {
		part = strings.Trim(part, " .;,")
		if part == "" {
			continue
		}
		if len(out) > 0 && sep == "," && continuesName(part) {
			out[len(out)-1] += ", " + part
			continue
		}
		out = append(out, part)
	}
	return out
}

// continuesName reports whether a part after a comma still belongs to the
// agency before it: "Sở Văn hóa, Thể thao và Du lịch", "Thuế tỉnh, thành phố".
func continuesName(part string) bool {
	if !startsUpper(part) {
		return true
	}
	low := vi.Lower(part)
	for _, w := range []string{
		"thể thao", "chế biến", "in và", "in,", "dược", "nhiếp ảnh", "bản quyền", "chống", "hạ tầng", "văn hóa", "văn hoá", "du lịch",
		"khoa học", "gia đình", "môi trường", "thống kê", "y ", "nhà ở",
	} {
		if strings.HasPrefix(low+" ", w) {
			return true
		}
	}
	return false
}
