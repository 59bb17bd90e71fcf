package ranking

import (
	"math"
	"slices"
	"sort"

	"motcua/knowledge"
	"motcua/knowledge/vi"
)

// Doc is what the model knows of one procedure or FAQ entry.
type Doc struct {
	Kind      knowledge.DocKind
	ID        string   // procedure code or FAQ id
	Name      string   // as published
	Title     string   // as people call it, or empty
	Names     []string // title and aliases
	Sentences []string // what residents say when they need it
	Foreign   []string // English and Chinese sentences and titles
	Field     string
	Agency    string
	Levels    []knowledge.Level
	Curated   bool // written or checked by our editors
	Outside   bool // not a procedure: what people ask that we do not answer; ID is the topic
	NameOnly  bool // nothing but the name is known
	Common    bool // the ordinary case of what people ask
	Local     bool // issued by the province itself: goes before its national twin
}

// entry is a document made ready: term ids instead of text.
type entry struct {
	kind      knowledge.DocKind
	id        string
	name      string
	title     string
	nameTerms []int32 // distinct syllables of the published name, ascending
	altTerms  [][]int32
	namePairs []int32
	sentences []sentence
	actions   uint32
	quals     uint32
	prior     float32
	outside   bool
	common    bool
	group     int32      // entries of one name: the same procedure under a national and a local code
	spelled   []spelling // marked spellings in names and sentences, ascending
}

// spelling is one way a folded syllable is written with marks: the folded term
// in the upper half, the number of the marked spelling in the lower.
type spelling uint64

func spell(folded, marked int32) spelling {
	return spelling(uint64(uint32(folded))<<32 | uint64(uint32(marked))) //nolint:gosec // two halves of a word
}

// sentence is one resident's sentence: distinct syllables, ascending.
type sentence struct {
	terms []int32
	norm  float32 // sqrt of the summed squared weights
	text  string
}

// posting is one document of a term with its precomputed BM25 impacts.
type posting struct {
	doc  int32
	name float32 // over the names alone
	all  float32 // over names and sentences together
}

// Model holds the term statistics of one release. Safe for concurrent use.
type Model struct {
	vocab     map[string]int32 // folded syllable, or pair joined by a blank, to term id
	spellings map[string]int32 // marked syllable to its number
	weight    []float32        // idf of a term over names and sentences
	nameIDF   []float32        // idf of a term over names alone
	filler    []bool           // terms that are syllables of no topic
	postings  [][]posting
	entries   []entry
	index     map[string]int32 // kind/id to entry
	lexicon   *Lexicon
	weights   Weights
}

// BM25 constants; from the measured baseline (k1 0.6..2.5 and b 0.1..0.75 move
// the first hit by at most 8 points, b 0.3 is safe).
const (
	bm25K1 = 1.2
	bm25B  = 0.3
)

// NewModel builds the model; docs may come in any order.
func NewModel(docs []Doc, lexicon *Lexicon, weights Weights) *Model {
	sorted := append([]Doc(nil), docs...)
	sort.SliceStable(sorted, func(i, j int) bool {
		if sorted[i].Kind != sorted[j].Kind {
			return sorted[i].Kind > sorted[j].Kind // procedures before FAQ entries
		}
		return sorted[i].ID < sorted[j].ID
	})
	m := &Model{
		vocab:     make(map[string]int32, 1<<16),
		spellings: make(map[string]int32, 1<<13),
		index:     make(map[string]int32, len(sorted)),
		lexicon:   lexicon,
		weights:   weights,
	}
	b := builder{m: m, groups: map[string]int32{}}
	for i := range sorted {
		b.add(&sorted[i])
	}
	b.finish()
	return m
}

// Len is the number of documents.
func (m *Model) Len() int { return len(m.entries) }

// builder counts terms; finish turns counts into impacts.
type builder struct {
	m      *Model
	groups map[string]int32   // name key to group
	count  []map[int32]counts // per document
}

// counts are the occurrences of one term in one document.
type counts struct{ name, all float32 }

// nameShare is how often the published name counts in the joined document.
const nameShare = 2

func (b *builder) add(d *Doc) {
	m := b.m
	e := entry{kind: d.Kind, id: d.ID, name: d.Name, title: d.Title, outside: d.Outside, common: d.Common}
	tf := map[int32]counts{}
	nameTokens := tokens(d.Name)
	e.nameTerms = distinct(m.ids(nameTokens))
	e.namePairs = distinct(m.pairIDs(nameTokens))
	b.countText(tf, nameTokens, 1, nameShare)
	e.note(m, nameTokens)
	for _, n := range d.Names {
		t := tokens(n)
		e.altTerms = append(e.altTerms, distinct(m.ids(t)))
		b.countText(tf, t, 1, 1)
		e.note(m, t)
	}
	for _, s := range append(append([]string(nil), d.Sentences...), d.Foreign...) {
		t := tokens(s)
		b.countText(tf, t, 0, 1)
		e.note(m, t)
		e.sentences = append(e.sentences, sentence{terms: distinct(m.ids(t)), text: s})
	}
	e.actions = m.lexicon.nameActions(nameTokens)
	e.quals = m.lexicon.nameQualifiers(nameTokens)
	e.prior = prior(d)
	e.group = b.group(d, nameTokens)
	slices.Sort(e.spelled)
	e.spelled = slices.Clip(slices.Compact(e.spelled))
	m.index[string(d.Kind)+"/"+d.ID] = int32(len(m.entries)) //nolint:gosec // a catalogue has thousands of entries
	m.entries = append(m.entries, e)
	b.count = append(b.count, tf)
}

// group numbers entries by name; documents outside of the catalogue are alone.
func (b *builder) group(d *Doc, name []token) int32 {
	key := joinFolded(name)
	if d.Outside || key == "" {
		key = "\x00" + d.ID
	}
	g, ok := b.groups[key]
	if !ok {
		g = int32(len(b.groups)) //nolint:gosec // thousands of names
		b.groups[key] = g
	}
	return g
}

// note remembers how folded syllables are written with marks.
func (e *entry) note(m *Model, ts []token) {
	for _, t := range ts {
		if t.folded == t.marked {
			continue
		}
		id, ok := m.spellings[t.marked]
		if !ok {
			id = int32(len(m.spellings)) //nolint:gosec // some ten thousand syllables
			m.spellings[t.marked] = id
		}
		e.spelled = append(e.spelled, spell(m.vocab[t.folded], id))
	}
}

// countText adds the terms of one text to the counts of a document.
func (b *builder) countText(tf map[int32]counts, ts []token, name, all float32) {
	add := func(id int32) {
		c := tf[id]
		c.name += name
		c.all += all
		tf[id] = c
	}
	for _, id := range b.m.ids(ts) {
		add(id)
	}
	for _, id := range b.m.pairIDs(ts) {
		add(id)
	}
}

// finish computes idf, impacts and sentence norms.
func (b *builder) finish() {
	m := b.m
	n := len(m.vocab)
	nameDF, allDF := make([]float32, n), make([]float32, n)
	var nameTotal, allTotal float32
	nameLen, allLen := make([]float32, len(b.count)), make([]float32, len(b.count))
	for d, tf := range b.count {
		for id, c := range tf {
			if c.name > 0 {
				nameDF[id]++
			}
			allDF[id]++
			nameLen[d] += c.name
			allLen[d] += c.all
		}
		nameTotal += nameLen[d]
		allTotal += allLen[d]
	}
	docs := float32(max(len(b.count), 1))
	m.weight, m.nameIDF = make([]float32, n), make([]float32, n)
	for id := range n {
		m.weight[id] = idf(docs, allDF[id])
		m.nameIDF[id] = idf(docs, nameDF[id])
	}
	m.filler = make([]bool, n)
	for term, id := range m.vocab {
		m.filler[id] = m.lexicon.fillers[term]
	}
	m.postings = make([][]posting, n)
	for id := range n {
		m.postings[id] = make([]posting, 0, int(allDF[id]))
	}
	for d, tf := range b.count {
		for id, c := range tf {
			m.postings[id] = append(m.postings[id], posting{
				doc:  int32(d),
				name: m.nameIDF[id] * saturate(c.name, nameLen[d], nameTotal/docs),
				all:  m.weight[id] * saturate(c.all, allLen[d], allTotal/docs),
			})
		}
	}
	for i := range m.entries {
		for s := range m.entries[i].sentences {
			m.entries[i].sentences[s].norm = m.norm(m.entries[i].sentences[s].terms)
		}
	}
}

// has reports whether the entry's name, aliases or sentences hold the term.
func (e *entry) has(id int32) bool {
	if holds(e.nameTerms, id) {
		return true
	}
	for _, t := range e.altTerms {
		if holds(t, id) {
			return true
		}
	}
	for i := range e.sentences {
		if holds(e.sentences[i].terms, id) {
			return true
		}
	}
	return false
}

// holds looks an id up in an ascending list.
func holds(ids []int32, id int32) bool {
	_, found := slices.BinarySearch(ids, id)
	return found
}

func (m *Model) norm(terms []int32) float32 {
	var sum float32
	for _, id := range terms {
		sum += m.weight[id] * m.weight[id]
	}
	return float32(math.Sqrt(float64(sum)))
}

// idf is the BM25 weight of a term that occurs in df of n documents.
func idf(n, df float32) float32 {
	return float32(math.Log1p(float64((n - df + 0.5) / (df + 0.5))))
}

// saturate is BM25's term frequency part.
func saturate(tf, length, average float32) float32 {
	if tf == 0 || average == 0 {
		return 0
	}
	return tf * (bm25K1 + 1) / (tf + bm25K1*(1-bm25B+bm25B*length/average))
}

// prior prefers what ordinary people meet: the commune's procedures and those
// our editors have written up.
func prior(d *Doc) float32 {
	p := float32(0)
	for _, l := range d.Levels {
		switch l {
		case knowledge.LevelCommune:
			p += 1
		case knowledge.LevelProvince:
			p += 0.5
		}
	}
	if d.Curated {
		p++
	}
	if d.Local {
		p++
	}
	return p / 2.5
}

// Writes reports whether a marked syllable occurs in any name or sentence.
func (m *Model) Writes(marked string) bool {
	_, ok := m.spellings[vi.Canon(marked)]
	return ok
}
