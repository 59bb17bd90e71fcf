package ranking

import (
	"context"
	"math"

	"motcua/assistant"
)

// Example is one labelled question with the features of its candidates.
type Example struct {
	Features [][numFeatures]float64
	Right    []bool  // which candidates are right; at least one
	Weight   float64 // importance, 1 for one question
}

// Example ranks a question and returns its candidates' features for training.
// ok is false when none of the right codes is among the candidates.
func (r *Ranker) Example(ctx context.Context, q assistant.RankQuery, right func(code string) bool) (ex Example, ok bool, err error) {
	q.Explain, q.Limit = true, 0
	got, err := r.Rank(ctx, q)
	if err != nil {
		return Example{}, false, err
	}
	ex.Weight = 1
	for i := range got.Candidates {
		c := &got.Candidates[i]
		var f [numFeatures]float64
		for k := range f {
			f[k] = c.Features[k].Value
		}
		hit := right(string(c.Code))
		ok = ok || hit
		ex.Features = append(ex.Features, f)
		ex.Right = append(ex.Right, hit)
	}
	return ex, ok, nil
}

// Training constants: plain gradient ascent with momentum on the listwise
// softmax likelihood (Cao et al., "Learning to Rank: From Pairwise Approach to
// Listwise Approach", 2007, top-one probability), L2 towards zero.
const (
	trainRounds = 400
	trainRate   = 0.5
	trainDecay  = 0.9
	trainL2     = 1e-3
)

// kept reports features whose weight training leaves alone. The index position
// and preferred choices do not occur in the examples. The priors cannot be
// learned from sentences that are spread evenly over the catalogue while
// questions are not. Marks would be trusted so much that the marked and the
// unmarked spelling of a question get different answers.
func kept(k int) bool {
	switch k {
	case fSearch, fPrefer, fPrior, fOrdinary, fMarks, fClash:
		return true
	}
	return false
}

// Train fits the feature weights. It is deterministic: same examples in the
// same order, same weights. Calibration is kept from start.
func Train(examples []Example, start Weights) Weights {
	w := start.vector
	var momentum [numFeatures]float64
	var total float64
	for i := range examples {
		total += examples[i].Weight
	}
	for range trainRounds {
		var grad [numFeatures]float64
		for i := range examples {
			addGradient(&examples[i], &w, &grad)
		}
		for k := range w {
			if kept(k) {
				continue
			}
			g := grad[k]/total - trainL2*w[k]
			momentum[k] = trainDecay*momentum[k] + g
			w[k] += trainRate * momentum[k]
		}
	}
	return start.with(w)
}

// addGradient adds the gradient of log P(a right candidate is first).
func addGradient(ex *Example, w, grad *[numFeatures]float64) {
	p := softmax(ex.Features, w)
	var right float64
	for i, ok := range ex.Right {
		if ok {
			right += p[i]
		}
	}
	if right == 0 {
		return
	}
	for i, f := range ex.Features {
		d := -p[i]
		if ex.Right[i] {
			d += p[i] / right
		}
		for k, v := range f {
			grad[k] += ex.Weight * d * v
		}
	}
}

func softmax(features [][numFeatures]float64, w *[numFeatures]float64) []float64 {
	p := make([]float64, len(features))
	most := math.Inf(-1)
	for i := range features {
		for k, v := range features[i] {
			p[i] += w[k] * v
		}
		most = math.Max(most, p[i])
	}
	var sum float64
	for i := range p {
		p[i] = math.Exp(p[i] - most)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// with returns weights of these coefficients with the calibration of w.
func (w *Weights) with(vector [numFeatures]float64) Weights {
	out := Weights{Feature: make(map[string]float64, numFeatures), Calibration: w.Calibration, vector: vector}
	for i, n := range featureNames() {
		out.Feature[n] = math.Round(vector[i]*1e4) / 1e4
		out.vector[i] = out.Feature[n]
	}
	return out
}

// FirstRight is the share of examples whose first candidate is right.
func FirstRight(examples []Example, w Weights) float64 {
	if len(examples) == 0 {
		return 0
	}
	right := 0
	for i := range examples {
		best := 0
		for c := range examples[i].Features {
			if w.raw(&examples[i].Features[c]) > w.raw(&examples[i].Features[best]) {
				best = c
			}
		}
		if examples[i].Right[best] {
			right++
		}
	}
	return float64(right) / float64(len(examples))
}
