package tui

import (
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// Undoing the last act of this laptop: nothing is taken out of the book; a new change gives the
// record the answers and the standing it had before.

// undoing is what has to be written to undo the newest change of a record.
type undoing struct {
	draft    ledger.Draft
	last     *ledger.Change
	withdraw bool // it was withdrawn before
	why      say  // why the newest change cannot be undone
}

func (u undoing) possible() bool { return u.why == say{} }

// undoOf works out how to undo the newest change of a record, which must be one of device own.
func undoOf(e *ledger.Entry, form *ledger.Form, own ledger.DeviceID) undoing {
	u := undoing{}
	switch {
	case form == nil || len(e.Changes) == 0:
		u.why = wUnknownForm
		return u
	case e.Draft != nil:
		u.why = wUndoDraft
		return u
	}
	u.last = e.Changes[len(e.Changes)-1]
	before := ledger.Fold(e.Changes[:len(e.Changes)-1])
	switch {
	case u.last.Device != own || u.last.Kind.ByOffice():
		u.why = wUndoNotOwn
	case u.last.Kind == ledger.KindComment:
		u.why = wUndoMessage
	case u.last.ID == u.last.Record:
		u.why = wUndoFirst
	case before.State == ledger.Returned:
		u.why = wUndoReturned
	case len(before.Conflicts()) > 0:
		u.why = wUndoConflict
	}
	if !u.possible() {
		return u
	}
	was := before.Values()
	u.draft = ledger.Draft{ID: e.Record.ID, Form: form.Name, Version: form.Version, Edits: true, Values: ledger.Values{}}
	for _, set := range u.last.Set {
		if f := form.Field(set.Field); f != nil && f.Stored() && !f.Computed() {
			u.draft.Values[set.Field] = was[set.Field]
		}
	}
	u.withdraw = before.State == ledger.Withdrawn
	return u
}

var errUndoLate = errors.New("another change has arrived meanwhile")

// undo writes what undoes the newest change, if that is still the one that was shown.
func undo(store Store, catalogue *ledger.Catalogue, id, shown ledger.ID, own ledger.DeviceID) ([]ledger.Problem, error) {
	e, err := store.Entry(id)
	if err != nil {
		return nil, err
	}
	if e == nil || e.Record == nil {
		return nil, errNoRecord
	}
	u := undoOf(e, formOf(catalogue, e.Record.Form, e.Record.Version), own)
	if !u.possible() || u.last.ID != shown {
		return nil, errUndoLate
	}
	if len(u.draft.Values) > 0 || !u.withdraw {
		if problems, err := store.Commit(u.draft, ledger.KindFinalize); err != nil || len(problems) > 0 {
			return problems, err
		}
	}
	if u.withdraw {
		return nil, store.Act(id, ledger.KindWithdraw, "", "")
	}
	return nil, nil
}

// askUndo tells what would be undone and asks.
func (s *recordScreen) askUndo(a *app) tea.Cmd {
	u := undoOf(s.data.entry, s.data.form, s.data.identity.Device)
	if !u.possible() {
		a.complain(u.why)
		return nil
	}
	var back []string
	for _, set := range u.last.Set {
		if v, ok := u.draft.Values[set.Field]; ok {
			back = append(back, a.lang.t(wBeforeAfter, s.label(a, set.Field), oneLine(s.data.show(a, set.Field, set.Value)),
				oneLine(s.data.show(a, set.Field, v))))
		}
	}
	switch {
	case u.withdraw:
		back = append(back, a.lang.t(wUndoWithdrawn))
	case u.last.Kind == ledger.KindWithdraw:
		back = append(back, a.lang.t(wUndoCounts))
	}
	shown := u.last.ID
	return a.push(&choosingScreen{
		title: a.lang.t(wUndoTitle), text: a.lang.t(wUndoAsk, strings.Join(back, "; ")), about: wHelpUndo,
		options: []option{
			{a.lang.t(wUndoNo), func(a *app) tea.Cmd { return a.pop() }},
			{a.lang.t(wUndoYes), func(a *app) tea.Cmd { return tea.Batch(a.pop(), s.undo(a, shown)) }},
		},
	})
}

func (s *recordScreen) undo(a *app, shown ledger.ID) tea.Cmd {
	store, catalogue, id, own, lang := a.Store, a.Catalogue, s.id, s.data.identity.Device, a.lang
	var cmd tea.Cmd
	s.acting, cmd = ask(a, func() (say, error) {
		problems, err := undo(store, catalogue, id, shown, own)
		if err == nil && len(problems) > 0 {
			err = errors.New(lang.w(problems[0].Message))
		}
		return wUndone, err
	})
	return cmd
}
