package intake

import (
	"regexp"
	"strings"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// feeCell is one method's cell with its parts.
type feeCell struct {
	method knowledge.Method
	text   string // without the method
}

// feeCells joins the lines of each method's cell.
func feeCells(cell string) []feeCell {
	var out []feeCell
	for _, l := range lines(cell) {
		m, body, ok := cutMethod(l)
		if !ok && len(out) > 0 {
			out[len(out)-1].text += " " + l
			continue
		}
		out = append(out, feeCell{method: m, text: body})
	}
	return out
}

// read reads a cell: its parts stand between "|".
func (c *feeCell) read() []readFee {
	var out []readFee
	for _, part := range feeParts(c.text) {
		p := newFeePart(part)
		for _, r := range p.fees() {
			r.fee.Method = c.method
			r.fee.Text = capped(c.text, maxText)
			if r.fee.Kind == knowledge.FeeKindAny {
				r.fee.Kind = p.kind
			}
			out = append(out, r)
		}
	}
	return dropSilent(out)
}

// nextPart finds the next price of a cell: " | " or " Phí : 3.500.000".
var nextPart = regexp.MustCompile(`\s\|\s|\s(?:Lệ phí|Phí)\s?:\s[0-9]`)

func feeParts(s string) []string {
	var out []string
	start := 0
	for _, at := range nextPart.FindAllStringIndex(s, -1) {
		if depthAt(s[start:at[0]]) > 0 {
			continue
		}
		out = append(out, s[start:at[0]])
		start = at[0] + 1
		if s[start] == '|' {
			start++
		}
	}
	return append(out, s[start:])
}

// depthAt is the number of parentheses still open at the end of a text.
func depthAt(s string) int {
	return strings.Count(s, "(") - strings.Count(s, ")")
}

// dropSilent keeps the parts that state nothing only if no part states
// anything, and then once.
func dropSilent(list []readFee) []readFee {
	var stated, silent []readFee
	for _, r := range list {
		if r.fee.State == knowledge.FeeNotStated {
			silent = append(silent, r)
		} else {
			stated = append(stated, r)
		}
	}
	if len(stated) > 0 || len(silent) == 0 {
		return stated
	}
	for _, r := range silent {
		if r.fee.Note != "" {
			return []readFee{r}
		}
	}
	return silent[:1]
}

var (
	feeNone  = regexp.MustCompile(`^(?i:Không có thông tin|Không quy định|Không)\s*(?:[.:;]\s*)?(?i:(Miễn|[0-9]|VNĐ|Việt Nam Đồng|Phí|Lệ phí))`)
	feeValue = regexp.MustCompile(`^([0-9][0-9.,]*)?\s*(?i:(VNĐ|VND|Việt Nam Đồng|đồng|USD|EUR|đô la Mỹ))`)
	feeFree  = regexp.MustCompile(`^(?i:Không có thông tin|Miễn phí|Miễn lệ phí)`)
	feeKind  = regexp.MustCompile(`^[-+\s]*(?i:(Lệ phí|Phí|Giá))\s*:`)
	anyMoney = regexp.MustCompile(`(?i)[1-9][0-9.,]*\s*(VNĐ|VND|Việt Nam Đồng|đồng|USD|triệu)`)
)

// feePart is one price of a cell: its figure, the text in parentheses after it
// and the description that follows.
type feePart struct {
	kind     knowledge.FeeKind
	figure   string // "" when the cell names a currency only, or nothing
	currency string
	free     bool // the cell says "Miễn phí"
	note     string
	rest     string
}

func newFeePart(s string) *feePart {
	p := &feePart{}
	s = strings.TrimSpace(s)
	if m := feeNone.FindStringSubmatchIndex(s); m != nil {
		s = s[m[2]:] // an empty time cell ran into the fee
	}
	if m := feeKind.FindStringSubmatchIndex(s); m != nil {
		p.kind = kindOf(s[m[2]:m[3]])
		s = strings.TrimSpace(s[m[1]:])
	}
	if m := feeValue.FindStringSubmatchIndex(s); m != nil {
		if m[2] >= 0 {
			p.figure = s[m[2]:m[3]]
		}
		p.currency = currencyOf(s[m[4]:m[5]])
		s = strings.TrimSpace(s[m[1]:])
	} else if at := feeFree.FindStringIndex(s); at != nil {
		p.free = strings.HasPrefix(vi.Lower(s), "miễn")
		s = strings.TrimSpace(s[at[1]:])
	}
	p.note, p.rest = cutParens(s)
	return p
}

func kindOf(word string) knowledge.FeeKind {
	switch vi.Lower(word) {
	case "phí":
		return knowledge.FeeKindFee
	case "lệ phí":
		return knowledge.FeeKindCharge
	}
	return knowledge.FeeKindAny
}

// cutParens splits "(note)rest"; without a parenthesis at the start everything is rest.
func cutParens(s string) (note, rest string) {
	if !strings.HasPrefix(s, "(") {
		return "", s
	}
	depth := 0
	for i, r := range s {
		switch r {
		case '(':
			depth++
		case ')':
			if depth == 1 && isListMark(s[:i]) {
				continue
			}
			if depth--; depth == 0 {
				return strings.TrimSpace(s[1:i]), strings.TrimSpace(s[i+1:])
			}
		}
	}
	return strings.TrimSpace(s[1:]), ""
}

// isListMark reports whether a closing parenthesis after this text belongs to a
// list mark, "(a)" or " b)", not to the parenthesis open at its start.
func isListMark(s string) bool {
	n := len(s)
	return n >= 2 && (s[n-2] == ' ' || n == 2) && (s[n-1] >= 'a' && s[n-1] <= 'h' || s[n-1] >= '1' && s[n-1] <= '9')
}
