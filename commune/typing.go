package commune

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// TypedIn is one record that the office types in for a unit which told of it on paper, by telephone
// or by Zalo.
type TypedIn struct {
	ID      ledger.ID     // of the record to be: whatever is typed in twice under one id is one record
	Unit    string        // id
	Form    string        // name
	Version int           // of the form; 0, or one that is not known, is the newest
	Author  string        // người báo, who told it; "" when Values say so (nguoi_bao)
	Values  ledger.Values // as a person types them (ledger.Form.Input)
}

// Looked is a TypedIn as the office would keep it, or what keeps it from that.
type Looked struct {
	TypedIn
	Definition *ledger.Form
	Answers    ledger.Values    // as understood, with what the form computes
	Problems   []ledger.Problem // nothing is kept while there are any
	There      bool             // the record is there already: nothing is added
	Differs    []string         // There: fields that were told otherwise when it was typed in
	Alike      []Duplicate      // records that may tell of the same event
}

// Bounds of what is typed in at once.
const (
	maxTypedIn   = 5000
	typedInAhead = 10 * 60 * 1000 // milliseconds that an id may lie ahead of the clock here
)

// ErrNotTyped tells that something in a list is not as its form demands; nothing of it was kept.
var ErrNotTyped = errors.New("not typed in: some answers are not as the form demands")

// The fields of every form that say who told it and who typed it.
const (
	authorField = "nguoi_bao"
	typistField = "nguoi_nhap"
)

// LookAt tells what typing in would come to, and keeps nothing. who is the account that types.
// Faults: a unit or form that is not known, an id that is taken or lies in the future.
func (o *Office) LookAt(ctx context.Context, who string, list []TypedIn) ([]Looked, error) {
	out, err := o.lookAt(ctx, who, list)
	if err != nil {
		return nil, err
	}
	return out, o.findAlike(ctx, out)
}

// TypeIn keeps records in the name of their units, handed in and typed by who: all of them or, with
// ErrNotTyped and the problems of each, none. A record that is there already stays as it is. The
// unit's laptops get them with their next sync.
func (o *Office) TypeIn(ctx context.Context, who string, list []TypedIn) ([]Looked, error) {
	var out []Looked
	err := o.enter(ctx, func() (entries []Entry, err error) {
		if out, err = o.lookAt(ctx, who, list); err != nil {
			return nil, err
		}
		for i := range out {
			if len(out[i].Problems) > 0 {
				return nil, ErrNotTyped
			}
			if out[i].There {
				continue
			}
			e, err := o.typed(who, &out[i])
			if err != nil {
				return nil, err
			}
			entries = append(entries, e)
		}
		if len(entries) == 0 {
			return nil, errNothingNew
		}
		return entries, nil
	})
	if errors.Is(err, errNothingNew) {
		err = nil
	}
	return out, err
}

var errNothingNew = errors.New("nothing new")

// typed is the change that begins a record.
func (o *Office) typed(who string, l *Looked) (Entry, error) {
	now := o.now().UnixMilli()
	c := &ledger.Change{ID: l.ID, Record: l.ID, Form: l.Form, Version: l.Version, Unit: l.Unit, Kind: ledger.KindFinalize,
		Author: l.Author, Typist: who, Device: o.commune.ID, Wall: now, Clock: ledger.Clock(0).Tick(now)}
	c.Assign(ledger.Fold(nil), l.Answers)
	b, err := c.Encode()
	return Entry{Bytes: b, Change: c, ID: c.ID}, err
}

func (o *Office) lookAt(ctx context.Context, who string, list []TypedIn) ([]Looked, error) {
	if len(list) > maxTypedIn {
		return nil, fault("typed_many", maxTypedIn)
	}
	f, err := o.families(ctx)
	if err != nil {
		return nil, err
	}
	look := typing{Office: o, families: f, who: who, fresh: map[ledger.ID]TypedIn{}}
	for _, in := range list {
		look.fresh[in.ID] = in
	}
	out := make([]Looked, len(list))
	for i, in := range list {
		if out[i], err = look.at(ctx, in); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// typing looks at a list of what is to be typed in.
type typing struct {
	*Office
	families families
	who      string
	fresh    map[ledger.ID]TypedIn // the list, by id: a link may lead to another record of it
}

func (t typing) at(ctx context.Context, in TypedIn) (Looked, error) {
	l := Looked{TypedIn: in}
	if _, known := t.families.units[in.Unit]; !known {
		return l, fault("unit_unknown", in.Unit)
	}
	if l.Definition = t.definition(in); l.Definition == nil {
		return l, fault("typed_form", in.Form)
	}
	if l.ID.IsZero() || l.ID.Millis() > t.now().UnixMilli()+typedInAhead {
		return l, fault("typed_id", in.ID)
	}
	l.Version = l.Definition.Version
	l.understand(ctx, t)
	return l, t.compare(ctx, &l)
}

func (t typing) definition(in TypedIn) *ledger.Form {
	form := t.rules.catalogue.Version(in.Form, in.Version)
	if form == nil {
		form = t.rules.catalogue.Form(in.Form)
	}
	if form == nil || form.System {
		return nil
	}
	return form
}

// understand reads the answers as typed and finds everything that is wrong with them at once.
// Answers that the form does not ask for are wrong too: they would be lost.
func (l *Looked) understand(ctx context.Context, t typing) {
	values := l.Values.Clone()
	l.sign(values, t.who)
	env := ledger.Env{Today: viet.DateOf(t.now()), Record: t.linked(ctx, l.Unit)}
	given, problems := l.Definition.Input(values, env)
	env.Unclear = map[string]bool{}
	for i := range problems {
		env.Unclear[problems[i].FieldName()] = true
	}
	for name, v := range given {
		if v.IsEmpty() {
			delete(given, name)
		}
	}
	problems = append(problems, l.Definition.NotAsked(given, env)...)
	final, more := l.Definition.Finalize(given, env)
	for _, p := range more {
		if !slices.ContainsFunc(problems, func(o ledger.Problem) bool { return o.Field == p.Field && o.Row == p.Row }) {
			problems = append(problems, p)
		}
	}
	if l.Author == "" && !env.Unclear[authorField] {
		problems = append(problems, ledger.Problem{Field: authorField, Row: -1, Code: ledger.ProblemRequired, Message: pageWords["typed_author"]})
	}
	l.Problems, l.Answers = problems, final
	if len(problems) > 0 {
		l.Answers = l.Definition.Compute(given, env)
	}
}

// sign puts who told it and who typed it where the form has a place for them.
func (l *Looked) sign(values ledger.Values, who string) {
	if v := values[authorField]; v.IsEmpty() && l.Definition.Field(authorField) != nil {
		values[authorField] = ledger.TextValue(l.Author)
	} else if v.Kind == ledger.Text {
		l.Author = v.Text
	}
	l.Author = clean(l.Author)
	if l.Definition.Field(typistField) != nil {
		values[typistField] = ledger.TextValue(who)
	}
}

// linked finds the form of a record that a unit's record may link to.
func (t typing) linked(ctx context.Context, unit string) func(id string) (string, bool) {
	return func(text string) (string, bool) {
		id, err := ledger.ParseID(text)
		if err != nil {
			return "", false
		}
		if in, ok := t.fresh[id]; ok {
			return in.Form, in.Unit == unit
		}
		row, _, err := t.store.Record(ctx, id)
		if err != nil || row.Status == ledger.StatusWithdrawn {
			return "", false
		}
		return row.Form, slices.Contains(t.families.reach(unit, t.today().String()), row.Unit)
	}
}

// compare finds out whether the record is there already.
func (t typing) compare(ctx context.Context, l *Looked) error {
	_, changes, err := t.record(ctx, l.ID)
	if errors.Is(err, &Fault{Key: "record_unknown"}) {
		return nil
	}
	if err != nil {
		return err
	}
	i := slices.IndexFunc(changes, func(c *ledger.Change) bool { return c.ID == l.ID })
	if i < 0 || changes[i].Form != l.Form || changes[i].Unit != l.Unit || changes[i].Device != t.commune.ID {
		return fault("typed_id", l.ID)
	}
	l.There = true
	before := ledger.Values{}
	for _, a := range changes[i].Set {
		before[a.Field] = a.Value
	}
	for field := range l.Definition.All {
		if field.Name != typistField && field.Stored() && !field.Computed() && !before[field.Name].Equal(l.Answers[field.Name]) {
			l.Differs = append(l.Differs, field.Name)
		}
	}
	return nil
}

// findAlike finds, of every record that could be kept, what may tell of the same event.
func (o *Office) findAlike(ctx context.Context, list []Looked) error {
	byForm := map[string][]*Looked{}
	for i := range list {
		if l := &list[i]; len(l.Problems) == 0 && !l.There {
			byForm[l.Form] = append(byForm[l.Form], l)
		}
	}
	units, err := o.store.Units(ctx)
	for _, looked := range byForm {
		if err == nil {
			err = o.alike(ctx, looked, units)
		}
	}
	return err
}

// alike compares records of one form that are to be with each other and with those that are there
// within ledger.NearDays; where a date may be missing, with those of their units.
func (o *Office) alike(ctx context.Context, looked []*Looked, units []Unit) error {
	form := looked[0].Definition
	search := newTwins(form, units)
	at := map[ledger.ID]*Looked{}
	selections := map[[3]string]bool{} // unit, from, to
	for _, l := range looked {
		it := Item{ID: l.ID, Form: l.Form, Unit: l.Unit, Title: strings.TrimSpace(form.Heading(l.Answers, "vi")), Date: form.Date(l.Answers), Values: l.Answers}
		at[l.ID] = l
		search.add(it)
		day, err := viet.ParseISO(it.Date)
		if err != nil || maybeUndated(form) {
			selections[[3]string{l.Unit}] = true
			continue
		}
		selections[[3]string{"", day.AddDays(-ledger.NearDays).String(), day.AddDays(ledger.NearDays).String()}] = true
	}
	seen := map[ledger.ID]bool{}
	for s := range selections {
		rows, err := o.find(ctx, Selection{Form: form.Name, Unit: s[0], From: s[1], To: s[2]})
		if err != nil {
			return err
		}
		rows = slices.DeleteFunc(rows, func(r Row) bool { return seen[r.ID] || at[r.ID] != nil })
		items, err := o.items(ctx, rows)
		if err != nil {
			return err
		}
		for _, it := range items {
			if seen[it.ID] = true; it.Counts() {
				search.add(it)
			}
		}
	}
	for _, d := range search.find() {
		for _, id := range d.Records {
			if l := at[id]; l != nil {
				l.Alike = append(l.Alike, d)
			}
		}
	}
	return nil
}
