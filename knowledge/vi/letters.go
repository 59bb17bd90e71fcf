package vi

import (
	"unicode"
	"unicode/utf8"
)

// Tones in the order of the rows of vowelRows.
const (
	toneLevel = iota // ngang
	toneGrave        // huyền
	toneAcute        // sắc
	toneHook         // hỏi
	toneTilde        // ngã
	toneDot          // nặng
	toneCount
)

// letter is what a rune means in the Vietnamese alphabet. The code is one byte
// per letter so that a syllable is a short byte string: plain letters are their
// own lower-case ASCII byte, marked ones an upper-case byte (see codeOrder).
type letter struct {
	code  byte // 0: not a letter of the alphabet
	tone  uint8
	upper bool
}

// Codes of the marked letters.
const (
	codeABreve = 'A' // ă
	codeAHat   = 'B' // â
	codeD      = 'D' // đ
	codeEHat   = 'E' // ê
	codeOHat   = 'O' // ô
	codeOHorn  = 'P' // ơ
	codeUHorn  = 'U' // ư
)

// vowelRows lists each vowel with its six tones; codeOrder names the rows.
const (
	vowelRows = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
	codeOrder = "aABeEioOPuUy"
	letterMax = 0x1EFA // one more than the last Vietnamese letter, ỹ
)

var (
	letters  = buildLetters()
	composed = buildComposed()
)

func buildLetters() *[letterMax]letter {
	var t [letterMax]letter
	set := func(r rune, code byte, tone int) {
		t[r] = letter{code: code, tone: uint8(tone)}
		t[unicode.ToUpper(r)] = letter{code: code, tone: uint8(tone), upper: true}
	}
	for r := 'a'; r <= 'z'; r++ {
		set(r, byte(r), toneLevel)
	}
	set('đ', codeD, toneLevel)
	for i, r := range []rune(vowelRows) {
		set(r, codeOrder[i/toneCount], i%toneCount)
	}
	return &t
}

// buildComposed is the inverse of letters: code and tone to a lower-case rune.
func buildComposed() *[128][toneCount]rune {
	var t [128][toneCount]rune
	for c := 'a'; c <= 'z'; c++ {
		t[c][toneLevel] = c
	}
	t[codeD][toneLevel] = 'đ'
	for i, r := range []rune(vowelRows) {
		t[codeOrder[i/toneCount]][i%toneCount] = r
	}
	return &t
}

// letterOf returns the zero letter for runes outside the alphabet.
func letterOf(r rune) letter {
	if uint32(r) < letterMax {
		return letters[r]
	}
	return letter{}
}

// plain strips the vowel mark or stroke of a letter code.
func plain(code byte) byte {
	switch code {
	case codeABreve, codeAHat:
		return 'a'
	case codeD:
		return 'd'
	case codeEHat:
		return 'e'
	case codeOHat, codeOHorn:
		return 'o'
	case codeUHorn:
		return 'u'
	}
	return code
}

func isVowel(code byte) bool {
	switch plain(code) {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}

// Fold returns s in lower case without tone marks, vowel marks and the stroke
// of đ (bỏ dấu): "Đăng ký" becomes "dang ky". It works rune for rune, so it
// keeps the number of runes; letters of other alphabets are only lower-cased.
// It does not normalize: text must have passed Clean (or be NFC), loose
// combining marks stay as they are. Invalid bytes become U+FFFD.
func Fold(s string) string {
	return mapRunes(s, foldTable)
}

// Lower returns s in lower case, rune for rune, tones and marks kept. Like
// Fold it keeps the number of runes and expects NFC.
func Lower(s string) string {
	return mapRunes(s, lowerTable)
}

// HasMarks reports whether s, in NFC, has a letter only Vietnamese typing
// gives: one of ă â đ ê ô ơ ư or a vowel with a tone mark.
func HasMarks(s string) bool {
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if letterOf(r).code != 0 && r >= utf8.RuneSelf {
			return true
		}
		i += size
	}
	return false
}

// runeTable maps the runes below letterMax; the others are lower-cased.
type runeTable [letterMax]uint16

var (
	foldTable  = buildTable(foldRune)
	lowerTable = buildTable(lowerRune)
)

func buildTable(f func(rune) rune) *runeTable {
	var t runeTable
	for r := range t {
		t[r] = uint16(f(rune(r)))
	}
	return &t
}

func (t *runeTable) get(r rune) rune {
	if uint32(r) < letterMax {
		return rune(t[r])
	}
	// Lower-casing a Kelvin or Angstrom sign lands below letterMax.
	return unicode.ToLower(r)
}

func foldRune(r rune) rune {
	if l := letterOf(r); l.code != 0 {
		return rune(plain(l.code))
	}
	return unicode.ToLower(r)
}

func lowerRune(r rune) rune {
	if l := letterOf(r); l.code != 0 {
		return composed[l.code][l.tone]
	}
	return unicode.ToLower(r)
}

// mapRunes applies t rune for rune and allocates only when something changes.
func mapRunes(s string, t *runeTable) string {
	start := unchanged(s, t)
	if start == len(s) {
		return s
	}
	var buf [256]byte
	b := append(buf[:0], s[:start]...)
	return string(appendMapped(b, s[start:], t))
}

// appendMapped appends s mapped by t.
func appendMapped(b []byte, s string, t *runeTable) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			b = append(b, byte(t[c]))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if r = t.get(r); r < utf8.RuneSelf {
			b = append(b, byte(r))
		} else {
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// unchanged is the length of the prefix that t leaves as it is.
func unchanged(s string, t *runeTable) int {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if t[c] != uint16(c) {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if t.get(r) != r || (r == utf8.RuneError && size == 1) {
			return i
		}
		i += size
	}
	return len(s)
}
