package tui

import (
	"errors"

	"github.com/nghia-hung/sothon/ledger"
)

// Names of fields that the program fills in itself.
const fieldReporter = "nguoi_bao"

var errNoRecord = errors.New("no such record")

// load reads what the session begins with.
func (b beginning) load(a *app) func() (source, error) {
	store, catalogue, now := a.Store, a.Catalogue, a.Now
	env := ledger.Env{Today: a.today()}
	return func() (source, error) {
		if b.form == "" {
			return loadExisting(store, catalogue, b.record)
		}
		form := catalogue.Form(b.form)
		if form == nil {
			return source{}, nil
		}
		id, err := store.NewID()
		if err != nil {
			return source{}, err
		}
		who, err := store.Identity()
		if err != nil {
			return source{}, err
		}
		values := form.Defaults(env)
		if form.Field(fieldReporter) != nil && values[fieldReporter].IsEmpty() {
			values[fieldReporter] = ledger.TextValue(cutRunes(who.Person, form.Field(fieldReporter).MaxLength))
		}
		if !b.parent.IsZero() && form.ParentLink != "" {
			values[form.ParentLink] = ledger.TextValue(b.parent.String())
		}
		src := source{form: form, policy: who.Unit.Policy, draft: ledger.Draft{ID: id, Form: form.Name,
			Version: form.Version, Values: values, Updated: now()}}
		if src.titles, err = linkTitles(store, form, values); err != nil {
			return src, err
		}
		return src, src.addLast(store, b.parent)
	}
}

// cutRunes is the beginning of a text that a field takes.
func cutRunes(s string, most int) string {
	if runes := []rune(s); most > 0 && len(runes) > most {
		return string(runes[:most])
	}
	return s
}

// loadExisting reads a draft, or makes one that changes a record.
func loadExisting(store Store, catalogue *ledger.Catalogue, id ledger.ID) (source, error) {
	e, err := store.Entry(id)
	if err != nil {
		return source{}, err
	}
	if e == nil {
		return source{}, errNoRecord
	}
	who, err := store.Identity()
	if err != nil {
		return source{}, err
	}
	src := source{rejected: e.Rejected, policy: who.Unit.Policy}
	switch {
	case e.Draft != nil:
		src.draft = *e.Draft
	default:
		src.draft = ledger.Draft{ID: id, Form: e.Record.Form, Version: e.Record.Version, Edits: true}
	}
	if src.draft.Edits {
		src.record = e.Record
	}
	src.form = formOf(catalogue, src.draft.Form, src.draft.Version)
	if src.form == nil {
		return src, nil
	}
	values := src.draft.Values.Clone()
	if src.record != nil {
		for name, v := range src.record.Values() {
			if _, ok := values[name]; !ok {
				values[name] = v
			}
		}
	}
	if src.titles, err = linkTitles(store, src.form, values); err != nil || src.draft.Edits {
		return src, err
	}
	parent, _ := ledger.ParseID(values[src.form.ParentLink].Text)
	return src, src.addLast(store, parent)
}

// formOf is the version a record was filled with, else the newest one of its form.
func formOf(c *ledger.Catalogue, name string, version int) *ledger.Form {
	if f := c.Version(name, version); f != nil {
		return f
	}
	return c.Form(name)
}

// linkTitles names the records that the values link to.
func linkTitles(store Store, form *ledger.Form, values ledger.Values) (map[string]string, error) {
	titles := map[string]string{}
	for f := range form.All {
		v := values[f.Name]
		if f.Type != ledger.TypeRecord || v.Kind != ledger.Text {
			continue
		}
		id, err := ledger.ParseID(v.Text)
		if err != nil {
			continue
		}
		e, err := store.Entry(id)
		if err != nil {
			return nil, err
		}
		if e != nil {
			titles[v.Text] = oneLine(e.Title)
		}
	}
	return titles, nil
}
