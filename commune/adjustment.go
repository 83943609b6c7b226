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
		a, changed, err := o.adjusted(p, logged, func(l Logged) bool { return !shut.After(l.Number, l.Received) })
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

// adjusted compares a record as it was by the changes that were known when the period was closed with what
// all its changes make of it.
func (o *Office) adjusted(p ledger.Period, logged []Logged, known func(Logged) bool) (a Adjustment, changed bool, err error) {
	changes, err := decoded(logged)
	if err != nil {
		return a, false, err
	}
	rows := rowsOf{rules: o.rules, changes: changes, logged: logged}
	a, changed = adjustment(p, rows.where(known), rows.where(func(Logged) bool { return true }))
	a.tell(changes, logged, known)
	return a, changed, nil
}

// rowsOf folds some of a record's changes.
type rowsOf struct {
	rules   rules
	changes []*ledger.Change
	logged  []Logged
}

// where is the record by the changes that are known, the zero Row when none are. What has been erased since
// is gone from all.
func (r rowsOf) where(known func(Logged) bool) Row {
	var changes []*ledger.Change
	var logged []Logged
	some := false
	for i, l := range r.logged {
		in := known(l)
		if some = some || in; in || r.changes[i].Kind == ledger.KindErase {
			changes, logged = append(changes, r.changes[i]), append(logged, l)
		}
	}
	if !some {
		return Row{}
	}
	return r.rules.row(changes, logged)
}

// adjustment tells what it means for a period that a record was one thing and is another now.
func adjustment(p ledger.Period, before, now Row) (a Adjustment, changed bool) {
	in := func(r Row) bool {
		return !r.ID.IsZero() && r.Status.Counts() && p.Contains(r.Placed()) && (len(r.Merge) == 0 || r.Merge[0] == r.ID)
	}
	a.Record, a.Form, a.Title, a.Date = now.ID, now.Form, now.Title, now.Placed()
	switch was, is := in(before), in(now); {
	case !was && is:
		a.Kind, a.Before, a.After = Added, ledger.Values{}, now.Values
	case was && !is:
		a.Kind, a.Before, a.After, a.Date = Withdrawn, before.Values, ledger.Values{}, before.Placed()
	case was && is:
		a.Kind = Corrected
		a.Before, a.After = differences(before.Values, now.Values)
	}
	return a, a.Kind != "" && len(a.Before)+len(a.After) > 0
}

// tell says who changed the record last, when, and in what words, by the changes that were not known.
func (a *Adjustment) tell(changes []*ledger.Change, logged []Logged, known func(Logged) bool) {
	var words []string
	for i, l := range logged {
		if known(l) || changes[i].Kind == ledger.KindErase {
			continue
		}
		a.At, a.By = l.Received, changes[i].Author
		if text := strings.TrimSpace(changes[i].Text); text != "" {
			words = append(words, text)
		}
	}
	a.Reason = strings.Join(words, "; ")
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
