package catalogue_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"motcua/knowledge"
	"motcua/knowledge/catalogue"
)

// FuzzReadManifest: a manifest that is accepted names what it holds.
func FuzzReadManifest(f *testing.F) {
	snap, err := catalogue.Assemble(sampleContent())
	if err != nil {
		f.Fatal(err)
	}
	body, err := json.Marshal(snap.Release())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(body)
	f.Add([]byte(`{"schema":2}`))
	f.Add([]byte(`{"schema":1,"parts":[{"name":"catalogue","size":-1}]}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := catalogue.ParseManifest(body)
		if err != nil {
			if !errors.Is(err, catalogue.ErrCorrupt) && !errors.Is(err, catalogue.ErrNewer) {
				t.Fatalf("error without a sentinel: %v", err)
			}
			return
		}
		if err := r.Validate(); err != nil {
			t.Fatalf("accepted an invalid manifest: %v", err)
		}
		again, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if second, err := catalogue.ParseManifest(again); err != nil || second.ID != r.ID {
			t.Fatalf("written and read again: %s, %v; want %s", second.ID, err, r.ID)
		}
	})
}

// FuzzReadProcedureLine: what is scanned and decoded survives being written.
func FuzzReadProcedureLine(f *testing.F) {
	body, err := catalogue.EncodeProcedures(sampleProcedure("1.001193", "Đăng ký khai sinh"), sampleProcedure("2.000635", "Trích lục"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(body)
	f.Add([]byte(`{"code":"1.001193"}` + "\n"))
	f.Add([]byte(`{"code":"1.001193","code":"2.000635"}` + "\n"))
	f.Add([]byte("{\"code\":\"1.001193\"\n"))
	f.Fuzz(func(t *testing.T, body []byte) {
		codes, lines, err := catalogue.ScanLines(body)
		if err != nil {
			if !errors.Is(err, catalogue.ErrCorrupt) {
				t.Fatalf("error without a sentinel: %v", err)
			}
			return
		}
		if !bytes.Equal(bytes.Join(lines, nil), body) {
			t.Fatal("the lines are not the body")
		}
		for i, line := range lines {
			if i > 0 && codes[i-1] >= codes[i] {
				t.Fatalf("codes out of order: %v", codes)
			}
			p, err := catalogue.ReadProcedureLine(line)
			if err != nil {
				if !errors.Is(err, catalogue.ErrCorrupt) {
					t.Fatalf("error without a sentinel: %v", err)
				}
				continue
			}
			checkWrittenAgain(t, p)
		}
	})
}

// checkWrittenAgain writes a decoded procedure and reads it back.
func checkWrittenAgain(t *testing.T, p knowledge.Procedure) {
	t.Helper()
	once, err := catalogue.EncodeProcedures(p)
	if err != nil {
		t.Fatalf("encode: %v", err)
	}
	if !utf8.Valid(once) || bytes.Count(once, []byte("\n")) != 1 {
		t.Fatalf("not one line of UTF-8: %q", once)
	}
	q, err := catalogue.ReadProcedureLine(once)
	if err != nil {
		t.Fatalf("read again: %v", err)
	}
	twice, err := catalogue.EncodeProcedures(q)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(once), string(twice)); diff != "" {
		t.Fatalf("the encoding is not canonical:\n%s", diff)
	}
}
