package tui

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// session is one record being written: its answers, what follows from them, and its draft. It
// does no I/O.
type session struct {
	a     *app
	form  *ledger.Form
	id    ledger.ID
	edits bool
	seen  ledger.Values // the record's values when writing began, of an edit

	reason string // why the record came back, "" if it did not

	slots    map[string]*slot
	unclear  map[string]bool // answers that are typed and not understood yet
	pager    pager
	relevant func(string) bool
	values   ledger.Values // raw answers with everything computed

	policy     ledger.Policy // of the unit's reporting
	writer     *draftWriter
	last       *lastRecord       // what "as last time" copies
	titles     map[string]string // of linked records, by id
	twins      []ledger.Summary  // records much like this one
	twinsAsked string            // what they were looked up by

	at      whereabouts
	stored  bool      // the draft stands in the store as open
	changes int       // grows with every change of an answer or of the place
	written int       // the latest of them that changed an answer
	saved   int       // the change that is safe on disk
	savedAt time.Time // when it was saved, zero if never
	failure error     // why the last save failed
	since   time.Time // the first change not yet safe
}

// source is what a session begins with, read by a command.
type source struct {
	form     *ledger.Form
	draft    ledger.Draft
	record   *ledger.Record // of an edit
	rejected *ledger.Rejection
	titles   map[string]string // of linked records, by id
	last     *lastRecord       // of a new record: the newest of its form
	policy   ledger.Policy     // of the unit's reporting
}

func newSession(a *app, src source) *session {
	s := &session{a: a, form: src.form, id: src.draft.ID, edits: src.draft.Edits,
		slots: map[string]*slot{}, writer: &draftWriter{store: a.Store}, stored: src.draft.Open,
		last: src.last, titles: src.titles, policy: src.policy}
	values := src.draft.Values.Clone()
	if src.record != nil {
		s.seen = src.record.Values()
		values = s.seen.Clone()
		maps.Copy(values, src.draft.Values)
	}
	s.pager.sheets = plan(src.form.Sections)
	s.pager.questions = map[string]question{}
	s.pager.shown = func(f *ledger.Field) bool {
		return s.relevant(f.Name) && (f.Type != ledger.TypeFile || a.Files != nil)
	}
	for _, sheet := range s.pager.sheets {
		for _, f := range sheet.fields {
			sl := &slot{field: f, choices: f.Choices}
			sl.put(values[f.Name])
			s.readTyped(sl, src.draft.Typed)
			if f.Type == ledger.TypeRecord {
				sl.title = src.titles[sl.value.Text]
			}
			if f.Name == src.form.DateField {
				sl.locked = s.lockedHint
			}
			s.slots[f.Name] = sl
			s.pager.questions[f.Name] = newQuestion(a, s.env, sl)
		}
	}
	s.readReason(src)
	s.settle(nil)
	s.resume(src.draft)
	s.settle(nil)
	s.at.page = s.pager.at
	if q := s.pager.focused(); q != nil {
		s.at.field = q.GetKey()
	}
	return s
}

// lockedHint says what becomes of the record when its day lies in a locked period, "" when not.
func (s *session) lockedHint() string {
	return s.a.lang.w(s.policy.LockedHint(s.form, s.values, s.a.today()))
}

// readTyped takes over the text of answers that were not understood when the draft was saved.
func (s *session) readTyped(sl *slot, typed map[string]string) {
	if text, ok := typed[sl.field.Name]; ok {
		sl.write(text, s.env())
	}
	if sl.field.Type != ledger.TypeRepeat {
		return
	}
	for key, text := range typed {
		parts := strings.Split(key, ".")
		if len(parts) != 3 || parts[0] != sl.field.Name {
			continue
		}
		if i, err := strconv.Atoi(parts[1]); err == nil && i >= 0 && i < len(sl.value.Rows) {
			sl.keepRowTyped(i, parts[2], text)
		}
	}
}

// keepRowTyped remembers the text of a cell that is not an answer yet; "" forgets it.
func (sl *slot) keepRowTyped(row int, cell, text string) {
	for len(sl.rowTyped) <= row {
		sl.rowTyped = append(sl.rowTyped, nil)
	}
	cells := maps.Clone(sl.rowTyped[row])
	if cells == nil {
		cells = map[string]string{}
	}
	if cells[cell] = text; text == "" {
		delete(cells, cell)
	}
	sl.rowTyped[row] = cells
}

// readReason takes over why the record came back, and to which field it belongs.
func (s *session) readReason(src source) {
	var field string
	switch {
	case src.rejected != nil:
		s.reason, field = s.a.lang.w(src.rejected.Reason), src.rejected.Field
	case src.record != nil:
		s.reason, field = src.record.Reason()
	}
	if sl := s.slots[field]; sl != nil {
		sl.remark = s.reason
	}
}

// resume goes to the page and the question where the draft's writer was.
func (s *session) resume(d ledger.Draft) {
	s.pager.at = max(min(d.Page, len(s.pager.sheets)-1), 0)
	field := d.Field
	if field == "" && s.reason != "" {
		for name, sl := range s.slots {
			if sl.remark != "" {
				field = name
			}
		}
	}
	if field != "" {
		s.goTo(field)
		return
	}
	if !s.pager.open(s.pager.at) {
		s.pager.at = max(s.pager.next(-1, 1), 0)
	}
	s.pager.show("")
}

// goTo shows the page that asks for a field, with the cursor on it. A field of a repeat's row
// stands for the repeat.
func (s *session) goTo(field string) {
	field, _, _ = strings.Cut(field, ".")
	for i, sheet := range s.pager.sheets {
		has := slices.ContainsFunc(sheet.fields, func(f *ledger.Field) bool { return f.Name == field })
		if has && s.pager.open(i) {
			s.pager.at = i
		}
	}
	if !s.pager.open(s.pager.at) {
		s.pager.at = max(s.pager.next(-1, 1), 0)
	}
	s.pager.show(field)
}

func (s *session) env() ledger.Env { return ledger.Env{Today: s.a.today(), Unclear: s.unclear} }

// noteUnclear gathers the answers that are typed and not understood yet: nothing else is to look wrong
// because of them.
func (s *session) noteUnclear() {
	s.unclear = map[string]bool{}
	for name, sl := range s.slots {
		if sl.fault != nil || slices.ContainsFunc(sl.rowTyped, func(cells map[string]string) bool { return len(cells) > 0 }) {
			s.unclear[name] = true
		}
	}
}

// raw are the answers given, also those that are not asked now: a draft keeps them.
func (s *session) raw() ledger.Values {
	out := ledger.Values{}
	for name, sl := range s.slots {
		if asks(sl.field) && !sl.value.IsEmpty() {
			out[name] = sl.value
		}
	}
	return out
}

// settle works out what follows from the answers: what is asked, what is computed, what is wrong
// on the page in sight. While typing is under way no other question begins to complain.
func (s *session) settle(typing *slot) {
	s.noteUnclear()
	raw := s.raw()
	s.values = s.form.Compute(raw, s.env())
	s.relevant = s.form.Relevant(raw, s.env())
	for name, sl := range s.slots {
		if sl.field.Computed() {
			sl.value = s.values[name]
		}
		if sl.field.ChoiceFilter != nil {
			sl.choices = s.form.ChoicesOf(name, raw, s.env())
		}
	}
	for _, f := range s.pager.sheets[s.pager.at].fields {
		if sl := s.slots[f.Name]; f.Stored() {
			s.judge(sl, raw, typing)
		}
	}
}

// judge fills in what depends on the form's rules for one question.
func (s *session) judge(sl *slot, raw ledger.Values, typing *slot) {
	sl.need = false
	if sl.field.Required != nil {
		without, env := raw.Clone(), s.env()
		delete(without, sl.field.Name)
		if env.Unclear[sl.field.Name] {
			env.Unclear = maps.Clone(env.Unclear)
			delete(env.Unclear, sl.field.Name)
		}
		p := s.form.CheckField(sl.field.Name, without, env)
		sl.need = p != nil && p.Code == ledger.ProblemRequired
	}
	wrong := ""
	if sl.visited || sl.field.Computed() && !sl.value.IsEmpty() {
		if p := s.problem(sl, raw); p != nil {
			wrong = besideField(s.a.lang.w(p.Message), s.a.lang.w(sl.field.Label))
		}
	}
	if typing == nil || typing == sl || wrong == "" || sl.wrong != "" {
		sl.wrong = wrong
	}
}

// problem is what is wrong with one answer, nil if nothing is.
func (s *session) problem(sl *slot, raw ledger.Values) *ledger.Problem {
	if sl.fault != nil {
		return sl.fault
	}
	if p := sl.rowFault(s.env()); p != nil {
		return p
	}
	return s.form.CheckField(sl.field.Name, raw, s.env())
}

// rowFault is the first cell of a repeat whose text is not an answer.
func (sl *slot) rowFault(env ledger.Env) *ledger.Problem {
	for i, cells := range sl.rowTyped {
		for j := range sl.field.Fields {
			cell := slot{field: &sl.field.Fields[j]}
			text, ok := cells[cell.field.Name]
			if !ok || i >= len(sl.value.Rows) {
				continue
			}
			if cell.write(text, env); cell.fault != nil {
				p := *cell.fault
				p.Field, p.Row = sl.field.Name+"."+cell.field.Name, i
				return &p
			}
		}
	}
	return nil
}

// problems are all that keep the record from being handed in, in the order of the form.
func (s *session) problems() []ledger.Problem {
	var out []ledger.Problem
	s.noteUnclear()
	_, found := s.form.Finalize(s.raw(), s.env())
	for f := range s.form.All {
		sl := s.slots[f.Name]
		if sl == nil || !s.relevant(f.Name) {
			continue
		}
		if sl.fault != nil {
			out = append(out, *sl.fault)
			continue
		}
		if p := sl.rowFault(s.env()); p != nil {
			out = append(out, *p)
			continue
		}
		for _, p := range found {
			if p.FieldName() == f.Name {
				out = append(out, p)
			}
		}
	}
	return out
}

// draft is the session as it is saved. Of an edit it holds only what its writer changed, so that
// values which others write in the meantime are left alone.
func (s *session) draft() ledger.Draft {
	d := ledger.Draft{ID: s.id, Form: s.form.Name, Version: s.form.Version, Edits: s.edits,
		Values: s.changedValues(s.raw(), asks), Typed: map[string]string{}, Page: s.pager.at, Open: true, Updated: s.a.Now()}
	n, of := s.pager.position()
	d.Left = of - n
	if q := s.pager.focused(); q != nil {
		d.Field = q.GetKey()
	}
	for name, sl := range s.slots {
		if sl.fault != nil {
			d.Typed[name] = sl.typed
		}
		for i, cells := range sl.rowTyped {
			for cell, text := range cells {
				d.Typed[fmt.Sprintf("%s.%d.%s", name, i, cell)] = text
			}
		}
	}
	return d
}

// final is the draft to hand in: only what is asked, computed values included.
func (s *session) final() ledger.Draft {
	d := s.draft()
	values, _ := s.form.Finalize(s.raw(), s.env())
	d.Values = s.changedValues(values, (*ledger.Field).Stored)
	return d
}

// changedValues are the values that differ from the record being edited, empty ones included, of
// the fields that count; all values when a new record is written.
func (s *session) changedValues(values ledger.Values, counts func(*ledger.Field) bool) ledger.Values {
	if !s.edits {
		return values
	}
	out := ledger.Values{}
	for f := range s.form.All {
		if v := values[f.Name]; counts(f) && !v.Equal(s.seen[f.Name]) {
			out[f.Name] = v
		}
	}
	return out
}

// changed notes a change of an answer.
func (s *session) changed(now time.Time) {
	s.touch(now)
	s.written = s.changes
}

// touch notes that something is to be saved.
func (s *session) touch(now time.Time) {
	if s.changes == s.saved {
		s.since = now
	}
	s.changes++
}
