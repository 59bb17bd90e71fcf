package intake

import (
	"motcua/knowledge"
)

// fees reads the fee lines. A line that names no method continues the cell
// before it.
func fees(cell string, cases *caseList, f *findings) []knowledge.Fee {
	var read []readFee
	for _, c := range feeCells(cell) {
		found := c.read()
		f.countFee(&c, found)
		for i := range found {
			if fee := &found[i].fee; fee.State == knowledge.FeeDoubtful {
				kind := DoubtSmallAmount
				if fee.Amount >= leastVND {
					kind = DoubtAmount
				}
				f.add(kind, "fee", c.text)
			}
			if !hasFee(read, &found[i]) {
				read = append(read, found[i])
			}
		}
	}
	distinct := make(map[int64]bool)
	for i := range read {
		if read[i].fee.State == knowledge.FeeAmount {
			distinct[read[i].fee.Amount] = true
		}
	}
	out := make([]knowledge.Fee, 0, len(read))
	for i := range read {
		r := &read[i]
		r.fee.ValidFrom, r.fee.ValidTo = inForce(r.label + " " + r.fee.Note)
		if r.fee.State == knowledge.FeeAmount && r.label != "" {
			if len(distinct) > 1 {
				r.fee.Case = cases.id(r.label)
			} else if r.fee.Note == "" {
				r.fee.Note = capped(r.label, 200)
			}
		}
		out = append(out, r.fee)
	}
	return out
}

// countFee counts a fee cell and records the doubt that belongs to it.
func (f *findings) countFee(c *feeCell, found []readFee) {
	amount, stated := false, false
	for i := range found {
		switch found[i].fee.State {
		case knowledge.FeeAmount:
			amount, stated = true, true
		case knowledge.FeeFree, knowledge.FeeDoubtful:
			stated = true
		case knowledge.FeeNotStated:
			stated = stated || found[i].known
			if found[i].zero {
				f.add(DoubtZeroFee, "fee", c.text)
			}
		}
	}
	f.coverage.Fees.count(stated)
	if anyMoney.MatchString(c.text) {
		f.coverage.Amounts.count(amount)
		if !stated {
			f.add(DoubtUnparsed, "fee", c.text)
		}
	}
}

// readFee is a fee with the words that say for which case it is paid.
type readFee struct {
	fee   knowledge.Fee
	label string
	zero  bool // "Miễn phí" or 0 đồng without a reason
	known bool // nothing stated, and the text says as much
}

func hasFee(list []readFee, r *readFee) bool {
	for i := range list {
		a, b := &list[i].fee, &r.fee
		if a.Method == b.Method && a.State == b.State && a.Amount == b.Amount && a.Currency == b.Currency &&
			a.Kind == b.Kind && list[i].label == r.label {
			return true
		}
	}
	return false
}

// fees says what the part supports: the amounts, or why there is none.
func (p *feePart) fees() []readFee {
	amounts := p.amounts()
	cell, hasFigure := parseMoney(p.figure, p.currency)
	var out []readFee
	switch {
	case !hasFigure || cell.amount == 0:
		out = asFees(amounts)
	case cell.believable() && sumsTo(amounts, &cell):
		out = p.withFigure(cell, nil)
	case cell.believable():
		out = p.withFigure(cell, amounts)
	default:
		out = asFees(amounts)
		if !corrects(amounts, &cell) {
			out = append(out, readFee{fee: knowledge.Fee{State: knowledge.FeeDoubtful, Amount: cell.amount, Currency: cell.currency}})
		}
	}
	if len(out) == 0 {
		return []readFee{p.silent()}
	}
	note := exemptNote(p.note + " " + p.rest)
	for i := range out {
		if out[i].fee.Note == "" && out[i].fee.State == knowledge.FeeAmount {
			out[i].fee.Note = note
		}
	}
	return out
}

// withFigure combines a believable figure of the cell with the amounts of its text.
func (p *feePart) withFigure(cell money, amounts []money) []readFee {
	var out []readFee
	seen := false
	for _, m := range amounts {
		if m.amount == cell.amount && m.currency == cell.currency {
			seen = true
		}
	}
	if !seen {
		if len(amounts) > 0 && amounts[0].contradicts(cell) {
			doubt := knowledge.Fee{State: knowledge.FeeDoubtful, Amount: cell.amount, Currency: cell.currency}
			return []readFee{{fee: doubt}}
		}
		cell.per, cell.label = perOf(p.note), ""
		if len(amounts) == 0 && cell.per == "" {
			cell.label = plainLabel(p.note)
		}
		cell.kind = kindIn(p.note)
		out = append(out, cell.readFee())
	}
	return append(out, asFees(amounts)...)
}

func asFees(amounts []money) []readFee {
	out := make([]readFee, 0, len(amounts))
	for i := range amounts {
		if amounts[i].believable() {
			out = append(out, amounts[i].readFee())
		}
	}
	return out
}
