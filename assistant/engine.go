package assistant

import (
	"context"
	"errors"
	"fmt"
	"time"

	"motcua/assistant/templates"
	"motcua/knowledge"
)

// Options of an engine. Ranker, Classifier, Catalogue and Texts are required.
type Options struct {
	Ranker     Ranker
	Classifier Classifier
	Catalogue  knowledge.Catalogue
	Texts      *templates.Texts
	Rewriter   Rewriter              // opens abbreviations and key strokes; nil changes nothing
	Laws       []knowledge.LawStatus // documents known to be replaced
	FAQ        []knowledge.FAQ
	Titles     map[Lang]map[knowledge.ProcedureCode]string // what a procedure is called in other languages
	Release    knowledge.Digest                            // named in traces
	Policy     Policy
	Contact    Contact
	PortalURL  string // national public service portal, for status answers
}

// Rewriter makes typed text readable: abbreviations, teencode, raw key strokes.
// Pure and safe for concurrent use.
type Rewriter interface {
	// Rewrite returns the opened text and what was opened, for the trace.
	Rewrite(text string) (opened string, changes []string)
}

// Engine answers questions from one release. It is immutable and safe for
// concurrent use.
type Engine struct {
	o    Options
	laws map[string]knowledge.LawStatus
	faq  map[string]*knowledge.FAQ
}

// NewEngine checks the options; it does no I/O.
func NewEngine(o Options) (*Engine, error) {
	if o.Ranker == nil || o.Classifier == nil || o.Catalogue == nil || o.Texts == nil {
		return nil, errors.New("engine: ranker, classifier, catalogue and texts are required")
	}
	if err := o.Policy.Validate(); err != nil {
		return nil, err
	}
	e := &Engine{o: o, laws: make(map[string]knowledge.LawStatus, len(o.Laws)), faq: make(map[string]*knowledge.FAQ, len(o.FAQ))}
	for _, l := range o.Laws {
		e.laws[l.Number] = l
	}
	for i := range o.FAQ {
		e.faq[o.FAQ[i].ID] = &o.FAQ[i]
	}
	return e, nil
}

// Answer answers one question in the light of the conversation and returns the
// conversation as it is afterwards. It writes nothing: the caller stores both
// results. The error is ctx's or that of the release's own data; not knowing is
// an outcome. Explanations ([Candidate.Features]) are filled only with
// [WithExplain].
func (e *Engine) Answer(ctx context.Context, q Question, c Conversation) (Answer, Conversation, error) {
	if err := ctx.Err(); err != nil {
		return Answer{}, c, err
	}
	c = e.awake(q, c)
	t := turn{e: e, q: q, c: c, explain: explaining(ctx)}
	ans, err := t.answer(ctx)
	if err != nil {
		return Answer{}, c, fmt.Errorf("answer: %w", err)
	}
	ans.Lang = t.lang
	ans.Trace.Release = e.o.Release.Short()
	ans.Trace.Searched = t.u.text
	ans.Trace.Opened = t.u.opened
	ans.Trace.Masked = t.u.masked
	return ans, e.remember(&t, ans), nil
}

// awake forgets what a conversation was about after a long silence.
func (e *Engine) awake(q Question, c Conversation) Conversation {
	if c.ID == "" {
		c.ID = q.Conversation
	}
	if !c.Updated.IsZero() && !q.At.IsZero() && q.At.Sub(c.Updated) > e.o.Policy.Forget {
		c.Topic, c.Facets, c.Pending = "", nil, nil
	}
	return c
}

// remember returns the conversation after the turn.
func (e *Engine) remember(t *turn, ans Answer) Conversation {
	c := t.c
	c.Version = ConversationSchema
	c.Revision++
	c.Turns++
	c.Lang = t.lang
	if !t.q.At.IsZero() {
		c.Updated = t.q.At.UTC().Truncate(time.Second)
	}
	c.Pending = t.pending
	if ans.Outcome == Answered && ans.Code != "" {
		c.Topic, c.Facets = ans.Code, ans.Facets
	}
	return c
}

type explainKey struct{}

// WithExplain asks Answer for the features of every candidate.
func WithExplain(ctx context.Context) context.Context {
	return context.WithValue(ctx, explainKey{}, true)
}

func explaining(ctx context.Context) bool {
	v, _ := ctx.Value(explainKey{}).(bool)
	return v
}
