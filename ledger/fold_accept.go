package ledger

import "slices"

// What counts of an approved record. An approval names the changes that made what its author saw;
// those, and what they were based on, are approved and nothing else is, in whatever order changes
// arrive. What a unit writes later, or wrote without the office having seen it, is a proposal until
// the office approves again. The office's own corrections count at once.

// Counted are the values by which the record counts: as the office approved them, else as they are.
func (r *Record) Counted() Values {
	if r.Accepted != nil {
		return r.Accepted.Clone()
	}
	return r.Values()
}

// Proposed reports whether an approved record was changed since, or taken back, and the office has
// not agreed yet: Values are what is proposed, Counted what counts.
func (r *Record) Proposed() bool {
	return r.Accepted != nil && (r.State == Withdrawn || !r.Values().equal(r.Accepted))
}

func (v Values) equal(o Values) bool { return Row(v).Equal(Row(o)) }

// sets is the state that a change puts its record in, or "": an approval of what was taken back leaves
// it so.
func (c *Change) sets(by map[ID]*Change) State {
	if c.Kind == KindApprove && c.saw(by) == Withdrawn {
		return Withdrawn
	}
	return c.Kind.sets()
}

// saw is the state that a change's author saw: of those that its base names the one that wins.
func (c *Change) saw(by map[ID]*Change) (state State) {
	under := map[ID]bool{}
	for _, id := range c.Base {
		if b := by[id]; b != nil && len(c.Base) > 1 {
			for _, old := range b.Base {
				reach(by, under, old)
			}
		}
	}
	for _, id := range c.Base {
		b := by[id]
		if b == nil || under[id] {
			continue
		}
		if s := b.Kind.sets(); s != "" && (state == "" || s.rank() > state.rank()) {
			state = s
		}
	}
	return state
}

// accept finds what counts among the record's changes, in canonical order. An approval no longer holds
// once the office returns what it approved, or agrees that it is taken back; the return of something
// that was proposed since leaves it.
func (r *Record) accept(changes []*Change, by map[ID]*Change) {
	void, approved := map[ID]bool{}, map[ID]bool{}
	for _, c := range changes {
		if c.Kind != KindApprove && c.Kind != KindReturn {
			continue
		}
		switch saw := c.saw(by); {
		case c.Kind == KindApprove && saw == Withdrawn:
			reach(by, void, c.ID)
		case c.Kind == KindReturn && saw == Approved:
			for _, id := range c.Base {
				reach(by, void, id)
			}
		}
	}
	for _, c := range changes {
		if c.Kind == KindApprove && !void[c.ID] {
			reach(by, approved, c.ID)
		}
	}
	if len(approved) > 0 {
		r.Accepted = acceptedValues(changes, by, approved)
	}
}

// reach adds a change, and all that it was based on, to set.
func reach(by map[ID]*Change, set map[ID]bool, from ID) {
	queue := []ID{from}
	for len(queue) > 0 {
		id := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		c := by[id]
		if c == nil || set[id] {
			continue
		}
		set[id] = true
		queue = append(queue, c.Base...)
		for _, a := range c.Set {
			queue = append(queue, a.Base...)
		}
	}
}

// acceptedValues are the values by the approved changes and the office's own alone. One replaces
// another also when changes that are not approved lie between them.
func acceptedValues(changes []*Change, by map[ID]*Change, approved map[ID]bool) Values {
	fields := map[string][]assigned{}
	for _, c := range changes {
		if approved[c.ID] || c.Kind.ByOffice() {
			for _, a := range c.Set {
				fields[a.Field] = append(fields[a.Field], assigned{c, a.Value, a.Base})
			}
		}
	}
	out := Values{}
	for name, as := range fields {
		for i := range as {
			as[i].base = beneath(by, name, as[i].base)
		}
		if v := register(as).Value(); !v.IsEmpty() {
			out[name] = v
		}
	}
	return out
}

// beneath are the bases of a field with all that lies under them.
func beneath(by map[ID]*Change, field string, base []ID) []ID {
	var all []ID
	seen := map[ID]bool{}
	queue := slices.Clone(base)
	for len(queue) > 0 {
		id := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if seen[id] {
			continue
		}
		seen[id] = true
		all = append(all, id)
		if c := by[id]; c != nil {
			for _, a := range c.Set {
				if a.Field == field {
					queue = append(queue, a.Base...)
				}
			}
		}
	}
	return all
}

// sight names what an approval approves: the heads of the state and of every field, newest first, as
// many as a change can name.
func (r *Record) sight() []ID {
	heads := slices.Clone(r.state.Heads)
	for _, reg := range r.Fields {
		heads = append(heads, reg.Heads...)
	}
	slices.SortFunc(heads, func(a, b Head) int {
		if n := b.Clock.Compare(a.Clock); n != 0 {
			return n
		}
		return slices.Compare(a.Change[:], b.Change[:])
	})
	ids := r.state.Bases()
	for _, h := range heads {
		if !h.Change.IsZero() && !slices.Contains(ids, h.Change) && len(ids) < MaxBases {
			ids = append(ids, h.Change)
		}
	}
	return ids
}
