package ledger

import (
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/ledger/expr"
	"github.com/nghia-hung/sothon/viet"
)

// maxTypedAmount is how many bytes of typed words an area or a mass keeps.
const maxTypedAmount = 200

// check gives the problems of one field's answer, nil when the field is not asked or nobody knows
// yet whether there is one.
func (s *sheet) check(field *Field) []Problem {
	before := s.doubts
	if !field.Stored() || s.env.Unclear[field.Name] || !s.isRelevant(field) {
		return nil
	}
	v := s.values[field.Name]
	if field.Calculation != nil {
		v = field.fromExpr(s.value(field.Name))
	}
	env := fieldEnv{sheet: s, field: field}
	if p := s.checkAnswer(field, v, env, s.find); p != nil {
		if rule := p.Code == ProblemRequired || p.Code == ProblemConstraint; rule && s.doubts > before {
			return nil
		}
		return []Problem{*p}
	}
	if field.Type == TypeRepeat {
		return s.checkRows(field, v.Rows)
	}
	return nil
}

// find gives a field and its effective answer, for messages.
func (s *sheet) find(name string) (*Field, Value) {
	field := s.fields[name]
	if field == nil {
		return nil, Value{}
	}
	if field.Calculation != nil {
		return field, field.fromExpr(s.value(name))
	}
	return field, s.values[name]
}

// checkAnswer checks one answer, of a field or of a cell of a row: present, of the right kind, among
// the choices, linked to what is there, within the form's own rule.
func (s *sheet) checkAnswer(field *Field, v Value, env expr.Env, find func(string) (*Field, Value)) *Problem {
	if v.IsEmpty() {
		if field.Required == nil || !field.Required.True(env) {
			return nil
		}
		if field.RequiredMessage.Vi != "" {
			return field.problem(ProblemRequired, s.messageText(field.RequiredMessage, find))
		}
		return field.problem(ProblemRequired, field.missing())
	}
	if p := field.checkValue(v); p != nil {
		return p
	}
	if p := s.checkFilter(field, v); p != nil {
		return p
	}
	if p := s.checkLink(field, v); p != nil {
		return p
	}
	if field.Constraint != nil && !field.Constraint.True(env) {
		return field.problem(ProblemConstraint, s.messageText(field.ConstraintMessage, find))
	}
	return nil
}

func (f *Field) missing() Words {
	switch f.Type {
	case TypeSelectOne, TypeSelectMultiple, TypeRecord:
		return saidNotChosen.fill(f.Label)
	case TypeRepeat:
		return saidNoRows.fill(f.Label)
	}
	return saidNotWritten.fill(f.Label)
}

func (s *sheet) checkFilter(field *Field, v Value) *Problem {
	if field.ChoiceFilter == nil {
		return nil
	}
	left := s.choices(field)
	for _, name := range append(slices.Clone(v.List), v.Text) {
		if name != "" && !slices.ContainsFunc(left, func(c Choice) bool { return c.Name == name }) {
			shown := *field
			shown.Choices = left
			return shown.unknownChoice(printable(field.ChoiceLabel(name, "vi")))
		}
	}
	return nil
}

func (s *sheet) checkLink(field *Field, v Value) *Problem {
	if field.Type != TypeRecord || s.env.Record == nil {
		return nil
	}
	form, ok := s.env.Record(v.Text)
	switch {
	case !ok:
		return field.problem(ProblemLink, saidNoRecord.fill(field.Label))
	case !slices.Contains(field.Forms, form):
		return field.problem(ProblemLink, saidOtherForm.fill(field.Label))
	}
	return nil
}

// checkRows checks every cell of a repeat, and that shares add up to 100.
func (s *sheet) checkRows(repeat *Field, rows []Row) []Problem {
	var problems []Problem
	for i, row := range rows {
		in := rowSheet{sheet: s, repeat: repeat, row: row}
		for _, name := range slices.Sorted(maps.Keys(row)) {
			if repeat.cell(name) == nil {
				problems = append(problems, *repeat.unknownCell(name, i))
			}
		}
		for j := range repeat.Fields {
			cell := &repeat.Fields[j]
			if !cell.Stored() || !in.isRelevant(cell) {
				continue
			}
			v := row[cell.Name]
			if cell.Calculation != nil {
				v = cell.fromExpr(in.value(cell))
			}
			if p := s.checkAnswer(cell, v, cellEnv{in, cell}, in.find); p != nil {
				problems = append(problems, *p.inRow(repeat, i))
			}
		}
	}
	if len(problems) > 0 {
		return problems
	}
	for j := range repeat.Fields {
		if p := repeat.checkShares(&repeat.Fields[j], rows); p != nil {
			problems = append(problems, *p)
		}
	}
	return problems
}

func (s rowSheet) find(name string) (*Field, Value) {
	if cell := s.repeat.cell(name); cell != nil {
		if cell.Calculation != nil {
			return cell, cell.fromExpr(s.value(cell))
		}
		return cell, s.row[name]
	}
	return s.sheet.find(name)
}

// checkShares adds up the percentages of a repeat, when at least one row has one.
func (f *Field) checkShares(cell *Field, rows []Row) *Problem {
	if cell.Type != TypePercentShares {
		return nil
	}
	var sum viet.Number
	given := false
	for _, row := range rows {
		if v := row[cell.Name]; v.Kind == Num {
			sum += v.Num // at most 200 rows of at most 100
			given = true
		}
	}
	if !given || sum == viet.Int(100) {
		return nil
	}
	return f.problem(ProblemShares, saidShares.fill(cell.Label, same(viet.FormatNumber(sum))))
}

func (f *Field) checkRowCount(v Value) *Problem {
	if len(v.Rows) <= maxRows {
		return nil
	}
	return f.problem(ProblemTooMany, saidTooMany.fill(f.Label, same(fmt.Sprint(len(v.Rows))), same(fmt.Sprint(maxRows))))
}

// checkValue checks what the field's type alone demands of an answer that is not empty.
func (f *Field) checkValue(v Value) *Problem {
	switch f.Type {
	case TypeInteger, TypeDecimal, TypeMoney, TypeArea, TypeMass, TypePercentShares:
		return f.checkNumber(v)
	case TypeSelectOne:
		if v.Kind != Text {
			return f.wrongKind()
		}
		return f.checkChoices([]string{v.Text})
	case TypeSelectMultiple:
		if v.Kind != List {
			return f.wrongKind()
		}
		return f.checkChoices(v.List)
	case TypeRepeat:
		if v.Kind != Rows {
			return f.needRows()
		}
		return f.checkRowCount(v)
	case TypeFile:
		return f.checkFiles(v)
	case TypeCalculate:
		return nil
	}
	if v.Kind != Text {
		return f.wrongKind()
	}
	return f.checkText(v.Text)
}

func (f *Field) checkNumber(v Value) *Problem {
	if v.Kind != Num {
		return f.wrongKind()
	}
	shown := same(viet.FormatNumber(v.Num))
	switch {
	case (f.Type == TypeInteger || f.Type == TypeMoney) && !v.Num.IsWhole():
		return f.problem(ProblemNotWhole, saidNotWhole.fill(f.Label, shown))
	case f.Type == TypePercentShares && (v.Num < 0 || v.Num > viet.Int(100)):
		return f.problem(ProblemRange, saidNotPercent.fill(f.Label, shown))
	case v.Num < 0 && f.Calculation == nil && f.Appearance != "signed":
		return f.problem(ProblemRange, saidNegative.fill(f.Label, shown))
	case len(v.Text) > maxTypedAmount:
		return f.tooLong(v.Text)
	case !utf8.ValidString(v.Text):
		return f.brokenText(v.Text)
	}
	return nil
}

func (f *Field) checkChoices(names []string) *Problem {
	for i, name := range names {
		if !slices.ContainsFunc(f.Choices, func(c Choice) bool { return c.Name == name }) {
			return f.unknownChoice(printable(name))
		}
		if slices.Contains(names[:i], name) {
			return f.wrongKind()
		}
	}
	return nil
}

// No record is about a day outside these years; a year like 1026 is a slip of the finger.
const firstYear, lastYear = 1945, 2199

// checkText checks a text, a date or a link.
func (f *Field) checkText(text string) *Problem {
	switch f.Type {
	case TypeDate:
		day, err := viet.ParseISO(text)
		switch {
		case err != nil:
			return f.problemOf(err)
		case day.Year < firstYear || day.Year > lastYear:
			return f.problem(ProblemRange, saidOtherAge.fill(f.Label, same(day.Format())))
		}
		return nil
	case TypeRecord:
		if id, err := ParseID(text); err != nil || id.String() != text {
			return f.problem(ProblemType, saidNeedLink.fill(f.Label, same(printable(text))))
		}
		return nil
	}
	if len(text) > f.maxLength() && utf8.RuneCountInString(text) > f.maxLength() {
		return f.tooLong(text)
	}
	if !utf8.ValidString(text) {
		return f.brokenText(text)
	}
	return nil
}

func (f *Field) brokenText(text string) *Problem {
	_, err := viet.Clean(text)
	return f.problemOf(err)
}

// wrongKind says what kind of answer the field takes.
func (f *Field) wrongKind() *Problem {
	said := saidNeedText
	switch f.Type {
	case TypeInteger, TypeDecimal, TypeMoney, TypeArea, TypeMass, TypePercentShares:
		said = saidNeedNumber
	case TypeDate:
		said = saidNeedDate
	case TypeSelectOne:
		said = saidNeedOne
	case TypeSelectMultiple:
		said = saidNeedList
	case TypeRepeat:
		return f.needRows()
	case TypeFile:
		return f.problem(ProblemType, saidNeedFiles.fill(f.Label))
	}
	return f.problem(ProblemType, said.fill(f.Label).then(f.example()))
}
