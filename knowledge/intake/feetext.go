package intake

import (
	"regexp"
	"strings"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// The notes that stand for a text which names no amount.
const (
	noteCouncil   = "do Hội đồng nhân dân tỉnh quy định"
	noteCommittee = "do Ủy ban nhân dân tỉnh quy định"
	noteLaw       = "theo pháp luật về phí và lệ phí"
	noteExempt    = "có đối tượng hoặc trường hợp được miễn"
	noteHalf      = "có thời gian được giảm 50%"
)

// amounts finds the amounts in the text of a part: all of the parenthesis, and
// those of the description that speak of a payment.
func (p *feePart) amounts() []money {
	out := amountsIn(p.note)
	for _, clause := range cutClauses(p.rest) {
		low := vi.Lower(clause)
		if !containsAny(low, "phí", "mức thu", " thu ", "đồng/") {
			continue
		}
		for _, m := range amountsIn(clause) {
			if !hasMoney(out, &m) {
				out = append(out, m)
			}
		}
	}
	return out
}

var (
	labelStart = regexp.MustCompile(`[.;]\s|[;]|\s[-+*]\s|^[-+*]\s?|\b[a-zđ]\)\s|\)\s*`)
	labelEnd   = regexp.MustCompile(`[.;]\s|[.;]$|\s[-+]\s`)
	docNumber  = regexp.MustCompile(`[0-9]{1,4}/[0-9]{4}/[A-ZĐ][A-ZĐ0-9-]+`)
	period     = regexp.MustCompile(`(?i)(kể\s+)?từ (kể từ )?ngày|đến hết ngày|áp dụng đến`)
)

// around reads the words about an amount that stands in s[start:end]: the case
// it is for, whether it is phí or lệ phí, and the document it follows. from is
// the end of the amount before it.
func around(s string, from, start, end int) (label string, kind knowledge.FeeKind, basis string) {
	before := s[from:start]
	if cuts := labelStart.FindAllStringIndex(before, -1); len(cuts) > 0 {
		before = before[cuts[len(cuts)-1][1]:]
	}
	after := s[end:]
	if i := labelEnd.FindStringIndex(after); i != nil {
		after = after[:i[0]]
	}
	basis = docNumber.FindString(after)
	kind = kindIn(before)
	if kind == knowledge.FeeKindAny {
		kind = kindIn(s[:start])
	}
	if i := period.FindStringIndex(after); len(i) == 2 && !strings.Contains(vi.Lower(after[:i[0]]), "miễ") {
		at := i[0]
		return strings.TrimSpace(cutBasis(after[at:])), kind, basis
	}
	label = plainLabel(before)
	if label == "" || isFeeWord(label) {
		if note, _ := cutParens(strings.TrimLeft(after, " ")); note != "" && docNumber.FindString(note) == "" {
			label = plainLabel(note)
		} else if i := strings.Index(after, "đối với "); i >= 0 {
			label = plainLabel(after[i+len("đối với "):])
		}
	}
	if isFeeWord(label) {
		label = ""
	}
	return label, kind, basis
}

// cutBasis takes "theo Thông tư ..." off the end of a period.
func cutBasis(s string) string {
	for _, word := range []string{" theo ", "theo quy định", ")"} {
		s, _, _ = strings.Cut(s, word)
	}
	return s
}

var (
	waivedPart = regexp.MustCompile(`(?i)\s*\(miễn[^()]*\)?$`)
	labelTail  = regexp.MustCompile(`(?i)[\s,:]+(áp dụng )?(là|thu|mức thu|mức phí|mức thu (lệ )?phí)( là)?$`)
	perBefore  = regexp.MustCompile(`^/[^,;:.]{1,30}[,;:.]\s`)
)

// plainLabel trims list marks and punctuation off the words about an amount.
func plainLabel(s string) string {
	s = perBefore.ReplaceAllString(strings.TrimSpace(s), "")
	s = strings.Trim(trimBullet(s), " .:;,-+(/")
	low := vi.Lower(s)
	if rest, ok := strings.CutPrefix(low, "đồng ("); ok && len(low) == len(s) {
		s = s[len(s)-len(rest):]
		low = rest
	}
	if containsAny(low, "miễn", "trở lên", "nộp hồ sơ", "thời hạn") && (len(low) > 200 || strings.HasPrefix(low, "miễn") || strings.HasPrefix(low, "trở lên")) {
		return ""
	}
	s = labelTail.ReplaceAllString(waivedPart.ReplaceAllString(s, ""), "")
	low = vi.Lower(s)
	if i := strings.Index(low, ") miễn"); i > 0 && len(low) == len(s) {
		s = s[:i]
	}
	return capped(s, 200)
}

// isFeeWord reports whether a label says only that something is paid.
func isFeeWord(s string) bool {
	switch vi.Lower(strings.Trim(s, " .:()")) {
	case "", "phí", "lệ phí", "mức thu", "mức phí", "mức lệ phí", "mức thu phí", "mức thu lệ phí", "áp dụng mức phí", "đồng", "không", "hồ sơ", "giá":
		return true
	}
	return false
}

// kindIn reads whether a text speaks of a phí or a lệ phí; the last word counts.
func kindIn(s string) knowledge.FeeKind {
	low := vi.Lower(s)
	charge := strings.LastIndex(low, "lệ phí")
	fee := strings.LastIndex(low, "phí")
	switch {
	case fee < 0 || strings.Contains(low, "phí, lệ phí") || strings.Contains(low, "phí và lệ phí"):
		return knowledge.FeeKindAny
	case charge >= 0 && fee == charge+len("lệ "):
		return knowledge.FeeKindCharge
	}
	return knowledge.FeeKindFee
}

var (
	freeWords = regexp.MustCompile(`(?i)không (phải )?(thu|nộp|mất|quy định thu|trả)( tiền)?( các khoản)?\s+(phí|lệ phí)|(được )?miễn (thu |nộp )?(phí|lệ phí)|không có phí, lệ phí`)
	someOnly  = regexp.MustCompile(`(?i)đối với|cho (người|trẻ|các|công dân|gia đình)|hộ nghèo|khuyết tật|trường hợp|(kể )?từ ngày|đến hết ngày|thuộc diện|riêng`)
)

// silent is the state of a part without an amount: free by law, or not stated
// with a word on who sets it.
func (p *feePart) silent() readFee {
	text := strings.TrimSpace(p.note + " " + p.rest)
	low := vi.Lower(text)
	fee := knowledge.Fee{State: knowledge.FeeNotStated, Basis: docNumber.FindString(text)}
	switch {
	case containsAny(low, "hội đồng nhân dân", "hđnd"):
		fee.Note = noteCouncil
	case containsAny(low, "ủy ban nhân dân cấp tỉnh quy định", "ubnd tỉnh quy định", "ubnd cấp tỉnh quy định"):
		fee.Note = noteCommittee
	case p.note != "" && isFreeText(p.note), p.note == "" && isFreeText(firstClause(p.rest)):
		fee.State = knowledge.FeeFree
		fee.Basis = waiverBasis(text)
		return readFee{fee: fee, known: true}
	case exemptNote(text) != "":
		fee.Note = exemptNote(text)
	case containsAny(low, "luật phí và lệ phí", "pháp luật về phí"):
		fee.Note = noteLaw
	}
	bare := p.note == "" || notStated(p.note)
	return readFee{fee: fee, known: true, zero: fee.Note == "" && bare}
}

// waiverBasis is the document named in the sentence that waives the fee.
func waiverBasis(s string) string {
	at := freeWords.FindStringIndex(s)
	if at == nil {
		return ""
	}
	sentence, _, _ := strings.Cut(s[at[1]:], ". ")
	return docNumber.FindString(sentence)
}

func firstClause(s string) string {
	if c := cutClauses(s); len(c) > 0 {
		return c[0]
	}
	return ""
}

// isFreeText reports whether a text says that nothing is paid, for everybody,
// in more words than the cell's own "Miễn phí".
func isFreeText(s string) bool {
	at := freeWords.FindStringIndex(s)
	if at == nil || someOnly.MatchString(s) {
		return false
	}
	waived := strings.HasPrefix(vi.Lower(s[at[0]:at[1]]), "không")
	return waived || len(strings.Fields(s[:at[0]]+" "+s[at[1]:])) >= 2
}

// exemptFor finds the days of a waiver: "Miễn phí từ ngày 07/4/2026 đến 30/6/2026".
var exemptFor = regexp.MustCompile(`(?i)miễn[^.;()]{0,30}?từ ngày\s+([0-9/]+)\s+đến\s+(?:hết\s+)?(?:ngày\s+)?([0-9/]+)`)

// exemptNote says in a few words that the text waives or lowers the fee for
// some, or leaves the amount to the province.
func exemptNote(s string) string {
	if m := exemptFor.FindStringSubmatch(s); m != nil {
		return "miễn từ ngày " + m[1] + " đến ngày " + m[2]
	}
	low := vi.Lower(s)
	switch {
	case containsAny(low, "được miễn", "miễn phí", "miễn lệ phí", "miễn kể từ", "miễn thu", "miễn nộp"):
		return noteExempt
	case strings.Contains(low, "50%"):
		return noteHalf
	case containsAny(low, "hội đồng nhân dân", "hđnd"):
		return noteCouncil
	}
	return ""
}
