package vi

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Canon returns the spelling key of s: lower case, every well-formed syllable
// with its tone in the classic place (hòa, thủy, khỏe; also a misplaced one,
// hòan to hoàn), and final y written i after h k l m s t v x qu (kỹ to kĩ, lý
// to lí, quý to quí). The i is the key because it needs no exceptions; do not
// show a Canon text to people. Everything that is no Vietnamese syllable is
// only lower-cased. s is expected to have passed Clean. Idempotent.
func Canon(s string) string {
	s = Lower(s)
	var b strings.Builder
	done := 0
	for i := 0; i < len(s); {
		end, marked := letterRun(s, i)
		if end == i {
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
			continue
		}
		var buf [maxLetters]rune
		if key, ok := canonSyllable(s[i:end], marked, buf[:0]); ok {
			b.WriteString(s[done:i])
			for _, r := range key {
				b.WriteRune(r)
			}
			done = end
		}
		i = end
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

// letterRun returns the end of the letters and combining marks from i on, and
// whether the run can change at all: it holds a tone or ends in y.
func letterRun(s string, i int) (end int, candidate bool) {
	for i < len(s) {
		if c := s[i]; c < utf8.RuneSelf {
			if letters[c].code == 0 {
				return i, candidate
			}
			candidate = candidate || c == 'y'
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if l := letterOf(r); l.code != 0 {
			candidate = candidate || l.tone != toneLevel
		} else if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return i, candidate
		}
		i += size
	}
	return i, candidate
}

// canonSyllable returns the key of one syllable and whether it differs.
func canonSyllable(s string, candidate bool, buf []rune) ([]rune, bool) {
	if !candidate {
		return nil, false
	}
	sp, ok := spell(s)
	if !ok {
		return nil, false
	}
	p, ok := sp.parse(rimes)
	if !ok || !sp.toneOK(p) {
		return nil, false
	}
	changed := false
	last := sp.n - 1
	if p.onset == last && sp.letters[last] == 'y' && swapsY[string(sp.letters[:p.onset])] {
		sp.letters[last] = 'i'
		changed = true
	}
	at := p.onset + int(p.rime.tone)
	if sp.tone != toneLevel && at != sp.toneAt {
		changed = true
	}
	if !changed {
		return nil, false
	}
	return sp.appendTo(buf, at), true
}
