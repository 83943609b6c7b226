package storetest

import (
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// addsOne is what every record adds in these tests.
func addsOne(commune.Row) []ledger.Add {
	return []ledger.Add{{Indicator: "a", Day: "2026-06-08", Item: "x", Amount: 3 * viet.Unit}}
}

// views proves that a View shows records by day and number, and that the sums follow the records.
func views(_ *testing.T, b *bench) {
	first := b.change(ledger.ID{}, "một")
	b.log(first)
	b.log(b.change(ledger.ID{}, "hai"))
	b.ok(b.s.SumAgain(b.t.Context(), [32]byte{7}, addsOne))
	b.ok(b.s.View(b.t.Context(), func(v commune.View) error {
		newest, err := v.Newest()
		b.ok(err)
		b.equal(newest, uint64(2))
		for _, want := range []struct {
			s commune.Sifting
			n int
		}{{commune.Sifting{}, 2}, {commune.Sifting{Form: "mau", From: "2026-06-08", To: "2026-06-08"}, 2}, {commune.Sifting{From: "2026-06-09", To: "2026-06-10"}, 0},
			{commune.Sifting{Upto: 1}, 1}, {commune.Sifting{After: 1}, 1}, {commune.Sifting{Merged: true}, 0}, {commune.Sifting{Form: "khac"}, 0}} {
			n := 0
			b.ok(v.Each(want.s, func(commune.Row) error { n++; return nil }))
			b.equal(n, want.n)
		}
		changes, err := v.Changes(first.Record)
		b.ok(err)
		b.equal(len(changes), 1)
		digest, err := v.SumsBy()
		b.ok(err)
		b.equal(digest, [32]byte{7})
		q := []ledger.Question{{Indicator: "a", To: "2026-06-14"}, {Indicator: "a", From: "2026-06-15", To: "2026-06-30"}}
		for _, unit := range []string{"", "x1"} {
			cells, err := v.Sums(unit, false, q)
			b.ok(err)
			b.equal(cells, [][]ledger.Cell{{{Item: "x", N: 2, Amount: 6 * viet.Unit}}, nil})
		}
		cells, err := v.Sums("", true, q)
		b.ok(err)
		b.equal(cells, [][]ledger.Cell{nil, nil})
		n := 0
		b.ok(v.AllSums(func(commune.SumKey, ledger.Cell) error { n++; return nil }))
		b.equal(n, 2)
		return nil
	}))
}

// reports proves that reports are kept and signed once they are there.
func reports(t *testing.T, b *bench) {
	r := commune.MadeReport{ID: "2026-06.1", Period: "2026-06", Made: epochOfTests, Maker: "mẫu", Number: 3, Context: []byte("{}"), Digest: [32]byte{1}, Program: "1"}
	b.ok(b.s.PutReport(t.Context(), r))
	b.fails(b.s.PutReport(t.Context(), r), commune.ErrExists)
	sign := commune.Signing{No: "125/BC-UBND", On: "2026-06-16", By: "mẫu"}
	b.ok(b.s.SignReport(t.Context(), r.ID, sign))
	b.fails(b.s.SignReport(t.Context(), "khac", sign), commune.ErrNotFound)
	b.fails(b.s.SignReport(t.Context(), r.ID, commune.Signing{No: "126/BC-UBND", On: "2026-06-17", By: "mẫu"}), commune.ErrNotFound)
	r.Signing = sign
	list, err := b.s.MadeReports(t.Context())
	b.ok(err)
	b.equal(list, []commune.MadeReport{r})
}
