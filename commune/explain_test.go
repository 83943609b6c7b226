package commune_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/store"
	"github.com/nghia-hung/sothon/ledger"
)

// A damaged store is told from a full disk: the one asks for a backup, the other for room.
func TestExplainTellsDamageFromAFullDisk(t *testing.T) {
	w := newTown(t)
	w.close()
	file := filepath.Join(w.dir, store.FileName)
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	clear(b[100:min(len(b), 20_000)])
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = store.Open(t.Context(), w.dir)
	if said := commune.Explain(err, "vi"); err == nil || !strings.Contains(said, "khôi phục bản sao lưu") || strings.Contains(said, "Đĩa đầy") {
		t.Errorf("a damaged store: %s (%v)", said, err)
	}
	full := ledger.Errorf(ledger.CodeStorage, "database or disk is full")
	if said := commune.Explain(full, "vi"); !strings.Contains(said, "Đĩa đầy") {
		t.Errorf("a full disk: %s", said)
	}
}
