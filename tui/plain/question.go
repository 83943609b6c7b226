package plain

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// askOne asks one question until its answer is one, is left as it stands, or something else is
// wanted: errBack, errLater, errEnd.
func (s *sitting) askOne(f *ledger.Field) error {
	label := f.Label.In(s.Lang)
	switch {
	case f.Type == ledger.TypeNote:
		s.put(label)
		return nil
	case f.Computed():
		if v := s.form.Compute(s.all, s.env())[f.Name]; !v.IsEmpty() {
			s.put(s.in(wComputed, label, s.shown(f, v)))
		}
		return nil
	case !s.answerable(f):
		s.say(wNotHere, label)
		return nil
	}
	s.put("")
	s.put(s.heading(f))
	if hint := f.Hint.In(s.Lang); hint != "" {
		s.put(hint)
	}
	switch f.Type {
	case ledger.TypeRepeat:
		return s.askRows(f)
	case ledger.TypeFile:
		return s.askFiles(f)
	}
	err := s.askValue(f, s.all, func() *ledger.Problem { return s.form.CheckField(f.Name, s.all, s.env()) }, f.Name)
	if err == nil && f.Name == s.form.DateField {
		s.tellLocked(s.all)
	}
	return err
}

// heading is the question in a line: what is asked, whether it must be answered, in what.
func (s *sitting) heading(f *ledger.Field) string {
	out := f.Label.In(s.Lang)
	without := s.all.Clone()
	delete(without, f.Name)
	if p := s.form.CheckField(f.Name, without, s.env()); p != nil && p.Code == ledger.ProblemRequired {
		out += " (" + s.word(wRequired) + ")"
	}
	return out
}

// askValue reads the answer to f into values; check says what is wrong with it, and the draft is
// saved under the question's name. The same wrong answer given twice, or an empty line, leaves it: the
// summary names it again.
func (s *sitting) askValue(f *ledger.Field, values ledger.Values, check func() *ledger.Problem, place string) error {
	for i, c := range s.choicesOf(f) {
		s.put(fmt.Sprintf("%d. %s", i+1, c.Label.In(s.Lang)))
	}
	if v := values[f.Name]; !v.IsEmpty() {
		s.say(wStands, s.shown(f, v))
	}
	for {
		typed, err := s.ask(wAnswer)
		if err != nil {
			return err
		}
		v, done, err := s.understand(f, typed)
		switch {
		case err != nil:
			return err
		case typed == "":
			return nil
		case !done:
			continue
		}
		same := v.Equal(values[f.Name]) && !v.IsEmpty()
		if values[f.Name] = v; v.IsEmpty() {
			delete(values, f.Name)
		}
		s.save(place)
		if p := check(); p != nil && !same {
			s.say(wProblem, p.Message.In(s.Lang))
			s.say(wAgain)
			continue
		}
		if !v.IsEmpty() && f.Type != ledger.TypeText {
			s.say(wUnderstood, s.shown(f, v))
		}
		return nil
	}
}

// understand reads one typed line as an answer; done is false when it was not one, which was said.
func (s *sitting) understand(f *ledger.Field, typed string) (v ledger.Value, done bool, err error) {
	switch typed {
	case "", "-":
		return ledger.Value{}, true, nil
	case "?":
		s.say(wHowToFill)
		return v, false, nil
	case "<":
		return v, false, errBack
	case "!":
		return v, false, errLater
	}
	if f.Type == ledger.TypeRecord {
		return s.findRecord(f, typed)
	}
	if choices := s.choicesOf(f); len(choices) > 0 {
		typed = named(choices, typed)
	}
	v, err = f.ParseAnswer(typed, s.env())
	var p *ledger.Problem
	if errors.As(err, &p) {
		s.say(wProblem, p.Message.In(s.Lang))
		return v, false, nil
	}
	return v, err == nil, err
}

// choicesOf are the choices that the answers so far leave; none of a field of a repeat has a filter.
func (s *sitting) choicesOf(f *ledger.Field) []ledger.Choice {
	if f.ChoiceFilter != nil {
		return s.form.ChoicesOf(f.Name, s.all, s.env())
	}
	return f.Choices
}

// named puts the names of choices in place of their numbers: "1, 3", "1 3", "1, zalo".
func named(choices []ledger.Choice, typed string) string {
	split := func(r rune) bool { return r == ',' || r == ';' }
	if strings.Trim(typed, "0123456789 ") == "" {
		split = func(r rune) bool { return r == ' ' }
	}
	parts := strings.FieldsFunc(typed, split)
	for i, part := range parts {
		if n, err := strconv.Atoi(strings.TrimSpace(part)); err == nil && n >= 1 && n <= len(choices) {
			parts[i] = choices[n-1].Name
		}
	}
	return strings.Join(parts, ", ")
}

// findRecord searches the book for a record to link to.
func (s *sitting) findRecord(f *ledger.Field, typed string) (v ledger.Value, done bool, err error) {
	var found []ledger.Summary
	for _, form := range f.Forms {
		list, err := s.Store.List(ledger.Query{Form: form, Search: typed, Limit: listed})
		if err != nil {
			s.trouble(err)
			return v, false, nil
		}
		found = append(found, list...)
	}
	found = slices.DeleteFunc(found, func(r ledger.Summary) bool { return r.Status == ledger.StatusDraft })
	if len(found) == 0 {
		s.say(wNothingFound)
		return v, false, nil
	}
	at, err := s.chooseRecord(wWhichRecord, found)
	if err != nil || at < 0 {
		return v, false, err
	}
	return ledger.TextValue(found[at].ID.String()), true, nil
}

// askRows reads the rows of a repeat one after another.
func (s *sitting) askRows(f *ledger.Field) error {
	rows := slices.Clone(s.all[f.Name].Rows)
	for {
		for i, row := range rows {
			s.say(wRow, i+1, s.shownRow(f, row))
		}
		if p := s.form.CheckField(f.Name, s.all, s.env()); p != nil && len(rows) > 0 {
			s.say(wProblem, p.Message.In(s.Lang))
		}
		at, err := s.choose(wRows, []string{s.word(wAddRow), s.word(wMendRow), s.word(wDropRow)})
		if err != nil || at < 0 {
			return err
		}
		if rows, err = s.changeRows(f, rows, at); err != nil {
			return err
		}
		s.all[f.Name] = ledger.RowsValue(rows)
		if len(rows) == 0 {
			delete(s.all, f.Name)
		}
		s.save(f.Name)
	}
}

func (s *sitting) changeRows(f *ledger.Field, rows []ledger.Row, what int) ([]ledger.Row, error) {
	if what == 0 {
		row, err := s.askRow(f, s.form.RowDefaults(f.Name, s.all, s.env()))
		return append(rows, row), err
	}
	names := make([]string, len(rows))
	for i, row := range rows {
		names[i] = s.shownRow(f, row)
	}
	at, err := s.choose(wWhichRow, names)
	switch {
	case err != nil || at < 0:
		return rows, err
	case what == 2:
		return slices.Delete(rows, at, at+1), nil
	}
	rows[at], err = s.askRow(f, rows[at])
	return rows, err
}

// askRow asks the questions of one row.
func (s *sitting) askRow(f *ledger.Field, row ledger.Row) (ledger.Row, error) {
	values := ledger.Values(row).Clone()
	for i := range f.Fields {
		cell := &f.Fields[i]
		if !s.answerable(cell) {
			continue
		}
		s.put(cell.Label.In(s.Lang))
		if hint := cell.Hint.In(s.Lang); hint != "" {
			s.put(hint)
		}
		err := s.askValue(cell, values, func() *ledger.Problem { return nil }, f.Name)
		if err != nil && !errors.Is(err, errBack) {
			return ledger.Row(values), err
		}
	}
	return ledger.Row(values), nil
}

// askFiles attaches files by their paths.
func (s *sitting) askFiles(f *ledger.Field) error {
	for {
		files := s.all[f.Name].Files()
		for i, file := range files {
			s.say(wFile, i+1, file.Name, ledger.ShowBytes(file.Size))
		}
		typed, err := s.ask(wFilePath)
		switch {
		case err != nil || typed == "":
			return err
		case typed == "<":
			return errBack
		case typed == "!":
			return errLater
		case typed == "-":
			delete(s.all, f.Name)
			s.save(f.Name)
			continue
		}
		file, err := s.Files.Attach(strings.Trim(typed, `"'`))
		var p *ledger.Problem
		if errors.As(err, &p) {
			s.say(wProblem, p.Message.In(s.Lang))
			continue
		}
		if err != nil {
			s.trouble(err)
			continue
		}
		s.all[f.Name] = ledger.FilesValue(append(files, file)...)
		s.save(f.Name)
	}
}
