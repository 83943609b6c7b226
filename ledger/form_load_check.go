package ledger

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger/expr"
)

// scope holds the fields that expressions may name: those of the form, or a repeat's row with the
// form's behind it.
type scope struct {
	fields map[string]*Field
	outer  *scope
}

func (s *scope) find(name string) *Field {
	for ; s != nil; s = s.outer {
		if f := s.fields[name]; f != nil {
			return f
		}
	}
	return nil
}

// checkForm checks what only the whole form can tell: names, references, cycles.
func (l *loader) checkForm() {
	form := &scope{fields: map[string]*Field{}}
	rows := map[*Field]*scope{} // scope of every field inside a repeat
	l.collect(l.form.Sections, form, rows)
	for _, row := range rows { // what a row has can be named from outside, as a column
		for name, f := range row.fields {
			if form.fields[name] == nil {
				form.fields[name] = f
			}
		}
	}
	for _, e := range l.exprs {
		s := rows[e.field]
		if s == nil {
			s = form
		}
		l.checkNames(e, s)
		l.checkDefault(e)
	}
	if len(l.errs) == 0 {
		l.checkCycles(form, rows)
		l.checkFormFields()
	}
}

func (l *loader) collect(fields []Field, s *scope, rows map[*Field]*scope) {
	for i := range fields {
		f := &fields[i]
		p := l.places[f]
		if other := s.fields[f.Name]; other != nil {
			line, _ := l.places[other].src.position(l.places[other].node)
			l.fail(p.src, p.node, f.Name, "name: used twice; first in line %d", line)
		}
		s.fields[f.Name] = f
		if s.outer != nil {
			rows[f] = s
		}
		switch {
		case f.Type == TypeGroup && s.outer == nil:
			l.collect(f.Fields, s, rows)
		case f.Type == TypeRepeat && s.outer == nil:
			l.collect(f.Fields, &scope{map[string]*Field{}, s}, rows)
		case f.Type == TypeGroup || f.Type == TypeRepeat:
			l.fail(p.src, p.node, f.Name, "type: no %s inside a repeat", f.Type)
		}
	}
}

var messageName = regexp.MustCompile(`\$\{([^{}]*)\}`)

func (l *loader) checkNames(e located, s *scope) {
	if e.value == nil {
		for _, text := range []string{e.words.Vi, e.words.En} {
			for _, found := range messageName.FindAllStringSubmatch(text, -1) {
				if f := s.find(found[1]); f == nil || !f.Stored() {
					l.fail(e.src, e.node, e.field.Name, "%s: unknown field «%s»", e.key, clip(found[1]))
				}
			}
		}
		return
	}
	for _, name := range e.value.Names() {
		if f := s.find(name); f != nil && f.Stored() {
			continue
		}
		if e.key == "choice_filter" && slices.ContainsFunc(e.field.Choices, func(c Choice) bool { return c.Tags[name] != "" }) {
			continue
		}
		line, column := e.src.positionIn(e.node, e.value.Column(name)-1)
		l.failAt(e.src, line, column, e.field.Name, fmt.Sprintf("%s: unknown field «%s»", e.key, clip(name)))
	}
}

// checkDefault finds a written-out default that is no choice of its field.
func (l *loader) checkDefault(e located) {
	if e.key != "default" || len(e.field.Choices) == 0 {
		return
	}
	value, ok := e.value.Constant()
	if !ok {
		return
	}
	names := []string{value.AsText()}
	if e.field.Type == TypeSelectMultiple {
		names = strings.Fields(value.AsText())
	}
	for _, name := range names {
		if !slices.ContainsFunc(e.field.Choices, func(c Choice) bool { return c.Name == name }) {
			l.fail(e.src, e.node, e.field.Name, "default: «%s» is not among the choices", clip(name))
		}
	}
}

// checkCycles follows which fields must be known before a field can be: those its calculation and
// its relevance name, its section's too. A group's relevance may name the group's own members, which
// then stand for what was answered; so may a field's own.
func (l *loader) checkCycles(form *scope, rows map[*Field]*scope) {
	needs := map[*Field][]*Field{}
	var order []*Field
	var gather func(fields []Field, above []*Field)
	gather = func(fields []Field, above []*Field) {
		for i := range fields {
			f := &fields[i]
			s := rows[f]
			if s == nil {
				s = form
			}
			own := append(slices.Clone(above), named(f.Calculation, s)...)
			for _, n := range named(f.Relevant, s) {
				if n != f && !contains(f.Fields, n) {
					own = append(own, n)
				}
			}
			needs[f] = own
			order = append(order, f)
			if f.Type == TypeGroup || f.Type == TypeRepeat {
				gather(f.Fields, own)
			}
			if f.Type == TypeRepeat { // a column is known when its cells are
				for j := range f.Fields {
					needs[f] = append(needs[f], &f.Fields[j])
				}
			}
		}
	}
	gather(l.form.Sections, nil)
	state := map[*Field]int{}
	var visit func(f *Field) bool
	visit = func(f *Field) bool {
		if state[f] != 0 {
			return state[f] == 2
		}
		state[f] = 1
		for _, n := range needs[f] {
			if !visit(n) {
				return false
			}
		}
		state[f] = 2
		return true
	}
	for _, f := range order {
		if state[f] == 0 && !visit(f) {
			l.failCycle(state)
			return
		}
	}
}

// failCycle names the fields of a cycle in the order of the form.
func (l *loader) failCycle(state map[*Field]int) {
	var names []string
	var at place
	var walk func(fields []Field)
	walk = func(fields []Field) {
		for i := range fields {
			f := &fields[i]
			if state[f] == 1 {
				if names == nil {
					at = l.places[f]
				}
				names = append(names, f.Name)
			}
			walk(f.Fields)
		}
	}
	walk(l.form.Sections)
	l.fail(at.src, at.node, names[0], "calculation or relevant: these fields wait for each other: %s", strings.Join(names, ", "))
}

func named(e *expr.Expr, s *scope) []*Field {
	if e == nil {
		return nil
	}
	var out []*Field
	for _, name := range e.Names() {
		if f := s.find(name); f != nil {
			out = append(out, f)
		}
	}
	return out
}

func contains(fields []Field, f *Field) bool {
	for i := range fields {
		if &fields[i] == f || contains(fields[i].Fields, f) {
			return true
		}
	}
	return false
}

// checkFormFields checks the fields that the form itself names.
func (l *loader) checkFormFields() {
	f := l.form
	src, node := l.root.src, l.root.node
	if field := f.Field(f.TitleField); f.TitleField == "" || field == nil || !field.Stored() {
		l.fail(src, node, "", "title_field: «%s» is not a field of this form", clip(f.TitleField))
	}
	if field := f.Field(f.DateField); f.DateField != "" && (field == nil || field.Type != TypeDate) {
		l.fail(src, node, "", "date_field: «%s» is not a date field of this form", clip(f.DateField))
	}
	if (f.Parent == "") != (f.ParentLink == "") {
		l.fail(src, node, "", "parent and parent_link: write both or neither")
		return
	}
	if f.Parent == "" {
		return
	}
	link := f.Field(f.ParentLink)
	if link == nil || link.Type != TypeRecord || !slices.Contains(link.Forms, f.Parent) {
		l.fail(src, node, "", "parent_link: «%s» is not a record field that may point to «%s»", clip(f.ParentLink), clip(f.Parent))
	}
}
