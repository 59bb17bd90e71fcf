package intake

import (
	"regexp"
	"strconv"
	"strings"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

var (
	// bareTime is a whole cell: "5 Ngày làm việc", "Không quá 03 ngày", "0.5 Giờ".
	bareTime = regexp.MustCompile(`^(?i:(không quá|tối đa|trong thời hạn|trong vòng|trong)\s+)?` + timeNumber + `\s*` + timeUnit + `[.;]?$`)
	// timeMention is a time inside of running text.
	timeMention = regexp.MustCompile(timeNumber + `\s*(?:\([^()]{1,20}\)\s*)?` + timeUnit)
	bareNumber  = regexp.MustCompile(`^` + timeNumber + `(\s*-\s*` + timeNumber + `)?$`)
	moneyCell   = regexp.MustCompile(`(?i)^[0-9][0-9.,]*\s*(VNĐ|đồng|Việt Nam Đồng|USD)`)
	namesUnit   = regexp.MustCompile(`(?i)[0-9]\s*(\([^()]*\)\s*)?(ngày|giờ|tháng|năm|phút)|trong ngày làm việc`)
	datePart    = regexp.MustCompile(`(?i)(ngày|tháng)\s*$`)
)

const (
	timeNumber = `([0-9]{1,4}(?:[.,][0-9]{1,2})?)`
	timeUnit   = `(?i:(ngày làm việc|ngày|giờ|phút|tháng|năm))`
)

// times reads the duration lines: one method each, a number and a unit, or
// running text that names several times for several cases.
func times(cell string, cases *caseList, f *findings) []knowledge.ProcessingTime {
	var out []knowledge.ProcessingTime
	for _, l := range lines(cell) {
		method, body, ok := cutMethod(l)
		if !ok {
			body = afterName(l)
		}
		found := timesOf(body, cases)
		for _, t := range found {
			t.Method = method
			if !hasTime(out, &t) {
				out = append(out, t)
			}
		}
		named := namesUnit.MatchString(body)
		if named {
			f.coverage.Times.count(len(found) > 0)
		}
		switch {
		case len(found) > 0 || notStated(body):
		case moneyCell.MatchString(body), grouped.MatchString(body):
			f.add(DoubtFusedCells, "duration", l)
		case bareNumber.MatchString(body):
			f.add(DoubtNoUnit, "duration", l)
		default:
			f.add(DoubtUnparsed, "duration", l)
		}
	}
	return out
}

// afterName takes the name of the procedure off a line that names no method:
// "Đăng ký tạm trú: 3 ngày làm việc".
func afterName(l string) string {
	if i := strings.LastIndex(l, ": "); i >= 0 && bareTime.MatchString(l[i+2:]) {
		return l[i+2:]
	}
	if i := strings.LastIndex(l, ":"); i >= 0 && bareNumber.MatchString(strings.TrimSpace(l[i+1:])) {
		return strings.TrimSpace(l[i+1:])
	}
	return l
}

func hasTime(list []knowledge.ProcessingTime, t *knowledge.ProcessingTime) bool {
	for i := range list {
		have := &list[i]
		if have.Number == t.Number && have.Unit == t.Unit && have.Method == t.Method && have.Case == t.Case {
			return true
		}
	}
	return false
}

// timesOf reads one duration cell.
func timesOf(body string, cases *caseList) []knowledge.ProcessingTime {
	if m := bareTime.FindStringSubmatch(body); m != nil {
		t, ok := newTime(m[2], m[3])
		if !ok {
			return nil
		}
		t.AtMost = m[1] != ""
		if t.AtMost {
			t.Text = body
		}
		return []knowledge.ProcessingTime{t}
	}
	if moneyCell.MatchString(body) {
		return nil
	}
	return timesInText(body, cases)
}

// newTime makes a time of a number and a unit as written.
func newTime(number, unit string) (knowledge.ProcessingTime, bool) {
	n, err := strconv.ParseFloat(strings.Replace(number, ",", ".", 1), 64)
	t := knowledge.ProcessingTime{Number: n}
	switch vi.Lower(unit) {
	case "ngày làm việc":
		t.Unit = knowledge.UnitWorkingDay
	case "ngày":
		t.Unit = knowledge.UnitDay
	case "giờ":
		t.Unit = knowledge.UnitHour
	case "phút":
		t.Unit = knowledge.UnitMinute
	case "tháng":
		t.Unit = knowledge.UnitMonth
	case "năm":
		t.Unit = knowledge.UnitYear
	}
	return t, err == nil && t.Validate() == nil
}

// timesInText reads running text clause by clause. A clause that lengthens the
// time for some places becomes a note of the time before it.
func timesInText(body string, cases *caseList) []knowledge.ProcessingTime {
	var out []knowledge.ProcessingTime
	clauses := timeClauses(body)
	several := countBases(clauses) > 1
	for i := range clauses {
		c := &clauses[i]
		t := c.time
		t.Text = capped(body, maxText)
		if !c.longer {
			if several || c.named {
				t.Case = cases.id(c.condition())
			}
			out = append(out, t)
			continue
		}
		if n := len(out) - 1; n >= 0 && out[n].Note == "" {
			out[n].Note = capped(longerNote(c), 300)
		}
	}
	return out
}

func countBases(cs []timeClause) int {
	n := 0
	for i := range cs {
		if !cs[i].longer {
			n++
		}
	}
	return n
}

// longerNote words the clause that lengthens a time.
func longerNote(c *timeClause) string {
	words := strings.Fields(trimBullet(c.before))
	return strings.Join(words, " ") + " " + c.text
}

// timeClause is one time of a running text with the words around it.
type timeClause struct {
	before, after string
	text          string // number and unit as written
	time          knowledge.ProcessingTime
	longer        bool // adds to the time before it
	named         bool // says for whom or what it holds
}

var (
	clauseEnd = regexp.MustCompile(`[.;:]\s+|[.;]$|\s[-+]\s|(^|\s)[a-zđ]\)\s|\s(?:Đối với các xã)|,\s+tại các xã`)
	sameDay   = regexp.MustCompile(`(?i)(?:trong|ngay trong)\s+ngày làm việc`)
	aside     = regexp.MustCompile(`\((?:trong đó|không tính|không bao gồm)[^()]*\)`)
)

// timeClauses finds the times of a text and the clause each stands in.
func timeClauses(body string) []timeClause {
	body = aside.ReplaceAllString(body, "")
	var out []timeClause
	for _, c := range cutClauses(body) {
		at := firstMention(c)
		if at == nil {
			if i := sameDay.FindStringIndex(c); i != nil && len(out) == 0 {
				t := knowledge.ProcessingTime{Number: 1, Unit: knowledge.UnitWorkingDay, SameDay: true}
				out = append(out, timeClause{time: t})
			}
			continue
		}
		t, ok := newTime(c[at[2]:at[3]], c[at[4]:at[5]])
		if !ok {
			continue
		}
		before, after := c[:at[0]], c[at[1]:]
		low := vi.Lower(before)
		t.AtMost = containsAny(low, "không quá", "tối đa", "không vượt quá")
		longer := containsAny(low, "tăng thêm", "cộng thêm", "kéo dài thêm")
		named := containsAny(low, "trường hợp", "đối với") || containsAny(vi.Lower(after), "đối với", "trường hợp")
		out = append(out, timeClause{before: before, after: after, text: c[at[0]:at[1]], time: t, longer: longer, named: named})
	}
	return out
}

// cutClauses cuts a text at the ends of sentences and list items.
func cutClauses(body string) []string {
	var out []string
	start := 0
	for _, at := range clauseEnd.FindAllStringIndex(body, -1) {
		if c := strings.TrimSpace(body[start:at[0]]); c != "" {
			out = append(out, c)
		}
		start = at[0]
		if c := body[at[0]]; c == '.' || c == ';' || c == ':' || c == ',' {
			start++
		}
	}
	return append(out, strings.TrimSpace(body[start:]))
}

// firstMention finds the first time of a clause that is not part of a date or of an hour of the day.
func firstMention(c string) []int {
	for _, at := range timeMention.FindAllStringSubmatchIndex(c, -1) {
		before := c[:at[0]]
		unit := vi.Lower(c[at[4]:at[5]])
		low := strings.TrimRight(vi.Lower(before), " ")
		if unit == "giờ" && (strings.HasSuffix(low, "sau") || strings.HasSuffix(low, "trước") || strings.HasSuffix(low, "lúc")) {
			continue
		}
		if datePart.MatchString(before) || strings.HasSuffix(before, "/") {
			continue
		}
		return at
	}
	return nil
}

// timeWords are the words of a clause that belong to the time, not to its condition.
var timeWords = regexp.MustCompile(`(?i)(thì |được |thực hiện )*(thời gian thực hiện được tăng thêm|thời gian thực hiện)?\s*(là )?(không quá|tối đa|trong thời hạn|trong vòng)\s*$`)

// condition is what the clause says about when its time holds.
func (c *timeClause) condition() string {
	before := strings.TrimSpace(timeWords.ReplaceAllString(trimBullet(c.before), ""))
	before = strings.TrimSuffix(strings.TrimSuffix(before, " thì"), " là")
	after := trimBullet(c.after)
	after, _, _ = strings.Cut(after, " so với ")
	if i := strings.Index(after, "kể từ"); i >= 0 {
		after = after[:i]
	}
	for _, word := range []string{"đối với ", "Đối với ", "tại "} {
		after = strings.TrimPrefix(after, word)
		before = strings.TrimPrefix(before, word)
	}
	return strings.TrimSpace(before + " " + after)
}
