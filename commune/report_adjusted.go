package commune

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/ledger"
)

// adjustments are what one report says of locked periods. An addition belongs to the report within whose
// days the commune received it, so that every report names it once: what came before was in an earlier
// one, what comes after the cut-off is for the next.
type adjustments struct {
	*Office
	p        ledger.Period
	from, to time.Time // of p by the commune's clock, both included
	upto     uint64    // only changes of the commune log up to this number; 0 for all
	locked   []ledger.Period
	events   []ledger.LockEvent
	signed   map[string]uint64 // what the signed report of a period has counted, by label
	family   families
}

// adjustedIn lists the records of locked periods, of days before p, that came, changed or went within p.
func (o *Office) adjustedIn(ctx context.Context, p ledger.Period, places map[string]string, upto uint64) ([]periodic.Adjustment, error) {
	a := &adjustments{Office: o, p: p, from: ledger.EndOf(p.From.AddDays(-1)).Add(1), to: ledger.EndOf(p.To), upto: upto, signed: map[string]uint64{}}
	var err error
	if a.events, err = o.store.LockEvents(ctx); err != nil {
		return nil, err
	}
	if a.locked = lockedBefore(a.events, p); len(a.locked) == 0 {
		return nil, nil
	}
	if a.family, err = o.families(ctx); err != nil {
		return nil, err
	}
	made, err := o.store.MadeReports(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range made {
		if r.No != "" {
			a.signed[r.Period] = max(a.signed[r.Period], r.Number)
		}
	}
	var out []periodic.Adjustment
	err = o.store.View(ctx, func(v View) (err error) {
		out, err = a.list(v, places)
		return err
	})
	return out, err
}

// lockedBefore are the periods that the office has locked and that begin before p, the shortest first: a
// record of a month, a quarter and a year is an addition to its month.
func lockedBefore(events []ledger.LockEvent, p ledger.Period) (out []ledger.Period) {
	for _, e := range periodsIn(events) {
		if e.From.Compare(p.From) < 0 {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b ledger.Period) int {
		return cmp.Or(cmp.Compare(a.From.DaysUntil(a.To), b.From.DaysUntil(b.To)), a.From.Compare(b.From))
	})
	return out
}

func (a *adjustments) list(v View, places map[string]string) (out []periodic.Adjustment, err error) {
	first := uint64(1) << 62
	for _, e := range a.events {
		first = min(first, e.Number)
	}
	var ids []ledger.ID
	if err := v.Each(Sifting{After: first, Since: a.from, Before: a.p.From.String(), Until: a.to}, func(r Row) error {
		if !a.rules.catalogue.System(r.Form) {
			ids = append(ids, r.ID)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	for _, id := range ids {
		logged, err := v.Changes(id)
		if err != nil {
			return nil, err
		}
		one, label, err := a.of(logged)
		if err != nil {
			return nil, err
		}
		if label != "" {
			out = append(out, periodic.Adjustment{ID: one.Record.String(), Place: places[one.Unit], Form: one.Form, Title: one.Title, Day: one.Date,
				Period: label, Reason: adjustedWords(one), Numbers: a.numbers(one)})
		}
	}
	return out, nil
}

// of tells how a record changed within the report's days, and in which locked period it lies, "" for none.
func (a *adjustments) of(logged []Logged) (one Adjustment, label string, err error) {
	logged = slices.DeleteFunc(logged, func(l Logged) bool { return l.Received.After(a.to) || a.upto > 0 && l.Number > a.upto })
	if !slices.ContainsFunc(logged, func(l Logged) bool { return !l.Received.Before(a.from) }) {
		return one, "", nil
	}
	changes, err := decoded(logged)
	if err != nil {
		return one, "", err
	}
	rows := rowsOf{rules: a.rules, changes: changes, logged: logged}
	now, folded := rows.where(func(Logged) bool { return true }), map[int]Row{}
	for _, period := range a.locked {
		unit := a.family.at(now.Unit, period.To.String())
		shut, locked := ledger.ShutFor(a.events, period.Label, unit, a.now())
		if !locked {
			continue
		}
		known := func(l Logged) bool {
			return l.Received.Before(a.from) || !shut.After(l.Number, l.Received) || l.Number <= a.signed[period.Label]
		}
		n := 0 // of the changes; as they came, so that equally many are the same ones
		for _, l := range logged {
			if known(l) {
				n++
			}
		}
		before, done := folded[n]
		if !done {
			before = rows.where(known)
			folded[n] = before
		}
		if one, changed := adjustment(period, before, now); changed && one.Date < a.p.From.String() {
			one.Unit = unit
			one.tell(changes, logged, known)
			return one, period.Label, nil
		}
	}
	return one, "", nil
}

// numbers shows the numbers of a correction: "Tổng số người dự: 40 → 45".
func (a *adjustments) numbers(one Adjustment) string {
	form := a.rules.catalogue.Form(one.Form)
	if form == nil || one.Kind != Corrected {
		return ""
	}
	var out []string
	for field := range form.All {
		was, is := one.Before[field.Name], one.After[field.Name]
		if field.Numeric() && !was.Equal(is) {
			out = append(out, field.Label.Vi+": "+cmp.Or(field.Show(was, "vi"), "–")+" → "+cmp.Or(field.Show(is, "vi"), "–"))
		}
	}
	return strings.Join(out, "; ")
}

var adjustedKinds = map[string]string{Added: "gửi sau khi khóa sổ", Corrected: "sửa sau khi khóa sổ", Withdrawn: "rút, chuyển kỳ hoặc gộp sau khi khóa sổ"}

func adjustedWords(a Adjustment) string {
	words := adjustedKinds[a.Kind]
	if a.Reason != "" {
		words += ": " + a.Reason
	}
	return words
}
