package commune

import (
	"context"
	"fmt"

	"github.com/nghia-hung/sothon/ledger"
)

// summer gathers what records fold to, to sum it up anew.
type summer map[ledger.ID]Summand

// sums are what the records amount to.
func (s summer) sums() map[SumKey]ledger.Cell {
	out := map[SumKey]ledger.Cell{}
	for _, one := range s {
		if !one.Alone(func(id ledger.ID) (Summand, bool) { o, ok := s[id]; return o, ok }) {
			continue
		}
		one.Each(func(key SumKey, a ledger.Add) {
			c := out[key]
			c.N++
			c.Amount += a.Amount
			out[key] = c
		})
	}
	return out
}

// compareSums compares what Append has kept with what the records amount to, and describes up to most
// sums that differ.
func (o *Office) compareSums(ctx context.Context, want map[SumKey]ledger.Cell, most int) (wrong []string, err error) {
	note := func(key SumKey, have, want ledger.Cell) {
		if len(wrong) < most {
			wrong = append(wrong, fmt.Sprintf("unit %q, indicator %q, half month %d, item %q: %d records, %s; must be %d, %s", key.Unit, key.Indicator,
				key.Half, key.Item, have.N, have.Amount, want.N, want.Amount))
		}
	}
	err = o.store.View(ctx, func(v View) error {
		digest, err := v.SumsBy()
		if err != nil || digest != ledger.DefaultIndicators().Digest {
			return err // to be summed up anew by SumUp
		}
		if err := v.AllSums(func(key SumKey, c ledger.Cell) error {
			if w := want[key]; w.N != c.N || w.Amount != c.Amount {
				note(key, c, w)
			}
			delete(want, key)
			return nil
		}); err != nil {
			return err
		}
		for key, w := range want {
			if w.N != 0 || w.Amount != 0 {
				note(key, ledger.Cell{}, w)
			}
		}
		return nil
	})
	return wrong, err
}

// RebuildSums compares the sums behind the indicators with what the changes amount to and keeps them
// anew. It describes what differed.
func (o *Office) RebuildSums(ctx context.Context) ([]string, error) {
	s := summer{}
	err := o.store.Walk(ctx, Walker{Record: func(_ Row, changes []Logged) error {
		if len(changes) == 0 {
			return nil
		}
		row, err := o.rules.fold(changes)
		s[row.ID] = SummandOf(row)
		return err
	}})
	if err != nil {
		return nil, err
	}
	wrong, err := o.compareSums(ctx, s.sums(), 20)
	if err != nil {
		return nil, err
	}
	return wrong, o.store.SumAgain(ctx, ledger.DefaultIndicators().Digest, adds)
}

// adviceSums is what to do about sums that are wrong: nothing is lost.
var adviceSums = ledger.Words{Vi: "Số liệu tổng hợp lệch với phiếu; phiếu không mất gì. Tính lại: sothon-xa check --rebuild",
	En: "Totals differ from the records, of which nothing is lost. Sum up again: sothon-xa check --rebuild"}

// checkSums notes sums that are not what the records amount to.
func (o *Office) checkSums(ctx context.Context, c *checker) error {
	wrong, err := o.compareSums(ctx, c.sums.sums(), 20)
	for _, w := range wrong {
		c.report.Problems = append(c.report.Problems, Problem{"indicators", w, adviceSums})
	}
	return err
}
