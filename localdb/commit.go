package localdb

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// noUnit stands for the unit of records written before joining.
const noUnit = "-"

// The fields that name who reports and who typed.
const (
	fieldAuthor = "nguoi_bao"
	fieldTypist = "nguoi_nhap"
)

// NewID gives the id of a record about to be begun.
func (s *Store) NewID() (ledger.ID, error) { return ledger.NewID(s.o.Now().UnixMilli(), s.o.Rand) }

// Commit turns a draft into a change and deletes the draft, in one transaction. kind is
// KindFinalize, KindSet or, to settle a conflict, KindResolve; a KindSet on an approved record
// becomes a KindFinalize, so that the office looks at it again. When the answers break a rule of
// the form nothing is written and the problems say why. A form version that the catalogue does not
// have is an *ledger.Error with CodeFormUnknown.
//
// A draft of an existing record holds the answers it changes; an empty one takes an answer away.
// Only what differs from what its writer saw is set, and fields in conflict only if the draft holds
// them. If nothing differs, and handing in would not change the state either, no change is logged.
func (s *Store) Commit(d ledger.Draft, kind ledger.ChangeKind) (problems []ledger.Problem, err error) {
	err = s.update("save record", func(w *writer) error {
		problems, err = w.commit(d, kind)
		if err != nil || len(problems) > 0 {
			return err
		}
		return w.deleteDraft(d.ID)
	})
	if err != nil {
		return nil, err
	}
	return problems, nil
}

func (w *writer) commit(d ledger.Draft, kind ledger.ChangeKind) ([]ledger.Problem, error) {
	switch kind {
	case ledger.KindFinalize, ledger.KindSet, ledger.KindResolve:
	default:
		return nil, fmt.Errorf("a draft cannot become a change of kind %s", kind)
	}
	if d.ID.IsZero() {
		return nil, errors.New("draft without id")
	}
	form := w.s.o.Catalogue.Version(d.Form, d.Version)
	if form == nil {
		return nil, ledger.Errorf(ledger.CodeFormUnknown, "form %.64q version %d is not in this program's catalogue", d.Form, d.Version)
	}
	rec, err := w.record(d.ID)
	if err != nil {
		return nil, err
	}
	if rec == nil {
		if d.Edits {
			return nil, fmt.Errorf("%w: %s", ErrNoRecord, d.ID)
		}
		return w.commitNew(d, form, kind)
	}
	if rec.form != d.Form {
		return nil, fmt.Errorf("record %s is of form %.64q, not %.64q", d.ID, rec.form, d.Form)
	}
	return w.commitEdit(d, rec, form, kind)
}

func (w *writer) commitNew(d ledger.Draft, form *ledger.Form, kind ledger.ChangeKind) ([]ledger.Problem, error) {
	values, problems := form.Finalize(d.Values, w.env())
	if len(problems) > 0 {
		return problems, nil
	}
	c, err := w.newChange(kind)
	if err != nil {
		return nil, err
	}
	c.ID, c.Record, c.Form, c.Version = d.ID, d.ID, form.Name, form.Version
	if err := w.belongs(c.Change, form, values); err != nil {
		return nil, err
	}
	if raw, err := w.get(bucketChanges, c.ID[:]); err != nil || raw != nil {
		return nil, errors.Join(err, fmt.Errorf("id %s is that of another change", c.ID))
	}
	c.signed(values)
	c.Assign(&ledger.Record{}, values)
	return nil, w.append(c.Change)
}

func (w *writer) commitEdit(d ledger.Draft, rec *storedRecord, form *ledger.Form, kind ledger.ChangeKind) ([]ledger.Problem, error) {
	draft, err := w.storedDraft(d.ID)
	if err != nil {
		return nil, err
	}
	seen, err := w.seen(rec, draft)
	if err != nil {
		return nil, err
	}
	want, problems := edited(seen, d.Values, form, w.env())
	if len(problems) > 0 {
		return problems, nil
	}
	if kind == ledger.KindSet && seen.State == ledger.Approved {
		kind = ledger.KindFinalize
	}
	c, err := w.newChange(kind)
	if err != nil {
		return nil, err
	}
	c.Record, c.Form, c.Version, c.Unit = d.ID, form.Name, form.Version, seen.Unit
	c.signed(want)
	c.Assign(seen, want)
	if len(c.Set) == 0 && (kind != ledger.KindFinalize || settled(seen)) {
		return nil, nil
	}
	return nil, w.append(c.Change)
}

// settled reports that handing a record in again as it is would say nothing new.
func settled(r *ledger.Record) bool {
	return (r.State == ledger.Submitted || r.State == ledger.Approved) && !r.StateConflict()
}

// edited gives the answers that a record should have after an edit: those the form demands of what
// was seen with the given answers put over it. What the form does not know, because another
// version asked it, is left alone, and so are conflicts that the edit does not name.
func edited(seen *ledger.Record, given ledger.Values, form *ledger.Form, env ledger.Env) (ledger.Values, []ledger.Problem) {
	current := seen.Values()
	merged := ledger.Values{}
	for name, v := range current {
		if form.Field(name) != nil {
			merged[name] = v
		}
	}
	for name, v := range given {
		merged[name] = v
	}
	want, problems := form.Finalize(merged, env)
	if len(problems) > 0 {
		return nil, problems
	}
	for name := range merged {
		if _, ok := want[name]; !ok {
			want[name] = ledger.Value{}
		}
	}
	for _, name := range untouched(seen, given, form) {
		delete(want, name)
	}
	return want, nil
}

// untouched names the fields in conflict that an edit leaves so. A computed field follows the
// others: its conflict ends with the last of theirs.
func untouched(seen *ledger.Record, given ledger.Values, form *ledger.Form) []string {
	var open, computed []string
	for _, name := range seen.Conflicts() {
		if _, ok := given[name]; ok {
			continue
		}
		if field := form.Field(name); field != nil && field.Computed() {
			computed = append(computed, name)
		} else {
			open = append(open, name)
		}
	}
	if len(open) == 0 {
		return nil
	}
	return append(open, computed...)
}

// Act logs a change that sets no fields: KindWithdraw, or KindComment, which needs text and may
// name the field it is about.
func (s *Store) Act(record ledger.ID, kind ledger.ChangeKind, field, text string) error {
	return s.update(kind.String()+" record", func(w *writer) error { return w.act(record, kind, field, text) })
}

func (w *writer) act(record ledger.ID, kind ledger.ChangeKind, field, text string) error {
	switch {
	case kind != ledger.KindWithdraw && kind != ledger.KindComment:
		return fmt.Errorf("a change of kind %s needs a draft or the office", kind)
	case kind == ledger.KindComment && strings.TrimSpace(text) == "":
		return errors.New("comment without text")
	}
	rec, err := w.record(record)
	if err != nil {
		return err
	}
	if rec == nil {
		return fmt.Errorf("%w: %s", ErrNoRecord, record)
	}
	seen, err := w.seen(rec, nil)
	if err != nil {
		return err
	}
	c, err := w.newChange(kind)
	if err != nil {
		return err
	}
	c.Record, c.Form, c.Version, c.Unit = record, seen.Form, seen.Version, seen.Unit
	c.Field, c.Text = field, text
	if c.Author == "" {
		c.Author = seen.Last.Author
	}
	c.Assign(seen, nil)
	return w.append(c.Change)
}

// newChange is a change of this laptop, now.
type newChange struct{ *ledger.Change }

func (w *writer) newChange(kind ledger.ChangeKind) (newChange, error) {
	id, err := w.identity()
	if err != nil {
		return newChange{}, err
	}
	wall := w.now.UnixMilli()
	w.state.Clock = w.state.Clock.Tick(wall)
	c := &ledger.Change{Unit: id.Unit.ID, Kind: kind, Author: id.Person, Device: id.Device,
		Wall: wall, Offset: w.state.Offset, Clock: w.state.Clock}
	if c.Unit == "" {
		c.Unit = noUnit
	}
	c.ID, err = ledger.NewID(wall, w.s.o.Rand)
	return newChange{c}, err
}

// signed takes over who reports and who typed from the answers.
func (c newChange) signed(values ledger.Values) {
	if name := values[fieldAuthor].Text; name != "" {
		c.Author = name
	}
	if name := values[fieldTypist].Text; name != c.Author {
		c.Typist = name
	}
}

// env is the world as the rules of forms see it.
// today is the day by this laptop's clock, or by the commune's at the last contact when that is
// later: with a dead clock battery a meeting of yesterday must not count as one to come.
func (w *writer) today() viet.Date {
	var c contact
	if _, err := w.getCBOR(bucketMeta, metaContact, &c); err != nil {
		return viet.DateOf(w.now) // the value is damaged, and said to be so elsewhere
	}
	return viet.DateOf(time.UnixMilli(max(w.now.UnixMilli(), c.Wall)))
}

func (w *writer) env() ledger.Env {
	return ledger.Env{Today: w.today(), Record: func(id string) (string, bool) {
		parsed, err := ledger.ParseID(id)
		if err != nil {
			return "", false
		}
		rec, err := w.record(parsed)
		if err != nil || rec == nil {
			return "", false
		}
		return rec.form, true
	}}
}

// sortChanges puts changes in the order the fold takes them: clock, device, id.
func sortChanges(changes []*ledger.Change) {
	slices.SortFunc(changes, func(a, b *ledger.Change) int {
		if n := a.Clock.Compare(b.Clock); n != 0 {
			return n
		}
		if n := slices.Compare(a.Device[:], b.Device[:]); n != 0 {
			return n
		}
		return slices.Compare(a.ID[:], b.ID[:])
	})
}
