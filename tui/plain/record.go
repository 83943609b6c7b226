package plain

import (
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// shown is an answer in words; a link is called by its record.
func (t *talk) shown(f *ledger.Field, v ledger.Value) string {
	if f.Type == ledger.TypeRecord {
		if id, err := ledger.ParseID(v.Text); err == nil {
			if e, err := t.Store.Entry(id); err == nil && e != nil {
				return e.Title
			}
		}
	}
	return strings.ReplaceAll(f.Echo(v, t.Lang), "\n", "; ")
}

func (t *talk) shownRow(f *ledger.Field, row ledger.Row) string {
	var parts []string
	for i := range f.Fields {
		cell := &f.Fields[i]
		if v := row[cell.Name]; !v.IsEmpty() {
			parts = append(parts, cell.Label.In(t.Lang)+" "+t.shown(cell, v))
		}
	}
	return strings.Join(parts, ", ")
}

// show reads one record out and asks what to do with it.
func (t *talk) show(id ledger.ID) error {
	for {
		e, err := t.Store.Entry(id)
		if err != nil || e == nil {
			t.say(wGone)
			return nil
		}
		form := t.formOf(e.Record.Form, e.Record.Version)
		if form == nil {
			t.say(wUnknownForm)
			return nil
		}
		t.tell(e, form)
		acts := t.acts(e, form)
		rows := make([]string, len(acts))
		for i, a := range acts {
			rows[i] = a.name
		}
		at, err := t.choose(wWhatNow, rows)
		if err != nil || at < 0 {
			return err
		}
		if err := acts[at].do(); err != nil {
			return err
		}
	}
}

// act is something that can be done with a record.
type act struct {
	name string
	do   func() error
}

func (t *talk) acts(e *ledger.Entry, form *ledger.Form) []act {
	id := e.Record.ID
	var acts []act
	for _, field := range e.Record.Conflicts() {
		if f := form.Field(field); f != nil && !f.Computed() {
			acts = append(acts, act{t.in(wSettle, f.Label.In(t.Lang)), func() error { return t.settle(e.Record, form, f) }})
		}
	}
	for _, child := range t.Catalogue.Children(form.Name) {
		acts = append(acts, act{t.in(wFollow, child.Title.In(t.Lang)), func() error { return t.write(child, id) }})
	}
	return append(acts,
		act{t.word(wEdit), func() error { return t.resume(id) }},
		act{t.word(wMessage), func() error { return t.message(id) }},
		act{t.word(wHistory), func() error { t.history(e, form); return nil }},
		act{t.word(wWithdraw), func() error { return t.withdraw(id) }})
}

// tell reads a record out: how it stands, its answers, what was written about it.
func (t *talk) tell(e *ledger.Entry, form *ledger.Form) {
	t.put("")
	t.put(form.Title.In(t.Lang) + ": " + e.Title + ". " + t.word(statusWords[e.Status]))
	if e.Rejected != nil {
		t.say(wProblem, e.Rejected.Reason.In(t.Lang))
	}
	if text, field := e.Record.Reason(); text != "" {
		if f := form.Field(field); f != nil {
			text = f.Label.In(t.Lang) + ": " + text
		}
		t.say(wReturned, text)
	}
	values := e.Record.Values()
	for f := range form.All {
		v := values[f.Name]
		if v.IsEmpty() || !f.Stored() {
			continue
		}
		t.put(f.Label.In(t.Lang) + ": " + t.shown(f, v))
		if f.Type != ledger.TypeFile || t.Files == nil {
			continue
		}
		for _, file := range v.Files() {
			t.put(file.Name + ": " + t.Files.Standing(file.SHA256).Words().In(t.Lang))
		}
	}
	for _, m := range e.Record.Messages {
		who := m.Author
		if m.Office {
			who = t.in(wOffice, who)
		}
		t.say(wMessageLine, moment(m.Wall), who, m.Text)
	}
}

func moment(wall int64) string { return time.UnixMilli(wall).In(viet.Zone).Format("15:04 02/01/2006") }

// history reads out who changed what and when.
func (t *talk) history(e *ledger.Entry, form *ledger.Form) {
	for _, c := range e.Changes {
		who := c.Author
		if c.Kind.ByOffice() {
			who = t.in(wOffice, who)
		}
		t.say(wStep, moment(c.Wall), who, t.word(kindWords[c.Kind]))
		for _, set := range c.Set {
			if f := form.Field(set.Field); f != nil && !f.Computed() {
				t.put("  " + f.Label.In(t.Lang) + ": " + t.shown(f, set.Value))
			}
		}
	}
}

// settle chooses one of the values that laptops wrote without seeing each other.
func (t *talk) settle(r *ledger.Record, form *ledger.Form, f *ledger.Field) error {
	heads := r.Fields[f.Name].Heads
	rows := make([]string, len(heads))
	for i, h := range heads {
		value := t.word(wEmpty)
		if !h.Value.IsEmpty() {
			value = t.shown(f, h.Value)
		}
		rows[i] = t.in(wSide, value, h.Author, moment(h.Wall))
	}
	at, err := t.choose(wWhichSide, rows)
	if err != nil || at < 0 {
		return err
	}
	draft := ledger.Draft{ID: r.ID, Form: r.Form, Version: form.Version, Edits: true,
		Values: ledger.Values{f.Name: heads[at].Value}, Updated: t.Now()}
	problems, err := t.Store.Commit(draft, ledger.KindResolve)
	for _, p := range problems {
		t.say(wProblem, p.Message.In(t.Lang))
	}
	switch {
	case err != nil:
		t.trouble(err)
	case len(problems) == 0:
		t.say(wDone)
	}
	return nil
}

func (t *talk) message(id ledger.ID) error {
	text, err := t.ask(wMessageText)
	if err != nil || text == "" {
		return err
	}
	if err := t.Store.Act(id, ledger.KindComment, "", text); err != nil {
		t.trouble(err)
		return nil
	}
	t.say(wDone)
	return nil
}

func (t *talk) withdraw(id ledger.ID) error {
	yes, err := t.sure(wWithdrawSure)
	if err != nil || !yes {
		return err
	}
	if err := t.Store.Act(id, ledger.KindWithdraw, "", ""); err != nil {
		t.trouble(err)
		return nil
	}
	t.say(wDone)
	return nil
}
