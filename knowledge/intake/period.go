package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"motcua/knowledge"
)

// Wordings of the days between which an amount holds: "từ ngày 01/7/2025",
// "áp dụng đến hết ngày 31/12/2026".
var (
	fromDay = regexp.MustCompile(`(?i)từ\s+(?:kể\s+từ\s+)?(?:ngày\s+)?(\d{1,2})/(\d{1,2})/(\d{4})`)
	lastDay = regexp.MustCompile(`(?i)đến\s+(?:hết\s+)?(?:ngày\s+)?(\d{1,2})/(\d{1,2})/(\d{4})`)
)

// inForce reads the first and the last day an amount holds from the wording
// beside it; what is not stated, or no day of the calendar, is empty.
func inForce(s string) (from, to knowledge.Date) {
	return dayIn(fromDay, s), dayIn(lastDay, s)
}

func dayIn(pattern *regexp.Regexp, s string) knowledge.Date {
	m := pattern.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	var n [3]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1]) // digits only, see the patterns
	}
	day := knowledge.Date(fmt.Sprintf("%04d-%02d-%02d", n[2], n[1], n[0]))
	if _, err := time.Parse(time.DateOnly, string(day)); err != nil {
		return ""
	}
	return day
}
