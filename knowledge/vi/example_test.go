package vi_test

import (
	"fmt"
	"strings"

	"motcua/knowledge/vi"
)

func Example() {
	table := strings.NewReader("gks\tgiấy khai sinh\nk\tkhông\nlm\tlàm\n")
	short, err := vi.ReadAbbreviations(table)
	if err != nil {
		fmt.Println(err)
		return
	}
	text := vi.Clean("  Xã   Hoà Lạc có lm GKS\u200b k? ")
	text = short.Expand(text)
	fmt.Println(text)
	fmt.Println(vi.Fold(text))
	fmt.Println(vi.Syllables(vi.Canon(text))[:3])
	word, ok := vi.Undo("thur", nil)
	fmt.Println(word, ok)
	// Output:
	// Xã Hoà Lạc có làm giấy khai sinh không?
	// xa hoa lac co lam giay khai sinh khong?
	// [xã hòa lạc]
	// thủ true
}

func ExampleTokens() {
	for _, t := range vi.Tokens("Mã 1.001193, NĐ-CP") {
		fmt.Println(t.Start, t.End, t.Text)
	}
	// Output:
	// 0 3 Mã
	// 4 12 1.001193
	// 14 17 NĐ
	// 18 20 CP
}

func ExampleCanon() {
	fmt.Println(vi.Canon("Kỹ sư Thuý ở Hoà Bình"))
	// Output: kĩ sư thúy ở hòa bình
}

func ExampleUndo() {
	for token := range strings.FieldsSeq("ddawng kys visa tem giay61 A4") {
		word, ok := vi.Undo(token, nil)
		fmt.Println(word, ok)
	}
	// Output:
	// đăng true
	// ký true
	// visa false
	// tem false
	// giấy true
	// A4 false
}
