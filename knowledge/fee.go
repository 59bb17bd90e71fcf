package knowledge

// FeeState says what is known about a fee.
type FeeState string

const (
	FeeAmount    FeeState = "amount"     // Amount and Currency hold
	FeeFree      FeeState = "free"       // free by law: the text names the exemption
	FeeNotStated FeeState = "not_stated" // the source has no usable figure
	FeeDoubtful  FeeState = "doubtful"   // a figure was read that cannot be right: never said, shown to staff
)

// FeeKind tells the two kinds of payment of the fees and charges law apart.
type FeeKind string

const (
	FeeKindFee    FeeKind = "fee"    // phí
	FeeKindCharge FeeKind = "charge" // lệ phí
	FeeKindAny    FeeKind = ""       // not told apart by the source
)

// VND is the currency of almost all amounts; its unit is one đồng.
const VND = "VND"

// Fee is a phí or lệ phí payable when the dossier is handed in, for one method
// and one case. Amount is in whole units of Currency (đồng for [VND]) or in
// hundredths for other currencies (cents).
type Fee struct {
	State    FeeState `json:"state"`
	Kind     FeeKind  `json:"kind,omitempty"`
	Amount   int64    `json:"amount,omitempty"`
	Currency string   `json:"currency,omitempty"` // ISO 4217
	Per      string   `json:"per,omitempty"`      // "một bản", "một lần": what one amount pays for
	Method   Method   `json:"method,omitempty"`
	Case     string   `json:"case,omitempty"`
	Note     string   `json:"note,omitempty"`  // in our words: who is exempt, who sets the amount
	Basis    string   `json:"basis,omitempty"` // number of the document that sets or waives it
	Text     string   `json:"text,omitempty"`  // the text it was read from

	ValidFrom Date `json:"valid_from,omitempty"` // first day the amount holds
	ValidTo   Date `json:"valid_to,omitempty"`   // last day the amount holds
}

// Holds reports whether the amount is in force on a day (YYYY-MM-DD); an empty
// day asks nothing.
func (f *Fee) Holds(day Date) bool {
	return day == "" || (f.ValidFrom == "" || f.ValidFrom <= day) && (f.ValidTo == "" || day <= f.ValidTo)
}

// minAmount is the least amount of đồng that is believed: the portal's rows
// that lost their thousands stay below it.
const minAmount = 1000

// Validate reports whether state, amount and currency agree.
func (f *Fee) Validate() error {
	if err := f.Method.Validate(); err != nil {
		return err
	}
	for _, d := range []Date{f.ValidFrom, f.ValidTo} {
		if err := d.Validate(); err != nil {
			return err
		}
	}
	switch f.State {
	case FeeAmount:
		if f.Amount <= 0 || f.Currency == "" {
			return invalidf("amount %d %q", f.Amount, f.Currency)
		}
		if f.Currency == VND && f.Amount < minAmount {
			return invalidf("amount %d đồng is doubtful and must not be stated", f.Amount)
		}
	case FeeFree:
		if f.Text == "" && f.Basis == "" {
			return invalidf("free without a basis")
		}
	case FeeNotStated, FeeDoubtful:
	default:
		return invalidf("fee state %q", string(f.State))
	}
	return nil
}
