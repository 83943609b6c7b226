package localdb

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// clock is a wall clock that goes on by a second whenever it is read.
type clock struct{ now time.Time }

func newClock() *clock { return &clock{time.Date(2026, 6, 8, 9, 0, 0, 0, viet.Zone)} }

func (c *clock) read() time.Time {
	c.now = c.now.Add(time.Second)
	return c.now
}

// randomness is a reproducible source of random bytes.
type randomness struct{ r *rand.Rand }

func newRandomness(seed uint64) io.Reader { return randomness{rand.New(rand.NewPCG(seed, 1))} }

func (r randomness) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(r.r.Uint32())
	}
	return len(b), nil
}

func testOptions() Options {
	return Options{Now: newClock().read, Rand: newRandomness(1), pinMemory: 64}.withDefaults()
}

// tester is what testing.TB and rapid.T have in common and helpers need.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}

func check(t tester, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func openAt(t testing.TB, home string, o Options) *Store {
	t.Helper()
	s, err := Open(home, o)
	check(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

// outreach are the answers of a sample outreach session.
func outreach(topic, day string) ledger.Values {
	return ledger.Values{
		"ngay":       ledger.TextValue(day),
		"hinh_thuc":  ledger.ListValue("hoi_nghi", "zalo"),
		"chu_de":     ledger.TextValue(topic),
		"dia_diem":   ledger.TextValue("Nhà văn hóa thôn Chương Nghĩa (mẫu)"),
		"so_buoi":    ledger.NumValue(viet.Int(1)),
		"tong_so":    ledger.NumValue(viet.Int(45)),
		"nu":         ledger.NumValue(viet.Int(20)),
		"thoi_luong": ledger.NumValue(viet.Int(90)),
		"nguoi_bao":  ledger.TextValue("Nguyễn Văn Mẫu"),
		"ghi_chu":    ledger.TextValue("Bà con hỏi nhiều về cài đặt VNeID mức 2 cho người cao tuổi."),
	}
}

func draftOf(id ledger.ID, values ledger.Values) ledger.Draft {
	return ledger.Draft{ID: id, Form: "tuyen_truyen", Version: 1, Values: values}
}

// addRecord hands in a new record and gives its id.
func addRecord(t tester, s *Store, values ledger.Values) ledger.ID {
	t.Helper()
	id, err := s.NewID()
	check(t, err)
	commit(t, s, draftOf(id, values), ledger.KindFinalize)
	return id
}

func commit(t tester, s *Store, d ledger.Draft, kind ledger.ChangeKind) {
	t.Helper()
	problems, err := s.Commit(d, kind)
	check(t, err)
	if len(problems) > 0 {
		t.Fatalf("problems: %+v", problems)
	}
}

func edit(t tester, s *Store, id ledger.ID, values ledger.Values, kind ledger.ChangeKind) {
	t.Helper()
	d := draftOf(id, values)
	d.Edits = true
	commit(t, s, d, kind)
}

func entry(t tester, s *Store, id ledger.ID) *ledger.Entry {
	t.Helper()
	e, err := s.Entry(id)
	check(t, err)
	if e == nil {
		t.Fatalf("no entry %s", id)
	}
	return e
}

func status(t tester, s *Store) ledger.SyncStatus {
	t.Helper()
	st, err := s.Status()
	check(t, err)
	return st
}

func listIDs(t tester, s *Store, q ledger.Query) []ledger.ID {
	t.Helper()
	sums, err := s.List(q)
	check(t, err)
	ids := make([]ledger.ID, len(sums))
	for i, sum := range sums {
		ids[i] = sum.ID
	}
	return ids
}

// mustBeSound fails the test when Check finds anything wrong in an open store.
func mustBeSound(t tester, s *Store) Report {
	t.Helper()
	var backup bytes.Buffer
	check(t, s.Backup(&backup))
	dir, err := os.MkdirTemp("", "localdb")
	check(t, err)
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "copy.db")
	check(t, writeAll(path, backup.Bytes()))
	report, err := checkFile(path, s.o)
	check(t, err)
	for _, p := range report.Problems {
		t.Errorf("check: %s: %s", p.Place.En, p.What.En)
	}
	return report
}

// commune is a stand-in for the commune: it makes receipts for a store and changes of others.
type commune struct {
	t     tester
	s     *Store
	id    ledger.Identity
	life  ledger.Incarnation
	read  uint64
	clock ledger.Clock
}

func newCommune(t tester, s *Store) *commune {
	t.Helper()
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, 32)).Public().(ed25519.PublicKey)
	c := &commune{t: t, s: s, life: ledger.Incarnation{1}, clock: ledger.ClockAt(newClock().now.UnixMilli())}
	c.id = ledger.Identity{Commune: ledger.DeviceOf(key), CommuneKey: key, CommuneName: "Nghĩa Hưng", Province: "Ninh Bình",
		URL: "https://xa.example", Unit: ledger.Unit{ID: "chuong-nghia", Name: "Thôn Chương Nghĩa", Kind: "village"}}
	return c
}

func (c *commune) join() { c.t.Helper(); check(c.t, c.s.Join(c.id)) }

// receipt confirms the log up to have.
func (c *commune) receipt(have uint64, rejected ...ledger.Rejection) ledger.Receipt {
	c.t.Helper()
	id, err := c.s.Identity()
	check(c.t, err)
	p, err := c.s.Position()
	check(c.t, err)
	_, hash, err := c.s.Outbox(have, 1)
	check(c.t, err)
	return ledger.Receipt{Commune: c.id.Commune, Incarnation: c.life, Device: id.Device, Epoch: p.Epoch, Have: have, Hash: hash,
		Rejected: rejected, Cursor: ledger.Cursor{Incarnation: c.life, Number: c.read}, Wall: c.s.o.Now().UnixMilli(), Unit: c.id.Unit}
}

func (c *commune) confirm(have uint64, rejected ...ledger.Rejection) {
	c.t.Helper()
	_, err := c.s.Accept(c.receipt(have, rejected...), nil)
	check(c.t, err)
}

// change makes a change of somebody else to a record.
func (c *commune) change(kind ledger.ChangeKind, device byte, seen *ledger.Record, set ledger.Values) *ledger.Change {
	c.clock++
	var id ledger.ID
	binary.BigEndian.PutUint64(id[8:], uint64(c.clock))
	id[0], id[1] = 2, device
	ch := &ledger.Change{ID: id, Record: seen.ID, Form: seen.Form, Version: seen.Version, Unit: seen.Unit, Kind: kind,
		Author: fmt.Sprint("Máy ", device), Device: ledger.DeviceID{device}, Wall: c.clock.Millis(), Clock: c.clock}
	if kind == ledger.KindReturn {
		ch.Text, ch.Field = "Ghi lại số nữ", "nu"
	}
	ch.Assign(seen, set)
	return ch
}

// send gives changes to the store with a receipt that confirms what is confirmed.
func (c *commune) send(changes ...*ledger.Change) int {
	c.t.Helper()
	p, err := c.s.Position()
	check(c.t, err)
	c.read += uint64(len(changes))
	n, err := c.s.Accept(c.receipt(p.Have), encodeAll(c.t, changes))
	check(c.t, err)
	return n
}

func encodeAll(t tester, changes []*ledger.Change) [][]byte {
	t.Helper()
	var out [][]byte
	for _, ch := range changes {
		b, err := ch.Encode()
		check(t, err)
		out = append(out, b)
	}
	return out
}

func wantCode(t tester, err error, code ledger.Code) {
	t.Helper()
	if !errors.Is(err, &ledger.Error{Code: code}) {
		t.Fatalf("error is %v, want code %s", err, code)
	}
}

// setPIN gives a store its first PIN, or another.
func setPIN(t tester, s *Store, pin string) (code string) {
	t.Helper()
	code, do, err := s.PlanPIN(pin)
	check(t, err)
	check(t, do())
	return code
}
