package assistant

import (
	"motcua/knowledge"
)

// Outcome is how a question ended (kết cục).
type Outcome string

const (
	Answered  Outcome = "answered"  // a procedure or FAQ entry answers it
	Clarify   Outcome = "clarify"   // one short question back
	Unknown   Outcome = "unknown"   // we do not know, and say who does
	Smalltalk Outcome = "smalltalk" // greeting, thanks, farewell
	Handoff   Outcome = "handoff"   // the resident wants a person
	Status    Outcome = "status"    // "where is my dossier"
)

// Answer says what to tell the resident; channels decide how it looks.
type Answer struct {
	Outcome Outcome
	Code    knowledge.ProcedureCode // procedure answered about; empty unless Answered
	FAQ     string                  // FAQ entry answered with, if any
	Facets  []Facet                 // facets answered, in order
	Lang    Lang
	Blocks  []Block
	Choices []Choice   // what can be asked next; at most [Policy.MaxChoices]
	Sources []Citation // every fact names its source and day
	Trace   Trace      // for staff and evaluation, never sent to residents
}

// BlockKind tells how a block is laid out.
type BlockKind string

const (
	Paragraph BlockKind = "paragraph" // Text
	Heading   BlockKind = "heading"   // Text
	List      BlockKind = "list"      // Text as lead-in (may be empty), Items
	Steps     BlockKind = "steps"     // like List, numbered
	Table     BlockKind = "table"     // Rows, the first is the head
	WarnBlock BlockKind = "warning"   // Text
	Link      BlockKind = "link"      // Text, URL
)

// Block is one piece of an answer.
type Block struct {
	Kind  BlockKind  `json:"kind"`
	Text  string     `json:"text,omitempty"`
	Items []string   `json:"items,omitempty"`
	Rows  [][]string `json:"rows,omitempty"`
	URL   string     `json:"url,omitempty"`
}

// ChoiceID is the stable meaning of a choice, at most 64 bytes of ASCII.
// The forms are "p:<code>", "f:<code>:<facet>", "n" (none of these) and
// "h" (a person); it can be answered without any memory of the conversation.
type ChoiceID string

// Choice is something the resident can ask next by one press.
type Choice struct {
	ID    ChoiceID `json:"id"`
	Label string   `json:"label"`
}

// Citation names where a fact comes from.
type Citation struct {
	Code   knowledge.ProcedureCode `json:"code,omitempty"`
	FAQ    string                  `json:"faq,omitempty"`
	Source string                  `json:"source"`
	URL    string                  `json:"url,omitempty"`
	Date   knowledge.Date          `json:"date"` // day or month the data is from
	Legal  []string                `json:"legal,omitempty"`
}

// Trace explains an answer to staff.
type Trace struct {
	Release    string      `json:"release,omitempty"`
	Rule       string      `json:"rule"`             // which rule of decide.go fired
	Searched   string      `json:"searched"`         // the text that was ranked, personal data masked
	Opened     []string    `json:"opened,omitempty"` // abbreviations and key strokes that were opened
	Masked     []string    `json:"masked,omitempty"` // kinds of personal data that were hidden
	Candidates []Candidate `json:"candidates,omitempty"`
	FollowUp   bool        `json:"follow_up,omitempty"`
}

// Candidate is a procedure or FAQ entry that may answer the question.
type Candidate struct {
	Kind     knowledge.DocKind       `json:"kind"`
	Code     knowledge.ProcedureCode `json:"code"`
	FAQ      string                  `json:"faq,omitempty"`
	Name     string                  `json:"name"`               // as published
	Title    string                  `json:"title,omitempty"`    // as people call it
	Score    float64                 `json:"score"`              // 0..1, comparable between questions
	Raw      float64                 `json:"raw"`                // weighted sum of the features
	Features []Feature               `json:"features,omitempty"` // filled when asked to explain
	Because  []string                `json:"because,omitempty"`  // what matched, in words
}

// Feature is one named reason of the scorer.
type Feature struct {
	Name   string  `json:"name"`
	Value  float64 `json:"value"`
	Weight float64 `json:"weight"`
}
