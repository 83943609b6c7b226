package store

import (
	"slices"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func TestIntegrityFindsWrongLists(t *testing.T) {
	s, err := Create(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, _, err := commune.Init(t.Context(), s, commune.Founding{Name: "Mẫu", Code: "1"}, commune.Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.PutUnits(t.Context(), []commune.Unit{{Unit: ledger.Unit{ID: "x1", Name: "Xóm 1"}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Append(t.Context(), oneChange(t, commune.Head{}, 1), titleFold); err != nil {
		t.Fatal(err)
	}
	faults := func() []string {
		t.Helper()
		out, err := s.Integrity(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if got := faults(); len(got) > 0 {
		t.Fatalf("a good store: %v", got)
	}
	for spoil, want := range map[string]string{
		`UPDATE tally SET n = 7 WHERE kind = 'all'`:          "1 counts of records are wrong",
		`UPDATE tally SET n = 7 WHERE kind = 'unit'`:         "1 counts of units are wrong",
		`UPDATE listing SET status = 'approved' WHERE 1 = 1`: "1 records are not listed as they are",
	} {
		if _, err := s.writer.Exec(spoil); err != nil {
			t.Fatal(err)
		}
		if got := faults(); !slices.Contains(got, want) {
			t.Errorf("%s: %v", spoil, got)
		}
	}
}
