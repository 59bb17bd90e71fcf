package desk

import (
	"testing"

	"motcua/assistant/ranking"
	"motcua/knowledge/catalogue"
)

// ours keeps the sentences of the shipped procedures only, for speed.
func ours(c *catalogue.Content) {
	for name := range c.Files {
		if name != "phrases/sentences/01-ho-tich.tsv" {
			bareFile(c, name)
		}
	}
}

// TestTrain: the weights do not get worse on what they are fitted on, and two
// runs agree.
func TestTrain(t *testing.T) {
	t.Parallel()
	snap := shipped(t, ours)
	train := func() (ranking.Weights, TrainReport) {
		w, r, err := Train(t.Context(), snap, TrainOptions{Folds: 3, PerFold: 2})
		if err != nil {
			t.Fatal(err)
		}
		return w, r
	}
	w, report := train()
	if report.Questions < 50 || report.After < report.Before-0.02 || report.After < 0.5 {
		t.Errorf("report %+v", report)
	}
	again, _ := train()
	for name, v := range w.Feature {
		if again.Feature[name] != v {
			t.Errorf("%s is %g, then %g", name, v, again.Feature[name])
		}
	}
	if _, _, err := Train(t.Context(), snap, TrainOptions{Folds: 1}); err == nil {
		t.Error("one fold was accepted: every sentence would have been seen")
	}
}

func TestFoldsPartition(t *testing.T) {
	t.Parallel()
	docs := []ranking.Doc{{ID: "a", Sentences: []string{"một", "hai", "ba", "bốn", "năm", "sáu"}}, {ID: "b", Sentences: []string{"một", "bảy"}}}
	left := map[string]int{}
	for fold := range 3 {
		for _, d := range without(docs, fold, 3) {
			for _, s := range d.Sentences {
				left[d.ID+s]++
			}
		}
	}
	for _, d := range docs {
		for _, s := range d.Sentences {
			if left[d.ID+s] != 2 {
				t.Errorf("%s %q is left in %d of 3 folds, want 2", d.ID, s, left[d.ID+s])
			}
		}
	}
}
