package ledger

import (
	"bytes"
	"slices"
	"time"

	"github.com/nghia-hung/sothon/viet"
)

// ClosingForm is the system form whose records close periods, and its fields.
const (
	ClosingForm    = "ky_bao_cao"
	ClosingPeriod  = "ky"      // the period's label
	ClosingOutcome = "ket_qua" // an Outcome
)

// Outcome is what a unit says of a period when it closes it.
type Outcome string

// The outcomes; they are the choices of ClosingForm's field ket_qua.
const (
	OutcomeNil      Outcome = "khong_phat_sinh" // nothing happened
	OutcomeComplete Outcome = "da_gui_du"       // everything has been sent
)

// Closing is one record of ClosingForm that counts: a unit's word about a period.
type Closing struct {
	ID      ID // of the record
	Unit    string
	Period  Period
	Outcome Outcome
	At      time.Time // when it was made; at the office when it arrived
	By      string    // who reports
}

// ClosingOf reads a closing from a record's values; false when they are none.
func ClosingOf(id ID, unit string, values Values, at time.Time, by string) (Closing, bool) {
	period, err := ParsePeriod(values[ClosingPeriod].Text)
	c := Closing{ID: id, Unit: unit, Period: period, Outcome: Outcome(values[ClosingOutcome].Text), At: at, By: by}
	return c, err == nil && (c.Outcome == OutcomeNil || c.Outcome == OutcomeComplete)
}

// Closed gives the one standing word of a unit about a period, out of all its closings in any
// order; false when there is none. A closing of the period itself goes before one of a longer period
// around it, the shortest first, and that before shorter periods that cover all its days: nobody has
// to say the same twice. Of closings that did not see each other (two laptops), "everything is sent"
// goes before "nothing happened", since something that happened cannot be unsaid; then the one
// made first, by the record's id, stands.
func Closed(period Period, closings []Closing) (Closing, bool) {
	var around, within []Closing
	for _, c := range closings {
		if c.Period.spans(period) {
			around = append(around, c)
		} else if period.spans(c.Period) {
			within = append(within, c)
		}
	}
	if len(around) > 0 {
		return slices.MinFunc(around, func(a, b Closing) int { return a.compare(b, period) }), true
	}
	return tiled(period, within)
}

// spans reports whether every day of o is a day of p.
func (p Period) spans(o Period) bool { return p.From.Compare(o.From) <= 0 && p.To.Compare(o.To) >= 0 }

// Touches reports whether one of the periods lies within the other.
func (p Period) Touches(o Period) bool { return p.spans(o) || o.spans(p) }

// compare puts the closing that stands first.
func (c Closing) compare(o Closing, of Period) int {
	own := func(c Closing) int {
		if c.Period.Label == of.Label {
			return 0
		}
		return 1 + c.Period.From.DaysUntil(c.Period.To)
	}
	rank := func(c Closing) int {
		if c.Outcome == OutcomeComplete {
			return 0
		}
		return 1
	}
	if n := own(c) - own(o); n != 0 {
		return n
	}
	if n := rank(c) - rank(o); n != 0 {
		return n
	}
	return bytes.Compare(c.ID[:], o.ID[:])
}

// tiled is what closings of shorter periods amount to when they cover every day of the period:
// complete if one of them is, made when the last of those that were needed was.
func tiled(period Period, within []Closing) (out Closing, ok bool) {
	next := period.From
	for next.Compare(period.To) <= 0 {
		var best *Closing
		for i := range within {
			c := &within[i]
			if c.Period.From.Compare(next) > 0 || c.Period.To.Compare(next) < 0 {
				continue
			}
			if best == nil || c.reaches(best) {
				best = c
			}
		}
		if best == nil {
			return Closing{}, false
		}
		out = out.and(*best)
		next = best.Period.To.AddDays(1)
	}
	out.Period = period
	return out, true
}

// reaches reports whether c is to be taken before o when both cover a day.
func (c *Closing) reaches(o *Closing) bool {
	if n := c.Period.To.Compare(o.Period.To); n != 0 {
		return n > 0
	}
	return c.compare(*o, o.Period) < 0
}

// and puts two closings of neighbouring periods together.
func (c Closing) and(o Closing) Closing {
	switch {
	case c.ID.IsZero():
		return o
	case o.At.After(c.At):
		c.ID, c.At, c.By = o.ID, o.At, o.By
	}
	if o.Outcome == OutcomeComplete {
		c.Outcome = o.Outcome
	}
	return c
}

// Begun reports whether the period has begun on a day: before, it cannot be closed.
func (p Period) Begun(today viet.Date) bool { return p.From.Compare(today) <= 0 }
