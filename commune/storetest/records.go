package storetest

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func records(t *testing.T, b *bench) {
	ctx := t.Context()
	x2 := b.change(ledger.ID{}, "hop dan")
	x2.Unit = "x2"
	a, c := b.change(ledger.ID{}, "hop thon"), b.change(ledger.ID{}, "sai 50% _x")
	b.log(a, x2, c)
	row := b.row(a.ID)
	want, err := fold([]commune.Logged{{Number: 1, ID: a.ID, Bytes: b.entry(a, "").Bytes, Received: epochOfTests}})
	b.ok(err)
	b.equal(row, want)
	_, _, err = b.s.Record(ctx, ledger.ID{99})
	b.fails(err, commune.ErrNotFound)
	for _, tc := range []struct {
		q    commune.Selection
		want int
	}{
		{commune.Selection{}, 3}, {commune.Selection{Unit: "x2"}, 1}, {commune.Selection{Form: "mau"}, 3}, {commune.Selection{Form: "khac"}, 0},
		{commune.Selection{Status: ledger.StatusSent}, 3}, {commune.Selection{From: "2026-06-08", To: "2026-06-08"}, 3},
		{commune.Selection{From: "2026-06-09"}, 0}, {commune.Selection{To: "2026-06-07"}, 0}, {commune.Selection{Limit: 2}, 2},
		{commune.Selection{Words: []string{"hop"}}, 2}, {commune.Selection{Words: []string{"thon", "hop"}}, 1},
		{commune.Selection{Words: []string{"op"}}, 0}, {commune.Selection{Words: []string{"%"}}, 0}, {commune.Selection{Words: []string{"_"}}, 1},
		{commune.Selection{Words: []string{"' OR 1=1 --"}}, 0},
	} {
		rows, err := b.s.Find(ctx, tc.q)
		b.ok(err)
		if len(rows) != tc.want {
			t.Errorf("%+v finds %d, want %d", tc.q, len(rows), tc.want)
		}
	}
}

func refold(t *testing.T, b *bench) {
	bad, good := b.change(ledger.ID{}, "sai"), b.change(ledger.ID{}, "a")
	b.log(bad, good)
	n, err := b.s.Refold(t.Context(), ledger.CodeInvalid, fold)
	b.ok(err)
	b.equal(n, 0)
	n, err = b.s.Refold(t.Context(), ledger.CodeInvalid, func(l []commune.Logged) (commune.Row, error) {
		row, err := fold(l)
		row.Code, row.Title = "", "tính lại"
		return row, err
	})
	b.ok(err)
	b.equal(n, 1)
	b.equal(b.row(bad.ID).Title+", "+b.row(good.ID).Title, "tính lại, a")
}

func merged(t *testing.T, b *bench) {
	a, c := b.change(ledger.ID{}, "a"), b.change(ledger.ID{}, "a")
	b.log(a, c)
	b.equal(b.row(a.ID).Merge, []ledger.ID(nil))
	for _, group := range [][]ledger.ID{{c.ID, a.ID}, nil} {
		m := b.change(a.ID, "a")
		m.Kind, m.Set, m.Merge = ledger.KindMerge, nil, group
		b.log(m)
		b.equal(b.row(a.ID).Merge, group)
	}
	unseen := b.change(a.ID, "a")
	unseen.Kind = ledger.KindWithdraw
	b.log(unseen)
	b.equal(b.row(a.ID).StateConflict, true)
	b.equal(b.row(c.ID).StateConflict, false)
}

func walk(t *testing.T, b *bench) {
	a := b.change(ledger.ID{}, "a")
	b.append(b.entry(a, ""), commune.Entry{Bytes: []byte("hỏng"), ID: ledger.ID{50}, Code: ledger.CodeMalformed})
	var entries []commune.StoredEntry
	var heads []commune.Head
	var rows []commune.Row
	w := commune.Walker{
		Entry:  func(e commune.StoredEntry) error { entries = append(entries, e); return nil },
		Head:   func(_ ledger.DeviceID, _ ledger.Epoch, h commune.Head) error { heads = append(heads, h); return nil },
		Record: func(r commune.Row, l []commune.Logged) error { rows = append(rows, r); b.equal(len(l), 1); return nil },
	}
	b.ok(b.s.Walk(t.Context(), w))
	b.ok(b.s.Walk(t.Context(), commune.Walker{}))
	if len(entries) != 2 || entries[0].ID != a.ID || string(entries[1].Bytes) != "hỏng" || entries[1].ID != (ledger.ID{50}) || entries[1].Hash != b.at.Hash {
		t.Fatalf("entries %+v", entries)
	}
	b.equal(heads, []commune.Head{b.at})
	b.equal(rows, []commune.Row{b.row(a.ID)})
	stop := errors.New("stop")
	b.fails(b.s.Walk(t.Context(), commune.Walker{Head: func(ledger.DeviceID, ledger.Epoch, commune.Head) error { return stop }}), stop)
	faults, err := b.s.Integrity(t.Context())
	b.ok(err)
	b.equal(len(faults), 0)
}

func backup(t *testing.T, b *bench) {
	b.log(b.change(ledger.ID{}, "a"))
	file := filepath.Join(t.TempDir(), "sao lưu?%23.db")
	b.ok(b.s.Backup(t.Context(), file))
	b.fails(b.s.Backup(t.Context(), file), commune.ErrExists)
}

func durable(t *testing.T, b *bench) {
	a := b.change(ledger.ID{}, "a")
	b.log(a)
	b.ok(b.s.Close())
	b.s = b.reopen()
	c, err := b.s.Commune(t.Context())
	b.ok(err)
	b.equal(c, b.c)
	head, err := b.s.Head(t.Context(), b.device, b.epoch)
	b.ok(err)
	b.equal(head, b.at)
	b.equal(b.row(a.ID).Title, "a")
}
