package desk

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"motcua/assistant"
	"motcua/assistant/eval"
	"motcua/knowledge/catalogue"
	"motcua/knowledge/intake"
	"motcua/knowledge/search"
)

// shared is the optional directory of measurement data beside the checkout.
const shared = "../../../../shared/data"

// fullScope assembles the release of the full scope, or skips.
func fullScope(tb testing.TB) *catalogue.Snapshot {
	tb.Helper()
	rows, err := os.Open(filepath.Join(shared, "portal/procedures.jsonl"))
	if err != nil {
		tb.Skip("no ../shared/data beside the checkout: the full scope is not measured")
	}
	defer func() { _ = rows.Close() }()
	list, err := os.Open(filepath.Join(shared, "portal/scope_langson.txt"))
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = list.Close() }()
	scope, err := intake.ReadScope(list)
	if err != nil {
		tb.Fatal(err)
	}
	procedures, _, err := intake.Portal(tb.Context(), bufio.NewReader(rows), intake.Options{
		Scope: scope, Fetched: "2026-07", Source: "Cổng Dịch vụ công quốc gia", Province: "Lạng Sơn",
	})
	if err != nil {
		tb.Fatal(err)
	}
	content, err := catalogue.ReadTree(os.DirFS("../../../data"))
	if err != nil {
		tb.Fatal(err)
	}
	curated := content.Procedures
	content.Procedures = procedures
	snap, err := catalogue.Assemble(catalogue.Overlay(content, curated))
	if err != nil {
		tb.Fatal(err)
	}
	return snap
}

// devQuestions are the first turns of the development sets.
func devQuestions(tb testing.TB) []string {
	tb.Helper()
	var out []string
	for _, set := range []string{"citizen-style", "hard-sample", "portal-faq", "portal-pairs"} {
		f, err := os.Open(filepath.Join(shared, "questions", set+".jsonl"))
		if err != nil {
			tb.Skip("no ../shared/data beside the checkout: nothing to ask")
		}
		items, err := eval.Read(f)
		_ = f.Close()
		if err != nil {
			tb.Fatal(err)
		}
		for _, it := range items {
			out = append(out, it.Turns[0].Text)
		}
	}
	return out
}

// BenchmarkAnswer measures one answer on the full scope over the development
// questions and reports percentiles in microseconds.
func BenchmarkAnswer(b *testing.B) {
	d, err := Open(b.Context(), fullScope(b), Options{IndexDir: b.TempDir(), Policy: assistant.DefaultPolicy()})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	questions := devQuestions(b)
	at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	var took []time.Duration
	n := 0
	for b.Loop() {
		start := time.Now()
		_, _, err := d.Answer(context.Background(), assistant.Question{Text: questions[n%len(questions)], At: at}, assistant.Conversation{})
		took = append(took, time.Since(start))
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

// BenchmarkBuildIndex builds the index of the full scope on disk.
func BenchmarkBuildIndex(b *testing.B) {
	snap := fullScope(b)
	_, entries, err := describe(b.Context(), snap)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		ix, err := search.Build(b.Context(), b.TempDir(), "bench", entries)
		if err != nil {
			b.Fatal(err)
		}
		if err := ix.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen makes the full scope ready from a built index.
func BenchmarkOpen(b *testing.B) {
	snap, dir := fullScope(b), b.TempDir()
	open(b, snap, dir)
	for b.Loop() {
		d, err := Open(b.Context(), snap, Options{IndexDir: dir, Policy: assistant.DefaultPolicy()})
		if err != nil {
			b.Fatal(err)
		}
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSwap swaps two releases of the full scope a hundred times under load
// and fails on any wrong or failed answer. It takes minutes; run it alone.
func BenchmarkSwap(b *testing.B) {
	first := fullScope(b)
	content, err := first.Content()
	if err != nil {
		b.Fatal(err)
	}
	withFee(11000)(&content)
	one, err := catalogue.Assemble(content)
	if err != nil {
		b.Fatal(err)
	}
	withFee(22000)(&content)
	two, err := catalogue.Assemble(content)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		b.ReportMetric(float64(swapUnderLoad(b, one, two, 100)), "answers/100swaps")
	}
}
