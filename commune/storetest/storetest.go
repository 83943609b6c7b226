// Package storetest is the contract of commune.Store as one test, which every implementation runs.
package storetest

import (
	"crypto/ed25519"
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// Opener gives a new, empty store that belongs to nobody yet, and a way to open it once more after
// it was closed.
type Opener func(t *testing.T) (s commune.Store, reopen func() commune.Store)

// Run proves the contract.
func Run(t *testing.T, open Opener) {
	for _, part := range []struct {
		name string
		run  func(*testing.T, *bench)
	}{
		{"registry", registry}, {"enrolment", enrolment}, {"accounts", accounts}, {"periods", periods}, {"logs", logs}, {"marked entries", marked},
		{"one unit per record", oneUnit}, {"failing fold", failingFold}, {"rejections", rejections}, {"pull", pull},
		{"records", records}, {"refold", refold}, {"readmit", readmit}, {"merged", merged}, {"files", files}, {"lists", lists}, {"tallies", tallies}, {"filters and heads", filtersAndHeads}, {"sessions", sessions}, {"walk", walk}, {"views", views}, {"reports", reports}, {"backup", backup}, {"durable", durable},
	} {
		t.Run(part.name, func(t *testing.T) { part.run(t, begin(t, open)) })
	}
}

var epochOfTests = time.Date(2026, 6, 8, 3, 0, 0, 0, time.UTC)

// bench is a store that has begun, with two units and a log to write.
type bench struct {
	t      *testing.T
	s      commune.Store
	reopen func() commune.Store
	c      commune.Commune
	device ledger.DeviceID
	epoch  ledger.Epoch
	at     commune.Head
	ids    byte
}

func begin(t *testing.T, open Opener) *bench {
	t.Helper()
	b := &bench{t: t, device: ledger.DeviceID{7}, epoch: ledger.Epoch{8}}
	b.s, b.reopen = open(t)
	t.Cleanup(func() { _ = b.s.Close() })
	if _, err := b.s.Commune(t.Context()); !errors.Is(err, commune.ErrNotFound) {
		t.Fatalf("a new store belongs to somebody: %v", err)
	}
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	b.c = commune.Commune{ID: ledger.DeviceID{1}, Key: key, Name: "Nghĩa Hưng", Code: "13891", Province: "Ninh Bình",
		Incarnation: ledger.Incarnation{2}, Created: epochOfTests}
	b.ok(b.s.Begin(t.Context(), b.c, commune.User{Name: "admin", Role: commune.Admin, Password: "x", Once: true, Created: epochOfTests}))
	_, err := b.s.PutUnits(t.Context(), []commune.Unit{unit("x1"), unit("x2")})
	b.ok(err)
	return b
}

func unit(id string) commune.Unit {
	return commune.Unit{Unit: ledger.Unit{ID: id, Name: "Xóm " + id, Kind: "village", OldCommune: "Nghĩa Châu"}, ValidFrom: "2025-07-01"}
}

func (b *bench) ok(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) fails(err, want error) {
	b.t.Helper()
	if !errors.Is(err, want) {
		b.t.Fatalf("got error %v, want %v", err, want)
	}
}

func (b *bench) equal(got, want any) {
	b.t.Helper()
	if !reflect.DeepEqual(got, want) {
		b.t.Fatalf("got  %+v\nwant %+v", got, want)
	}
}

// id gives a new id.
func (b *bench) id() ledger.ID {
	b.ids++
	return ledger.ID{b.ids}
}

// change makes a change of unit x1; the zero record begins one.
func (b *bench) change(record ledger.ID, text string) *ledger.Change {
	c := &ledger.Change{ID: b.id(), Record: record, Form: "mau", Version: 1, Unit: "x1", Kind: ledger.KindFinalize, Device: b.device,
		Set: []ledger.Assignment{{Field: "ten", Value: ledger.TextValue(text)}}, Clock: ledger.Clock(b.ids)}
	if record.IsZero() {
		c.Record = c.ID
	}
	return c
}

func (b *bench) entry(c *ledger.Change, code ledger.Code) commune.Entry {
	b.t.Helper()
	bytes, err := c.Encode()
	b.ok(err)
	return commune.Entry{Bytes: bytes, Change: c, ID: c.ID, Code: code}
}

// segment puts entries behind the head.
func (b *bench) segment(entries ...commune.Entry) commune.Segment {
	h := b.at.Hash
	for i := range entries {
		h = h.Next(entries[i].Bytes)
		entries[i].Hash = h
	}
	return commune.Segment{Device: b.device, Epoch: b.epoch, After: b.at, Entries: entries, Received: epochOfTests}
}

func (b *bench) append(entries ...commune.Entry) {
	b.t.Helper()
	head, err := b.s.Append(b.t.Context(), b.segment(entries...), fold)
	b.ok(err)
	b.at = head
}

func (b *bench) log(changes ...*ledger.Change) {
	b.t.Helper()
	for _, c := range changes {
		b.append(b.entry(c, ""))
	}
}

// fold is a simple Fold: the winning "ten" is the title, "sai" does not count.
func fold(changes []commune.Logged) (commune.Row, error) {
	var decoded []*ledger.Change
	for _, l := range changes {
		c, err := ledger.DecodeChange(l.Bytes)
		if err != nil {
			return commune.Row{}, err
		}
		decoded = append(decoded, c)
	}
	rec := ledger.Fold(decoded)
	row := commune.Row{ID: rec.ID, Form: rec.Form, Version: rec.Version, Unit: rec.Unit, Values: rec.Values(), Status: ledger.StatusSent,
		Title: rec.Values()["ten"].Text, Date: "2026-06-08", Changes: rec.Changes, Conflicts: []string{"ten"},
		Devices: rec.Devices, Updated: changes[len(changes)-1].Received, Number: changes[len(changes)-1].Number}
	row.Search = " " + row.Title
	row.Merge, row.StateConflict = rec.Merge, rec.StateConflict()
	if row.Title == "sai" {
		row.Code, row.Field, row.Reason = ledger.CodeInvalid, "ten", ledger.Words{Vi: "sai tên", En: "wrong name"}
	}
	return row, nil
}

func (b *bench) row(id ledger.ID) commune.Row {
	b.t.Helper()
	row, _, err := b.s.Record(b.t.Context(), id)
	b.ok(err)
	return row
}
