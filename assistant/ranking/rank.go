package ranking

import (
	"context"
	"fmt"
	"sort"
	"sync"

	"motcua/assistant"
	"motcua/knowledge"
)

// How many candidates each source brings.
const (
	fromAll    = 40
	fromName   = 25
	fromSearch = 40
)

// Ranker joins the model with a full-text index. Safe for concurrent use.
type Ranker struct {
	model   *Model
	index   knowledge.Searcher // may be nil: the model alone
	scratch sync.Pool
}

var _ assistant.Ranker = (*Ranker)(nil)

// NewRanker returns a ranker over the model and the index of the same release.
func NewRanker(m *Model, index knowledge.Searcher) *Ranker {
	r := &Ranker{model: m, index: index}
	r.scratch.New = func() any { return newScratch(len(m.entries)) }
	return r
}

// scratch is the memory of one ranking, reused.
type scratch struct {
	name, all []float32
	touched   []int32
	order     []int32
	picked    []int32
	rank      map[int32]int // position in the index, from 1
}

func newScratch(n int) *scratch {
	return &scratch{name: make([]float32, n), all: make([]float32, n), rank: map[int32]int{}}
}

func (s *scratch) reset() {
	for _, d := range s.touched {
		s.name[d], s.all[d] = 0, 0
	}
	s.touched, s.order, s.picked = s.touched[:0], s.order[:0], s.picked[:0]
	clear(s.rank)
}

// Rank implements [assistant.Ranker].
func (r *Ranker) Rank(ctx context.Context, q assistant.RankQuery) (assistant.Ranking, error) {
	m := r.model
	a := m.ask(q)
	s, _ := r.scratch.Get().(*scratch)
	defer func() { s.reset(); r.scratch.Put(s) }()
	m.accumulate(&a, s)
	if err := r.search(ctx, q, s); err != nil {
		return assistant.Ranking{}, err
	}
	s.pick(fromAll, s.all)
	s.pick(fromName, s.name)
	for d := range s.rank {
		s.picked = append(s.picked, d)
	}
	prefer := m.positions(q.Prefer)
	for d := range prefer {
		s.picked = append(s.picked, d)
	}
	s.picked = distinct(s.picked)
	candidates, outside := m.order(&a, s, prefer, q)
	out := assistant.Ranking{Candidates: candidates, Known: a.known, Topic: m.belongs(&a, q.Topic), Outside: outside}
	if len(candidates) > 0 {
		out.Named = m.named(&a, &candidates[0])
	}
	return out, nil
}

// named is how much of the question's topic stands in a candidate's names.
func (m *Model) named(a *asked, c *assistant.Candidate) float64 {
	d, ok := m.index[string(c.Kind)+"/"+string(c.Code)+c.FAQ]
	if !ok {
		return 0
	}
	cover, _ := m.coverage(a, &m.entries[d])
	return cover
}

// belongs is the share of the question's topic weight whose words an entry has.
func (m *Model) belongs(a *asked, code knowledge.ProcedureCode) float64 {
	d, ok := m.index[string(knowledge.DocProcedure)+"/"+string(code)]
	if !ok {
		return 0
	}
	var hit, whole float32
	for _, id := range a.terms {
		if m.filler[id] {
			continue
		}
		whole += m.weight[id]
		if m.entries[d].has(id) {
			hit += m.weight[id]
		}
	}
	if whole == 0 {
		return 1
	}
	return float64(hit/whole) * a.known
}

// accumulate sums the precomputed impacts of the question's terms.
func (m *Model) accumulate(a *asked, s *scratch) {
	for _, ids := range [][]int32{a.terms, a.pairs} {
		for _, id := range ids {
			for _, p := range m.postings[id] {
				if s.all[p.doc] == 0 {
					s.touched = append(s.touched, p.doc)
				}
				s.all[p.doc] += p.all
				s.name[p.doc] += p.name
			}
		}
	}
}

// search adds the hits of the full-text index.
func (r *Ranker) search(ctx context.Context, q assistant.RankQuery, s *scratch) error {
	if r.index == nil {
		return nil
	}
	res, err := r.index.Search(ctx, knowledge.Query{Text: q.Text, Unit: q.Unit, At: q.At, Limit: fromSearch})
	if err != nil {
		return fmt.Errorf("rank: %w", err)
	}
	for i, h := range res.Hits {
		if d, ok := r.model.index[string(h.Kind)+"/"+h.ID]; ok {
			s.rank[d] = i + 1
		}
	}
	return nil
}

// pick adds the n best touched documents by score, ties by position.
func (s *scratch) pick(n int, score []float32) {
	s.order = append(s.order[:0], s.touched...)
	before := func(x, y int32) bool {
		if score[x] != score[y] {
			return score[x] > score[y]
		}
		return x < y
	}
	top := selectTop(s.order, n, before)
	for _, d := range top {
		if score[d] > 0 {
			s.picked = append(s.picked, d)
		}
	}
}

// selectTop moves the n first of list by before to its front, in any order
// (Hoare's quickselect with the middle as pivot).
func selectTop(list []int32, n int, before func(x, y int32) bool) []int32 {
	if len(list) <= n {
		return list
	}
	lo, hi := 0, len(list)-1
	for lo < hi {
		pivot := list[(lo+hi)/2]
		i, j := lo, hi
		for i <= j {
			for before(list[i], pivot) {
				i++
			}
			for before(pivot, list[j]) {
				j--
			}
			if i <= j {
				list[i], list[j] = list[j], list[i]
				i++
				j--
			}
		}
		switch {
		case n-1 <= j:
			hi = j
		case n-1 >= i:
			lo = i
		default:
			return list[:n]
		}
	}
	return list[:n]
}

// positions looks up the entries of codes.
func (m *Model) positions(codes []knowledge.ProcedureCode) map[int32]bool {
	if len(codes) == 0 {
		return nil
	}
	out := make(map[int32]bool, len(codes))
	for _, c := range codes {
		if d, ok := m.index[string(knowledge.DocProcedure)+"/"+string(c)]; ok {
			out[d] = true
		}
	}
	return out
}

// scored is a candidate with its features.
type scored struct {
	doc      int32
	raw      float64
	features [numFeatures]float64
}

// order scores the picked documents and returns the best q.Limit procedures and
// entries, and how likely the question is outside of what we answer. What is
// outside competes like any document, so that it weakens what it resembles.
func (m *Model) order(a *asked, s *scratch, prefer map[int32]bool, q assistant.RankQuery) (out []assistant.Candidate, outside float64) {
	list := m.scored(a, s, prefer)
	groups := make([]int32, len(list))
	for i := range list {
		groups[i] = m.entries[list[i].doc].group
	}
	scores := m.weights.calibrate(list, groups, a.damp)
	for i := range list {
		switch {
		case m.entries[list[i].doc].outside:
			outside = max(outside, scores[i])
		case q.Limit <= 0 || len(out) < q.Limit:
			out = append(out, m.candidate(a, &list[i], scores[i], q.Explain))
		}
	}
	return out, outside
}

// scored computes the features of the picked documents, best first.
func (m *Model) scored(a *asked, s *scratch, prefer map[int32]bool) []scored {
	list := make([]scored, len(s.picked))
	for i, d := range s.picked {
		f := m.features(a, &m.entries[d], s.name[d], s.all[d])
		if pos, ok := s.rank[d]; ok {
			f[fSearch] = 1 / float64(pos)
		}
		if prefer[d] {
			f[fPrefer] = 1
		}
		list[i] = scored{doc: d, raw: m.weights.raw(&f), features: f}
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i].raw != list[j].raw {
			return list[i].raw > list[j].raw
		}
		return list[i].doc < list[j].doc
	})
	return list
}

func (m *Model) candidate(a *asked, c *scored, score float64, explain bool) assistant.Candidate {
	e := &m.entries[c.doc]
	out := assistant.Candidate{Kind: e.kind, Name: e.name, Title: e.title, Score: score, Raw: c.raw}
	if e.kind == knowledge.DocFAQ {
		out.FAQ = e.id
	} else {
		out.Code = knowledge.ProcedureCode(e.id)
	}
	if explain {
		for i, n := range featureNames() {
			out.Features = append(out.Features, assistant.Feature{Name: n, Value: c.features[i], Weight: m.weights.vector[i]})
		}
		out.Because = m.because(a, e)
	}
	return out
}
