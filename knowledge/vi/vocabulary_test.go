package vi

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// pair is one line of a testdata file.
type pair struct{ at, in, want string }

// readPairs reads the two columns of testdata/name.
func readPairs(t testing.TB, name string) []pair {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out []pair
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		in, want, ok := strings.Cut(line, "\t")
		at := name + ":" + strconv.Itoa(n)
		if !ok {
			t.Fatalf("%s: no tab in %q", at, line)
		}
		out = append(out, pair{at, in, want})
	}
	return out
}

func unquote(t *testing.T, s string) string {
	t.Helper()
	out, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	if err != nil {
		t.Fatalf("unquote %q: %v", s, err)
	}
	return out
}

func TestClean(t *testing.T) {
	t.Parallel()
	for _, p := range readPairs(t, "clean.tsv") {
		in, want := unquote(t, p.in), unquote(t, p.want)
		if got := Clean(in); got != want {
			t.Errorf("%s: Clean(%+q) = %+q, want %+q", p.at, in, got, want)
		}
		if got := Clean(want); got != want {
			t.Errorf("%s: Clean(%+q) = %+q, want no change", p.at, want, got)
		}
	}
}

// TestCleanSlowPath checks that the fast path of Clean is only a short cut.
func TestCleanSlowPath(t *testing.T) {
	t.Parallel()
	for _, p := range append(readPairs(t, "canon.tsv"), readPairs(t, "expand.tsv")...) {
		slow := squeeze(string(composeAll(mapLookalikes(decompose(p.in)))))
		if got := Clean(p.in); got != slow {
			t.Errorf("%s: Clean(%q) = %q, slow path %q", p.at, p.in, got, slow)
		}
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	for _, p := range readPairs(t, "fold.tsv") {
		if got := Fold(p.in); got != p.want {
			t.Errorf("%s: Fold(%q) = %q, want %q", p.at, p.in, got, p.want)
		}
	}
}

// TestFoldEveryRune checks count and idempotence of Fold and Lower on all of Unicode.
func TestFoldEveryRune(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if fold := foldTable.get(r); foldTable.get(fold) != fold || foldTable.get(lowerTable.get(r)) != fold {
			t.Errorf("Fold(%+q) = %+q, unstable", r, fold)
		}
		if lower := lowerTable.get(r); lowerTable.get(lower) != lower {
			t.Errorf("Lower(%+q) = %+q, unstable", r, lower)
		}
	}
}

func TestCanon(t *testing.T) {
	t.Parallel()
	for _, p := range readPairs(t, "canon.tsv") {
		if got := Canon(p.in); got != p.want {
			t.Errorf("%s: Canon(%q) = %q, want %q", p.at, p.in, got, p.want)
		}
	}
}

func TestHasMarks(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{
		"": false, "khai sinh": false, "ñ ü ç": false, "证件": false, "1.001193": false, "Москва": false,
		"đ": true, "Đ": true, "sổ": true, "ă": true, "â": true, "ê": true, "ô": true, "ơ": true, "ư": true, "ký": true, "xa ạ": true, "Ỹ": true,
	} {
		if got := HasMarks(s); got != want {
			t.Errorf("HasMarks(%q) = %v, want %v", s, got, want)
		}
	}
}

func testDecoder(t *testing.T, name string, decode func(string) (string, bool)) {
	t.Helper()
	t.Parallel()
	for _, p := range readPairs(t, name) {
		want, wantOK := p.want, p.want != "-"
		if !wantOK {
			want = p.in
		}
		if got, ok := decode(p.in); got != want || ok != wantOK {
			t.Errorf("%s: decode(%q) = %q, %v, want %q, %v", p.at, p.in, got, ok, want, wantOK)
		}
	}
}

func TestDecodeTelex(t *testing.T) { testDecoder(t, "telex.tsv", DecodeTelex) }
func TestDecodeVNI(t *testing.T)   { testDecoder(t, "vni.tsv", DecodeVNI) }
func TestUndo(t *testing.T) {
	testDecoder(t, "undo.tsv", func(s string) (string, bool) { return Undo(s, nil) })
}

func TestUndoKnown(t *testing.T) {
	t.Parallel()
	known := func(s string) bool { return s == "thủ" }
	for in, want := range map[string]string{"Thur": "Thủ", "tucj": "tucj", "thu3": "Thủ", "visa": "visa"} {
		if got, _ := Undo(in, known); Lower(got) != Lower(want) {
			t.Errorf("Undo(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestGuardWords checks that each guard word is needed, so that the list stays short.
func TestGuardWords(t *testing.T) {
	t.Parallel()
	for w := range strings.FieldsSeq(guardWords) {
		if _, ok := DecodeTelex(w); !ok || IsSyllable(w) {
			t.Errorf("guard word %q would stay anyway", w)
		}
	}
	for w := range strings.FieldsSeq(guardCodes) {
		if _, ok := DecodeVNI(w); !ok {
			t.Errorf("guard code %q would stay anyway", w)
		}
	}
	for w := range strings.FieldsSeq(numbered) {
		decodes := false
		for key := '1'; key <= '5'; key++ {
			_, ok := DecodeVNI(w + string(key))
			decodes = decodes || ok
		}
		if !decodes {
			t.Errorf("numbered noun %q would stay anyway", w)
		}
	}
}

func TestSyllables(t *testing.T) {
	t.Parallel()
	for _, p := range readPairs(t, "syllables.tsv") {
		for w := range strings.FieldsSeq(p.want) {
			if got, want := IsSyllable(w), p.in != "none"; got != want {
				t.Errorf("%s: IsSyllable(%q) = %v, want %v", p.at, w, got, want)
			}
			if got, want := IsMarkedSyllable(w), p.in == "marked"; got != want {
				t.Errorf("%s: IsMarkedSyllable(%q) = %v, want %v", p.at, w, got, want)
			}
		}
	}
}

// TestRimes checks the size of the table and that every rime of it is used.
func TestRimes(t *testing.T) {
	t.Parallel()
	if n := len(rimes); n < 150 || n > 175 {
		t.Errorf("%d rimes, want about 160", n)
	}
	for w := range strings.FieldsSeq(quRimes) {
		if _, ok := rimes[codes(w)]; !ok {
			t.Errorf("rime %q after qu is not in the table", w)
		}
	}
}

// TestCatalogueSyllables measures the rime table on the words of the catalogue:
// of the mass of words that carry a Vietnamese vowel mark or tone, 99 % must be
// syllables.
func TestCatalogueSyllables(t *testing.T) {
	t.Parallel()
	f, err := os.Open("../../../shared/data/words/catalogue_syllables.tsv")
	if err != nil {
		t.Skipf("the catalogue's word counts are absent: %v", err)
	}
	defer f.Close()
	var mass, accepted, all, allAccepted float64
	for scanner := bufio.NewScanner(f); scanner.Scan(); {
		word, count, _ := strings.Cut(scanner.Text(), "\t")
		n, err := strconv.ParseFloat(count, 64)
		if err != nil {
			t.Fatal(err)
		}
		all += n
		if IsSyllable(word) {
			allAccepted += n
		}
		if !HasMarks(strings.ReplaceAll(word, "đ", "d")) {
			continue
		}
		mass += n
		if IsMarkedSyllable(word) {
			accepted += n
		}
	}
	t.Logf("marked words: %.4f of %.0f accepted; all words: %.4f of %.0f", accepted/mass, mass, allAccepted/all, all)
	if accepted/mass < 0.99 {
		t.Errorf("accepted %.4f of the mass of marked words, want 0.99", accepted/mass)
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                          "",
		" .,-":                      "",
		"Đăng ký, khai sinh!":       "Đăng|ký|khai|sinh",
		"1.001193":                  "1.001193",
		"12.000.000 đồng":           "12.000.000|đồng",
		"3,5 triệu.":                "3,5|triệu",
		"1. 2, 3.":                  "1|2|3",
		"a.b 1.a a.1":               "a|b|1|a|a|1",
		"01/2022/NĐ-CP":             "01|2022|NĐ|CP",
		"H37.15-250714-0007":        "H37.15|250714|0007",
		"5k 3tr2 12.000đ":           "5k|3tr2|12.000đ",
		"办证abc证1":                   "办|证|abc|证|1",
		"ky\u0301 ho\u0302\u0300so": "ky\u0301|ho\u0302\u0300so",
		"\u0301a":                   "a",
		"👍a👍b":                      "a|b",
		"a\xffb":                    "a|b",
		"don't m²":                  "don|t|m²",
		"Москва カタ":                 "Москва|カタ",
	} {
		var texts []string
		for _, tok := range Tokens(in) {
			if in[tok.Start:tok.End] != tok.Text {
				t.Errorf("Tokens(%q): offsets of %+v are wrong", in, tok)
			}
			texts = append(texts, tok.Text)
		}
		if got := strings.Join(texts, "|"); got != want {
			t.Errorf("Tokens(%q) = %s, want %s", in, got, want)
		}
	}
	if got := strings.Join(Syllables("Đăng KÝ 1.001193"), "|"); got != "đăng|ký|1.001193" {
		t.Errorf("Syllables = %s", got)
	}
}
