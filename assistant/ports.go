package assistant

import (
	"context"
	"time"

	"motcua/knowledge"
)

// Ranker finds the procedures a question may be about. Safe for concurrent use.
type Ranker interface {
	// Rank returns candidates, best first, ties ordered by code. It never
	// blocks on anything but its own computation; the error is ctx's or the
	// index's. No candidates is an empty Ranking.
	Rank(ctx context.Context, q RankQuery) (Ranking, error)
}

// RankQuery is a question made ready for ranking.
type RankQuery struct {
	Text    string // clean, masked, abbreviations opened
	Lang    Lang
	Unit    knowledge.UnitID
	At      time.Time
	Limit   int
	Prefer  []knowledge.ProcedureCode // choices offered before: a nudge, not a filter
	Topic   knowledge.ProcedureCode   // what the conversation is about, to measure [Ranking.Topic]
	Explain bool                      // fill Features and Because
}

// Ranking is the ranker's result.
type Ranking struct {
	Candidates []Candidate
	// Known is the share (0..1) of the question's weight whose words occur
	// anywhere in what we know. Low means the question speaks of other things.
	Known float64
	// Topic is the share (0..1) of the question's weight whose words belong to
	// the procedure the conversation is about; 0 without one.
	Topic float64
	// Named is the share (0..1) of the question's topic weight that stands in the
	// name or an alias of the first candidate: low for a mere circumstance.
	Named float64
	// Outside is how likely (0..1) the question is about something we do not
	// answer: weather, prices, gossip, services outside of the catalogue.
	Outside float64
}

// Classifier tells what kind of message a text is and which facets it asks for.
// Safe for concurrent use; pure.
type Classifier interface {
	Classify(text string) Intent
}

// Kind is the kind of a message.
type Kind string

const (
	KindQuestion Kind = "question"
	KindSmall    Kind = "smalltalk"
	KindHandoff  Kind = "handoff"
	KindStatus   Kind = "status"
	KindNone     Kind = "none"     // "none of these"
	KindDistress Kind = "distress" // somebody may harm themselves: people must help, not a machine
	KindDanger   Kind = "danger"   // somebody is being harmed now
	KindOutside  Kind = "outside"  // plainly not about procedures: weather, prices, insults
)

// Intent is what a message wants.
type Intent struct {
	Kind   Kind
	Lang   Lang
	Small  string  // which small talk: "greet", "thanks", "bye", "who", "ok", "insult", "injection"
	Facets []Facet // in order of appearance
	// Content is the text without greetings, politeness and the words that
	// ask for facets: what the question is about. Empty for a bare follow-up.
	Content string
	// Correction is set for "à không, em hỏi ..." and the like: a new topic follows.
	Correction bool
	// Number is what a message that is nothing but a number says ("2", "mục 2");
	// only when Numbered.
	Number   int
	Numbered bool
	// DossierCode is a dossier code typed in the message (mã hồ sơ), for Status.
	DossierCode string
}
