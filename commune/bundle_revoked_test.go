package commune_test

import (
	"bytes"
	"crypto/sha256"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func TestWorkOfARevokedLaptopIsTakenKnowinglyOnly(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	l.write(2)
	if err := w.office.Revoke(t.Context(), l.id); err != nil {
		t.Fatal(err)
	}
	file := l.bundle()
	w.one(file, ledger.CodeRevoked)
	if w.has(l) != 0 {
		t.Fatal("taken silently")
	}
	ctx := commune.TakeRevoked(t.Context(), "can-bo-mau")
	for i, fresh := range []int{2, 0} {
		out, err := w.office.ImportBundle(ctx, bytes.NewReader(file))
		if err != nil || len(out) != 1 || out[0].Err != nil || out[0].New != fresh || !out[0].Revoked {
			t.Fatalf("time %d: %+v, %v", i+1, out, err)
		}
	}
	if w.has(l) != 2 || len(w.records(commune.Query{Unit: "x1"})) != 2 {
		t.Errorf("%d changes are here", w.has(l))
	}
	noted := 0
	err := w.office.Audit(t.Context(), time.Time{}, func(a commune.Act) error {
		if a.Act == "bundle_revoked" && a.Account == "can-bo-mau" && a.Object == l.id.String() {
			noted++
		}
		return nil
	})
	if err != nil || noted != 2 {
		t.Errorf("%d lines of the audit log, %v", noted, err)
	}
	_, _, err = l.send(l.request(3, 0))
	wantCode(t, err, ledger.CodeRevoked)
	w.clean()
}

func TestFilesFollowAMergedUnit(t *testing.T) {
	w := newTown(t)
	one, two := w.laptop("x1"), w.laptop("x2")
	photo := []byte("ảnh mẫu của thôn kia")
	two.withFiles(fileOf("anh.jpg", photo))
	two.sync()
	ask := func() ledger.FileState {
		t.Helper()
		body, _ := one.filesRequest(ledger.Hash{}, 0, nil, sha256.Sum256(photo))
		a, err := one.putFiles(body)
		if err != nil {
			t.Fatal(err)
		}
		return a.Files[0]
	}
	if s := ask(); s.Code != ledger.CodeFileUnknown {
		t.Fatalf("a file of another unit: %+v", s)
	}
	day := w.now().AddDate(0, 0, -1).Format("2006-01-02")
	if err := w.office.MergeUnits(t.Context(), []string{"x1", "x2"}, commune.Unit{Unit: ledger.Unit{ID: "y", Name: "Thôn Mới"}}, day); err != nil {
		t.Fatal(err)
	}
	if s := ask(); s.Code != "" || s.Arrived {
		t.Fatalf("a file of the unit's own records: %+v", s)
	}
	if s := one.sendFile(photo); !s.Arrived {
		t.Fatalf("not taken from the merged unit's other laptop: %+v", s)
	}
	if s := ask(); !s.Arrived {
		t.Errorf("%+v", s)
	}
	w.clean()
}
