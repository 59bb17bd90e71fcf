package channels

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"motcua/assistant"
)

func TestPlainText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   assistant.Answer
		want string
	}{
		{name: "nothing", in: assistant.Answer{}, want: ""},
		{
			name: "paragraph and heading",
			in: assistant.Answer{Blocks: []assistant.Block{
				{Kind: assistant.Heading, Text: "Làm giấy khai sinh"},
				{Kind: assistant.Paragraph, Text: " Nộp ở xã. "},
				{Kind: assistant.Paragraph, Text: "  "},
			}},
			want: "Làm giấy khai sinh\n\nNộp ở xã.",
		},
		{
			name: "list with a lead-in and an item of two lines",
			in: assistant.Answer{Blocks: []assistant.Block{
				{Kind: assistant.List, Text: "Giấy tờ:", Items: []string{"Tờ khai", "Giấy chứng sinh\n(bản chính)", ""}},
			}},
			want: "Giấy tờ:\n- Tờ khai\n- Giấy chứng sinh\n  (bản chính)",
		},
		{
			name: "steps are numbered without gaps",
			in: assistant.Answer{Blocks: []assistant.Block{
				{Kind: assistant.Steps, Items: []string{"Nộp", " ", "Nhận"}},
			}},
			want: "1. Nộp\n2. Nhận",
		},
		{
			name: "table of two columns",
			in: assistant.Answer{Blocks: []assistant.Block{
				{Kind: assistant.Table, Rows: [][]string{{"Cách nộp", "Lệ phí"}, {"Trực tiếp", "8.000 đồng"}, {"Qua mạng", ""}}},
			}},
			want: "- Trực tiếp: 8.000 đồng\n- Qua mạng",
		},
		{
			name: "table of three columns names the third",
			in: assistant.Answer{Blocks: []assistant.Block{
				{Kind: assistant.Table, Text: "Thời hạn", Rows: [][]string{{"Cách", "Hạn", "Ghi chú"}, {"Trực tiếp", "3 ngày", "từ khi đủ giấy tờ"}}},
			}},
			want: "Thời hạn\n- Trực tiếp: 3 ngày; Ghi chú: từ khi đủ giấy tờ",
		},
		{
			name: "table with a head alone says nothing",
			in:   assistant.Answer{Blocks: []assistant.Block{{Kind: assistant.Table, Rows: [][]string{{"Cách", "Hạn"}}}}},
			want: "",
		},
		{
			name: "warning is marked once",
			in: assistant.Answer{Blocks: []assistant.Block{
				{Kind: assistant.WarnBlock, Text: "không gửi số căn cước."},
				{Kind: assistant.WarnBlock, Text: "Lưu ý: cấp huyện đã bỏ."},
			}},
			want: "Lưu ý: không gửi số căn cước.\n\nLưu ý: cấp huyện đã bỏ.",
		},
		{
			name: "link",
			in:   assistant.Answer{Blocks: []assistant.Block{{Kind: assistant.Link, Text: "Tra cứu", URL: "https://example.org/x"}}},
			want: "Tra cứu: https://example.org/x",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, PlainText(tt.in)); diff != "" {
				t.Errorf("PlainText (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPlainTextSourcesAndChoices(t *testing.T) {
	t.Parallel()
	cite := assistant.Citation{
		Code: "9.000001", Source: "Cổng mẫu", URL: "https://example.org/1", Date: "2026-07",
		Legal: []string{"1/2020/QH", "2/2020/QH", "3/2020/QH", "4/2020/QH", "5/2020/QH", "6/2020/QH"},
	}
	tests := []struct {
		name string
		in   assistant.Answer
		want string
	}{
		{
			name: "source with code, month and counted laws; repeated once",
			in:   assistant.Answer{Sources: []assistant.Citation{cite, cite}},
			want: "Nguồn: Cổng mẫu, mã thủ tục 9.000001, dữ liệu tháng 7/2026. https://example.org/1\n" +
				"Căn cứ: 1/2020/QH; 2/2020/QH; 3/2020/QH; 4/2020/QH và 2 văn bản khác.",
		},
		{
			name: "day, in English",
			in:   assistant.Answer{Lang: assistant.English, Sources: []assistant.Citation{{Source: "Portal", Code: "9.000001", Date: "2026-07-09"}}},
			want: "Source: Portal, procedure code 9.000001, data of 2026-07-09.",
		},
		{
			name: "an unknown language is answered in Vietnamese",
			in:   assistant.Answer{Lang: "fr", Sources: []assistant.Citation{{Source: "Cổng mẫu"}}},
			want: "Nguồn: Cổng mẫu.",
		},
		{name: "an empty source says nothing", in: assistant.Answer{Sources: []assistant.Citation{{}}}, want: ""},
		{
			name: "choices",
			in:   assistant.Answer{Choices: []assistant.Choice{{ID: "p:9.000001", Label: "Khai sinh"}, {ID: "n", Label: "Không phải"}}},
			want: "Anh/chị gõ số để chọn, hoặc gõ tiếp câu hỏi:\n  1. Khai sinh\n  2. Không phải",
		},
		{
			name: "the trace is never said",
			in:   assistant.Answer{Trace: assistant.Trace{Rule: "SECRET", Searched: "SECRET", Release: "SECRET"}},
			want: "",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, PlainText(tt.in)); diff != "" {
				t.Errorf("PlainText (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWordingsAreComplete(t *testing.T) {
	t.Parallel()
	for _, lang := range []assistant.Lang{assistant.Vietnamese, assistant.English, assistant.Chinese} {
		w := wordings[lang]
		for i, s := range []string{w.Warning, w.Choices, w.Source, w.Code, w.Date, w.Legal, w.MoreLegal} {
			if s == "" {
				t.Errorf("%s: text %d is empty", lang, i)
			}
		}
		if strings.Count(w.MoreLegal, "%d") != 1 {
			t.Errorf("%s: more_legal %q wants one %%d", lang, w.MoreLegal)
		}
	}
}
