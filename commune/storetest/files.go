package storetest

import (
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func files(t *testing.T, b *bench) {
	ctx := t.Context()
	one, two := ledger.Hash{1}, ledger.Hash{2}
	c := b.change(ledger.ID{}, "một")
	c.Set = append(c.Set, ledger.Assignment{Field: "tep", Value: ledger.FilesValue(ledger.File{SHA256: one, Name: "a.jpg", Size: 10, Type: "image/jpeg"})})
	b.log(c)
	ask := []ledger.Hash{one, two}
	named := func(unit string, device ledger.DeviceID) map[ledger.Hash]int64 {
		t.Helper()
		got, err := b.s.NamedFiles(ctx, unit, device, ask)
		b.ok(err)
		return got
	}
	b.equal(named("x1", ledger.DeviceID{}), map[ledger.Hash]int64{one: 10})
	b.equal(named("x2", ledger.DeviceID{}), map[ledger.Hash]int64{})
	b.equal(named("x2", b.device), map[ledger.Hash]int64{one: 10})

	var of []ledger.Hash
	b.ok(b.s.UnitFiles(ctx, "x1", func(h ledger.Hash) error { of = append(of, h); return nil }))
	b.equal(of, []ledger.Hash{one})

	_, err := b.s.KeptFile(ctx, one)
	b.fails(err, commune.ErrNotFound)
	f := commune.KeptFile{Hash: one, Size: 10, Unit: "x1", Opened: epochOfTests}
	b.ok(b.s.OpenFile(ctx, f, 15))
	b.ok(b.s.OpenFile(ctx, f, 15)) // its own size does not count twice
	g := commune.KeptFile{Hash: two, Size: 6, Unit: "x1", Opened: epochOfTests}
	b.fails(b.s.OpenFile(ctx, g, 15), &ledger.Error{Code: ledger.CodeFileQuota})
	b.ok(b.s.OpenFile(ctx, commune.KeptFile{Hash: two, Size: 6, Unit: "x2", Opened: epochOfTests}, 15))
	f.Arrived = epochOfTests.Add(time.Minute)
	b.ok(b.s.FileArrived(ctx, f, f.Arrived))
	got, err := b.s.KeptFile(ctx, one)
	b.ok(err)
	b.equal(got, f)
	b.ok(b.s.ForgetFile(ctx, two))
	b.ok(b.s.ForgetFile(ctx, two))
	var all []commune.KeptFile
	b.ok(b.s.EachFile(ctx, func(k commune.KeptFile) error { all = append(all, k); return nil }))
	b.equal(all, []commune.KeptFile{f})
}
