package channels

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"motcua/assistant"
	"motcua/knowledge"
)

// Answerer is the engine as a channel sees it. Safe for concurrent use.
type Answerer interface {
	// Answer answers one question and returns the conversation as it is
	// afterwards. It does not block on anything but its own computation; errors
	// are those of ctx or of the index, never "we do not know".
	Answer(ctx context.Context, q assistant.Question, c assistant.Conversation) (assistant.Answer, assistant.Conversation, error)
}

// TalkOptions say who talks and to whom.
type TalkOptions struct {
	Answerer Answerer
	ID       assistant.ConversationID
	Unit     knowledge.UnitID // commune the person asks from; may be empty
	Now      func() time.Time // nil means time.Now
}

// Talk leads the conversation of one person in memory: it hands each turn to the
// engine and keeps what the engine wants remembered. Not safe for concurrent use.
type Talk struct {
	options      TalkOptions
	conversation assistant.Conversation
	choices      []assistant.Choice
}

// NewTalk begins a conversation.
func NewTalk(o TalkOptions) (*Talk, error) {
	if o.Answerer == nil {
		return nil, errors.New("talk: no answerer")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Talk{options: o}, nil
}

// Say answers one turn. A bare number of the choices offered last presses that
// choice; anything else is asked as it stands.
func (t *Talk) Say(ctx context.Context, text string) (assistant.Answer, error) {
	q := assistant.Question{
		Conversation: t.options.ID,
		Text:         text,
		Unit:         t.options.Unit,
		At:           t.options.Now(),
	}
	if c, ok := t.picked(text); ok {
		q.Text, q.Choice = c.Label, c.ID
	}
	a, next, err := t.options.Answerer.Answer(ctx, q, t.conversation)
	if err != nil {
		return assistant.Answer{}, err
	}
	t.conversation, t.choices = next, a.Choices
	return a, nil
}

// Forget begins anew: nothing said before counts.
func (t *Talk) Forget() {
	t.conversation, t.choices = assistant.Conversation{}, nil
}

// picked returns the choice a bare number names, if it names one.
func (t *Talk) picked(text string) (assistant.Choice, bool) {
	text = strings.TrimRight(strings.TrimSpace(text), ".)")
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > len(t.choices) {
		return assistant.Choice{}, false
	}
	return t.choices[n-1], true
}
