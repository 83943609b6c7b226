package plain

import (
	"errors"
	"maps"

	"github.com/nghia-hung/sothon/ledger"
)

// sitting is one record being written, question by question.
type sitting struct {
	*talk
	form  *ledger.Form
	draft ledger.Draft
	seen  ledger.Values // of an edit: the record's values when it began
	all   ledger.Values // the answers as they stand
	asks  []question
}

// question is one field with the section it stands in.
type question struct {
	section *ledger.Field
	field   *ledger.Field
}

// What an answer asks for instead of answering.
var (
	errBack  = errors.New("the question before")
	errLater = errors.New("put it away")
)

// questions are the form's fields in its order.
func questions(form *ledger.Form) (out []question) {
	var walk func(section *ledger.Field, fields []ledger.Field)
	walk = func(section *ledger.Field, fields []ledger.Field) {
		for i := range fields {
			if fields[i].Type == ledger.TypeGroup {
				walk(section, fields[i].Fields)
				continue
			}
			out = append(out, question{section, &fields[i]})
		}
	}
	for i := range form.Sections {
		walk(&form.Sections[i], form.Sections[i].Fields)
	}
	return out
}

// write begins a new record of the form, below parent if it has one.
func (t *talk) write(form *ledger.Form, parent ledger.ID) error {
	id, err := t.Store.NewID()
	if err != nil {
		t.trouble(err)
		return nil
	}
	own, err := t.Store.Identity()
	if err != nil {
		t.trouble(err)
		return nil
	}
	s := &sitting{talk: t, form: form, all: form.Defaults(t.env()),
		draft: ledger.Draft{ID: id, Form: form.Name, Version: form.Version}}
	if form.Field("nguoi_bao") != nil && own.Person != "" {
		s.all["nguoi_bao"] = ledger.TextValue(own.Person)
	}
	if !parent.IsZero() && form.ParentLink != "" {
		s.all[form.ParentLink] = ledger.TextValue(parent.String())
	}
	t.put(form.Help.In(t.Lang))
	return s.run("")
}

// resume goes on with a draft, or changes a record.
func (t *talk) resume(id ledger.ID) error {
	e, err := t.Store.Entry(id)
	if err != nil || e == nil {
		t.say(wGone)
		return nil
	}
	s := &sitting{talk: t, draft: ledger.Draft{ID: id, Form: e.Record.Form, Version: e.Record.Version, Edits: true}}
	if e.Draft != nil {
		s.draft = *e.Draft
	}
	if s.form = t.formOf(s.draft.Form, s.draft.Version); s.form == nil {
		t.say(wUnknownForm)
		return nil
	}
	s.all = ledger.Values{}
	if s.draft.Edits {
		s.seen = e.Record.Values()
		maps.Copy(s.all, s.seen)
	}
	maps.Copy(s.all, s.draft.Values)
	field := s.draft.Field
	if text, about := e.Record.Reason(); text != "" && field == "" {
		field = about
	}
	return s.run(field)
}

// formOf is the version a record was filled with, else the newest one of its form.
func (t *talk) formOf(name string, version int) *ledger.Form {
	if f := t.Catalogue.Version(name, version); f != nil {
		return f
	}
	return t.Catalogue.Form(name)
}

// run asks from the field on, then sums up until the record is handed in or put away.
func (s *sitting) run(field string) error {
	s.asks = questions(s.form)
	s.say(wHowToFill)
	at := max(s.find(field), 0)
	for {
		err := s.askFrom(at)
		if errors.Is(err, errLater) {
			return s.putAway()
		}
		if err != nil {
			return err
		}
		if at, err = s.sumUp(); err != nil || at < 0 {
			return err
		}
	}
}

func (s *sitting) find(field string) int {
	for i, q := range s.asks {
		if q.field.Name == field {
			return i
		}
	}
	return -1
}

// askFrom asks every question that the answers so far leave, from one on.
func (s *sitting) askFrom(at int) error {
	var section *ledger.Field
	for back := false; at < len(s.asks); {
		q := s.asks[at]
		if !s.form.Relevant(s.all, s.env())(q.field.Name) || back && !s.answerable(q.field) {
			if at += step(back); at < 0 {
				at, back = 0, false
			}
			continue
		}
		back = false
		if q.section != section {
			section = q.section
			s.put("")
			s.put("— " + section.Label.In(s.Lang))
		}
		err := s.askOne(q.field)
		switch {
		case errors.Is(err, errBack):
			back = at > 0
			at = max(at-1, 0)
		case err != nil:
			return err
		default:
			at++
		}
	}
	return nil
}

func step(back bool) int {
	if back {
		return -1
	}
	return 1
}

// answerable reports whether the field is asked at all, rather than told.
func (s *sitting) answerable(f *ledger.Field) bool {
	return f.Stored() && !f.Computed() && (f.Type != ledger.TypeFile || s.Files != nil)
}

// save keeps the answers as they stand as a draft.
func (s *sitting) save(field string) {
	d := s.draft
	d.Values, d.Field, d.Updated = s.changed(s.all, s.answerable), field, s.Now()
	d.Open = true
	if err := s.Store.SaveDraft(d); err != nil {
		s.trouble(err)
	}
}

// changed are the values that differ from the record being edited, those taken back as empty ones;
// all of them when the record is new.
func (s *sitting) changed(values ledger.Values, counts func(*ledger.Field) bool) ledger.Values {
	if !s.draft.Edits {
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

// sumUp tells all answers and what is wrong, and hands in; else it gives the question to go on with.
func (s *sitting) sumUp() (next int, err error) {
	values, problems := s.form.Finalize(s.all, s.env())
	s.put("")
	s.say(wSummary)
	for _, q := range s.asks {
		if v := values[q.field.Name]; !v.IsEmpty() {
			s.put(q.field.Label.In(s.Lang) + ": " + s.shown(q.field, v))
		}
	}
	s.tellLocked(values)
	for _, p := range problems {
		s.say(wProblem, p.Message.In(s.Lang))
	}
	rows := []string{s.word(wHandIn), s.word(wMend), s.word(wLater), s.word(wDrop)}
	for {
		at, err := s.choose(wWhatNow, rows)
		if err != nil {
			return -1, err
		}
		switch at {
		case 0:
			return s.handIn(values, problems)
		case 1:
			return s.mend()
		case 3:
			return -1, s.drop()
		default:
			return -1, s.putAway()
		}
	}
}

// tellLocked says what becomes of the record when its day lies in a period that the office has locked.
func (s *sitting) tellLocked(values ledger.Values) {
	own, err := s.Store.Identity()
	if err != nil {
		s.trouble(err)
		return
	}
	if hint := own.Unit.Policy.LockedHint(s.form, values, s.env().Today).In(s.Lang); hint != "" {
		s.put(hint)
	}
}

// handIn commits the record. What is wrong leads back to its question.
func (s *sitting) handIn(values ledger.Values, problems []ledger.Problem) (next int, err error) {
	if len(problems) == 0 {
		d := s.draft
		d.Values, d.Updated = s.changed(values, (*ledger.Field).Stored), s.Now()
		if problems, err = s.Store.Commit(d, ledger.KindFinalize); err != nil {
			s.trouble(err)
			return -1, nil
		}
		if len(problems) == 0 {
			s.say(wHandedIn)
			return -1, nil
		}
	}
	for _, p := range problems {
		s.say(wProblem, p.Message.In(s.Lang))
	}
	return max(s.find(problems[0].FieldName()), 0), nil
}

// mend asks which question to go back to.
func (s *sitting) mend() (next int, err error) {
	relevant := s.form.Relevant(s.all, s.env())
	var rows []string
	var at []int
	for i, q := range s.asks {
		if relevant(q.field.Name) && s.answerable(q.field) {
			rows, at = append(rows, q.field.Label.In(s.Lang)), append(at, i)
		}
	}
	chosen, err := s.choose(wWhichQuestion, rows)
	if err != nil || chosen < 0 {
		return len(s.asks), err
	}
	err = s.askOne(s.asks[at[chosen]].field)
	if errors.Is(err, errLater) {
		return -1, s.putAway()
	}
	if errors.Is(err, errBack) {
		err = nil
	}
	return len(s.asks), err
}

func (s *sitting) putAway() error {
	d := s.draft
	d.Values, d.Updated = s.changed(s.all, s.answerable), s.Now()
	if err := s.Store.SaveDraft(d); err != nil {
		s.trouble(err)
		return nil
	}
	s.say(wPutAway)
	return nil
}

func (s *sitting) drop() error {
	yes, err := s.sure(wDropSure)
	if err != nil || !yes {
		return errors.Join(err, s.putAway())
	}
	if err := s.Store.DeleteDraft(s.draft.ID); err != nil {
		s.trouble(err)
		return nil
	}
	s.say(wDropped)
	return nil
}
