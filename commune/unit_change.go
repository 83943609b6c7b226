package commune

import (
	"context"
	"slices"

	"github.com/nghia-hung/sothon/viet"
)

// MergeUnits lets units go on in one from an ISO day: into, which may be one of them, a new unit or
// one that exists by then. Until the day before everything stays with the old units under their names;
// from it their laptops write for the new one, as their next receipt tells them. Refusals are Faults.
func (o *Office) MergeUnits(ctx context.Context, ids []string, into Unit, day string) error {
	d, f, err := o.changing(ctx, ids, day)
	if err != nil {
		return err
	}
	old, known := f.units[into.ID]
	inside := slices.Contains(ids, into.ID)
	switch {
	case inside && len(ids) < 2:
		return fault("units_few")
	case known && !inside && old.ValidTo != "" && old.ValidTo < d.String():
		return fault("unit_ended", into.ID, old.ValidTo)
	case known:
		into = old
	default:
		into.ValidFrom = d.String()
		inherit(&into, f.units[ids[0]])
	}
	changed, err := o.ending(f, ids, into.ID, d)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if id != into.ID && !slices.Contains(into.Predecessors, id) {
			into.Predecessors = append(into.Predecessors, id)
		}
	}
	if into, _, err = into.check(); err != nil {
		return err
	}
	_, err = o.store.PutUnits(ctx, append(changed, into))
	return err
}

// SplitUnit lets a unit go on in several from an ISO day. Its laptops stay with the old unit, whose
// records they go on reading, until each is given a code of one of the new ones.
func (o *Office) SplitUnit(ctx context.Context, id string, parts []Unit, day string) error {
	d, f, err := o.changing(ctx, []string{id}, day)
	if err != nil {
		return err
	}
	if len(parts) < 2 {
		return fault("split_few")
	}
	changed, err := o.ending(f, []string{id}, "", d)
	if err != nil {
		return err
	}
	for _, part := range parts {
		if _, known := f.units[part.ID]; known {
			return fault("unit_exists", part.ID, d.Format())
		}
		part.ValidFrom, part.Predecessors = d.String(), []string{id}
		inherit(&part, f.units[id])
		if part, _, err = part.check(); err != nil {
			return err
		}
		changed = append(changed, part)
	}
	_, err = o.store.PutUnits(ctx, changed)
	return err
}

// RenameUnit gives a unit another name from an ISO day ("": today); until then, and for what lies
// before, it keeps the old one.
func (o *Office) RenameUnit(ctx context.Context, id, name, day string) error {
	if day == "" {
		day = o.today().String()
	}
	d, f, err := o.changing(ctx, []string{id}, day)
	if err != nil {
		return err
	}
	u := f.units[id]
	last := d.AddDays(-1).String()
	if clean(name) == u.Name {
		return fault("rename_same", id)
	}
	if n := len(u.Former); n > 0 && u.Former[n-1].To >= last {
		return fault("rename_early", id, u.Former[n-1].To)
	}
	u.Former = append(u.Former, FormerName{Name: u.Name, To: last})
	u.Name = name
	if u, _, err = u.check(); err != nil {
		return err
	}
	_, err = o.store.PutUnits(ctx, []Unit{u})
	return err
}

// changing reads the day of a change and the units that it concerns, which must exist on the day
// before it.
func (o *Office) changing(ctx context.Context, ids []string, day string) (d viet.Date, f families, err error) {
	iso, err := parseDay(day)
	if err != nil {
		return d, f, fault("unit_day", day)
	}
	if iso == "" {
		return d, f, fault("unit_day_needed")
	}
	if d, err = viet.ParseISO(iso); err != nil {
		return d, f, fault("unit_day", day)
	}
	units, err := o.store.Units(ctx)
	if err != nil {
		return d, f, err
	}
	f = familiesOf(units)
	if len(ids) == 0 {
		return d, f, fault("units_few")
	}
	for _, id := range ids {
		u, known := f.units[id]
		switch {
		case !known:
			return d, f, fault("unit_unknown", id)
		case u.ValidTo != "" && u.ValidTo < d.String():
			return d, f, fault("unit_ended", id, u.ValidTo)
		}
	}
	return d, f, nil
}

// ending gives units, all but one, their last day.
func (o *Office) ending(f families, ids []string, but string, d viet.Date) (changed []Unit, err error) {
	for _, id := range ids {
		if id == but {
			continue
		}
		u := f.units[id]
		u.ValidTo = d.AddDays(-1).String()
		if u, _, err = u.check(); err != nil {
			return nil, err
		}
		changed = append(changed, u)
	}
	return changed, nil
}

// inherit fills in what a new unit was not given.
func inherit(u *Unit, from Unit) {
	if u.Kind == "" {
		u.Kind = from.Kind
	}
	if u.OldCommune == "" {
		u.OldCommune = from.OldCommune
	}
}
