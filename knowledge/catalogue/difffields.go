package catalogue

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"motcua/knowledge"
)

// procedureField is one field of a procedure as a clerk sees it.
type procedureField struct {
	name  string                                // as in JSON
	label string                                // in Vietnamese
	lines func(p *knowledge.Procedure) []string // its content, a text an element
}

// procedureFields lists all fields but the code, in the order they are shown.
var procedureFields = []procedureField{
	{"name", "Tên thủ tục", func(p *knowledge.Procedure) []string { return one(p.Name) }},
	{"title", "Tên thường gọi", func(p *knowledge.Procedure) []string { return one(p.Title) }},
	{"aliases", "Tên gọi khác", func(p *knowledge.Procedure) []string { return p.Aliases }},
	{"english", "Tên tiếng Anh", func(p *knowledge.Procedure) []string { return p.English }},
	{"summary", "Tóm tắt", func(p *knowledge.Procedure) []string { return one(p.Summary) }},
	{"field", "Lĩnh vực", func(p *knowledge.Procedure) []string { return one(p.Field) }},
	{"levels", "Cấp thực hiện", func(p *knowledge.Procedure) []string { return wordList(p.Levels) }},
	{"agencies", "Cơ quan thực hiện", func(p *knowledge.Procedure) []string { return each(p.Agencies, agencyText) }},
	{"place", "Nơi nộp hồ sơ", func(p *knowledge.Procedure) []string { return one(p.Place) }},
	{"applicants", "Đối tượng thực hiện", func(p *knowledge.Procedure) []string { return p.Applicants }},
	{"cases", "Trường hợp", func(p *knowledge.Procedure) []string { return each(p.Cases, caseText) }},
	{"dossier", "Thành phần hồ sơ", func(p *knowledge.Procedure) []string { return each(p.Dossier, dossierText) }},
	{"fees", "Phí, lệ phí", func(p *knowledge.Procedure) []string { return each(p.Fees, feeText) }},
	{"times", "Thời hạn giải quyết", func(p *knowledge.Procedure) []string { return each(p.Times, timeText) }},
	{"methods", "Cách thức", func(p *knowledge.Procedure) []string { return wordList(p.Methods) }},
	{"steps", "Trình tự thực hiện", func(p *knowledge.Procedure) []string { return p.Steps }},
	{"conditions", "Yêu cầu, điều kiện", func(p *knowledge.Procedure) []string { return p.Conditions }},
	{"mistakes", "Lỗi thường gặp", func(p *knowledge.Procedure) []string { return p.Mistakes }},
	{"results", "Kết quả", func(p *knowledge.Procedure) []string { return p.Results }},
	{"forms", "Biểu mẫu", func(p *knowledge.Procedure) []string { return each(p.Forms, formText) }},
	{"legal_basis", "Căn cứ pháp lý", func(p *knowledge.Procedure) []string { return each(p.LegalBasis, lawText) }},
	{"related", "Thủ tục liên quan", func(p *knowledge.Procedure) []string { return texts(p.Related) }},
	{"warnings", "Cảnh báo", func(p *knowledge.Procedure) []string { return each(p.Warnings, warningText) }},
	{"detail", "Mức chi tiết", func(p *knowledge.Procedure) []string { return one(word(p.Detail)) }},
	{"local", "Do tỉnh ban hành", func(p *knowledge.Procedure) []string { return one(yesNo(p.Local)) }},
	{"provenance", "Nguồn", func(p *knowledge.Procedure) []string { return provenanceText(p.Provenance) }},
}

// maxShown is the length of a text in a [FieldChange], in runes.
const maxShown = 240

// compare tells whether the field differs and what it loses and gains.
func (f *procedureField) compare(before, after *knowledge.Procedure) (FieldChange, bool) {
	was, is := f.lines(before), f.lines(after)
	if slices.Equal(was, is) {
		return FieldChange{}, false
	}
	gone, come := without(was, is), without(is, was)
	if len(gone)+len(come) == 0 { // the order changed, or how often one stands there
		gone, come = was, is
	}
	return FieldChange{
		Field: f.name, Label: f.label,
		Old: clip(strings.Join(gone, " | "), maxShown), New: clip(strings.Join(come, " | "), maxShown),
	}, true
}

// without lists the texts of list that are not among others.
func without(list, others []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(others, s) })
}

// one is a list of the text, none if it is empty.
func one(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// texts turns a list of named strings into one of strings.
func texts[T ~string](values []T) []string {
	return each(values, func(v *T) string { return string(*v) })
}

// each renders every value. The text must show every field, so that values
// that differ never look the same.
func each[T any](values []T, text func(*T) string) []string {
	out := make([]string, 0, len(values))
	for i := range values {
		out = append(out, text(&values[i]))
	}
	return out
}

func yesNo(b bool) string {
	if b {
		return "có"
	}
	return "không"
}

// brackets joins the details that are not empty, in brackets.
func brackets(details ...string) string {
	details = slices.DeleteFunc(details, func(s string) bool { return s == "" })
	if len(details) == 0 {
		return ""
	}
	return " (" + strings.Join(details, "; ") + ")"
}

// labelled is "label text", or nothing when the text is empty.
func labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + " " + text
}

func agencyText(a *knowledge.Agency) string {
	return a.Name + brackets(labelled("nguồn ghi", a.FromOther))
}

func caseText(c *knowledge.Case) string { return c.ID + ": " + c.Name + brackets(c.Question) }

func dossierText(d *knowledge.DossierItem) string {
	flags := []string{d.Form, countText(d.Originals, "bản chính"), countText(d.Copies, "bản sao")}
	if d.Certified {
		flags = append(flags, "chấp nhận bản sao chứng thực")
	}
	if d.Show {
		flags = append(flags, "xuất trình")
	}
	flags = append(flags, labelled("trường hợp", d.Case), labelled("nhóm", d.Group), d.Note, labelled("gốc:", d.Text))
	return d.Name + brackets(flags...)
}

func countText(n *int, what string) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n) + " " + what
}

// feeStateText names the states other than a plain amount.
func feeStateText(s knowledge.FeeState) string {
	switch s {
	case knowledge.FeeAmount:
		return ""
	case knowledge.FeeFree:
		return "miễn"
	case knowledge.FeeNotStated:
		return "không nêu"
	case knowledge.FeeDoubtful:
		return "nghi sai"
	}
	return string(s)
}

func feeText(f *knowledge.Fee) string {
	head := feeStateText(f.State)
	if f.Amount != 0 || f.Currency != "" {
		head = strings.TrimSpace(fmt.Sprintf("%s %d %s", head, f.Amount, f.Currency))
	}
	return head + brackets(word(f.Kind), f.Per, word(f.Method), labelled("trường hợp", f.Case), f.Note, f.Basis, labelled("từ", string(f.ValidFrom)), labelled("đến", string(f.ValidTo)), labelled("gốc:", f.Text))
}

func timeText(t *knowledge.ProcessingTime) string {
	head := strconv.FormatFloat(t.Number, 'f', -1, 64) + " " + word(t.Unit)
	if t.AtMost {
		head = "không quá " + head
	}
	if t.SameDay {
		head += ", trong ngày"
	}
	return head + brackets(word(t.Method), labelled("trường hợp", t.Case), t.Note, labelled("gốc:", t.Text))
}

func formText(f *knowledge.Form) string {
	return strings.TrimSpace(f.Number+" "+f.Name) + brackets(f.File, f.URL, labelled("gốc:", f.Text))
}

func lawText(l *knowledge.LegalRef) string {
	return l.Label() + brackets(l.Type, string(l.Date), l.Title, l.Article, labelled("gốc:", l.Text))
}

func warningText(w *knowledge.Warning) string { return word(w.Kind) + brackets(w.Text) }
