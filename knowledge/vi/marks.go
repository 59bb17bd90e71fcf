package vi

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Combining marks of Vietnamese.
const (
	markGrave = 0x300
	markAcute = 0x301
	markHat   = 0x302
	markTilde = 0x303
	markBreve = 0x306
	markHook  = 0x309
	markHorn  = 0x31B
	markDot   = 0x323
	markBar   = 0x335 // short stroke overlay, for d
	markBar2  = 0x336 // long stroke overlay
)

// isLooseMark names the general combining marks (U+0300 to U+036F): the block
// Vietnamese marks come from, and the one used to pile marks up.
func isLooseMark(r rune) bool { return r >= 0x300 && r <= 0x36F }

func isToneMark(r rune) bool {
	return r == markGrave || r == markAcute || r == markTilde || r == markHook || r == markDot
}

// isVowelMark reports whether mark makes another letter of base.
func isVowelMark(base, mark rune) bool {
	switch unicode.ToLower(base) {
	case 'a':
		return mark == markHat || mark == markBreve
	case 'e':
		return mark == markHat
	case 'o':
		return mark == markHat || mark == markHorn
	case 'u':
		return mark == markHorn
	case 'd':
		return mark == markBar || mark == markBar2
	}
	return false
}

// composeAll joins letters and the marks after them. Of the general marks those
// that join nothing are dropped after Latin letters and non-letters; letters of
// other scripts keep all theirs. The input is in NFD; the output still needs NFC
// for other scripts.
func composeAll(in []rune) []rune {
	out := make([]rune, 0, len(in))
	for i := 0; i < len(in); {
		base := in[i]
		end := i
		if !unicode.IsMark(base) {
			end++
		}
		marks := in[end:]
		for end < len(in) && unicode.IsMark(in[end]) {
			end++
		}
		marks = marks[:len(marks)-(len(in)-end)]
		latin := unicode.Is(unicode.Latin, base)
		switch {
		case latin:
			out = append(out, composeLatin(base, marks))
		case !unicode.IsMark(base):
			out = append(out, base)
		}
		for _, m := range marks {
			if !isLooseMark(m) || (!latin && unicode.IsLetter(base)) {
				out = append(out, m)
			}
		}
		i = end
	}
	return out
}

// composeLatin returns the one letter that base and its marks make. With a
// Vietnamese vowel mark among them the order does not matter, as it does in NFC
// for two marks above: e, acute, circumflex gives ế.
func composeLatin(base rune, marks []rune) rune {
	if len(marks) == 0 {
		return base
	}
	var vowel, tone rune
	for _, m := range marks {
		if vowel == 0 && isVowelMark(base, m) {
			vowel = m
		}
		if tone == 0 && isToneMark(m) {
			tone = m
		}
	}
	switch vowel {
	case 0:
		return composeLoose(base, marks)
	case markBar, markBar2:
		if base == 'D' {
			return 'Đ'
		}
		return 'đ'
	}
	text := string(base) + string(vowel)
	if tone != 0 {
		text += string(tone)
	}
	composed, _ := utf8.DecodeRuneInString(norm.NFC.String(text))
	return composed
}

// composeLoose returns the letter NFC makes of base and its general marks.
func composeLoose(base rune, marks []rune) rune {
	text := []rune{base}
	for _, m := range marks {
		if isLooseMark(m) {
			text = append(text, m)
		}
	}
	composed, _ := utf8.DecodeRuneInString(norm.NFC.String(string(text)))
	return composed
}

// lookalikes pairs Cyrillic and Greek letters with the Latin ones they look
// like; accented ones are covered because the text is decomposed.
const (
	lookalikeFrom = "аесорухіјѕһԁԛԝӏАВЕЅІЈКМНОРСТУХҺԚԜοανικρυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
	lookalikeTo   = "aecopyxijshdqwlABESIJKMHOPCTYXhQWoavikpuxABEZHIKMNOPTYX"
)

var lookalikes = buildLookalikes()

func buildLookalikes() map[rune]rune {
	to := []rune(lookalikeTo)
	out := make(map[rune]rune, len(to))
	for i, r := range []rune(lookalikeFrom) {
		out[r] = to[i]
	}
	return out
}

// mapLookalikes replaces look-alikes in words that are otherwise Latin, and
// first pulls marks back over a blank to the vowel they were cut from.
func mapLookalikes(in []rune) []rune {
	in = pullMarks(in)
	for i := 0; i < len(in); {
		end, latin, other := wordScripts(in, i)
		if latin && other == allLookalike {
			for j := i; j < end; j++ {
				if to, ok := lookalikes[in[j]]; ok {
					in[j] = to
				}
			}
		}
		i = max(end, i+1)
	}
	return in
}

type foreign uint8

const (
	noForeign foreign = iota
	allLookalike
	realForeign
)

// wordScripts measures the word at i: where it ends, whether it has Latin
// letters, and what its letters of other scripts are.
func wordScripts(in []rune, i int) (end int, latin bool, other foreign) {
	for ; i < len(in); i++ {
		r := in[i]
		switch {
		case unicode.IsMark(r):
		case unicode.Is(unicode.Latin, r):
			latin = true
		case !unicode.IsLetter(r) || unicode.Is(unicode.Han, r):
			return i, latin, other
		case lookalikes[r] == 0:
			other = realForeign
		case other == noForeign:
			other = allLookalike
		}
	}
	return i, latin, other
}

// pullMarks removes a blank between a Latin vowel and a Vietnamese mark, as
// text extracted from PDF files has it ("tu ̣c").
func pullMarks(in []rune) []rune {
	out := in[:0]
	for i, r := range in {
		if r == ' ' && i+1 < len(in) && isVietnameseMark(in[i+1]) && endsInVowel(out) {
			continue
		}
		out = append(out, r)
	}
	return out
}

func isVietnameseMark(r rune) bool {
	return isToneMark(r) || r == markHat || r == markBreve || r == markHorn
}

// endsInVowel reports whether the last letter before any marks is a vowel.
func endsInVowel(out []rune) bool {
	for _, o := range slices.Backward(out) {
		if isLooseMark(o) {
			continue
		}
		l := letterOf(o)
		return l.code != 0 && isVowel(l.code)
	}
	return false
}
