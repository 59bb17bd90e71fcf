package eval

import "fmt"

// Drop is a figure that became worse than the baseline allows.
type Drop struct {
	Measure string  `json:"measure"`
	Was     float64 `json:"was"`
	Now     float64 `json:"now"`
}

func (d Drop) String() string {
	return fmt.Sprintf("%s: was %.3f, is %.3f", d.Measure, d.Was, d.Now)
}

// slack is how much a figure may fall before it counts: less than one question
// in two hundred.
const slack = 0.005

// Compare lists the figures of now that are worse than those of base.
func Compare(base, now *Result) []Drop {
	var drops []Drop
	check := func(name string, was, is Share, lowIsGood bool) {
		worse := was.Value-is.Value > slack
		if lowIsGood {
			worse = is.Value-was.Value > slack
		}
		if was.N > 0 && worse {
			drops = append(drops, Drop{Measure: name, Was: was.Value, Now: is.Value})
		}
	}
	check("r_at_1", base.All.At1, now.All.At1, false)
	check("r_at_3", base.All.At3, now.All.At3, false)
	check("mrr", base.All.MRR, now.All.MRR, false)
	was, is := base.measures(), now.measures()
	for i := range was {
		check(was[i].key, was[i].share, is[i].share, was[i].lowIsGood)
	}
	return drops
}
