package commune_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/report/reporttest"
	"github.com/nghia-hung/sothon/commune/store"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// A full town has records of so many units over five years up to its clock.
const (
	fullUnits = 200
	fullDays  = 5 * 365
)

// recordsWanted is how many records benchmarks fill a store with: SOTHON_RECORDS, or 10000. A million
// take some minutes; with SOTHON_STORE, a folder, the filled store is kept there for the next run.
func recordsWanted(t testing.TB) int {
	text := os.Getenv("SOTHON_RECORDS")
	if text == "" {
		return 10_000
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("SOTHON_RECORDS=%s is no number of records", text)
	}
	return n
}

// fullTown is a town with n made-up records, one of which it gives.
func fullTown(t testing.TB, n int) (w *town, some ledger.ID) {
	t.Helper()
	kept := os.Getenv("SOTHON_STORE")
	if kept == "" {
		w = newTown(t)
		return w, w.fill(n)
	}
	dir := filepath.Join(kept, strconv.Itoa(n))
	if st, err := store.Open(t.Context(), dir); err == nil {
		st.Close()
		w = &town{t: t, dir: dir, client: &http.Client{Transport: &http.Transport{}}}
		w.open()
		t.Cleanup(w.close)
		return w, w.anyRecord()
	} else if !errors.Is(err, commune.ErrNotFound) {
		t.Fatal(err)
	}
	w = newTownIn(t, dir)
	return w, w.fill(n)
}

// anyRecord is one that counts, of the town's newest days.
func (w *town) anyRecord() ledger.ID {
	items, _, err := w.office.List(w.t.Context(), commune.ListQuery{Query: commune.Query{Status: ledger.StatusApproved, Limit: 1}})
	if err != nil || len(items) == 0 {
		w.t.Fatalf("no record: %v", err)
	}
	return items[0].ID
}

// fill puts n made-up records straight into a log, folded here while the store writes those before.
func (w *town) fill(n int) ledger.ID {
	w.t.Helper()
	var units []commune.Unit
	var ids []string
	for i := range fullUnits {
		ids = append(ids, fmt.Sprint("u", i))
		units = append(units, commune.Unit{Unit: ledger.Unit{ID: ids[i], Name: fmt.Sprint("Xóm ", i), Kind: commune.KindVillage, OldCommune: "Nghĩa Châu"}})
	}
	if _, err := w.store.PutUnits(w.t.Context(), units); err != nil {
		w.t.Fatal(err)
	}
	f := &filling{town: w, Maker: reporttest.New(1, ids), fates: rand.New(rand.NewPCG(1, 2)), epoch: ledger.Epoch{8}, device: ledger.DeviceID{7}}
	segments := make(chan commune.Segment, 2)
	go f.make(n, ids, segments)
	for seg := range segments {
		if _, err := w.store.Append(context.Background(), seg, w.office.FoldForTest); err != nil {
			w.t.Error(err)
		}
	}
	return w.anyRecord()
}

// filling makes up what the laptops of five years sent and the office did with it. It tells the same
// for the same number of records.
type filling struct {
	*town
	*reporttest.Maker
	fates  *rand.Rand
	device ledger.DeviceID
	epoch  ledger.Epoch
	head   commune.Head
	clock  uint64
	seg    commune.Segment
	last   map[string]*ledger.Change // of every form, the record before: one event may have two
}

// perSegment is how many changes go in at once; about is within how many days of the others' a record's
// day lies.
const (
	perSegment = 10_000
	about      = 30
)

func (f *filling) make(n int, units []string, out chan<- commune.Segment) {
	defer close(out)
	start := viet.DateOf(f.now()).AddDays(-fullDays)
	f.last = map[string]*ledger.Change{}
	for i := range n {
		day := start.AddDays(i * (fullDays - about) / n) // they come in about the order of their days
		switch {
		case i < len(units):
			f.sent(f.Profile(units[i], start))
		case i%83 == 1: // a unit says that it has sent all of a month
			s := f.Record(day, about)
			s.Form, s.Values = ledger.ClosingForm, ledger.Values{"ky": text(ledger.MonthOf(s.Day).Label), "ket_qua": text("da_gui_du"), "nguoi_bao": text("Trưởng thôn (mẫu)")}
			f.add(f.change(s.ID, s.Form, s.Unit, ledger.KindFinalize, s.Values))
		default:
			s := f.Record(day, about)
			if f.fates.IntN(2) == 0 {
				s.Values["nhiem_vu"] = ledger.ListValue(fmt.Sprint("ii", 1+f.fates.IntN(7)))
			}
			s.Values["ghi_chu"] = text(fmt.Sprintf("ghichu%d", f.fates.IntN(5000)))
			f.sent(s)
		}
		if len(f.seg.Entries) >= perSegment || i == n-1 {
			f.seg.Folded = f.office.FoldAheadForTest(f.seg)
			out <- f.seg
			f.seg = commune.Segment{}
		}
	}
}

// sent is a record that came in, and what became of it: nearly all are approved, more of the last two
// months wait.
func (f *filling) sent(s reporttest.Sample) {
	fate := f.fates.IntN(1000)
	if fate == 0 { // what the form refuses
		s.Values["ngay"], s.Values["tu_ngay"], s.Values["nam"] = text("2999-01-01"), text("2999-01-01"), number(1)
	}
	c := f.change(s.ID, s.Form, s.Unit, ledger.KindFinalize, s.Values)
	f.add(c)
	waits := 3
	if s.Day.AddDays(60).Compare(viet.DateOf(f.now())) > 0 {
		waits = 100
	}
	switch {
	case fate == 0:
	case fate == 1:
		other := s.Values
		other["ghi_chu"] = text("máy khác ghi")
		f.add(f.later(f.change(s.ID, s.Form, s.Unit, ledger.KindFinalize, other)))
	case fate < 4:
		f.add(f.act(c, ledger.KindReturn, func(c *ledger.Change) { c.Text = "Ghi rõ số người (mẫu)" }))
	case fate < 6:
		f.add(f.act(c, ledger.KindWithdraw, nil))
	case fate < 6+waits:
	default:
		f.add(f.act(c, ledger.KindApprove, nil))
	}
	if before := f.last[s.Form]; fate > 994 && before != nil && before.Record != c.Record {
		f.joint(before, c)
		c = nil
	}
	f.last[s.Form] = c
}

// joint says that two records are one event.
func (f *filling) joint(a, b *ledger.Change) {
	for _, c := range []*ledger.Change{a, b} {
		f.add(f.act(c, ledger.KindMerge, func(m *ledger.Change) { m.Merge, m.Base = []ledger.ID{a.Record, b.Record}, nil }))
	}
}

func (f *filling) act(on *ledger.Change, kind ledger.ChangeKind, tweak func(*ledger.Change)) *ledger.Change {
	c := f.later(f.change(on.Record, on.Form, on.Unit, kind, nil))
	c.Assign(ledger.Fold([]*ledger.Change{on}), nil)
	if tweak != nil {
		tweak(c)
	}
	return c
}

func (f *filling) change(record ledger.ID, form, unit string, kind ledger.ChangeKind, values ledger.Values) *ledger.Change {
	f.clock++
	c := &ledger.Change{ID: record, Record: record, Form: form, Version: ledger.Default().Form(form).Version, Unit: unit, Kind: kind,
		Author: "Trưởng thôn (mẫu)", Device: f.device, Wall: f.now().UnixMilli(), Clock: ledger.Clock(f.clock << 16)}
	c.Assign(&ledger.Record{}, values)
	return c
}

// later is a change that is not its record's first, with an id of its own.
func (f *filling) later(c *ledger.Change) *ledger.Change {
	c.ID[6] = 1
	binary.BigEndian.PutUint64(c.ID[8:], f.clock)
	return c
}

func (f *filling) add(c *ledger.Change) {
	if len(f.seg.Entries) == 0 {
		f.seg = commune.Segment{Device: f.device, Epoch: f.epoch, After: f.head, Received: f.now()}
	}
	b, err := c.Encode()
	if err != nil {
		f.t.Error(err)
		return
	}
	f.head = commune.Head{Have: f.head.Have + 1, Hash: f.head.Hash.Next(b)}
	f.seg.Entries = append(f.seg.Entries, commune.Entry{Bytes: b, Hash: f.head.Hash, Change: c, ID: c.ID})
}
