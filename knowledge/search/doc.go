// Package search implements [knowledge.Searcher] on bleve: analyzers for
// Vietnamese, mapping, build, query. bleve types never leave it.
//
// It finds candidates; it does not decide. bleve's score orders the candidates
// well enough to keep the right one among the first fifty, and the ranker has
// the last word. Three facts about bleve shape the code:
//
//   - its asciifolding works on characters before tokenizing and breaks
//     offsets, so folding is a token filter here and offsets stay exact;
//   - a renamed field is queried with the default analyzer unless the query
//     names one, so queries are built from analysed terms, never from text;
//   - every posting of every common syllable is visited (there is no block-max
//     skipping), so the commonest syllables of a long question are left out of
//     the query when rarer ones carry it: see terms.go.
//
// Directories are named by fingerprint: analyzer version, mapping and the
// digest of the content. A directory appears by rename when it is complete and
// is never changed afterwards.
package search
