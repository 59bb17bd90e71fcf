package channels

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// ErrLineTooLong is wrapped by [LineReader.Next] for a line over the limit.
var ErrLineTooLong = errors.New("line is too long")

// LineReader reads lines of at most a given length. A longer line is skipped
// whole and reported, and reading goes on behind it: one bad line never costs
// the others, nor the memory to hold it.
type LineReader struct {
	r    *bufio.Reader
	max  int
	n    int
	done bool
}

// NewLineReader reads lines of at most limit bytes, the line end not counted.
func NewLineReader(r io.Reader, limit int) *LineReader {
	return &LineReader{r: bufio.NewReaderSize(r, 64<<10), max: limit}
}

// Line is the number of the line read last; the first is 1.
func (l *LineReader) Line() int { return l.n }

// Next returns the next line without its end, in memory of its own. The error
// is io.EOF after the last line, wraps [ErrLineTooLong] for a line that was
// skipped, or is the reader's. Next blocks as long as the reader does.
func (l *LineReader) Next() ([]byte, error) {
	if l.done {
		return nil, io.EOF
	}
	var line []byte
	size := 0
	for {
		part, err := l.r.ReadSlice('\n')
		size += len(part)
		if size <= l.max+len("\r\n") {
			line = append(line, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil {
			l.done = true
			if !errors.Is(err, io.EOF) {
				return nil, err
			}
			if size == 0 {
				return nil, io.EOF
			}
		}
		break
	}
	l.n++
	line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
	if size > l.max+len("\r\n") || len(line) > l.max {
		return nil, fmt.Errorf("line %d: %w: more than %d bytes", l.n, ErrLineTooLong, l.max)
	}
	return line, nil
}
