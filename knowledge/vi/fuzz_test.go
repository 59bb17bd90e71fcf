package vi

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fuzzTexts seeds every fuzz test with what residents type and what breaks text.
var fuzzTexts = []string{
	"", " ", "\n", "Đăng ký khai sinh", "Hoà thuỷ khoẻ kỹ lý quý", "a\u0301\u0302", "e\u0323\u0302", "tu \u0323c", "сấр", "сом",
	"办理居住证，需要什么？", "👨‍👩‍👧 1️⃣ 🇻🇳", "\u200b\u202eabc\u2066", "ＡＢＣ１２３", "𝗞𝗵𝗮𝗶", "ð Ð", "\xff\xfe", "a\r\nb\rc\u2028d",
	"1.001193 01/2022/NĐ-CP", "H37.15-250714-0007", "e muốn lm gks k?", "thur tucj ddawng kys", "thu3 tuc5 d9a8ng", "12.000đ", "İıſK",
	"\u0300a", "x\u0323", "Ϊ\u0301", "한국어 \u1100\u1161", "й ё \u0438\u0306", "\U000E0041", "a\u00ad", "ﬁ", "nghiêng nghieengs uow qua giếng gìn",
}

func addTexts(f *testing.F) {
	for _, s := range fuzzTexts {
		f.Add(s)
	}
}

func FuzzClean(f *testing.F) {
	addTexts(f)
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if again := Clean(got); again != got {
			t.Errorf("Clean(Clean(%q)) = %q, want %q", s, again, got)
		}
		if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) {
			t.Errorf("Clean(%q) = %q, want valid NFC", s, got)
		}
		for _, bad := range []string{"  ", " \n", "\n ", "\t", "\r", "\u00a0", "\u200b", "\ufeff", "\u202e"} {
			if strings.Contains(got, bad) {
				t.Errorf("Clean(%q) = %q, contains %q", s, got, bad)
			}
		}
		if strings.TrimSpace(got) != got {
			t.Errorf("Clean(%q) = %q, want trimmed", s, got)
		}
	})
}

func FuzzFold(f *testing.F) {
	addTexts(f)
	f.Fuzz(func(t *testing.T, s string) {
		s = norm.NFC.String(s)
		got := Fold(s)
		if utf8.RuneCountInString(got) != utf8.RuneCountInString(s) {
			t.Errorf("Fold(%q) = %q, rune count changed", s, got)
		}
		if again := Fold(got); again != got {
			t.Errorf("Fold(Fold(%q)) = %q, want %q", s, again, got)
		}
		if HasMarks(got) || !utf8.ValidString(got) {
			t.Errorf("Fold(%q) = %q, still has marks or is not UTF-8", s, got)
		}
		lower := Lower(s)
		if utf8.RuneCountInString(lower) != utf8.RuneCountInString(s) || Lower(lower) != lower || Fold(lower) != got {
			t.Errorf("Lower(%q) = %q, count, idempotence or fold broken", s, lower)
		}
	})
}

func FuzzCanon(f *testing.F) {
	addTexts(f)
	f.Fuzz(func(t *testing.T, s string) {
		s = Clean(s)
		got := Canon(s)
		if again := Canon(got); again != got {
			t.Errorf("Canon(Canon(%q)) = %q, want %q", s, again, got)
		}
		if utf8.RuneCountInString(got) != utf8.RuneCountInString(s) {
			t.Errorf("Canon(%q) = %q, rune count changed", s, got)
		}
		key := func(s string) string { return strings.ReplaceAll(Fold(s), "y", "i") }
		if key(got) != key(s) {
			t.Errorf("Canon(%q) = %q, more than tones and i/y changed", s, got)
		}
	})
}

func FuzzTokens(f *testing.F) {
	addTexts(f)
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, tok := range Tokens(s) {
			if tok.Start < end || tok.End <= tok.Start || tok.End > len(s) || s[tok.Start:tok.End] != tok.Text {
				t.Fatalf("Tokens(%q): bad token %+v after %d", s, tok, end)
			}
			if !utf8.ValidString(tok.Text) || strings.ContainsAny(tok.Text, " \n\t/-") {
				t.Errorf("Tokens(%q): bad text %q", s, tok.Text)
			}
			if again := Tokens(tok.Text); len(again) != 1 || again[0].Text != tok.Text {
				t.Errorf("Tokens(%q) = %v, want itself", tok.Text, again)
			}
			end = tok.End
		}
		Syllables(s)
	})
}

func checkDecoded(t *testing.T, token, got string, ok bool) {
	t.Helper()
	if !ok && got != token {
		t.Errorf("decode(%q) = %q, false: want the token back", token, got)
	}
	if ok && (!IsMarkedSyllable(got) || got == token || Lower(Canon(got)) == "" || !norm.NFC.IsNormalString(got)) {
		t.Errorf("decode(%q) = %q, no marked syllable", token, got)
	}
}

func FuzzTelex(f *testing.F) {
	for s := range strings.FieldsSeq("thur tucj ddawng nguwowif nguowif tesst visa xooong quowr thuowr ngoeoj w ww dd ddd aaa THUR") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := DecodeTelex(s)
		checkDecoded(t, s, got, ok)
		if got, ok := Undo(s, nil); ok {
			checkDecoded(t, s, got, ok)
			if again, ok := Undo(got, nil); ok {
				t.Errorf("Undo(Undo(%q)) = %q, want no change", s, again)
			}
		}
	})
}

func FuzzVNI(f *testing.F) {
	for s := range strings.FieldsSeq("thu3 tuc5 d9a8ng giay61 nguoi72 A4 dieu5 2024 t2 a66 o77 9 THU3") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := DecodeVNI(s)
		checkDecoded(t, s, got, ok)
	})
}

func FuzzExpand(f *testing.F) {
	addTexts(f)
	for _, s := range []string{"5 k", "8 h", "a/c ơi", "ca xã", "NĐ-CP/k", "a@k.vn", "ko.k", "K. A", "loại c k", "k k k", "1 cửa", "bao h k"} {
		f.Add(s)
	}
	file, err := os.Open(abbreviationsFile)
	if err != nil {
		f.Skip(err)
	}
	defer file.Close()
	a, err := ReadAbbreviations(file)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = Clean(s)
		got := a.Expand(s)
		if again := a.Expand(got); again != got {
			t.Errorf("Expand(Expand(%q)) = %q, want %q", s, again, got)
		}
		if !utf8.ValidString(got) {
			t.Errorf("Expand(%q) = %q, not UTF-8", s, got)
		}
	})
}
