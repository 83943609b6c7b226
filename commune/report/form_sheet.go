package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
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
		if field.Type == ledger.TypeFile {
			break
		}
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

// unsummed are whole numbers of which a sum says nothing.
var unsummed = []string{"nam", "sao", "thang", "thoi_luong"}

// Details is SheetOf for rows that are shown one by one, with a second column that tells whether a row
// counts in the period (1 or 0), last ones that name the indicators it is behind, and a total row of
// formulas over what counts. each shows the rows.
func Details(form *ledger.Form, name, lang string, each func(func(Row) error) error) Sheet {
	s := Sheet{Name: name, SumIf: 2, Columns: []Column{{wordUnit.In(lang), Text}, {wordCounts.In(lang), Integer}, {wordStatus.In(lang), Text}}, Sums: []bool{false, true, false}}
	s.Widths = []float64{24, 7, 14}
	var fields []*ledger.Field
	for field := range form.All {
		if !field.Stored() {
			continue
		}
		fields = append(fields, field)
		c := columnOf(field, lang)
		s.Columns = append(s.Columns, c)
		sum := c.Kind == Money || field.Type == ledger.TypeInteger && !slices.Contains(unsummed, field.Name) || field.Type == ledger.TypeArea || field.Type == ledger.TypeMass
		s.Sums = append(s.Sums, sum)
		width := 14.0
		if c.Kind == Text {
			width = 28
		}
		s.Widths = append(s.Widths, width)
	}
	s.Columns, s.Widths = append(s.Columns, Column{wordID.In(lang), Text}), append(s.Widths, 29)
	for _, words := range wordsBehind {
		s.Columns, s.Widths = append(s.Columns, Column{words.In(lang), Text}), append(s.Widths, 34)
	}
	s.Each = func(yield func([]ledger.Value) error) error {
		cells := make([]ledger.Value, len(s.Columns))
		return each(func(r Row) error {
			counts, status := int64(0), r.status(lang)
			if r.Outside {
				status += ", " + wordOutside.In(lang)
			} else if r.Counts() {
				counts = 1
			}
			cells = append(cells[:0], ledger.TextValue(r.place()), ledger.NumValue(viet.Int(counts)), ledger.TextValue(status))
			for _, field := range fields {
				cells = append(cells, cellOf(field, r.Values[field.Name], lang))
			}
			return yield(append(cells, ledger.TextValue(r.ID), ledger.TextValue(r.Behind[0]), ledger.TextValue(r.Behind[1]), ledger.TextValue(r.Behind[2])))
		})
	}
	return s
}
