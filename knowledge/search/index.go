package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/blevesearch/bleve/v2"

	"motcua/knowledge"
)

// Limits of one query.
const (
	defaultLimit = 10
	maxLimit     = 200
)

// Index is an immutable index. Search is safe for concurrent use; Close may be
// called once, after the last Search has returned.
type Index struct {
	bleve bleve.Index
	side  side
	terms frequencies
}

var _ knowledge.Searcher = (*Index)(nil)

func newIndex(ix bleve.Index, s side) (*Index, error) {
	terms, err := readFrequencies(ix)
	if err != nil {
		return nil, fmt.Errorf("read terms: %w", err)
	}
	return &Index{bleve: ix, side: s, terms: terms}, nil
}

// Fingerprint names the index.
func (ix *Index) Fingerprint() string { return ix.side.Fingerprint }

// Len is the number of documents.
func (ix *Index) Len() int { return ix.side.Docs }

// Close releases the files.
func (ix *Index) Close() error { return ix.bleve.Close() }

// Search implements [knowledge.Searcher].
func (ix *Index) Search(ctx context.Context, q knowledge.Query) (knowledge.Results, error) {
	limit := q.Limit
	if limit <= 0 {
		limit = defaultLimit
	}
	limit = min(limit, maxLimit)
	query := ix.query(q.Text)
	if query == nil {
		return knowledge.Results{}, ctx.Err()
	}
	// Some hits may be hidden by unit, day or kind: ask for spare ones.
	req := bleve.NewSearchRequestOptions(query, limit+ix.spare(q), 0, false)
	req.SortBy([]string{"-_score", "_id"})
	found, err := ix.bleve.SearchInContext(ctx, req)
	if err != nil {
		return knowledge.Results{}, fmt.Errorf("search: %w", errors.Join(ctx.Err(), err))
	}
	var out knowledge.Results
	for _, h := range found.Hits {
		if len(out.Hits) == limit {
			break
		}
		kind, id := splitKey(h.ID)
		if wanted(q.Kinds, kind) && ix.visible(h.ID, q.Unit, q.At) {
			out.Hits = append(out.Hits, knowledge.Hit{Kind: kind, ID: id, Score: h.Score})
		}
	}
	return out, nil
}

// spare is how many hits the filters of q may take away at most.
func (ix *Index) spare(q knowledge.Query) int {
	if len(q.Kinds) == 1 {
		return maxLimit
	}
	return min(len(ix.side.Meta), maxLimit)
}

func (ix *Index) visible(key string, unit knowledge.UnitID, at time.Time) bool {
	m, ok := ix.side.Meta[key]
	return !ok || m.holds(at) && m.concerns(unit)
}

func wanted(kinds []knowledge.DocKind, kind knowledge.DocKind) bool {
	if len(kinds) == 0 {
		return true
	}
	return slices.Contains(kinds, kind)
}
