package search

import (
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
	"github.com/kljensen/snowball/english"
)

const stemFilterName = "motcua_english_stem"

// newStemFilter stems English terms with snowball. It must never see
// Vietnamese: an isolating language has nothing to stem, and its syllables
// would be cut ("hồ" stays, "days" would not be Vietnamese).
func newStemFilter(map[string]any, *registry.Cache) (analysis.TokenFilter, error) {
	return mapFilter(stem), nil
}

// stem lower-cases and stems one English word; stop words are stemmed too,
// because the query drops common terms by their frequency.
func stem(word string) string { return english.Stem(word, true) }
