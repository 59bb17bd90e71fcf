package eval

import (
	"context"
	"fmt"
	"slices"
	"time"

	"motcua/assistant"
	"motcua/knowledge"
)

// Answerer is what is measured: an engine with a release.
type Answerer interface {
	Answer(ctx context.Context, q assistant.Question, c assistant.Conversation) (assistant.Answer, assistant.Conversation, error)
}

// Options of a run.
type Options struct {
	// InScope reports whether a code is in the release; items whose codes all
	// lie outside are not scored for the right procedure.
	InScope func(knowledge.ProcedureCode) bool
	At      time.Time                   // the day the questions are asked on
	Clock   func() time.Time            // for latency; nil measures nothing
	Each    func(done, total int)       // progress, may be nil
	Seen    func(Item, int, *Judgement) // every judged turn, may be nil
}

// Judgement is one turn with the answer it got.
type Judgement struct {
	Item   string `json:"id"`
	Turn   int    `json:"turn"`
	Noise  string `json:"noise"`
	Lang   string `json:"lang"`
	Pair   string `json:"pair,omitempty"`
	Text   string `json:"text"`
	Want   Turn   `json:"want"`
	Got    assistant.Outcome
	Code   knowledge.ProcedureCode
	Facets []assistant.Facet
	Top    []assistant.Candidate
	Rule   string
	Took   time.Duration
	Rank   int // of the first right candidate, from 1; 0 when none is right
	Scored bool
}

// Run asks every question, each item in a conversation of its own.
func Run(ctx context.Context, a Answerer, items []Item, o Options) (*Result, error) {
	var all []Judgement
	for n, it := range items {
		if o.Each != nil {
			o.Each(n, len(items))
		}
		var c assistant.Conversation
		for t := range it.Turns {
			j, next, err := judge(ctx, a, &it, t, c, o)
			if err != nil {
				return nil, fmt.Errorf("question %s turn %d: %w", it.ID, t+1, err)
			}
			c = next
			all = append(all, j)
			if o.Seen != nil {
				o.Seen(it, t, &j)
			}
		}
	}
	return summarise(len(items), all), nil
}

func judge(ctx context.Context, a Answerer, it *Item, t int, c assistant.Conversation, o Options) (Judgement, assistant.Conversation, error) {
	want := it.Turns[t]
	var start time.Time
	if o.Clock != nil {
		start = o.Clock()
	}
	ans, next, err := a.Answer(ctx, assistant.Question{Conversation: assistant.ConversationID(it.ID), Text: want.Text, At: o.At}, c)
	if err != nil {
		return Judgement{}, c, err
	}
	j := Judgement{
		Item: it.ID, Turn: t, Noise: it.Noise, Lang: it.Lang, Pair: it.Pair, Text: want.Text, Want: want,
		Got: ans.Outcome, Code: ans.Code, Facets: ans.Facets, Top: ans.Trace.Candidates, Rule: ans.Trace.Rule,
	}
	if o.Clock != nil {
		j.Took = o.Clock().Sub(start)
	}
	j.Scored = len(want.Codes) > 0 && (o.InScope == nil || slices.ContainsFunc(want.Codes, o.InScope))
	for i, cand := range ans.Trace.Candidates {
		if slices.Contains(want.Codes, cand.Code) {
			j.Rank = i + 1
			break
		}
	}
	return j, next, nil
}
