package knowledge

import (
	"context"
	"time"
)

// DocKind tells what a search hit is.
type DocKind string

const (
	DocProcedure DocKind = "procedure"
	DocFAQ       DocKind = "faq"
)

// Query asks for published procedures and FAQ entries.
type Query struct {
	Text  string    // as the resident typed it, cleaned to NFC
	Kinds []DocKind // empty means all
	Unit  UnitID    // commune asked from; its local entries rank first
	Limit int       // hits wanted; 0 means 10, at most 200
	At    time.Time // only entries valid on this day; zero means any
}

// Hit is one document found. Score compares hits of one query only.
type Hit struct {
	Kind  DocKind
	ID    string // procedure code or FAQ id
	Score float64
}

// Results lists hits, best first; equal scores are ordered by ID, so that every
// run gives the same list.
type Results struct {
	Hits []Hit
}

// Searcher finds published procedures and FAQ entries. Nothing found is an
// empty Results, not an error. Errors are those of the index or of ctx.
// Safe for concurrent use.
type Searcher interface {
	Search(ctx context.Context, q Query) (Results, error)
}

// Catalogue hands out the procedures of one release. Safe for concurrent use.
type Catalogue interface {
	// Procedure returns the procedure or an error that wraps [ErrNotFound].
	// The caller owns the result.
	Procedure(ctx context.Context, code ProcedureCode) (Procedure, error)
	// Codes lists all codes in ascending order.
	Codes() []ProcedureCode
}
