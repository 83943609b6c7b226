package commune_test

import (
	"errors"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// A dismissed pair is no longer told of, anywhere, until that is undone; it survives a restart.
func TestDismissDuplicate(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	one := l.make(ledger.KindFinalize, nil, session("Tập huấn máy cấy", 40)).ID
	two := l.make(ledger.KindFinalize, nil, session("Tập huấn máy cấy", 40)).ID
	l.sync()
	pairs := func(want int) {
		t.Helper()
		found, err := w.office.Duplicates(t.Context(), commune.Query{})
		if err != nil || len(found) != want {
			t.Fatalf("%d pairs, %v; want %d", len(found), err, want)
		}
		items, err := w.office.Records(t.Context(), commune.Query{})
		if err == nil {
			err = w.office.FillDuplicates(t.Context(), items)
		}
		if err != nil || len(items) != 2 || len(items[0].Duplicates) != want {
			t.Fatalf("items %+v, %v", items, err)
		}
	}
	refused := func(err error, key string) {
		t.Helper()
		if !errors.Is(err, &commune.Fault{Key: key}) {
			t.Errorf("got %v, want %s", err, key)
		}
	}
	pairs(1)
	refused(w.office.DismissDuplicate(t.Context(), "xa", one, two, " "), "dismiss_reason")
	refused(w.office.DismissDuplicate(t.Context(), "xa", one, one, "x"), "dismiss_self")
	refused(w.office.UndoDismissal(t.Context(), one, two), "dismiss_none")
	if err := w.office.DismissDuplicate(t.Context(), "xa", ledger.ID{9}, two, "x"); err == nil {
		t.Error("dismissed a record that is not there")
	}
	pairs(1)
	if err := w.office.DismissDuplicate(t.Context(), "xa", two, one, "sáng và chiều, hai lớp"); err != nil {
		t.Fatal(err)
	}
	w.reopen()
	pairs(0)
	all, err := w.office.Dismissals(t.Context())
	if err != nil || len(all) != 1 || all[0].Reason != "sáng và chiều, hai lớp" || all[0].Who != "xa" || !all[0].Made.Equal(w.now()) {
		t.Fatalf("dismissals %+v, %v", all, err)
	}
	if err := w.office.UndoDismissal(t.Context(), one, two); err != nil {
		t.Fatal(err)
	}
	pairs(1)
	w.clean()
}
