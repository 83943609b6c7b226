package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
)

func (a *app) showCommand() *cobra.Command {
	var history bool
	cmd := a.command("show ID [--history] [--json]", sayHelp.Show,
		func(_ *cobra.Command, args []string) error { return a.show(args[0], history) })
	cmd.Flags().BoolVar(&history, "history", false, sayHelp.FlagHistory.In(a.lang))
	return a.withJSON(cmd)
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
		doc := documentOf(entry, a.lang)
		if a.json {
			return a.putJSON(doc)
		}
		a.tellRecord(entry, doc)
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
		return misuse(sayErr.BadID, typed)
	}
	return nil
}

// find finds a record or draft by its id or by the beginning of it, if only one begins so.
func find(store *localdb.Store, typed string) (*ledger.Entry, error) {
	if id, err := ledger.ParseID(typed); err == nil {
		entry, err := store.Entry(id)
		if err == nil && entry == nil {
			return nil, fail("no_record", sayErr.NoRecord, typed)
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
		return nil, fail("no_record", sayErr.NoRecord, typed)
	case 1:
		return store.Entry(found[0])
	}
	return nil, misuse(sayErr.ManyRecords, typed, len(found), found[0], found[1])
}

// tellRecord prints a record for a person: what it is, every answer with its label, what needs a
// person's attention.
func (a *app) tellRecord(e *ledger.Entry, doc document) {
	form := formOf(doc.Form, doc.Version)
	title := doc.Form
	if form != nil {
		title = form.Title.In(a.lang)
	}
	fmt.Fprintf(a.stdout, "%s\n%s · %s · %s\n\n", doc.Title, title, sayOut.statuses()[e.Status].In(a.lang), doc.ID)
	var t table
	for _, name := range orderedFields(form, doc.Values) {
		label, text := name, plainValue(doc.Values[name])
		if form != nil {
			if field := form.Field(name); field != nil {
				label, text = field.Label.In(a.lang), field.Echo(doc.Values[name], a.lang)
			}
		}
		t.add(label, strings.ReplaceAll(text, "\n", " "))
	}
	t.write(a.stdout)
	for _, c := range doc.Conflicts {
		fmt.Fprintln(a.stdout, "\n"+say(sayOut.Conflict, labelOf(form, c.Field, a.lang)).In(a.lang))
		for _, v := range c.Values {
			fmt.Fprintln(a.stdout, "  "+say(sayOut.ConflictValue, showValue(form, c.Field, v.Value, a.lang), someone(v.Author), a.whenText(v.At)).In(a.lang))
		}
	}
	if doc.Rejected != nil {
		fmt.Fprintln(a.stdout, "\n"+say(sayOut.NotCounted, doc.Rejected.Message).In(a.lang))
	}
	for _, m := range doc.Messages {
		from := sayOut.FromUnit
		if m.Office {
			from = sayOut.FromOffice
		}
		fmt.Fprintln(a.stdout, "\n"+say(from, a.whenText(m.At), strings.TrimSpace(labelOf(form, m.Field, a.lang)+" «"+m.Text+"»")).In(a.lang))
	}
	if doc.Draft != nil {
		a.put(sayOut.HasDraft)
	}
}

// tellHistory prints every change, oldest first.
func (a *app) tellHistory(doc document) {
	form := formOf(doc.Form, doc.Version)
	fmt.Fprintln(a.stdout, "\n"+sayOut.History.In(a.lang))
	for _, h := range doc.History {
		line := a.whenText(h.At) + "  " + sayOut.kinds()[h.Kind].In(a.lang) + "  " + someone(h.Author)
		if h.Typist != "" {
			line += say(sayOut.TypedBy, h.Typist).In(a.lang)
		}
		if h.Pending {
			line += " · " + sayOut.statuses()[ledger.StatusQueued].In(a.lang)
		}
		fmt.Fprintln(a.stdout, line)
		for _, name := range orderedFields(form, h.Set) {
			fmt.Fprintf(a.stdout, "    %s: %s\n", labelOf(form, name, a.lang), showValue(form, name, h.Set[name], a.lang))
		}
		if h.Text != "" {
			fmt.Fprintf(a.stdout, "    «%s»\n", h.Text)
		}
	}
}

func (a *app) whenText(rfc string) string {
	t, err := time.Parse(time.RFC3339, rfc)
	if err != nil {
		return rfc
	}
	return a.when(t)
}

func someone(name string) string {
	if name == "" {
		return "—"
	}
	return name
}
