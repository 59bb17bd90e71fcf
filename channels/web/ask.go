package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"regexp"

	"github.com/labstack/echo/v4"

	"motcua/assistant"
	"motcua/channels"
	"motcua/knowledge"
)

// askRequest is one question. Text or Choice must be there.
type askRequest struct {
	Text         *string                  `json:"text"`
	Choice       assistant.ChoiceID       `json:"choice"`
	Conversation assistant.ConversationID `json:"conversation"`
	Unit         knowledge.UnitID         `json:"unit"`
}

// askResponse is the answer. The trace is not part of it.
type askResponse struct {
	Conversation assistant.ConversationID `json:"conversation"`
	Outcome      assistant.Outcome        `json:"outcome"`
	Code         knowledge.ProcedureCode  `json:"code"`
	Facets       []assistant.Facet        `json:"facets"`
	Lang         assistant.Lang           `json:"lang"`
	Text         string                   `json:"text"`
	Blocks       []assistant.Block        `json:"blocks"`
	Choices      []assistant.Choice       `json:"choices"`
	Sources      []assistant.Citation     `json:"sources"`
}

var (
	choicePattern = regexp.MustCompile(`^[[:graph:]]{1,64}$`)
	unitPattern   = regexp.MustCompile(`^[0-9A-Za-z-]{1,16}$`)
)

// validate reports the first thing that is wrong with the request.
func (r *askRequest) validate() error {
	switch {
	case r.Text == nil && r.Choice == "":
		return errors.New("neither text nor choice")
	case r.Choice != "" && !choicePattern.MatchString(string(r.Choice)):
		return errors.New("malformed choice")
	case r.Unit != "" && !unitPattern.MatchString(string(r.Unit)):
		return errors.New("malformed unit")
	}
	return nil
}

// ask answers POST /api/v1/ask.
func (s *Server) ask(c echo.Context) error {
	req, err := readAsk(c.Request())
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(c.Request().Context(), s.options.AnswerTimeout)
	defer cancel()
	talk := s.talks.open(req.Conversation)
	a, err := s.answer(ctx, talk, req)
	if err != nil {
		return fmt.Errorf("answer: %w", err)
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return c.JSON(http.StatusOK, askResponse{
		Conversation: talk.id,
		Outcome:      a.Outcome,
		Code:         a.Code,
		Facets:       orEmpty(a.Facets),
		Lang:         a.Lang,
		Text:         channels.PlainText(a),
		Blocks:       orEmpty(a.Blocks),
		Choices:      orEmpty(a.Choices),
		Sources:      orEmpty(a.Sources),
	})
}

// answer runs one turn of a conversation; turns of one conversation wait for
// each other.
func (s *Server) answer(ctx context.Context, talk *session, req askRequest) (assistant.Answer, error) {
	talk.mu.Lock()
	defer talk.mu.Unlock()
	q := assistant.Question{
		Conversation: talk.id,
		Choice:       req.Choice,
		Unit:         req.Unit,
		At:           s.options.Now(),
	}
	if req.Text != nil {
		q.Text = *req.Text
	}
	begun := s.options.Now()
	a, next, err := s.options.Answerer.Answer(ctx, q, talk.conversation)
	if err != nil {
		return assistant.Answer{}, err
	}
	s.options.Observe(a.Outcome, s.options.Now().Sub(begun))
	talk.conversation = next
	return a, nil
}

// readAsk decodes exactly one JSON object; members it does not know are passed
// over, so that newer clients can talk to an older server.
func readAsk(r *http.Request) (askRequest, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType))
	if err != nil || kind != echo.MIMEApplicationJSON {
		return askRequest{}, &problemError{kind: kindUnsupportedType}
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		if _, ok := errors.AsType[*echo.HTTPError](err); ok {
			return askRequest{}, err
		}
		return askRequest{}, &problemError{kind: kindBadRequest, err: err}
	}
	var req askRequest
	if err := json.Unmarshal(body, &req); err != nil {
		return askRequest{}, &problemError{kind: kindBadRequest}
	}
	if err := req.validate(); err != nil {
		return askRequest{}, &problemError{kind: kindBadRequest, err: err}
	}
	return req, nil
}

// orEmpty makes a list that is written as [] and never as null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
