// Package vi holds what the assistant knows about written Vietnamese: one form
// for every text (Clean), its search keys (Fold, Canon), its division into
// tokens and syllables, which letters can make a syllable, and the repair of
// what residents type: short forms and keystrokes left raw by an input method.
//
// A text enters once through Clean. Everything else expects cleaned text, works
// on it without allocating more than its result, is safe for concurrent use,
// and is idempotent where that has a meaning. Lengths are in runes; offsets of
// Token are in bytes of the very string that was split.
//
// The package does no I/O besides the reader given to ReadAbbreviations, keeps
// no state, and decides nothing: it does not guess missing diacritics, correct
// typing errors or know which words exist.
//
// Sources: the orthography of the syllable (onset, rime, tone) as taught in
// school; tone placement in the classic style, which the Decree 30/2020/NĐ-CP
// on official papers leaves open; Telex and VNI as the common input methods
// implement them.
package vi
