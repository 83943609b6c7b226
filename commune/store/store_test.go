package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pressly/goose/v3"
	"go.uber.org/goleak"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/storetest"
	"github.com/nghia-hung/sothon/ledger"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) (commune.Store, func() commune.Store) {
		dir := filepath.Join(t.TempDir(), "dữ liệu xã ?#%")
		s, err := Create(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		return s, func() commune.Store {
			s, err := Open(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
	})
}

func TestAFullDiskIsNeverAcknowledged(t *testing.T) {
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
	limit := func(pages int) {
		var got int
		if err := s.writer.QueryRow(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages)).Scan(&got); err != nil {
			t.Fatal(err)
		}
	}
	limit(80)
	var head commune.Head
	for i := 0; ; i++ {
		if i > 1000 {
			t.Fatal("the disk is never full")
		}
		at, err := s.Append(t.Context(), oneChange(t, head, i), titleFold)
		if errors.Is(err, &ledger.Error{Code: ledger.CodeStorage}) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		head = at
	}
	stored, err := s.Head(t.Context(), ledger.DeviceID{7}, ledger.Epoch{8})
	if err != nil || stored != head {
		t.Fatalf("head %v, acknowledged was %v, %v", stored, head, err)
	}
	limit(1 << 30)
	if _, err := s.Append(t.Context(), oneChange(t, head, 2000), titleFold); err != nil {
		t.Fatalf("with room again: %v", err)
	}
}

func oneChange(t *testing.T, after commune.Head, i int) commune.Segment {
	t.Helper()
	c := &ledger.Change{ID: ledger.ID{1, byte(i >> 8), byte(i)}, Form: "mau", Version: 1, Unit: "x1", Kind: ledger.KindFinalize,
		Text: strings.Repeat("đầy ", 1000)}
	c.Record = c.ID
	b, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return commune.Segment{Device: ledger.DeviceID{7}, Epoch: ledger.Epoch{8}, After: after, Received: time.Unix(1, 0),
		Entries: []commune.Entry{{Bytes: b, Change: c, ID: c.ID, Hash: after.Hash.Next(b)}}}
}

func titleFold(changes []commune.Logged) (commune.Row, error) {
	return commune.Row{ID: changes[0].ID, Unit: "x1"}, nil
}

func TestANewerSchemaIsRefused(t *testing.T) {
	dir := t.TempDir()
	s, err := Create(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.writer.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)`); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if _, err := Open(context.Background(), dir); err == nil || !strings.Contains(err.Error(), "newer program") {
		t.Fatalf("opened a store of a newer program: %v", err)
	}
}

// A store of the first schema opens, keeps its rows, and what they lack is folded when the program
// folds again.
func TestAStoreOfTheFirstSchema(t *testing.T) {
	dir := t.TempDir()
	s, err := Create(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := commune.Init(t.Context(), s, commune.Founding{Name: "Mẫu", Code: "1"}, commune.Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.PutUnits(t.Context(), []commune.Unit{{Unit: ledger.Unit{ID: "x1", Name: "Xóm 1"}}}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if s, err = Open(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Append(t.Context(), oneChange(t, commune.Head{}, 1), titleFold); err != nil {
		t.Fatal(err)
	}
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		t.Fatal(err)
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, s.writer, sub, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.DownTo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if s, err = Open(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := verify(t.Context(), filepath.Join(dir, FileName+".schema-1")); err != nil {
		t.Errorf("what was there before the upgrade is not kept: %v", err)
	}
	row, _, err := s.Record(t.Context(), ledger.ID{1, 0, 1})
	if err != nil || !row.Stale || row.Merge != nil {
		t.Fatalf("row %+v, %v", row, err)
	}
	changed, err := s.Refold(t.Context(), ledger.CodeFormUnknown, func(l []commune.Logged) (commune.Row, error) {
		row, err := titleFold(l)
		row.StateConflict = true
		return row, err
	})
	if err != nil || changed != 0 {
		t.Fatalf("changed %d, %v", changed, err)
	}
	if row, _, err = s.Record(t.Context(), ledger.ID{1, 0, 1}); err != nil || row.Stale || !row.StateConflict {
		t.Fatalf("row %+v, %v", row, err)
	}
}
