package search

import (
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/mapping"
)

// Fields of the index. Each holds the names, titles, aliases and questions of
// one document, analysed in its own way.
const (
	fieldMarked  = "marked"  // syllables as written, one tone placement
	fieldFolded  = "folded"  // syllables without marks
	fieldPairs   = "pairs"   // neighbouring folded syllables
	fieldEnglish = "english" // English stems
)

// fieldAnalyzers tells how each field is analysed, in a fixed order.
func fieldAnalyzers() [][2]string {
	return [][2]string{
		{fieldMarked, markedAnalyzer},
		{fieldFolded, foldedAnalyzer},
		{fieldPairs, pairsAnalyzer},
		{fieldEnglish, englishAnalyzer},
	}
}

// newMapping builds the index mapping. Nothing is stored and no term vectors
// are kept: hits are looked up in the release by their ID.
func newMapping() (*mapping.IndexMappingImpl, error) {
	m := bleve.NewIndexMapping()
	analyzers := []struct {
		name    string
		filters []string
	}{
		{markedAnalyzer, []string{canonFilterName}},
		{foldedAnalyzer, []string{foldFilterName}},
		{pairsAnalyzer, []string{foldFilterName, pairFilterName}},
		{englishAnalyzer, []string{stemFilterName}},
	}
	for _, a := range analyzers {
		err := m.AddCustomAnalyzer(a.name, map[string]any{
			"type":          custom.Name,
			"tokenizer":     tokenizerName,
			"token_filters": a.filters,
		})
		if err != nil {
			return nil, fmt.Errorf("analyzer %s: %w", a.name, err)
		}
	}
	doc := bleve.NewDocumentStaticMapping()
	for _, fa := range fieldAnalyzers() {
		f := bleve.NewTextFieldMapping()
		f.Analyzer = fa[1]
		f.Store, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = false, false, false, false
		doc.AddFieldMappingsAt(fa[0], f)
	}
	m.DefaultMapping = doc
	m.DefaultAnalyzer = foldedAnalyzer
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	return m, nil
}
