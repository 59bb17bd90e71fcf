package knowledge

import (
	"time"
)

// Date is a calendar day as YYYY-MM-DD, or a month as YYYY-MM where the day is
// not known. Empty means not stated.
type Date string

// Validate reports whether the date is empty, a day or a month.
func (d Date) Validate() error {
	if d == "" {
		return nil
	}
	if _, err := d.Time(); err != nil {
		return invalidf("date %q", string(d))
	}
	return nil
}

// Time is the first instant of the day or month in UTC.
func (d Date) Time() (time.Time, error) {
	if len(d) == len("2006-01") {
		return time.Parse("2006-01", string(d))
	}
	return time.Parse(time.DateOnly, string(d))
}

// Vietnamese writes the date as residents read it: "02/9/2026" or "tháng 7/2026".
func (d Date) Vietnamese() string {
	t, err := d.Time()
	if err != nil || d == "" {
		return ""
	}
	if len(d) == len("2006-01") {
		return "tháng " + t.Format("1/2006")
	}
	return t.Format("02/1/2006")
}
