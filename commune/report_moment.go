package commune

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/ledger"
)

// row folds one record as it was at the moment.
func (m *moment) row(id ledger.ID) (Row, error) {
	changes, err := m.Changes(id)
	if err != nil {
		return Row{}, err
	}
	then, err := m.until(changes)
	if err != nil {
		return Row{}, err
	}
	return m.rules.fold(then)
}

// until are the changes of a record that there were at the moment, and what has been erased since.
func (m *moment) until(changes []Logged) ([]Logged, error) { return changesUpto(changes, m.upto) }

// changesUpto are the changes of a record up to a number of the commune log. What a person had erased
// later is erased in them too: nothing brings it back.
func changesUpto(changes []Logged, number uint64) (then []Logged, err error) {
	before := false
	for _, l := range changes {
		if l.Number > number {
			c, err := ledger.DecodeChange(l.Bytes)
			if err != nil {
				return nil, ledger.Errorf(ledger.CodeStorage, "change %s: %v", l.ID, err)
			}
			if c.Kind != ledger.KindErase {
				continue
			}
		} else {
			before = true
		}
		then = append(then, l)
	}
	if !before {
		return nil, nil
	}
	return then, nil
}

// redactAdjusted takes out of additions that a report keeps what a person had erased since: the title is
// the record's without it, of the reason only the kind of change stays.
func (o *Office) redactAdjusted(ctx context.Context, adjusted []periodic.Adjustment, number uint64) error {
	for i := range adjusted {
		a := &adjusted[i]
		id, err := ledger.ParseID(a.ID)
		if err != nil {
			return err
		}
		_, logged, err := o.store.Record(ctx, id)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		then, err := changesUpto(logged, number)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(then, func(l Logged) bool { return l.Number > number }) {
			continue
		}
		row, err := o.rules.fold(then)
		if err != nil {
			return err
		}
		a.Title = row.Title
		a.Reason, _, _ = strings.Cut(a.Reason, ": ")
	}
	return nil
}
