// Package channels is what every way of talking to the assistant shares: how an
// [assistant.Answer] becomes plain text ([PlainText]), how one person's
// conversation is led turn by turn ([Talk]) and how lines of any length are read
// safely ([LineReader]).
//
// It is the contract between the engine and the packages below it, one per
// platform. It must not decide what is answered: what an answer says is made by
// package assistant, what it looks like is made here and in the adapters.
package channels
