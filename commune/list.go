package commune

import (
	"context"
	"slices"

	"github.com/nghia-hung/sothon/ledger"
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
	if q.Status != "" && !slices.Contains(ledger.Statuses, q.Status) {
		return nil, "", fault("status_unknown", q.Status)
	}
	s := Selection{Unit: q.Unit, Form: q.Form, Status: q.Status, Words: foldedWords(q.Search), Limit: q.Limit}
	if q.Period != "" {
		p, err := ledger.ParsePeriod(q.Period)
		if err != nil {
			return nil, "", fault("period", q.Period)
		}
		s.From, s.To = p.From.String(), p.To.String()
	}
	page, err := o.store.List(ctx, Listing{Selection: s, Order: q.Order, Task: q.Task, Handling: q.Handling, Open: q.Open,
		Merged: q.Merged, Parent: q.Parent, After: q.After})
	if err != nil {
		return nil, "", err
	}
	items, err = o.items(ctx, page.Rows)
	return items, page.Next, err
}

// Tallied are the records of a period, counted without looking at each.
type Tallied struct {
	Units  map[string]map[ledger.Status]int // by unit and status
	Forms  map[string]int                   // those that count, an event told of several times once
	Tasks  map[string]int                   // likewise, by task of the plan
	Months map[string]int                   // likewise, by administrative month
}

// CountIn counts the records of a period. For administrative periods, which are made of months, it
// takes alike however many records there are.
func (o *Office) CountIn(ctx context.Context, period ledger.Period) (t Tallied, err error) {
	t = Tallied{Units: map[string]map[ledger.Status]int{}, Forms: map[string]int{}, Tasks: map[string]int{}, Months: map[string]int{}}
	read, from, to := o.store.Tally, ledger.MonthOf(period.From).Label, ledger.MonthOf(period.To).Label
	first, _ := ledger.ParsePeriod(from)
	last, _ := ledger.ParsePeriod(to)
	if first.From != period.From || last.To != period.To {
		read, from, to = o.store.TallyDays, period.From.String(), period.To.String()
	}
	for kind, note := range map[Tally]func(Count){
		TallyUnit: t.unit,
		TallyForm: func(c Count) { t.form(c) },
		TallyTask: func(c Count) { t.Tasks[c.A] += c.N },
	} {
		counts, err := read(ctx, kind, from, to)
		if err != nil {
			return t, err
		}
		for _, c := range counts {
			note(c)
		}
	}
	return t, o.countMerged(ctx, period, &t)
}

func (t Tallied) unit(c Count) {
	if t.Units[c.A] == nil {
		t.Units[c.A] = map[ledger.Status]int{}
	}
	t.Units[c.A][ledger.Status(c.B)] += c.N
}

func (t Tallied) form(c Count) {
	if ledger.Status(c.B).Counts() {
		t.Forms[c.A] += c.N
		t.Months[c.Month] += c.N
	}
}

// countMerged adds the records that are one event with others, each event once.
func (o *Office) countMerged(ctx context.Context, period ledger.Period, t *Tallied) error {
	q := ListQuery{Query: Query{Period: period.From.String() + ".." + period.To.String()}, Merged: true}
	for {
		items, next, err := o.List(ctx, q)
		if err != nil {
			return err
		}
		for _, it := range items {
			if !it.Counts() {
				continue
			}
			t.Forms[it.Form]++
			t.Months[monthOf(it)]++
			for _, task := range it.Values[taskField].List {
				t.Tasks[task]++
			}
		}
		if q.After = next; next == "" {
			return nil
		}
	}
}

func monthOf(it Item) string {
	p, err := ledger.ParsePeriod(placed(it) + ".." + placed(it))
	if err != nil {
		return ""
	}
	return ledger.MonthOf(p.From).Label
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
