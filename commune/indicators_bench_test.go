package commune_test

import (
	"testing"

	"github.com/nghia-hung/sothon/commune"
)

// BenchmarkFigures computes all indicators of a period of a full town; of how many records, recordsWanted
// says. The time must hardly grow with them.
func BenchmarkFigures(b *testing.B) {
	w, _ := fullTown(b, recordsWanted(b))
	for _, label := range []string{"2026-05", "2026-Q1", "2025"} {
		b.Run(label, func(b *testing.B) {
			for b.Loop() {
				if _, err := w.office.Figures(b.Context(), label, commune.IndicatorOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
