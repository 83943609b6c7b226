package report

import (
	"cmp"
	"slices"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Row is one record as the tables need it.
type Row struct {
	ID      string // of the record
	Unit    string // the unit's id
	Place   string // how the unit is called; Unit when ""
	Status  string // a ledger.Status, shown in words; anything else is shown as it is
	Title   string
	Version int    // of the form
	Made    string // the ISO day on which the record was begun
	Values  ledger.Values

	CountedIn string // the record that counts in its place, which tells of the same event; "" for none

	Outside bool      // of the report's period, but behind one of its figures
	Behind  [3]string // codes of the indicators it is behind, a blank between them: in the period, the same of the year before, the year so far
}

// Day is the ISO date that places the row in a period: the answer to the form's date field, or,
// where the form has none or nobody answered it (a model farm that has not begun), the day the
// record was begun.
func (r Row) Day(form *ledger.Form) string {
	if date := form.Date(r.Values); date != "" {
		return date
	}
	return r.Made
}

// Counts reports whether the row adds to totals: its status does (ledger.Status.Counts), and no other
// record counts in its place.
func (r Row) Counts() bool { return ledger.Status(r.Status).Counts() && r.CountedIn == "" }

// InPeriod keeps the rows whose Day lies in the period.
func InPeriod(form *ledger.Form, rows []Row, period ledger.Period) []Row {
	var in []Row
	for _, r := range rows {
		if period.Contains(r.Day(form)) {
			in = append(in, r)
		}
	}
	return in
}

// sorted orders rows by unit as people read it, then day, then id, and leaves the given ones alone.
func sorted(form *ledger.Form, rows []Row) []Row {
	out := slices.Clone(rows)
	slices.SortStableFunc(out, func(a, b Row) int {
		if n := viet.Compare(a.place(), b.place()); n != 0 {
			return n
		}
		if n := cmp.Compare(a.Day(form), b.Day(form)); n != 0 {
			return n
		}
		return cmp.Compare(a.ID, b.ID)
	})
	return out
}

func (r Row) place() string {
	if r.Place == "" {
		return r.Unit
	}
	return r.Place
}
