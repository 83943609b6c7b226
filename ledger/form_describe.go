package ledger

import "github.com/nghia-hung/sothon/ledger/expr"

// Description is a form as "sothon forms show --json" prints it.
type Description struct {
	Form      string             `json:"form"`
	Version   int                `json:"version"`
	Title     string             `json:"title"`
	Help      string             `json:"help,omitempty"`
	Parent    string             `json:"parent,omitempty"`
	TitleFrom string             `json:"title_field,omitempty"`
	DateFrom  string             `json:"date_field,omitempty"`
	Fields    []FieldDescription `json:"fields"`
}

// FieldDescription is one field of a Description, in one language. Required is true, false, or
// "conditional" when it depends on other answers.
type FieldDescription struct {
	Name       string              `json:"name"`
	Type       FieldType           `json:"type"`
	Label      string              `json:"label"`
	Hint       string              `json:"hint,omitempty"`
	Required   any                 `json:"required"`
	Unit       string              `json:"unit,omitempty"`
	Choices    []ChoiceDescription `json:"choices,omitempty"`
	Section    string              `json:"section,omitempty"`
	Computed   bool                `json:"computed"`
	Relevant   string              `json:"relevant,omitempty"`
	Constraint string              `json:"constraint,omitempty"`
	Default    string              `json:"default,omitempty"`
	Calculates string              `json:"calculation,omitempty"`
	Forms      []string            `json:"forms,omitempty"`
	Fields     []FieldDescription  `json:"fields,omitempty"`
}

// ChoiceDescription is one choice of a FieldDescription.
type ChoiceDescription struct {
	Name  string `json:"name"`
	Label string `json:"label"`
}

// Describe gives the form's definition in one language ("vi" or "en"), ready for JSON. Fields come
// in the order of the form, each with the name of its section; conditions of groups stand at their
// members.
func (f *Form) Describe(lang string) Description {
	d := Description{
		Form: f.Name, Version: f.Version, Title: f.Title.In(lang), Help: f.Help.In(lang), Parent: f.Parent,
		TitleFrom: f.TitleField, DateFrom: f.DateField, Fields: []FieldDescription{},
	}
	for i := range f.Sections {
		section := &f.Sections[i]
		d.Fields = append(d.Fields, describeFields([]Field{*section}, section.Name, "", lang)...)
	}
	return d
}

func describeFields(fields []Field, section, condition, lang string) []FieldDescription {
	var out []FieldDescription
	for i := range fields {
		field := &fields[i]
		when := both(condition, written(field.Relevant))
		switch field.Type {
		case TypeGroup:
			out = append(out, describeFields(field.Fields, section, when, lang)...)
		case TypeNote:
		default:
			out = append(out, field.describe(section, when, lang))
		}
	}
	return out
}

func (f *Field) describe(section, when, lang string) FieldDescription {
	d := FieldDescription{
		Name: f.Name, Type: f.Type, Label: f.Label.In(lang), Hint: f.Hint.In(lang), Required: f.requires(),
		Unit: f.Unit.In(lang), Section: section, Computed: f.Computed(), Relevant: when,
		Constraint: written(f.Constraint), Default: written(f.Default), Calculates: written(f.Calculation),
		Forms: f.Forms,
	}
	for _, c := range f.Choices {
		d.Choices = append(d.Choices, ChoiceDescription{c.Name, c.Label.In(lang)})
	}
	if f.Type == TypeRepeat {
		d.Fields = describeFields(f.Fields, "", "", lang)
	}
	return d
}

// requires is true, false, or "conditional".
func (f *Field) requires() any {
	if f.Required == nil {
		return false
	}
	if v, ok := f.Required.Constant(); ok {
		return v.IsTrue()
	}
	return "conditional"
}

func written(e *expr.Expr) string {
	if e == nil {
		return ""
	}
	return e.String()
}

func both(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return "(" + a + ") and (" + b + ")"
}
