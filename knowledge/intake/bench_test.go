package intake

import (
	"path/filepath"
	"testing"
)

func BenchmarkPortal(b *testing.B) {
	if files, err := filepath.Glob(filepath.Join(portalDir, "procedures.jsonl")); err != nil || len(files) == 0 {
		b.Skipf("the portal's export is not at %s", portalDir)
	}
	for b.Loop() {
		if _, _, err := importExport(); err != nil {
			b.Fatal(err)
		}
	}
}
