// Package intent tells what kind of message a text is, in which language, and
// which facets of a procedure it asks for: it implements
// [assistant.Classifier].
//
// It works from a phrase file that staff can read and edit; at each place of a
// message the longest phrase wins, so that a facet word inside a longer phrase
// does not fire. Marks count when they were typed: "đâu" is not "đầu", but
// "dau" may be either.
package intent
