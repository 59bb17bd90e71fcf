package search

import (
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"

	"motcua/knowledge/vi"
)

// AnalyzerVersion is part of every fingerprint: raise it whenever the terms
// that an analyzer makes change.
const AnalyzerVersion = 1

// Names under which the pieces are registered with bleve. A saved mapping
// refers to them by name, so they must not change.
const (
	tokenizerName   = "motcua_syllables"
	canonFilterName = "motcua_canon"
	foldFilterName  = "motcua_fold"
	pairFilterName  = "motcua_pairs"

	markedAnalyzer  = "motcua_marked"
	foldedAnalyzer  = "motcua_folded"
	pairsAnalyzer   = "motcua_folded_pairs"
	englishAnalyzer = "motcua_english"
)

// registerAll names our pieces to bleve; it is called once, by init.
func registerAll() error {
	steps := []func() error{
		func() error { return registry.RegisterTokenizer(tokenizerName, newTokenizer) },
		func() error { return registry.RegisterTokenFilter(canonFilterName, newCanonFilter) },
		func() error { return registry.RegisterTokenFilter(foldFilterName, newFoldFilter) },
		func() error { return registry.RegisterTokenFilter(pairFilterName, newPairFilter) },
		func() error { return registry.RegisterTokenFilter(stemFilterName, newStemFilter) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func init() {
	if err := registerAll(); err != nil {
		panic(err) // two packages claim one name: a programming error
	}
}

// syllableTokenizer splits text as [vi.Tokens] does.
type syllableTokenizer struct{}

func newTokenizer(map[string]any, *registry.Cache) (analysis.Tokenizer, error) {
	return syllableTokenizer{}, nil
}

// Tokenize implements [analysis.Tokenizer]; offsets are bytes of the input.
func (syllableTokenizer) Tokenize(input []byte) analysis.TokenStream {
	text := string(input)
	tokens := vi.Tokens(text)
	stream := make(analysis.TokenStream, len(tokens))
	for i, t := range tokens {
		stream[i] = &analysis.Token{
			Term:     input[t.Start:t.End:t.End],
			Start:    t.Start,
			End:      t.End,
			Position: i + 1,
			Type:     analysis.AlphaNumeric,
		}
	}
	return stream
}

// mapFilter rewrites each term and leaves offsets alone.
type mapFilter func(string) string

// Filter implements [analysis.TokenFilter].
func (f mapFilter) Filter(stream analysis.TokenStream) analysis.TokenStream {
	for _, t := range stream {
		t.Term = []byte(f(string(t.Term)))
	}
	return stream
}

func newCanonFilter(map[string]any, *registry.Cache) (analysis.TokenFilter, error) {
	return mapFilter(vi.Canon), nil
}

func newFoldFilter(map[string]any, *registry.Cache) (analysis.TokenFilter, error) {
	return mapFilter(foldTerm), nil
}

// foldTerm is the key under which a syllable is found without its marks.
func foldTerm(s string) string { return vi.Fold(vi.Canon(s)) }

// pairFilter joins each two neighbouring terms with a blank: the pair stands in
// for word segmentation. Offsets span both.
type pairFilter struct{}

func newPairFilter(map[string]any, *registry.Cache) (analysis.TokenFilter, error) {
	return pairFilter{}, nil
}

// Filter implements [analysis.TokenFilter].
func (pairFilter) Filter(stream analysis.TokenStream) analysis.TokenStream {
	if len(stream) < 2 {
		return stream[:0]
	}
	out := make(analysis.TokenStream, 0, len(stream)-1)
	for i := 0; i+1 < len(stream); i++ {
		a, b := stream[i], stream[i+1]
		out = append(out, &analysis.Token{
			Term:     pairTerm(a.Term, b.Term),
			Start:    a.Start,
			End:      b.End,
			Position: a.Position,
			Type:     analysis.Shingle,
		})
	}
	return out
}

func pairTerm(a, b []byte) []byte {
	t := make([]byte, 0, len(a)+1+len(b))
	t = append(t, a...)
	t = append(t, ' ')
	return append(t, b...)
}
