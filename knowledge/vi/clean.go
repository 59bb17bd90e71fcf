package vi

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean is the entrance for every text that comes from outside. The result is
// valid UTF-8 in NFC, in one form for what looks the same:
//
//   - invalid bytes and U+FFFD are dropped; so are control and format
//     characters (zero-width, bidi, tags, soft hyphen), save the joiners and
//     selectors inside an emoji;
//   - "\r\n" and other line ends become "\n"; every other space becomes a
//     blank, runs of blanks one blank, none at the ends of a line or the text;
//   - marks typed apart join their letter in whatever order they came, also
//     after a stray blank ("hô ̀ sơ"); marks that fit no Latin letter go;
//   - Cyrillic and Greek letters that look Latin become Latin inside a word
//     that is otherwise Latin; Cyrillic and Greek words stay;
//   - ð becomes đ; fullwidth and mathematical letters become plain ones
//     (fullwidth punctuation stays when the text holds Han ideographs).
//
// Clean is idempotent. It does not change case, spelling or punctuation.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	if n := squeeze(norm.NFC.String(s)); isClean(n) {
		return n // only decomposed, or only untidy blanks
	}
	// What a step takes away can change what stands beside it (a blank before an
	// emoji selector, say), so the steps run until nothing changes.
	out := cleanOnce(s)
	for range maxPasses {
		again := cleanOnce(out)
		if again == out {
			break
		}
		out = again
	}
	return out
}

// maxPasses bounds Clean; each pass only takes away or composes.
const maxPasses = 8

func cleanOnce(s string) string {
	runes := composeAll(mapLookalikes(decompose(s)))
	return squeeze(norm.NFC.String(string(runes)))
}

// isClean is the fast path: true only for texts of Vietnamese letters, ASCII
// and common punctuation, with single inner blanks. False says nothing.
func isClean(s string) bool {
	space := true // as if a blank stood before the text
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			switch {
			case c > ' ' && c < 0x7F:
				space = false
			case c == ' ' && !space:
				space = true
			case c == '\n' && !space && i+1 < len(s) && s[i+1] != ' ':
				space = false
			default:
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if letterOf(r).code == 0 && !plainPunctuation(r) {
			return false
		}
		space = false
		i += size
	}
	return len(s) == 0 || (!space && s[len(s)-1] != '\n')
}

func plainPunctuation(r rune) bool {
	switch r {
	case '–', '—', '‘', '’', '“', '”', '…', '•', '₫', '°', '§', '«', '»':
		return true
	}
	return false
}

// decompose returns the runes of s in NFD, with unwanted runes dropped, spaces
// unified and compatibility letters replaced.
func decompose(s string) []rune {
	s = norm.NFD.String(strings.ToValidUTF8(s, ""))
	han := strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	in := []rune(s)
	out := make([]rune, 0, len(in))
	for i, r := range in {
		next := rune(-1)
		if i+1 < len(in) {
			next = in[i+1]
		}
		if r == '\r' && next == '\n' {
			continue
		}
		r = plainRune(r, han)
		if r == drop || (joinsEmoji(r) && !emojiAround(out, r, next)) {
			continue
		}
		if isTag(r) {
			continue
		}
		out = append(out, r)
	}
	return out
}

const drop = rune(-1)

// plainRune maps one decomposed rune to its plain form, or to drop.
func plainRune(r rune, han bool) rune {
	switch {
	case r == '\n' || r >= ' ' && r < 0x7F:
		return r
	case r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029:
		return '\n'
	case r == '\t' || r == '\v' || r == '\f' || r == 0x2800 || unicode.Is(unicode.Zs, r):
		return ' '
	case joinsEmoji(r):
		return r
	case r == utf8.RuneError, unicode.In(r, unicode.Cc, unicode.Cf, unicode.Noncharacter_Code_Point), isFiller(r):
		return drop
	case unicode.Is(unicode.Co, r): // bullets of symbol fonts, pasted from Word
		return ' '
	case r == 'ð' || r == 'ɖ':
		return 'đ'
	case r == 'Ð' || r == 'Ɖ':
		return 'Đ'
	case r >= 0xFF01 && r <= 0xFF5E:
		c := r - 0xFF01 + '!'
		if han && !asciiAlnum(c) {
			return r
		}
		return c
	case r >= 0x1D400 && r <= 0x1D7FF:
		return mathLetter(r)
	}
	return r
}

func asciiAlnum(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// mathLetter gives the plain letter of a mathematical alphanumeric (the "fancy
// fonts" of social networks).
func mathLetter(r rune) rune {
	plain, _ := utf8.DecodeRuneInString(norm.NFKD.String(string(r)))
	return plain
}

// isFiller names the invisible runes that are letters or marks by category.
func isFiller(r rune) bool {
	switch r {
	case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0:
		return true
	}
	return r >= 0x180B && r <= 0x180F
}

func isTag(r rune) bool { return r >= 0xE0000 && r <= 0xE0FFF && !isSelector(r) }

// isSelector names the variation selectors.
func isSelector(r rune) bool {
	return r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0100 && r <= 0xE01EF
}

// joinsEmoji names the invisible runes that have a meaning inside emoji and
// ideographs: the zero-width joiner and the variation selectors.
func joinsEmoji(r rune) bool { return r == 0x200D || isSelector(r) }

// emojiAround reports whether the joiner r may stay after out and before next.
func emojiAround(out []rune, r, next rune) bool {
	if len(out) == 0 {
		return false
	}
	prev := out[len(out)-1]
	switch {
	case r == 0x200D:
		return (isEmoji(prev) || prev == 0xFE0F) && isEmoji(next)
	case r == 0xFE0E || r == 0xFE0F:
		return isEmoji(prev) || next == 0x20E3
	}
	return unicode.Is(unicode.Han, prev)
}

func isEmoji(r rune) bool {
	return r >= 0x2190 && r <= 0x2BFF || r >= 0x1F000 && r <= 0x1FAFF || r == 0xA9 || r == 0xAE || r == 0x203C || r == 0x2049
}

// squeeze collapses runs of blanks and trims every line and the text.
func squeeze(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	pending, newlines := false, 0
	for _, r := range s {
		switch r {
		case ' ':
			pending = true
			continue
		case '\n':
			newlines++
			pending = false
			continue
		}
		if b.Len() > 0 {
			for range newlines {
				b.WriteByte('\n')
			}
			if pending && newlines == 0 {
				b.WriteByte(' ')
			}
		}
		pending, newlines = false, 0
		b.WriteRune(r)
	}
	return b.String()
}
