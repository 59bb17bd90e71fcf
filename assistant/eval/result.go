package eval

import (
	"slices"
	"time"

	"motcua/assistant"
)

// Share is a proportion with its 95 % bootstrap interval.
type Share struct {
	N     int     `json:"n"`
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Retrieval is how well the right procedure is found, over first turns with a label.
type Retrieval struct {
	At1 Share `json:"r_at_1"`
	At3 Share `json:"r_at_3"`
	MRR Share `json:"mrr"`
}

// Result is what a run measured.
type Result struct {
	Items   int                  `json:"items"`
	Turns   int                  `json:"turns"`
	All     Retrieval            `json:"all"`
	ByNoise map[string]Retrieval `json:"by_noise"`
	ByLang  map[string]Retrieval `json:"by_lang"`

	FacetPrecision Share `json:"facet_precision"` // of the facets said, how many were asked
	FacetRecall    Share `json:"facet_recall"`    // of the facets asked, how many were said

	Outcomes        map[string]map[string]int `json:"outcomes"`         // wanted → got → turns
	UnknownAnswered Share                     `json:"unknown_answered"` // unknown items that were answered
	InScopeRefused  Share                     `json:"in_scope_refused"` // answerable items we did not know
	WrongFact       Share                     `json:"wrong_fact"`       // of all judged turns: another procedure stated as fact
	AnsweredRight   Share                     `json:"answered_right"`   // of answerable first turns: answered with the right code
	FollowUpRight   Share                     `json:"follow_up_right"`  // later turns with a code, answered with it
	PairsAgree      Share                     `json:"pairs_agree"`      // pairs of spellings with the same first candidate

	P50 time.Duration `json:"p50_ns"`
	P99 time.Duration `json:"p99_ns"`

	Judged []Judgement `json:"-"`
	Misses []Judgement `json:"-"`
}

// summarise turns judgements into figures.
func summarise(items int, all []Judgement) *Result {
	r := &Result{
		Items: items, Turns: len(all),
		ByNoise: map[string]Retrieval{}, ByLang: map[string]Retrieval{},
		Outcomes: map[string]map[string]int{},
	}
	first := filter(all, func(j *Judgement) bool { return j.Turn == 0 && j.Scored })
	r.All = retrieval(first)
	for _, v := range values(first, func(j *Judgement) string { return j.Noise }) {
		r.ByNoise[v] = retrieval(filter(first, func(j *Judgement) bool { return j.Noise == v }))
	}
	for _, v := range values(first, func(j *Judgement) string { return j.Lang }) {
		r.ByLang[v] = retrieval(filter(first, func(j *Judgement) bool { return j.Lang == v }))
	}
	r.facets(all)
	r.outcomes(all)
	r.PairsAgree = pairs(all)
	r.latency(all)
	r.Judged = all
	r.Misses = filter(all, missed)
	return r
}

// missed reports whether a turn went wrong in a way worth reading.
func missed(j *Judgement) bool {
	if j.Scored && j.Turn == 0 && j.Rank != 1 {
		return true
	}
	if wrongFact(j) {
		return true
	}
	return j.Want.Outcome != "" && j.Want.Outcome != j.Got
}

// wrongFact reports whether another procedure than the right ones was stated:
// either a labelled question got another code, or a question that nothing
// answers got one.
func wrongFact(j *Judgement) bool {
	if j.Got != assistant.Answered {
		return false
	}
	if len(j.Want.Codes) > 0 {
		return j.Scored && !slices.Contains(j.Want.Codes, j.Code)
	}
	switch j.Want.Outcome {
	case assistant.Unknown, assistant.Smalltalk, assistant.Handoff, assistant.Status:
		return true
	}
	return false
}

func retrieval(js []Judgement) Retrieval {
	at := func(k int) func(*Judgement) float64 {
		return func(j *Judgement) float64 { return yes(j.Rank > 0 && j.Rank <= k) }
	}
	return Retrieval{
		At1: share(js, at(1)),
		At3: share(js, at(3)),
		MRR: share(js, func(j *Judgement) float64 {
			if j.Rank == 0 {
				return 0
			}
			return 1 / float64(j.Rank)
		}),
	}
}

func (r *Result) facets(all []Judgement) {
	var said, asked []float64
	for i := range all {
		j := &all[i]
		if len(j.Want.Facets) == 0 || j.Want.Outcome != assistant.Answered {
			continue
		}
		for _, f := range j.Facets {
			said = append(said, yes(slices.Contains(j.Want.Facets, f)))
		}
		for _, f := range j.Want.Facets {
			asked = append(asked, yes(slices.Contains(j.Facets, f)))
		}
	}
	r.FacetPrecision, r.FacetRecall = bootstrap(said), bootstrap(asked)
}

func (r *Result) outcomes(all []Judgement) {
	for i := range all {
		j := &all[i]
		if j.Want.Outcome == "" {
			continue
		}
		row := r.Outcomes[string(j.Want.Outcome)]
		if row == nil {
			row = map[string]int{}
			r.Outcomes[string(j.Want.Outcome)] = row
		}
		row[string(j.Got)]++
	}
	want := func(o assistant.Outcome) []Judgement {
		return filter(all, func(j *Judgement) bool { return j.Want.Outcome == o })
	}
	r.UnknownAnswered = share(want(assistant.Unknown), func(j *Judgement) float64 { return yes(j.Got == assistant.Answered) })
	answerable := filter(all, func(j *Judgement) bool { return j.Want.Outcome == assistant.Answered && j.Scored })
	r.InScopeRefused = share(answerable, func(j *Judgement) float64 { return yes(j.Got == assistant.Unknown) })
	judged := filter(all, func(j *Judgement) bool { return j.Want.Outcome != "" && (j.Scored || len(j.Want.Codes) == 0) })
	r.WrongFact = share(judged, func(j *Judgement) float64 { return yes(wrongFact(j)) })
	right := func(j *Judgement) float64 {
		return yes(j.Got == assistant.Answered && slices.Contains(j.Want.Codes, j.Code))
	}
	r.AnsweredRight = share(filter(answerable, func(j *Judgement) bool { return j.Turn == 0 }), right)
	r.FollowUpRight = share(filter(answerable, func(j *Judgement) bool { return j.Turn > 0 }), right)
}

func pairs(all []Judgement) Share {
	first := map[string]string{}
	var same []float64
	for i := range all {
		j := &all[i]
		if j.Pair == "" || j.Turn > 0 {
			continue
		}
		top := ""
		if len(j.Top) > 0 {
			top = string(j.Top[0].Code) + j.Top[0].FAQ
		}
		if other, ok := first[j.Pair]; ok {
			same = append(same, yes(other == top))
		} else {
			first[j.Pair] = top
		}
	}
	return bootstrap(same)
}

func (r *Result) latency(all []Judgement) {
	took := make([]time.Duration, 0, len(all))
	for i := range all {
		took = append(took, all[i].Took)
	}
	if len(took) == 0 {
		return
	}
	slices.Sort(took)
	r.P50, r.P99 = took[len(took)/2], took[min(len(took)-1, len(took)*99/100)]
}

func filter(js []Judgement, keep func(*Judgement) bool) []Judgement {
	var out []Judgement
	for i := range js {
		if keep(&js[i]) {
			out = append(out, js[i])
		}
	}
	return out
}

func values(js []Judgement, key func(*Judgement) string) []string {
	var out []string
	for i := range js {
		if v := key(&js[i]); v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return out
}

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func share(js []Judgement, value func(*Judgement) float64) Share {
	v := make([]float64, len(js))
	for i := range js {
		v[i] = value(&js[i])
	}
	return bootstrap(v)
}
