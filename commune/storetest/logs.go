package storetest

import (
	"errors"
	"fmt"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func logs(t *testing.T, b *bench) {
	ctx := t.Context()
	head, err := b.s.Head(ctx, b.device, b.epoch)
	b.ok(err)
	b.equal(head, commune.Head{})
	a, c := b.change(ledger.ID{}, "a"), b.change(ledger.ID{}, "c")
	seg := b.segment(b.entry(a, ""), b.entry(c, ""), b.entry(b.change(a.ID, "b"), ""))
	head, err = b.s.Append(ctx, seg, fold)
	b.ok(err)
	b.equal(head, commune.Head{Have: 3, Hash: seg.Entries[2].Hash})
	_, err = b.s.Append(ctx, seg, fold)
	b.fails(err, commune.ErrMoved)
	stored, err := b.s.Head(ctx, b.device, b.epoch)
	b.ok(err)
	b.equal(stored, head)
	for seq := range uint64(4) {
		h, err := b.s.HashAt(ctx, b.device, b.epoch, seq)
		b.ok(err)
		if seq > 0 {
			b.equal(h, seg.Entries[seq-1].Hash)
		} else {
			b.equal(h, ledger.Hash{})
		}
	}
	for _, seq := range []uint64{4, 1 << 63} {
		_, err = b.s.HashAt(ctx, b.device, b.epoch, seq)
		b.fails(err, commune.ErrNotFound)
	}
	row, changes, err := b.s.Record(ctx, a.ID)
	b.ok(err)
	if row.Title != "b" || len(changes) != 2 || changes[0].Number != 1 || changes[1].Number != 3 || changes[0].Device != b.device {
		t.Fatalf("row %+v, changes %+v", row, changes)
	}
	other := *b
	other.epoch, other.at = ledger.Epoch{9}, commune.Head{} // the same changes in a new log
	other.append(b.entry(a, ""), b.entry(c, ""))
	if _, changes, err = b.s.Record(ctx, a.ID); err != nil || len(changes) != 2 {
		t.Fatalf("%d changes after logging again, %v", len(changes), err)
	}
}

func marked(t *testing.T, b *bench) {
	a := b.change(ledger.ID{}, "a")
	fake := *a
	fake.Author = "khác"
	bad := commune.Entry{Bytes: []byte("hỏng"), Code: ledger.CodeMalformed}
	b.append(b.entry(a, ""), b.entry(&fake, ""), bad, b.entry(b.change(a.ID, "b"), ledger.CodeUnitDenied))
	if row := b.row(a.ID); row.Title != "a" || row.Changes != 1 {
		t.Fatalf("row %+v", row)
	}
	v, err := b.s.Rejected(t.Context(), b.device, b.epoch, 1, 4)
	b.ok(err)
	var got []ledger.Code
	for _, one := range v {
		got = append(got, one.Code)
	}
	b.equal(got, []ledger.Code{ledger.CodeIDReused, ledger.CodeMalformed, ledger.CodeUnitDenied})
	if v[0].ID != a.ID || !v[1].ID.IsZero() || v[2].Seq != 4 {
		t.Fatalf("verdicts %+v", v)
	}
}

func oneUnit(t *testing.T, b *bench) {
	a := b.change(ledger.ID{}, "a")
	thief := b.change(a.ID, "b")
	thief.Unit = "x2"
	b.append(b.entry(a, ""), b.entry(thief, ""))
	if row := b.row(a.ID); row.Changes != 1 || row.Unit != "x1" {
		t.Fatalf("row %+v", row)
	}
	v, err := b.s.Rejected(t.Context(), b.device, b.epoch, 1, 2)
	b.ok(err)
	if len(v) != 1 || v[0].Code != ledger.CodeUnitDenied || v[0].ID != thief.ID {
		t.Fatalf("verdicts %+v", v)
	}
}

func failingFold(t *testing.T, b *bench) {
	boom := errors.New("boom")
	a := b.change(ledger.ID{}, "a")
	_, err := b.s.Append(t.Context(), b.segment(b.entry(a, "")), func([]commune.Logged) (commune.Row, error) { return commune.Row{}, boom })
	b.fails(err, boom)
	head, err := b.s.Head(t.Context(), b.device, b.epoch)
	b.ok(err)
	b.equal(head, commune.Head{})
	b.log(a)
	if page, err := b.s.Pull(t.Context(), commune.PullQuery{Unit: "x1", Count: 9, Bytes: 1 << 20}); err != nil || page.Newest != 1 {
		t.Fatalf("a number was lost: %+v, %v", page, err)
	}
}

func rejections(t *testing.T, b *bench) {
	good, bad := b.change(ledger.ID{}, "a"), b.change(ledger.ID{}, "sai")
	b.log(good, bad)
	v, err := b.s.Rejected(t.Context(), b.device, b.epoch, 1, 2)
	b.ok(err)
	b.equal(v, []commune.Verdict{{Seq: 2, Rejection: ledger.Rejection{ID: bad.ID, Code: ledger.CodeInvalid, Field: "ten",
		Reason: ledger.Words{Vi: "sai tên", En: "wrong name"}}}})
	b.log(b.change(bad.ID, "đúng"))
	v, err = b.s.Rejected(t.Context(), b.device, b.epoch, 1, 9)
	b.ok(err)
	b.equal(len(v), 0)
}

func pull(t *testing.T, b *bench) {
	var all []*ledger.Change
	for i := range 5 {
		all = append(all, b.change(ledger.ID{}, fmt.Sprint(i)))
	}
	b.log(all...)
	foreign := b.change(ledger.ID{}, "x2")
	foreign.Unit = "x2"
	b.log(foreign)
	q := commune.PullQuery{Unit: "x1", After: 1, Count: 2, Bytes: 1 << 20}
	page, err := b.s.Pull(t.Context(), q)
	b.ok(err)
	if len(page.Changes) != 2 || page.Changes[0].ID != all[1].ID || page.More != 2 || page.Newest != 6 {
		t.Fatalf("page %+v", page)
	}
	q.Count, q.Bytes = 9, 1
	page, err = b.s.Pull(t.Context(), q)
	b.ok(err)
	if len(page.Changes) != 1 || page.More != 3 {
		t.Fatalf("a page of one byte: %d changes, more %d", len(page.Changes), page.More)
	}
	q.Device, q.Epoch, q.Bytes = b.device, b.epoch, 1<<20
	page, err = b.s.Pull(t.Context(), q)
	b.ok(err)
	if len(page.Changes) != 0 || page.More != 0 || page.Newest != 6 {
		t.Fatalf("own changes came back: %+v", page)
	}
	q.Epoch = ledger.Epoch{99}
	if page, err = b.s.Pull(t.Context(), q); err != nil || len(page.Changes) != 4 {
		t.Fatalf("after a new epoch: %+v, %v", page, err)
	}
	q.After = 1<<64 - 1
	if page, err = b.s.Pull(t.Context(), q); err != nil || len(page.Changes) != 0 {
		t.Fatalf("after everything: %+v, %v", page, err)
	}
}
