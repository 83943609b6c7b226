package localdb

import (
	"errors"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

var testsDay = viet.Date{Year: 2026, Month: 6, Day: 8}

func standing(t *testing.T, s *Store, label string) ledger.PeriodStanding {
	t.Helper()
	all, err := s.Standings(testsDay)
	check(t, err)
	for _, p := range all {
		if p.Period.Label == label {
			return p
		}
	}
	t.Fatalf("period %s is not among %v", label, all)
	return ledger.PeriodStanding{}
}

func TestClosePeriod(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	var refused *ledger.CloseRefusal
	check(t, s.ClosePeriod("2026-06", ledger.OutcomeNil))
	if err := s.ClosePeriod("2026-06", ledger.OutcomeNil); !errors.As(err, &refused) || refused.Code != "closed" {
		t.Errorf("closed twice: %v", err)
	}
	if p := standing(t, s, "2026-06"); p.State != ledger.PeriodNil || p.Sent || p.ClosedAt.IsZero() {
		t.Errorf("%+v", p)
	}
	id := addRecord(t, s, outreach("Họp thôn", "2026-06-03"))
	if p := standing(t, s, "2026-06"); p.State != ledger.PeriodComplete || !p.Contradict || p.Records != 1 {
		t.Errorf("with a record: %+v", p)
	}
	if st := status(t, s); st.Records != 1 {
		t.Errorf("%d records; a closing is none", st.Records)
	}
	check(t, s.ClosePeriod("2026-06", ledger.OutcomeComplete))
	if err := s.ClosePeriod("2026-06", ledger.OutcomeNil); !errors.As(err, &refused) || refused.Code != "has_records" || len(refused.Records) != 1 {
		t.Errorf("nothing happened, with a record: %v", err)
	}
	check(t, s.Act(id, ledger.KindWithdraw, "", ""))
	check(t, s.ClosePeriod("2026-06", ledger.OutcomeNil)) // although the withdrawal is not sent yet
	if p := standing(t, s, "2026-06"); p.State != ledger.PeriodNil || p.Contradict {
		t.Errorf("closed again: %+v", p)
	}
	closings, err := s.List(ledger.Query{Form: ledger.ClosingForm})
	check(t, err)
	if all := listIDs(t, s, ledger.Query{}); len(closings) != 3 || len(all) != 1 {
		t.Errorf("%d closings, %d records in the list", len(closings), len(all))
	}
	last, err := s.Position()
	check(t, err)
	c.confirm(last.Last)
	if p := standing(t, s, "2026-06"); !p.Sent {
		t.Error("the commune has it")
	}
	check(t, s.ReopenPeriod("2026-06"))
	if p := standing(t, s, "2026-06"); p.State != ledger.PeriodOpen || !p.ClosedAt.IsZero() {
		t.Errorf("opened again: %+v", p)
	}
	if err := s.ReopenPeriod("2026-06"); !errors.As(err, &refused) {
		t.Errorf("opened twice: %v", err)
	}
	mustBeSound(t, s)
}

// The receipt says that units were merged: the laptop reads all of the new unit from the beginning,
// and what happened before the day goes on belonging to the old one.
func TestTheUnitChangesWithAReceipt(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	c := newCommune(t, s)
	c.join()
	old := c.id.Unit.ID
	rc := c.receipt(0)
	rc.Cursor.Number = 40
	_, err := s.Accept(rc, nil)
	check(t, err)
	rc.Unit = ledger.Unit{ID: "moi", Name: "Thôn Mới", Since: "2026-06-01", Before: old,
		Policy: ledger.Policy{Locks: []ledger.Lock{{Period: "2026-05"}}}}
	_, err = s.Accept(rc, nil)
	check(t, err)
	if cursor, err := s.Cursor(); err != nil || cursor.Number != 0 {
		t.Errorf("cursor %+v, %v", cursor, err)
	}
	for day, want := range map[string]string{"2026-05-20": old, "2026-06-03": "moi"} {
		if got := entry(t, s, addRecord(t, s, outreach("Việc ngày "+day, day))).Record.Unit; got != want {
			t.Errorf("of %s: unit %s, want %s", day, got, want)
		}
	}
	check(t, s.ClosePeriod("2026-05", ledger.OutcomeComplete))
	list, err := s.List(ledger.Query{Form: ledger.ClosingForm})
	check(t, err)
	if len(list) != 1 || list[0].Unit != old {
		t.Errorf("the closing of an old period: %+v", list)
	}
	rc.Cursor.Number = 45
	rc.Wall += time.Minute.Milliseconds()
	_, err = s.Accept(rc, nil)
	check(t, err)
	if cursor, err := s.Cursor(); err != nil || cursor.Number != 45 {
		t.Errorf("cursor %+v, %v", cursor, err)
	}
}

func TestANewHeadTakesOver(t *testing.T) {
	clock := newClock()
	o := testOptions()
	o.Now = clock.read
	s := openAt(t, t.TempDir(), o)
	who := func() string {
		id, err := s.Identity()
		check(t, err)
		return id.Person
	}
	check(t, s.SetPerson("Cũ"))
	check(t, s.SetPersonFrom("Mới", testsDay.AddDays(1)))
	before := addRecord(t, s, outreach("Trước", "2026-06-03"))
	if who() != "Cũ" {
		t.Errorf("before the day: %s", who())
	}
	clock.now = clock.now.AddDate(0, 0, 2)
	if who() != "Mới" || entry(t, s, before).Record.First.Author == "Mới" {
		t.Errorf("after it: %s; the record is by %s", who(), entry(t, s, before).Record.First.Author)
	}
	check(t, s.SetPerson("Khác"))
	if who() != "Khác" {
		t.Errorf("set again: %s", who())
	}
}
