package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"motcua/assistant"
	"motcua/channels"
	"motcua/knowledge"
)

// maxItemLine is the longest line of ask --jsonl, in bytes.
const maxItemLine = 1 << 20

// maxCandidates is how many candidates a turn lists.
const maxCandidates = 10

// questionItem is a line that is read; other keys are passed over.
type questionItem struct {
	ID    json.RawMessage `json:"id"`
	Turns []struct {
		Text *string `json:"text"`
	} `json:"turns"`
}

// answerItem is a line that is written.
type answerItem struct {
	ID    json.RawMessage `json:"id"`
	Turns []turnAnswer    `json:"turns"`
}

// turnAnswer is the answer to one turn.
type turnAnswer struct {
	Outcome    assistant.Outcome       `json:"outcome"`
	Code       knowledge.ProcedureCode `json:"code"`
	Candidates []turnCandidate         `json:"candidates"`
	Facets     []assistant.Facet       `json:"facets"`
	Lang       assistant.Lang          `json:"lang"`
	Text       string                  `json:"text"`
	Choices    []string                `json:"choices"`
	Sources    []turnSource            `json:"sources"`
	TookUS     int64                   `json:"took_us"`
}

type turnCandidate struct {
	Code  knowledge.ProcedureCode `json:"code"`
	Score float64                 `json:"score"`
}

type turnSource struct {
	Code  knowledge.ProcedureCode `json:"code"`
	URL   string                  `json:"url"`
	Legal []string                `json:"legal"`
}

// askLines answers every item of standard input, in order.
func askLines(ctx context.Context, d channels.Answerer, p *Program) error {
	in := channels.NewLineReader(p.Stdin, maxItemLine)
	out := bufio.NewWriter(p.Stdout)
	bad := 0
	for ctx.Err() == nil {
		line, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && !errors.Is(err, channels.ErrLineTooLong) {
			return fmt.Errorf("read questions: %w", err)
		}
		if err == nil && len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err == nil {
			err = answerLine(ctx, d, p.Now, line, out)
		} else {
			err = lineError{err}
		}
		if fault, ok := errors.AsType[lineError](err); ok && ctx.Err() == nil {
			bad++
			p.complain(fmt.Sprintf("line %d: %s", in.Line(), oneLine(fault.error)))
			continue
		}
		if err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if bad > 0 {
		return fmt.Errorf("%d of %d lines were not answered", bad, in.Line())
	}
	return nil
}

// lineError is an error that concerns one line only.
type lineError struct{ error }

// answerLine answers one item as a fresh conversation and flushes its line.
func answerLine(ctx context.Context, d channels.Answerer, now func() time.Time, line []byte, out *bufio.Writer) error {
	item, err := readItem(line)
	if err != nil {
		return lineError{err}
	}
	answer := answerItem{ID: item.ID, Turns: make([]turnAnswer, 0, len(item.Turns))}
	var conversation assistant.Conversation
	for n, turn := range item.Turns {
		begun := time.Now()
		a, next, err := d.Answer(ctx, assistant.Question{Conversation: "jsonl", Text: *turn.Text, At: now()}, conversation)
		if err != nil {
			return lineError{fmt.Errorf("turn %d: %w", n+1, err)}
		}
		conversation = next
		answer.Turns = append(answer.Turns, newTurnAnswer(&a, time.Since(begun)))
	}
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	if err := e.Encode(answer); err != nil {
		return fmt.Errorf("write answer: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write answer: %w", err)
	}
	return nil
}

// readItem decodes one line and checks that it asks something.
func readItem(line []byte) (questionItem, error) {
	var item questionItem
	if err := json.Unmarshal(bytes.TrimPrefix(line, []byte("\ufeff")), &item); err != nil {
		return questionItem{}, fmt.Errorf("not a question item: %w", err)
	}
	if len(item.ID) == 0 || item.ID[0] != '"' && (item.ID[0] < '0' || item.ID[0] > '9') {
		return questionItem{}, errors.New("id is missing, or neither text nor number")
	}
	if len(item.Turns) == 0 {
		return questionItem{}, errors.New("turns are missing")
	}
	for n, t := range item.Turns {
		if t.Text == nil {
			return questionItem{}, fmt.Errorf("turn %d has no text", n+1)
		}
	}
	return item, nil
}

// newTurnAnswer is the answer as --jsonl writes it: lists are never null.
func newTurnAnswer(a *assistant.Answer, took time.Duration) turnAnswer {
	t := turnAnswer{
		Outcome: a.Outcome, Code: a.Code, Facets: orEmpty(a.Facets), Lang: a.Lang,
		Text: channels.PlainText(*a), TookUS: took.Microseconds(),
		Candidates: []turnCandidate{},
		Choices:    make([]string, len(a.Choices)),
		Sources:    make([]turnSource, len(a.Sources)),
	}
	seen := make(map[knowledge.ProcedureCode]bool)
	for _, c := range a.Trace.Candidates {
		if c.Code == "" || seen[c.Code] || len(t.Candidates) == maxCandidates {
			continue // a FAQ entry about no procedure, or one named already
		}
		seen[c.Code] = true
		t.Candidates = append(t.Candidates, turnCandidate{Code: c.Code, Score: c.Score})
	}
	for i, c := range a.Choices {
		t.Choices[i] = c.Label
	}
	for i, s := range a.Sources {
		t.Sources[i] = turnSource{Code: s.Code, URL: s.URL, Legal: orEmpty(s.Legal)}
	}
	return t
}

// orEmpty makes a list that is written as [] and never as null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
