package assistant

import (
	"errors"
	"fmt"
	"time"
)

// Policy holds every threshold of the engine. Scores are probabilities, 0..1.
type Policy struct {
	MaxQuestionRunes int // a longer message is cut to its asking sentences
	MaxChoices       int // choices of one answer, "none of these" not counted
	MaxListItems     int // papers, steps or conditions shown before "and N more"
	Candidates       int // candidates kept in the trace

	Answer       float64 // least score of a first candidate that is answered
	Margin       float64 // least lead over a second candidate of another name to answer
	Sure         float64 // from this score on, a reply to our question counts as a new question
	Clarify      float64 // least score of a first candidate worth asking back about
	ClarifyShare float64 // a choice must have this share of the first candidate's score
	Nearest      float64 // least score of a topic offered when we do not know

	FollowUp   float64       // share of a question's weight that may be new to the topic and still be a follow-up
	MaxClarify int           // how often in a row we ask back
	Forget     time.Duration // silence after which a conversation starts anew
}

// DefaultPolicy is what the program ships with; the thresholds are read off the
// risk-coverage table that `motcua eval --risk` prints on the development
// questions.
func DefaultPolicy() Policy {
	return Policy{
		MaxQuestionRunes: 600,
		MaxChoices:       4,
		MaxListItems:     12,
		Candidates:       10,
		Answer:           0.70,
		Margin:           0.25,
		Sure:             0.85,
		Clarify:          0.25,
		ClarifyShare:     0.25,
		Nearest:          0.12,
		FollowUp:         0.35,
		MaxClarify:       2,
		Forget:           24 * time.Hour,
	}
}

// Validate reports thresholds that contradict each other.
func (p Policy) Validate() error {
	var errs []error
	for _, t := range []struct {
		name  string
		value float64
	}{
		{"Answer", p.Answer}, {"Margin", p.Margin}, {"Sure", p.Sure}, {"Clarify", p.Clarify},
		{"ClarifyShare", p.ClarifyShare}, {"Nearest", p.Nearest}, {"FollowUp", p.FollowUp},
	} {
		if !(t.value >= 0 && t.value <= 1) { // also refuses NaN
			errs = append(errs, fmt.Errorf("policy: %s is %g, want 0..1", t.name, t.value))
		}
	}
	if p.Nearest > p.Clarify || p.Clarify > p.Answer || p.Answer > p.Sure {
		errs = append(errs, errors.New("policy: want Nearest <= Clarify <= Answer <= Sure"))
	}
	if p.MaxQuestionRunes < 20 || p.MaxChoices < 2 || p.MaxListItems < 3 || p.Candidates < 1 || p.MaxClarify < 1 {
		errs = append(errs, errors.New("policy: a size is too small"))
	}
	return errors.Join(errs...)
}
