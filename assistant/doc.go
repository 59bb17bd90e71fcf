// Package assistant is the engine: it turns one question of a resident, in the
// light of the conversation so far, into one answer.
//
// The engine is pure. It reads through the interfaces it declares ([Ranker],
// [Classifier], [knowledge.Catalogue]) and writes nothing: the caller stores
// the conversation it returns and sends the answer. It does not know storage,
// networks or platforms, and no text a resident reads is written in its logic:
// wording lives in assistant/templates.
//
// A question passes five steps, one file each: understand.go (clean, mask
// personal data, intent), the ranker (which procedure), decide.go (answer, ask
// back or admit not to know, by the thresholds of [Policy]), compose.go (which
// facts, in which order) and conversation.go (what to remember).
package assistant
