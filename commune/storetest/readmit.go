package storetest

import (
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// readmit: what an older program set aside counts once it is understood, at its place in its log,
// once, under a number of its own; what is still not understood stays.
func readmit(t *testing.T, b *bench) {
	first := b.change(ledger.ID{}, "một")
	known, later, never := b.change(first.ID, "hai"), b.change(ledger.ID{}, "ba"), b.change(ledger.ID{}, "bốn")
	b.log(first)
	b.append(b.entry(known, ledger.CodeKindUnknown), b.entry(later, ledger.CodeKindUnknown), b.entry(never, ledger.CodeKindUnknown))
	before := b.at
	judge := func(e commune.StoredEntry) commune.Entry {
		c, err := ledger.DecodeChange(e.Bytes)
		b.ok(err)
		out := commune.Entry{Bytes: e.Bytes, Hash: e.Hash, Change: c, ID: c.ID}
		if c.ID == never.ID {
			out.Code = ledger.CodeKindUnknown
		}
		return out
	}
	for round, want := range []int{2, 0} {
		n, err := b.s.Readmit(b.t.Context(), ledger.CodeKindUnknown, epochOfTests.Add(time.Hour), judge, fold)
		b.ok(err)
		if n != want {
			t.Fatalf("round %d admitted %d, want %d", round, n, want)
		}
	}
	row, changes, err := b.s.Record(b.t.Context(), first.ID)
	b.ok(err)
	if len(changes) != 2 || row.Changes != 2 || changes[1].Number != 2 {
		b.t.Fatalf("record %+v of %d changes", row, len(changes))
	}
	if _, _, err := b.s.Record(b.t.Context(), later.ID); err != nil {
		b.t.Fatal(err)
	}
	_, _, err = b.s.Record(b.t.Context(), never.ID)
	b.fails(err, commune.ErrNotFound)
	head, err := b.s.Head(b.t.Context(), b.device, b.epoch)
	b.ok(err)
	b.equal(head, before)
	verdicts, err := b.s.Rejected(b.t.Context(), b.device, b.epoch, 1, 4)
	b.ok(err)
	if len(verdicts) != 1 || verdicts[0].Seq != 4 || verdicts[0].Code != ledger.CodeKindUnknown {
		b.t.Fatalf("verdicts %+v", verdicts)
	}
}
