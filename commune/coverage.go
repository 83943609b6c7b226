package commune

import (
	"context"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// The states of a unit in a coverage, beside those of ledger.PeriodState that it may have (open, nil,
// complete).
const (
	CoverNone ledger.PeriodState = "none" // nothing was heard: not the same as "nothing happened"
	CoverLate ledger.PeriodState = "late" // closed, but after the deadline
)

// Coverage tells who has reported a period, as `sothon-xa coverage --json` prints it.
type Coverage struct {
	Period   string      `json:"period"`
	Title    string      `json:"title"`
	From     viet.Date   `json:"from"`
	To       viet.Date   `json:"to"`
	Deadline viet.Date   `json:"deadline"` // of the units
	Due      viet.Date   `json:"due"`      // of the commune's own report
	Locked   bool        `json:"locked"`   // for all units but those that say otherwise
	Expected int         `json:"expected"`
	Received int         `json:"received"` // units that closed the period
	OnTime   int         `json:"on_time"`
	Units    []UnitCover `json:"units"`
}

// UnitCover is one unit in a coverage. Open means that there are records but the unit has not closed
// the period.
type UnitCover struct {
	Unit       string             `json:"unit"`
	Name       string             `json:"name"` // as it was called at the period's end
	OldCommune string             `json:"old_commune,omitempty"`
	Kind       string             `json:"kind"`
	State      ledger.PeriodState `json:"state"`
	Outcome    ledger.Outcome     `json:"outcome,omitempty"` // what the unit said, also when late
	By         string             `json:"by,omitempty"`
	ReceivedAt *time.Time         `json:"received_at"` // when the closing came here, by the commune's clock
	Records    int                `json:"records"`     // that count
	Locked     bool               `json:"locked"`
	Until      string             `json:"until,omitempty"` // opened for this unit up to a day
}

// Coverage tells of every unit that existed in the period whether it reported. What a unit that was
// merged within the period owed is owed by the one it went on in.
func (o *Office) Coverage(ctx context.Context, label, lang string) (Coverage, error) {
	p, err := ledger.ParsePeriod(label)
	if err != nil {
		return Coverage{}, fault("period", label)
	}
	r, err := o.Reporting(ctx)
	if err != nil {
		return Coverage{}, err
	}
	policy := o.holidays(r)
	c := Coverage{Period: p.Label, Title: p.Title(lang), From: p.From, To: p.To, Deadline: p.Deadline(r.VillageDays, policy),
		Due: p.Deadline(r.CommuneDays, policy), Units: []UnitCover{}}
	events, err := o.store.LockEvents(ctx)
	if err != nil {
		return c, err
	}
	_, c.Locked = ledger.ShutFor(events, p.Label, "", o.now())
	units, err := o.Units(ctx)
	if err != nil {
		return c, err
	}
	f := familiesOf(units)
	records, err := o.CountIn(ctx, p)
	if err != nil {
		return c, err
	}
	closings, err := o.closings(ctx, p, f)
	if err != nil {
		return c, err
	}
	for _, u := range units {
		if !u.ExistsIn(p) || f.at(u.ID, p.To.String()) != u.ID {
			continue
		}
		cover := UnitCover{Unit: u.ID, Name: u.NameOn(p.To.String()), OldCommune: u.OldCommune, Kind: u.Kind, Records: records.Reported(u.ID)}
		lock, told := lockOf(events, p.Label, u.ID, o.now())
		cover.Locked, cover.Until = told && lock.Until == "", lock.Until
		cover.judge(p, closings[u.ID], c.Deadline)
		c.add(cover)
	}
	return c, nil
}

// holidays reports which ISO days are none to work on.
func (o *Office) holidays(r Reporting) func(string) bool {
	days := map[string]bool{}
	for _, h := range r.Holidays {
		days[h.Day] = true
	}
	return func(day string) bool { return days[day] }
}

func (c *Coverage) add(u UnitCover) {
	c.Expected++
	if u.ReceivedAt != nil {
		c.Received++
		if u.State != CoverLate {
			c.OnTime++
		}
	}
	c.Units = append(c.Units, u)
}

// judge fills in the state that follows from what the unit said.
func (u *UnitCover) judge(p ledger.Period, closings []ledger.Closing, deadline viet.Date) {
	closed, ok := ledger.Closed(p, closings)
	switch {
	case !ok && u.Records > 0:
		u.State = ledger.PeriodOpen
	case !ok:
		u.State = CoverNone
	default:
		at := closed.At
		u.Outcome, u.By, u.ReceivedAt = closed.Outcome, closed.By, &at
		u.State = closed.Outcome.State(u.Records)
		if at.After(ledger.EndOf(deadline)) {
			u.State = CoverLate
		}
	}
}

// closings are what every unit said of the period, of ones around it and of ones within it.
func (o *Office) closings(ctx context.Context, p ledger.Period, f families) (map[string][]ledger.Closing, error) {
	all, err := o.allClosings(ctx)
	if err != nil {
		return nil, err
	}
	out := map[string][]ledger.Closing{}
	for _, c := range all {
		if !c.Period.Touches(p) {
			continue
		}
		unit := f.at(c.Unit, c.Period.To.String())
		out[unit] = append(out[unit], c)
	}
	return out, nil
}
