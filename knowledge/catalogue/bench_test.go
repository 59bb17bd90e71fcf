package catalogue_test

import (
	"runtime"
	"testing"

	"motcua/knowledge/catalogue"
)

// fullCatalogue is the number of procedures a resident of Lạng Sơn can meet.
const fullCatalogue = 4623

func BenchmarkOpenStore(b *testing.B) {
	s, dir := newStore(b)
	id := mustPut(b, s, largeContent(fullCatalogue, 6000), day).ID
	for b.Loop() {
		s, err := catalogue.OpenStore(dir)
		if err != nil {
			b.Fatal(err)
		}
		snap, err := s.Open(b.Context(), id)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(snap.Release().Parts[0].Size)/1e6, "MB-of-JSON")
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	snap, err := s.Open(b.Context(), id)
	if err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-held")
	runtime.KeepAlive(snap)
}

func BenchmarkProcedure(b *testing.B) {
	snap := mustAssemble(b, largeContent(500, 6000))
	codes := snap.Codes()
	for i := 0; b.Loop(); i++ {
		if _, err := snap.Procedure(b.Context(), codes[i%len(codes)]); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAssemble(b *testing.B) {
	content := largeContent(fullCatalogue, 6000)
	for b.Loop() {
		mustAssemble(b, content)
	}
}
