package ledger

import (
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger/expr"
)

// Words are one text in the program's languages.
type Words struct {
	Vi string `yaml:"vi" json:"vi"`
	En string `yaml:"en" json:"en,omitempty"`
}

// In gives the text in lang ("vi" or "en"), falling back to Vietnamese.
func (w Words) In(lang string) string {
	if lang == "en" && w.En != "" {
		return w.En
	}
	return w.Vi
}

// FieldType is a question's type in the vocabulary of XLSForm (xlsform.org), with the types the
// plan needs beside them.
type FieldType string

// The field types. Money is whole đồng, area m², mass kg.
const (
	TypeText           FieldType = "text"
	TypeInteger        FieldType = "integer"
	TypeDecimal        FieldType = "decimal"
	TypeDate           FieldType = "date"
	TypeSelectOne      FieldType = "select_one"
	TypeSelectMultiple FieldType = "select_multiple"
	TypeNote           FieldType = "note"
	TypeCalculate      FieldType = "calculate"
	TypeGroup          FieldType = "group"
	TypeRepeat         FieldType = "repeat"
	TypeMoney          FieldType = "money"
	TypeArea           FieldType = "area"
	TypeMass           FieldType = "mass"
	TypePercentShares  FieldType = "percent_shares"
	TypeRecord         FieldType = "record"
	TypeFile           FieldType = "file" // attached files, see File
)

// Choice is one answer that may be chosen. Fields beside Name and Label serve choice_filter.
type Choice struct {
	Name  string            `yaml:"name" json:"name"`
	Label Words             `yaml:"label" json:"label"`
	Tags  map[string]string `yaml:"tags" json:"tags,omitempty"`
}

// Field is one question, or a group or repeat of questions. Expressions are parsed when the form
// is loaded; a nil expression is absent.
type Field struct {
	Type       FieldType
	Name       string
	Label      Words
	Hint       Words // an example of an answer, or what is meant
	Unit       Words // shown behind a number: "người"
	Appearance string

	Required          *expr.Expr
	RequiredMessage   Words // said when the answer is missing; a sentence of ours when left out
	Relevant          *expr.Expr
	Constraint        *expr.Expr
	ConstraintMessage Words // may name fields: ${nu}
	Calculation       *expr.Expr
	Default           *expr.Expr
	ChoiceFilter      *expr.Expr

	Choices   []Choice
	Forms     []string // record: the forms a link may point to
	MaxLength int      // text: characters (grapheme clusters are not counted; runes are)
	Fields    []Field  // group, repeat
}

// Form is one versioned definition: what is asked, in which order, under which rules. Its
// top-level groups are the sections (pages) of the screen and of the paper form.
type Form struct {
	Name       string
	Version    int
	Title      Words
	Plural     Words // how the menu names many of them
	Help       Words // what the form is for, one or two sentences
	Parent     string
	ParentLink string // the record field that points to the parent
	TitleField string // names a record in lists
	DateField  string // places a record in a period
	Counted    Words  // the noun of a count: "buổi", "lớp"
	Sections   []Field
	System     bool   // the program's own (a closing of a period): not in Catalogue.Forms
	Source     string // the file it was read from

	index *formIndex // of Sections; nil in a form that was not loaded
}

// All calls yield for every field, groups' members included and repeats' members not, in the
// order of the form.
func (f *Form) All(yield func(*Field) bool) { walkFields(f.Sections, yield) }

func walkFields(fields []Field, yield func(*Field) bool) bool {
	for i := range fields {
		field := &fields[i]
		if field.Type == TypeGroup {
			if !walkFields(field.Fields, yield) {
				return false
			}
			continue
		}
		if !yield(field) {
			return false
		}
	}
	return true
}

// Field finds a field by name, outside repeats.
func (f *Form) Field(name string) *Field {
	if f.index != nil {
		if field := f.index.fields[name]; field != nil && field.Type != TypeGroup {
			return field
		}
		return nil
	}
	for field := range f.All {
		if field.Name == name {
			return field
		}
	}
	return nil
}

// Stored reports whether an answer to the field is kept in a record: all but notes and groups.
func (f *Field) Stored() bool { return f.Type != TypeNote && f.Type != TypeGroup }

// Computed reports whether the program answers the field itself.
func (f *Field) Computed() bool { return f.Type == TypeCalculate || f.Calculation != nil }

// Numeric reports whether answers are numbers.
func (f *Field) Numeric() bool {
	switch f.Type {
	case TypeInteger, TypeDecimal, TypeMoney, TypeArea, TypeMass, TypePercentShares:
		return true
	case TypeCalculate:
		return f.Appearance != "text" && f.Appearance != "date"
	}
	return false
}

// ChoiceLabel gives the label of a choice, or the name itself when the form does not know it.
func (f *Field) ChoiceLabel(name, lang string) string {
	i := slices.IndexFunc(f.Choices, func(c Choice) bool { return c.Name == name })
	if i < 0 {
		return name
	}
	return f.Choices[i].Label.In(lang)
}

// Heading names a record of this form by its values: the title field's text, or the form's title.
func (f *Form) Heading(values Values, lang string) string {
	field := f.Field(f.TitleField)
	if field == nil || values[f.TitleField].IsEmpty() {
		return f.Title.In(lang)
	}
	return strings.ReplaceAll(field.Show(values[f.TitleField], lang), "\n", " ")
}

// Date is the ISO date that places a record in a period, or "" when the values hold none.
func (f *Form) Date(values Values) string {
	if v := values[f.DateField]; v.Kind == Text {
		return v.Text
	}
	return ""
}
