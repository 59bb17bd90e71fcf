package channels

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// readAll reads every line; a line that was too long stands as "TOO LONG".
func readAll(t *testing.T, r io.Reader, limit int) []string {
	t.Helper()
	lr := NewLineReader(r, limit)
	var got []string
	for {
		line, err := lr.Next()
		switch {
		case err == nil:
			got = append(got, string(line))
		case errors.Is(err, ErrLineTooLong):
			got = append(got, "TOO LONG")
		case errors.Is(err, io.EOF):
			if lr.Line() != len(got) {
				t.Errorf("Line() = %d, want %d", lr.Line(), len(got))
			}
			return got
		default:
			t.Fatal(err)
		}
	}
}

func TestLineReader(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 200<<10)
	tests := []struct {
		name, in string
		limit    int
		want     []string
	}{
		{"empty", "", 10, nil},
		{"last line without an end", "a\nb", 10, []string{"a", "b"}},
		{"windows line ends", "a\r\nb\r\n", 10, []string{"a", "b"}},
		{"empty lines count", "\n\na\n", 10, []string{"", "", "a"}},
		{"exactly the limit", "12345\n12345\r\n12345", 5, []string{"12345", "12345", "12345"}},
		{"too long and then short", "123456\nab\n", 5, []string{"TOO LONG", "ab"}},
		{"longer than the buffer", long + "\nab\n" + long, 100, []string{"TOO LONG", "ab", "TOO LONG"}},
		{"long but allowed", long + "\nab", 1 << 20, []string{long, "ab"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, readAll(t, strings.NewReader(tt.in), tt.limit)); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLineReaderError(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken pipe")
	lr := NewLineReader(io.MultiReader(strings.NewReader("a\n"), iotest.ErrReader(broken)), 10)
	if line, err := lr.Next(); err != nil || string(line) != "a" {
		t.Fatalf("Next = %q, %v", line, err)
	}
	if _, err := lr.Next(); !errors.Is(err, broken) {
		t.Errorf("Next error = %v, want %v", err, broken)
	}
}

func FuzzLineReader(f *testing.F) {
	f.Add([]byte("a\r\nb\n\nc"), 3)
	f.Add([]byte("12345678\n1"), 4)
	f.Fuzz(func(t *testing.T, in []byte, limit int) {
		limit = min(max(limit, 1), 1<<16)
		lr := NewLineReader(bytes.NewReader(in), limit)
		for {
			line, err := lr.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err == nil && (len(line) > limit || bytes.ContainsRune(line, '\n')) {
				t.Fatalf("line of %d bytes, at most %d wanted, no line feed", len(line), limit)
			}
		}
		want := bytes.Count(in, []byte("\n"))
		if len(in) > 0 && in[len(in)-1] != '\n' {
			want++
		}
		if lr.Line() != want {
			t.Fatalf("%d lines, want %d", lr.Line(), want)
		}
	})
}
