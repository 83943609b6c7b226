package storetest

import (
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func registry(t *testing.T, b *bench) {
	ctx := t.Context()
	c, err := b.s.Commune(ctx)
	b.ok(err)
	b.equal(c, b.c)
	b.fails(b.s.Begin(ctx, b.c, commune.User{Name: "y"}), commune.ErrExists)

	added, err := b.s.PutUnits(ctx, []commune.Unit{unit("x3"), {Unit: ledger.Unit{ID: "x1", Name: "Mới", Kind: "school"}, ValidTo: "2030-01-01"}})
	b.ok(err)
	b.equal(added, 1)
	units, err := b.s.Units(ctx)
	b.ok(err)
	b.equal(units, []commune.Unit{{Unit: ledger.Unit{ID: "x1", Name: "Mới", Kind: "school"}, ValidTo: "2030-01-01"}, unit("x2"), unit("x3")})

	settled := func() uint64 {
		t.Helper()
		n, err := b.s.Settled(ctx)
		b.ok(err)
		return n
	}
	last := settled()
	grows := func(what string, change func() error) {
		t.Helper()
		b.ok(change())
		if n := settled(); n <= last {
			t.Errorf("%s: settled %d after %d", what, n, last)
		} else {
			last = n
		}
	}
	grows("units", func() error { _, err := b.s.PutUnits(ctx, []commune.Unit{unit("x3")}); return err })
	grows("setting", func() error { return b.s.PutSetting(ctx, "x", "1") })
	grows("lock", func() error {
		_, err := b.s.AddLock(ctx, ledger.LockEvent{Period: "2026-06", At: epochOfTests, By: "lan"})
		return err
	})

	for _, fresh := range []string{"một", "hai"} {
		got, err := b.s.Secret(ctx, "k", []byte(fresh))
		b.ok(err)
		b.equal(string(got), "một")
	}
	_, err = b.s.Device(ctx, b.device)
	b.fails(err, commune.ErrNotFound)
	b.fails(b.s.Revoke(ctx, b.device, epochOfTests), commune.ErrNotFound)
}

func enrolment(t *testing.T, b *bench) {
	ctx := t.Context()
	e := commune.Enrolment{Hash: [32]byte{1}, Unit: "x1", Created: epochOfTests, Expires: epochOfTests.Add(time.Hour)}
	b.fails(b.s.PutEnrolment(ctx, commune.Enrolment{Hash: [32]byte{9}, Unit: "khong"}), commune.ErrNotFound)
	b.ok(b.s.PutEnrolment(ctx, e))
	d := commune.Device{ID: b.device, Key: make([]byte, 32), Person: "A", Computer: "m", Agent: "v", Joined: epochOfTests.Add(time.Hour)}
	_, err := b.s.Join(ctx, [32]byte{2}, d)
	b.fails(err, commune.ErrNotFound)
	_, err = b.s.Join(ctx, e.Hash, d)
	b.fails(err, commune.ErrExpired)
	d.Joined = epochOfTests
	want := d
	want.Unit, want.Seen = "x1", epochOfTests
	for range 2 {
		got, err := b.s.Join(ctx, e.Hash, d)
		b.ok(err)
		b.equal(got, want)
		d.Joined = epochOfTests.Add(2 * time.Hour) // the second time is only a question
	}
	_, err = b.s.Join(ctx, e.Hash, commune.Device{ID: ledger.DeviceID{6}, Key: make([]byte, 32), Joined: epochOfTests})
	b.fails(err, commune.ErrSpent)
	list, err := b.s.Enrolments(ctx)
	b.ok(err)
	e.Used, e.Device = epochOfTests, b.device
	b.equal(list, []commune.Enrolment{e})

	b.ok(b.s.Revoke(ctx, b.device, epochOfTests.Add(time.Minute)))
	b.ok(b.s.Revoke(ctx, b.device, epochOfTests.Add(time.Hour)))
	want.Revoked, want.Seen, want.Agent, want.Dictionaries = epochOfTests.Add(time.Minute), epochOfTests.Add(time.Second), "v2", []uint32{0xffffffff, 1}
	b.ok(b.s.Touch(ctx, want))
	devices, err := b.s.Devices(ctx)
	b.ok(err)
	b.equal(devices, []commune.Device{want})
	contacts, err := b.s.Contacts(ctx)
	b.ok(err)
	b.equal(len(contacts), 0) // it is shut out
	e2 := commune.Enrolment{Hash: [32]byte{3}, Unit: "x2", Created: epochOfTests, Expires: epochOfTests.Add(24 * time.Hour)}
	b.ok(b.s.PutEnrolment(ctx, e2))
	got, err := b.s.Join(ctx, e2.Hash, d)
	b.ok(err)
	if got.Unit != "x2" || !got.Revoked.IsZero() {
		t.Fatalf("joined again: %+v", got)
	}
	contacts, err = b.s.Contacts(ctx)
	b.ok(err)
	b.equal(contacts, map[string]time.Time{"x2": got.Seen})
	silent, err := b.s.Silent(ctx, got.Seen, 5)
	b.ok(err)
	b.equal(len(silent), 0)
	silent, err = b.s.Silent(ctx, got.Seen.Add(time.Second), 5)
	b.ok(err)
	b.equal(silent, []commune.Device{got})
}

func accounts(t *testing.T, b *bench) {
	ctx := t.Context()
	u := commune.User{Name: "lan", Role: commune.Clerk, Password: "hash", Once: true, Created: epochOfTests}
	b.ok(b.s.AddUser(ctx, u))
	b.fails(b.s.AddUser(ctx, u), commune.ErrExists)
	b.fails(b.s.SetPassword(ctx, "khong", "x", false), commune.ErrNotFound)
	b.ok(b.s.SetPassword(ctx, "lan", "hash2", false))
	u.Password, u.Once = "hash2", false
	got, err := b.s.User(ctx, "lan")
	b.ok(err)
	b.equal(got, u)
	_, err = b.s.User(ctx, "khong")
	b.fails(err, commune.ErrNotFound)
	users, err := b.s.Users(ctx)
	b.ok(err)
	if len(users) != 2 || users[0].Name != "admin" || users[1] != u {
		t.Fatalf("users %+v", users)
	}
}
