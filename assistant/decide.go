package assistant

import (
	"context"
	"errors"
	"slices"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// decide answers, asks back or admits not to know, by the policy.
func (t *turn) decide(ctx context.Context, r Ranking, facets []Facet) (Answer, error) {
	p := t.e.o.Policy
	cs := r.Candidates
	if t.u.intent.Kind == KindOutside && (len(cs) == 0 || cs[0].Score < p.Sure) {
		return t.unknown(nil, cs, "outside: not about procedures"), nil
	}
	if t.asksStatus(cs) {
		return t.status(cs), nil
	}
	if len(cs) == 0 {
		return t.unknown(nil, nil, "nothing found"), nil
	}
	if r.Outside > cs[0].Score {
		return t.unknown(nil, cs, "outside: more like what we do not answer"), nil
	}
	near := t.near(cs)
	switch top := cs[0].Score; {
	case top >= p.Answer && t.leads(cs):
		return t.answerWith(ctx, cs, facets, "clear winner")
	case top >= p.Clarify && len(near) >= 2 && t.askedOften() < p.MaxClarify:
		return t.clarify(near, cs, facets), nil
	}
	return t.unknown(t.nearest(cs), cs, "weak match"), nil
}

// ownDossier is how many syllables of its own a status question has at most:
// "hồ sơ đất đai nhà em xong chưa". A longer one asks about a procedure.
const ownDossier = 5

// asksStatus reports whether somebody asks where their own dossier is.
func (t *turn) asksStatus(cs []Candidate) bool {
	in := t.u.intent
	if in.Kind != KindStatus {
		return false
	}
	return in.DossierCode != "" || contentSyllables(in.Content) <= ownDossier || len(cs) == 0 || cs[0].Score < t.e.o.Policy.Sure
}

func (t *turn) askedOften() int {
	if t.c.Pending == nil {
		return 0
	}
	return t.c.Pending.Asked
}

// leads reports whether the first candidate is far enough before the second of
// another name, or whether we asked back often enough.
func (t *turn) leads(cs []Candidate) bool {
	p := t.e.o.Policy
	i := slices.IndexFunc(cs, func(c Candidate) bool { return !sameName(cs[0])(c) })
	return i < 0 || cs[0].Score-cs[i].Score >= p.Margin || t.askedOften() >= p.MaxClarify
}

// near are the candidates close enough to the first to be offered.
func (t *turn) near(cs []Candidate) []Candidate {
	p := t.e.o.Policy
	var out []Candidate
	for _, c := range cs {
		if len(out) == p.MaxChoices || c.Score < p.ClarifyShare*cs[0].Score && len(out) >= 2 {
			break
		}
		if c.Code != "" && !slices.ContainsFunc(out, sameName(c)) {
			out = append(out, c)
		}
	}
	return out
}

// sameName finds candidates that a resident could not tell from c.
func sameName(c Candidate) func(Candidate) bool {
	key := vi.Fold(plainName(c.Name))
	return func(have Candidate) bool { return vi.Fold(plainName(have.Name)) == key }
}

// nearest are the topics offered when we do not know.
func (t *turn) nearest(cs []Candidate) []Candidate {
	p := t.e.o.Policy
	var out []Candidate
	for _, c := range cs {
		if c.Code != "" && c.Score >= p.Nearest && len(out) < p.MaxChoices-1 && !slices.ContainsFunc(out, sameName(c)) {
			out = append(out, c)
		}
	}
	return out
}

// answerWith answers with the first candidate.
func (t *turn) answerWith(ctx context.Context, cs []Candidate, facets []Facet, rule string) (Answer, error) {
	if cs[0].Kind == knowledge.DocFAQ {
		return t.fromFAQ(cs, rule)
	}
	return t.decided(ctx, cs[0].Code, facets, cs, rule)
}

// decided answers about a procedure and keeps the candidates for staff.
func (t *turn) decided(ctx context.Context, code knowledge.ProcedureCode, facets []Facet, cs []Candidate, rule string) (Answer, error) {
	ans, err := t.about(ctx, code, facets, rule)
	if err != nil {
		return Answer{}, err
	}
	ans.Trace.Candidates = first(code, cs)
	return ans, nil
}

// first moves the candidate answered about to the front of the list.
func first(code knowledge.ProcedureCode, cs []Candidate) []Candidate {
	i := slices.IndexFunc(cs, func(c Candidate) bool { return c.Code == code })
	if i <= 0 {
		return cs
	}
	out := make([]Candidate, 0, len(cs))
	out = append(out, cs[i])
	out = append(out, cs[:i]...)
	return append(out, cs[i+1:]...)
}

// followUp answers about the conversation's procedure.
func (t *turn) followUp(ctx context.Context, cs []Candidate, rule string) (Answer, error) {
	ans, err := t.about(ctx, t.c.Topic, t.u.intent.Facets, rule)
	if errors.Is(err, knowledge.ErrNotFound) { // the release changed meanwhile
		t.c.Topic = ""
		return t.search(ctx)
	}
	if err != nil {
		return Answer{}, err
	}
	ans.Trace.FollowUp = true
	ans.Trace.Candidates = first(t.c.Topic, cs)
	if len(ans.Trace.Candidates) == 0 || ans.Trace.Candidates[0].Code != t.c.Topic {
		ans.Trace.Candidates = append([]Candidate{{Kind: knowledge.DocProcedure, Code: t.c.Topic, Score: 1}}, ans.Trace.Candidates...)
	}
	return ans, nil
}
