package main

import (
	"fmt"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
)

// wordsCounted set what the office counts of an approved record beside what is proposed since.
var wordsCounted = ledger.Words{Vi: "%s: xã đang tính: %s · đề nghị sửa: %s", En: "%s: counted: %s · proposed: %s"}

// lockedNote says of a record or draft what becomes of it when its day lies in a locked period, and
// adds that to a command's notes.
func (a *app) lockedNote(store *localdb.Store, id ledger.ID, notes *[]string) error {
	e, err := store.Entry(id)
	if err != nil || e == nil {
		return err
	}
	own, err := store.Identity()
	form := formOf(e.Record.Form, e.Record.Version)
	if err != nil || form == nil {
		return err
	}
	hint := own.Unit.Policy.LockedHint(form, written(e), a.env().Today).In(a.Lang)
	if hint != "" {
		*notes = append(*notes, hint)
		fmt.Fprintln(a.Stderr, hint)
	}
	return nil
}

// tellProposal prints what counts of an approved record beside what is proposed.
func (a *app) tellProposal(form *ledger.Form, r *ledger.Record) {
	a.Put(sayPeriod.Proposal, r.ProposalWords())
	counted, now := r.Counted(), r.Values()
	all := over(counted, now)
	for _, name := range orderedFields(form, all) {
		if was, is := counted[name], now[name]; !was.Equal(is) {
			fmt.Fprintln(a.Stdout, cli.Say(wordsCounted, labelOf(form, name, a.Lang), showValue(form, name, was, a.Lang), showValue(form, name, is, a.Lang)).In(a.Lang))
		}
	}
}
