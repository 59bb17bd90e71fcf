package channels

import (
	"context"
	"errors"
	"testing"
	"time"

	"motcua/assistant"
)

// recorder answers every question with two choices and remembers what came.
type recorder struct {
	got  []assistant.Question
	seen []assistant.Conversation
	err  error
}

func (r *recorder) Answer(_ context.Context, q assistant.Question, c assistant.Conversation) (assistant.Answer, assistant.Conversation, error) {
	r.got, r.seen = append(r.got, q), append(r.seen, c)
	if r.err != nil {
		return assistant.Answer{}, c, r.err
	}
	c.Turns++
	return assistant.Answer{Choices: []assistant.Choice{{ID: "p:9.000001", Label: "Một"}, {ID: "n", Label: "Khác"}}}, c, nil
}

func TestTalkSay(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 7, 1, 8, 0, 0, 0, time.UTC)
	r := &recorder{}
	talk, err := NewTalk(TalkOptions{Answerer: r, ID: "c1", Unit: "06000", Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"2", "xin chào", "1", " 2. ", "3", "0", "-1", "2 bản"} {
		if _, err := talk.Say(t.Context(), text); err != nil {
			t.Fatalf("Say(%q): %v", text, err)
		}
	}
	want := []struct {
		text   string
		choice assistant.ChoiceID
	}{
		{"2", ""}, {"xin chào", ""}, {"Một", "p:9.000001"}, {"Khác", "n"},
		{"3", ""}, {"0", ""}, {"-1", ""}, {"2 bản", ""},
	}
	for i, w := range want {
		if q := r.got[i]; q.Text != w.text || q.Choice != w.choice || q.Conversation != "c1" || q.Unit != "06000" || !q.At.Equal(at) {
			t.Errorf("turn %d: question %+v, want text %q choice %q", i, q, w.text, w.choice)
		}
		if r.seen[i].Turns != i {
			t.Errorf("turn %d: conversation of %d turns, want %d", i, r.seen[i].Turns, i)
		}
	}
}

func TestTalkForget(t *testing.T) {
	t.Parallel()
	r := &recorder{}
	talk, err := NewTalk(TalkOptions{Answerer: r})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := talk.Say(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	talk.Forget()
	if _, err := talk.Say(t.Context(), "1"); err != nil {
		t.Fatal(err)
	}
	if r.seen[1].Turns != 0 || r.got[1].Choice != "" {
		t.Errorf("after Forget: conversation %+v, choice %q", r.seen[1], r.got[1].Choice)
	}
}

func TestTalkErrors(t *testing.T) {
	t.Parallel()
	if _, err := NewTalk(TalkOptions{}); err == nil {
		t.Error("NewTalk without an answerer: no error")
	}
	broken := errors.New("index is closed")
	talk, err := NewTalk(TalkOptions{Answerer: &recorder{err: broken}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := talk.Say(t.Context(), "a"); !errors.Is(err, broken) {
		t.Errorf("Say error = %v, want %v", err, broken)
	}
}
