package assistant

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"motcua/knowledge"
)

// ConversationSchema is the version of the stored form of a conversation.
const ConversationSchema = 1

// ErrConversationVersion is returned for a conversation stored by a newer program.
var ErrConversationVersion = errors.New("conversation was stored by a newer version")

// Conversation is what is remembered between two questions of one resident.
// It holds no text of the resident but the masked question that waits for a
// clarification. The zero value is a new conversation.
type Conversation struct {
	Version  int                     `json:"v"`
	ID       ConversationID          `json:"id,omitempty"`
	Revision uint64                  `json:"revision"`
	Turns    int                     `json:"turns"`
	Topic    knowledge.ProcedureCode `json:"topic,omitempty"`   // procedure spoken of last
	Facets   []Facet                 `json:"facets,omitempty"`  // facets asked last
	Pending  *Pending                `json:"pending,omitempty"` // a clarification that waits for its answer
	Lang     Lang                    `json:"lang,omitempty"`
	Updated  time.Time               `json:"updated,omitzero"`
}

// Pending is a question of ours that waits for an answer.
type Pending struct {
	Options []PendingOption `json:"options"`
	Facets  []Facet         `json:"facets,omitempty"` // what was asked before we asked back
	Text    string          `json:"text,omitempty"`   // the masked question, to be read together with the reply
	Asked   int             `json:"asked"`            // how many times in a row we asked back
}

// PendingOption is one choice we offered.
type PendingOption struct {
	Code  knowledge.ProcedureCode `json:"code"`
	Label string                  `json:"label"`
}

// MarshalConversation returns the stored form.
func MarshalConversation(c Conversation) ([]byte, error) {
	c.Version = ConversationSchema
	return json.Marshal(c)
}

// UnmarshalConversation reads the stored form. The error wraps
// [ErrConversationVersion] when a newer program wrote it.
func UnmarshalConversation(b []byte) (Conversation, error) {
	var c Conversation
	if err := json.Unmarshal(b, &c); err != nil {
		return Conversation{}, fmt.Errorf("read conversation: %w", err)
	}
	if c.Version > ConversationSchema {
		return Conversation{}, fmt.Errorf("%w: %d, this program reads up to %d", ErrConversationVersion, c.Version, ConversationSchema)
	}
	return c, nil
}
