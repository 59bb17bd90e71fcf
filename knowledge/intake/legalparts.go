package intake

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"motcua/knowledge"
)

// typeOf is the type of the entry's document: what the number says, made more
// exact by the title.
func (e *legalEntry) typeOf(number string, all []lawNumber) string {
	byTitle := typeAtStart(e.title)
	if byTitle == "" && e.code != nil {
		byTitle = e.code.typeName
	}
	for i := 0; byTitle == "" && i < len(all); i++ {
		if all[i].text == number {
			byTitle = all[i].typeName
		}
	}
	byNumber := typeOfNumber(number)
	switch byNumber {
	case "":
		return byTitle
	case "Luật":
		if byTitle == "Bộ luật" || byTitle == "Nghị quyết" || byTitle == "Hiến pháp" {
			return byTitle
		}
	case "Pháp lệnh":
		if byTitle == "Nghị quyết" {
			return byTitle
		}
	case "Thông tư":
		if byTitle == "Thông tư liên tịch" {
			return byTitle
		}
	}
	return byNumber
}

// date is the day stated right after the document's own number in the title.
func (e *legalEntry) date(number string) knowledge.Date {
	ns := lawNumbers(e.title)
	if e.head == nil {
		if m := titleDate.FindStringIndex(e.title); m != nil && len(ns) == 0 {
			return dateIn(e.title[m[1]-len("ngày "):])
		}
		return ""
	}
	if number == "" || len(ns) == 0 || !strings.HasPrefix(number, e.head.base()) {
		return ""
	}
	return dateIn(e.title[ns[0].end:])
}

// titleDate finds the day of a short title without a number: "Luật Đất đai ngày ".
var titleDate = regexp.MustCompile(`^(?:Luật|Bộ luật|Nghị định|Thông tư|Quyết định|Pháp lệnh)[^0-9,;.]{0,60}\sngày `)

// dateIn reads "ngày 26/01/2026" at the start of a text.
func dateIn(s string) knowledge.Date {
	m := signed.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	t, err := time.Parse("2-1-2006", fmt.Sprintf("%s-%s-%s", strings.TrimLeft(m[1], "0"), strings.TrimLeft(m[2], "0"), m[3]))
	if err != nil {
		return ""
	}
	return knowledge.Date(t.Format(time.DateOnly))
}

// cleanTitle is the title without its own number and the brackets of the portal.
func (e *legalEntry) cleanTitle(number string) string {
	t := strings.Trim(e.title, " -–:;,")
	if t == number || t == "số" {
		return ""
	}
	return capped(t, maxText)
}
