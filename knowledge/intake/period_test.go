package intake

import (
	"testing"

	"motcua/knowledge"
)

func TestInForce(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in       string
		from, to knowledge.Date
	}{
		{"từ ngày 01/7/2025 đến hết ngày 31/12/2026", "2025-07-01", "2026-12-31"},
		{"áp dụng đến hết 31/12/2024", "", "2024-12-31"},
		{"Kể từ ngày 1/1/2026", "2026-01-01", ""},
		{"đến hết ngày 31/02/2026", "", ""},
		{"từ 10 đến 20 hồ sơ", "", ""},
		{"", "", ""},
	} {
		if from, to := inForce(tt.in); from != tt.from || to != tt.to {
			t.Errorf("inForce(%q) = %q, %q, want %q, %q", tt.in, from, to, tt.from, tt.to)
		}
	}
}
