package commune_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/viet"
)

// BenchmarkReport makes the figures, the document and the workbook of a year from so many records; a
// million of them with SOTHON_NIGHTLY=1. live-MB is the memory in use at the end beside what was before.
func BenchmarkReport(b *testing.B) {
	sizes := []int{10_000, 100_000}
	if os.Getenv("SOTHON_NIGHTLY") != "" {
		sizes = append(sizes, 1_000_000)
	}
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			y := newYear(b)
			y.fill(1, n, viet.Date{Year: 2024, Month: 12, Day: 15}, 365)
			y.samples = nil
			ctx := context.Background()
			b.Run("indicators", func(b *testing.B) {
				for b.Loop() {
					if _, err := y.office.Figures(ctx, "2025", commune.IndicatorOptions{}); err != nil {
						b.Fatal(err)
					}
				}
			})
			for _, ext := range []string{".docx", ".xlsx", ".pdf"} {
				b.Run(ext, func(b *testing.B) {
					var peak uint64
					for b.Loop() {
						in, err := y.office.ReportInput(ctx, "2025", commune.ReportOptions{})
						if err != nil {
							b.Fatal(err)
						}
						if _, err := y.office.WriteReport(ctx, io.Discard, ext, in, periodic.Rendering{}); err != nil {
							b.Fatal(err)
						}
						var m runtime.MemStats
						runtime.ReadMemStats(&m)
						peak = max(peak, m.HeapInuse)
					}
					b.ReportMetric(float64(peak)/1e6, "heap-MB")
				})
			}
		})
	}
}
