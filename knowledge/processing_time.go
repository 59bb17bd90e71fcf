package knowledge

// TimeUnit is the unit of a processing time.
type TimeUnit string

const (
	UnitWorkingDay TimeUnit = "working_day" // ngày làm việc
	UnitDay        TimeUnit = "day"         // ngày
	UnitHour       TimeUnit = "hour"        // giờ
	UnitMinute     TimeUnit = "minute"      // phút
	UnitMonth      TimeUnit = "month"       // tháng
	UnitYear       TimeUnit = "year"        // năm
)

// ProcessingTime is how long the agency may take (thời hạn giải quyết), for one
// method and one case, counted from a complete dossier.
type ProcessingTime struct {
	Number  float64  `json:"number"`
	Unit    TimeUnit `json:"unit"`
	AtMost  bool     `json:"at_most,omitempty"`  // "không quá"
	SameDay bool     `json:"same_day,omitempty"` // "trong ngày làm việc": Number is 1, Unit working_day
	Method  Method   `json:"method,omitempty"`
	Case    string   `json:"case,omitempty"`
	Note    string   `json:"note,omitempty"`
	Text    string   `json:"text,omitempty"` // the text it was read from
}

// Validate reports whether number and unit are possible.
func (t *ProcessingTime) Validate() error {
	if err := t.Method.Validate(); err != nil {
		return err
	}
	switch t.Unit {
	case UnitWorkingDay, UnitDay, UnitHour, UnitMinute, UnitMonth, UnitYear:
	default:
		return invalidf("time unit %q", string(t.Unit))
	}
	if t.Number <= 0 || t.Number > 1500 {
		return invalidf("time of %g %s", t.Number, t.Unit)
	}
	return nil
}
