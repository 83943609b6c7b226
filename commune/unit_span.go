package commune

import (
	"context"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// UnitDays are the records written for a unit on some days.
type UnitDays struct {
	Unit     string
	From, To string // ISO days, both included; "" is open
}

// holding is what a unit holds: what was written for it and for those that it came out of. In a period it
// is all that is its own on the period's last day, as the coverage counts; without one, every record is
// with the unit that held it on its own day.
func (f families) holding(unit string, period *ledger.Period) (parts []UnitDays) {
	for _, id := range append([]string{unit}, f.before(unit)...) {
		if period != nil {
			if f.at(id, period.To.String()) == unit {
				parts = append(parts, UnitDays{Unit: id})
			}
			continue
		}
		if part, ok := f.heldBy(unit, id); ok {
			parts = append(parts, part)
		}
	}
	return parts
}

// parts are what a unit holds where units came out of others, nil where what was written for it is all.
func (f families) parts(unit string, period *ledger.Period) []UnitDays {
	if unit == "" || f.plain() {
		return nil
	}
	return append([]UnitDays{}, f.holding(unit, period)...)
}

// heldBy are the days of a unit on which another holds what is written for it.
func (f families) heldBy(unit, id string) (part UnitDays, ok bool) {
	part.Unit = id
	for range len(f.units) + 1 {
		last := f.lastDay(id)
		if id == unit {
			part.To = last
			return part, last == "" || part.From <= last
		}
		if last == "" {
			break
		}
		day, err := viet.ParseISO(last)
		if err != nil {
			break
		}
		part.From, id = max(part.From, day.AddDays(1).String()), f.next[id][0]
	}
	return part, false
}

// lastDay is the last on which a unit holds what is its own, "" when it never goes on in another.
func (f families) lastDay(unit string) string {
	if len(f.next[unit]) != 1 {
		return ""
	}
	return f.units[unit].ValidTo
}

// spanOf is the store's Find for what a unit holds in several parts.
func (o *Office) spanOf(ctx context.Context, s Selection, parts []UnitDays) ([]Row, error) {
	if parts == nil {
		return o.store.Find(ctx, s)
	}
	limit := s.Limit
	s.Limit = 0
	var rows []Row
	for _, part := range parts {
		s.Unit = part.Unit
		found, err := o.store.Find(ctx, s)
		if err != nil {
			return nil, err
		}
		rows = append(rows, slices.DeleteFunc(found, func(r Row) bool {
			day := r.Placed()
			return day < part.From || part.To != "" && day > part.To
		})...)
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return strings.Compare(b.Date, a.Date) })
	if limit > 0 && len(rows) > limit {
		rows = rows[:limit]
	}
	return rows, nil
}
