package commune_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// codes are the rejections of a receipt by change.
func codes(rc ledger.Receipt) map[ledger.ID]ledger.Code {
	out := map[ledger.ID]ledger.Code{}
	for _, r := range rc.Rejected {
		out[r.ID] = r.Code
	}
	return out
}

func TestWhatDoesNotCountBlocksNothing(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	other := w.laptop("x2")
	theirs := other.make(ledger.KindFinalize, nil, session("Của xóm 2", 10))
	other.sync()

	good := l.make(ledger.KindFinalize, nil, session("Tốt", 10))
	wrongUnit := l.make(ledger.KindFinalize, nil, session("Xóm khác", 10), func(c *ledger.Change) { c.Unit = "x2" })
	foreign := l.make(ledger.KindSet, nil, ledger.Values{"chu_de": text("Ghi đè")}, func(c *ledger.Change) { c.Record = theirs.Record })
	approve := l.make(ledger.KindApprove, nil, nil, func(c *ledger.Change) { c.Record = good.Record })
	unknown := l.make(99, nil, session("Loại mới", 10))
	future := l.make(ledger.KindFinalize, nil, session("Mẫu mới", 10), func(c *ledger.Change) { c.Version = 99 })
	women := session("Nữ nhiều hơn", 10)
	women["nu"] = number(11)
	invalid := l.make(ledger.KindFinalize, nil, women)
	l.log = append(l.log, mangled(t, good))
	last := l.make(ledger.KindFinalize, nil, session("Cuối", 10))

	rc := l.sync()
	want := map[ledger.ID]ledger.Code{wrongUnit.ID: ledger.CodeUnitDenied, foreign.ID: ledger.CodeUnitDenied,
		approve.ID: ledger.CodeKindDenied, unknown.ID: ledger.CodeKindUnknown, future.ID: ledger.CodeFormUnknown,
		invalid.ID: ledger.CodeInvalid, good.ID: ledger.CodeMalformed}
	got := codes(rc)
	for id, code := range want {
		if got[id] != code {
			t.Errorf("change %s: %q, want %q", id, got[id], code)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d rejections, want %d: %v", len(got), len(want), got)
	}
	for _, r := range rc.Rejected {
		if r.Reason.Vi == "" || r.Reason.En == "" {
			t.Errorf("%s has no words", r.Code)
		}
		if r.Code == ledger.CodeInvalid && (r.Field != "nu" || !strings.Contains(r.Reason.Vi, "11")) {
			t.Errorf("the reason does not name its place: %+v", r)
		}
	}
	for id, want := range map[ledger.ID]ledger.Status{good.ID: ledger.StatusSent, last.ID: ledger.StatusSent,
		invalid.ID: ledger.StatusRejected, future.ID: ledger.StatusRejected} {
		if d := w.show(id); d.Status != want {
			t.Errorf("%s is %s, want %s", d.Title, d.Status, want)
		}
	}
	if d := w.show(theirs.ID); d.Title != "Của xóm 2" || len(d.History) != 1 {
		t.Errorf("another unit's record was changed: %+v", d)
	}
	if items, _ := w.office.Records(t.Context(), commune.Query{}); len(items) != 5 {
		t.Errorf("%d records, want 5", len(items))
	}
	again, _, err := l.send(l.request(1, 0)) // the receipt was lost: it is told again
	if err != nil || len(codes(again)) != len(want) {
		t.Errorf("a replay is told %d rejections, %v", len(codes(again)), err)
	}
	w.clean()
}

// mangled is a change with the id of c that cannot be read further.
func mangled(t *testing.T, c *ledger.Change) []byte {
	t.Helper()
	b, err := cbor.Marshal(map[int]any{1: c.ID[:], 3: "tuyen_truyen", 4: "một"})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestIDReusedIsKeptAndTold(t *testing.T) {
	w := newTown(t)
	a, b := w.laptop("x1"), w.laptop("x1")
	c := a.make(ledger.KindFinalize, nil, session("Thật", 10))
	a.sync()
	fake := *c
	fake.Set = slices.Clone(c.Set)
	fake.Author = "Kẻ khác"
	b.add(&fake)
	after := b.make(ledger.KindFinalize, nil, session("Sau đó", 10))
	rc := b.sync()
	if got := codes(rc); len(got) != 1 || got[c.ID] != ledger.CodeIDReused || rc.Have != 2 {
		t.Fatalf("have %d, rejected %v", rc.Have, got)
	}
	if d := w.show(c.ID); d.History[0].Author != "Nguyễn Văn Mẫu" {
		t.Error("the first change was replaced")
	}
	w.show(after.ID)
	w.clean()
}

func TestALaterChangeMendsARecord(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	bad := session("Buổi", 10)
	bad["nu"] = number(11)
	c := l.make(ledger.KindFinalize, nil, bad)
	if rc := l.sync(); codes(rc)[c.ID] != ledger.CodeInvalid {
		t.Fatalf("rejected %v", rc.Rejected)
	}
	fix := l.make(ledger.KindFinalize, &c.ID, ledger.Values{"nu": number(9)})
	if rc := l.sync(); len(rc.Rejected) != 0 {
		t.Fatalf("rejected %v", rc.Rejected)
	}
	if d := w.show(c.ID); d.Status != ledger.StatusSent || d.Rejected != nil || len(d.History) != 2 || d.History[1].ID != fix.ID {
		t.Fatalf("record %+v", d)
	}
	if rc, _, err := l.send(l.request(1, 0)); err != nil || len(rc.Rejected) != 0 {
		t.Fatalf("the mended change is still told as rejected: %v, %v", rc.Rejected, err)
	}
	w.clean()
}

func TestAFormThatBecomesKnown(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Mẫu mới", 10), func(c *ledger.Change) { c.Version = 2 })
	l.sync()
	if d := w.show(c.ID); d.Rejected == nil || d.Rejected.Code != ledger.CodeFormUnknown || d.Title != "Mẫu mới" {
		t.Fatalf("record %+v", d)
	}
	newer := *w.office.Catalogue().Form("tuyen_truyen")
	newer.Version = 2
	options := w.options()
	options.Catalogue = w.office.Catalogue().With(&newer)
	office, err := commune.Open(t.Context(), w.store, options)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := office.Reconsider(t.Context()); err != nil || n != 1 {
		t.Fatalf("reconsidered %d, %v", n, err)
	}
	if d := w.show(c.ID); d.Rejected != nil || d.Status != ledger.StatusSent {
		t.Fatalf("record %+v", d)
	}
}

func TestMoreRejectionsThanAHeaderHolds(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	const n = 700
	for range n {
		l.make(ledger.KindFinalize, nil, ledger.Values{"chu_de": text("Thiếu ngày")})
	}
	rc, _, err := l.send(l.request(1, 0))
	if err != nil || rc.Have == n || rc.Have == 0 || rc.Hash != l.hash(rc.Have) || uint64(len(rc.Rejected)) != rc.Have {
		t.Fatalf("have %d with %d rejections, %v", rc.Have, len(rc.Rejected), err)
	}
	if got := codes(l.sync()); len(got) != n {
		t.Fatalf("told %d rejections of %d", len(got), n)
	}
	w.clean()
}

func TestTwoLaptopsOfOneUnit(t *testing.T) {
	w := newTown(t)
	a, b, stranger := w.laptop("x1"), w.laptop("x1"), w.laptop("x2")
	c := a.make(ledger.KindFinalize, nil, session("Buổi chung", 40))
	a.sync()
	b.sync()
	if b.seen[c.ID] == nil {
		t.Fatal("the other laptop did not get the record")
	}
	a.make(ledger.KindFinalize, &c.ID, ledger.Values{"nu": number(20)})
	b.make(ledger.KindFinalize, &c.ID, ledger.Values{"dia_diem": text("Nhà văn hóa")})
	a.sync()
	b.sync()
	a.sync()
	d := w.show(c.ID)
	if len(d.Conflicts) != 0 || !d.Values["nu"].Equal(number(20)) || d.Values["dia_diem"].Text != "Nhà văn hóa" || len(d.Devices) != 2 {
		t.Fatalf("different fields: %+v", d.Item)
	}
	a.make(ledger.KindFinalize, &c.ID, ledger.Values{"tong_so": number(58)})
	b.make(ledger.KindFinalize, &c.ID, ledger.Values{"tong_so": number(60)})
	a.sync()
	b.sync()
	a.sync()
	d = w.show(c.ID)
	if d.Status != ledger.StatusConflict || !slices.Equal(d.Conflicts, []string{"tong_so"}) || len(d.Sides["tong_so"]) != 2 {
		t.Fatalf("same field: %+v", d.Item)
	}
	if err := w.office.Approve(t.Context(), "xa", c.ID); err == nil {
		t.Error("a record in conflict was approved")
	}
	for _, l := range []*laptop{a, b} {
		if got := l.record(c.ID).Conflicts(); !slices.Equal(got, d.Conflicts) {
			t.Errorf("a laptop sees conflicts %v", got)
		}
	}
	b.make(ledger.KindFinalize, &c.ID, ledger.Values{"tong_so": number(59)})
	b.sync()
	a.sync()
	if d = w.show(c.ID); d.Status != ledger.StatusSent || !d.Values["tong_so"].Equal(number(59)) {
		t.Fatalf("resolved: %+v", d.Item)
	}
	if got := a.record(c.ID).Conflicts(); len(got) != 0 {
		t.Errorf("the other laptop still sees %v", got)
	}
	stranger.sync()
	if len(stranger.seen) != 0 {
		t.Error("another unit's laptop got the record")
	}
	w.clean()
}

func TestAClockThatStandsAnywhere(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	for i, ms := range []int64{-1 << 62, 0, 1 << 62} {
		c := l.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi ", i), 10), func(c *ledger.Change) { c.Wall = ms; c.Clock = ledger.ClockAt(ms) })
		if rc := l.sync(); len(rc.Rejected) > 0 {
			t.Fatal(rc.Rejected)
		}
		if _, err := json.Marshal(w.show(c.ID)); err != nil {
			t.Error(err)
		}
		if err := w.office.Approve(t.Context(), "xa", c.ID); err != nil {
			t.Error(err)
		}
		if d := w.show(c.ID); d.Status != ledger.StatusApproved {
			t.Errorf("wall %d: %s", ms, d.Status)
		}
	}
	w.clean()
}

func TestComputedFieldsAreNoConflict(t *testing.T) {
	w := newTown(t)
	a, b := w.laptop("x1"), w.laptop("x1")
	parent := a.make(ledger.KindFinalize, nil, session("Buổi", 10))
	update := func(l *laptop, id *ledger.ID, v ledger.Values) *ledger.Change {
		return l.make(ledger.KindFinalize, id, v, func(c *ledger.Change) { c.Form = "mo_hinh_cap_nhat" })
	}
	c := update(a, nil, ledger.Values{"mo_hinh": text(parent.ID.String()), "ngay": text("2026-06-01"), "tong_chi": number(10),
		"tong_thu": number(30), "loi_nhuan": number(20), "nguoi_bao": text("Nguyễn Văn Mẫu")})
	a.sync()
	b.sync()
	update(a, &c.ID, ledger.Values{"tong_thu": number(50), "loi_nhuan": number(40)})
	update(b, &c.ID, ledger.Values{"tong_chi": number(20), "loi_nhuan": number(10)})
	a.sync()
	b.sync()
	if d := w.show(c.ID); d.Status != ledger.StatusSent || !d.Values["loi_nhuan"].Equal(number(30)) || len(d.Conflicts) > 0 {
		t.Fatalf("record %+v", d.Item)
	}
	w.clean()
}

func TestPullComesInPiecesAndSkipsNothing(t *testing.T) {
	w := newTown(t)
	a, b := w.laptop("x1"), w.laptop("x1")
	const n = 300
	for i := range n {
		a.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi ", i, " ", strings.Repeat("x", i%50)), 10))
	}
	a.sync()
	rounds, got := 0, 0
	for {
		q := b.request(1, 0)
		q.head.PullMax = 1 << 10
		rc, pulled, err := b.send(q)
		if err != nil {
			t.Fatal(err)
		}
		got += len(pulled)
		b.cursor = rc.Cursor
		if rounds++; rc.More == 0 {
			break
		}
		if len(pulled) == 0 || rc.More != n-got {
			t.Fatalf("round %d: %d changes, more %d of %d", rounds, len(pulled), rc.More, n-got)
		}
	}
	if got != n || rounds < 4 {
		t.Fatalf("pulled %d changes in %d rounds", got, rounds)
	}
	q := b.request(1, 0)
	q.head.PullMax = 1
	if rc, pulled, _ := b.send(q); len(pulled) != 0 || rc.More != 0 {
		t.Error("there was something left")
	}
	q.head.Cursor = ledger.Cursor{Incarnation: ledger.Incarnation{9}, Number: 1 << 40}
	if rc, pulled, _ := b.send(q); len(pulled) != 1 || rc.More != n-1 {
		t.Errorf("a cursor of another incarnation: %d changes, more %d", len(pulled), rc.More)
	}
}

func TestDictionariesOnlyOnceTheLaptopUsedThem(t *testing.T) {
	w := newTown(t)
	a, b := w.laptop("x1"), w.laptop("x1")
	a.make(ledger.KindFinalize, nil, session("Một", 10))
	a.sync()
	if id := pulledDictionary(t, b); id != 0 {
		t.Fatalf("a laptop of unknown age got dictionary %08x", id)
	}
	b.make(ledger.KindFinalize, nil, session("Hai", 10))
	b.sync()
	b.cursor = ledger.Cursor{}
	if id := pulledDictionary(t, b); id == 0 {
		t.Fatal("no dictionary for a laptop that uses it")
	}
}

// pulledDictionary is the dictionary id of the first frame that an empty request brings.
func pulledDictionary(t *testing.T, l *laptop) uint32 {
	t.Helper()
	head := empty(l)
	body := request{head: head, key: l.key}.body(t)
	answer, err := l.town.office.Accept(context.Background(), bytes.NewReader(body), nil)
	if err != nil {
		t.Fatal(err)
	}
	r := bytes.NewReader(answer.Body)
	if _, _, err := ledger.ReadReceipt(r); err != nil {
		t.Fatal(err)
	}
	frame := answer.Body[len(answer.Body)-r.Len():]
	if len(frame) < 15 {
		t.Fatal("no frame")
	}
	return uint32(frame[5])<<24 | uint32(frame[6])<<16 | uint32(frame[7])<<8 | uint32(frame[8])
}
