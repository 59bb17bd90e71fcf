package catalogue_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/knowledge"
	"motcua/knowledge/catalogue"
)

func TestOpenCorrupt(t *testing.T) {
	t.Parallel()
	cut := func(b []byte) []byte { return b[:len(b)/2] }
	flip := func(b []byte) []byte { b[len(b)/2] ^= 0x20; return b }
	empty := func([]byte) []byte { return nil }
	for _, part := range []string{"catalogue", "faq", "laws", "units", "phrases/abbreviations.tsv", "model/ranking.bin"} {
		for name, damage := range map[string]func([]byte) []byte{"cut": cut, "flip": flip, "empty": empty} {
			t.Run(part+" "+name, func(t *testing.T) {
				t.Parallel()
				s, dir := newStore(t)
				r := mustPut(t, s, sampleContent(), day)
				p, _ := r.Part(part)
				file := filepath.Join(dir, "parts", string(p.Digest))
				body, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, damage(body), 0o600); err != nil {
					t.Fatal(err)
				}
				_, err = s.Open(t.Context(), r.ID)
				if !errors.Is(err, catalogue.ErrCorrupt) || !strings.Contains(err.Error(), "part "+part) {
					t.Errorf("Open = %v, want ErrCorrupt naming the part", err)
				}
			})
		}
	}
}

func TestManifestFaults(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change func(r *knowledge.Release)
		want   error
	}{
		{"part missing", func(r *knowledge.Release) { r.Parts = r.Parts[1:] }, catalogue.ErrCorrupt},
		{"digest changed", func(r *knowledge.Release) { r.Parts[0].Digest = knowledge.DigestOf(nil) }, catalogue.ErrCorrupt},
		{"id changed", func(r *knowledge.Release) { r.ID = knowledge.DigestOf(nil) }, catalogue.ErrCorrupt},
		{"negative size", func(r *knowledge.Release) { r.Parts[0].Size = -1; r.ID = r.ContentID() }, catalogue.ErrCorrupt},
		{"huge part", func(r *knowledge.Release) { r.Parts[0].Size = 1 << 40; r.ID = r.ContentID() }, catalogue.ErrCorrupt},
		{"name climbs", func(r *knowledge.Release) {
			r.Parts[len(r.Parts)-1].Name = "zz/../../x"
			r.ID = r.ContentID()
		}, catalogue.ErrCorrupt},
		{"newer schema", func(r *knowledge.Release) { r.Schema = 7 }, catalogue.ErrNewer},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := mustAssemble(t, sampleContent()).Release()
			tt.change(&r)
			body, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			_, err = catalogue.ParseManifest(body)
			if !errors.Is(err, tt.want) {
				t.Errorf("ParseManifest = %v, want %v", err, tt.want)
			}
			if tt.want == catalogue.ErrNewer && (!strings.Contains(err.Error(), "7") || !strings.Contains(err.Error(), "up to 1")) { //nolint:errorlint // a table value
				t.Errorf("%v does not name both schemas", err)
			}
		})
	}
}

func TestHalfWrittenFiles(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	a := mustPut(t, s, variant("A"), day).ID
	mustSwitch(t, s, a)
	b := mustPut(t, s, variant("B"), day).ID
	// What a kill leaves: temporary files, and a history line without its end.
	for _, name := range []string{"parts/.tmp-1234", "releases/.tmp-99"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.OpenFile(filepath.Join(dir, "releases", "HISTORY.jsonl"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(`{"at":"2026-11-22T0`); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if current, err := s.Current(); err != nil || current != a {
		t.Fatalf("Current = %s, %v", current, err)
	}
	if list, err := s.List(); err != nil || len(list) != 2 {
		t.Fatalf("List = %d releases, %v", len(list), err)
	}
	if history, err := s.History(); err != nil || len(history) != 1 {
		t.Fatalf("History = %v, %v", history, err)
	}
	mustSwitch(t, s, b)
	history, err := s.History()
	if err != nil || len(history) != 2 || history[1].ID != b {
		t.Errorf("History = %v, %v; want two whole entries", history, err)
	}
	left, err := filepath.Glob(filepath.Join(dir, "*", ".tmp-*"))
	if err != nil || len(left) != 0 {
		t.Errorf("temporary files are left: %v, %v", left, err)
	}
}

func TestKilledBetweenPartsAndManifest(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	r := mustPut(t, s, sampleContent(), day)
	if err := os.Remove(filepath.Join(dir, "releases", string(r.ID)+".json")); err != nil {
		t.Fatal(err)
	}
	if list, err := s.List(); err != nil || len(list) != 0 {
		t.Errorf("List = %v, %v; want none", list, err)
	}
	again := mustPut(t, s, sampleContent(), day)
	if _, err := s.Open(t.Context(), again.ID); err != nil {
		t.Errorf("Open after the second Put: %v", err)
	}
}

func TestDamagedManifestDoesNotHideOthers(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	a := mustPut(t, s, variant("A"), day)
	b := mustPut(t, s, variant("B"), day)
	file := filepath.Join(dir, "releases", string(b.ID)+".json")
	if err := os.WriteFile(file, []byte(`{"schema":1,`), 0o600); err != nil {
		t.Fatal(err)
	}
	list, err := s.List()
	if len(list) != 1 || list[0].ID != a.ID || !errors.Is(err, catalogue.ErrCorrupt) || !strings.Contains(err.Error(), b.ID.Short()) {
		t.Errorf("List = %v, %v; want the sound release and an error naming the other", list, err)
	}
	mustPut(t, s, variant("B"), day)
	if _, err := s.Open(t.Context(), b.ID); err != nil {
		t.Errorf("Put did not repair the manifest: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "releases", "CURRENT"), []byte("nonsense\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Current(); !errors.Is(err, catalogue.ErrCorrupt) {
		t.Errorf("Current = %v, want ErrCorrupt", err)
	}
	mustPut(t, s, variant("C"), day)
	mustSwitch(t, s, a.ID) // the way out
}

func TestLocked(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	id := mustPut(t, s, sampleContent(), day).ID
	s.SetLockWait(0)
	lock := filepath.Join(dir, "releases", "LOCK")
	f, err := catalogue.LockExclusive(lock)
	if err != nil {
		t.Fatal(err)
	}
	_, putErr := s.Put(t.Context(), mustAssemble(t, variant("x")), "", day)
	for _, err := range []error{s.Switch(t.Context(), id), putErr} {
		if !errors.Is(err, catalogue.ErrLocked) || !strings.Contains(err.Error(), lock) {
			t.Errorf("a second writer gets %v, want ErrLocked naming the file", err)
		}
	}
	if _, err := s.Open(t.Context(), id); err != nil {
		t.Errorf("the lock keeps readers out: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Switch(ctx, id); !errors.Is(err, context.Canceled) {
		t.Errorf("Switch with a cancelled context = %v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	mustSwitch(t, s, id)
}

// TestWritersTakeTurns lets two processes, as far as locks go, write at once.
func TestWritersTakeTurns(t *testing.T) {
	t.Parallel()
	a, dir := newStore(t)
	b, err := catalogue.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	a.SetLockWait(time.Minute)
	b.SetLockWait(time.Minute)
	for i, s := range []*catalogue.Store{a, b, a, b} {
		wg.Go(func() {
			for k := range 5 {
				snap, err := catalogue.Assemble(variant(fmt.Sprint(i, k)))
				if err != nil {
					t.Error(err)
					return
				}
				r, err := s.Put(t.Context(), snap, "", day)
				if err == nil {
					err = s.Switch(t.Context(), r.ID)
				}
				if err != nil {
					t.Errorf("writer %d: %v", i, err)
				}
			}
		})
	}
	wg.Wait()
	history, err := a.History()
	list, listErr := a.List()
	if err := errors.Join(err, listErr); err != nil || len(history) != 20 || len(list) != 20 {
		t.Errorf("%d releases, %d switches, want 20 of each (%v)", len(list), len(history), err)
	}
}
