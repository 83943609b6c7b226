package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/sync"
	"github.com/nghia-hung/sothon/viet"
)

// document is one record in JSON: of "sothon show --json" and "sothon export FILE.json".
type document struct {
	ID        ledger.ID         `json:"id"`
	Form      string            `json:"form"`
	Version   int               `json:"version"`
	Unit      string            `json:"unit"`
	Status    ledger.Status     `json:"status"`
	Title     string            `json:"title"`
	Date      string            `json:"date"`
	Updated   string            `json:"updated"`
	Values    ledger.Values     `json:"values"`
	Typed     map[string]string `json:"typed,omitempty"` // amounts as they were written: "5 sào"
	Devices   []ledger.DeviceID `json:"devices"`
	Conflicts []conflictJSON    `json:"conflicts"`
	Messages  []messageJSON     `json:"messages"`
	History   []changeJSON      `json:"history"`
	Rejected  *rejectedJSON     `json:"rejected,omitempty"`
	Draft     *draftJSON        `json:"draft,omitempty"` // an unfinished change to the record

	Counted ledger.Values `json:"counted,omitempty"` // of an approved record that was changed since: what counts until the office agrees

	Files []fileJSON `json:"files,omitempty"` // attached, with how far each has come

	MergedInto ledger.ID   `json:"merged_into,omitzero"` // the record that the office keeps in its place
	Merged     []ledger.ID `json:"merged,omitempty"`     // the records that the office merged into it
}

type conflictJSON struct {
	Field  string     `json:"field"`
	Values []sideJSON `json:"values"` // the one in use first
}

type sideJSON struct {
	Value  ledger.Value    `json:"value"`
	Author string          `json:"author"`
	Device ledger.DeviceID `json:"device"`
	At     string          `json:"at"`
}

type messageJSON struct {
	Kind   string `json:"kind"`
	Author string `json:"author"`
	Office bool   `json:"office"`
	Field  string `json:"field,omitempty"`
	Text   string `json:"text"`
	At     string `json:"at"`
}

type changeJSON struct {
	ID      ledger.ID       `json:"id"`
	Kind    string          `json:"kind"`
	Author  string          `json:"author"`
	Typist  string          `json:"typist,omitempty"`
	Device  ledger.DeviceID `json:"device"`
	At      string          `json:"at"`
	Set     ledger.Values   `json:"set,omitempty"`
	Field   string          `json:"field,omitempty"`
	Text    string          `json:"text,omitempty"`
	Pending bool            `json:"pending"`
}

type draftJSON struct {
	Values  ledger.Values     `json:"values"`
	Typed   map[string]string `json:"typed,omitempty"` // what is not an answer yet
	Updated string            `json:"updated"`
}

// documentOf puts an entry of this laptop's store into JSON's shape.
func documentOf(e *ledger.Entry, lang string) document {
	d := document{Status: e.Status, Title: e.Title, Date: e.Date, Updated: stamp(e.Updated), Devices: []ledger.DeviceID{},
		Values: ledger.Values{}, Conflicts: []conflictJSON{}, Messages: []messageJSON{}, History: []changeJSON{}}
	d.fromRecord(e)
	switch {
	case isNewDraft(e):
		d.Values, d.Typed = e.Draft.Values, maps.Clone(e.Draft.Typed)
	case e.Draft != nil:
		d.Draft = &draftJSON{Values: e.Draft.Values, Typed: e.Draft.Typed, Updated: stamp(e.Draft.Updated)}
	}
	if e.Rejected != nil {
		d.Rejected = &rejectedJSON{ID: d.ID, Change: e.Rejected.ID, Code: e.Rejected.Code, Field: e.Rejected.Field,
			Message: e.Rejected.Reason.In(lang)}
		if d.Rejected.Message == "" {
			d.Rejected.Message = sync.Explain(&ledger.Error{Code: e.Rejected.Code}).In(lang)
		}
	}
	for name, v := range d.Values {
		if v.Kind == ledger.Num && v.Text != "" {
			if d.Typed == nil {
				d.Typed = map[string]string{}
			}
			d.Typed[name] = v.Text
		}
	}
	return d
}

// isNewDraft reports whether the entry is only a draft, of a record that has no change yet.
func isNewDraft(e *ledger.Entry) bool {
	return e.Draft != nil && e.Record.Changes == 0
}

func (d *document) fromRecord(e *ledger.Entry) {
	r := e.Record
	d.ID, d.Form, d.Version, d.Unit, d.Values = r.ID, r.Form, r.Version, r.Unit, r.Values()
	d.Devices = append(d.Devices, r.Devices...)
	d.MergedInto, d.Merged = r.MergedInto(), r.Merged()
	if r.Proposed() {
		d.Counted = r.Counted()
	}
	for _, name := range r.Conflicts() {
		c := conflictJSON{Field: name}
		for _, h := range r.Fields[name].Heads {
			c.Values = append(c.Values, sideJSON{h.Value, h.Author, h.Device, stamp(time.UnixMilli(h.Wall))})
		}
		d.Conflicts = append(d.Conflicts, c)
	}
	for _, m := range r.Messages {
		d.Messages = append(d.Messages, messageJSON{m.Kind.String(), m.Author, m.Office, m.Field, m.Text, stamp(time.UnixMilli(m.Wall))})
	}
	for _, c := range e.Changes {
		h := changeJSON{ID: c.ID, Kind: c.Kind.String(), Author: c.Author, Typist: c.Typist, Device: c.Device,
			At: stamp(time.UnixMilli(c.Wall)), Field: c.Field, Text: c.Text, Pending: e.Pending[c.ID], Set: ledger.Values{}}
		for _, s := range c.Set {
			h.Set[s.Field] = s.Value
		}
		d.History = append(d.History, h)
	}
}

// stamp is a time in Viet Nam as RFC 3339 has it.
func stamp(t time.Time) string { return t.In(viet.Zone).Format(time.RFC3339) }

// formOf is the form version a record was filled with, or the latest, or nil.
func formOf(name string, version int) *ledger.Form {
	if f := ledger.Default().Version(name, version); f != nil {
		return f
	}
	return ledger.Default().Form(name)
}

// orderedFields names the fields that have a value (or were emptied), in the order of the form and
// those it does not know at the end.
func orderedFields(form *ledger.Form, values ledger.Values) []string {
	var names []string
	if form != nil {
		for f := range form.All {
			if _, ok := values[f.Name]; ok {
				names = append(names, f.Name)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func labelOf(form *ledger.Form, name, lang string) string {
	if form != nil {
		if f := form.Field(name); f != nil {
			return f.Label.In(lang)
		}
	}
	return name
}

func showValue(form *ledger.Form, name string, v ledger.Value, lang string) string {
	text := plainValue(v)
	if form != nil {
		if f := form.Field(name); f != nil {
			text = f.Echo(v, lang)
		}
	}
	if v.IsEmpty() {
		return "—"
	}
	return strings.ReplaceAll(text, "\n", " ")
}

// plainValue shows a value of a field that no known form has.
func plainValue(v ledger.Value) string {
	if v.Kind == ledger.Text {
		return v.Text
	}
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}
