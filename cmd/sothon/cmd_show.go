package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
)

func (a *app) showCommand() *cobra.Command {
	var history bool
	cmd := a.Command("show ID [--history] [--json]", sayHelp.Show,
		func(_ *cobra.Command, args []string) error { return a.show(args[0], history) })
	cmd.Flags().BoolVar(&history, "history", false, sayHelp.FlagHistory.In(a.Lang))
	return a.WithJSON(cmd)
}

// show prints one record or draft whole.
func (a *app) show(id string, history bool) error {
	if err := checkID(id); err != nil {
		return err
	}
	return a.withStore(func(store *localdb.Store) error {
		entry, err := find(store, id)
		if err != nil {
			return err
		}
		doc := documentOf(entry, a.Lang)
		doc.Files = a.filesOf(store, doc)
		if a.JSON {
			return a.PutJSON(doc)
		}
		a.tellRecord(entry, doc)
		a.tellFiles(doc.Files)
		if history {
			a.tellHistory(doc)
		}
		return nil
	})
}

// idLetters are those of a ULID (Crockford's Base32).
const idLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// checkID refuses what cannot be the beginning of an id.
func checkID(typed string) error {
	if typed == "" || len(typed) > 26 || strings.Trim(strings.ToUpper(typed), idLetters) != "" {
		return cli.Misuse(sayErr.BadID, typed)
	}
	return nil
}

// find finds a record or draft by its id or by the beginning of it, if only one begins so.
func find(store *localdb.Store, typed string) (*ledger.Entry, error) {
	if id, err := ledger.ParseID(typed); err == nil {
		entry, err := store.Entry(id)
		if err == nil && entry == nil {
			return nil, cli.Fail("no_record", sayErr.NoRecord, typed)
		}
		return entry, err
	}
	list, err := store.List(ledger.Query{})
	if err != nil {
		return nil, err
	}
	var found []ledger.ID
	for _, s := range list {
		if strings.HasPrefix(s.ID.String(), strings.ToUpper(typed)) {
			found = append(found, s.ID)
		}
	}
	switch len(found) {
	case 0:
		return nil, cli.Fail("no_record", sayErr.NoRecord, typed)
	case 1:
		return store.Entry(found[0])
	}
	return nil, cli.Misuse(sayErr.ManyRecords, typed, len(found), found[0], found[1])
}

// tellRecord prints a record for a person: what it is, every answer with its label, what needs a
// person's attention.
func (a *app) tellRecord(e *ledger.Entry, doc document) {
	form := formOf(doc.Form, doc.Version)
	title := doc.Form
	if form != nil {
		title = form.Title.In(a.Lang)
	}
	fmt.Fprintf(a.Stdout, "%s\n%s · %s · %s\n\n", doc.Title, title, sayOut.statuses()[e.Status].In(a.Lang), doc.ID)
	if e.Record.Proposed() {
		a.tellProposal(form, e.Record)
	}
	var t cli.Table
	for _, name := range orderedFields(form, doc.Values) {
		if len(doc.Values[name].Files()) > 0 {
			continue // told with how far each has come
		}
		label, text := name, plainValue(doc.Values[name])
		if form != nil {
			if field := form.Field(name); field != nil {
				label, text = field.Label.In(a.Lang), field.Echo(doc.Values[name], a.Lang)
			}
		}
		t.Add(label, strings.ReplaceAll(text, "\n", " "))
	}
	t.Write(a.Stdout)
	for _, c := range doc.Conflicts {
		fmt.Fprintln(a.Stdout, "\n"+cli.Say(sayOut.Conflict, labelOf(form, c.Field, a.Lang)).In(a.Lang))
		for _, v := range c.Values {
			fmt.Fprintln(a.Stdout, "  "+cli.Say(sayOut.ConflictValue, showValue(form, c.Field, v.Value, a.Lang), someone(v.Author), a.whenText(v.At)).In(a.Lang))
		}
	}
	if doc.Rejected != nil {
		fmt.Fprintln(a.Stdout, "\n"+cli.Say(sayOut.NotCounted, doc.Rejected.Message).In(a.Lang))
	}
	for _, m := range doc.Messages {
		from := sayOut.FromUnit
		if m.Office {
			from = sayOut.FromOffice
		}
		fmt.Fprintln(a.Stdout, "\n"+cli.Say(from, a.whenText(m.At), strings.TrimSpace(labelOf(form, m.Field, a.Lang)+" «"+m.Text+"»")).In(a.Lang))
	}
	if doc.Draft != nil {
		a.Put(sayOut.HasDraft)
	}
}

// tellHistory prints every change, oldest first.
func (a *app) tellHistory(doc document) {
	form := formOf(doc.Form, doc.Version)
	fmt.Fprintln(a.Stdout, "\n"+sayOut.History.In(a.Lang))
	for _, h := range doc.History {
		line := a.whenText(h.At) + "  " + sayOut.kinds()[h.Kind].In(a.Lang) + "  " + someone(h.Author)
		if h.Typist != "" {
			line += cli.Say(sayOut.TypedBy, h.Typist).In(a.Lang)
		}
		if h.Pending {
			line += " · " + sayOut.statuses()[ledger.StatusQueued].In(a.Lang)
		}
		fmt.Fprintln(a.Stdout, line)
		for _, name := range orderedFields(form, h.Set) {
			fmt.Fprintf(a.Stdout, "    %s: %s\n", labelOf(form, name, a.Lang), showValue(form, name, h.Set[name], a.Lang))
		}
		if h.Text != "" {
			fmt.Fprintf(a.Stdout, "    «%s»\n", h.Text)
		}
	}
}

func (a *app) whenText(rfc string) string {
	t, err := time.Parse(time.RFC3339, rfc)
	if err != nil {
		return rfc
	}
	return cli.When(t)
}

func someone(name string) string {
	if name == "" {
		return "—"
	}
	return name
}
