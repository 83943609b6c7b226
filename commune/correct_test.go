package commune_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// TestTwoClerksOnOneRecord: of those who correct what they have seen at the same time one succeeds and
// every other is told.
func TestTwoClerksOnOneRecord(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	row, _, err := w.store.Record(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	ctx := commune.Seen(t.Context(), c.ID, row.Number)
	errs := make([]error, 8)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() {
			errs[i] = w.office.Correct(ctx, "lan", c.ID, ledger.Values{"tong_so": number(int64(50 + i))}, "")
		})
	}
	wg.Wait()
	done := 0
	for _, err := range errs {
		switch {
		case err == nil:
			done++
		case !errors.Is(err, &commune.Fault{Key: "changed_since"}):
			t.Error(err)
		}
	}
	if d := w.show(c.ID); done != 1 || len(d.History) != 2 || len(d.Conflicts) > 0 {
		t.Errorf("%d corrections, %d changes, conflicts %v", done, len(d.History), d.Conflicts)
	}
	w.clean()
}

func TestCorrect(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	ctx := t.Context()
	wantFault(t, w.office.Correct(ctx, "lan", c.ID, ledger.Values{"tong_so": text("40")}, ""), "correct_nothing")
	var problems commune.FieldProblems
	err := w.office.Correct(ctx, "lan", c.ID, ledger.Values{"nu": number(50), "khong_co": text("x")}, "")
	if !errors.As(err, &problems) || problems["khong_co"].Vi == "" {
		t.Errorf("an unknown field: %v", err)
	}
	if err = w.office.Correct(ctx, "lan", c.ID, ledger.Values{"nu": number(50)}, ""); !errors.As(err, &problems) || problems["nu"].Vi == "" {
		t.Errorf("more women than people: %v", err)
	}
	if err := w.office.Approve(ctx, "lan", c.ID); err != nil {
		t.Fatal(err)
	}
	if err := w.office.Correct(ctx, "lan", c.ID, ledger.Values{"nu": number(20)}, "Theo danh sách"); err != nil {
		t.Fatal(err)
	}
	d := w.show(c.ID)
	last := d.History[len(d.History)-1]
	if d.Status != ledger.StatusApproved || !d.Values["nu"].Equal(number(20)) || last.Kind != "correct" || last.Text != "Theo danh sách" {
		t.Errorf("%s %v %+v", d.Status, d.Values["nu"], last)
	}
	l.make(ledger.KindWithdraw, &c.ID, nil)
	l.sync()
	// The laptop had not seen the approval: an edit wins over a withdrawal only if it hands in again.
	if w.show(c.ID).State == ledger.Withdrawn {
		wantFault(t, w.office.Correct(ctx, "lan", c.ID, ledger.Values{"nu": number(21)}, ""), "review_withdrew")
	}
	w.clean()
}
