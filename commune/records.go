package commune

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Query selects records as the office asks for them; zero fields select all. Search is text as
// typed: each word must begin a word of the record, marks aside.
type Query struct {
	Unit   string
	Form   string
	Period string // as ledger.ParsePeriod reads it
	Status ledger.Status
	Search string
	Limit  int
}

// Item is one record of a list, as `sothon-xa records --json` prints it.
type Item struct {
	ID         ledger.ID         `json:"id"`
	Form       string            `json:"form"`
	Version    int               `json:"version"`
	Unit       string            `json:"unit"`
	Status     ledger.Status     `json:"status"`
	Title      string            `json:"title"`
	Date       string            `json:"date"`
	Values     ledger.Values     `json:"values"`
	Devices    []ledger.DeviceID `json:"devices"`
	Conflicts  []string          `json:"conflicts"`
	Duplicates []ledger.ID       `json:"duplicates"`         // what tells of the same event: merged with it, or as FillDuplicates found
	Rejected   *Fail             `json:"rejected,omitempty"` // why it does not count
	Updated    time.Time         `json:"updated"`            // when its newest change came here

	Merged        []ledger.ID `json:"merged"`               // the records merged into this one
	MergedInto    ledger.ID   `json:"merged_into,omitzero"` // the record kept in its place
	CountedIn     ledger.ID   `json:"counted_in,omitzero"`  // the record that counts in its place
	StateConflict bool        `json:"state_conflict"`       // taken back and edited, say, without seeing each other
	merge         []ledger.ID // as Row has it
	number        uint64      // likewise
}

// Counts reports whether the record adds to totals.
func (it Item) Counts() bool { return it.Status.Counts() && it.CountedIn.IsZero() }

// Fail is why a record does not count.
type Fail struct {
	Code   ledger.Code  `json:"code"`
	Field  string       `json:"field,omitempty"`
	Reason ledger.Words `json:"reason"`
}

// Records lists records, the newest date first.
func (o *Office) Records(ctx context.Context, q Query) ([]Item, error) {
	s, parts, err := o.selected(ctx, q)
	if err != nil {
		return nil, err
	}
	if q.Form == "" {
		s.But = ledger.ClosingForm
	}
	rows, err := o.spanOf(ctx, s, parts)
	if err != nil {
		return nil, err
	}
	return o.items(ctx, rows)
}

// find is the store's Find, but records belong to the unit that they do by their day, whatever unit
// they were written for.
func (o *Office) find(ctx context.Context, s Selection) ([]Row, error) {
	f, err := o.families(ctx)
	if err != nil {
		return nil, err
	}
	return o.spanOf(ctx, s, f.parts(s.Unit, nil))
}

// selected is what a query asks of the store. parts are what the unit holds, where units came out of
// others: then records are not only those written for it.
func (o *Office) selected(ctx context.Context, q Query) (s Selection, parts []UnitDays, err error) {
	s = Selection{Unit: q.Unit, Form: q.Form, Status: q.Status, Words: foldedWords(q.Search), Limit: q.Limit}
	if q.Status != "" && !slices.Contains(ledger.Statuses, q.Status) {
		return s, nil, fault("status_unknown", q.Status)
	}
	var period *ledger.Period
	if q.Period != "" {
		p, err := ledger.ParsePeriod(q.Period)
		if err != nil {
			return s, nil, fault("period", q.Period)
		}
		s.From, s.To, period = p.From.String(), p.To.String(), &p
	}
	if q.Unit == "" {
		return s, nil, nil
	}
	f, err := o.families(ctx)
	return s, f.parts(q.Unit, period), err
}

func (o *Office) items(ctx context.Context, rows []Row) ([]Item, error) {
	items := make([]Item, len(rows))
	f, err := o.families(ctx)
	if err != nil {
		return nil, err
	}
	for i, row := range rows {
		items[i] = item(row)
		items[i].Unit = f.at(row.Unit, row.Placed())
	}
	return items, o.countOnce(ctx, items)
}

func item(r Row) Item {
	it := Item{ID: r.ID, Form: r.Form, Version: r.Version, Unit: r.Unit, Status: r.Status, Title: r.Title, Date: r.Date,
		Values: r.Values, Devices: r.Devices, Conflicts: r.Conflicts, Duplicates: []ledger.ID{}, Updated: r.Updated,
		Merged: []ledger.ID{}, StateConflict: r.StateConflict, merge: r.Merge, number: r.Number}
	it.sayMerged()
	if it.Values == nil {
		it.Values = ledger.Values{}
	}
	if it.Devices == nil {
		it.Devices = []ledger.DeviceID{}
	}
	if it.Conflicts == nil {
		it.Conflicts = []string{}
	}
	if r.Code != "" {
		it.Rejected = &Fail{r.Code, r.Field, r.Reason}
	}
	return it
}

// Detail is one record in full, as `sothon-xa show --json` prints it.
type Detail struct {
	Item
	State      ledger.State          `json:"state"`
	Sides      map[string][]Side     `json:"sides"`             // the values of each field in conflict, the winner first
	Reason     string                `json:"reason,omitempty"`  // why it was returned, while it waits on that
	Field      string                `json:"field,omitempty"`   // the field that is about
	Messages   []ledger.Message      `json:"messages"`          // oldest first
	History    []Step                `json:"history,omitempty"` // oldest first
	Files      []AttachedFile        `json:"files,omitempty"`
	Proposed   *Proposal             `json:"proposed,omitempty"` // what the unit asks to change of an approved record
	Record     *ledger.Record        `json:"-"`
	Definition *ledger.Form          `json:"-"` // the form, nil when it is not known here
	Persons    map[ledger.ID]*Sender `json:"-"`
}

// AttachedFile is a file that a record names, and whether all of it is here.
type AttachedFile struct {
	ledger.File
	Arrived bool `json:"arrived"`
}

// Side is one value of a field in conflict.
type Side struct {
	Value  ledger.Value    `json:"value"`
	Author string          `json:"author"`
	Device ledger.DeviceID `json:"device"`
	At     time.Time       `json:"at"`     // by the clock of the laptop
	Change ledger.ID       `json:"change"` // by which Resolve chooses it
}

// Step is one change in a record's history.
type Step struct {
	ID       ledger.ID       `json:"id"`
	Kind     string          `json:"kind"`
	Author   string          `json:"author,omitempty"`
	Typist   string          `json:"typist,omitempty"`
	Device   ledger.DeviceID `json:"device"`
	Office   bool            `json:"office"`
	At       time.Time       `json:"at"`       // by the clock of where it was made
	Received time.Time       `json:"received"` // by the commune's clock
	Version  int             `json:"version"`
	Set      ledger.Values   `json:"set,omitempty"` // fields as this change set them
	Field    string          `json:"field,omitempty"`
	Text     string          `json:"text,omitempty"`
}

// Sender tells through which log a change came.
type Sender struct {
	Device   ledger.DeviceID
	Received time.Time
}

// Show reads one record in full; with history, every change that made it.
func (o *Office) Show(ctx context.Context, id ledger.ID, history bool) (Detail, error) {
	row, logged, err := o.store.Record(ctx, id)
	if errors.Is(err, ErrNotFound) {
		return Detail{}, fault("record_unknown", id)
	}
	if err != nil {
		return Detail{}, err
	}
	changes, err := decoded(logged)
	if err != nil {
		return Detail{}, err
	}
	senders := make(map[ledger.ID]*Sender, len(logged))
	for _, l := range logged {
		senders[l.ID] = &Sender{Device: l.Device, Received: l.Received}
	}
	rec := ledger.Fold(changes)
	items, err := o.items(ctx, []Row{row})
	if err != nil {
		return Detail{}, err
	}
	d := Detail{Item: items[0], State: rec.State, Sides: sides(rec, row.Conflicts), Messages: rec.Messages,
		Record: rec, Definition: o.form(row), Persons: senders}
	d.Reason, d.Field = rec.Reason()
	d.Proposed = proposal(rec, d.Definition, row)
	if d.Messages == nil {
		d.Messages = []ledger.Message{}
	}
	if d.Files, err = o.attached(ctx, rec); err != nil {
		return Detail{}, err
	}
	if history {
		d.History = o.steps(changes, senders)
	}
	return d, nil
}

func sides(rec *ledger.Record, conflicts []string) map[string][]Side {
	out := map[string][]Side{}
	for _, name := range conflicts {
		for _, h := range rec.Fields[name].Heads {
			out[name] = append(out[name], Side{h.Value, h.Author, h.Device, wallTime(h.Wall), h.Change})
		}
	}
	return out
}

// steps orders changes as the fold does: by logical clock.
func (o *Office) steps(changes []*ledger.Change, senders map[ledger.ID]*Sender) []Step {
	ordered := slices.Clone(changes)
	slices.SortStableFunc(ordered, func(a, b *ledger.Change) int { return a.Clock.Compare(b.Clock) })
	steps := make([]Step, len(ordered))
	for i, c := range ordered {
		s := Step{ID: c.ID, Kind: c.Kind.String(), Author: c.Author, Typist: c.Typist, Device: c.Device,
			Office: c.Device == o.commune.ID, At: wallTime(c.Wall), Received: senders[c.ID].Received,
			Version: c.Version, Field: c.Field, Text: c.Text}
		for _, a := range c.Set {
			if s.Set == nil {
				s.Set = ledger.Values{}
			}
			s.Set[a.Field] = a.Value
		}
		steps[i] = s
	}
	return steps
}

// wallTime is a laptop's clock as a time, within the years that can be written down: a wrong clock
// may stand anywhere.
func wallTime(ms int64) time.Time {
	const last = 253402300799999 // the end of the year 9999
	return time.UnixMilli(min(max(ms, 0), last)).UTC()
}
