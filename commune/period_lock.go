package commune

import (
	"context"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// LockState is a period as the office has left it for one unit or, with Unit "", for all.
type LockState struct {
	Period string    `json:"period"`
	Title  string    `json:"title"`
	Unit   string    `json:"unit,omitempty"`
	Locked bool      `json:"locked"`
	Until  string    `json:"until,omitempty"` // opened up to this day; locked after it
	At     time.Time `json:"at"`
	By     string    `json:"by"`
}

// today is the day by the office's clock.
func (o *Office) today() viet.Date { return viet.DateOf(o.now()) }

// Locks tells of every period that the office acted on, the newest first, and within one of the units
// for which it did something else than for all.
func (o *Office) Locks(ctx context.Context, lang string) ([]LockState, error) {
	events, err := o.store.LockEvents(ctx)
	if err != nil {
		return nil, err
	}
	out := []LockState{}
	for _, p := range periodsIn(events) {
		newest := map[string]ledger.LockEvent{}
		var order []string
		for _, e := range events {
			switch {
			case e.Period != p.Label:
				continue
			case e.Unit == "": // what was done for single units no longer holds
				newest, order = map[string]ledger.LockEvent{}, nil
			}
			if _, seen := newest[e.Unit]; !seen {
				order = append(order, e.Unit)
			}
			newest[e.Unit] = e
		}
		for _, unit := range order {
			e := newest[unit]
			_, locked := ledger.ShutFor(events, p.Label, unit, o.now())
			out = append(out, LockState{Period: p.Label, Title: p.Title(lang), Unit: unit, Locked: locked, Until: e.Until, At: e.At, By: e.By})
		}
	}
	return out, nil
}

// Lock closes a period for one unit, or with unit "" for all: what comes from now on is an addition
// to it. It tells whether anything changed; a period that has not begun is refused with a Fault.
func (o *Office) Lock(ctx context.Context, who, label, unit string) (bool, error) {
	return o.lock(ctx, ledger.LockEvent{Period: label, Unit: unit, By: who})
}

// Unlock opens a period again for one unit or all, up to and with an ISO day, or with until "" for
// good. It tells whether anything changed.
func (o *Office) Unlock(ctx context.Context, who, label, unit, until string) (bool, error) {
	day, err := parseDay(until)
	if err != nil {
		return false, fault("unit_day", until)
	}
	if day != "" && day < o.today().String() {
		return false, fault("until_past", until)
	}
	return o.lock(ctx, ledger.LockEvent{Period: label, Unit: unit, Open: true, Until: day, By: who})
}

func (o *Office) lock(ctx context.Context, e ledger.LockEvent) (bool, error) {
	p, err := ledger.ParsePeriod(strings.TrimSpace(e.Period))
	if err != nil {
		return false, fault("period", e.Period)
	}
	if !p.Begun(o.today()) {
		return false, fault("lock_early", p.Label, p.From.Format())
	}
	if e.Unit != "" {
		if _, err := o.unit(ctx, e.Unit); err != nil {
			return false, err
		}
	}
	events, err := o.store.LockEvents(ctx)
	if err != nil {
		return false, err
	}
	e.Period, e.At = p.Label, o.now()
	if done(events, e, e.At) {
		return false, nil
	}
	_, err = o.store.AddLock(ctx, e)
	return err == nil, err
}

// done reports whether an act would leave the period as it is, for its unit or for all.
func done(events []ledger.LockEvent, e ledger.LockEvent, now time.Time) bool {
	var all, units []ledger.LockEvent // the newest act for all, and those for single units since
	for _, old := range events {
		switch {
		case old.Period != e.Period:
		case old.Unit == "":
			all, units = []ledger.LockEvent{old}, nil
		default:
			units = append(units, old)
		}
	}
	if e.Unit == "" && len(units) > 0 {
		return false
	}
	_, locked := ledger.ShutFor(append(all, units...), e.Period, e.Unit, now)
	until := ""
	if lock, told := lockOf(events, e.Period, e.Unit, now); told {
		until = lock.Until
	}
	return locked == !e.Open && until == e.Until
}

// lockOf is what a unit's laptops are told of a period that is locked, or open for the unit up to a
// day; false when it is simply open.
func lockOf(events []ledger.LockEvent, period, unit string, now time.Time) (ledger.Lock, bool) {
	if _, shut := ledger.ShutFor(events, period, unit, now); shut {
		return ledger.Lock{Period: period}, true
	}
	for i := len(events) - 1; i >= 0; i-- {
		if e := events[i]; e.Period == period && (e.Unit == "" || e.Unit == unit) {
			return ledger.Lock{Period: period, Until: e.Until}, e.Until != ""
		}
	}
	return ledger.Lock{}, false
}
