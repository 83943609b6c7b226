package ledger

import (
	"slices"
	"time"

	"github.com/nghia-hung/sothon/viet"
)

// Policy is what the office has settled about reporting, as a unit's laptops are told of it in every
// receipt. The zero Policy is what holds before the first one.
type Policy struct {
	Days     int      `json:"days,omitempty" cbor:"1,keyasint,omitempty"`     // working days after a period's last day; 0: DefaultVillageDays
	Holidays []string `json:"holidays,omitempty" cbor:"2,keyasint,omitempty"` // ISO days that are no working days, ascending
	Locks    []Lock   `json:"locks,omitempty" cbor:"3,keyasint,omitempty"`    // of this unit, the newest period first
}

// Lock is a period that the office has closed: what comes now is shown as an addition in the next
// report. Until is the ISO day up to which this unit may still report as if it were open, or "".
type Lock struct {
	_      struct{} `cbor:",toarray"`
	Period string   `json:"period"`
	Until  string   `json:"until,omitempty"`
}

// Working days after a period's last day by which it must be reported, unless the office sets
// others (a setting per level; no decree names them).
const (
	DefaultVillageDays = 1
	DefaultCommuneDays = 2
)

// IsZero reports whether the office has settled nothing.
func (p Policy) IsZero() bool { return p.equal(Policy{}) }

func (p Policy) equal(o Policy) bool {
	return p.Days == o.Days && slices.Equal(p.Holidays, o.Holidays) && slices.Equal(p.Locks, o.Locks)
}

// Deadline is the day by which the unit must have reported a period.
func (p Policy) Deadline(period Period) viet.Date {
	days := p.Days
	if days == 0 {
		days = DefaultVillageDays
	}
	return period.Deadline(days, p.Holiday)
}

// Holiday reports whether an ISO day is no working day by the office's list.
func (p Policy) Holiday(day string) bool {
	_, found := slices.BinarySearch(p.Holidays, day)
	return found
}

// Locked reports whether a period is shut for the unit on a day.
func (p Policy) Locked(label string, today viet.Date) bool {
	for _, l := range p.Locks {
		if l.Period == label {
			return !(l.Until != "" && today.String() <= l.Until)
		}
	}
	return false
}

// LockedDate gives the shortest locked period that an ISO date lies in, false when there is none.
func (p Policy) LockedDate(date string, today viet.Date) (out Period, found bool) {
	for _, l := range p.Locks {
		period, err := ParsePeriod(l.Period)
		if err != nil || !period.Contains(date) || !p.Locked(l.Period, today) {
			continue
		}
		if !found || out.spans(period) {
			out, found = period, true
		}
	}
	return out, found
}

// LockEvent is one act of the office on a period, in the order of its acts: the lock, or the opening
// again, of a period for one unit or (Unit "") for all.
type LockEvent struct {
	Period string    `json:"period"`
	Unit   string    `json:"unit,omitempty"`
	Open   bool      `json:"open"`            // opened again; else locked
	Until  string    `json:"until,omitempty"` // opened up to this ISO day, "" for good
	Number uint64    `json:"number"`          // the commune log's newest number at that moment
	At     time.Time `json:"at"`              // by the commune's clock
	By     string    `json:"by"`
}

// Shut tells since when a period is locked. A change came after it if its log number is above
// Number and it was received after Since (zero: from the lock on).
type Shut struct {
	Number uint64
	Since  time.Time
}

// After reports whether a change of this log number, received then, came after the lock.
func (s Shut) After(number uint64, received time.Time) bool {
	return number > s.Number && received.After(s.Since)
}

// ShutFor tells from the office's acts, oldest first, whether a period is locked for a unit now. The
// newest act on the period that concerns the unit holds; one that opened it up to a day leaves it
// locked from the end of that day in Viet Nam. Only the commune's own order and clock decide.
func ShutFor(events []LockEvent, period, unit string, now time.Time) (Shut, bool) {
	for _, e := range slices.Backward(events) {
		if e.Period != period || (e.Unit != "" && e.Unit != unit) {
			continue
		}
		switch {
		case !e.Open:
			return Shut{Number: e.Number}, true
		case e.Until == "":
			return Shut{}, false
		}
		end, err := endOfDay(e.Until)
		return Shut{Number: e.Number, Since: end}, err == nil && now.After(end)
	}
	return Shut{}, false
}

// endOfDay is the last moment of an ISO day in Viet Nam.
func endOfDay(iso string) (time.Time, error) {
	d, err := viet.ParseISO(iso)
	if err != nil {
		return time.Time{}, err
	}
	return EndOf(d), nil
}

// EndOf is the last moment of a day in Viet Nam.
func EndOf(d viet.Date) time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day+1, 0, 0, 0, -1, viet.Zone)
}
