package ledger_test

import (
	"testing"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

func TestShutFor(t *testing.T) {
	day := func(d, h int) time.Time { return time.Date(2026, 6, d, h, 0, 0, 0, viet.Zone) }
	lock := ledger.LockEvent{Period: "2026-05", Number: 10}
	open := ledger.LockEvent{Period: "2026-05", Unit: "a", Open: true, Until: "2026-06-20", Number: 12}
	all := []ledger.LockEvent{lock, open}
	for _, tt := range []struct {
		name   string
		events []ledger.LockEvent
		unit   string
		now    time.Time
		locked bool
		after  map[uint64]bool // a change of this number, received on 20 June at 12
	}{
		{"never", nil, "a", day(18, 0), false, nil},
		{"locked", all[:1], "a", day(18, 0), true, map[uint64]bool{10: false, 11: true}},
		{"opened for one", all, "a", day(18, 0), false, nil},
		{"not for another", all, "b", day(18, 0), true, map[uint64]bool{11: true}},
		{"on the last day", all, "a", day(20, 23), false, nil},
		{"after it", all, "a", day(21, 1), true, map[uint64]bool{11: false, 13: false}},
		{"locked again", append(all, ledger.LockEvent{Period: "2026-05", Number: 20}), "a", day(18, 0), true, map[uint64]bool{20: false, 21: true}},
		{"another period", all[:1], "a", day(18, 0), true, nil},
	} {
		shut, locked := ledger.ShutFor(tt.events, "2026-05", tt.unit, tt.now)
		if locked != tt.locked {
			t.Errorf("%s: locked %v", tt.name, locked)
		}
		for number, want := range tt.after {
			if got := shut.After(number, day(20, 12)); got != want {
				t.Errorf("%s: change %d after the lock: %v", tt.name, number, got)
			}
		}
	}
	shut, _ := ledger.ShutFor(all, "2026-05", "a", day(25, 0))
	if !shut.After(13, day(21, 0).Add(time.Minute)) || shut.After(13, day(20, 23)) {
		t.Error("what came until the end of the day is part of the period, what came after it is not")
	}
	if _, locked := ledger.ShutFor(all, "2026-04", "b", day(18, 0)); locked {
		t.Error("a period that nobody locked is locked")
	}
}

func TestPolicy(t *testing.T) {
	p := ledger.Policy{Days: 2, Holidays: []string{"2026-06-15"}, Locks: []ledger.Lock{{Period: "2026-06"}, {Period: "2026-H1"}, {Period: "2026-05", Until: "2026-06-20"}}}
	today := viet.Date{Year: 2026, Month: 6, Day: 18}
	if got := p.Deadline(period(t, "2026-06")).String(); got != "2026-06-17" {
		t.Errorf("two working days after Sunday the 14th, Monday being a holiday: %s", got)
	}
	if got := (ledger.Policy{}).Deadline(period(t, "2026-06")).String(); got != "2026-06-15" {
		t.Errorf("usual deadline %s", got)
	}
	if got, ok := p.LockedDate("2026-06-01", today); !ok || got.Label != "2026-06" {
		t.Errorf("the shortest locked period: %v %v", got, ok)
	}
	if got, ok := p.LockedDate("2026-04-20", today); !ok || got.Label != "2026-H1" {
		t.Errorf("%v %v", got, ok)
	}
	if p.Locked("2026-05", today) || !p.Locked("2026-05", today.AddDays(3)) {
		t.Error("opened until the 20th")
	}
	if _, ok := p.LockedDate("2026-06-15", today); ok {
		t.Error("a day of an open period is locked")
	}
}

func TestTheUnitOfADay(t *testing.T) {
	u := ledger.Unit{ID: "new", Since: "2026-07-01", Before: "old"}
	for date, want := range map[string]string{"2026-06-30": "old", "2026-07-01": "new", "": "new"} {
		if got := u.For(date); got != want {
			t.Errorf("%q: %s", date, got)
		}
	}
	v := u
	v.Policy.Holidays = []string{"2026-09-02"}
	if !u.Equal(u) || u.Equal(v) || u.Equal(ledger.Unit{ID: "new"}) {
		t.Error("Equal")
	}
}
