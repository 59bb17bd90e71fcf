// Package web is the HTTP server of the assistant: the JSON interface
//
//	POST /api/v1/ask                  one question, one answer
//	GET  /api/v1/procedures/{code}    one procedure as published
//
// with its middleware (request id, limits per address, security headers, request
// log) and its errors as problem documents (RFC 9457) with a Vietnamese detail.
//
// Conversations of the interface are kept in memory: at most
// [Options.MaxConversations] of them, each until [Options.ConversationTTL] after
// its last turn, none across a restart. A client that names a forgotten
// conversation begins a new one and is told its new id.
//
// It must not decide what is answered, and nothing of a question reaches the
// log: neither text nor query nor address. Echo's types stay inside this package.
package web
