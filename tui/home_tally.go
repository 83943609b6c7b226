package tui

import (
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// tally is what the home screen tells of a form: of models how many are going on, of the rest how
// many records this administrative month has and how many people took part.
type tally struct {
	records int
	people  viet.Number // 0 when the form does not count people, or there are too many records to add up
	goingOn bool        // records is the number of models going on, of all years
}

// The form's fields that the home screen counts by.
const (
	fieldPeople = "tong_so"
	fieldState  = "trang_thai"
)

// statesGoingOn are the states of a model that somebody works on.
var statesGoingOn = map[string]bool{"dang_lam": true, "nhan_rong": true}

// tallyLimit bounds how many records are opened for one tally.
const tallyLimit = 200

// count works out a form's tally.
func count(store Store, f *ledger.Form, month ledger.Period) (t tally, err error) {
	q := ledger.Query{Form: f.Name, From: month.From.String(), To: month.To.String()}
	if goesOn(f) {
		q = ledger.Query{Form: f.Name, Limit: tallyLimit + 1}
	}
	list, err := store.List(q)
	if err != nil {
		return t, err
	}
	t.goingOn = goesOn(f) && len(list) <= tallyLimit
	for _, r := range list {
		if r.Status == ledger.StatusDraft || r.Status == ledger.StatusWithdrawn {
			continue
		}
		if len(list) > tallyLimit || !t.goingOn && f.Field(fieldPeople) == nil {
			t.records++
			continue
		}
		e, err := store.Entry(r.ID)
		if err != nil {
			return t, err
		}
		t.add(e)
	}
	return t, nil
}

// add counts one record.
func (t *tally) add(e *ledger.Entry) {
	if e == nil || e.Record == nil {
		return
	}
	values := e.Record.Values()
	switch {
	case !t.goingOn:
		t.records++
		if sum, ok := t.people.Add(values[fieldPeople].Num); ok {
			t.people = sum
		}
	case statesGoingOn[values[fieldState].Text]:
		t.records++
	}
}

// goesOn reports a form whose records go on for longer than a day and say whether they still do.
func goesOn(f *ledger.Form) bool {
	state := f.Field(fieldState)
	if state == nil {
		return false
	}
	for _, c := range state.Choices {
		if statesGoingOn[c.Name] {
			return true
		}
	}
	return false
}

// tally puts a form's tally into words.
func (l language) tally(f *ledger.Form, t tally) string {
	switch {
	case t.goingOn && t.records == 0:
		return l.t(wNoneGoingOn)
	case t.goingOn && l == "en":
		return l.t(wGoingOn, number(t.records))
	case t.goingOn:
		return l.t(wGoingOn, l.counted(f, t.records))
	case t.records == 0:
		return l.t(wNoneThisMonth)
	}
	text := l.t(wThisMonth, l.counted(f, t.records))
	if t.people > 0 {
		text += " · " + l.count(int(t.people.Whole()), nPeople)
	}
	return text
}
