// Package ranking finds the procedures a question may be about and orders
// them: it implements [assistant.Ranker].
//
// Candidates come from three places: the full-text index (any
// [knowledge.Searcher]), a BM25 model over names, and the same model over names
// joined with the sentences in which residents say what they need, one document
// a procedure (Robertson and Zaragoza, "The Probabilistic Relevance Framework:
// BM25 and Beyond", 2009). One linear scorer over a few named features orders
// them; every feature of every candidate can be shown to the staff who answer
// for the result. Nothing here is random: equal scores are ordered by code.
//
// A [Model] is immutable and belongs to one release; it is built in well under
// a second for the whole catalogue and kept in memory.
package ranking
