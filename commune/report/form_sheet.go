package report

import (
	"fmt"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// SheetOf is the table of one form's records: unit, status, the form's fields in their order, the
// record's id. Choices stand as their labels in lang ("vi" or "en"), several joined by "; "; a
// repeat is one text ("Nguyễn Văn A 60 %; Trần Thị B 40 %"); amounts are numbers in their base unit,
// which the column's title names. Rows are ordered by unit, day and id.
func SheetOf(form *ledger.Form, lang string, rows []Row) Sheet {
	s := Sheet{Name: nameOf(form, lang), Columns: []Column{
		{Title: wordUnit.In(lang)}, {Title: wordStatus.In(lang)},
	}}
	var fields []*ledger.Field
	for field := range form.All {
		if field.Stored() {
			fields = append(fields, field)
			s.Columns = append(s.Columns, columnOf(field, lang))
		}
	}
	s.Columns = append(s.Columns, Column{Title: wordID.In(lang)})
	for _, r := range sorted(form, rows) {
		cells := []ledger.Value{ledger.TextValue(r.place()), ledger.TextValue(r.status(lang))}
		for _, field := range fields {
			cells = append(cells, cellOf(field, r.Values[field.Name], lang))
		}
		s.Rows = append(s.Rows, append(cells, ledger.TextValue(r.ID)))
	}
	return s
}

// status says the row's standing, and in which record it counts.
func (r Row) status(lang string) string {
	words := statusWords(r.Status, lang)
	if r.CountedIn == "" {
		return words
	}
	return words + ", " + fmt.Sprintf(wordMerged.In(lang), r.CountedIn)
}

// nameOf is what many records of the form are called.
func nameOf(form *ledger.Form, lang string) string {
	if name := form.Plural.In(lang); name != "" {
		return name
	}
	return form.Title.In(lang)
}

func columnOf(field *ledger.Field, lang string) Column {
	c := Column{Title: field.Label.In(lang), Kind: kindOf(field)}
	unit := ""
	switch field.Type {
	case ledger.TypeMoney:
		unit = wordDong.In(lang)
	case ledger.TypeArea:
		unit = "m²"
	case ledger.TypeMass:
		unit = "kg"
	case ledger.TypePercentShares:
		unit = "%"
	default:
		if field.Numeric() {
			unit = field.Unit.In(lang)
		}
	}
	if unit != "" && !strings.HasSuffix(c.Title, "("+unit+")") {
		c.Title += " (" + unit + ")"
	}
	return c
}

func kindOf(field *ledger.Field) Kind {
	switch {
	case field.Type == ledger.TypeMoney, field.Numeric() && field.Unit.Vi == wordDong.Vi:
		return Money
	case field.Type == ledger.TypeInteger:
		return Integer
	case field.Type == ledger.TypeDate,
		field.Type == ledger.TypeCalculate && field.Appearance == "date":
		return Date
	case field.Numeric():
		return Decimal
	}
	return Text
}

// cellOf is a field's value as its column wants it.
func cellOf(field *ledger.Field, v ledger.Value, lang string) ledger.Value {
	switch v.Kind {
	case ledger.Num:
		return ledger.NumValue(v.Num)
	case ledger.Text:
		if kindOf(field) == Date {
			return v
		}
	case ledger.Rows:
		return ledger.TextValue(flatten(field, v.Rows, lang))
	default:
	}
	return ledger.TextValue(field.Show(v, lang))
}

// flatten writes a repeat's rows as one text, each row's answers with their units.
func flatten(repeat *ledger.Field, rows []ledger.Row, lang string) string {
	var lines []string
	for _, row := range rows {
		var words []string
		for i := range repeat.Fields {
			cell := &repeat.Fields[i]
			if v := row[cell.Name]; !v.IsEmpty() {
				words = append(words, cell.Echo(v, lang))
			}
		}
		if len(words) > 0 {
			lines = append(lines, strings.Join(words, " "))
		}
	}
	return strings.Join(lines, "; ")
}
