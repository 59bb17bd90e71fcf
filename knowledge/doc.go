// Package knowledge holds the nouns of the one-stop desk in plain Go types:
// procedures (thủ tục hành chính), frequently asked questions, administrative
// units, legal documents and the releases that carry them.
//
// It is for describing what is known and for checking that it is well formed.
// It must not search, store, parse foreign formats or talk to anybody: those
// live in the packages below it, which import this one and never each other.
//
// A value that could not be established is never a zero that looks like a
// fact: a [Fee] says "not stated" in its State, a [ProcessingTime] that is
// absent is an absent element. The original text stands beside every parsed
// value, so that staff can check what a machine read.
package knowledge
