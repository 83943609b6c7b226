package ledger

import (
	"strings"

	"github.com/nghia-hung/sothon/viet"
)

// Share is what one record gives to the value of an indicator.
type Share struct {
	Amount  viet.Number // 0 of one that was looked at, but of which another stands in its place
	Touched bool        // the record was looked at; false when it has nothing to do with the value
}

// Shares tells what each of some records, told by what they add, gives to the indicator's value in a
// period: added up they are what Figures gives for it. Of records that say the same (distinct), and of a
// unit's newest or greatest number, the first that has it gives it, the others nothing. A ratio has no
// records of its own, but those of its two sides.
func (ind *Indicator) Shares(p Period, records [][]Add) []Share {
	s := sharing{shares: make([]Share, len(records)), last: map[string]string{}, owner: map[string]owned{}}
	for i, adds := range records {
		for _, a := range adds {
			if a.Indicator != ind.Code {
				continue
			}
			for j, q := range ind.questions(p) {
				if a.Day >= q.From && a.Day <= q.To {
					s.add(ind.Kind, i, j, a)
				}
			}
		}
	}
	for _, item := range s.last {
		who := s.owner[item]
		s.shares[who.record].Amount += who.amount
	}
	for i := range s.shares {
		if ind.Kind == KindStanding {
			s.shares[i].Touched = s.shares[i].Amount != 0
		}
	}
	return s.shares
}

// sharing gathers shares: of every unit the item that counts, and who gave an item first.
type sharing struct {
	shares []Share
	last   map[string]string
	owner  map[string]owned
}

type owned struct {
	record int
	amount viet.Number
}

// add notes what a record adds that answers the question of this number.
func (s *sharing) add(kind IndicatorKind, record, question int, a Add) {
	share := &s.shares[record]
	share.Touched = true
	_, known := s.owner[a.Item]
	switch kind {
	case KindStanding:
		if a.Item == []string{itemBegins, itemEnds}[question] {
			share.Amount += viet.Unit * viet.Number(1-2*question)
		}
	case KindDistinct:
		if !known {
			s.owner[a.Item] = owned{record, viet.Unit}
			share.Amount += viet.Unit
		}
	case KindLatest, KindGreatest:
		if !known {
			s.owner[a.Item] = owned{record, a.Amount}
		}
		unit, _, _ := strings.Cut(a.Item, "\x00")
		s.last[unit] = max(s.last[unit], a.Item)
	default:
		share.Amount = plusBounded(share.Amount, a.Amount)
	}
}

// Days are a span of days, both ISO and included.
type Days struct{ From, To string }

// Days are the period's.
func (p Period) Days() Days { return Days{p.From.String(), p.To.String()} }

// Behind names, for each of some periods, the indicators of whose value what one record adds is a part, in
// order: those in whose Shares a record that adds this is touched.
func (c *Indicators) Behind(adds []Add, periods []Days) [][]string {
	out := make([][]string, len(periods))
	for i, days := range periods {
		from, to := days.From, days.To
		over := ""
		for _, a := range adds {
			ind := c.byCode[a.Indicator]
			if ind == nil || a.Day > to {
				continue
			}
			standing := ind.Kind == KindStanding
			if standing && a.Item == itemEnds { // it stands before what begins
				if a.Day < from {
					over = a.Indicator
				}
				continue
			}
			if a.Day >= from || standing && over != a.Indicator || ind.Kind == KindLatest {
				out[i] = append(out[i], a.Indicator)
			}
		}
	}
	return out
}
