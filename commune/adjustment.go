package commune

import (
	"context"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// The kinds of adjustment.
const (
	Added     = "added"
	Corrected = "corrected"
	Withdrawn = "withdrawn" // taken back, or moved to another period, or no longer counted
)

// Adjustment is a record of a locked period that came, changed or went after the lock: điều chỉnh, bổ
// sung, for the next report (Nghị định 09/2019/NĐ-CP leaves a closed period as it was reported).
type Adjustment struct {
	Record ledger.ID     `json:"record"`
	Form   string        `json:"form"`
	Unit   string        `json:"unit"`
	Title  string        `json:"title"`
	Date   string        `json:"date"`
	Kind   string        `json:"kind"`
	Before ledger.Values `json:"before"` // of the fields that differ; of a record that went, all
	After  ledger.Values `json:"after"`
	At     time.Time     `json:"at"` // when the newest change after the lock came, by the commune's clock
	By     string        `json:"by"`
	Reason string        `json:"reason,omitempty"` // the words of those changes
}

// Adjustments lists what changed in a period after it was locked, in the order in which the commune
// received it. A period that is not locked has none. Only the commune's order decides what came after,
// whatever laptops' clocks say.
func (o *Office) Adjustments(ctx context.Context, label string) ([]Adjustment, error) {
	p, err := ledger.ParsePeriod(label)
	if err != nil {
		return nil, fault("period", label)
	}
	events, err := o.store.LockEvents(ctx)
	if err != nil {
		return nil, err
	}
	f, err := o.families(ctx)
	if err != nil {
		return nil, err
	}
	out := []Adjustment{}
	first, locked := firstLock(events, p.Label)
	if !locked {
		return out, nil
	}
	ids, err := o.store.ChangedAfter(ctx, first)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		row, logged, err := o.store.Record(ctx, id)
		if err != nil {
			return nil, err
		}
		unit := f.at(row.Unit, p.To.String())
		shut, locked := ledger.ShutFor(events, p.Label, unit, o.now())
		if !locked || o.rules.catalogue.System(row.Form) {
			continue
		}
		a, changed, err := o.adjusted(p, shut, logged)
		if err != nil {
			return nil, err
		}
		if changed {
			a.Unit = unit
			out = append(out, a)
		}
	}
	return out, nil
}

// firstLock is the log number at the first lock of a period.
func firstLock(events []ledger.LockEvent, label string) (uint64, bool) {
	for _, e := range events {
		if e.Period == label && !e.Open {
			return e.Number, true
		}
	}
	return 0, false
}

// adjusted compares a record as it was when the period was locked with what it is now.
func (o *Office) adjusted(p ledger.Period, shut ledger.Shut, logged []Logged) (a Adjustment, changed bool, err error) {
	changes, err := decoded(logged)
	if err != nil {
		return a, false, err
	}
	var then []*ledger.Change
	var thenLogged []Logged
	var words []string
	for i, l := range logged {
		if changes[i].Kind == ledger.KindErase {
			then, thenLogged = append(then, changes[i]), append(thenLogged, l)
			continue
		}
		if !shut.After(l.Number, l.Received) {
			then, thenLogged = append(then, changes[i]), append(thenLogged, l)
			continue
		}
		a.At, a.By = l.Received, changes[i].Author
		if text := strings.TrimSpace(changes[i].Text); text != "" {
			words = append(words, text)
		}
	}
	now := o.rules.row(changes, logged)
	var before Row
	if len(then) > 0 {
		before = o.rules.row(then, thenLogged)
	}
	in := func(r Row) bool { return !r.ID.IsZero() && r.Status.Counts() && p.Contains(r.Placed()) }
	a.Record, a.Form, a.Title, a.Date, a.Reason = now.ID, now.Form, now.Title, now.Placed(), strings.Join(words, "; ")
	switch was, is := in(before), in(now); {
	case !was && is:
		a.Kind, a.Before, a.After = Added, ledger.Values{}, now.Values
	case was && !is:
		a.Kind, a.Before, a.After = Withdrawn, before.Values, ledger.Values{}
	case was && is:
		a.Kind = Corrected
		a.Before, a.After = differences(before.Values, now.Values)
	}
	return a, a.Kind != "" && len(a.Before)+len(a.After) > 0, nil
}

// differences are the answers that differ, on both sides.
func differences(before, after ledger.Values) (was, is ledger.Values) {
	was, is = ledger.Values{}, ledger.Values{}
	for name, v := range before {
		if !v.Equal(after[name]) {
			was[name] = v
		}
	}
	for name, v := range after {
		if !v.Equal(before[name]) {
			is[name] = v
		}
	}
	return was, is
}
