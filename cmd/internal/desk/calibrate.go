package desk

import (
	"motcua/assistant"
	"motcua/assistant/eval"
	"motcua/assistant/ranking"
)

// Points turns judged first turns into what the calibration is fitted on:
// questions that are labelled with a procedure, and questions that nothing
// answers.
func Points(judged []eval.Judgement) []ranking.Point {
	var out []ranking.Point
	for i := range judged {
		j := &judged[i]
		unknown := j.Want.Outcome == assistant.Unknown && len(j.Want.Codes) == 0
		if j.Turn > 0 || len(j.Top) == 0 || !unknown && (!j.Scored || j.Want.Outcome != assistant.Answered) {
			continue
		}
		p := ranking.Point{Raw: j.Top[0].Raw, Right: j.Rank == 1 && !unknown}
		if len(j.Top) > 1 {
			p.Rival = j.Top[1].Raw
		}
		out = append(out, p)
	}
	return out
}
