package ledger

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/viet"
)

// Input takes values as they came from JSON or from the command line and converts each to the kind
// of its field. A Text for a number, a date or choices is read as ParseAnswer reads it; a Num for
// money, an area or a mass counts đồng, m² or kg; a Num for a text field and a List for a single
// choice are problems. An empty value stays in the result, as an answer taken back. A computed field
// is left out when the value given is the one computed from the other values given, else it is a
// problem. Every name that is not in the result stands in a problem; problems come in the order of
// the form, unknown fields first.
func (f *Form) Input(raw Values, env Env) (Values, []Problem) {
	out := Values{}
	var problems []Problem
	for _, name := range slices.Sorted(maps.Keys(raw)) {
		if field := f.Field(name); field == nil || !field.Stored() {
			problems = append(problems, f.unknownField(name))
		}
	}
	var computed []*Field
	for field := range f.All {
		v, given := raw[field.Name]
		switch {
		case !given || !field.Stored():
		case field.Computed():
			computed = append(computed, field)
		default:
			v, found := field.input(v, env)
			problems = append(problems, found...)
			if len(found) == 0 {
				out[field.Name] = v
			}
		}
	}
	if len(computed) > 0 {
		answers := f.Compute(out, env)
		for _, field := range computed {
			if p := field.checkComputed(raw[field.Name], answers[field.Name]); p != nil {
				problems = append(problems, *p)
			}
		}
	}
	return out, problems
}

func (f *Form) unknownField(name string) Problem {
	return Problem{Field: clip(name), Row: -1, Code: ProblemUnknownField,
		Message: saidUnknownField.fill(f.Title, same(printable(name)), same(f.Name))}
}

// printable shortens and cleans what is quoted from outside.
func printable(s string) string {
	clean, err := viet.Clean(clip(s))
	if err != nil {
		clean = fmt.Sprintf("%q", clip(s))
	}
	return strings.Join(strings.Fields(clean), " ")
}

// checkComputed compares a value given for a computed field with the one computed.
func (f *Field) checkComputed(given, computed Value) *Problem {
	if given.IsEmpty() {
		return nil
	}
	if given.Kind == Text && f.Numeric() {
		if n, err := viet.ParseNumber(f.withoutUnit(given.Text)); err == nil {
			given = NumValue(n)
		}
	}
	if given.Equal(computed) {
		return nil
	}
	show := func(v Value) Words {
		if v.IsEmpty() {
			return saidNothing
		}
		return Words{Vi: printable(f.Echo(v, "vi")), En: printable(f.Echo(v, "en"))}
	}
	return f.problem(ProblemComputed, saidComputed.fill(f.Label, show(computed), show(given)))
}

// input converts one value to the field's kind.
func (f *Field) input(v Value, env Env) (Value, []Problem) {
	if f.Type == TypeRepeat {
		return f.inputRows(v, env)
	}
	v, p := f.inputOne(v, env)
	if p != nil {
		return Value{}, []Problem{*p}
	}
	return v, nil
}

func (f *Field) inputOne(v Value, env Env) (Value, *Problem) {
	switch v.Kind {
	case None:
		return v, nil
	case Text:
		v, err := f.ParseAnswer(v.Text, env)
		if err != nil {
			return Value{}, f.problemOf(err)
		}
		return v, nil
	case Num:
		if p := f.checkValue(v); p != nil {
			return Value{}, p
		}
		return NumValue(v.Num), nil
	case List:
		if f.Type != TypeSelectMultiple {
			return Value{}, f.wrongKind()
		}
		var names []string
		for _, item := range v.List {
			name, ok := f.findChoice(item)
			if !ok {
				return Value{}, f.unknownChoice(printable(item))
			}
			names = append(names, name)
		}
		return ListValue(unique(names)...), nil
	case Rows:
		if f.Type == TypeFile {
			if p := f.checkFiles(v); p != nil {
				return Value{}, p
			}
			return FilesValue(v.Files()...), nil
		}
	}
	return Value{}, f.wrongKind()
}

// inputRows converts the rows of a repeat, each cell like a field of its own. Rows without any
// answer are left out.
func (f *Field) inputRows(v Value, env Env) (Value, []Problem) {
	switch v.Kind {
	case None:
		return v, nil
	case Text:
		v, err := f.ParseAnswer(v.Text, env)
		if err != nil {
			return Value{}, []Problem{*f.problemOf(err)}
		}
		return v, nil
	case Rows:
	default:
		return Value{}, []Problem{*f.needRows()}
	}
	if p := f.checkRowCount(v); p != nil {
		return Value{}, []Problem{*p}
	}
	var problems []Problem
	var rows []Row
	for i, raw := range v.Rows {
		row, found := f.inputRow(raw, i, env)
		problems = append(problems, found...)
		if len(row) > 0 {
			rows = append(rows, row)
		}
	}
	if len(problems) > 0 {
		return Value{}, problems
	}
	return RowsValue(rows), nil
}

func (f *Field) inputRow(raw Row, i int, env Env) (Row, []Problem) {
	row := Row{}
	var problems []Problem
	for _, name := range slices.Sorted(maps.Keys(raw)) {
		if f.cell(name) == nil {
			problems = append(problems, *f.unknownCell(name, i))
		}
	}
	for j := range f.Fields {
		cell := &f.Fields[j]
		v := raw[cell.Name]
		if v.IsEmpty() || cell.Computed() || !cell.Stored() {
			continue
		}
		v, p := cell.inputOne(v, env)
		if p != nil {
			problems = append(problems, *p.inRow(f, i))
			continue
		}
		if !v.IsEmpty() {
			row[cell.Name] = v
		}
	}
	return row, problems
}

func (f *Field) unknownCell(name string, row int) *Problem {
	p := &Problem{Field: clip(name), Row: -1, Code: ProblemUnknownField,
		Message: saidUnknownCell.fill(f.Label, same(printable(name)), f.cells())}
	return p.inRow(f, row)
}

// cell finds a field of a repeat's rows.
func (f *Field) cell(name string) *Field {
	i := slices.IndexFunc(f.Fields, func(c Field) bool { return c.Name == name })
	if i < 0 {
		return nil
	}
	return &f.Fields[i]
}
