package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
)

func (a *app) addCommand() *cobra.Command {
	var in answers
	var draft bool
	cmd := a.Command("add FORM [-f FILE|-] [--set name=value]… [--attach FILE]… [--draft] [--json]", sayHelp.Add,
		func(_ *cobra.Command, args []string) error { return a.add(args[0], in, draft) })
	in.flags(a, cmd)
	cmd.Flags().BoolVar(&draft, "draft", false, sayHelp.FlagDraft.In(a.Lang))
	return a.WithJSON(cmd)
}

// added is what "sothon add --json" prints.
type added struct {
	IDs      []ledger.ID `json:"ids"`
	Problems []faultJSON `json:"problems"`
	Notes    []string    `json:"notes,omitempty"` // what to know of records that were written
}

// add writes records, each wholly or not at all.
func (a *app) add(formName string, in answers, draft bool) error {
	form, err := findForm(formName)
	if err != nil {
		return err
	}
	if !in.given() {
		return cli.Misuse(sayErr.NothingToAdd, form.Name)
	}
	items, err := a.read(in)
	if err != nil {
		return err
	}
	out := added{IDs: []ledger.ID{}, Problems: []faultJSON{}}
	refused := 0
	err = a.withStore(func(store *localdb.Store) error {
		if err := a.attach(store, in.attach, items, nil); err != nil {
			return err
		}
		for _, it := range items {
			id, faults, err := a.addOne(store, form, it, draft)
			if err != nil {
				return err
			}
			if len(faults) > 0 {
				refused++
				a.report(faults, &out.Problems)
				continue
			}
			out.IDs = append(out.IDs, id)
			if err := a.lockedNote(store, id, &out.Notes); err != nil {
				return err
			}
			if !a.JSON {
				fmt.Fprintln(a.Stdout, id)
			}
		}
		return nil
	})
	return a.addDone(out, refused, draft, err)
}

// addDone says how it went. Of records written before an error the ids are out already, or come
// with the JSON.
func (a *app) addDone(out added, refused int, draft bool, err error) error {
	if a.JSON && (err == nil || len(out.IDs) > 0) {
		if jerr := a.PutJSON(out); jerr != nil {
			return jerr
		}
	}
	if err != nil {
		return err
	}
	switch {
	case refused == 0 && draft:
		a.Note(sayOut.AddedDrafts, len(out.IDs))
	case refused == 0:
		a.Note(sayOut.Added, len(out.IDs))
	case len(out.IDs) == 0:
		a.Note(sayErr.NothingAdded)
		return cli.Quiet(cli.Failed, "invalid")
	default:
		a.Note(sayErr.SomeAdded, len(out.IDs), refused)
		return cli.Quiet(cli.Rejected, "invalid")
	}
	return nil
}

// report prints faults, one a line, and keeps them for JSON.
func (a *app) report(faults []fault, out *[]faultJSON) {
	for _, f := range faults {
		fmt.Fprintln(a.Stderr, f.text(a.Lang))
		*out = append(*out, f.in(a.Lang))
	}
}

// addOne writes one record, or says what is wrong with it and writes nothing.
func (a *app) addOne(store *localdb.Store, form *ledger.Form, it item, draft bool) (ledger.ID, []fault, error) {
	values, faults := a.understand(form, it, draft)
	if len(faults) > 0 {
		return ledger.ID{}, faults, nil
	}
	id, err := store.NewID()
	if err != nil {
		return ledger.ID{}, nil, err
	}
	d := ledger.Draft{ID: id, Form: form.Name, Version: form.Version, Values: values, Updated: a.Now()}
	if draft {
		return id, nil, store.SaveDraft(d)
	}
	problems, err := store.Commit(d, ledger.KindFinalize)
	return id, faultsOf(problems, it), err
}

// understand turns the raw answers of a new record into those of its form. Unless it stays a draft,
// answers that the form does not ask for are faults too: they would be lost. What is missing or does
// not agree is told together with what cannot be read, so that all can be mended at once.
func (a *app) understand(form *ledger.Form, it item, draft bool) (ledger.Values, []fault) {
	if len(it.faults) > 0 {
		return nil, it.faults
	}
	values, problems := form.Input(it.values, a.env())
	env := a.env()
	env.Unclear = map[string]bool{}
	for _, p := range problems {
		env.Unclear[p.FieldName()] = true
	}
	if !draft {
		problems = append(problems, form.NotAsked(values, env)...)
	}
	if len(problems) > 0 && !draft {
		_, more := form.Finalize(values, env)
		for _, p := range more {
			if !names(problems, p.FieldName()) {
				problems = append(problems, p)
			}
		}
	}
	return values, faultsOf(problems, it)
}

func names(problems []ledger.Problem, field string) bool {
	return slices.ContainsFunc(problems, func(p ledger.Problem) bool { return p.FieldName() == field })
}

func faultsOf(problems []ledger.Problem, it item) []fault {
	var faults []fault
	for _, p := range problems {
		faults = append(faults, faultOf(p, it))
	}
	return faults
}

// findForm finds a form by name.
func findForm(name string) (*ledger.Form, error) {
	catalogue := ledger.Default()
	if f := catalogue.Form(name); f != nil {
		return f, nil
	}
	var known []string
	for _, f := range catalogue.Forms() {
		known = append(known, f.Name)
	}
	if near := cli.Nearest(name, known); near != "" {
		return nil, cli.Misuse(sayErr.UnknownFormNear, name, near)
	}
	return nil, cli.Misuse(sayErr.UnknownForm, name)
}
