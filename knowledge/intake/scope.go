package intake

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"motcua/knowledge"
)

// localMark is the second column of a code the province issued itself.
const localMark = "L"

// Scope is the set of procedure codes to take in. A nil *Scope holds every code.
type Scope struct {
	codes map[knowledge.ProcedureCode]bool // value: issued by the province
}

// ReadScope reads one code a line. More columns may follow a blank or a tab; the
// second column "L" marks a code issued by the province. Text after "#" is a
// comment. An error names the line.
func ReadScope(r io.Reader) (*Scope, error) {
	s := &Scope{codes: make(map[knowledge.ProcedureCode]bool)}
	sc := bufio.NewScanner(r)
	for n := 1; sc.Scan(); n++ {
		text, _, _ := strings.Cut(strings.TrimPrefix(sc.Text(), "\ufeff"), "#")
		cols := strings.Fields(text)
		if len(cols) == 0 {
			continue
		}
		code := knowledge.ProcedureCode(cols[0])
		if !looksLikeCode(cols[0]) {
			return nil, fmt.Errorf("scope line %d: %w: %q is not a procedure code", n, knowledge.ErrInvalid, capped(cols[0], 40))
		}
		s.codes[code] = s.codes[code] || len(cols) > 1 && cols[1] == localMark
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("read scope: %w", err)
	}
	return s, nil
}

// looksLikeCode is lenient: the portal's own lists hold a code with a digit too
// many, and one such line must not keep the other codes out. Its row is refused.
func looksLikeCode(s string) bool {
	if len(s) < len("1.000000") || len(s) > len("1.000000")+2 || s[1] != '.' {
		return false
	}
	return strings.Trim(s[:1]+s[2:], "0123456789") == ""
}

// Len is the number of codes.
func (s *Scope) Len() int {
	if s == nil {
		return 0
	}
	return len(s.codes)
}

// Has reports whether the code is to be taken in.
func (s *Scope) Has(c knowledge.ProcedureCode) bool {
	if s == nil {
		return true
	}
	_, ok := s.codes[c]
	return ok
}

// Local reports whether the code is marked as issued by the province.
func (s *Scope) Local(c knowledge.ProcedureCode) bool {
	return s != nil && s.codes[c]
}
