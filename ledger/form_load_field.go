package ledger

import (
	"errors"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/nghia-hung/sothon/ledger/expr"
)

var fieldTypes = []FieldType{
	TypeText, TypeInteger, TypeDecimal, TypeDate, TypeSelectOne, TypeSelectMultiple, TypeNote,
	TypeCalculate, TypeGroup, TypeRepeat, TypeMoney, TypeArea, TypeMass, TypePercentShares, TypeRecord,
	TypeFile,
}

var fieldKeys = []string{
	"type", "name", "label", "hint", "unit", "appearance", "required", "required_message", "relevant",
	"constraint", "constraint_message", "calculation", "default", "choice_filter", "choices", "forms",
	"max_length", "fields", "use", "change",
}

// located is an expression (or a message that names fields) with its place, to be checked against
// the fields of the whole form.
type located struct {
	place
	key   string
	field *Field
	value *expr.Expr
	words Words
}

// readFields reads a list of fields. assumed is the type of a field that names none.
func (l *loader) readFields(src *source, node ast.Node, owner string, assumed FieldType, depth int) []Field {
	items := l.sequence(src, node, owner, "fields")
	if len(items) == 0 {
		l.fail(src, node, owner, "fields: at least one is needed")
		return nil
	}
	if depth > 4 {
		l.fail(src, node, owner, "fields: nested deeper than 4")
		return nil
	}
	fields := make([]Field, len(items))
	for i, item := range items {
		if l.fields++; l.fields > maxFields {
			l.fail(src, item, owner, "fields: more than %d", maxFields)
			return nil
		}
		l.readField(src, item, &fields[i], assumed, depth)
	}
	return fields
}

func (l *loader) readField(src *source, node ast.Node, f *Field, assumed FieldType, depth int) {
	l.places[f] = place{src, node}
	m := l.mapping(src, node, "", fieldKeys...)
	if m == nil {
		return
	}
	f.Type = assumed
	if m["use"] != nil {
		l.useGroup(src, node, f, m, depth)
		return
	}
	f.Name = l.name(src, m, "name", node)
	if m["change"] != nil {
		l.fail(src, m["change"], f.Name, "change: only beside use")
	}
	l.readKeys(src, m, f, depth)
	l.requireKeys(src, node, m, f)
}

// useGroup takes in a reusable group: its label and fields, unless the use gives its own label, and
// with the keys that "change" gives per field name in place of the group's.
func (l *loader) useGroup(src *source, node ast.Node, f *Field, m mapping, depth int) {
	f.Type = TypeGroup
	use := l.text(src, m, "use", "")
	group := l.groups[use]
	if group == nil {
		l.fail(src, m["use"], "", "use: unknown group «%s»", clip(use))
		return
	}
	f.Name = use
	if m["name"] != nil {
		f.Name = l.name(src, m, "name", node)
	}
	for _, key := range []string{"fields", "choices", "required", "constraint", "calculation", "type"} {
		if m[key] != nil {
			l.fail(src, m[key], f.Name, "%s: not beside use", key)
		}
	}
	f.Label = l.words(group.source, group.keys, "label", f.Name, node)
	if group.keys["fields"] == nil {
		l.fail(src, m["use"], f.Name, "use: the group «%s» has no fields", use)
		return
	}
	f.Fields = l.readFields(group.source, group.keys["fields"], f.Name, TypeText, depth+1)
	delete(m, "use")
	if m["change"] != nil {
		l.changeMembers(src, m["change"], f)
		delete(m, "change")
	}
	l.readKeys(src, m, f, depth)
}

func (l *loader) changeMembers(src *source, node ast.Node, group *Field) {
	for name, keys := range l.mapping(src, node, group.Name) {
		i := slices.IndexFunc(group.Fields, func(f Field) bool { return f.Name == name })
		if i < 0 {
			l.fail(src, keys, group.Name, "change: the group has no field «%s»", clip(name))
			continue
		}
		m := l.mapping(src, keys, name, "label", "hint", "required", "required_message", "relevant",
			"constraint", "constraint_message", "default")
		member := &group.Fields[i]
		l.exprs = slices.DeleteFunc(l.exprs, func(e located) bool { return e.field == member && m[e.key] != nil })
		l.readKeys(src, m, member, maxBlockDepth)
	}
}

// readKeys reads the keys that are present into the field and leaves the rest as it is.
func (l *loader) readKeys(src *source, m mapping, f *Field, depth int) {
	if m["type"] != nil {
		f.Type = FieldType(l.text(src, m, "type", f.Name))
		if !slices.Contains(fieldTypes, f.Type) {
			l.fail(src, m["type"], f.Name, "type: unknown type «%s»", clip(string(f.Type)))
		}
	}
	if m["label"] != nil {
		f.Label = l.words(src, m, "label", f.Name, nil)
	}
	if m["hint"] != nil {
		f.Hint = l.words(src, m, "hint", f.Name, nil)
	}
	if m["unit"] != nil {
		f.Unit = l.words(src, m, "unit", f.Name, nil)
	}
	if m["appearance"] != nil {
		f.Appearance = l.text(src, m, "appearance", f.Name)
	}
	if m["max_length"] != nil {
		f.MaxLength = l.integer(src, m, "max_length", f.Name, 1, 100000)
	}
	for _, e := range []struct {
		key string
		to  **expr.Expr
	}{
		{"required", &f.Required}, {"relevant", &f.Relevant}, {"constraint", &f.Constraint},
		{"calculation", &f.Calculation}, {"default", &f.Default}, {"choice_filter", &f.ChoiceFilter},
	} {
		l.expression(src, m, e.key, f, e.to)
	}
	l.message(src, m, "constraint_message", f, &f.ConstraintMessage)
	l.message(src, m, "required_message", f, &f.RequiredMessage)
	if m["choices"] != nil {
		f.Choices = l.choices(src, m["choices"], f)
	}
	if m["forms"] != nil {
		for _, item := range l.sequence(src, m["forms"], f.Name, "forms") {
			name, _ := scalar(item)
			if !validName.MatchString(name) {
				l.fail(src, item, f.Name, "forms: «%s» is not a form's name", clip(name))
			}
			f.Forms = append(f.Forms, name)
		}
	}
	if m["fields"] != nil {
		f.Fields = l.readFields(src, m["fields"], f.Name, TypeText, depth+1)
	}
}

func (l *loader) message(src *source, m mapping, key string, f *Field, to *Words) {
	if m[key] == nil {
		return
	}
	*to = l.words(src, m, key, f.Name, nil)
	l.exprs = append(l.exprs, located{place: place{src, m[key]}, key: key, field: f, words: *to})
}

// expression reads an expression. "required: true" is one too, "required: false" is none.
func (l *loader) expression(src *source, m mapping, key string, f *Field, to **expr.Expr) {
	node := m[key]
	if node == nil {
		return
	}
	text, ok := scalar(node)
	if !ok {
		l.fail(src, node, f.Name, "%s: expected an expression", key)
		return
	}
	if b, isBool := node.(*ast.BoolNode); isBool {
		*to = nil
		if !b.Value {
			return
		}
		text = "true()"
	}
	parsed, err := expr.Parse(strings.TrimRight(text, "\n"))
	var fault *expr.Error
	switch {
	case errors.As(err, &fault):
		line, column := src.positionIn(node, fault.Column-1)
		l.failAt(src, line, column, f.Name, key+": "+fault.Message)
	case parsed != nil:
		*to = parsed
		l.exprs = append(l.exprs, located{place: place{src, node}, key: key, field: f, value: parsed})
	}
}

func (l *loader) choices(src *source, node ast.Node, f *Field) []Choice {
	var out []Choice
	for _, item := range l.sequence(src, node, f.Name, "choices") {
		m := l.mapping(src, item, f.Name, "name", "label", "tags")
		if m == nil {
			continue
		}
		c := Choice{Name: l.name(src, m, "name", item), Label: l.words(src, m, "label", f.Name, item)}
		if slices.ContainsFunc(out, func(o Choice) bool { return o.Name == c.Name }) {
			l.fail(src, item, f.Name, "choices: «%s» is there twice", clip(c.Name))
		}
		if m["tags"] != nil {
			c.Tags = map[string]string{}
			for tag, value := range l.mapping(src, m["tags"], f.Name) {
				c.Tags[tag], _ = scalar(value)
			}
		}
		out = append(out, c)
	}
	return out
}

// requireKeys checks that a field has what its type needs, and nothing that means nothing for it.
func (l *loader) requireKeys(src *source, node ast.Node, m mapping, f *Field) {
	if m["label"] == nil {
		l.fail(src, node, f.Name, "label: missing; write {vi: …, en: …}")
	}
	needs := map[string]bool{
		"choices":     f.Type == TypeSelectOne || f.Type == TypeSelectMultiple,
		"fields":      f.Type == TypeGroup || f.Type == TypeRepeat,
		"forms":       f.Type == TypeRecord,
		"calculation": f.Type == TypeCalculate,
	}
	for _, key := range []string{"choices", "fields", "forms", "calculation"} {
		switch {
		case needs[key] && m[key] == nil:
			l.fail(src, node, f.Name, "%s: missing; a field of type %s needs it", key, f.Type)
		case key != "calculation" && !needs[key] && m[key] != nil:
			l.fail(src, m[key], f.Name, "%s: not for a field of type %s", key, f.Type)
		}
	}
	if m["choices"] != nil && needs["choices"] && len(f.Choices) == 0 {
		l.fail(src, m["choices"], f.Name, "choices: at least one is needed")
	}
	if f.Type == TypeRecord && m["forms"] != nil && len(f.Forms) == 0 {
		l.fail(src, m["forms"], f.Name, "forms: at least one is needed")
	}
	if m["max_length"] != nil && f.Type != TypeText {
		l.fail(src, m["max_length"], f.Name, "max_length: only for text")
	}
	if m["choice_filter"] != nil && !needs["choices"] {
		l.fail(src, m["choice_filter"], f.Name, "choice_filter: only for choices")
	}
	if m["constraint"] != nil && m["constraint_message"] == nil {
		l.fail(src, m["constraint"], f.Name, "constraint_message: missing; say in words what is wrong and what to do")
	}
	if !f.Stored() {
		for _, key := range []string{"required", "constraint", "calculation", "default"} {
			if m[key] != nil {
				l.fail(src, m[key], f.Name, "%s: not for a field of type %s", key, f.Type)
			}
		}
	}
	if f.Calculation != nil {
		for _, key := range []string{"required", "default"} {
			if m[key] != nil {
				l.fail(src, m[key], f.Name, "%s: not beside calculation; the program answers this field", key)
			}
		}
	}
}
