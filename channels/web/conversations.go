package web

import (
	"container/list"
	"crypto/rand"
	"encoding/hex"
	"sync"
	"time"

	"motcua/assistant"
)

// conversations keeps the conversations of the interface in memory, the least
// recently used going first when there are too many. Safe for concurrent use.
type conversations struct {
	limit int
	ttl   time.Duration
	now   func() time.Time

	mu    sync.Mutex
	byID  map[assistant.ConversationID]*list.Element
	order *list.List // of *session, most recently used first
}

// session is one conversation. Its own lock orders the turns of one client, so
// that two of its questions at once do not overwrite each other.
type session struct {
	id   assistant.ConversationID
	used time.Time // guarded by conversations.mu

	mu           sync.Mutex
	conversation assistant.Conversation
}

func newConversations(limit int, ttl time.Duration, now func() time.Time) *conversations {
	return &conversations{
		limit: limit, ttl: ttl, now: now,
		byID: make(map[assistant.ConversationID]*list.Element), order: list.New(),
	}
}

// open returns the session of that id, or a new one with an id of its own when
// there is none: ids are only ever chosen here, never by clients.
func (cs *conversations) open(id assistant.ConversationID) *session {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	now := cs.now()
	cs.expire(now)
	if el, ok := cs.byID[id]; ok {
		s, _ := el.Value.(*session)
		s.used = now
		cs.order.MoveToFront(el)
		return s
	}
	s := &session{id: newConversationID(), used: now}
	cs.byID[s.id] = cs.order.PushFront(s)
	for cs.order.Len() > cs.limit {
		cs.drop(cs.order.Back())
	}
	return s
}

// expire drops what was not used for long; the list is ordered by use.
func (cs *conversations) expire(now time.Time) {
	for el := cs.order.Back(); el != nil; el = cs.order.Back() {
		if s, ok := el.Value.(*session); ok && now.Sub(s.used) < cs.ttl {
			return
		}
		cs.drop(el)
	}
}

func (cs *conversations) drop(el *list.Element) {
	if s, ok := cs.order.Remove(el).(*session); ok {
		delete(cs.byID, s.id)
	}
}

// len is the number of conversations kept.
func (cs *conversations) len() int {
	cs.mu.Lock()
	defer cs.mu.Unlock()
	return cs.order.Len()
}

// newConversationID is 128 random bits in hex: it cannot be guessed.
func newConversationID() assistant.ConversationID {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails: crypto/rand ends the program instead
	return assistant.ConversationID(hex.EncodeToString(b[:]))
}
