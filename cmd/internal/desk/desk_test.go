package desk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"motcua/assistant"
	"motcua/knowledge"
	"motcua/knowledge/catalogue"
)

// noon is the day questions are asked on.
var noon = time.Date(2026, 11, 22, 5, 0, 0, 0, time.UTC)

// shipped assembles the shipped catalogue, changed by edit.
func shipped(tb testing.TB, edit func(*catalogue.Content)) *catalogue.Snapshot {
	tb.Helper()
	content, err := catalogue.ReadTree(os.DirFS("../../../data"))
	if err != nil {
		tb.Fatal(err)
	}
	if edit != nil {
		edit(&content)
	}
	snap, err := catalogue.Assemble(content)
	if err != nil {
		tb.Fatal(err)
	}
	return snap
}

func open(tb testing.TB, snap *catalogue.Snapshot, dir string) *Desk {
	tb.Helper()
	d, err := Open(tb.Context(), snap, Options{IndexDir: dir, Policy: assistant.DefaultPolicy()})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := d.Close(); err != nil {
			tb.Error(err)
		}
	})
	return d
}

// bare drops the sentences: assembling is then a matter of milliseconds, which
// the tests of swapping and life cycle need a hundred times.
func bare(edit func(*catalogue.Content)) func(*catalogue.Content) {
	return func(c *catalogue.Content) {
		for name := range c.Files {
			bareFile(c, name)
		}
		if edit != nil {
			edit(c)
		}
	}
}

// bareFile drops a file of sentences.
func bareFile(c *catalogue.Content, name string) {
	for _, prefix := range []string{prefixSentences, prefixForeign, prefixOutside} {
		if strings.HasPrefix(name, prefix) {
			delete(c.Files, name)
		}
	}
}

// birth is the procedure whose fee tells two releases apart.
const birth knowledge.ProcedureCode = "1.001193"

// withFee makes the birth registration cost an amount.
func withFee(amount int64) func(*catalogue.Content) {
	return func(c *catalogue.Content) {
		for i := range c.Procedures {
			if c.Procedures[i].Code == birth {
				c.Procedures[i].Fees = []knowledge.Fee{{State: knowledge.FeeAmount, Amount: amount, Currency: knowledge.VND}}
			}
		}
	}
}

// swapUnderLoad swaps two releases while questions are answered and fails on
// any error and on any answer that is not the one of the release it names.
func swapUnderLoad(tb testing.TB, a, b *catalogue.Snapshot, swaps int) (answers int64) {
	tb.Helper()
	d := open(tb, a, tb.TempDir())
	want := map[string]string{a.Release().ID.Short(): "11.000", b.Release().ID.Short(): "22.000"}
	ctx, stop := context.WithCancel(tb.Context())
	var asked atomic.Int64
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for ctx.Err() == nil {
				ans, _, err := d.Answer(context.Background(), assistant.Question{Text: "lam giay khai sinh cho con le phi bao nhieu", At: noon}, assistant.Conversation{})
				if err != nil {
					tb.Errorf("answer during swaps: %v", err)
					return
				}
				if ans.Code != birth || !strings.Contains(allText(ans), want[ans.Trace.Release]) {
					tb.Errorf("release %s answered %s: %s", ans.Trace.Release, ans.Code, allText(ans))
					return
				}
				asked.Add(1)
			}
		})
	}
	next, other := b, a
	for range swaps {
		if err := d.Swap(tb.Context(), next); err != nil {
			tb.Errorf("swap: %v", err)
			break
		}
		next, other = other, next
	}
	stop()
	wg.Wait()
	return asked.Load()
}

func allText(a assistant.Answer) string {
	var b strings.Builder
	for _, block := range a.Blocks {
		b.WriteString(block.Text + "\n" + strings.Join(block.Items, "\n") + "\n")
	}
	return b.String()
}

func TestSwapUnderLoad(t *testing.T) {
	t.Parallel()
	n := swapUnderLoad(t, shipped(t, bare(withFee(11000))), shipped(t, bare(withFee(22000))), 100)
	if n < 100 {
		t.Errorf("only %d answers during 100 swaps: no load", n)
	}
	t.Logf("100 swaps, %d answers, none wrong", n)
}

func TestSwapKeepsOldReleaseOnError(t *testing.T) {
	t.Parallel()
	d := open(t, shipped(t, bare(nil)), t.TempDir())
	before := d.Snapshot().Release().ID
	broken := shipped(t, bare(func(c *catalogue.Content) { delete(c.Files, "phrases/intents.tsv") }))
	if err := d.Swap(t.Context(), broken); !errors.Is(err, ErrPart) {
		t.Fatalf("swap to a release without intents = %v, want ErrPart", err)
	}
	if d.Snapshot().Release().ID != before || d.State() != "ready" {
		t.Errorf("after a failed swap: release %s, state %s", d.Snapshot().Release().ID.Short(), d.State())
	}
	if _, _, err := d.Answer(t.Context(), assistant.Question{Text: "khai sinh", At: noon}, assistant.Conversation{}); err != nil {
		t.Errorf("answer after a failed swap: %v", err)
	}
}

func TestClosedDesk(t *testing.T) {
	t.Parallel()
	snap := shipped(t, bare(nil))
	d, err := Open(t.Context(), snap, Options{Policy: assistant.DefaultPolicy()})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := d.Answer(t.Context(), assistant.Question{Text: "khai sinh"}, assistant.Conversation{}); !errors.Is(err, ErrClosed) {
		t.Errorf("answer of a closed desk = %v, want ErrClosed", err)
	}
	if err := d.Swap(t.Context(), snap); !errors.Is(err, ErrClosed) {
		t.Errorf("swap of a closed desk = %v, want ErrClosed", err)
	}
	if d.State() != "closed" {
		t.Errorf("state %q, want closed", d.State())
	}
}

// TestIndexIsReused opens the same release twice: the second time nothing is
// built and the answers are the same.
func TestIndexIsReused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	snap := shipped(t, bare(nil))
	ask := func() assistant.Answer {
		d, err := Open(t.Context(), snap, Options{IndexDir: dir, Policy: assistant.DefaultPolicy()})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = d.Close() }()
		a, _, err := d.Answer(t.Context(), assistant.Question{Text: "mất căn cước làm lại ở đâu", At: noon}, assistant.Conversation{})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	first := ask()
	entries, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(entries) != 1 {
		t.Fatalf("index directories %v (%v), want one", entries, err)
	}
	before, err := os.Stat(entries[0])
	if err != nil {
		t.Fatal(err)
	}
	second := ask()
	after, err := os.Stat(entries[0])
	if err != nil || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("the index directory was written again (%v)", err)
	}
	if first.Code != second.Code || allText(first) != allText(second) {
		t.Errorf("answers differ: %s and %s", first.Code, second.Code)
	}
}

// TestSameAnswerEveryRun asks in two desks and in two orders.
func TestSameAnswerEveryRun(t *testing.T) {
	t.Parallel()
	questions := []string{
		"xin giay doc than de cuoi", "làm lại bìa đỏ bị mất", "nghi ban hang thi lam gi",
		"bố em mất rồi phải báo ai", "đăng ký", "em muốn xây nhà", "đổi bằng lái",
	}
	type seen struct {
		codes  []knowledge.ProcedureCode
		scores []float64
	}
	ask := func(order []string) map[string]seen {
		d := open(t, shipped(t, nil), "")
		out := map[string]seen{}
		for _, q := range order {
			a, _, err := d.Answer(t.Context(), assistant.Question{Text: q, At: noon}, assistant.Conversation{})
			if err != nil {
				t.Fatal(err)
			}
			var s seen
			for _, c := range a.Trace.Candidates {
				s.codes, s.scores = append(s.codes, c.Code), append(s.scores, c.Score)
			}
			out[q] = s
		}
		return out
	}
	one := ask(questions)
	back := slices.Clone(questions)
	slices.Reverse(back)
	two := ask(back)
	for _, q := range questions {
		if !slices.Equal(one[q].codes, two[q].codes) || !slices.Equal(one[q].scores, two[q].scores) {
			t.Errorf("%q ranks %v and %v", q, one[q], two[q])
		}
	}
}
