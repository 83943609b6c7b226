package commune

import (
	"context"
	"slices"

	"github.com/nghia-hung/sothon/ledger"
)

// IndicatorOptions choose what indicators are computed of.
type IndicatorOptions struct {
	Unit     string // of what one unit holds on the period's last day; "" for all
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
	units, err := o.heldIn(ctx, p, options.Unit)
	if err != nil {
		return nil, err
	}
	if err := o.SumUp(ctx); err != nil {
		return nil, err
	}
	err = o.at(ctx, options.Upto, func(m *moment) error {
		ask, err := m.together(p, units, options.Approved)
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
	units, err := o.heldIn(ctx, p, options.Unit)
	if err != nil {
		return nil, err
	}
	err = o.at(ctx, options.Upto, func(m *moment) error {
		return m.each("", "", lastDay, options.Approved, func(r Row, counts bool) error {
			if counts && (options.Unit == "" || slices.Contains(units, r.Unit)) && behind(adds(r), codes, p) {
				items = append(items, item(r))
			}
			return nil
		})
	})
	return items, err
}

// heldIn are the units whose records a unit holds on a period's last day; for "" only that, which is all.
func (o *Office) heldIn(ctx context.Context, p ledger.Period, unit string) (ids []string, err error) {
	f, err := o.families(ctx)
	if err != nil || unit == "" || f.plain() {
		return []string{unit}, err
	}
	for _, part := range f.holding(unit, &p) {
		ids = append(ids, part.Unit)
	}
	return ids, nil
}

// together answers of several units as of one.
func (m *moment) together(p ledger.Period, units []string, approved bool) (ledger.Answers, error) {
	var asks []ledger.Answers
	for _, unit := range units {
		ask, err := m.answers(p, unit, approved)
		if err != nil {
			return nil, err
		}
		asks = append(asks, ask)
	}
	if len(asks) == 1 {
		return asks[0], nil
	}
	return func(questions []ledger.Question) ([][]ledger.Cell, error) {
		out := make([][]ledger.Cell, len(questions))
		for _, ask := range asks {
			answers, err := ask(questions)
			if err != nil {
				return nil, err
			}
			for i, cells := range answers {
				out[i] = ledger.AddCells(out[i], cells)
			}
		}
		return out, nil
	}, nil
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
