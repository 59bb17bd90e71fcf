package ranking

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
)

// The features of a candidate, in the order they are stored and explained.
// Values are about 0..1 unless said.
const (
	fAll      = iota // BM25 over names and sentences, as a share of the question's weight
	fName            // BM25 over the name alone, as a share of the question's weight
	fSentence        // likeness (cosine of idf weights) to the best single sentence
	fCover           // share of the question's topic weight found in the name or an alias
	fCovered         // share of the name's weight found in the question
	fPairs           // share of the name's pairs found in the question
	fAction          // the action asked for is in the name
	fConflict        // the name has a special action that was not asked for
	fMissing         // an action asked for is not in the name
	fQualHit         // a qualifier asked for is in the name
	fQualMiss        // the name has a qualifier that was not asked for
	fQualWant        // a qualifier asked for is not in the name
	fMarks           // share of typed marked syllables that are written so here
	fClash           // share of typed marked syllables that are written otherwise here
	fPrior           // what ordinary people meet: commune, curated
	fOrdinary        // the ordinary case, as far as the question is short: 1 for a question of one pair
	fSearch          // position in the full-text index, 1 for the first
	fPrefer          // offered before in this conversation
	numFeatures
)

// featureNames are the stable names used in weight files and explanations.
func featureNames() [numFeatures]string {
	return [numFeatures]string{
		"all_bm25", "name_bm25", "best_sentence", "question_in_name", "name_in_question",
		"pair_overlap", "action_match", "action_extra", "action_missing",
		"qualifier_match", "qualifier_extra", "qualifier_missing",
		"marks_agree", "marks_clash", "prior", "ordinary", "index_rank", "preferred",
	}
}

// Weights are the coefficients of the scorer and of its calibration.
type Weights struct {
	Feature     map[string]float64 `json:"feature"`
	Calibration Calibration        `json:"calibration"`

	vector [numFeatures]float64
}

// Calibration turns a candidate's evidence into the probability that it is
// right, by logistic regression (Platt, "Probabilistic Outputs for Support
// Vector Machines", 1999) on the raw score, its lead over the best rival and
// some of the features themselves: the lead tells near ties from clear winners,
// the features tell a question about this from one about something else.
type Calibration struct {
	Bias    float64            `json:"bias"`
	Raw     float64            `json:"raw"`
	Lead    float64            `json:"lead"`
	MaxLead float64            `json:"max_lead"` // a greater lead tells nothing more
	Feature map[string]float64 `json:"feature,omitempty"`

	vector [numFeatures]float64
}

// probability of a candidate with this raw score whose best rival has the
// other; damp (0..1) weakens the evidence of a question that says little.
func (c *Calibration) probability(raw, rival, damp float64, features *[numFeatures]float64) float64 {
	z := c.Raw*raw + c.Lead*c.clip(raw-rival)
	for i, v := range features {
		z += c.vector[i] * v
	}
	return 1 / (1 + math.Exp(-c.Bias-damp*z))
}

func (c *Calibration) clip(lead float64) float64 {
	return math.Max(-c.MaxLead, math.Min(c.MaxLead, lead))
}

// ReadWeights reads a weight file. Unknown feature names are an error; absent
// ones weigh nothing.
func ReadWeights(r io.Reader) (Weights, error) {
	var w Weights
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&w); err != nil {
		return Weights{}, fmt.Errorf("read weights: %w", err)
	}
	var err error
	if w.vector, err = vectorOf(w.Feature); err != nil {
		return Weights{}, err
	}
	if w.Calibration.vector, err = vectorOf(w.Calibration.Feature); err != nil {
		return Weights{}, err
	}
	if c := w.Calibration; c.Lead <= 0 || c.MaxLead <= 0 {
		return Weights{}, fmt.Errorf("read weights: calibration %+v: lead and max_lead must be positive", c)
	}
	return w, nil
}

// vectorOf puts named values into their places.
func vectorOf(named map[string]float64) (vector [numFeatures]float64, err error) {
	known := make(map[string]int, numFeatures)
	for i, n := range featureNames() {
		known[n] = i
	}
	for n, v := range named {
		i, ok := known[n]
		if !ok {
			return vector, fmt.Errorf("read weights: unknown feature %q", n)
		}
		vector[i] = v
	}
	return vector, nil
}

// raw is the weighted sum of the features.
func (w *Weights) raw(f *[numFeatures]float64) float64 {
	var sum float64
	for i, v := range f {
		sum += w.vector[i] * v
	}
	return sum
}

// calibrate turns raw scores, best first, into probabilities; damp (0..1)
// weakens the evidence of a question that says little. Entries of one group are
// no rivals: they are one procedure under two codes.
func (w *Weights) calibrate(list []scored, groups []int32, damp float64) []float64 {
	out := make([]float64, len(list))
	second := 0.0 // the best score outside of the first one's group
	for i := range list {
		if groups[i] != groups[0] {
			second = list[i].raw
			break
		}
	}
	for i := range list {
		rival := list[0].raw
		if groups[i] == groups[0] {
			rival = second
		}
		out[i] = w.Calibration.probability(list[i].raw, rival, damp, &list[i].features)
		if i > 0 {
			out[i] = min(out[i], out[i-1]) // the order is the scorer's
		}
	}
	return out
}
