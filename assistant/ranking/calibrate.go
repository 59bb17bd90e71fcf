package ranking

import (
	"math"

	"motcua/assistant"
)

// Point is the first candidate of one question: its raw score, that of its
// best rival, its features and whether it was right. Questions that nothing
// answers count as wrong whatever came first.
type Point struct {
	Raw, Rival float64
	Features   []assistant.Feature
	Right      bool
}

// calibrated are the features a calibration may use; few, so that some hundred
// questions are enough to fit them.
func calibrated() []int {
	return []int{fAll, fSentence, fCover, fCovered, fPairs, fClash, fPrior}
}

// Constants of the fit.
const (
	newtonSteps = 50  // more than logistic regression ever needs
	ridge       = 0.3 // L2 on all but the bias: few questions, correlated features
	leastPoints = 100
)

// FitCalibration fits the calibration by Newton's method on the log likelihood
// (iteratively reweighted least squares) with L2. Deterministic. With fewer
// than a hundred points, or when a greater lead would lower the probability,
// start is returned as it was.
func FitCalibration(points []Point, start Calibration) Calibration {
	if len(points) < leastPoints {
		return start
	}
	rows := make([][]float64, len(points))
	for i := range points {
		rows[i] = start.row(&points[i])
	}
	w := make([]float64, len(rows[0]))
	for range newtonSteps {
		step, ok := newtonStep(rows, points, w)
		if !ok {
			return start
		}
		for k := range w {
			w[k] += step[k]
		}
	}
	return start.fitted(w)
}

// row is the input of one point: 1, raw, lead, features.
func (c *Calibration) row(p *Point) []float64 {
	row := []float64{1, p.Raw, c.clip(p.Raw - p.Rival)}
	for _, f := range calibrated() {
		v := 0.0
		if f < len(p.Features) {
			v = p.Features[f].Value
		}
		row = append(row, v)
	}
	return row
}

// fitted turns coefficients into a calibration, or keeps the old one when they
// make no sense.
func (c *Calibration) fitted(w []float64) Calibration {
	for _, v := range w {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return *c
		}
	}
	out := Calibration{Bias: round4(w[0]), Raw: round4(w[1]), Lead: round4(w[2]), MaxLead: c.MaxLead, Feature: map[string]float64{}}
	if out.Lead <= 0 {
		return *c
	}
	names := featureNames()
	for k, f := range calibrated() {
		out.vector[f] = round4(w[3+k])
		out.Feature[names[f]] = out.vector[f]
	}
	return out
}

func round4(x float64) float64 { return math.Round(x*1e4) / 1e4 }

// newtonStep solves for one step of the regression.
func newtonStep(rows [][]float64, points []Point, w []float64) ([]float64, bool) {
	n := len(w)
	m := make([][]float64, n) // the Hessian with the gradient as last column
	for k := range m {
		m[k] = make([]float64, n+1)
		if k > 0 {
			m[k][k], m[k][n] = ridge, -ridge*w[k]
		}
	}
	for i, x := range rows {
		z := 0.0
		for k, v := range x {
			z += w[k] * v
		}
		p := 1 / (1 + math.Exp(-z))
		miss := -p
		if points[i].Right {
			miss++
		}
		for k, v := range x {
			m[k][n] += miss * v
			for l, u := range x {
				m[k][l] += p * (1 - p) * v * u
			}
		}
	}
	return solve(m)
}

// solve eliminates by Gauss and Jordan with partial pivoting; the last column
// is the right side.
func solve(m [][]float64) ([]float64, bool) {
	n := len(m)
	for i := range n {
		pivot := i
		for r := i + 1; r < n; r++ {
			if math.Abs(m[r][i]) > math.Abs(m[pivot][i]) {
				pivot = r
			}
		}
		if math.Abs(m[pivot][i]) < 1e-12 {
			return nil, false
		}
		m[i], m[pivot] = m[pivot], m[i]
		for r := range n {
			if r == i {
				continue
			}
			f := m[r][i] / m[i][i]
			for k := i; k <= n; k++ {
				m[r][k] -= f * m[i][k]
			}
		}
	}
	out := make([]float64, n)
	for i := range n {
		out[i] = m[i][n] / m[i][i]
	}
	return out, true
}
