package commune

import (
	"slices"

	"github.com/nghia-hung/sothon/ledger"
)

// adds is what a record adds to the indicators if it counts.
func adds(row Row) []ledger.Add {
	if row.Listed.System {
		return nil
	}
	return ledger.DefaultIndicators().Adds(ledger.Counted{ID: row.ID, Form: row.Form, Unit: row.Unit, Day: row.Placed(), Values: row.Values})
}

// SumKey names one sum of View.AllSums.
type SumKey struct {
	Unit      string // "" for all together
	Indicator string
	Half      int // ledger.Half
	Item      string
	Approved  bool
}

// Summand is a record as sums see it.
type Summand struct {
	ID       ledger.ID
	Unit     string
	Approved bool
	Counts   bool        // by itself
	Merge    []ledger.ID // as Row has it
	Adds     []ledger.Add
	Placed   string // ISO day; not kept
}

// Approved reports whether the office approved what counts of the record: also while its unit proposes
// to change or withdraw it.
func (r Row) Approved() bool { return r.Accepted || r.Status == ledger.StatusApproved }

// SummandOf is a row's.
func SummandOf(r Row) Summand {
	return Summand{ID: r.ID, Unit: r.Unit, Approved: r.Approved(), Counts: r.Status.Counts(), Merge: r.Merge, Adds: r.Adds, Placed: r.Placed()}
}

// Each shows the sums that one addition of the record goes into.
func (s Summand) Each(visit func(SumKey, ledger.Add)) {
	for _, a := range s.Adds {
		key := SumKey{s.Unit, a.Indicator, ledger.Half(a.Day), a.Item, s.Approved}
		visit(key, a)
		key.Unit = ""
		visit(key, a)
	}
}

// Alone reports whether the record is in the sums: it counts, and none before it in its group does that
// agrees on the group. other finds the group's records, false for one that is not there.
func (s Summand) Alone(other func(ledger.ID) (Summand, bool)) bool {
	if !s.Counts {
		return false
	}
	for _, id := range s.Merge {
		if id == s.ID {
			break
		}
		if o, ok := other(id); ok && o.Counts && slices.Equal(o.Merge, s.Merge) {
			return false
		}
	}
	return true
}
