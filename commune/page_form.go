package commune

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// formSection and formField are a form as it is filled in on the page, made from its definition: the
// same questions, choices and checks as on a laptop.
type formSection struct {
	Name, Label string
	Fields      []formField
	Off         bool // not asked with the answers as they stand
	Wrong       bool // it has a problem
}

// formField is one question. Kind says how it is asked: line, lines, choice, choices, rows, files,
// note, computed.
type formField struct {
	Kind, Name, Label, Hint, Unit string
	Value                         string
	Options                       []option
	Heads                         []string      // rows: the cells' labels
	Rows                          [][]formField // rows
	Problem                       string
	Required                      bool
	Numeric                       bool
	Off                           bool     // not asked with the answers as they stand, and not answered
	Known                         []string // answers that are likely
}

// filling is a form on its way to or from the page.
type filling struct {
	form     *ledger.Form
	values   ledger.Values
	typed    url.Values // what came back, nil at first
	problems FieldProblems
	links    func(field *ledger.Field) []option // records that a link may point to
	lang     string

	asked func(name string) bool // which fields and groups are asked now; nil: all
	files bool                   // files can be attached
	fixed map[string]string      // what the program answers itself, shown as computed
	known map[string][]string    // likely answers
	must  string                 // a field that must be answered here, whatever the form says
}

// spareRows is how many empty rows a repeat offers beyond those it has.
const spareRows = 2

// sections are the form's questions with their answers.
func (f filling) sections() []formSection {
	var out []formSection
	for i := range f.form.Sections {
		s := formSection{Name: f.form.Sections[i].Name, Label: f.form.Sections[i].Label.In(f.lang)}
		s.Off = f.asked != nil && !f.asked(s.Name)
		group := ledger.Form{Sections: f.form.Sections[i : i+1]}
		for field := range group.All {
			if field.Type == ledger.TypeFile && !f.files {
				continue
			}
			q := f.field(field, field.Name, f.values[field.Name])
			q.Off = f.asked != nil && !s.Off && !f.asked(field.Name) && q.Problem == "" && !q.answered()
			s.Wrong = s.Wrong || q.wrong()
			s.Fields = append(s.Fields, q)
		}
		if len(s.Fields) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// answered reports whether something stands in the box.
func (q formField) answered() bool {
	return q.Kind != "computed" && q.Value != "" || slices.ContainsFunc(q.Options, func(o option) bool { return o.Selected })
}

// wrong reports whether the question or one of its rows has a problem.
func (q formField) wrong() bool {
	return q.Problem != "" || slices.ContainsFunc(q.Rows, func(row []formField) bool { return slices.ContainsFunc(row, formField.wrong) })
}

func (f filling) field(field *ledger.Field, name string, v ledger.Value) formField {
	q := formField{Kind: "line", Name: name, Label: field.Label.In(f.lang), Hint: field.Hint.In(f.lang), Unit: field.Unit.In(f.lang), Known: f.known[name],
		Numeric: field.Numeric(), Required: field.Required != nil || name == f.must, Problem: f.problems[name].In(f.lang)}
	if text, ok := f.fixed[name]; ok {
		q.Kind, q.Value, q.Hint = "computed", text, ""
		return q
	}
	switch {
	case field.Type == ledger.TypeFile:
		return f.attached(q, v)
	case field.Type == ledger.TypeNote:
		q.Kind = "note"
		return q
	case field.Computed():
		q.Kind, q.Value = "computed", field.Echo(v, f.lang)
		return q
	case field.Type == ledger.TypeRepeat:
		return f.rows(field, q, v)
	case field.Appearance == "multiline":
		q.Kind = "lines"
	}
	chosen := []string{field.Edit(v)}
	switch field.Type {
	case ledger.TypeSelectOne:
		q.Kind = "choice"
		chosen = []string{v.Text}
	case ledger.TypeSelectMultiple:
		q.Kind = "choices"
		chosen = v.List
	case ledger.TypeRecord:
		q.Kind = "choice"
		chosen = []string{v.Text}
		if f.links != nil {
			q.Options = f.links(field)
		}
	default:
	}
	if f.typed != nil {
		chosen = f.typed[q.Name]
	}
	return f.choose(field, q, chosen)
}

// choose marks what is chosen, a choice that the form does not have among it.
func (f filling) choose(field *ledger.Field, q formField, chosen []string) formField {
	if q.Kind != "choice" && q.Kind != "choices" {
		q.Value = strings.Join(chosen, "\n")
		return q
	}
	for _, c := range field.Choices {
		q.Options = append(q.Options, option{Value: c.Name, Label: c.Label.In(f.lang)})
	}
	for _, name := range chosen {
		if i := slices.IndexFunc(q.Options, func(o option) bool { return o.Value == name }); i >= 0 {
			q.Options[i].Selected = true
		} else if name != "" {
			q.Options = append(q.Options, option{name, name, true})
		}
	}
	return q
}

// rows asks for a repeat's rows as a table with some empty ones at its end.
func (f filling) rows(field *ledger.Field, q formField, v ledger.Value) formField {
	q.Kind = "rows"
	for i := range field.Fields {
		q.Heads = append(q.Heads, field.Fields[i].Label.In(f.lang))
	}
	n := len(v.Rows)
	for f.typed != nil && n < maxFormRows && f.typed.Has(cellName(q.Name, n, field.Fields[0].Name)) {
		n++
	}
	cells := filling{values: f.values, typed: f.typed, problems: f.problems, links: f.links, lang: f.lang}
	for i := range n + spareRows {
		var row []formField
		for j := range field.Fields {
			cell := &field.Fields[j]
			var have ledger.Value
			if i < len(v.Rows) {
				have = v.Rows[i][cell.Name]
			}
			row = append(row, cells.field(cell, cellName(q.Name, i, cell.Name), have))
		}
		q.Rows = append(q.Rows, row)
	}
	return q
}

// maxFormRows bounds the rows of a repeat that one form may send.
const maxFormRows = 200

func cellName(field string, row int, cell string) string {
	return field + "." + strconv.Itoa(row) + "." + cell
}

// typedValues reads what a form sent, as ledger.Form.Input takes it: the fields that differ from the
// given values, so that what nobody touched is not touched.
func typedValues(form *ledger.Form, values ledger.Values, typed url.Values) ledger.Values {
	out := ledger.Values{}
	for field := range form.All {
		if !field.Stored() || field.Computed() || field.Type == ledger.TypeFile {
			continue
		}
		if v, ok := typedValue(field, field.Name, typed); ok && !sameTyped(field, v, values[field.Name]) {
			out[field.Name] = v
		}
	}
	return out
}

// typedValue reads one answer; ok is false when the form did not ask for it.
func typedValue(field *ledger.Field, name string, typed url.Values) (v ledger.Value, ok bool) {
	switch field.Type {
	case ledger.TypeRepeat:
		return typedRows(field, name, typed)
	case ledger.TypeSelectMultiple:
		asked := typed.Has(name + ".asked")
		if list := nonEmpty(typed[name]); len(list) > 0 {
			return ledger.ListValue(list...), asked
		}
		return v, asked
	}
	text := strings.TrimSpace(strings.ReplaceAll(typed.Get(name), "\r\n", "\n"))
	if text != "" {
		v = ledger.TextValue(text)
	}
	return v, typed.Has(name)
}

func nonEmpty(list []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == "" })
}

func typedRows(field *ledger.Field, name string, typed url.Values) (v ledger.Value, ok bool) {
	var rows []ledger.Row
	for i := range maxFormRows {
		row := ledger.Row{}
		here := false
		for j := range field.Fields {
			cell, asked := typedValue(&field.Fields[j], cellName(name, i, field.Fields[j].Name), typed)
			here = here || asked
			if !cell.IsEmpty() {
				row[field.Fields[j].Name] = cell
			}
		}
		if !here {
			break
		}
		ok = true
		if len(row) > 0 {
			rows = append(rows, row)
		}
	}
	if len(rows) > 0 {
		v = ledger.Value{Kind: ledger.Rows, Rows: rows}
	}
	return v, ok
}

// sameTyped reports whether a typed answer is the one that stands in the box for a value.
func sameTyped(field *ledger.Field, typed, v ledger.Value) bool {
	switch field.Type {
	case ledger.TypeRepeat:
		return fmt.Sprint(editRows(field, typed)) == fmt.Sprint(editRows(field, v))
	case ledger.TypeSelectMultiple:
		a, b := slices.Clone(typed.List), slices.Clone(v.List)
		slices.Sort(a)
		slices.Sort(b)
		return slices.Equal(a, b)
	case ledger.TypeSelectOne, ledger.TypeRecord:
		return typed.Text == v.Text
	}
	return typed.Text == strings.TrimSpace(field.Edit(v))
}

// editRows are the rows of a repeat as they stand in the boxes.
func editRows(field *ledger.Field, v ledger.Value) (out [][]string) {
	for _, row := range v.Rows {
		var cells []string
		for i := range field.Fields {
			cell := row[field.Fields[i].Name]
			if field.Fields[i].Computed() {
				continue
			}
			text := cell.Text
			if cell.Kind != ledger.Text {
				text = field.Fields[i].Edit(cell)
			}
			cells = append(cells, text)
		}
		out = append(out, cells)
	}
	return out
}
