package eval

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"motcua/assistant"
)

// RiskRow says what answering every question from a threshold on would do.
type RiskRow struct {
	Threshold float64 `json:"threshold"`
	Coverage  float64 `json:"coverage"` // share of first turns whose first candidate reaches it
	Precision float64 `json:"precision"`
	Wrong     float64 `json:"wrong"` // wrong first candidates that reach it, as a share of all
}

// RiskTable is the risk-coverage curve over first turns that are labelled with
// a procedure or as unknown (El-Yaniv and Wiener, "On the Foundations of
// Noise-free Selective Classification", 2010). The thresholds of the policy are
// read off it.
func RiskTable(judged []Judgement) []RiskRow {
	type point struct {
		score float64
		right bool
	}
	var points []point
	total := 0
	for i := range judged {
		j := &judged[i]
		unknown := j.Want.Outcome == assistant.Unknown && len(j.Want.Codes) == 0
		if j.Turn > 0 || !j.Scored && !unknown {
			continue
		}
		total++
		if len(j.Top) > 0 {
			points = append(points, point{j.Top[0].Score, j.Rank == 1})
		}
	}
	if total == 0 {
		return nil
	}
	slices.SortFunc(points, func(a, b point) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	var rows []RiskRow
	for t := 95; t >= 10; t -= 5 {
		threshold := float64(t) / 100
		n, right := 0, 0
		for _, p := range points {
			if p.score < threshold {
				break
			}
			n++
			if p.right {
				right++
			}
		}
		row := RiskRow{Threshold: threshold, Coverage: float64(n) / float64(total), Wrong: float64(n-right) / float64(total)}
		if n > 0 {
			row.Precision = float64(right) / float64(n)
		}
		rows = append(rows, row)
	}
	return rows
}

// Reliability is one bin of the reliability table: how often candidates with
// about this score are right.
type Reliability struct {
	Low, High float64
	N         int
	Mean      float64 // mean score of the bin
	Right     float64
}

// ReliabilityTable bins first candidates by score; the second result is the
// expected calibration error (Naeini et al., 2015): the mean distance between
// score and frequency, weighted by bin size.
func ReliabilityTable(judged []Judgement) ([]Reliability, float64) {
	const bins = 10
	table := make([]Reliability, bins)
	total := 0
	for i := range table {
		table[i].Low, table[i].High = float64(i)/bins, float64(i+1)/bins
	}
	for i := range judged {
		j := &judged[i]
		unknown := j.Want.Outcome == assistant.Unknown && len(j.Want.Codes) == 0
		if j.Turn > 0 || len(j.Top) == 0 || !j.Scored && !unknown {
			continue
		}
		b := &table[min(bins-1, int(j.Top[0].Score*bins))]
		b.N++
		b.Mean += j.Top[0].Score
		b.Right += yes(j.Rank == 1)
		total++
	}
	var ece float64
	for i := range table {
		b := &table[i]
		if b.N == 0 {
			continue
		}
		b.Mean /= float64(b.N)
		b.Right /= float64(b.N)
		ece += float64(b.N) / float64(total) * abs(b.Mean-b.Right)
	}
	return table, ece
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

// WriteRisk prints the risk-coverage and reliability tables.
func (r *Result) WriteRisk(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	fmt.Fprintf(tw, "answer from\tcoverage\tprecision\twrong of all\n")
	for _, row := range RiskTable(r.Judged) {
		fmt.Fprintf(tw, "%.2f\t%.3f\t%.3f\t%.3f\n", row.Threshold, row.Coverage, row.Precision, row.Wrong)
	}
	table, ece := ReliabilityTable(r.Judged)
	fmt.Fprintf(tw, "\nscore\tn\tmean score\tright\n")
	for _, b := range table {
		if b.N > 0 {
			fmt.Fprintf(tw, "%.1f-%.1f\t%d\t%.3f\t%.3f\n", b.Low, b.High, b.N, b.Mean, b.Right)
		}
	}
	fmt.Fprintf(tw, "expected calibration error\t%.3f\n", ece)
	return tw.Flush()
}
