package catalogue_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/knowledge"
	"motcua/knowledge/catalogue"
)

// day is when the tests take place.
var day = time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)

// newStore opens a store in a directory of its own.
func newStore(tb testing.TB) (*catalogue.Store, string) {
	tb.Helper()
	dir := tb.TempDir()
	s, err := catalogue.OpenStore(dir)
	if err != nil {
		tb.Fatalf("OpenStore: %v", err)
	}
	return s, dir
}

// mustPut stores the content as a release.
func mustPut(tb testing.TB, s *catalogue.Store, c catalogue.Content, at time.Time) knowledge.Release {
	tb.Helper()
	r, err := s.Put(tb.Context(), mustAssemble(tb, c), "note", at)
	if err != nil {
		tb.Fatalf("Put: %v", err)
	}
	return r
}

// mustSwitch makes the release current.
func mustSwitch(tb testing.TB, s *catalogue.Store, id knowledge.Digest) {
	tb.Helper()
	if err := s.Switch(tb.Context(), id); err != nil {
		tb.Fatalf("Switch: %v", err)
	}
}

// variant is the sample content with another FAQ answer.
func variant(answer string) catalogue.Content {
	c := sampleContent()
	c.FAQ[0].Answer = []string{answer}
	return c
}

func TestStoreRoundTrip(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	if _, err := s.Current(); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("Current of an empty store = %v, want ErrNotFound", err)
	}
	snap := mustAssemble(t, sampleContent())
	put, err := s.Put(t.Context(), snap, "lần đầu", day)
	if err != nil {
		t.Fatalf("Put: %v", err)
	}
	if put.Note != "lần đầu" || !put.Created.Equal(day) || put.Parent != "" || put.ID != snap.Release().ID {
		t.Errorf("Put = %+v", put)
	}
	if _, err := s.Current(); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("Put switched: %v", err)
	}
	again, err := s.Put(t.Context(), snap, "noch einmal", day.Add(time.Hour))
	if err != nil || again.Note != "lần đầu" {
		t.Errorf("Put again = %+v, %v; want the first release", again, err)
	}
	opened, err := s.Open(t.Context(), put.ID)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	for _, p := range put.Parts {
		want, _ := snap.Part(p.Name)
		if got, ok := opened.Part(p.Name); !ok || string(got) != string(want) {
			t.Errorf("part %s differs", p.Name)
		}
	}
	if diff := cmp.Diff(put, opened.Release()); diff != "" {
		t.Errorf("Release (-want +got):\n%s", diff)
	}
	files, err := filepath.Glob(filepath.Join(dir, "parts", "*"))
	if err != nil || len(files) != len(put.Parts) {
		t.Errorf("%d files in parts, want %d (%v)", len(files), len(put.Parts), err)
	}
}

func TestStoreKeepsPartsThatAreThere(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	r := mustPut(t, s, sampleContent(), day)
	p, _ := r.Part(knowledge.PartCatalogue)
	name := filepath.Join(dir, "parts", string(p.Digest))
	before, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	mustPut(t, s, variant("Có."), day)
	after, err := os.Stat(name)
	if err != nil || !os.SameFile(before, after) {
		t.Errorf("the catalogue part was written again (%v)", err)
	}
	if err := os.WriteFile(name, []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	mustPut(t, s, sampleContent(), day)
	if _, err := s.Open(t.Context(), r.ID); err != nil {
		t.Errorf("Put did not repair the part: %v", err)
	}
}

func TestSwitchAndHistory(t *testing.T) {
	t.Parallel()
	s, _ := newStore(t)
	a := mustPut(t, s, variant("A"), day).ID
	mustSwitch(t, s, a)
	if _, err := s.Resolve("previous"); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("previous of one release = %v, want ErrNotFound", err)
	}
	rb := mustPut(t, s, variant("B"), day.Add(time.Hour))
	b := rb.ID
	if rb.Parent != a {
		t.Errorf("parent %s, want %s", rb.Parent, a)
	}
	if err := s.SwitchFrom(t.Context(), a, b); err != nil {
		t.Fatal(err)
	}
	mustSwitch(t, s, b) // nothing happens
	for i, step := range []struct{ current, previous knowledge.Digest }{{b, a}, {a, b}, {b, a}} {
		current, err1 := s.Resolve("current")
		previous, err2 := s.Resolve("previous")
		if err := errors.Join(err1, err2); err != nil || current != step.current || previous != step.previous {
			t.Fatalf("step %d: current %s previous %s, want %s %s (%v)", i, current.Short(), previous.Short(), step.current.Short(), step.previous.Short(), err)
		}
		mustSwitch(t, s, previous)
	}
	history, err := s.History()
	if err != nil {
		t.Fatal(err)
	}
	var got []knowledge.Digest
	for _, h := range history {
		got = append(got, h.ID)
	}
	if diff := cmp.Diff([]knowledge.Digest{a, b, a, b, a}, got); diff != "" {
		t.Errorf("History (-want +got):\n%s", diff)
	}
	list, err := s.List()
	if err != nil || len(list) != 2 || list[0].ID != b {
		t.Errorf("List = %v, %v; want the newer release first", list, err)
	}
}

func TestSwitchRefuses(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	a := mustPut(t, s, variant("A"), day).ID
	rb := mustPut(t, s, variant("B"), day)
	mustSwitch(t, s, a)
	if err := s.SwitchFrom(t.Context(), rb.ID, rb.ID); !errors.Is(err, catalogue.ErrMoved) {
		t.Errorf("SwitchFrom another release = %v, want ErrMoved", err)
	}
	if err := s.Switch(t.Context(), knowledge.DigestOf(nil)); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("Switch to nothing = %v, want ErrNotFound", err)
	}
	if err := s.Switch(t.Context(), "../../etc/passwd"); !errors.Is(err, knowledge.ErrInvalid) {
		t.Errorf("Switch to a path = %v, want ErrInvalid", err)
	}
	p, _ := rb.Part(knowledge.PartFAQ)
	if err := os.Remove(filepath.Join(dir, "parts", string(p.Digest))); err != nil {
		t.Fatal(err)
	}
	err := s.SwitchFrom(t.Context(), a, rb.ID)
	if !errors.Is(err, catalogue.ErrCorrupt) || !strings.Contains(err.Error(), "part faq") {
		t.Errorf("Switch to a release without its FAQ = %v, want ErrCorrupt naming the part", err)
	}
	if current, err := s.Current(); err != nil || current != a {
		t.Errorf("current is %s, want the old release (%v)", current.Short(), err)
	}
}

func TestResolve(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	id := string(mustPut(t, s, sampleContent(), day).ID)
	// A second release whose digits begin the same; only its name is looked at.
	twin := id[:8] + strings.Map(func(r rune) rune { return rune("fedcba9876543210"[strings.IndexRune("0123456789abcdef", r)]) }, id[8:])
	if err := os.WriteFile(filepath.Join(dir, "releases", twin+".json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, prefix string
		want         error
	}{
		{"whole", id, nil},
		{"unique", id[:9], nil},
		{"upper case and blanks", " " + strings.ToUpper(id[:12]) + "\n", nil},
		{"ambiguous", id[:8], catalogue.ErrAmbiguous},
		{"short", id[:3], knowledge.ErrInvalid},
		{"empty", "", knowledge.ErrInvalid},
		{"not hex", "../../x", knowledge.ErrInvalid},
		{"unknown", strings.Repeat("0", 20), knowledge.ErrNotFound},
		{"longer than an id", id + "0", knowledge.ErrNotFound},
		{"no current", "current", knowledge.ErrNotFound},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := s.Resolve(tt.prefix)
			if !errors.Is(err, tt.want) || err == nil && string(got) != id {
				t.Errorf("Resolve(%q) = %s, %v; want %v", tt.prefix, got, err, tt.want)
			}
		})
	}
}

func TestReadersDuringSwitch(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	ids := []knowledge.Digest{mustPut(t, s, variant("A"), day).ID, mustPut(t, s, variant("B"), day).ID}
	mustSwitch(t, s, ids[0])
	reader, err := catalogue.OpenStore(dir) // another process, as far as locks go
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				snap, err := reader.OpenCurrent(t.Context())
				if err != nil {
					t.Errorf("OpenCurrent: %v", err)
					return
				}
				if p, err := snap.Procedure(t.Context(), "1.001193"); err != nil || p.Name != "Đăng ký khai sinh" {
					t.Errorf("Procedure = %q, %v", p.Name, err)
				}
			}
		})
	}
	for i := range 30 {
		mustSwitch(t, s, ids[(i+1)%2])
	}
	close(done)
	wg.Wait()
}
