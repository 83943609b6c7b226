package commune

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// TestHoldingIsWhoHoldsOnTheDay: whatever units came out of which, a unit's parts are exactly the units
// and days of which it is told day by day that it holds them.
func TestHoldingIsWhoHoldsOnTheDay(t *testing.T) {
	first := viet.Date{Year: 2026, Month: 1, Day: 1}
	rapid.Check(t, func(rt *rapid.T) {
		var units []Unit
		for i := range rapid.IntRange(1, 7).Draw(rt, "units") {
			u := Unit{Unit: ledger.Unit{ID: fmt.Sprint("u", i)}}
			if rapid.Bool().Draw(rt, "ends") {
				u.ValidTo = first.AddDays(rapid.IntRange(0, 20).Draw(rt, "last")).String()
			}
			for _, before := range units {
				if rapid.IntRange(0, 2).Draw(rt, "out of") == 0 {
					u.Predecessors = append(u.Predecessors, before.ID)
				}
			}
			units = append(units, u)
		}
		f := familiesOf(units)
		for _, of := range units {
			for day := range 25 {
				on := first.AddDays(day)
				for _, written := range units {
					holds := f.at(written.ID, on.String()) == of.ID
					said := slices.ContainsFunc(f.holding(of.ID, nil), func(p UnitDays) bool {
						return p.Unit == written.ID && p.From <= on.String() && (p.To == "" || on.String() <= p.To)
					})
					if said != holds {
						rt.Fatalf("%s holds what is written for %s on %s: %v, but said %v (%+v)", of.ID, written.ID, on, holds, said, units)
					}
					period, _ := ledger.ParsePeriod(first.String() + ".." + on.String())
					inPeriod := slices.ContainsFunc(f.holding(of.ID, &period), func(p UnitDays) bool { return p.Unit == written.ID })
					if inPeriod != holds {
						rt.Fatalf("in %s: %v, want %v", period.Label, inPeriod, holds)
					}
				}
			}
		}
	})
}
