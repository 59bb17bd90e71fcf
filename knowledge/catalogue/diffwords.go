package catalogue

import (
	"slices"

	"motcua/knowledge"
)

// words says in Vietnamese what the constants of a procedure mean.
var words = map[string]string{
	string(knowledge.LevelMinistry): "cấp bộ",
	string(knowledge.LevelProvince): "cấp tỉnh",
	string(knowledge.LevelCommune):  "cấp xã",
	string(knowledge.LevelOther):    "cơ quan khác",

	string(knowledge.MethodInPerson): "trực tiếp",
	string(knowledge.MethodOnline):   "trực tuyến",
	string(knowledge.MethodPost):     "bưu chính",

	string(knowledge.FeeKindFee):    "phí",
	string(knowledge.FeeKindCharge): "lệ phí",

	string(knowledge.UnitWorkingDay): "ngày làm việc",
	string(knowledge.UnitDay):        "ngày",
	string(knowledge.UnitHour):       "giờ",
	string(knowledge.UnitMinute):     "phút",
	string(knowledge.UnitMonth):      "tháng",
	string(knowledge.UnitYear):       "năm",

	string(knowledge.DetailFull): "đủ nội dung",
	string(knowledge.DetailName): "chỉ có tên",

	string(knowledge.WarnDistrict):      "nhắc đến cấp huyện",
	string(knowledge.WarnOtherProvince): "nhắc đến tỉnh khác",
	string(knowledge.WarnReplacedLaw):   "văn bản đã bị thay thế",
	string(knowledge.WarnFeeDoubt):      "mức phí đáng ngờ",
	string(knowledge.WarnTimeDoubt):     "thời hạn đáng ngờ",
}

// word is the constant in Vietnamese, or as it is when there is no word for it.
func word[T ~string](constant T) string {
	if said, ok := words[string(constant)]; ok {
		return said
	}
	return string(constant)
}

// wordList is a list of constants in Vietnamese, in a fixed order: the source
// lists them in any.
func wordList[T ~string](constants []T) []string {
	list := each(constants, func(c *T) string { return word(*c) })
	slices.Sort(list)
	return list
}

// provenanceText gives each fact of the provenance a text of its own.
func provenanceText(p knowledge.Provenance) []string {
	var facts []string
	for _, fact := range []struct{ label, value string }{
		{"nguồn", p.Source},
		{"địa chỉ", p.URL},
		{"dữ liệu ngày", string(p.Fetched)},
		{"kiểm tra ngày", string(p.Checked)},
		{"nguồn cập nhật ngày", string(p.Updated)},
		{"quyết định công bố", p.Decision},
		{"hiệu lực từ", string(p.ValidFrom)},
		{"hiệu lực đến", string(p.ValidTo)},
		{"được thay bằng", string(p.SupersededBy)},
		{"mã băm nguồn", p.Digest},
	} {
		if fact.value != "" {
			facts = append(facts, fact.label+" "+fact.value)
		}
	}
	return facts
}
