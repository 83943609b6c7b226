package ledger

import (
	"maps"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger/expr"
)

// maxRows is how many rows a repeat may have.
const maxRows = 200

// Defaults gives the answers that a new record starts with.
func (f *Form) Defaults(env Env) Values {
	out := Values{}
	for field := range f.All {
		if field.Default == nil {
			continue
		}
		v := field.fromExpr(field.Default.Eval(fieldEnv{sheet: f.sheet(out, env), field: field}))
		if !v.IsEmpty() {
			out[field.Name] = v
		}
	}
	return out
}

// RowDefaults gives the answers that a new row of a repeat starts with.
func (f *Form) RowDefaults(repeat string, values Values, env Env) Row {
	row := Row{}
	field := f.Field(repeat)
	if field == nil || field.Type != TypeRepeat {
		return row
	}
	s := rowSheet{sheet: f.sheet(values, env), repeat: field, row: row}
	for i := range field.Fields {
		cell := &field.Fields[i]
		if cell.Default == nil {
			continue
		}
		if v := cell.fromExpr(cell.Default.Eval(cellEnv{s, cell})); !v.IsEmpty() {
			row[cell.Name] = v
		}
	}
	return row
}

// Compute gives a copy of the values in which every computed field holds what it computes; other
// answers stay, also those that are not asked now (a draft keeps them).
func (f *Form) Compute(values Values, env Env) Values {
	s := f.sheet(values, env)
	out := values.Clone()
	for field := range f.All {
		switch {
		case field.Calculation != nil:
			put(out, field.Name, field.fromExpr(s.value(field.Name)))
		case field.Type == TypeRepeat && out[field.Name].Kind == Rows:
			out[field.Name] = s.computeRows(field, false)
		}
	}
	return out
}

func put(values Values, name string, v Value) {
	if v.IsEmpty() {
		delete(values, name)
		return
	}
	values[name] = v
}

// computeRows copies the rows of a repeat with their computed cells; with drop, without cells that
// are not asked and without empty rows.
func (s *sheet) computeRows(repeat *Field, drop bool) Value {
	var rows []Row
	for _, row := range s.values[repeat.Name].Rows {
		in := rowSheet{sheet: s, repeat: repeat, row: row}
		copied := Row{}
		maps.Copy(copied, row)
		for i := range repeat.Fields {
			cell := &repeat.Fields[i]
			switch {
			case cell.Calculation != nil:
				put(Values(copied), cell.Name, cell.fromExpr(in.value(cell)))
			case drop && (copied[cell.Name].IsEmpty() || !in.isRelevant(cell)):
				delete(copied, cell.Name)
			}
		}
		if len(copied) > 0 || !drop {
			rows = append(rows, copied)
		}
	}
	return RowsValue(rows)
}

// Relevant tells which fields and groups are asked with these values, by name. An unknown name is
// not asked.
func (f *Form) Relevant(values Values, env Env) func(name string) bool {
	s := f.sheet(values, env)
	return func(name string) bool {
		field := s.fields[name]
		return field != nil && s.isRelevant(field)
	}
}

// ChoicesOf gives the choices of a field that its choice_filter leaves with these values. Inside the
// filter the choice's tags are fields, and "." is the choice's name.
func (f *Form) ChoicesOf(name string, values Values, env Env) []Choice {
	field := f.Field(name)
	if field == nil {
		return nil
	}
	return f.sheet(values, env).choices(field)
}

func (s *sheet) choices(field *Field) []Choice {
	if field.ChoiceFilter == nil {
		return field.Choices
	}
	var out []Choice
	for _, c := range field.Choices {
		if field.ChoiceFilter.True(choiceEnv{s, c}) {
			out = append(out, c)
		}
	}
	return out
}

type choiceEnv struct {
	*sheet
	choice Choice
}

func (e choiceEnv) Self() expr.Value { return expr.Text(e.choice.Name) }

func (e choiceEnv) Lookup(name string) expr.Value {
	if tag, ok := e.choice.Tags[name]; ok {
		return expr.Text(tag)
	}
	return e.value(name)
}

// NotAsked lists the answers that Finalize would drop because the form does not ask for them with
// these values.
func (f *Form) NotAsked(values Values, env Env) []Problem {
	s := f.sheet(values, env)
	var problems []Problem
	for field := range f.All {
		before := s.doubts
		if v := values[field.Name]; !v.IsEmpty() && !field.Computed() && !s.isRelevant(field) && s.doubts == before {
			given := Words{Vi: printable(field.Echo(v, "vi")), En: printable(field.Echo(v, "en"))}
			problems = append(problems, *field.problem(ProblemNotRelevant, saidNotRelevant.fill(field.Label, given)))
		}
	}
	return problems
}

// Finalize makes values ready to be handed in: it drops empty answers and those that are not asked,
// computes, and checks everything that the form demands. The result is the same for the laptop and
// the commune, but for links, which are followed where env can. Finalizing the result again changes
// nothing. Values that are a problem, unknown fields included, stay in the result as they are.
func (f *Form) Finalize(values Values, env Env) (Values, []Problem) {
	s := f.sheet(values, env)
	out := Values{}
	var problems []Problem
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if v := values[name]; s.fields[name] == nil || !s.fields[name].Stored() {
			problems = append(problems, f.unknownField(name))
			put(out, name, v)
		}
	}
	for field := range f.All {
		if !field.Stored() || !s.isRelevant(field) {
			continue
		}
		v := values[field.Name]
		switch {
		case field.Calculation != nil:
			v = field.fromExpr(s.value(field.Name))
		case v.Kind == Rows && field.Type == TypeRepeat:
			v = s.computeRows(field, true)
		}
		put(out, field.Name, v)
	}
	final := f.sheet(out, env)
	for field := range f.All {
		problems = append(problems, final.check(field)...)
	}
	return out, problems
}

// CheckField gives the first problem of one field as the answers stand, or nil. For a repeat it is
// the first of its rows.
func (f *Form) CheckField(name string, values Values, env Env) *Problem {
	field := f.Field(name)
	if field == nil || !field.Stored() {
		p := f.unknownField(name)
		return &p
	}
	problems := f.sheet(values, env).check(field)
	if len(problems) == 0 {
		return nil
	}
	return &problems[0]
}

// messageText fills the fields that a message names with their answers.
func (s *sheet) messageText(w Words, find func(name string) (*Field, Value)) Words {
	in := func(text, lang string) string {
		if !strings.Contains(text, "${") {
			return text
		}
		return messageName.ReplaceAllStringFunc(text, func(mark string) string {
			field, v := find(mark[2 : len(mark)-1])
			if field == nil {
				return mark
			}
			return printable(field.Show(v, lang))
		})
	}
	return Words{Vi: in(w.Vi, "vi"), En: in(w.En, "en")}
}
