package desk

import (
	"context"
	"fmt"
	"math/rand/v2"

	"motcua/assistant"
	"motcua/assistant/ranking"
	"motcua/knowledge"
	"motcua/knowledge/catalogue"
)

// TrainOptions of [Train].
type TrainOptions struct {
	Folds    int // a sentence is asked of a model that has not seen its fold
	PerFold  int // questions of each procedure and fold at most; 0 means all
	Progress func(done, total int)
}

// TrainReport says what training used and how well the questions did before.
type TrainReport struct {
	Questions int     `json:"questions"`
	Lost      int     `json:"lost"` // right procedure not among the candidates
	Before    float64 `json:"before"`
	After     float64 `json:"after"` // share of questions with a right first candidate
}

// Train fits the scorer's weights on the release's own sentences: each is asked,
// spoiled by noise, of a model built without its fold. Deterministic. The
// weight of the full-text index's position and of preferred choices, which the
// folds do not have, stay as they are.
func Train(ctx context.Context, snap *catalogue.Snapshot, o TrainOptions) (ranking.Weights, TrainReport, error) {
	docs, _, err := describe(ctx, snap)
	if err != nil {
		return ranking.Weights{}, TrainReport{}, err
	}
	lexicon, err := readPart(snap, partStructure, ranking.ReadLexicon)
	if err != nil {
		return ranking.Weights{}, TrainReport{}, err
	}
	start, err := readPart(snap, partWeights, ranking.ReadWeights)
	if err != nil {
		return ranking.Weights{}, TrainReport{}, err
	}
	if o.Folds < 2 {
		return ranking.Weights{}, TrainReport{}, fmt.Errorf("train: %d folds, want at least 2", o.Folds)
	}
	var report TrainReport
	var examples []ranking.Example
	owners := sentenceOwners(docs)
	for fold := range o.Folds {
		if o.Progress != nil {
			o.Progress(fold, o.Folds)
		}
		r := ranking.NewRanker(ranking.NewModel(without(docs, fold, o.Folds), lexicon, start), nil)
		more, lost, err := askFold(ctx, r, docs, owners, fold, o)
		if err != nil {
			return ranking.Weights{}, TrainReport{}, err
		}
		examples = append(examples, more...)
		report.Lost += lost
	}
	report.Questions = len(examples) + report.Lost
	w := ranking.Train(examples, start)
	report.Before = ranking.FirstRight(examples, start) * float64(len(examples)) / float64(report.Questions)
	report.After = ranking.FirstRight(examples, w) * float64(len(examples)) / float64(report.Questions)
	return w, report, nil
}

// sentenceOwners tells which procedures a sentence belongs to.
func sentenceOwners(docs []ranking.Doc) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for i := range docs {
		for _, s := range docs[i].Sentences {
			if out[s] == nil {
				out[s] = map[string]bool{}
			}
			out[s][docs[i].ID] = true
		}
	}
	return out
}

// foldOf puts equal sentences of different procedures into one fold.
func foldOf(sentence string, folds int) int {
	h := uint32(2166136261) // FNV-1a
	for i := range len(sentence) {
		h = (h ^ uint32(sentence[i])) * 16777619
	}
	return int(h % uint32(folds)) //nolint:gosec // a small count
}

// without leaves one fold of the sentences out.
func without(docs []ranking.Doc, fold, folds int) []ranking.Doc {
	out := make([]ranking.Doc, len(docs))
	for i, d := range docs {
		kept := make([]string, 0, len(d.Sentences))
		for _, s := range d.Sentences {
			if foldOf(s, folds) != fold {
				kept = append(kept, s)
			}
		}
		d.Sentences = kept
		out[i] = d
	}
	return out
}

func askFold(ctx context.Context, r *ranking.Ranker, docs []ranking.Doc, owners map[string]map[string]bool, fold int, o TrainOptions) (examples []ranking.Example, lost int, err error) {
	kinds := []string{"none", "none", "unmarked", "typo"}
	rng := rand.New(rand.NewPCG(uint64(fold), 1)) //nolint:gosec // repeatable noise, not a secret
	for i := range docs {
		if docs[i].Kind != knowledge.DocProcedure {
			continue
		}
		asked := 0
		for _, s := range docs[i].Sentences {
			if foldOf(s, o.Folds) != fold || o.PerFold > 0 && asked == o.PerFold {
				continue
			}
			asked++
			text := ranking.Noise(kinds[rng.IntN(len(kinds))], s, rng)
			ex, ok, err := r.Example(ctx, assistant.RankQuery{Text: text}, func(code string) bool { return owners[s][code] })
			switch {
			case err != nil:
				return nil, 0, err
			case ok:
				examples = append(examples, ex)
			default:
				lost++
			}
		}
	}
	return examples, lost, nil
}
