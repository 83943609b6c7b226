package commune

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Dismissal says that two records that look like one event are two. It is the office's own note: it
// changes neither record and does not go to the laptops.
type Dismissal struct {
	Records [2]ledger.ID `json:"records"` // the lesser id first
	Reason  string       `json:"reason"`
	Who     string       `json:"who"`
	Made    time.Time    `json:"made"`
}

// DismissDuplicate says that two records are not one event, with the reason; they are no longer told
// of as duplicates of each other. Again it replaces the reason. Refusals are Faults: one record twice,
// no reason, a record that is not there.
func (o *Office) DismissDuplicate(ctx context.Context, who string, one, two ledger.ID, reason string) error {
	if one == two {
		return fault("dismiss_self")
	}
	if reason = clean(reason); reason == "" {
		return fault("dismiss_reason")
	}
	for _, id := range []ledger.ID{one, two} {
		if _, _, err := o.record(ctx, id); err != nil {
			return err
		}
	}
	return o.store.Dismiss(ctx, Dismissal{Records: inOrder(one, two), Reason: reason, Who: clean(who), Made: o.now()})
}

// UndoDismissal takes DismissDuplicate back; a pair that was not dismissed is a Fault.
func (o *Office) UndoDismissal(ctx context.Context, one, two ledger.ID) error {
	err := o.store.Undismiss(ctx, inOrder(one, two))
	if errors.Is(err, ErrNotFound) {
		return fault("dismiss_none")
	}
	return err
}

// Dismissals lists the pairs that were dismissed, the newest first.
func (o *Office) Dismissals(ctx context.Context) ([]Dismissal, error) { return o.store.Dismissals(ctx) }

func inOrder(one, two ledger.ID) [2]ledger.ID {
	if bytes.Compare(one[:], two[:]) > 0 {
		one, two = two, one
	}
	return [2]ledger.ID{one, two}
}

// undismissed leaves out the pairs that were dismissed.
func (o *Office) undismissed(ctx context.Context, found []Duplicate) ([]Duplicate, error) {
	if len(found) == 0 {
		return found, nil
	}
	all, err := o.store.Dismissals(ctx)
	if err != nil {
		return nil, err
	}
	gone := map[[2]ledger.ID]bool{}
	for _, d := range all {
		gone[d.Records] = true
	}
	return slices.DeleteFunc(found, func(d Duplicate) bool { return gone[inOrder(d.Records[0], d.Records[1])] }), nil
}
