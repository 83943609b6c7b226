package commune

import (
	"slices"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// step is one change in a record's history as it is shown.
type step struct {
	Act, By, When, Class, Text string
	Changes                    []edit
	First                      string // said instead of Changes where a record began
}

// edit is what a change did to one field.
type edit struct{ Label, Before, After string }

// history tells what every change did, newest first: who, when, on which laptop, and for each field
// the value its author saw and the one put in its place.
func (o *opened) history() []step {
	ordered := slices.Clone(o.changes)
	slices.SortStableFunc(ordered, func(a, b *ledger.Change) int { return b.Clock.Compare(a.Clock) })
	values := map[ledger.ID]map[string]ledger.Value{}
	for _, c := range ordered {
		values[c.ID] = map[string]ledger.Value{}
		for _, a := range c.Set {
			values[c.ID][a.Field] = a.Value
		}
	}
	steps := make([]step, len(ordered))
	for i, c := range ordered {
		steps[i] = o.step(c, values)
	}
	return steps
}

func (o *opened) step(c *ledger.Change, values map[ledger.ID]map[string]ledger.Value) step {
	s := step{Act: o.word("act_" + c.Kind.String()), By: o.by(c), When: o.at(c), Text: strings.TrimSpace(c.Text)}
	if got := o.received[c.ID]; !got.Received.IsZero() && c.Device != o.office.commune.ID {
		s.When += " · " + o.word("received_at", when(got.Received, ""))
	}
	if c.Field != "" {
		s.Text = o.word("about_field", o.label(c.Field)) + ": " + s.Text
	}
	switch c.Kind {
	case ledger.KindApprove:
		s.Class = "good"
	case ledger.KindReturn, ledger.KindWithdraw:
		s.Class = "bad"
	default:
	}
	if c.ID == c.Record && len(c.Set) > 0 {
		s.First = o.word("first_write", len(c.Set))
		return s
	}
	for _, a := range c.Set {
		var before []string
		for _, base := range a.Base {
			if text := o.show(a.Field, values[base][a.Field]); text != "" && !slices.Contains(before, text) {
				before = append(before, text)
			}
		}
		s.Changes = append(s.Changes, edit{Label: o.label(a.Field), Before: strings.Join(before, " / "), After: o.show(a.Field, a.Value)})
	}
	return s
}

// by tells who made a change and where.
func (o *opened) by(c *ledger.Change) string {
	who := c.Author
	if c.Typist != "" && c.Typist != c.Author {
		who = o.word("typed_by", c.Author, c.Typist)
	}
	if c.Device == o.office.commune.ID {
		if who == "" {
			return o.word("at_office")
		}
		return o.word("office_by", who)
	}
	d := o.devices[c.Device]
	if who == "" {
		who = d.Person
	}
	laptop := d.Computer
	if laptop == "" {
		laptop = c.Device.String()[:8]
	}
	return strings.TrimPrefix(who+" · "+o.word("on_laptop", laptop), " · ")
}

// at is when a change was made: its laptop's clock, set right by what that was wrong at the last
// contact.
func (o *opened) at(c *ledger.Change) string {
	return when(time.UnixMilli(c.Wall+c.Offset), "")
}
