package intake

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// money is an amount named in a text.
type money struct {
	amount   int64 // đồng, or hundredths of another currency
	currency string
	per      string
	label    string // for which case
	kind     knowledge.FeeKind
	basis    string
}

const leastVND = 1000

// believable reports whether the amount can be stated: the portal's figures
// that lost their thousands stay under 1,000 đồng.
func (m *money) believable() bool {
	if m.currency == knowledge.VND {
		return m.amount >= leastVND && m.amount < 1e12
	}
	return m.amount > 0 && m.amount < 1e9
}

// contradicts reports whether the amount of the text and the figure of the cell
// look like one sum with a digit too many or too few.
func (m *money) contradicts(cell money) bool {
	if m.currency != cell.currency {
		return false
	}
	for _, k := range []int64{10, 100, 1000} {
		if m.amount*k == cell.amount || cell.amount*k == m.amount {
			return true
		}
	}
	return m.currency == knowledge.VND && m.amount >= 100*cell.amount
}

// corrects reports whether one of the amounts is the cell's figure with the
// thousands, or the currency, that it lost.
func corrects(amounts []money, cell *money) bool {
	for i := range amounts {
		m := &amounts[i]
		if m.currency != cell.currency && m.amount == cell.amount*100 || m.currency == cell.currency && (m.amount == cell.amount*1e3 || m.amount == cell.amount*1e6) {
			return true
		}
	}
	return false
}

// sumsTo reports whether the amounts are parts that add up to the cell's figure.
func sumsTo(amounts []money, cell *money) bool {
	var sum int64
	for i := range amounts {
		sum += amounts[i].amount
	}
	return len(amounts) > 1 && sum == cell.amount
}

func (m *money) readFee() readFee {
	fee := knowledge.Fee{
		State: knowledge.FeeAmount, Kind: m.kind, Amount: m.amount, Currency: m.currency,
		Per: m.per, Basis: m.basis,
	}
	return readFee{fee: fee, label: m.label}
}

func currencyOf(word string) string {
	switch vi.Lower(word) {
	case "usd", "đô la mỹ", "đô la", "đôla", "us$":
		return "USD"
	case "eur", "euro":
		return "EUR"
	}
	return knowledge.VND
}

var (
	grouped    = regexp.MustCompile(`^[0-9]{1,3}([.,][0-9]{3})+$`)
	plainDigit = regexp.MustCompile(`^[0-9]+$`)
	decimal    = regexp.MustCompile(`^[0-9]+[.,][0-9]{1,2}$`)
)

// parseMoney reads a figure such as "2.500.000", "20,000" or "12.5".
func parseMoney(figure, currency string) (money, bool) {
	m := money{currency: currency}
	figure = strings.TrimRight(figure, ".,")
	cents := int64(1)
	if currency != knowledge.VND {
		cents = 100
	}
	switch {
	case grouped.MatchString(figure), plainDigit.MatchString(figure):
		n, err := strconv.ParseInt(strings.NewReplacer(".", "", ",", "").Replace(figure), 10, 64)
		if err != nil || n > 1e13 {
			return m, false
		}
		m.amount = n * cents
		return m, true
	case decimal.MatchString(figure) && currency != knowledge.VND:
		x, err := strconv.ParseFloat(strings.Replace(figure, ",", ".", 1), 64)
		if err != nil || x > 1e9 {
			return m, false
		}
		m.amount = int64(x*100 + 0.5)
		return m, true
	}
	return m, false
}

// moneyWord finds amounts: "20.000 đồng", "10 triệu đồng", "145 USD", "230.000/lần".
var moneyWord = regexp.MustCompile(`(?i)([0-9][0-9.,]*)\s*(\([^()]*\)\s*)?(triệu đồng|nghìn đồng|ngàn đồng|triệu|nghìn|ngàn|tỷ|tỉ|đồng|việt nam đồng|vnđ|vnd|đ|usd|đô la mỹ|euro|eur|/)`)

// amountsIn finds the amounts a text names as payable. Thresholds, caps,
// percentages and parts of formulas are no amounts.
func amountsIn(s string) []money {
	var out []money
	end := 0
	for _, at := range moneyWord.FindAllStringSubmatchIndex(s, -1) {
		m, ok := moneyAt(s, at)
		if !ok {
			continue
		}
		m.per = perOf(s[at[6]:])
		m.label, m.kind, m.basis = around(s, end, at[0], at[1])
		end = at[1]
		if !hasMoney(out, &m) {
			out = append(out, m)
		}
	}
	return out
}

func hasMoney(list []money, m *money) bool {
	for i := range list {
		if list[i].amount == m.amount && list[i].currency == m.currency {
			return true
		}
	}
	return false
}

// moneyAt reads one match of moneyWord, or says that it is no payable amount.
func moneyAt(s string, at []int) (money, bool) {
	figure, unit := s[at[2]:at[3]], vi.Lower(s[at[6]:at[7]])
	before, after := s[:at[0]], s[at[1]:]
	next, _ := utf8.DecodeRuneInString(after)
	if unit != "/" && unicode.IsLetter(next) && !strings.HasPrefix(unit, "đồng") {
		return money{}, false
	}
	if unit == "/" && (!grouped.MatchString(figure) || !unicode.IsLetter(next)) {
		return money{}, false
	}
	if notPayable(before, after) {
		return money{}, false
	}
	switch unit {
	case "triệu", "triệu đồng":
		return scaled(figure, 1e6)
	case "nghìn", "ngàn", "nghìn đồng", "ngàn đồng":
		return scaled(figure, 1e3)
	case "tỷ", "tỉ":
		return money{}, false
	}
	m, ok := parseMoney(figure, currencyOf(unit))
	return m, ok && m.amount > 0
}

// scaled reads "10 triệu", "1,5 triệu", "30 nghìn".
func scaled(figure string, by float64) (money, bool) {
	x, err := strconv.ParseFloat(strings.Replace(strings.TrimRight(figure, ".,"), ",", ".", 1), 64)
	if err != nil || x <= 0 || x > 1e5 || grouped.MatchString(figure) {
		return money{}, false
	}
	return money{amount: int64(x*by + 0.5), currency: knowledge.VND}, true
}

var (
	threshold = regexp.MustCompile(`(?i)(dưới|trên|từ|đến|đến hết|lên|vượt|vượt quá|quá|hơn|không dưới|tối thiểu|tối đa|ít nhất|giá trị|trị giá|vốn điều lệ|thu nhập|mức đầu tư|% của|% mức|\bx|×|đồng\s*\+)\s*(là|không dưới|không quá)?\s*$`)
	thenTo    = regexp.MustCompile(`(?i)^\s*(đồng|đ)?\s*(trở lên|trở xuống|đến dưới|x\s*số|\+\s*\()`)
)

// notPayable reports whether the words around a figure make it a threshold, a
// cap or a part of a formula.
func notPayable(before, after string) bool {
	tail := before
	if len(tail) > 60 {
		tail = tail[len(tail)-60:]
	}
	return threshold.MatchString(tail) || thenTo.MatchString(after)
}

// perWord reads what an amount pays for: "/hồ sơ", "đồng/01 lần cấp".
var perWord = regexp.MustCompile(`(?i)^\(?\s*(?:triệu|nghìn|ngàn)?\s*(?:việt nam đồng|đồng|đông|vnđ|vnd|đ|usd)?\s*/\s*(?:0?1\s+)?([^.,;:()+/0-9]{2,40})`)

// perOf is the thing after a slash at the start of a text, at most four words.
func perOf(s string) string {
	m := perWord.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	words := strings.Fields(m[1])
	for i, w := range words {
		if i == 4 || containsAny(vi.Lower(w), "theo", "đối", "kể", "trường", "áp", "miễn", "từ") || w == "-" {
			words = words[:i]
			break
		}
	}
	return strings.Join(words, " ")
}
