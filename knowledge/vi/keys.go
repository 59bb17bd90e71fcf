package vi

import (
	"slices"
	"unicode"
)

// maxKeys bounds the letters kept while decoding; a syllable never has more.
const maxKeys = 12

// keyboard is the state of an input method while keystrokes are replayed.
type keyboard struct {
	letters [maxKeys]byte
	n       int
	tone    uint8
	changed bool // a key did something
	free    bool // a, e, o may find their partner behind other letters
}

// add appends a letter as typed; it may bring a mark or a tone of its own.
func (k *keyboard) add(l letter) bool {
	if k.n == maxKeys || (l.tone != toneLevel && k.tone != toneLevel) {
		return false
	}
	if l.tone != toneLevel {
		k.tone = l.tone
	}
	k.letters[k.n] = l.code
	k.n++
	return true
}

// setTone sets the tone. A second tone key is refused: the same one undoes the
// first ("tesst"), another is a typist's correction too rare to be worth the
// English plurals ("cars") it would swallow.
func (k *keyboard) setTone(tone uint8) bool {
	if k.tone != toneLevel {
		return false
	}
	k.tone, k.changed = tone, true
	return true
}

func (k *keyboard) hasVowel() bool {
	start := 0
	if k.n > 2 && (k.letters[0] == 'q' && k.letters[1] == 'u' || k.letters[0] == 'g' && k.letters[1] == 'i') {
		start = 1
	}
	return slices.ContainsFunc(k.letters[start:k.n], isVowel)
}

// replace turns letter i into code.
func (k *keyboard) replace(i int, code byte) bool {
	k.letters[i] = code
	k.changed = true
	return true
}

// last returns the index of the last plain letter c, or -1.
func (k *keyboard) last(c byte) int {
	for i := k.n - 1; i >= 0; i-- {
		if k.letters[i] == c {
			return i
		}
	}
	return -1
}

// hat puts the circumflex on the last plain a, e or o.
func (k *keyboard) hat() bool {
	for i := k.n - 1; i >= 0; i-- {
		if code := hatOf(k.letters[i]); code != 0 {
			return k.replace(i, code)
		}
	}
	return false
}

func hatOf(c byte) byte {
	switch c {
	case 'a':
		return codeAHat
	case 'e':
		return codeEHat
	case 'o':
		return codeOHat
	}
	return 0
}

// stroke makes a leading d into đ.
func (k *keyboard) stroke() bool {
	return k.n > 0 && k.letters[0] == 'd' && k.replace(0, codeD)
}

// breve makes the last plain a into ă.
func (k *keyboard) breve() bool {
	i := k.last('a')
	return i >= 0 && k.replace(i, codeABreve)
}

// horn puts the horn on u and o: on both of "uo", on the first of "uu", else on
// the last one. The u of "qu" takes none.
func (k *keyboard) horn() bool {
	from := 0
	if k.n > 1 && k.letters[0] == 'q' && k.letters[1] == 'u' {
		from = 2
	}
	for i := from; i+1 < k.n; i++ {
		u, o := k.letters[i], k.letters[i+1]
		switch {
		case plain(u) == 'u' && o == 'o':
			k.letters[i] = codeUHorn
			return k.replace(i+1, codeOHorn)
		case u == 'u' && o == 'u':
			return k.replace(i, codeUHorn)
		}
	}
	for i := k.n - 1; i >= from; i-- {
		switch k.letters[i] {
		case 'o':
			return k.replace(i, codeOHorn)
		case 'u':
			return k.replace(i, codeUHorn)
		}
	}
	return false
}

// finish checks that the keys made a possible marked syllable and writes it
// with the capitals of the typed token.
func (k *keyboard) finish(typed string) (string, bool) {
	if !k.changed || k.n == 0 || k.n > maxLetters {
		return typed, false
	}
	sp := spelling{n: k.n, tone: k.tone}
	copy(sp.letters[:], k.letters[:k.n])
	p, ok := sp.parse(rimes)
	if !ok {
		sp.mendHorn()
		if p, ok = sp.parse(rimes); !ok {
			return typed, false
		}
	}
	at := p.onset + int(p.rime.tone)
	sp.toneAt = at
	if !sp.toneOK(p) || (p.rime.stop && sp.tone == toneLevel) {
		return typed, false
	}
	return matchCase(sp.appendTo(make([]rune, 0, maxLetters), at), typed), true
}

// mendHorn settles the two halves of ươ and uơ: an open syllable has uơ
// ("thuở"), one with an ending has ươ whichever half was typed.
func (sp *spelling) mendHorn() {
	for i := 0; i+1 < sp.n; i++ {
		u, o := sp.letters[i], sp.letters[i+1]
		if plain(u) != 'u' || plain(o) != 'o' || (u == 'u' && o != codeOHorn) || o == codeOHat {
			continue
		}
		sp.letters[i], sp.letters[i+1] = codeUHorn, codeOHorn
		if i+2 == sp.n {
			sp.letters[i] = 'u'
		}
		return
	}
}

// matchCase gives the word the capitals of the typed token: all, first or none.
func matchCase(word []rune, typed string) string {
	upper, lower := 0, 0
	first := false
	for i, r := range typed {
		switch {
		case unicode.IsUpper(r):
			upper++
			first = first || i == 0
		case unicode.IsLower(r):
			lower++
		}
	}
	for i, r := range word {
		if (i == 0 && first) || (lower == 0 && upper > 1) {
			word[i] = unicode.ToUpper(r)
		}
	}
	return string(word)
}
