package commune

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

type seenKey struct{}

// Seen makes the office's acts under the context hold only while the record is as it was when its
// newest change had this number in the commune log (Row.Number); else they are refused with the
// Fault "changed_since". So of two people who work on one record the second is told.
func Seen(ctx context.Context, record ledger.ID, number uint64) context.Context {
	seen := map[ledger.ID]uint64{record: number}
	if before, ok := ctx.Value(seenKey{}).(map[ledger.ID]uint64); ok {
		seen = maps.Clone(before)
		seen[record] = number
	}
	return context.WithValue(ctx, seenKey{}, seen)
}

// checkSeen refuses an act on a record that was seen as it no longer is.
func checkSeen(ctx context.Context, row Row) error {
	seen, _ := ctx.Value(seenKey{}).(map[ledger.ID]uint64)
	if number, ok := seen[row.ID]; ok && number != row.Number {
		return fault("changed_since")
	}
	return nil
}

// FieldProblems are the fields of a correction that the form does not take, by name.
type FieldProblems map[string]ledger.Words

// Error says the problems in English.
func (p FieldProblems) Error() string { return p.In("en") }

// In says the problems in lang, in the order of the names.
func (p FieldProblems) In(lang string) string {
	var said []string
	for _, name := range slices.Sorted(maps.Keys(p)) {
		said = append(said, p[name].In(lang))
	}
	return strings.Join(said, " ")
}

// Correct changes fields of a record in the office's name, with words for the unit if there are any;
// the unit sees both at its next contact. Values are as a person types them (ledger.Form.Input);
// only those named change, and an empty one takes the answer back. The record must be as its form
// demands afterwards: FieldProblems names what is not. A field in conflict that is named is settled.
func (o *Office) Correct(ctx context.Context, who string, id ledger.ID, typed ledger.Values, text string) error {
	if text = strings.TrimSpace(cleanLines(text)); text != "" {
		var err error
		if text, err = message(text, "text_missing"); err != nil {
			return err
		}
	}
	return o.act(ctx, id, func(rec *ledger.Record, row Row, c *ledger.Change) error {
		form := o.form(row)
		switch {
		case form == nil:
			return fault("correct_form", row.Form)
		case form.System:
			return fault("correct_form", row.Form)
		case rec.State == ledger.Withdrawn:
			return fault("review_withdrew")
		case rec.State == ledger.Editing && row.Code == "":
			return fault("review_draft")
		}
		want, err := o.corrected(form, rec, typed)
		if err != nil {
			return err
		}
		c.Kind, c.Author, c.Text = ledger.KindCorrect, who, text
		c.Assign(rec, want)
		if len(c.Set) == 0 {
			return fault("correct_nothing")
		}
		return nil
	})
}

// corrected are the values that a correction sets, computed ones with them.
func (o *Office) corrected(form *ledger.Form, rec *ledger.Record, typed ledger.Values) (ledger.Values, error) {
	env := ledger.Env{Today: viet.DateOf(o.now())}
	given, problems := form.Input(typed, env)
	if len(problems) > 0 {
		return nil, fieldProblems(problems)
	}
	values := rec.Values()
	for name, v := range given {
		if v.IsEmpty() {
			delete(values, name)
			continue
		}
		values[name] = v
	}
	final, problems := form.Finalize(values, env)
	if len(problems) > 0 {
		return nil, fieldProblems(problems)
	}
	want := ledger.Values{}
	for name := range given {
		want[name] = final[name]
	}
	for field := range form.All {
		if field.Computed() {
			want[field.Name] = final[field.Name]
		}
	}
	return want, nil
}

func fieldProblems(problems []ledger.Problem) error {
	out := FieldProblems{}
	for _, p := range problems {
		if _, twice := out[p.Field]; !twice {
			out[p.Field] = p.Message
		}
	}
	return out
}

// Tag sets which tasks of the plan a record counts for and the code of an outside criterion.
func (o *Office) Tag(ctx context.Context, who string, id ledger.ID, tasks []string, criterion string) error {
	err := o.Correct(ctx, who, id, ledger.Values{taskField: ledger.ListValue(tasks...), criterionField: ledger.TextValue(clean(criterion))}, "")
	if errors.Is(err, &Fault{Key: "correct_nothing"}) {
		return nil
	}
	return err
}

// Remark writes to the unit about a record or one field of it, whatever the record's standing.
func (o *Office) Remark(ctx context.Context, who string, id ledger.ID, text, field string) error {
	text, err := message(text, "text_missing")
	if err != nil {
		return err
	}
	return o.act(ctx, id, func(_ *ledger.Record, row Row, c *ledger.Change) error {
		if err := o.knownField(row, field); err != nil {
			return err
		}
		c.Kind, c.Author, c.Text, c.Field = ledger.KindReply, who, text, field
		return nil
	})
}
