package web

import (
	"errors"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"motcua/knowledge"
)

// procedure answers GET /api/v1/procedures/{code}.
func (s *Server) procedure(c echo.Context) error {
	code := knowledge.ProcedureCode(c.Param("code"))
	if err := code.Validate(); err != nil {
		return &problemError{kind: kindNoProcedure, err: err}
	}
	p, err := s.options.Catalogue.Procedure(c.Request().Context(), code)
	if errors.Is(err, knowledge.ErrNotFound) {
		return &problemError{kind: kindNoProcedure, err: err}
	}
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-cache")
	return c.JSON(http.StatusOK, public(p))
}

// public is the procedure as anybody may read it: without the text of doubts,
// which is for staff. A doubtful fee is a fee that is not stated; an agency of
// another province, which the source named by mistake, is not repeated.
func public(p knowledge.Procedure) knowledge.Procedure {
	p.Fees = slices.Clone(p.Fees)
	for i := range p.Fees {
		if f := &p.Fees[i]; f.State == knowledge.FeeDoubtful {
			*f = knowledge.Fee{State: knowledge.FeeNotStated, Kind: f.Kind, Method: f.Method, Case: f.Case}
		}
	}
	p.Warnings = slices.Clone(p.Warnings)
	for i := range p.Warnings {
		p.Warnings[i].Text = ""
	}
	p.Agencies = slices.Clone(p.Agencies)
	for i := range p.Agencies {
		p.Agencies[i].FromOther = ""
	}
	return p
}
