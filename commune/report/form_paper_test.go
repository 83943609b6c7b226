package report

import (
	"bytes"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

func TestPaperIsTheSameEachTime(t *testing.T) {
	for _, form := range ledger.Default().Forms() {
		for _, lang := range []string{"vi", "en"} {
			var first, second bytes.Buffer
			for _, w := range []*bytes.Buffer{&first, &second} {
				if err := WritePaper(w, form, "Xóm 1 (Nghĩa Châu)", lang); err != nil {
					t.Fatalf("%s: %v", form.Name, err)
				}
			}
			if !bytes.HasPrefix(first.Bytes(), []byte("%PDF-")) || !bytes.Equal(first.Bytes(), second.Bytes()) {
				t.Errorf("%s: not a PDF, or not the same twice", form.Name)
			}
			if first.Len() > 100<<10 {
				t.Errorf("%s: %d bytes; the fonts are not cut down to the letters used", form.Name, first.Len())
			}
		}
	}
}
