package assistant

import (
	"context"
	"errors"
	"slices"

	"motcua/knowledge"
)

// turn is the work on one question.
type turn struct {
	e       *Engine
	q       Question
	c       Conversation // as it was before
	u       understood
	lang    Lang
	pending *Pending // what to remember; nil forgets
	explain bool
}

// answer runs the steps of one turn.
func (t *turn) answer(ctx context.Context) (Answer, error) {
	t.lang = t.c.Lang
	if t.lang == "" {
		t.lang = Vietnamese
	}
	if t.q.Choice != "" {
		return t.pressed(ctx, t.q.Choice)
	}
	t.u = t.e.understand(t.q.Text)
	if !t.u.empty {
		t.lang = t.u.intent.Lang
	}
	ans, err := t.respond(ctx)
	if err != nil {
		return Answer{}, err
	}
	if len(ans.Facets) == 0 {
		ans.Facets = t.u.intent.Facets // what was understood, also when we ask back
	}
	return t.framed(ans), nil
}

// respond picks the way to answer a typed message.
func (t *turn) respond(ctx context.Context) (Answer, error) {
	if t.u.empty || t.u.intent.Numbered && t.c.Pending == nil {
		t.pending = t.c.Pending
		return t.simple(Smalltalk, "empty", "empty message"), nil
	}
	if t.c.Pending != nil {
		if id, ok := t.picked(); ok {
			return t.pressed(ctx, id)
		}
	}
	in := t.u.intent
	switch in.Kind {
	case KindDistress:
		return t.simple(Handoff, "distress", "somebody may be in distress"), nil
	case KindDanger:
		return t.simple(Handoff, "danger", "somebody may be in danger"), nil
	case KindNone:
		if t.c.Pending != nil {
			return t.noneOfThese(), nil
		}
	case KindSmall:
		t.pending = t.c.Pending
		return t.smalltalk(in.Small), nil
	case KindHandoff:
		return t.handoff(), nil
	}
	if code, ok := typedCode(t.u.text); ok {
		if ans, err := t.about(ctx, code, in.Facets, "procedure code typed"); !errors.Is(err, knowledge.ErrNotFound) {
			return ans, err
		}
	}
	return t.search(ctx)
}

// search ranks the question and decides.
func (t *turn) search(ctx context.Context) (Answer, error) {
	in := t.u.intent
	if p := t.c.Pending; p != nil && in.Content == "" && len(in.Facets) > 0 && !in.Correction {
		// A bare facet instead of a choice: about the likeliest one, named in the answer.
		return t.about(ctx, p.Options[0].Code, in.Facets, "facet asked instead of choosing")
	}
	topic := t.c.Topic
	if in.Correction || t.c.Pending != nil {
		topic = ""
	}
	if topic != "" && in.Content == "" && len(in.Facets) > 0 {
		return t.followUp(ctx, nil, "follow-up: only a facet was asked")
	}
	ranking, err := t.rank(ctx, t.u.search(), topic, nil)
	if err != nil {
		return Answer{}, err
	}
	if t.c.Pending != nil {
		return t.reply(ctx, ranking)
	}
	if topic != "" && t.isFollowUp(ranking) {
		return t.followUp(ctx, ranking.Candidates, "follow-up: the words belong to the topic")
	}
	return t.decide(ctx, ranking, in.Facets)
}

func (t *turn) rank(ctx context.Context, text string, topic knowledge.ProcedureCode, prefer []knowledge.ProcedureCode) (Ranking, error) {
	return t.e.o.Ranker.Rank(ctx, RankQuery{
		Text: text, Lang: t.lang, Unit: t.q.Unit, At: t.q.At,
		Limit: t.e.o.Policy.Candidates, Prefer: prefer, Topic: topic, Explain: t.explain,
	})
}

// reply reads a typed reply to our question: alone when it is a question of
// its own, otherwise together with the question that waited.
func (t *turn) reply(ctx context.Context, alone Ranking) (Answer, error) {
	p := t.c.Pending
	codes := make([]knowledge.ProcedureCode, len(p.Options))
	for i, o := range p.Options {
		codes[i] = o.Code
	}
	in := t.u.intent
	if len(alone.Candidates) > 0 && !in.Correction {
		top := alone.Candidates[0]
		if slices.Contains(codes, top.Code) && top.Score >= t.e.o.Policy.Answer {
			return t.decided(ctx, top.Code, t.facetsOr(in.Facets, p.Facets), alone.Candidates, "reply names a choice")
		}
		if top.Score >= t.e.o.Policy.Sure {
			return t.decide(ctx, alone, in.Facets)
		}
	}
	if in.Correction {
		return t.decide(ctx, alone, in.Facets)
	}
	both, err := t.rank(ctx, p.Text+" "+t.u.search(), "", codes)
	if err != nil {
		return Answer{}, err
	}
	if len(in.Facets) > 0 && len(both.Candidates) > 0 && slices.Contains(codes, both.Candidates[0].Code) {
		// We asked once; somebody who goes on asking means the likeliest one.
		return t.decided(ctx, both.Candidates[0].Code, in.Facets, both.Candidates, "facet asked instead of choosing")
	}
	return t.decide(ctx, both, t.facetsOr(in.Facets, p.Facets))
}

func (t *turn) facetsOr(now, before []Facet) []Facet {
	if len(now) > 0 {
		return now
	}
	return before
}

// isFollowUp reports whether a question goes on about the topic: it asks for
// a facet, or nearly nothing, and most of its words belong to the topic, or it
// has hardly any words of its own.
func (t *turn) isFollowUp(r Ranking) bool {
	if len(t.u.intent.Facets) == 0 {
		return false
	}
	if len(r.Candidates) == 0 {
		return true
	}
	top := r.Candidates[0]
	if top.Code == t.c.Topic {
		return true
	}
	p := t.e.o.Policy
	if r.Topic >= 1-p.FollowUp && top.Score < p.Sure {
		return true
	}
	n := contentSyllables(t.u.intent.Content)
	return n <= shortContent && top.Score < p.Answer || n <= circumstance && r.Named < p.FollowUp && top.Score < p.Sure
}

// How many syllables of its own a follow-up may have: in any case, and when
// they name nothing ("con dâu đứng ra làm").
const (
	shortContent = 3
	circumstance = 6
)
