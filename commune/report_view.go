package commune

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/nghia-hung/sothon/ledger"
)

// moment is the records as they were when the commune log had upto changes.
type moment struct {
	View
	rules  rules
	upto   uint64
	later  []Row                 // records that have changed since, as they were then, by Placed and id
	groups map[ledger.ID]Summand // nil until each has been asked for: sums need none

	tallies         map[string]ledger.Tally // by unit, "" for all; as tallyAll was last asked
	talliedApproved bool
}

// at calls do with the records as they were when the commune log had upto changes; 0 is now.
func (o *Office) at(ctx context.Context, upto uint64, do func(*moment) error) error {
	return o.store.View(ctx, func(v View) error {
		newest, err := v.Newest()
		if err != nil {
			return err
		}
		m := &moment{View: v, rules: o.rules, upto: newest}
		if upto > 0 && upto < newest {
			m.upto = upto
			if err := m.loadLater(); err != nil {
				return err
			}
		}
		return do(m)
	})
}

// loadLater folds the records that changed after the moment from the changes that there were then.
func (m *moment) loadLater() error {
	var ids []ledger.ID
	if err := m.View.Each(Sifting{After: m.upto}, func(r Row) error {
		ids = append(ids, r.ID)
		return nil
	}); err != nil {
		return err
	}
	for _, id := range ids {
		changes, err := m.Changes(id)
		if err != nil {
			return err
		}
		then, err := m.until(changes)
		if err != nil {
			return err
		}
		if len(then) == 0 {
			continue
		}
		row, err := m.rules.fold(then)
		if err != nil {
			return err
		}
		m.later = append(m.later, row)
	}
	slices.SortFunc(m.later, comparePlaced)
	return nil
}

func comparePlaced(a, b Row) int {
	if n := cmp.Compare(a.Placed(), b.Placed()); n != 0 {
		return n
	}
	return slices.Compare(a.ID[:], b.ID[:])
}

// loadGroups reads the records that are one event with others.
func (m *moment) loadGroups() error {
	if m.groups != nil {
		return nil
	}
	m.groups = map[ledger.ID]Summand{}
	note := func(r Row) error {
		if len(r.Merge) > 1 {
			m.groups[r.ID] = SummandOf(r)
		}
		return nil
	}
	if err := m.View.Each(Sifting{Merged: true, Upto: m.upto}, note); err != nil {
		return err
	}
	for _, r := range m.later {
		if err := note(r); err != nil {
			return err
		}
	}
	return nil
}

// errEnough ends a visit early.
var errEnough = errors.New("enough")

// each shows the records of a form ("" for all but the program's own) that lie in a span of days, as
// they were then, by day and id, and whether they count: approved ones only, if that is asked.
// errEnough ends it.
func (m *moment) each(form, from, to string, approved bool, visit func(r Row, counts bool) error) error {
	if err := m.loadGroups(); err != nil {
		return err
	}
	show := func(r Row) error {
		if form == "" && m.rules.catalogue.System(r.Form) {
			return nil
		}
		return visit(r, m.counts(r, approved))
	}
	rest := slices.DeleteFunc(slices.Clone(m.later), func(r Row) bool {
		day := r.Placed()
		return form != "" && r.Form != form || day < from || day > to
	})
	err := m.View.Each(Sifting{Form: form, From: from, To: to, Upto: m.upto}, func(r Row) error {
		for len(rest) > 0 && comparePlaced(rest[0], r) < 0 {
			first := rest[0]
			rest = rest[1:]
			if err := show(first); err != nil {
				return err
			}
		}
		return show(r)
	})
	for _, r := range rest {
		if err == nil {
			err = show(r)
		}
	}
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// counts reports whether a record is in the numbers.
func (m *moment) counts(r Row, approved bool) bool {
	if approved && !r.Approved() {
		return false
	}
	return SummandOf(r).Alone(func(id ledger.ID) (Summand, bool) {
		s, ok := m.groups[id]
		return s, ok
	})
}

// answers gives what Indicators.Figures asks for, of a unit or ("") of all: from the sums that are kept,
// or, where none are (free ranges, an earlier moment, other indicators), from the records one by one.
func (m *moment) answers(p ledger.Period, unit string, approved bool) (ledger.Answers, error) {
	newest, err := m.Newest()
	if err != nil {
		return nil, err
	}
	digest, err := m.SumsBy()
	if err != nil {
		return nil, err
	}
	if m.upto == newest && p.Halved() && p.LastYear().Halved() && p.YearToDate().Halved() && digest == ledger.DefaultIndicators().Digest {
		return func(q []ledger.Question) ([][]ledger.Cell, error) { return m.Sums(unit, approved, q) }, nil
	}
	if m.tallies == nil || m.talliedApproved != approved {
		if err := m.tallyAll(approved); err != nil {
			return nil, err
		}
	}
	return m.tallies[unit].Answer, nil
}

// lastDay is after every record's.
const lastDay = "9999-12-31"

// tallyAll goes over all records once, for every unit and all together: an indicator may place a record
// on another day than its own.
func (m *moment) tallyAll(approved bool) error {
	m.tallies, m.talliedApproved = map[string]ledger.Tally{"": {}}, approved
	return m.each("", "", lastDay, approved, func(r Row, counts bool) error {
		if !counts {
			return nil
		}
		if m.tallies[r.Unit] == nil {
			m.tallies[r.Unit] = ledger.Tally{}
		}
		what := adds(r)
		m.tallies[r.Unit].Put(what)
		m.tallies[""].Put(what)
		return nil
	})
}
