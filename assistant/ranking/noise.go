package ranking

import (
	"math/rand/v2"
	"strings"

	"motcua/knowledge/vi"
)

// Noise spoils a sentence the way people type: marks dropped, letters that
// sound alike in the north mixed up, a letter lost or doubled. Training on
// spoiled sentences teaches the scorer which features survive. kind is "none",
// "unmarked" or "typo"; the generator makes it repeatable.
func Noise(kind, s string, rng *rand.Rand) string {
	switch kind {
	case "unmarked":
		return vi.Fold(s)
	case "typo":
		words := strings.Fields(s)
		for range max(1, len(words)/6) {
			i := rng.IntN(len(words))
			words[i] = misspell(words[i], rng)
		}
		return strings.Join(words, " ")
	}
	return s
}

// confusions are pairs of letters that northern speech does not tell apart, and
// the two tones most often mixed up.
func confusions() [][2]string {
	return [][2]string{
		{"tr", "ch"}, {"ch", "tr"}, {"s", "x"}, {"x", "s"}, {"l", "n"}, {"n", "l"},
		{"d", "gi"}, {"gi", "d"}, {"r", "d"}, {"ả", "ã"}, {"ã", "ả"}, {"ủ", "ũ"}, {"ũ", "ủ"},
		{"ỏ", "õ"}, {"ẻ", "ẽ"}, {"ổ", "ỗ"}, {"ễ", "ể"}, {"i", "y"}, {"ng", "n"},
	}
}

// misspell changes one word.
func misspell(word string, rng *rand.Rand) string {
	all := confusions()
	for range 4 {
		pair := all[rng.IntN(len(all))]
		if strings.HasPrefix(word, pair[0]) || len(pair[0]) > 1 && pair[0][0] >= 0x80 && strings.Contains(word, pair[0]) {
			return strings.Replace(word, pair[0], pair[1], 1)
		}
	}
	runes := []rune(word)
	if len(runes) < 3 {
		return word
	}
	i := 1 + rng.IntN(len(runes)-1)
	return string(runes[:i]) + string(runes[i+1:])
}
