package commune_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func closing(label string, o ledger.Outcome) ledger.Values {
	return ledger.Values{ledger.ClosingPeriod: text(label), ledger.ClosingOutcome: text(string(o))}
}

// closePeriod hands in the laptop's word about a period.
func (l *laptop) closePeriod(label string, o ledger.Outcome) ledger.ID {
	l.town.t.Helper()
	return l.make(ledger.KindFinalize, nil, closing(label, o), func(c *ledger.Change) { c.Form = ledger.ClosingForm }).ID
}

func (w *town) cover(label string) map[string]commune.UnitCover {
	w.t.Helper()
	c, err := w.office.Coverage(w.t.Context(), label, "vi")
	if err != nil {
		w.t.Fatal(err)
	}
	out := map[string]commune.UnitCover{}
	for _, u := range c.Units {
		out[u.Unit] = u
	}
	return out
}

// On time or late is decided when the closing arrives, by the commune's clock.
func TestCoverageOnTimeAndLate(t *testing.T) {
	w := newTown(t)
	now := w.now()
	label := now.AddDate(0, 0, -20).Format("2006-01-02") + ".." + now.AddDate(0, 0, 2).Format("2006-01-02")
	one, two := w.laptop("x1"), w.laptop("x2")
	one.closePeriod(label, ledger.OutcomeNil)
	one.sync()
	two.closePeriod(label, ledger.OutcomeComplete) // by its own clock in time
	if got := w.cover(label); got["x1"].State != ledger.PeriodNil || got["x2"].State != commune.CoverNone || got["x1"].ReceivedAt == nil {
		t.Errorf("%+v", got)
	}
	w.pass(30 * 24 * time.Hour)
	two.sync()
	c, err := w.office.Coverage(t.Context(), label, "vi")
	if err != nil || c.Expected != 2 || c.Received != 2 || c.OnTime != 1 {
		t.Fatalf("%+v, %v", c, err)
	}
	if got := w.cover(label)["x2"]; got.State != commune.CoverLate || got.Outcome != ledger.OutcomeComplete {
		t.Errorf("%+v", got)
	}
}

// Two laptops of a unit close the period differently without knowing of each other.
func TestTwoLaptopsCloseOnePeriod(t *testing.T) {
	for _, first := range []ledger.Outcome{ledger.OutcomeNil, ledger.OutcomeComplete} {
		w := newTown(t)
		one, two := w.laptop("x1"), w.laptop("x1")
		second := ledger.OutcomeComplete
		if first == second {
			second = ledger.OutcomeNil
		}
		one.closePeriod("2026-05", first)
		two.closePeriod("2026-05", second)
		two.sync()
		one.sync()
		if got := w.cover("2026-05")["x1"]; got.Outcome != ledger.OutcomeComplete {
			t.Errorf("%s first: %+v", first, got)
		}
	}
}

// What came after the lock is told by the commune's log, not by the laptop's clock.
func TestAdjustmentsFollowTheCommunesOrder(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	dated := func(topic, day string) ledger.Values {
		v := session(topic, 10)
		v["ngay"] = text(day)
		return v
	}
	moved, gone := l.handIn(dated("Đổi kỳ", "2026-05-02")), l.handIn(dated("Rút", "2026-05-03"))
	l.handIn(dated("Giữ nguyên", "2026-05-04"))
	ahead := func(c *ledger.Change) { c.Clock, c.Wall = ledger.ClockAt(c.Wall-1<<33), c.Wall-1<<33 } // by its clock long before
	if changed, err := w.office.Lock(t.Context(), "lan", "2026-05", ""); err != nil || !changed {
		t.Fatal(changed, err)
	}
	late := l.make(ledger.KindFinalize, nil, dated("Gửi muộn", "2026-05-05"), ahead).ID
	l.make(ledger.KindFinalize, &moved, ledger.Values{"ngay": text("2026-04-02")})
	l.make(ledger.KindWithdraw, &gone, nil)
	l.sync()
	list, err := w.office.Adjustments(t.Context(), "2026-05")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[ledger.ID]string{}
	for _, a := range list {
		kinds[a.Record] = a.Kind
	}
	if len(list) != 3 || kinds[late] != commune.Added || kinds[moved] != commune.Withdrawn || kinds[gone] != commune.Withdrawn {
		t.Errorf("%v", kinds)
	}
	if list, err = w.office.Adjustments(t.Context(), "2026-04"); err != nil || len(list) != 0 {
		t.Errorf("a period that is not locked has %v, %v", list, err)
	}
	if changed, err := w.office.Unlock(t.Context(), "lan", "2026-05", "", ""); err != nil || !changed {
		t.Fatal(changed, err)
	}
	if _, err := w.office.Lock(t.Context(), "lan", "2026-05", ""); err != nil {
		t.Fatal(err)
	}
	if list, err = w.office.Adjustments(t.Context(), "2026-05"); err != nil || len(list) != 0 {
		t.Errorf("what was there when it was locked again is part of it: %v, %v", list, err)
	}
	w.clean()
}

// The laptop hears of locks, deadlines and holidays with every receipt.
func TestReceiptsCarryThePolicy(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	if rc := l.sync(); !rc.Unit.Policy.IsZero() {
		t.Errorf("before anything is settled: %+v", rc.Unit.Policy)
	}
	soon, far := w.now().AddDate(0, 0, 10).Format("2006-01-02"), w.now().AddDate(3, 0, 0).Format("2006-01-02")
	err := w.office.SetReporting(t.Context(), commune.Reporting{VillageDays: 3, CommuneDays: 5,
		Holidays: []commune.Holiday{{Day: far}, {Day: soon, Name: "Nghỉ"}, {Day: soon, Name: "Nghỉ"}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.office.Lock(t.Context(), "lan", "2026-05", "x1"); err != nil {
		t.Fatal(err)
	}
	p := l.sync().Unit.Policy
	if p.Days != 3 || len(p.Holidays) != 1 || p.Holidays[0] != soon || len(p.Locks) != 1 || p.Locks[0].Period != "2026-05" {
		t.Errorf("%+v", p)
	}
	if other := w.laptop("x2").sync().Unit.Policy; len(other.Locks) != 0 {
		t.Errorf("x2 is locked too: %+v", other)
	}
	for _, bad := range []commune.Reporting{{VillageDays: 0, CommuneDays: 1}, {VillageDays: 1, CommuneDays: 61}, {VillageDays: 1, CommuneDays: 1, Holidays: []commune.Holiday{{Day: "x"}}}} {
		var fault *commune.Fault
		if err := w.office.SetReporting(t.Context(), bad); !errors.As(err, &fault) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

func TestReadHolidays(t *testing.T) {
	days, err := commune.ReadHolidays(strings.NewReader("\ufeff# ghi chú\r\n\r\n2026-09-02,Quốc khánh\r\n03/09/2026\tNghỉ bù\n2026-01-01\n"))
	if err != nil || len(days) != 3 || days[1] != (commune.Holiday{Day: "2026-09-03", Name: "Nghỉ bù"}) || days[0].Name != "Quốc khánh" {
		t.Fatalf("%+v, %v", days, err)
	}
	var place *commune.PlaceError
	if _, err := commune.ReadHolidays(strings.NewReader("2026-09-02\nmai kia\n")); !errors.As(err, &place) || place.Line != 2 {
		t.Errorf("%v", err)
	}
}

func FuzzReadHolidays(f *testing.F) {
	f.Add("2026-09-02,Quốc khánh\n# x\n03/09/2026")
	f.Fuzz(func(t *testing.T, s string) {
		days, err := commune.ReadHolidays(strings.NewReader(s))
		for _, d := range days {
			if len(d.Day) != len("2026-09-02") {
				t.Fatalf("%q gives the day %q (%v)", s, d.Day, err)
			}
		}
	})
}

// A laptop that does not know yet that its village was merged writes for the old one; its record
// belongs to the new one, and one of a day before stays.
func TestMergedUnits(t *testing.T) {
	w := newTown(t)
	one, two := w.laptop("x1"), w.laptop("x2")
	old := one.handIn(session("Trước", 10))
	theirs := two.handIn(session("Của thôn kia", 11))
	day := w.now().AddDate(0, 0, -1).Format("2006-01-02")
	into := commune.Unit{Unit: ledger.Unit{ID: "y", Name: "Thôn Mới"}}
	for _, bad := range []error{
		w.office.MergeUnits(t.Context(), []string{"x1", "khong"}, into, day),
		w.office.MergeUnits(t.Context(), nil, into, day),
		w.office.MergeUnits(t.Context(), []string{"x1"}, into, ""),
		w.office.SplitUnit(t.Context(), "x1", []commune.Unit{into}, day),
	} {
		var fault *commune.Fault
		if !errors.As(bad, &fault) {
			t.Errorf("%v", bad)
		}
	}
	if err := w.office.MergeUnits(t.Context(), []string{"x1", "x2"}, into, day); err != nil {
		t.Fatal(err)
	}
	v := session("Sau", 12)
	v["ngay"] = text(w.now().Format("2006-01-02"))
	after := one.make(ledger.KindFinalize, nil, v).ID
	rc := one.sync()
	if rc.Unit.ID != "y" || rc.Unit.Since != day || rc.Unit.Before != "x1" || len(rc.Rejected) != 0 {
		t.Fatalf("%+v, rejected %+v", rc.Unit, rc.Rejected)
	}
	units := map[ledger.ID]string{}
	for id, it := range w.records(commune.Query{}) {
		units[id] = it.Unit
	}
	if units[old] != "x1" || units[theirs] != "x2" || units[after] != "y" {
		t.Errorf("units %v", units)
	}
	if in := w.records(commune.Query{Unit: "y"}); len(in) != 1 {
		t.Errorf("of the new unit: %v", in)
	}
	w.clean()
}
