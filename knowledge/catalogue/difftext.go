package catalogue

import (
	"fmt"
	"io"
	"strings"
)

// WriteText writes the difference for clerks, in Vietnamese. Of each list at
// most limit entries are shown and the rest counted; 0 shows all.
func (d *Diff) WriteText(w io.Writer, limit int) error {
	b := &strings.Builder{}
	fmt.Fprintf(b, "Bản phát hành %s → %s\n", orNone(d.Old.Short()), d.New.Short())
	if d.Empty() {
		fmt.Fprintln(b, "Không có gì thay đổi.")
		return writeAll(w, b)
	}
	fmt.Fprintf(b, "Thủ tục: thêm %d, bỏ %d, sửa %d", len(d.Added), len(d.Removed), len(d.Changed))
	if d.Refreshed > 0 {
		fmt.Fprintf(b, " (và %d thủ tục chỉ đổi ngày hoặc nơi lấy dữ liệu)", d.Refreshed)
	}
	fmt.Fprintln(b)
	writeCount(b, "Câu hỏi thường gặp", d.FAQ)
	writeCount(b, "Tình trạng văn bản", d.Laws)
	writeCount(b, "Đơn vị hành chính", d.Units)

	writeList(b, "Thêm", d.Added, limit, writeRef)
	writeList(b, "Bỏ", d.Removed, limit, writeRef)
	writeList(b, "Sửa", d.Changed, limit, func(b *strings.Builder, c ProcedureChange) {
		writeRef(b, c.ProcedureRef)
		for _, f := range c.Fields {
			fmt.Fprintf(b, "    %s:\n      − %s\n      + %s\n", f.Label, orNone(f.Old), orNone(f.New))
		}
	})
	writeList(b, "Tệp từ ngữ và mô hình", d.Files, limit, func(b *strings.Builder, f FileChange) {
		fmt.Fprintf(b, "  %s: thêm %d dòng, bỏ %d dòng\n", f.Name, f.Added, f.Removed)
	})
	return writeAll(w, b)
}

// writeAll hands the finished text over.
func writeAll(w io.Writer, b *strings.Builder) error {
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write difference: %w", err)
	}
	return nil
}

// orNone is the text, or what stands for no text.
func orNone(text string) string {
	if text == "" {
		return "(không có)"
	}
	return text
}

// writeCount writes a line about a list that changed.
func writeCount(b *strings.Builder, label string, c Count) {
	if c != (Count{}) {
		fmt.Fprintf(b, "%s: thêm %d, bỏ %d, sửa %d\n", label, c.Added, c.Removed, c.Changed)
	}
}

// writeRef writes the line of a procedure.
func writeRef(b *strings.Builder, p ProcedureRef) {
	fmt.Fprintf(b, "  %s  %s\n", p.Code, clip(p.Name, 100))
}

// writeList writes a heading and the first entries of a list.
func writeList[T any](b *strings.Builder, heading string, list []T, limit int, write func(*strings.Builder, T)) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s (%d)\n", heading, len(list))
	for i, v := range list {
		if limit > 0 && i == limit {
			fmt.Fprintf(b, "  … và %d mục nữa\n", len(list)-limit)
			return
		}
		write(b, v)
	}
}
