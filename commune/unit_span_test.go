package commune_test

import (
	"slices"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// TestAMergedUnitInListsAndCounts: in the period of a merge everything stands at the unit that came of
// it, in the coverage, the counts, the list and the figures alike; without a period a list says of every
// record who held it on its day.
func TestAMergedUnitInListsAndCounts(t *testing.T) {
	w := newTown(t)
	a, b := w.laptop("x1"), w.laptop("x2")
	for i, l := range []*laptop{a, a, b} {
		values := session("Họp thôn mẫu", 10)
		values["ngay"] = text([]string{"2026-05-20", "2026-06-05", "2026-06-05"}[i])
		l.make(ledger.KindFinalize, nil, values)
	}
	a.sync()
	b.sync()
	if err := w.office.MergeUnits(t.Context(), []string{"x1", "x2"}, commune.Unit{Unit: ledger.Unit{ID: "moi", Name: "Xóm Mới"}}, "2026-06-01"); err != nil {
		t.Fatal(err)
	}
	list := func(q commune.ListQuery) (units []string) {
		t.Helper()
		items, _, err := w.office.List(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range items {
			units = append(units, it.Unit)
		}
		return units
	}
	for _, tc := range []struct {
		unit, period string
		want         []string
	}{
		{"moi", "", []string{"moi", "moi"}}, {"x1", "", []string{"x1"}}, {"x2", "", nil},
		{"moi", "2026-06", []string{"moi", "moi", "x1"}}, {"x1", "2026-06", nil}, {"x1", "2026-05-15..2026-05-31", []string{"x1"}},
		{"khong", "", nil},
	} {
		q := commune.Query{Unit: tc.unit, Period: tc.period}
		for _, order := range []commune.Order{commune.ByDay, commune.ByReceived, commune.ByWaiting, commune.ByTitle} {
			got := list(commune.ListQuery{Query: q, Order: order})
			if slices.Sort(got); !slices.Equal(got, tc.want) {
				t.Errorf("list %q of %s in %q: %v, want %v", order, tc.unit, tc.period, got, tc.want)
			}
		}
		if got := list(commune.ListQuery{Query: commune.Query{Unit: tc.unit, Period: tc.period, Search: "hop mau"}}); len(got) != len(tc.want) {
			t.Errorf("search in %s, %q: %v", tc.unit, tc.period, got)
		}
		records, err := w.office.Records(t.Context(), q)
		if err != nil || len(records) != len(tc.want) {
			t.Errorf("records of %s in %q: %d, %v", tc.unit, tc.period, len(records), err)
		}
	}
	june, _ := ledger.ParsePeriod("2026-06")
	tallied, err := w.office.CountIn(t.Context(), june)
	if err != nil || tallied.Reported("moi") != 3 || tallied.Reported("x1") != 0 {
		t.Errorf("counted %v, %v", tallied.Units, err)
	}
	cover, err := w.office.Coverage(t.Context(), "2026-06", "vi")
	if err != nil || len(cover.Units) != 1 || cover.Units[0].Records != 3 {
		t.Errorf("coverage %+v, %v", cover.Units, err)
	}
	figures, err := w.office.Figures(t.Context(), "2026-06", commune.IndicatorOptions{Unit: "moi"})
	if err != nil || figures[0].Value.Number != viet.Int(3) {
		t.Errorf("%s of the new unit: %v, %v", figures[0].Indicator.Code, figures[0].Value, err)
	}
	w.pages("moi", 7)
}

// pages: a list of several units goes on over its pages without a gap or a double.
func (w *town) pages(unit string, more int) {
	w.t.Helper()
	l := w.laptop("x1")
	for range more {
		l.make(ledger.KindFinalize, nil, session("Họp thôn mẫu", 3))
	}
	l.sync()
	whole, _, err := w.office.List(w.t.Context(), commune.ListQuery{Query: commune.Query{Unit: unit}})
	if err != nil {
		w.t.Fatal(err)
	}
	var paged []commune.Item
	q := commune.ListQuery{Query: commune.Query{Unit: unit, Limit: 2}}
	for {
		items, next, err := w.office.List(w.t.Context(), q)
		if err != nil {
			w.t.Fatal(err)
		}
		paged = append(paged, items...)
		if q.After = next; next == "" {
			break
		}
	}
	if len(whole) != more+2 || !slices.EqualFunc(whole, paged, func(a, b commune.Item) bool { return a.ID == b.ID }) {
		w.t.Errorf("%d on one page, %d on pages of two", len(whole), len(paged))
	}
}
