package catalogue

import (
	"bytes"
	"fmt"
	"slices"

	"motcua/knowledge"
)

// maxLine is the longest believed line of the catalogue, in bytes. The longest
// published procedure has about 200 KB.
const maxLine = 8 << 20

// codePrefix begins every line of the catalogue: the code is the first field.
const codePrefix = `{"code":"`

// lineTable finds the line of a procedure in the catalogue part without
// decoding any: codes in ascending order and the end of each line.
type lineTable struct {
	codes []knowledge.ProcedureCode
	ends  []int
}

// scanLines builds the table by looking at line feeds and the codes only.
func scanLines(body []byte) (lineTable, error) {
	n := bytes.Count(body, []byte("\n"))
	t := lineTable{codes: make([]knowledge.ProcedureCode, 0, n), ends: make([]int, 0, n)}
	for start := 0; start < len(body); {
		length := bytes.IndexByte(body[start:], '\n')
		if length < 0 {
			return lineTable{}, corruptf("line %d does not end", len(t.codes)+1)
		}
		code, err := lineCode(body[start : start+length])
		if err != nil {
			return lineTable{}, fmt.Errorf("line %d: %w", len(t.codes)+1, err)
		}
		if k := len(t.codes); k > 0 && t.codes[k-1] >= code {
			return lineTable{}, corruptf("line %d: code %s is repeated or out of order", k+1, code)
		}
		start += length + 1
		t.codes = append(t.codes, code)
		t.ends = append(t.ends, start)
	}
	return t, nil
}

// lineCode reads the code at the beginning of a line.
func lineCode(line []byte) (knowledge.ProcedureCode, error) {
	if len(line) > maxLine {
		return "", corruptf("%d bytes, at most %d are allowed", len(line), maxLine)
	}
	rest, ok := bytes.CutPrefix(line, []byte(codePrefix))
	if !ok {
		return "", corruptf("does not begin with a code")
	}
	text, _, ok := bytes.Cut(rest, []byte(`"`))
	if !ok {
		return "", corruptf("the code does not end")
	}
	code := knowledge.ProcedureCode(text)
	if err := code.Validate(); err != nil {
		return "", corruptf("%v", err)
	}
	return code, nil
}

// find returns the number of the line of a code.
func (t *lineTable) find(code knowledge.ProcedureCode) (int, bool) {
	return slices.BinarySearch(t.codes, code)
}

// line cuts line i out of the part the table was built from.
func (t *lineTable) line(body []byte, i int) []byte {
	start := 0
	if i > 0 {
		start = t.ends[i-1]
	}
	return body[start:t.ends[i]]
}
