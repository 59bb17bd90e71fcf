// Package console lets one person talk to the assistant in a terminal, or
// through a pipe, one question a line. It is the first and smallest adapter.
//
// It must not decide anything about answers: it reads lines, leads one
// [channels.Talk] and prints [channels.PlainText].
package console
