package commune

import (
	"context"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Choice settles a field in conflict: with the value of one of its sides, named by its change, or,
// when Change is zero, with the text Typed, read as ledger.Field.ParseAnswer reads it. A Choice
// without Field takes from Change every field in conflict that it is a side of.
type Choice struct {
	Field  string
	Typed  string
	Change ledger.ID
}

// Resolve settles conflicts of a record by one change that names all their sides, so that it holds
// on every laptop too; fields without a Choice stay in conflict. Nothing is lost: each side stays in
// the history. Refusals are Faults: a field that is not in conflict, a change that is no side of
// one, a value that the form does not take.
func (o *Office) Resolve(ctx context.Context, who string, id ledger.ID, choices []Choice) error {
	return o.act(ctx, id, func(rec *ledger.Record, row Row, c *ledger.Change) error {
		c.Kind, c.Author = ledger.KindResolve, who
		env := ledger.Env{Today: viet.DateOf(o.now())}
		want := ledger.Values{}
		for _, choice := range choices {
			if err := o.choose(rec, row, choice, env, want); err != nil {
				return err
			}
		}
		c.Assign(rec, want)
		return o.fits(rec, row, want, env)
	})
}

// choose puts what a choice settles into want.
func (o *Office) choose(rec *ledger.Record, row Row, choice Choice, env ledger.Env, want ledger.Values) error {
	found := false
	for _, name := range row.Conflicts {
		if choice.Field != "" && choice.Field != name {
			continue
		}
		v, ok, err := o.chosen(rec, row, name, choice, env)
		if err != nil {
			return err
		}
		if _, twice := want[name]; ok && twice {
			return fault("resolve_twice", name)
		}
		if ok {
			want[name], found = v, true
		}
	}
	switch {
	case found:
		return nil
	case choice.Change.IsZero():
		return fault("resolve_none", choice.Field)
	}
	return fault("resolve_change", choice.Change)
}

// chosen is the value that a choice gives a field in conflict; ok is false when it gives none.
func (o *Office) chosen(rec *ledger.Record, row Row, name string, choice Choice, env ledger.Env) (v ledger.Value, ok bool, err error) {
	if !choice.Change.IsZero() {
		for _, h := range rec.Fields[name].Heads {
			if h.Change == choice.Change {
				return h.Value, true, nil
			}
		}
		return v, false, nil
	}
	form := o.form(row)
	if form == nil || form.Field(name) == nil {
		return ledger.TextValue(choice.Typed), true, nil
	}
	if v, err = form.Field(name).ParseAnswer(choice.Typed, env); err != nil {
		return v, false, valueFault(name, err)
	}
	return v, true, nil
}

// fits refuses values that the form does not take together with the record's others.
func (o *Office) fits(rec *ledger.Record, row Row, want ledger.Values, env ledger.Env) error {
	form := o.form(row)
	if form == nil {
		return nil
	}
	values := rec.Values()
	for name, v := range want {
		values[name] = v
	}
	for name := range want {
		if p := form.CheckField(name, form.Compute(values, env), env); p != nil {
			return valueFault(name, p)
		}
	}
	return nil
}

func valueFault(name string, err error) error {
	p, ok := err.(*ledger.Problem) //nolint:errorlint // ParseAnswer and CheckField give it bare
	if !ok {
		return err
	}
	return fault("resolve_value", name, p.Message.Vi, p.Message.En)
}
