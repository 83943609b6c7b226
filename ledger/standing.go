package ledger

import (
	"slices"
	"time"

	"github.com/nghia-hung/sothon/viet"
)

// PeriodState is where a unit stands with a period, as its laptop shows it.
type PeriodState string

// The states. A locked period is locked whatever was said of it; PeriodStanding.Outcome tells that.
const (
	PeriodOpen     PeriodState = "open"
	PeriodNil      PeriodState = "nil"      // closed: nothing happened
	PeriodComplete PeriodState = "complete" // closed: everything is sent
	PeriodLocked   PeriodState = "locked"   // by the office
)

// PeriodStanding is one period as a unit's laptop knows it.
type PeriodStanding struct {
	Period   Period
	State    PeriodState
	Outcome  Outcome   // what the unit said when it closed it, "" when it has not
	ClosedAt time.Time // zero when not closed
	ClosedBy string
	Sent     bool // the commune is proven to have the closing

	Deadline viet.Date
	DaysLeft int // calendar days from today to the deadline, negative when it is over
	Until    string

	Records    int // handed in and not taken back
	Drafts     int
	ByForm     map[string]int
	NotSent    int       // of Records, those that wait to be sent
	Recorded   []Summary // the records, the newest first
	Missing    []Duty    // of the plan's yearly duties, from the year's beginning to the period's end
	Contradict bool      // closed as "nothing happened", yet there are records
}

// PeriodBook is what a laptop has, for Standings.
type PeriodBook struct {
	Unit     Unit
	Today    viet.Date
	Records  []Summary // all but those of system forms, of the years that the periods lie in
	Closings []Closing
	Unsent   map[ID]bool // closings that the commune is not proven to have
}

// lookBack is for how many days a period that has ended is still shown to a unit that has not closed
// it, even when its deadline is over.
const lookBack = 45

// Standings tells where the unit stands with the administrative periods that it has to do with
// today: those that ended but may still be handed in, then those that today belongs to, from the
// month to the year, then those that were never closed although their deadline is over. It is pure:
// equal books give equal answers.
func (b PeriodBook) Standings() []PeriodStanding {
	var out, late []PeriodStanding
	for _, p := range b.Periods() {
		s := b.Standing(p)
		switch {
		case s.DaysLeft >= 0:
			out = append(out, s)
		case s.State == PeriodOpen && len(b.Records)+len(b.Closings) > 0:
			late = append(late, s)
		}
	}
	return append(out, late...)
}

// Periods are those that Standings looks at.
func (b PeriodBook) Periods() []Period {
	var ended []Period
	seen := map[string]bool{}
	for back := 1; back <= lookBack; back++ {
		for _, p := range PeriodsOf(b.Today.AddDays(-back)) {
			if !seen[p.Label] && p.To.Compare(b.Today) < 0 {
				ended = append(ended, p)
			}
			seen[p.Label] = true
		}
	}
	slices.SortStableFunc(ended, func(a, b Period) int { return a.To.Compare(b.To) })
	return append(ended, PeriodsOf(b.Today)...)
}

// From is the ISO day from which the records matter for Standings and for Standing of more.
func (b PeriodBook) From(more ...Period) string {
	from := "9999"
	for _, p := range append(b.Periods(), more...) {
		from = min(from, p.From.String(), YearOf(p).From.String())
	}
	return from
}

// Standing tells where the unit stands with one period.
func (b PeriodBook) Standing(p Period) PeriodStanding {
	s := PeriodStanding{Period: p, State: PeriodOpen, Deadline: b.Unit.Policy.Deadline(p), ByForm: map[string]int{}}
	s.DaysLeft = b.Today.DaysUntil(s.Deadline)
	year := map[string]int{}
	begin := YearOf(p).From.String()
	for _, r := range b.Records {
		day := r.Day()
		if day >= begin && day <= p.To.String() && r.Status.Counts() {
			year[r.Form]++
		}
		if p.Contains(day) {
			s.count(r)
		}
	}
	s.Missing = MissingDuties(b.Unit.Kind, year)
	if c, ok := Closed(p, b.Closings); ok {
		s.Outcome, s.ClosedAt, s.ClosedBy, s.Sent = c.Outcome, c.At, c.By, !b.Unsent[c.ID]
		s.Contradict = c.Outcome == OutcomeNil && s.Records > 0
		s.State = c.Outcome.State(s.Records)
	}
	if b.Unit.Policy.Locked(p.Label, b.Today) {
		s.State = PeriodLocked
	}
	if i := slices.IndexFunc(b.Unit.Policy.Locks, func(l Lock) bool { return l.Period == p.Label }); i >= 0 {
		s.Until = b.Unit.Policy.Locks[i].Until
	}
	return s
}

// Day is the ISO date that places the record in a period: its own, else the day it was begun.
func (s Summary) Day() string {
	if s.Date != "" {
		return s.Date
	}
	return viet.DateOf(time.UnixMilli(s.ID.Millis())).String()
}

// State is what a closing says of a period with so many records: with any, "nothing happened" no
// longer holds and the period is one that was reported.
func (o Outcome) State(records int) PeriodState {
	if o == OutcomeNil && records == 0 {
		return PeriodNil
	}
	return PeriodComplete
}

// count takes one record or draft of the period in.
func (s *PeriodStanding) count(r Summary) {
	switch {
	case r.Status == StatusDraft:
		s.Drafts++
	case r.Status == StatusWithdrawn:
	default:
		s.Records++
		s.ByForm[r.Form]++
		s.Recorded = append(s.Recorded, r)
		if r.Status == StatusQueued {
			s.NotSent++
		}
	}
}

// YearOf is the year that the period's last day belongs to: a calendar one for a calendar period.
func YearOf(p Period) Period {
	if len(p.Label) > 4 && p.Label[:4] == "cal:" {
		return Period{From: viet.Date{Year: p.To.Year, Month: 1, Day: 1}, To: viet.Date{Year: p.To.Year, Month: 12, Day: 31}}
	}
	all := PeriodsOf(p.To)
	return all[len(all)-1]
}
