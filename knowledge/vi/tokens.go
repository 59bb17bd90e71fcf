package vi

import (
	"unicode"
	"unicode/utf8"
)

// Token is a syllable (tiếng), foreign word, number or ideograph of a text.
// Start and End are byte offsets into the text given to Tokens, and Text is
// exactly that part of it.
type Token struct {
	Text       string
	Start, End int
}

// Tokens splits s into tokens, in order:
//
//   - a run of letters and digits is one token, combining marks included, so
//     that offsets are right for NFC and NFD alike;
//   - '.' or ',' between two digits stays inside: "1.001193", "12.000" and
//     "H37.15" are one token each;
//   - every other punctuation splits: "01/2022/NĐ-CP" gives 01, 2022, NĐ, CP;
//   - every Han ideograph is a token of its own;
//   - blanks, symbols, emoji and invalid bytes belong to no token.
func Tokens(s string) []Token {
	if s == "" {
		return nil
	}
	out := make([]Token, 0, len(s)/5+2)
	for i := 0; i < len(s); {
		kind, size := kindAt(s, i)
		switch kind {
		case kindHan:
			end := skipMarks(s, i+size)
			out = append(out, Token{Text: s[i:end], Start: i, End: end})
			i = end
		case kindLetter, kindDigit:
			end := wordEnd(s, i)
			out = append(out, Token{Text: s[i:end], Start: i, End: end})
			i = end
		default:
			i += size
		}
	}
	return out
}

// Syllables returns the texts of the tokens of s in lower case.
func Syllables(s string) []string {
	tokens := Tokens(Lower(s))
	out := make([]string, len(tokens))
	for i, t := range tokens {
		out[i] = t.Text
	}
	return out
}

type runeKind uint8

const (
	kindOther runeKind = iota
	kindLetter
	kindDigit
	kindMark
	kindHan
)

// kinds holds the kind of the runes below letterMax.
var kinds = buildKinds()

func buildKinds() *[letterMax]runeKind {
	var t [letterMax]runeKind
	for r := range t {
		t[r] = slowKind(rune(r))
	}
	return &t
}

func kindAt(s string, i int) (runeKind, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return kinds[c], 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	return kindOf(r), size
}

func kindOf(r rune) runeKind {
	if uint32(r) < letterMax {
		return kinds[r]
	}
	return slowKind(r)
}

func slowKind(r rune) runeKind {
	switch {
	case r >= 0x2E80 && unicode.Is(unicode.Han, r):
		return kindHan
	case unicode.IsLetter(r):
		return kindLetter
	case unicode.IsNumber(r):
		return kindDigit
	case unicode.IsMark(r):
		return kindMark
	}
	return kindOther
}

// wordEnd returns the end of the run of letters and digits that starts at i.
func wordEnd(s string, i int) int {
	last := kindOther
	for i < len(s) {
		if c := s[i]; c < utf8.RuneSelf && kinds[c] == kindLetter {
			last = kindLetter
			i++
			continue
		}
		kind, size := kindAt(s, i)
		switch kind {
		case kindLetter, kindDigit, kindMark:
			last = kind
		case kindOther:
			joins := last == kindDigit && (s[i] == '.' || s[i] == ',') && digitAt(s, i+1)
			if !joins {
				return i
			}
			last = kindOther
		default:
			return i
		}
		i += size
	}
	return i
}

func digitAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	kind, _ := kindAt(s, i)
	return kind == kindDigit
}

func skipMarks(s string, i int) int {
	for i < len(s) {
		kind, size := kindAt(s, i)
		if kind != kindMark {
			break
		}
		i += size
	}
	return i
}
