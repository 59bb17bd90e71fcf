package ranking

import "math"

// Point is the first candidate of one question: its raw score, that of its
// best rival, and whether it was right. Questions that nothing answers count
// as wrong whatever came first.
type Point struct {
	Raw, Rival float64
	Right      bool
}

// newtonSteps is more than logistic regression with three inputs ever needs.
const newtonSteps = 50

// FitCalibration fits bias, raw and lead by Newton's method on the log
// likelihood (iteratively reweighted least squares) with a trace of L2, so that
// separable points stay finite. Deterministic. With fewer than twenty points,
// or when the fit would turn a better score into a lower probability, start is
// returned as it was.
func FitCalibration(points []Point, start Calibration) Calibration {
	if len(points) < 20 {
		return start
	}
	var w [3]float64
	for range newtonSteps {
		gradient, hessian := start.slopes(points, w)
		step, ok := solve3(hessian, gradient)
		if !ok {
			return start
		}
		for k := range w {
			w[k] += step[k]
		}
	}
	fitted := Calibration{Bias: w[0], Raw: w[1], Lead: w[2], MaxLead: start.MaxLead}
	for _, v := range w {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return start
		}
	}
	if fitted.Raw <= 0 || fitted.Lead <= 0 {
		return start
	}
	return fitted
}

// slopes are the first and second derivatives of the log likelihood.
func (c Calibration) slopes(points []Point, w [3]float64) (g [3]float64, h [3][3]float64) {
	const ridge = 1e-3
	for k := range w {
		g[k] -= ridge * w[k]
		h[k][k] += ridge
	}
	for _, p := range points {
		x := [3]float64{1, p.Raw, math.Max(-c.MaxLead, math.Min(c.MaxLead, p.Raw-p.Rival))}
		prob := 1 / (1 + math.Exp(-(w[0]*x[0] + w[1]*x[1] + w[2]*x[2])))
		miss := -prob
		if p.Right {
			miss++
		}
		for k := range x {
			g[k] += miss * x[k]
			for l := range x {
				h[k][l] += prob * (1 - prob) * x[k] * x[l]
			}
		}
	}
	return g, h
}

// solve3 solves three linear equations by Gauss-Jordan elimination.
func solve3(a [3][3]float64, b [3]float64) (x [3]float64, ok bool) {
	for i := range 3 {
		pivot := i
		for r := i + 1; r < 3; r++ {
			if math.Abs(a[r][i]) > math.Abs(a[pivot][i]) {
				pivot = r
			}
		}
		if math.Abs(a[pivot][i]) < 1e-12 {
			return x, false
		}
		a[i], a[pivot] = a[pivot], a[i]
		b[i], b[pivot] = b[pivot], b[i]
		for r := range 3 {
			if r == i {
				continue
			}
			f := a[r][i] / a[i][i]
			for k := i; k < 3; k++ {
				a[r][k] -= f * a[i][k]
			}
			b[r] -= f * b[i]
		}
	}
	for i := range 3 {
		x[i] = b[i] / a[i][i]
	}
	return x, true
}
