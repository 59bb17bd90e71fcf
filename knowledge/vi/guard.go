package vi

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// guardWords are English words and short names met in residents' questions that
// are also valid Telex keystrokes ("visa" is "vía"). Left out on purpose are
// those whose Telex reading matters more at a one-stop desk: max (mã), car
// (cả), hair (hải), sow (sơ), teen (tên), been (bên), moon (môn), too (tô), nos
// (nó), vis (ví), its (ít), tar (tả).
const guardWords = `
air as bar bee best bis born bow box bus cats chair chips core cost cow cows days did does door down
eps esp ex exe gas gis goes has her here hex his host how if is last lens lets lex list lose lost lots
low lux mama mix more most must mw nas nex nose now of or os own ox past pets poor pos post res reset
rest rex roof room rooms rose row see seem seems sets sex six songs sons soon sos sw tas tax taxi term
test tex theme there these this tips toes town tree trees tw two ups us usa visa vow vox vw war was wow
`

// guardCodes are paper sizes, licence classes and the like that are also valid
// VNI keystrokes.
const guardCodes = `a1 a2 a3 a4 a5 e1 e2 e3 e4 e5 i1 i2 i3 i4 i5 o1 o2 o3 o4 o5 u1 u2 u3 u4 u5`

// numbered are nouns that take a number, typed without marks: "quan1" is
// "quận 1", not "quán". In real VNI their vowels need a mark key as well
// ("quan65"), so nothing is lost.
const numbered = `cap mau so to ap lop tang khoi lo phan quan bac thon lan`

var (
	guards        = wordSet(guardWords+guardCodes, func(s string) string { return s })
	numberedNouns = wordSet(numbered, func(s string) string { return s })
)

// shortName reports whether the token is two or three capitals, perhaps with a
// digit: an acronym (EPS, NA5) more often than a syllable.
func shortName(token string) bool {
	return utf8.RuneCountInString(token) <= 3 && !strings.ContainsFunc(token, unicode.IsLower)
}

// guarded reports whether the token must stay as typed.
func guarded(token string) bool {
	lower := Lower(token)
	if guards[lower] || shortName(token) {
		return true
	}
	last := len(lower) - 1
	return lower[last] >= '0' && lower[last] <= '9' && numberedNouns[strings.TrimRight(lower, "0123456789")] &&
		strings.IndexAny(lower, "0123456789") == last
}
