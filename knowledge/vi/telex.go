package vi

import "unicode/utf8"

// DecodeTelex reads a token as raw Telex keystrokes, as they are left when the
// input method was off: "thur" is "thủ", "nguwowif" and "nguowif" are "người".
// Tone keys (s f r x j), w and the doubling letter may stand anywhere after
// their vowel, as in real Telex, and the token may already hold some marks. ok
// is true only when a key did something and the result is a possible marked
// syllable; otherwise the token comes back as it is. A key pressed twice to
// undo itself ("tesst") gives ok false.
//
// Many English words are valid keystrokes ("visa" is "vía"): see Undo.
func DecodeTelex(token string) (string, bool) {
	for _, free := range [...]bool{true, false} {
		k := keyboard{free: free}
		if !k.typeTelex(token) {
			continue
		}
		if word, ok := k.finish(token); ok {
			return word, true
		}
	}
	return token, false
}

func (k *keyboard) typeTelex(token string) bool {
	for _, r := range token {
		l := letterOf(r)
		if l.code == 0 || !k.telexKey(l) {
			return false
		}
	}
	return true
}

func (k *keyboard) telexKey(l letter) bool {
	if l.tone != toneLevel {
		return k.add(l)
	}
	if tone := telexTone(l.code); tone != toneLevel && k.hasVowel() {
		return k.setTone(tone)
	}
	switch l.code {
	case 'w':
		return k.telexW()
	case 'd':
		if k.n > 0 && (k.letters[0] == 'd' && (k.n == 1 || k.hasVowel())) {
			return k.stroke()
		}
	case 'a', 'e', 'o':
		if i := k.partner(l.code); i >= 0 {
			return k.replace(i, hatOf(l.code))
		}
		if k.n > 0 && k.letters[k.n-1] == hatOf(l.code) {
			return false // the third press undoes the hat
		}
	}
	return k.add(l)
}

func telexTone(code byte) uint8 {
	switch code {
	case 's':
		return toneAcute
	case 'f':
		return toneGrave
	case 'r':
		return toneHook
	case 'x':
		return toneTilde
	case 'j':
		return toneDot
	}
	return toneLevel
}

// partner finds the earlier plain letter that c doubles: the one just before,
// or in free mode any.
func (k *keyboard) partner(c byte) int {
	i := k.last(c)
	if i < 0 || (!k.free && i != k.n-1) {
		return -1
	}
	return i
}

// telexW is the key w: breve on a, horn on o and u; ư by itself.
func (k *keyboard) telexW() bool {
	a, glide := k.last('a'), k.n > 1 && k.letters[0] == 'q' && k.letters[1] == 'u'
	switch {
	case !k.hasVowel():
		return k.add(letter{code: codeUHorn}) && k.mark()
	case a < 0:
		return k.horn()
	case a > 0 && k.letters[a-1] == 'u' && !glide && a == k.n-1:
		return k.replace(a-1, codeUHorn)
	case a > 0 && k.letters[a-1] == codeUHorn:
		return false
	}
	return k.replace(a, codeABreve)
}

func (k *keyboard) mark() bool {
	k.changed = true
	return true
}

// DecodeVNI reads a token as raw VNI keystrokes: digits 1 to 5 are the tones
// sắc, huyền, hỏi, ngã, nặng, 6 the circumflex, 7 the horn, 8 the breve, 9 the
// stroke of đ: "giay61" is "giấy", "d9a8ng" is "đăng". The contract is that of
// DecodeTelex. Numbered things ("dieu5", "A4") may decode too: see Undo.
func DecodeVNI(token string) (string, bool) {
	var k keyboard
	for _, r := range token {
		if r >= '0' && r <= '9' {
			if !k.vniKey(byte(r)) {
				return token, false
			}
			continue
		}
		l := letterOf(r)
		if l.code == 0 || !k.add(l) {
			return token, false
		}
	}
	return k.finish(token)
}

func (k *keyboard) vniKey(c byte) bool {
	switch c {
	case '6':
		return k.hat()
	case '7':
		return k.horn()
	case '8':
		return k.breve()
	case '9':
		return k.stroke()
	case '0':
		return false
	}
	const tones = "21345" // keys in the order of the tone constants
	for i := range len(tones) {
		if tones[i] == c {
			return k.hasVowel() && k.setTone(uint8(i+1))
		}
	}
	return false
}

// Undo repairs one token typed with the input method off. It tries Telex, then
// VNI, and only when the token is no syllable as it stands (IsSyllable), is no
// English word or code of the guard list and no acronym of up to three capitals, and the decoded form is a possible
// syllable. With known, the decoded form (in lower case) must also satisfy it:
// give the vocabulary of the catalogue whenever there is one. It sees one token
// at a time: do not run it on text known to be English.
func Undo(token string, known func(string) bool) (string, bool) {
	if len(token) < 2 || len(token) > maxKeys*utf8.UTFMax || IsSyllable(token) || guarded(token) {
		return token, false
	}
	for _, decode := range [...]func(string) (string, bool){DecodeTelex, DecodeVNI} {
		word, ok := decode(token)
		if ok && (known == nil || known(Lower(word))) {
			return word, true
		}
	}
	return token, false
}
