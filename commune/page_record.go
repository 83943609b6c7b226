package commune

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// opened is one record with all that its page shows of it.
type opened struct {
	Item
	rec      *ledger.Record
	form     *ledger.Form // of its version, else the latest, nil when it is not known here
	changes  []*ledger.Change
	received map[ledger.ID]Logged
	number   uint64 // the newest change's, by which a form tells what it was filled in on
	places   map[string]string
	devices  map[ledger.DeviceID]Device
	office   *Office
	lang     string
	arrived  map[ledger.Hash]bool // attached files, whether all of each is here
	proposal *Proposal            // what the unit asks to change of an approved record, nil for nothing
}

// open reads one record. The Fault "record_unknown" tells that there is none.
func (p *Page) open(ctx context.Context, typed, lang string) (*opened, error) {
	id, err := ledger.ParseID(typed)
	if err != nil {
		return nil, fault("record_unknown", typed)
	}
	row, logged, err := p.office.store.Record(ctx, id)
	if errors.Is(err, ErrNotFound) {
		return nil, fault("record_unknown", typed)
	}
	if err != nil {
		return nil, err
	}
	o := &opened{Item: item(row), number: row.Number, received: map[ledger.ID]Logged{}, devices: map[ledger.DeviceID]Device{},
		form: p.office.form(row), office: p.office, lang: lang}
	for _, l := range logged {
		c, err := ledger.DecodeChange(l.Bytes)
		if err != nil {
			return nil, ledger.Errorf(ledger.CodeStorage, "change %s: %v", l.ID, err)
		}
		o.changes, o.received[l.ID] = append(o.changes, c), l
	}
	o.changes = ledger.Redacted(o.changes)
	o.rec = ledger.Fold(o.changes)
	o.proposal = proposal(o.rec, o.form, row)
	if err := o.findFiles(ctx); err != nil {
		return nil, err
	}
	units, err := p.office.Units(ctx)
	if err != nil {
		return nil, err
	}
	o.places = places(units)
	return o, o.findDevices(ctx)
}

// findDevices reads the laptops that the record's changes were made on.
func (o *opened) findDevices(ctx context.Context) error {
	for _, c := range o.changes {
		if _, known := o.devices[c.Device]; known {
			continue
		}
		d, err := o.office.store.Device(ctx, c.Device)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		o.devices[c.Device] = d
	}
	return nil
}

// recordBody is what a record's page shows.
type recordBody struct {
	ID, URL, Title, Form, FormName, Place, Day, Status, Class string

	Warnings []warning
	Proposed *proposed
	Sections []section
	Related  []recordLine
	History  []step
	Messages []messageLine

	Seen                  uint64
	Approve, Return       string // the buttons' words
	MayApprove, MayReturn bool
	MayReply              bool
	WhyNot                string
	Fields, States        []option
	OpenReturn, OpenReply bool
	OpenTag               bool
	Reason, Reply         string // what was typed, after an error
	MayCorrect            bool
	MayResolve            bool
	MayUnmerge            bool
	Tasks                 []option
	Criterion             string
	Joint                 []recordLine // records that tell of the same event
}

// warning is something about a record that a person must know first.
type warning struct{ Class, Head, Text string }

// section is a part of a form with its answers.
type section struct {
	Label  string
	Fields []answer
	Left   string // the labels of what was not answered
}

// answer is one field as it is shown.
type answer struct {
	Name, Label, Value, URL string
	Conflict                bool
	Heads                   []head
	Files                   []fileLine
}

// head is one of the values of a field in conflict.
type head struct {
	Value, By string
	Change    string // its id
	Shown     bool
}

// messageLine is one message as it is shown.
type messageLine struct {
	Text, By string
	Office   bool
}

func (p *Page) record(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "records", user)
	v.Notice = p.said(w, r, v.Lang)
	p.showRecord(w, r, http.StatusOK, v, user, recordBody{})
}

// showRecord shows the record of the request; typed brings what was typed before an error.
func (p *Page) showRecord(w http.ResponseWriter, r *http.Request, status int, v pageView, user User, typed recordBody) {
	o, err := p.open(r.Context(), r.PathValue("id"), v.Lang)
	if errors.Is(err, &Fault{Key: "record_unknown"}) {
		p.missing(w, r)
		return
	}
	if err != nil {
		p.fail(w, r, err)
		return
	}
	body := typed
	o.describe(&body)
	o.mayReview(&body, user)
	if err := p.related(r.Context(), o, &body); err != nil {
		p.fail(w, r, err)
		return
	}
	v.Title, v.Body = body.Title, body
	p.render(w, r, status, "record", v)
}

func (o *opened) word(key string, args ...any) string { return fill(pageWords[key].In(o.lang), args) }

// describe fills in everything but links and what may be done.
func (o *opened) describe(b *recordBody) {
	b.ID, b.URL, b.FormName, b.Form = o.ID.String(), "/records/"+o.ID.String(), o.Form, o.Form
	if form := o.office.Catalogue().Form(o.Form); form != nil {
		b.Form = form.Title.In(o.lang)
	}
	if b.Title = o.Title; b.Title == "" {
		b.Title = b.Form
	}
	if b.Place = o.places[o.Unit]; b.Place == "" {
		b.Place = o.Unit
	}
	b.Day, b.Seen = shownDay(o.Date), o.number
	b.Status, b.Class = shownStatus(o.Status, o.lang)
	b.Warnings, b.Proposed = o.warnings(), o.proposes()
	b.Approve, b.Return = o.wordsFor("approve"), o.wordsFor("return")
	b.Sections = o.sections()
	b.History = o.history()
	for _, m := range slices.Backward(o.rec.Messages) {
		b.Messages = append(b.Messages, o.message(m))
	}
}

func (o *opened) warnings() []warning {
	var out []warning
	if o.Rejected != nil {
		out = append(out, warning{"bad", o.word("warn_rejected"), o.Rejected.Reason.In(o.lang)})
	}
	if len(o.Conflicts) > 0 {
		labels := make([]string, len(o.Conflicts))
		for i, name := range o.Conflicts {
			labels[i] = o.label(name)
		}
		out = append(out, warning{"warn", o.word("warn_conflict"), strings.Join(labels, "; ")})
	}
	if o.rec.StateConflict() {
		out = append(out, warning{"warn", o.word("warn_conflict"), o.word("state_conflict")})
	}
	if reason, field := o.rec.Reason(); reason != "" {
		if field != "" {
			reason = o.word("about_field", o.label(field)) + ": " + reason
		}
		out = append(out, warning{"warn", o.word("warn_returned"), reason})
	}
	return out
}

func (o *opened) label(name string) string {
	if field := o.field(name); field != nil {
		return field.Label.In(o.lang)
	}
	return name
}

func (o *opened) field(name string) *ledger.Field {
	if o.form == nil {
		return nil
	}
	return o.form.Field(name)
}

// show gives a value as text, with its unit.
func (o *opened) show(name string, v ledger.Value) string {
	if field := o.field(name); field != nil {
		return field.Echo(v, o.lang)
	}
	return plainText(v)
}

// sections are the form's with their answers; answers the form does not know stand last.
func (o *opened) sections() []section {
	var out []section
	var unasked []string // of sections without an answer
	known := map[string]bool{}
	if o.form != nil {
		for i := range o.form.Sections {
			s := section{Label: o.form.Sections[i].Label.In(o.lang)}
			group := ledger.Form{Sections: o.form.Sections[i : i+1]}
			var left []string
			for field := range group.All {
				known[field.Name] = true
				switch a := o.answer(field.Name); {
				case a.Value != "" || a.Conflict:
					s.Fields = append(s.Fields, a)
				case field.Stored():
					left = append(left, a.Label)
				}
			}
			s.Left = strings.Join(left, " · ")
			if len(s.Fields) == 0 {
				unasked = append(unasked, left...)
				continue
			}
			out = append(out, s)
		}
	}
	rest := section{Label: o.word("bare_values")}
	for _, name := range slices.Sorted(maps.Keys(o.Values)) {
		if !known[name] {
			rest.Fields = append(rest.Fields, o.answer(name))
		}
	}
	if len(rest.Fields) > 0 {
		out = append(out, rest)
	}
	if len(unasked) > 0 {
		out = append(out, section{Left: strings.Join(unasked, " · ")})
	}
	return out
}

func (o *opened) answer(name string) answer {
	a := answer{Name: name, Label: o.label(name), Value: o.show(name, o.Values[name]), Files: o.files(o.Values[name])}
	if !slices.Contains(o.Conflicts, name) {
		return a
	}
	a.Conflict = true
	for i, h := range o.rec.Fields[name].Heads {
		shown := head{Value: o.show(name, h.Value), Change: h.Change.String(), Shown: i == 0}
		if shown.Value == "" {
			shown.Value = o.word("empty")
		}
		if j := slices.IndexFunc(o.changes, func(c *ledger.Change) bool { return c.ID == h.Change }); j >= 0 {
			shown.By = o.by(o.changes[j]) + ", " + o.at(o.changes[j])
		}
		a.Heads = append(a.Heads, shown)
	}
	return a
}

func (o *opened) message(m ledger.Message) messageLine {
	line := messageLine{Text: m.Text, Office: m.Office}
	if i := slices.IndexFunc(o.changes, func(c *ledger.Change) bool { return c.ID == m.Change }); i >= 0 {
		c := o.changes[i]
		line.By = o.word("act_"+c.Kind.String()) + " · " + o.by(c) + ", " + o.at(c)
	}
	if m.Field != "" {
		line.By += " · " + o.word("about_field", o.label(m.Field))
	}
	return line
}

// related finds the titles of linked records and the follow-ups of this one.
func (p *Page) related(ctx context.Context, o *opened, b *recordBody) error {
	for i := range b.Sections {
		for j := range b.Sections[i].Fields {
			a := &b.Sections[i].Fields[j]
			field := o.field(a.Name)
			if field == nil || field.Type != ledger.TypeRecord || a.Conflict {
				continue
			}
			id, err := ledger.ParseID(a.Value)
			if err != nil {
				continue
			}
			row, _, err := p.office.store.Record(ctx, id)
			if errors.Is(err, ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			a.URL, a.Value = "/records/"+id.String(), row.Title
		}
	}
	children, _, err := p.office.List(ctx, ListQuery{Query: Query{Limit: maxRelated}, Parent: o.ID})
	if err != nil {
		return err
	}
	for _, it := range children {
		b.Related = append(b.Related, p.line(it, o.places, o.lang))
	}
	return p.joint(ctx, o, b)
}

// maxRelated bounds the follow-ups that a record's page lists.
const maxRelated = 200

// joint finds the other records of the same event.
func (p *Page) joint(ctx context.Context, o *opened, b *recordBody) error {
	for _, id := range o.merge {
		if id == o.ID {
			continue
		}
		row, _, err := p.office.store.Record(ctx, id)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		items, err := p.office.items(ctx, []Row{row})
		if err != nil {
			return err
		}
		b.Joint = append(b.Joint, p.line(items[0], o.places, o.lang))
	}
	return nil
}
