package ledger

import (
	"fmt"
	"slices"

	"github.com/nghia-hung/sothon/ledger/expr"
	"github.com/nghia-hung/sothon/viet"
)

// Counted is a record as indicators see it.
type Counted struct {
	ID     ID
	Form   string
	Unit   string
	Day    string // ISO, the day that places it in a period
	Values Values
}

// Add is what one record adds to one indicator. The indicator "" counts the
// records themselves, its item is their form.
type Add struct {
	Indicator string      `cbor:"1,keyasint"`
	Day       string      `cbor:"2,keyasint"` // ISO
	Item      string      `cbor:"3,keyasint"` // what must differ, for kinds that are no plain sums
	Amount    viet.Number `cbor:"4,keyasint"`
}

// The items of a standing indicator: what begins and what ends.
const (
	itemBegins = "+"
	itemEnds   = "-"
)

// maxAmount bounds what one record may add, so that no sum runs out of range: a billion millions.
const maxAmount = 1_000_000_000_000 * viet.Unit

// Adds tells what a record adds to the indicators, if it counts. It depends on nothing else. A record
// without a day adds nothing.
func (c *Indicators) Adds(rec Counted) []Add {
	if _, err := viet.ParseISO(rec.Day); err != nil {
		return nil
	}
	env := &countedEnv{rec: rec}
	adds := []Add{{Day: rec.Day, Item: rec.Form, Amount: viet.Unit}}
	for _, ind := range c.byForm[rec.Form] {
		adds = ind.countIn(adds, env)
	}
	return adds
}

// Adds tells what a record of one of the indicator's forms adds to it alone, as Indicators.Adds does.
func (ind *Indicator) Adds(rec Counted) []Add {
	if _, err := viet.ParseISO(rec.Day); err != nil || !slices.Contains(ind.Forms, rec.Form) {
		return nil
	}
	return ind.countIn(nil, &countedEnv{rec: rec})
}

// countIn appends what the record of env adds to the indicator if it is one of those that it counts.
func (ind *Indicator) countIn(adds []Add, env *countedEnv) []Add {
	if ind.Where != nil && !ind.Where.True(env) {
		return adds
	}
	day := env.rec.Day
	if ind.Day != nil {
		d, ok := ind.Day.Eval(env).AsDate()
		if !ok {
			return adds
		}
		day = d.String()
	}
	return ind.add(adds, env, day)
}

// add appends what the record of env adds to the indicator on a day.
func (ind *Indicator) add(adds []Add, env *countedEnv, day string) []Add {
	one := Add{Indicator: ind.Code, Day: day, Amount: viet.Unit}
	if ind.Kind == KindCount {
		return append(adds, one)
	}
	v := ind.Value.Eval(env)
	switch ind.Kind {
	case KindDistinct:
		if one.Item = v.AsText(); one.Item == "" {
			return adds
		}
	case KindStanding:
		one.Item = itemBegins
		if end, ok := v.AsDate(); ok {
			adds = append(adds, Add{Indicator: ind.Code, Day: end.String(), Item: itemEnds, Amount: viet.Unit})
		}
	default:
		n, ok := v.AsNumber()
		if !ok || n == 0 {
			return adds
		}
		one.Amount = min(max(n, -maxAmount), maxAmount)
		switch ind.Kind {
		case KindLatest:
			one.Item = fmt.Sprintf("%s\x00%s\x00%s", env.rec.Unit, day, env.rec.ID)
		case KindGreatest:
			one.Item = fmt.Sprintf("%s\x00%020d", env.rec.Unit, max(one.Amount, 0))
		}
	}
	return append(adds, one)
}

// countedEnv answers the expressions of indicators from one record.
type countedEnv struct{ rec Counted }

// Lookup gives the answer to a field, or what begins with "_": the record's own unit, day and form.
func (e *countedEnv) Lookup(name string) expr.Value {
	switch name {
	case ownUnit:
		return expr.Text(e.rec.Unit)
	case ownDay:
		return expr.Text(e.rec.Day)
	case ownForm:
		return expr.Text(e.rec.Form)
	}
	return (*Field)(nil).toExpr(e.rec.Values[name])
}

// Self is empty: an indicator has no answer of its own.
func (e *countedEnv) Self() expr.Value { return expr.Value{} }

// Today is no day: the loader refuses today() in indicators.
func (e *countedEnv) Today() viet.Date { return viet.Date{} }
