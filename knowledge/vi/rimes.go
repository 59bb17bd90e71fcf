package vi

import "strings"

// rime (vần) is the part of a syllable after its onset: glide, nucleus, final.
type rime struct {
	tone   uint8 // index of the letter that carries the tone, classic style (hòa)
	modern uint8 // the same in the newer style (hoà)
	stop   bool  // ends in c, ch, p or t: takes only sắc and nặng
}

// rimeList is every rime of the standard spelling, from the phonology: each
// nucleus with the finals it takes, then the glide rimes. The last line holds
// rimes that are written so only after "qu".
const rimeList = `
a ac ach ai am an ang anh ao ap at au ay
ăc ăm ăn ăng ăp ăt
âc âm ân âng âp ât âu ây
e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu
i ia ich im in inh ip it iu
iêc iêm iên iêng iêp iêt iêu
y yêm yên yêng yêt yêu
o oc oi om on ong op ot ooc oong
ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut
uôc uôi uôm uôn uông uôp uôt
ư ưa ưc ưi ưm ưn ưng ưt ưu
ươc ươi ươm ươn ương ươp ươt ươu
oa oac oach oai oam oan oang oanh oao oap oat oay
oăc oăm oăn oăng oăp oăt
oe oem oen oeo oet
uân uâng uât uây
uê uêch uênh uên uêu uơ
uy uya uych uyn uynh uyp uyt uyu uyên uyêt
yn ynh yt ych yp
`

// quRimes are the rimes found after "qu", whose u is the glide.
const quRimes = `
a ac ach ai am an ang anh ao ap at au ay
ăc ăm ăn ăng ăp ăt âc ân âng âp ât ây
e em en eng eo et ec ê êch ên ênh êt êu
i ich in inh ip it iu y yn ynh yt ych yp yên yêt yêu
ơ ơi ơn ơt ôc ôi ôt o
`

// onsetList is every onset (phụ âm đầu); q stands only in "qu".
const onsetList = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"

// extraSyllables are place-name spellings outside the rules.
const extraSyllables = "kan kạn kon kông đăk đắk dak lăk lắk lak krông krong"

// yOnsets are the onsets after which final i and y are two spellings of the
// same syllable (kĩ and kỹ, quí and quý).
const yOnsets = "h k l m s t v x qu"

var (
	rimes      = buildRimes(codes)
	loose      = buildRimes(foldCodes)
	afterQu    = wordSet(quRimes, codes)
	afterQuAny = wordSet(quRimes, foldCodes)
	onsets     = wordSet(onsetList, codes)
	swapsY     = wordSet(yOnsets, codes)
	extras     = wordSet(extraSyllables, func(s string) string { return s })
)

func buildRimes(key func(string) string) map[string]rime {
	out := make(map[string]rime, 200)
	for w := range strings.FieldsSeq(rimeList) {
		if _, seen := out[key(w)]; !seen {
			out[key(w)] = newRime(codes(w))
		}
	}
	return out
}

func wordSet(list string, key func(string) string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		out[key(w)] = true
	}
	return out
}

// newRime works out where the tone goes: on the last marked vowel if there is
// one; else on the second vowel when a consonant or a third vowel follows; else
// on the first, where the newer style differs for oa, oe and uy.
func newRime(r string) rime {
	vowels, marked := 0, -1
	for i := range len(r) {
		if !isVowel(r[i]) {
			break
		}
		vowels++
		if plain(r[i]) != r[i] {
			marked = i
		}
	}
	out := rime{stop: strings.HasSuffix(r, "c") || strings.HasSuffix(r, "ch") ||
		strings.HasSuffix(r, "p") || strings.HasSuffix(r, "t")}
	switch {
	case marked >= 0:
		out.tone = uint8(marked)
	case vowels >= 2 && (vowels > 2 || len(r) > vowels):
		out.tone = 1
	}
	out.modern = out.tone
	if r == "oa" || r == "oe" || r == "uy" {
		out.modern = 1
	}
	return out
}

// codes turns toneless Vietnamese text into letter codes.
func codes(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(letterOf(r).code)
	}
	return b.String()
}

func foldCodes(s string) string {
	return Fold(s)
}

// fits reports whether the spelling lets the onset stand before the rime: k, gh
// and ngh before e, ê, i; c, g and ng before the others; y only where it is
// written. The loan rimes oong and ooc fit only the words that have them (boong,
// goòng, xoong, moóc, soóc): elsewhere they are Telex keystrokes ("khoong").
// The rime is in codes, folded or not.
func fits(onset, r string) bool {
	first := plain(r[0])
	front := first == 'e' || first == 'i' || first == 'y'
	if onset == "qu" {
		return afterQu[r] || afterQuAny[r]
	}
	switch {
	case first == 'y':
		return yFits(onset, r)
	case r == "oong":
		return onset == "b" || onset == "g" || onset == "x"
	case r == "ooc":
		return onset == "m" || onset == "s"
	}
	switch onset {
	case "":
		return !strings.HasPrefix(r, "iE") && !strings.HasPrefix(r, "ie")
	case "k", "gh", "ngh":
		return front
	case "c", "ng":
		return !front
	case "g":
		return first != 'e'
	case "gi":
		return first != 'i'
	}
	return true
}

func yFits(onset, r string) bool {
	if onset == "" {
		return r == "y" || len(r) > 1 && plain(r[1]) == 'e'
	}
	return r == "y" && (swapsY[onset] || onset == "th")
}
