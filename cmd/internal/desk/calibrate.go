package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"time"

	"motcua/assistant"
	"motcua/assistant/eval"
	"motcua/assistant/ranking"
	"motcua/knowledge"
	"motcua/knowledge/catalogue"
)

// Ask asks questions of the release as it would be with other weights and
// returns what a calibration is fitted on.
func Ask(ctx context.Context, snap *catalogue.Snapshot, w ranking.Weights, items []eval.Item, o Options, at time.Time) ([]ranking.Point, error) {
	changed, err := withWeights(snap, w)
	if err != nil {
		return nil, err
	}
	d, err := Open(ctx, changed, o)
	if err != nil {
		return nil, err
	}
	defer func() { _ = d.Close() }()
	codes := changed.Codes()
	result, err := eval.Run(assistant.WithExplain(ctx), d, items, eval.Options{At: at, InScope: func(c knowledge.ProcedureCode) bool {
		_, ok := slices.BinarySearch(codes, c)
		return ok
	}})
	if err != nil {
		return nil, err
	}
	return points(result.Judged), nil
}

// withWeights is the release with another weight file.
func withWeights(snap *catalogue.Snapshot, w ranking.Weights) (*catalogue.Snapshot, error) {
	content, err := snap.Content()
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(w)
	if err != nil {
		return nil, err
	}
	content.Files[partWeights] = bytes.TrimSpace(body)
	return catalogue.Assemble(content)
}

// points turns judged first turns into what the calibration is fitted on:
// questions that are labelled with a procedure, and questions that nothing
// answers.
func points(judged []eval.Judgement) []ranking.Point {
	var out []ranking.Point
	for i := range judged {
		j := &judged[i]
		unknown := j.Want.Outcome == assistant.Unknown && len(j.Want.Codes) == 0
		if j.Turn > 0 || len(j.Top) == 0 || !unknown && (!j.Scored || j.Want.Outcome != assistant.Answered) {
			continue
		}
		p := ranking.Point{Raw: j.Top[0].Raw, Right: j.Rank == 1 && !unknown, Features: j.Top[0].Features}
		if len(j.Top) > 1 {
			p.Rival = j.Top[1].Raw
		}
		out = append(out, p)
	}
	return out
}
