package vi

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// benchQuestion is a clean question of 80 runes.
const benchQuestion = "Em ở xã Hữu Liên muốn làm lại giấy khai sinh cho con thì cần những giấy tờ gì ạ?"

func BenchmarkClean(b *testing.B) {
	dirty := strings.ReplaceAll(norm.NFD.String(benchQuestion), " ", "\u00a0 ")
	for name, s := range map[string]string{"clean": benchQuestion, "decomposed": dirty} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Clean(s)
			}
		})
	}
}

func benchText[T any](b *testing.B, f func(string) T) {
	b.ReportAllocs()
	for b.Loop() {
		f(benchQuestion)
	}
}

func BenchmarkFold(b *testing.B)      { benchText(b, Fold) }
func BenchmarkLower(b *testing.B)     { benchText(b, Lower) }
func BenchmarkCanon(b *testing.B)     { benchText(b, Canon) }
func BenchmarkTokens(b *testing.B)    { benchText(b, Tokens) }
func BenchmarkSyllables(b *testing.B) { benchText(b, Syllables) }

func BenchmarkIsSyllable(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		IsSyllable("nghiêng")
	}
}

func BenchmarkUndo(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Undo("nguowif", nil)
	}
}

func BenchmarkExpand(b *testing.B) {
	a := projectAbbreviations(b)
	b.ReportAllocs()
	for b.Loop() {
		a.Expand("e muốn lm gks cho con thì cần gt gì, mất bn tiền, có lm online đc k ạ")
	}
}
