package commune

import (
	"context"

	"github.com/nghia-hung/sothon/ledger"
)

// families tell which units came out of which. A unit that was merged goes on in another from the day
// after its last; one that was split goes on in none of its parts by itself.
type families struct {
	units map[string]Unit
	next  map[string][]string // the units that came out of one, by id
}

func (o *Office) families(ctx context.Context) (families, error) {
	s, err := o.settlement(ctx)
	if err != nil {
		return families{}, err
	}
	return s.families, nil
}

func familiesOf(units []Unit) families {
	f := families{units: make(map[string]Unit, len(units)), next: map[string][]string{}}
	for _, u := range units {
		f.units[u.ID] = u
		for _, before := range u.Predecessors {
			f.next[before] = append(f.next[before], u.ID)
		}
	}
	return f
}

// at is the unit that what belongs to a unit belongs to on an ISO day: the unit itself while it
// exists, then the one that it was merged into.
func (f families) at(unit, day string) string {
	for range len(f.units) { // a ring, which only a wrong import can make, ends too
		u := f.units[unit]
		if u.ValidTo == "" || day <= u.ValidTo || len(f.next[unit]) != 1 {
			break
		}
		unit = f.next[unit][0]
	}
	return unit
}

// before are all units that a unit came out of, directly or not.
func (f families) before(unit string) (ids []string) {
	seen := map[string]bool{unit: true}
	queue := []string{unit}
	for len(queue) > 0 {
		u := f.units[queue[0]]
		queue = queue[1:]
		for _, id := range u.Predecessors {
			if !seen[id] {
				seen[id] = true
				ids, queue = append(ids, id), append(queue, id)
			}
		}
	}
	return ids
}

// reach are the units whose records a laptop of the unit reads and writes on an ISO day, the one it
// belongs to first.
func (f families) reach(unit, day string) []string {
	now := f.at(unit, day)
	return append([]string{now}, f.before(now)...)
}

// NameOn is what the unit is called on an ISO day.
func (u Unit) NameOn(day string) string {
	for _, n := range u.Former {
		if day <= n.To {
			return n.Name
		}
	}
	return u.Name
}

// On is the unit under the name it has on an ISO day.
func (u Unit) On(day string) Unit {
	u.Name = u.NameOn(day)
	return u
}

// wireUnit is the unit that a laptop given to unit belongs to now, as it is told of it.
func (o *Office) wireUnit(ctx context.Context, f families, unit string) (ledger.Unit, error) {
	today := o.today().String()
	u, known := f.units[f.at(unit, today)]
	if !known {
		return ledger.Unit{}, fault("unit_unknown", unit)
	}
	out := u.On(today).Unit
	out.Commune = o.commune.Name
	if len(u.Predecessors) > 0 {
		out.Since = u.ValidFrom
		switch {
		case u.ID != unit:
			out.Before = unit
		case len(u.Predecessors) == 1:
			out.Before = u.Predecessors[0]
		}
	}
	var err error
	out.Policy, err = o.policy(ctx, u.ID)
	return out, err
}

// plain reports whether no unit came out of another, so that every record belongs to the unit it was
// written for.
func (f families) plain() bool { return len(f.next) == 0 }
