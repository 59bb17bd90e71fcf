package vi

import (
	"os"
	"strings"
	"testing"
)

const abbreviationsFile = "../../data/phrases/abbreviations.tsv"

func projectAbbreviations(t testing.TB) *Abbreviations {
	t.Helper()
	f, err := os.Open(abbreviationsFile)
	if err != nil {
		t.Skipf("the project's abbreviations are absent: %v", err)
	}
	defer f.Close()
	a, err := ReadAbbreviations(f)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestExpand(t *testing.T) {
	t.Parallel()
	a := projectAbbreviations(t)
	if a.Len() < 320 {
		t.Errorf("Len() = %d, want at least 320", a.Len())
	}
	for _, p := range readPairs(t, "expand.tsv") {
		if got := a.Expand(p.in); got != p.want {
			t.Errorf("%s: Expand(%q) = %q, want %q", p.at, p.in, got, p.want)
		}
		if got := a.Expand(p.want); got != p.want {
			t.Errorf("%s: Expand(%q) = %q, want no change", p.at, p.want, got)
		}
	}
}

// TestExpandEveryForm expands each short form inside a sentence.
func TestExpandEveryForm(t *testing.T) {
	t.Parallel()
	a := projectAbbreviations(t)
	for short, form := range a.forms {
		in, want := "dạ "+short+" rồi mai", "dạ "+form.longs[0]+" rồi mai"
		if got := a.Expand(in); got != want {
			t.Errorf("Expand(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestReadAbbreviations(t *testing.T) {
	t.Parallel()
	a, err := ReadAbbreviations(strings.NewReader("# x\n\nHK\thộ khẩu|học kỳ\tghi chú\nsổ hk\tsổ hộ khẩu\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := a.Forms("hk"); len(got) != 2 || got[1] != "học kỳ" {
		t.Errorf("Forms(hk) = %q, want two", got)
	}
	if got := a.Expand("SỔ HK và hk"); got != "sổ hộ khẩu và hộ khẩu" {
		t.Errorf("Expand = %q", got)
	}
	for _, tt := range []struct{ name, in, want string }{
		{"no tab", "# c\nhk hộ khẩu", "line 2:"},
		{"empty long", "hk\t", "line 1:"},
		{"empty alternative", "hk\thộ khẩu||", "line 1:"},
		{"twice", "hk\ta b\nHK\tb c", "line 2:"},
		{"only punctuation", "\n\n?\tgì", "line 3:"},
		{"expands again", "hk\thộ kh\nkh\tkhông", "line 1:"},
		{"ends in punctuation", "hk.\thộ khẩu", "line 1:"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := ReadAbbreviations(strings.NewReader(tt.in))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("ReadAbbreviations(%q) error = %v, want %q in it", tt.in, err, tt.want)
			}
		})
	}
	var zero Abbreviations
	if got := zero.Expand("k"); got != "k" || zero.Len() != 0 {
		t.Errorf("zero Expand = %q, Len = %d", got, zero.Len())
	}
}
