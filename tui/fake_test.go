package tui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand"
	"slices"
	"syscall"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// fakeStore is a Store in memory, as simple as its contract allows.
type fakeStore struct {
	who      ledger.Identity
	status   ledger.SyncStatus
	now      func() time.Time
	entropy  *rand.Rand
	changes  map[ledger.ID][]*ledger.Change
	drafts   map[ledger.ID]ledger.Draft
	rejected map[ledger.ID]*ledger.Rejection
	pending  map[ledger.ID]bool // changes
	order    []ledger.ID
	bulk     []ledger.Summary // further lines of lists
	fail     error
	settings map[string]string
	saves    int
	queries  []ledger.Query
	clock    ledger.Clock
	folded   map[ledger.ID]folded
}

var errDisk = fmt.Errorf("write so-thon.db: %w", syscall.ENOSPC)

func newFakeStore(now func() time.Time) *fakeStore {
	return &fakeStore{now: now, entropy: rand.New(rand.NewSource(1)),
		changes: map[ledger.ID][]*ledger.Change{}, drafts: map[ledger.ID]ledger.Draft{},
		rejected: map[ledger.ID]*ledger.Rejection{}, pending: map[ledger.ID]bool{}, settings: map[string]string{}, folded: map[ledger.ID]folded{}}
}

func (f *fakeStore) Identity() (ledger.Identity, error) { return f.who, f.fail }

func (f *fakeStore) Status() (ledger.SyncStatus, error) {
	st := f.status
	st.Joined, st.Unit = f.who.Joined, f.who.Unit.ID
	st.Pending, st.PendingIDs, st.Drafts = len(f.pending), nil, len(f.drafts)
	st.Records = len(f.changes) + len(f.bulk)
	for _, id := range f.order {
		for _, c := range f.changes[id] {
			if f.pending[c.ID] {
				st.PendingIDs = append(st.PendingIDs, id)
				if at := time.UnixMilli(c.Wall); st.OldestPending == nil || at.Before(*st.OldestPending) {
					st.OldestPending = &at
				}
			}
		}
	}
	return st, f.fail
}

func (f *fakeStore) summary(id ledger.ID) ledger.Summary {
	e, _ := f.Entry(id)
	s := ledger.Summary{ID: id, Status: e.Status, Title: e.Title, Date: e.Date, Updated: e.Updated}
	if e.Draft != nil && e.Status == ledger.StatusDraft {
		s.Form, s.Left = e.Draft.Form, e.Draft.Left
		return s
	}
	s.Form = e.Record.Form
	s.Reason, _ = e.Record.Reason()
	if e.Rejected != nil {
		s.Reason = e.Rejected.Reason.Vi
	}
	return s
}

func (f *fakeStore) List(q ledger.Query) ([]ledger.Summary, error) {
	f.queries = append(f.queries, q)
	var out []ledger.Summary
	search := viet.NewQuery(q.Search)
	for _, s := range append(f.own(), f.bulk...) {
		switch {
		case q.Form != "" && s.Form != q.Form, q.Status != "" && s.Status != q.Status,
			q.From != "" && s.Date < q.From, q.To != "" && s.Date > q.To,
			!search.Empty() && search.MatchText(s.Title) == 0,
			!q.Parent.IsZero() && !f.follows(s.ID, q.Parent),
			q.Person != "" && !slices.ContainsFunc(f.changes[s.ID], func(c *ledger.Change) bool { return c.Author == q.Person }):
			continue
		}
		s.Place = ledger.Place{Day: s.Date, ID: s.ID}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b ledger.Summary) int { return cmp.Compare(b.Date, a.Date) })
	if i := slices.IndexFunc(out, func(s ledger.Summary) bool { return s.ID == q.After.ID }); i >= 0 {
		out = out[i+1:]
	}
	if q.Limit > 0 && len(out) > q.Limit {
		out = out[:q.Limit]
	}
	return out, f.fail
}

func (f *fakeStore) People() (names []string, err error) {
	for _, id := range f.order {
		for _, c := range f.changes[id] {
			if !slices.Contains(names, c.Author) {
				names = append(names, c.Author)
			}
		}
	}
	return names, f.fail
}

func (f *fakeStore) own() []ledger.Summary {
	var out []ledger.Summary
	for _, id := range f.order {
		if _, draft := f.drafts[id]; draft || len(f.changes[id]) > 0 {
			out = append(out, f.summary(id))
		}
	}
	return out
}

func (f *fakeStore) follows(id, parent ledger.ID) bool {
	for _, v := range ledger.Fold(f.changes[id]).Values() {
		if v.Kind == ledger.Text && v.Text == parent.String() {
			return true
		}
	}
	return false
}

func (f *fakeStore) Entry(id ledger.ID) (*ledger.Entry, error) {
	changes := f.changes[id]
	draft, hasDraft := f.drafts[id]
	if len(changes) == 0 && !hasDraft {
		return nil, f.fail
	}
	r := f.fold(id)
	pending := false
	for _, c := range changes {
		pending = pending || f.pending[c.ID]
	}
	e := &ledger.Entry{Record: r, Rejected: f.rejected[id], Changes: changes, Pending: f.pending,
		Status: ledger.StatusOf(r, f.rejected[id] != nil, pending)}
	values := r.Values()
	if hasDraft {
		e.Draft = &draft
		e.Updated = draft.Updated
		if len(changes) == 0 {
			e.Status, values = ledger.StatusDraft, draft.Values
			r.Form = draft.Form
		}
	}
	if form := ledger.Default().Form(r.Form); form != nil {
		e.Title, e.Date = form.Heading(values, "vi"), form.Date(values)
	}
	return e, f.fail
}

// fold is a record as its changes make it; it is worked out once for each number of changes.
func (f *fakeStore) fold(id ledger.ID) *ledger.Record {
	changes := f.changes[id]
	if len(changes) == 0 {
		return ledger.Fold(nil)
	}
	was, ok := f.folded[id]
	if !ok || was.changes != len(changes) {
		was = folded{len(changes), ledger.Fold(changes)}
		f.folded[id] = was
	}
	return was.record
}

// folded is a record made of so many changes.
type folded struct {
	changes int
	record  *ledger.Record
}

func (f *fakeStore) Setting(name string) (string, error) { return f.settings[name], f.fail }

func (f *fakeStore) SetSetting(name, value string) error {
	if f.fail != nil {
		return f.fail
	}
	f.settings[name] = value
	switch name {
	case SettingPerson:
		f.who.Person = value
	case SettingUnit:
		f.who.Unit.Name = value
	}
	return nil
}

func (f *fakeStore) NewID() (ledger.ID, error) {
	id, err := ledger.NewID(f.now().UnixMilli(), f.entropy)
	return id, errors.Join(err, f.fail)
}

func (f *fakeStore) keep(id ledger.ID) {
	if !slices.Contains(f.order, id) {
		f.order = append(f.order, id)
	}
}

func (f *fakeStore) SaveDraft(d ledger.Draft) error {
	if f.fail != nil {
		return f.fail
	}
	f.saves++
	f.drafts[d.ID] = d
	f.keep(d.ID)
	return nil
}

func (f *fakeStore) DeleteDraft(id ledger.ID) error {
	delete(f.drafts, id)
	return f.fail
}

func (f *fakeStore) Commit(d ledger.Draft, kind ledger.ChangeKind) ([]ledger.Problem, error) {
	if f.fail != nil {
		return nil, f.fail
	}
	form := ledger.Default().Form(d.Form)
	seen := ledger.Fold(f.changes[d.ID])
	merged := seen.Values()
	for name, v := range d.Values {
		merged[name] = v
	}
	want, problems := form.Finalize(merged, ledger.Env{Today: viet.DateOf(f.now())})
	if len(problems) > 0 {
		return problems, nil
	}
	for name := range merged {
		if _, ok := want[name]; !ok {
			want[name] = ledger.Value{}
		}
	}
	for _, name := range seen.Conflicts() {
		if _, ok := d.Values[name]; !ok {
			delete(want, name)
		}
	}
	c := f.change(d.ID, form.Name, kind)
	c.Assign(seen, want)
	f.add(c)
	delete(f.drafts, d.ID)
	delete(f.rejected, d.ID)
	return nil, nil
}

// change is a new change of this laptop.
func (f *fakeStore) change(record ledger.ID, form string, kind ledger.ChangeKind) *ledger.Change {
	f.clock = f.clock.Tick(f.now().UnixMilli())
	c := &ledger.Change{Record: record, Form: form, Version: 1, Unit: "chuong-nghia", Kind: kind,
		Author: f.who.Person, Device: f.who.Device, Wall: f.now().UnixMilli(), Clock: f.clock}
	if len(f.changes[record]) == 0 {
		c.ID = record
	} else {
		c.ID, _ = f.NewID()
	}
	return c
}

func (f *fakeStore) add(c *ledger.Change) {
	f.changes[c.Record] = append(f.changes[c.Record], c)
	if c.Device == f.who.Device {
		f.pending[c.ID] = true
	}
	f.keep(c.Record)
}

func (f *fakeStore) Act(record ledger.ID, kind ledger.ChangeKind, field, text string) error {
	if f.fail != nil {
		return f.fail
	}
	seen := ledger.Fold(f.changes[record])
	c := f.change(record, seen.Form, kind)
	c.Field, c.Text = field, text
	c.Assign(seen, nil)
	f.add(c)
	return nil
}

// fakeSyncer proves everything that waits, one change after the other, or fails.
type fakeSyncer struct {
	store *fakeStore
	err   error
	runs  int
}

func (s *fakeSyncer) Sync(ctx context.Context, progress func(ledger.SyncProgress)) (ledger.SyncResult, error) {
	s.runs++
	total := len(s.store.pending)
	progress(ledger.SyncProgress{Phase: "sending", Total: total, Started: s.store.now()})
	if s.err != nil {
		return ledger.SyncResult{Pending: total}, s.err
	}
	s.store.pending = map[ledger.ID]bool{}
	now := s.store.now()
	s.store.status.LastReceipt = &now
	progress(ledger.SyncProgress{Phase: "done", Total: total, Proven: total, Started: now})
	return ledger.SyncResult{Pushed: total, Rounds: 1}, nil
}
