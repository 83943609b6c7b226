package storetest

import (
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func periods(t *testing.T, b *bench) {
	ctx := t.Context()
	events, err := b.s.LockEvents(ctx)
	b.ok(err)
	if len(events) != 0 {
		t.Fatalf("locks in a new store: %+v", events)
	}
	want := []ledger.LockEvent{
		{Period: "2026-06", At: epochOfTests, By: "lan"},
		{Period: "2026-06", Unit: "x1", Open: true, Until: "2026-06-20", At: epochOfTests, By: "lan"},
	}
	for _, e := range want {
		got, err := b.s.AddLock(ctx, e)
		b.ok(err)
		b.equal(got, e)
	}
	events, err = b.s.LockEvents(ctx)
	b.ok(err)
	b.equal(events, want)
	for _, content := range []string{"", "một", "hai"} {
		got, err := b.s.Setting(ctx, "s")
		b.ok(err)
		if got != content {
			t.Fatalf("setting %q, want %q", got, content)
		}
		b.ok(b.s.PutSetting(ctx, "s", map[string]string{"": "một", "một": "hai"}[content]))
	}
	ids, err := b.s.ChangedAfter(ctx, 0)
	b.ok(err)
	if len(ids) != 0 {
		t.Fatalf("changes in a new store: %v", ids)
	}
	u := unit("x1")
	u.Predecessors, u.Former = []string{"x2"}, []commune.FormerName{{Name: "Cũ", To: "2026-06-01"}}
	for range 2 {
		_, err = b.s.PutUnits(ctx, []commune.Unit{u})
		b.ok(err)
		units, err := b.s.Units(ctx)
		b.ok(err)
		want := unit("x1")
		want.Predecessors, want.Former = []string{"x2"}, []commune.FormerName{{Name: "Cũ", To: "2026-06-01"}}
		b.equal(units[0], want)
		u = unit("x1") // which does not tell of them, and so leaves them
	}
}
