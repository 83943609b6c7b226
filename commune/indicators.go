package commune

import (
	"context"

	"github.com/nghia-hung/sothon/ledger"
)

// IndicatorOptions choose what indicators are computed of.
type IndicatorOptions struct {
	Unit     string // of one unit; "" for all
	Approved bool   // approved records only
	Upto     uint64 // as it was when the commune log had so many changes; 0 for now
}

// Figures are all indicators of a period, with the same period of the year before and the year so far.
func (o *Office) Figures(ctx context.Context, label string, options IndicatorOptions) (figures []ledger.Figure, err error) {
	p, err := ledger.ParsePeriod(label)
	if err != nil {
		return nil, fault("period", label)
	}
	if options.Unit != "" {
		if _, err := o.unit(ctx, options.Unit); err != nil {
			return nil, err
		}
	}
	if err := o.SumUp(ctx); err != nil {
		return nil, err
	}
	err = o.at(ctx, options.Upto, func(m *moment) error {
		ask, err := m.answers(p, options.Unit, options.Approved)
		if err != nil {
			return err
		}
		figures, err = ledger.DefaultIndicators().Figures(p, ask)
		return err
	})
	return figures, err
}

// Behind lists the records that make up an indicator's value in a period, by day: every number explains
// itself. For a kind that takes one record of every unit (greatest, latest) it lists all that were
// looked at.
func (o *Office) Behind(ctx context.Context, label, indicator string, options IndicatorOptions) (items []Item, err error) {
	p, err := ledger.ParsePeriod(label)
	if err != nil {
		return nil, fault("period", label)
	}
	ind := ledger.DefaultIndicators().Find(indicator)
	if ind == nil {
		return nil, fault("indicator_unknown", indicator)
	}
	codes := []string{ind.Code}
	if ind.Kind == ledger.KindRatio {
		codes = []string{ind.Of, ind.Per}
	}
	err = o.at(ctx, options.Upto, func(m *moment) error {
		return m.each("", "", lastDay, options.Approved, func(r Row, counts bool) error {
			if counts && (options.Unit == "" || r.Unit == options.Unit) && behind(adds(r), codes, p) {
				items = append(items, item(r))
			}
			return nil
		})
	})
	return items, err
}

// behind reports whether additions go into one of the indicators in the period.
func behind(adds []ledger.Add, codes []string, p ledger.Period) bool {
	for _, code := range codes {
		tally := ledger.Tally{}
		for _, a := range adds {
			if a.Indicator == code {
				tally.Put([]ledger.Add{a})
			}
		}
		if ledger.DefaultIndicators().Find(code).Touches(p, tally) {
			return true
		}
	}
	return false
}

// SumUp keeps the sums behind the indicators anew if they were kept by other indicators than the
// program's, as in a store from before there were any.
func (o *Office) SumUp(ctx context.Context) error {
	want := ledger.DefaultIndicators().Digest
	var have [32]byte
	if err := o.store.View(ctx, func(v View) (err error) {
		have, err = v.SumsBy()
		return err
	}); err != nil || have == want {
		return err
	}
	return o.store.SumAgain(ctx, want, adds)
}
