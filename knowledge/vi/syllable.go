package vi

// maxLetters is the length of the longest syllable, "nghiêng".
const maxLetters = 7

// spelling is a candidate syllable: letter codes, its tone and where it stood.
type spelling struct {
	letters [maxLetters]byte
	n       int
	tone    uint8
	toneAt  int
}

// parsed says how a spelling divides into onset and rime.
type parsed struct {
	onset int // letters of the onset
	rime  rime
}

// IsSyllable reports whether s is a well-formed Vietnamese syllable by its
// structure: a known onset, a known rime, spelling rules kept, at most one tone.
// Upper and lower case, the tone on any vowel of the rime, and letters typed
// wholly without marks ("duong") are all accepted; a missing tone is never
// held against it, but a rime that ends in a stop refuses tones other than sắc
// and nặng. It does not say that the syllable means anything.
func IsSyllable(s string) bool {
	sp, ok := spell(s)
	if !ok {
		return false
	}
	if p, ok := sp.parse(rimes); ok && sp.toneOK(p) {
		return true
	}
	if sp.bare() {
		if _, ok := sp.parse(loose); ok {
			return true
		}
	}
	return extras[Lower(s)]
}

// IsMarkedSyllable reports whether s is a possible spelling of a syllable with
// exactly the marks it has: "ma" and "mát" are, "mat" is not (a stop needs sắc
// or nặng), "nguoi" is not (there is no such rime), "hòan" is not (misplaced
// tone). Both hòa and hoà are.
func IsMarkedSyllable(s string) bool {
	sp, ok := spell(s)
	if !ok {
		return false
	}
	p, ok := sp.parse(rimes)
	if !ok {
		return extras[Lower(s)]
	}
	if !sp.toneOK(p) || (p.rime.stop && sp.tone == toneLevel) {
		return extras[Lower(s)]
	}
	if sp.tone == toneLevel {
		return true
	}
	at := sp.toneAt - p.onset
	return at == int(p.rime.tone) || at == int(p.rime.modern)
}

// spell reads s as letters of the alphabet with at most one tone.
func spell(s string) (spelling, bool) {
	var sp spelling
	for _, r := range s {
		l := letterOf(r)
		if l.code == 0 || sp.n == maxLetters {
			return sp, false
		}
		if l.tone != toneLevel {
			if sp.tone != toneLevel {
				return sp, false
			}
			sp.tone, sp.toneAt = l.tone, sp.n
		}
		sp.letters[sp.n] = l.code
		sp.n++
	}
	return sp, sp.n > 0
}

// parse divides the letters at the longest onset that leaves a rime of table.
func (sp *spelling) parse(table map[string]rime) (parsed, bool) {
	for k := min(3, sp.n-1); k >= 0; k-- {
		onset := sp.letters[:k]
		if k > 0 && !onsets[string(onset)] {
			continue
		}
		r, ok := table[string(sp.letters[k:sp.n])]
		if ok && fits(string(onset), string(sp.letters[k:sp.n])) {
			return parsed{onset: k, rime: r}, true
		}
	}
	return parsed{}, false
}

// toneOK checks that the tone stands on the rime and suits its final.
func (sp *spelling) toneOK(p parsed) bool {
	switch sp.tone {
	case toneLevel:
		return true
	case toneAcute, toneDot:
	default:
		if p.rime.stop {
			return false
		}
	}
	// The i of "gi" belongs to the onset but takes the tone in "gía".
	return sp.toneAt >= p.onset || (p.onset == 2 && sp.letters[0] == 'g' && sp.toneAt == 1) ||
		(p.onset == 2 && sp.letters[0] == 'q' && sp.toneAt == 1)
}

// bare reports whether the vowels were typed without any mark.
func (sp *spelling) bare() bool {
	if sp.tone != toneLevel {
		return false
	}
	for _, c := range sp.letters[:sp.n] {
		if c != codeD && plain(c) != c {
			return false
		}
	}
	return true
}

// appendTo writes the syllable in lower case with its tone on letter at.
func (sp *spelling) appendTo(b []rune, at int) []rune {
	for i, c := range sp.letters[:sp.n] {
		tone := uint8(toneLevel)
		if i == at {
			tone = sp.tone
		}
		b = append(b, composed[c][tone])
	}
	return b
}
