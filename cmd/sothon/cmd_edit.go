package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
)

func (a *app) editCommand() *cobra.Command {
	var e edit
	cmd := a.Command("edit ID [--set name=value]… [-f FILE|-] [--attach FILE]… [--finalize|--withdraw] [--json]", sayHelp.Edit,
		func(_ *cobra.Command, args []string) error { return a.edit(args[0], e) })
	e.answers.flags(a, cmd)
	cmd.Flags().BoolVar(&e.finalize, "finalize", false, sayHelp.FlagFinalize.In(a.Lang))
	cmd.Flags().BoolVar(&e.withdraw, "withdraw", false, sayHelp.FlagWithdraw.In(a.Lang))
	return a.WithJSON(cmd)
}

// edit is what a command line wants done to one record or draft.
type edit struct {
	answers            answers
	finalize, withdraw bool
}

// edited is what "sothon edit --json" prints.
type edited struct {
	ID       ledger.ID     `json:"id"`
	Status   ledger.Status `json:"status"`
	Problems []faultJSON   `json:"problems"`
	Notes    []string      `json:"notes,omitempty"` // what to know of the record
}

func (a *app) edit(typed string, e edit) error {
	switch {
	case e.withdraw && (e.finalize || e.answers.given()):
		return cli.Misuse(sayErr.WithdrawAlone)
	case !e.withdraw && !e.finalize && !e.answers.given():
		return cli.Misuse(sayErr.NothingToEdit)
	}
	if err := checkID(typed); err != nil {
		return err
	}
	items, err := a.read(e.answers)
	switch {
	case err != nil:
		return err
	case len(items) > 1:
		return cli.Misuse(sayErr.EditMany, len(items))
	}
	return a.withStore(func(store *localdb.Store) error {
		entry, err := find(store, typed)
		if err != nil {
			return err
		}
		if err := a.attach(store, e.answers.attach, items, written(entry)); err != nil {
			return err
		}
		var faults []fault
		var said ledger.Words
		switch {
		case e.withdraw:
			said, err = withdraw(store, entry)
		case isNewDraft(entry):
			said, faults, err = a.editDraft(store, entry.Draft, items[0], e.finalize)
		default:
			said, faults, err = a.editRecord(store, entry, items[0], e.finalize)
		}
		if err != nil {
			return err
		}
		return a.editDone(store, entry.Record.ID, said, faults)
	})
}

// written are the answers that an edit goes on from: the draft's over the record's.
func written(e *ledger.Entry) ledger.Values {
	if e.Draft == nil {
		return e.Record.Values()
	}
	return over(e.Record.Values(), e.Draft.Values)
}

func (a *app) editDone(store *localdb.Store, id ledger.ID, said ledger.Words, faults []fault) error {
	out := edited{ID: id, Problems: []faultJSON{}}
	entry, err := store.Entry(id)
	if err != nil {
		return err
	}
	if entry != nil {
		out.Status = entry.Status
	}
	a.report(faults, &out.Problems)
	if len(faults) == 0 {
		if err := a.lockedNote(store, id, &out.Notes); err != nil {
			return err
		}
	}
	if a.JSON {
		if err := a.PutJSON(out); err != nil {
			return err
		}
	}
	if len(faults) > 0 {
		a.Note(sayErr.NothingEdited)
		return cli.Quiet(cli.Failed, "invalid")
	}
	if !a.JSON {
		fmt.Fprintln(a.Stdout, id)
	}
	a.Note(said)
	return nil
}

// withdraw takes a record back, or throws a new draft away.
func withdraw(store *localdb.Store, e *ledger.Entry) (ledger.Words, error) {
	if isNewDraft(e) {
		return sayOut.DraftDropped, store.DeleteDraft(e.Draft.ID)
	}
	if e.Record.State == ledger.Withdrawn {
		return sayOut.AlreadyWithdrawn, nil
	}
	return sayOut.Withdrawn, store.Act(e.Record.ID, ledger.KindWithdraw, "", "")
}

// editDraft changes a draft of a new record, or hands it in.
func (a *app) editDraft(store *localdb.Store, d *ledger.Draft, it item, finalize bool) (ledger.Words, []fault, error) {
	form := ledger.Default().Version(d.Form, d.Version)
	if form == nil {
		return ledger.Words{}, nil, cli.Fail("form_unknown", sayErr.FormVersion, d.Form, d.Version)
	}
	given, faults := a.given(form, d, it, finalize)
	if len(faults) > 0 {
		return ledger.Words{}, faults, nil
	}
	next := *d
	next.Values, next.Typed, next.Updated = over(d.Values, given), maps.Clone(d.Typed), a.Now()
	maps.DeleteFunc(next.Values, func(_ string, v ledger.Value) bool { return v.IsEmpty() })
	for name := range given {
		delete(next.Typed, name)
	}
	if !finalize {
		return sayOut.DraftSaved, nil, store.SaveDraft(next)
	}
	if p := form.NotAsked(next.Values, a.env()); len(p) > 0 {
		return ledger.Words{}, faultsOf(p, it), nil
	}
	problems, err := store.Commit(next, ledger.KindFinalize)
	return sayOut.Finalized, faultsOf(problems, it), err
}

// given turns the answers of a command line into those of the form. When a draft is handed in, what
// its writer typed and the program could not read counts as an answer, so that it is not passed over.
func (a *app) given(form *ledger.Form, d *ledger.Draft, it item, finalize bool) (ledger.Values, []fault) {
	if len(it.faults) > 0 {
		return nil, it.faults
	}
	raw := it.values.Clone()
	if finalize && d != nil {
		for name, text := range d.Typed {
			if _, ok := raw[name]; !ok {
				raw[name] = ledger.TextValue(text)
			}
		}
	}
	values, problems := form.Input(raw, a.env())
	return values, faultsOf(problems, it)
}

func over(under, top ledger.Values) ledger.Values {
	out := under.Clone()
	for name, v := range top {
		out[name] = v
	}
	return out
}

// editRecord logs a change to a record. A draft of a change that somebody has begun on the screens
// becomes part of it when it is handed in; without that it would be lost, so it is refused.
func (a *app) editRecord(store *localdb.Store, e *ledger.Entry, it item, finalize bool) (ledger.Words, []fault, error) {
	if e.Draft != nil && !finalize {
		return ledger.Words{}, nil, cli.Fail("draft_open", sayErr.DraftOpen, e.Record.ID)
	}
	form := ledger.Default().Version(e.Record.Form, e.Record.Version)
	if form == nil {
		return ledger.Words{}, nil, cli.Fail("form_unknown", sayErr.FormVersion, e.Record.Form, e.Record.Version)
	}
	given, faults := a.given(form, e.Draft, it, finalize)
	if len(faults) > 0 {
		return ledger.Words{}, faults, nil
	}
	if e.Draft != nil {
		given = over(e.Draft.Values, given)
	}
	var lost []ledger.Problem
	for _, p := range form.NotAsked(over(e.Record.Values(), given), a.env()) {
		if _, ok := given[p.Field]; ok {
			lost = append(lost, p)
		}
	}
	if len(lost) > 0 {
		return ledger.Words{}, faultsOf(lost, it), nil
	}
	d := ledger.Draft{ID: e.Record.ID, Form: form.Name, Version: form.Version, Edits: true, Values: given, Updated: a.Now()}
	problems, err := store.Commit(d, editKind(e.Record, given, finalize))
	if err != nil || len(problems) > 0 {
		return ledger.Words{}, faultsOf(problems, it), err
	}
	said, err := editSaid(store, e.Record, finalize)
	return said, nil, err
}

// editKind chooses what an edit is. What was handed in before is handed in again with it, so that
// the office looks at it also when it approves the record at the same moment; settling conflicts
// only leaves the state alone.
func editKind(r *ledger.Record, given ledger.Values, finalize bool) ledger.ChangeKind {
	conflicts := r.Conflicts()
	settles := len(given) > 0
	for name := range given {
		settles = settles && slices.Contains(conflicts, name)
	}
	switch {
	case finalize:
		return ledger.KindFinalize
	case settles:
		return ledger.KindResolve
	case r.State == ledger.Submitted || r.State == ledger.Approved:
		return ledger.KindFinalize
	}
	return ledger.KindSet
}

// editSaid tells what became of the record.
func editSaid(store *localdb.Store, before *ledger.Record, finalize bool) (ledger.Words, error) {
	after, err := store.Entry(before.ID)
	switch {
	case err != nil:
		return ledger.Words{}, err
	case after == nil:
		return sayOut.Edited, nil
	case after.Record.Changes == before.Changes:
		return sayOut.Unchanged, nil
	case len(after.Record.Conflicts()) > 0:
		return sayOut.EditedConflicts, nil
	case after.Record.State == ledger.Returned:
		return cli.Say(sayOut.EditedReturned, after.Record.ID), nil
	case before.State == ledger.Returned && finalize:
		return sayOut.Resent, nil
	}
	return sayOut.Edited, nil
}
