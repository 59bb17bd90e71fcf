package assistant

import (
	"slices"
	"time"

	"motcua/knowledge"
)

// ConversationID names one conversation; channels choose it.
type ConversationID string

// Question is one message of a resident, or one pressed choice.
type Question struct {
	Conversation ConversationID
	Text         string   // as typed, any encoding faults included
	Choice       ChoiceID // set when a button was pressed; then Text is not searched
	Unit         knowledge.UnitID
	At           time.Time
}

// Lang is the language of a question, as an ISO 639-1 code.
type Lang string

const (
	Vietnamese Lang = "vi"
	English    Lang = "en"
	Chinese    Lang = "zh"
)

// Facet is what a resident wants to know about a procedure.
type Facet string

const (
	FacetDocuments  Facet = "documents"   // thành phần hồ sơ
	FacetFee        Facet = "fee"         // phí, lệ phí
	FacetTime       Facet = "time"        // thời hạn giải quyết
	FacetPlace      Facet = "place"       // nơi nộp
	FacetSteps      Facet = "steps"       // trình tự
	FacetConditions Facet = "conditions"  // điều kiện, đối tượng
	FacetForm       Facet = "form"        // biểu mẫu
	FacetResult     Facet = "result"      // kết quả
	FacetLegalBasis Facet = "legal_basis" // căn cứ pháp lý
	FacetOnline     Facet = "online"      // nộp qua mạng
)

// Facets lists all facets in the order answers offer them.
func Facets() []Facet {
	return []Facet{
		FacetDocuments, FacetFee, FacetTime, FacetPlace, FacetSteps,
		FacetConditions, FacetForm, FacetResult, FacetOnline, FacetLegalBasis,
	}
}

// Valid reports whether f is one of the facets.
func (f Facet) Valid() bool {
	return slices.Contains(Facets(), f)
}
