package commune_test

import (
	"slices"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// conflicted gives a record on which two laptops wrote different numbers.
func conflicted(w *town) (id ledger.ID, first, second *laptop, sides [2]*ledger.Change) {
	first, second = w.laptop("x1"), w.laptop("x1")
	id = first.handIn(session("Buổi", 45))
	second.sync()
	w.pass(time.Minute)
	sides[0] = first.make(ledger.KindSet, &id, ledger.Values{"nu": number(30), "ghi_chu": text("a")})
	sides[1] = second.make(ledger.KindSet, &id, ledger.Values{"nu": number(25), "ghi_chu": text("b")})
	first.sync()
	second.sync()
	return id, first, second, sides
}

func TestTheOfficeSettlesAConflict(t *testing.T) {
	w := newTown(t)
	ctx := t.Context()
	id, first, second, sides := conflicted(w)
	if d := w.show(id); d.Status != ledger.StatusConflict || !slices.Equal(d.Conflicts, []string{"ghi_chu", "nu"}) {
		t.Fatalf("%s, conflicts %v", d.Status, d.Conflicts)
	}
	for key, c := range map[string]commune.Choice{"resolve_none": {Field: "tong_so", Typed: "1"}, "resolve_change": {Change: id},
		"resolve_value": {Field: "nu", Typed: "nhiều"}} {
		wantFault(t, w.office.Resolve(ctx, "xa", id, []commune.Choice{c}), key)
	}
	wantFault(t, w.office.Resolve(ctx, "xa", id, []commune.Choice{{Field: "nu", Typed: "46"}}), "resolve_value") // more than tong_so
	wantFault(t, w.office.Resolve(ctx, "xa", id, []commune.Choice{{Field: "nu", Typed: "5"}, {Change: sides[0].ID}}), "resolve_twice")

	if err := w.office.Resolve(ctx, "cán bộ xã", id, []commune.Choice{{Field: "nu", Change: sides[0].ID}}); err != nil {
		t.Fatal(err)
	}
	if d := w.show(id); !slices.Equal(d.Conflicts, []string{"ghi_chu"}) || !d.Values["nu"].Equal(number(30)) {
		t.Fatalf("after the first: conflicts %v, nu %v", d.Conflicts, d.Values["nu"])
	}
	if err := w.office.Resolve(ctx, "cán bộ xã", id, []commune.Choice{{Field: "ghi_chu", Typed: "cả hai"}}); err != nil {
		t.Fatal(err)
	}
	d := w.show(id)
	if last := d.History[len(d.History)-1]; d.Status != ledger.StatusSent || last.Kind != "resolve" || last.Author != "cán bộ xã" {
		t.Fatalf("%s, last %+v", d.Status, last)
	}
	for _, l := range []*laptop{first, second} {
		l.sync()
		if r := l.record(id); len(r.Conflicts()) > 0 || r.Values()["ghi_chu"].Text != "cả hai" || !r.Values()["nu"].Equal(number(30)) {
			t.Errorf("a laptop sees conflicts %v, values %v", r.Conflicts(), r.Values())
		}
	}
	w.clean()
}

// Choosing a change takes all its sides at once.
func TestTheOfficeTakesOneSideWhole(t *testing.T) {
	w := newTown(t)
	id, _, _, sides := conflicted(w)
	if err := w.office.Resolve(t.Context(), "xa", id, []commune.Choice{{Change: sides[1].ID}}); err != nil {
		t.Fatal(err)
	}
	if d := w.show(id); len(d.Conflicts) > 0 || !d.Values["nu"].Equal(number(25)) || d.Values["ghi_chu"].Text != "b" {
		t.Fatalf("conflicts %v, values %v", d.Conflicts, d.Values)
	}
}
