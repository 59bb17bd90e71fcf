package intake

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/knowledge"
)

// fileEnd finds the ends of file names.
var fileEnd = regexp.MustCompile(`(?i)\.(docx?|xlsx?|pdf|rar|zip|rtf|odt|jpe?g|png|html?)`)

// forms keeps the file names of the row; they are guesses of the source.
func forms(cell string) []knowledge.Form {
	var out []knowledge.Form
	seen := make(map[string]bool)
	for _, l := range lines(cell) {
		for _, name := range splitFiles(l) {
			if seen[name] {
				continue
			}
			seen[name] = true
			out = append(out, knowledge.Form{Number: formNumber(name), File: capped(name, 300)})
		}
	}
	return out
}

// splitFiles cuts "a.docxb.docx" after each ending.
func splitFiles(s string) []string {
	var out []string
	start := 0
	for _, at := range fileEnd.FindAllStringIndex(s, -1) {
		next, _ := utf8.DecodeRuneInString(s[at[1]:])
		if unicode.IsLower(next) && at[1]-at[0] == len(".doc") && next == 'x' {
			continue
		}
		if name := trimResidue(s[start:at[1]]); name != "" {
			out = append(out, name)
		}
		start = at[1]
	}
	if rest := strings.TrimSpace(s[start:]); rest != "" && len(out) == 0 {
		out = append(out, rest)
	}
	return out
}

// residue is what the source's guess took along from the cell before.
var residue = regexp.MustCompile(`^.*(bản chính|bản sao|Số lượng)`)

func trimResidue(s string) string {
	return strings.Trim(residue.ReplaceAllString(s, ""), " .,;-_()")
}

// cutFile takes the names of files that ran into the end of a text off it.
func cutFile(s string) (text, file string) {
	ends := fileEnd.FindAllStringIndex(s, -1)
	if len(ends) == 0 || ends[len(ends)-1][1] != len(s) {
		return s, ""
	}
	at := gluePoint(s, ends[0][0])
	if at <= 0 {
		return s, ""
	}
	return strings.TrimSpace(s[:at]), s[at:]
}

// gluePoint is the first place of the last 160 bytes before end where a capital
// or a digit follows a small letter or a closing mark without a blank, and no
// comma or semicolon stands between it and end.
func gluePoint(s string, end int) int {
	from := max(0, end-160)
	if i := strings.LastIndexAny(s[from:end], ",;"); i >= 0 {
		from += i
	}
	var before, prev rune
	for i, r := range s[:end] {
		if i > from && (unicode.IsUpper(r) || unicode.IsDigit(r)) && glues(before, prev, s[i:]) {
			return i
		}
		before, prev = prev, r
	}
	return -1
}

// glues reports whether a file name runs into the text that ends with the runes
// before and prev.
func glues(before, prev rune, name string) bool {
	switch {
	case unicode.IsLower(prev), strings.ContainsRune(";:)”\"", prev):
		return true
	case prev == '.':
		return !unicode.IsDigit(before)
	case unicode.IsLetter(prev) || unicode.IsDigit(prev):
		for _, w := range []string{"Mẫu", "Mau", "MẪU", "Phụ lục", "Phu luc", "PHỤ LỤC", "Đơn", "Giấy", "Tờ khai"} {
			if strings.HasPrefix(name, w) {
				return true
			}
		}
	}
	return false
}

var (
	formWord = regexp.MustCompile(`(?i:(mẫu đơn số|mẫu tờ khai số|biểu mẫu số|mẫu biểu số|mẫu số|biểu số|phụ lục số|mẫu|mau so|mau|phụ lục|biểu mẫu))[\s:]*(` + formDigits + `)((?:\s?[,;]\s?|\s(?:và|hoặc)\s)(?:(?i:mẫu số|mẫu)\s)?[0-9]{1,3}[a-z]?\b)*`)
	moreForm = regexp.MustCompile(`[0-9]{1,3}[a-z]?`)
	formCode = regexp.MustCompile(`\b(CT[0-9]{2}|TK[0-9]{1,2}[a-z]?(?:-[A-Z]+)?|NA[0-9]{1,2}[a-z]?|NC[0-9]{1,2}|CC[0-9]{2}|X0[0-9]|DC[0-9]{2}|[0-9]{2}[a-zA-Z]?-?HSB|[0-9]{2}/[A-ZĐ][A-ZĐ\-]{1,12})\b`)
)

// formDigits is the number of a form: "03", "05A", "XXI", "CT01", "11-PLIII-TTTM", "I.1.4".
const formDigits = `(?:[0-9]{1,3}|[IVX]{1,6}|[A-ZĐ]{1,4}[0-9]{1,3})[A-Za-zĐđ]{0,5}(?:[.\-/_](?:[0-9]{1,8}|[A-ZĐ]{1,10}[0-9]*|sđ|sd))*(?:\s(?:TS|ĐKCN|MTCN))?`

// formNumber is the number of the first set form a text names, as it is usually
// written: "Mẫu số 03", "Phụ lục XXI", "CT01".
func formNumber(s string) string {
	if !containsAny(s, "ẫu", "ẪU", "Mau", "mau", "hụ lục", "HỤ LỤC", "iểu") {
		return formCode.FindString(s)
	}
	for _, m := range formWord.FindAllStringSubmatchIndex(s, -1) {
		word, number := s[m[2]:m[3]], s[m[4]:m[5]]
		if strings.HasPrefix(strings.ToLower(word), "phụ") && !annexIsForm(s[:m[0]]) {
			continue
		}
		number = wholeNumber(number, s[m[5]:])
		if number == "" {
			continue
		}
		if code := formCode.FindString(number); code == number && unicode.IsLetter(rune(number[0])) {
			return number
		}
		r, size := utf8.DecodeRuneInString(word)
		number = strings.TrimRight(number, ".-/_")
		if more := s[m[5]:m[1]]; more != "" {
			number += ", " + strings.Join(moreForm.FindAllString(more, -1), ", ")
		}
		return string(unicode.ToUpper(r)) + word[size:] + " " + number
	}
	return formCode.FindString(s)
}

// wholeNumber is the number of a form without a last part that is only the
// beginning of the next word: "01" of "01-P", when "hu luc" follows.
func wholeNumber(number, after string) string {
	r, _ := utf8.DecodeRuneInString(after)
	if !unicode.IsLower(r) && (!unicode.IsLetter(r) || unicode.IsDigit(rune(number[len(number)-1]))) {
		return number
	}
	i := strings.LastIndexAny(number, ".-/_")
	if i <= 0 || !unicode.IsDigit(rune(number[i-1])) {
		return ""
	}
	return number[:i]
}

// annexIsForm reports whether "Phụ lục" after these words is a form to fill in,
// not a list that a rule refers to.
func annexIsForm(before string) bool {
	before = strings.TrimRight(strings.ToLower(before), " ")
	return before == "" || strings.HasSuffix(before, "theo") || strings.HasSuffix(before, "(") || strings.HasSuffix(before, "mẫu tại") || strings.HasSuffix(before, "mẫu quy định tại")
}
