package intake

import (
	"regexp"
	"strconv"
	"strings"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// dossierHead is the head of the portal's table of papers; a group's title
// stands right before it.
const dossierHead = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"

// maxPaper is the length in runes at which the name of a paper is cut; the
// whole line stays in Text.
const maxPaper = 400

// dossier reads the papers: one item for each line that closes with a count,
// below the group headers that stand between them. Other lines are remarks.
func dossier(row *portalRow, f *findings) []knowledge.DossierItem {
	var out []knowledge.DossierItem
	d := dossierReader{titles: strings.ReplaceAll(oneLine(row.Raw.Dossier), " ", "")}
	for _, l := range lines(row.Dossier) {
		if notStated(l) {
			continue
		}
		text, counts := cutCounts(l)
		item, ok := d.line(l, text, &counts)
		if counts.found {
			f.coverage.Dossier.count(ok)
		}
		if counts.unclear {
			f.add(DoubtCount, "dossier", l)
		}
		if ok {
			out = append(out, item)
		}
	}
	return out
}

// dossierReader knows the group the next papers belong to.
type dossierReader struct {
	titles string // page text of the papers without blanks; "" when not there
	group  string
	steps  bool // the course of the procedure ran into the papers
}

// line reads one line: an item, or the title of a group, or a remark.
func (d *dossierReader) line(l, text string, counts *paperCounts) (item knowledge.DossierItem, ok bool) {
	zero := counts.copies == nil && counts.originals != nil && *counts.originals == 0
	named := counts.found && !zero && startsPaper(text)
	if strings.HasSuffix(text, " gồm") || strings.HasSuffix(text, ":") && !named || !counts.found && d.isTitle(l) {
		d.group = groupName(text)
		return item, false
	}
	if !counts.found {
		d.steps = d.steps || strings.HasPrefix(text, "Bước ")
		if d.titles == "" || d.steps || !startsUpper(trimBullet(text)) || !startsPaper(text) {
			return item, false
		}
	}
	text, file := cutFile(text)
	p := readPaper(text, zero)
	if p.none {
		if zero && strings.HasPrefix(vi.Lower(trimBullet(text)), "đối với") {
			d.group = groupName(text)
		}
		return item, false
	}
	item = newItem(&p, file, counts)
	if strings.HasPrefix(p.name, "mẫu quy định") && startsPaper(d.group) {
		item.Name = capped(d.group, maxPaper) // the line names a form only, its title the paper
	}
	if item.Name == "" {
		return item, false
	}
	item.Group = d.group
	item.Show = showGroup(d.group) || strings.HasPrefix(vi.Lower(trimBullet(text)), "xuất trình")
	if item.Name != l {
		item.Text = capped(l, maxText)
	}
	return item, true
}

// newItem makes an item of a paper, the file beside it and its counts.
func newItem(p *paper, file string, counts *paperCounts) knowledge.DossierItem {
	item := knowledge.DossierItem{
		Form:      formNumber(p.name),
		Originals: counts.originals,
		Copies:    counts.copies,
		Certified: asksCertified(p.when + " " + p.name),
		Note:      p.when,
	}
	if item.Form == "" {
		item.Form = formNumber(file)
	}
	item.Name = paperName(p.name, item.Form)
	if item.Name == "" {
		item.Name = trimBullet(file)
	}
	return item
}

// paperName is the name of a paper without the number of its form before it,
// closing punctuation and the remark on where its form stands.
func paperName(text, form string) string {
	name := strings.TrimRight(trimBullet(text), " ;.,:")
	if form == "" {
		return capped(name, maxPaper)
	}
	if rest, ok := strings.CutPrefix(name, form); ok {
		if rest = trimBullet(strings.TrimLeft(rest, " .:-–)")); rest != "" && startsUpper(rest) {
			name = rest
		}
	}
	if !strings.HasSuffix(name, ")") && !containsAny(name, " - ", " – ") {
		return capped(name, maxPaper)
	}
	if at := formRemark.FindStringIndex(name); len(at) == 2 && at[0] > 0 {
		name = strings.TrimRight(name[:at[0]], " ;.,:-–")
	}
	return capped(name, maxPaper)
}

var (
	// certifiedCopy finds a certified copy asked for or accepted, in lower case.
	certifiedCopy = regexp.MustCompile(`bản sao[^.;,()]{0,30}?(chứng thực|công chứng)|sao y[^.;,()]{0,15}(chứng thực|công chứng)|bản (chụp|phô ?tô|photo)[^.;,()]{0,20}(chứng thực|công chứng)`)
	// formRemark is a closing "(Mẫu CT01 ban hành kèm theo Thông tư ...)".
	formRemark = regexp.MustCompile(`\s*\((?i:theo |ban hành |quy định )*(?i:mẫu|phụ lục|biểu)[^()]*(\([^()]*\)[^()]*)*\)$|\s[-–]\s(?i:theo )?(?i:mẫu|phụ lục|biểu) .*$`)
)

func asksCertified(s string) bool {
	return containsAny(s, "hứng thực", "ông chứng", "HỨNG THỰC", "ÔNG CHỨNG") && certifiedCopy.MatchString(vi.Lower(s))
}

func showGroup(group string) bool {
	low := vi.Lower(group)
	return strings.Contains(low, "xuất trình") && !strings.Contains(low, "nộp")
}

// isTitle reports whether a line without a count is the title of a group: in
// brackets, or right before the head of a table on the page.
func (d *dossierReader) isTitle(l string) bool {
	if strings.HasPrefix(l, "[") || l == ":" {
		return true
	}
	return d.titles != "" && strings.Contains(d.titles, strings.ReplaceAll(l+dossierHead, " ", ""))
}

func groupName(l string) string {
	return capped(strings.TrimRight(trimBullet(strings.Trim(l, "[]")), " :;.,"), 300)
}

// paperCounts are the numbers of originals and copies of a line.
type paperCounts struct {
	found             bool
	unclear           bool // a number ran into the text and could not be told apart
	originals, copies *int
}

var (
	countTail  = regexp.MustCompile(`^\(\s*([0-9]+) bản chính(?:\s*,\s*([0-9]+) bản sao)?\s*\)$`)
	copiesTail = regexp.MustCompile(`^\(\s*([0-9]+) bản sao\s*\)$`)
	bothTail   = regexp.MustCompile(`^\(\s*Bản chính\s*:\s*([0-9]+)\s*[,;]?\s*Bản sao\s*:\s*([0-9]+)\s*\)$`)
	numberWord = regexp.MustCompile(`(?i)(số|mẫu|lục|điều|khoản|điểm|biểu|[/.\-])\s*$`)
)

// cutCounts takes the counts in the closing parenthesis off a line.
func cutCounts(l string) (text string, c paperCounts) {
	open := strings.LastIndexByte(l, '(')
	if open < 0 || !strings.HasSuffix(l, ")") {
		return l, c
	}
	tail := l[open:]
	text = strings.TrimSpace(l[:open])
	var lost string
	if m := bothTail.FindStringSubmatch(tail); m != nil {
		c.originals, _ = paperCount(m[1])
		c.copies, _ = paperCount(m[2])
	} else if m := copiesTail.FindStringSubmatch(tail); m != nil {
		c.copies, lost = c.fused(text, m[1])
	} else if m := countTail.FindStringSubmatch(tail); m != nil {
		c.originals, lost = c.fused(text, m[1])
		c.copies, _ = paperCount(m[2])
	} else {
		return l, c
	}
	c.found = true
	return text + lost, c
}

// fused reads a count whose digits may have run together with the end of the
// name: "Mẫu số 03" and "1 bản chính" became "(031 bản chính)". The portal's
// counts have one digit, so what stands before the last digit is the name's.
func (c *paperCounts) fused(name, digits string) (count *int, lost string) {
	last := digits[len(digits)-1:]
	switch {
	case len(digits) == 1, len(digits) == 2 && digits[0] == '0':
		count, _ = paperCount(digits)
		return count, ""
	case len(digits) == 2 && !numberWord.MatchString(name):
		c.unclear = true
		return nil, ""
	}
	count, _ = paperCount(last)
	return count, digits[:len(digits)-1]
}

func paperCount(digits string) (*int, bool) {
	n, err := strconv.Atoi(digits)
	if err != nil || n > 100 {
		return nil, false
	}
	return &n, true
}
