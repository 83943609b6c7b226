package commune

import (
	"context"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// ListQuery asks for one page of records as the office asks; zero fields select all.
type ListQuery struct {
	Query    // Limit is the page's size
	Order    Order
	Task     string
	Handling string
	Open     bool // only difficulties that wait for an answer
	Merged   bool // only those that are one event with others
	Parent   ledger.ID
	After    string // what the page before gave
}

// List gives one page of records and what asks for the next one, "" when there is none. Its work
// does not grow with the number of records. A page that the store does not know is ErrNotFound.
func (o *Office) List(ctx context.Context, q ListQuery) (items []Item, next string, err error) {
	s, parts, err := o.selected(ctx, q.Query)
	if err != nil {
		return nil, "", err
	}
	page, err := o.store.List(ctx, Listing{Selection: s, Of: parts, Order: q.Order, Task: q.Task, Handling: q.Handling, Open: q.Open,
		Merged: q.Merged, Parent: q.Parent, After: q.After})
	if err != nil {
		return nil, "", err
	}
	items, err = o.items(ctx, page.Rows)
	return items, page.Next, err
}

// Tallied are the records of a period, counted without looking at each.
type Tallied struct {
	Units  map[string]map[ledger.Status]int // by the unit that holds them, and status
	Forms  map[string]int                   // those that count, an event told of several times once
	Tasks  map[string]int                   // likewise, by task of the plan
	Months map[string]int                   // likewise, by administrative month
}

// CountIn counts the records of a period, at the units that hold them on its last day. For
// administrative periods, which are made of months, it takes alike however many records there are.
func (o *Office) CountIn(ctx context.Context, period ledger.Period) (t Tallied, err error) {
	t = Tallied{Units: map[string]map[ledger.Status]int{}, Forms: map[string]int{}, Tasks: map[string]int{}, Months: map[string]int{}}
	f, err := o.families(ctx)
	if err != nil {
		return t, err
	}
	for kind, note := range map[Tally]func(Count){
		TallyUnit: func(c Count) { t.unit(f.at(c.A, period.To.String()), c) },
		TallyForm: func(c Count) { t.form(c) },
		TallyTask: func(c Count) { t.Tasks[c.A] += c.N },
	} {
		counts, err := o.tally(ctx, kind, period.From, period.To)
		if err != nil {
			return t, err
		}
		for _, c := range counts {
			note(c)
		}
	}
	return t, nil
}

// tally counts over days: over the whole months among them, and the days before and after those one by one.
func (o *Office) tally(ctx context.Context, kind Tally, from, to viet.Date) (counts []Count, err error) {
	days := func(from, to viet.Date) {
		var some []Count
		if err == nil {
			some, err = o.store.TallyDays(ctx, kind, from.String(), to.String())
		}
		counts = append(counts, some...)
	}
	if m := ledger.MonthOf(from); m.From != from {
		end := m.To
		if to.Compare(end) < 0 {
			end = to
		}
		days(from, end)
		from = end.AddDays(1)
	}
	if m := ledger.MonthOf(to); m.To != to && from.Compare(m.From) <= 0 {
		days(m.From, to)
		to = m.From.AddDays(-1)
	}
	if err != nil || to.Compare(from) < 0 {
		return counts, err
	}
	months, err := o.store.Tally(ctx, kind, ledger.MonthOf(from).Label, ledger.MonthOf(to).Label)
	return append(counts, months...), err
}

func (t Tallied) unit(unit string, c Count) {
	if t.Units[unit] == nil {
		t.Units[unit] = map[ledger.Status]int{}
	}
	t.Units[unit][ledger.Status(c.B)] += c.N
}

func (t Tallied) form(c Count) {
	if ledger.Status(c.B).Counts() {
		t.Forms[c.A] += c.N
		t.Months[c.Month] += c.N
	}
}

// Reported is how many records of the unit count for having reported.
func (t Tallied) Reported(unit string) (n int) {
	for status, count := range t.Units[unit] {
		if status.Counts() {
			n += count
		}
	}
	return n
}

// Standing counts all records by status, whatever their day.
func (o *Office) Standing(ctx context.Context) (map[ledger.Status]int, error) {
	counts, err := o.store.Tally(ctx, TallyAll, "", "")
	out := map[ledger.Status]int{}
	for _, c := range counts {
		if !o.rules.catalogue.System(c.A) {
			out[ledger.Status(c.B)] += c.N
		}
	}
	return out, err
}

// Difficulties counts those that count by their state.
func (o *Office) Difficulties(ctx context.Context) (map[string]int, error) {
	counts, err := o.store.Tally(ctx, TallyHandling, "", "")
	out := map[string]int{}
	for _, c := range counts {
		out[c.A] += c.N
	}
	return out, err
}
