package commune

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// RecordsIn lists records as Records does, but with a period it also lists those that have no date
// (a model whose start nobody knows) and were begun in it. It is the rule by which reports place
// records in periods.
func (o *Office) RecordsIn(ctx context.Context, q Query) ([]Item, error) {
	items, err := o.Records(ctx, q)
	if err != nil || q.Period == "" {
		return items, err
	}
	period, err := ledger.ParsePeriod(q.Period)
	if err != nil {
		return nil, fault("period", q.Period)
	}
	for _, form := range o.Catalogue().Forms() {
		if !maybeUndated(form) || q.Form != "" && q.Form != form.Name {
			continue
		}
		all := Query{Unit: q.Unit, Form: form.Name, Status: q.Status, Search: q.Search}
		undated, err := o.Records(ctx, all)
		if err != nil {
			return nil, err
		}
		items = append(items, slices.DeleteFunc(undated, func(it Item) bool {
			return it.Date != "" || !period.Contains(MadeOn(it.ID))
		})...)
	}
	slices.SortStableFunc(items, func(a, b Item) int { return strings.Compare(placed(b), placed(a)) })
	if q.Limit > 0 && len(items) > q.Limit {
		items = items[:q.Limit]
	}
	return items, nil
}

// placed is the day that places a record in a period.
func placed(it Item) string {
	if it.Date != "" {
		return it.Date
	}
	return MadeOn(it.ID)
}

// maybeUndated reports whether a record of the form can be handed in without a date.
func maybeUndated(form *ledger.Form) bool {
	field := form.Field(form.DateField)
	return field == nil || field.Required == nil && field.Calculation == nil
}

// MadeOn is the ISO day on which a record was begun, in Viet Nam, by its maker's clock.
func MadeOn(id ledger.ID) string {
	return viet.DateOf(time.UnixMilli(id.Millis())).String()
}

// ExistsIn reports whether the unit exists on some day of the period.
func (u Unit) ExistsIn(period ledger.Period) bool {
	return (u.ValidFrom == "" || u.ValidFrom <= period.To.String()) && (u.ValidTo == "" || u.ValidTo >= period.From.String())
}
