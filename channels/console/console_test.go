package console

import (
	"bytes"
	"context"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"motcua/assistant"
	"motcua/channels"
)

// echo answers with the question and the number of the turn.
type echo struct{ err error }

func (e echo) Answer(_ context.Context, q assistant.Question, c assistant.Conversation) (assistant.Answer, assistant.Conversation, error) {
	if e.err != nil {
		return assistant.Answer{}, c, e.err
	}
	c.Turns++
	text := strings.Repeat("*", c.Turns) + " [" + string(q.Choice) + "] " + q.Text
	return assistant.Answer{
		Blocks:  []assistant.Block{{Kind: assistant.Paragraph, Text: text}},
		Choices: []assistant.Choice{{ID: "p:9.000001", Label: "Một"}},
	}, c, nil
}

func run(t *testing.T, in string, interactive bool) string {
	t.Helper()
	var out bytes.Buffer
	c, err := New(Options{Answerer: echo{}, In: strings.NewReader(in), Out: &out, Interactive: interactive})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestConversation(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in   string
		want, none []string
	}{
		{"turns follow each other", "a\nb\n", []string{"* [] a", "** [] b", "1. Một"}, []string{"> "}},
		{"a number picks the choice", "a\n1\n", []string{"** [p:9.000001] Một"}, nil},
		{"anew", "a\n/moi\nb\n", []string{"* [] a", "Đã bắt đầu", "* [] b"}, []string{"** "}},
		{"leave", "a\n/thoat\nb\n", []string{"* [] a"}, []string{"[] b"}},
		{"help, also with marks", "/giúp\n", []string{"/thoat"}, nil},
		{"unknown command", "/xyz\n", []string{"Không có lệnh này"}, []string{"[]"}},
		{"empty lines say nothing", "\n   \n", nil, []string{"[]"}},
		{"a line without an end is answered", "a", []string{"* [] a"}, nil},
		{"too long a line costs one line", strings.Repeat("x", maxLine+10) + "\nb\n", []string{"dài quá", "* [] b"}, []string{"xxx"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := run(t, tt.in, false)
			for _, w := range tt.want {
				if !strings.Contains(got, w) {
					t.Errorf("output lacks %q:\n%s", w, got)
				}
			}
			for _, w := range tt.none {
				if strings.Contains(got, w) {
					t.Errorf("output has %q:\n%s", w, got)
				}
			}
		})
	}
}

func TestInteractive(t *testing.T) {
	t.Parallel()
	got := run(t, "a\n", true)
	for _, w := range []string{"Trợ lý thủ tục hành chính", "> ", "Chào anh/chị"} {
		if !strings.Contains(got, w) {
			t.Errorf("output lacks %q:\n%s", w, got)
		}
	}
}

func TestRunEndsWithContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	in, w := io.Pipe()
	defer w.Close()
	c, err := New(Options{Answerer: echo{}, In: in, Out: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- c.Run(ctx) }()
	cancel()
	if err := <-done; err != nil {
		t.Errorf("Run = %v, want nil", err)
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	if _, err := New(Options{Answerer: echo{}}); err == nil {
		t.Error("New without input: no error")
	}
	if _, err := New(Options{In: strings.NewReader(""), Out: io.Discard}); err == nil {
		t.Error("New without an answerer: no error")
	}
	broken := errors.New("index is closed")
	c, err := New(Options{Answerer: echo{err: broken}, In: strings.NewReader("a\n"), Out: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Run(t.Context()); !errors.Is(err, broken) {
		t.Errorf("Run = %v, want %v", err, broken)
	}
}

func TestTextsAreComplete(t *testing.T) {
	t.Parallel()
	c, err := New(Options{Answerer: echo{}, In: strings.NewReader(""), Out: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	for _, names := range [][]string{c.texts.Commands.Leave, c.texts.Commands.Fresh, c.texts.Commands.Help} {
		if len(names) == 0 {
			t.Error("a command has no name")
		}
	}
	v := reflect.ValueOf(c.texts)
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			t.Errorf("text %s is empty", v.Type().Field(i).Name)
		}
	}
}

var _ channels.Answerer = echo{}
