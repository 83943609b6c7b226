package ledger

import (
	"encoding/json"
	"strings"

	"github.com/nghia-hung/sothon/viet"
)

// Show gives an answer as plain text for a person, without its unit: "1.500.000", "08/06/2026",
// the labels of choices. Areas and masses keep theirs ("5 sào (1.800 m²)"), since they have none of
// their own. An empty answer is "".
func (f *Field) Show(v Value, lang string) string {
	switch v.Kind {
	case Text:
		return f.showText(v.Text, lang)
	case Num:
		switch f.Type {
		case TypeArea:
			return showQuantity(v, viet.FormatArea, viet.ParseArea)
		case TypeMass:
			return showQuantity(v, viet.FormatMass, viet.ParseMass)
		}
		return f.showNumber(v.Num)
	case List:
		labels := make([]string, len(v.List))
		for i, name := range v.List {
			labels[i] = f.ChoiceLabel(name, lang)
		}
		return strings.Join(labels, "; ")
	case Rows:
		if f.Type == TypeFile {
			return showFiles(v)
		}
		return f.showRows(v.Rows, func(cell *Field, v Value) string { return cell.Show(v, lang) })
	}
	return ""
}

// Echo gives an answer as it was understood, with its unit or weekday: "1.500.000 đồng", "45 người",
// "5 sào (1.800 m²)", "Thứ Hai, 08/06/2026".
func (f *Field) Echo(v Value, lang string) string {
	switch {
	case v.Kind == Rows && f.Type != TypeFile:
		return f.showRows(v.Rows, func(cell *Field, v Value) string { return cell.Echo(v, lang) })
	case v.Kind == Text && f.dated():
		if d, err := viet.ParseISO(v.Text); err == nil {
			return formatDay(d, lang)
		}
	case v.Kind == Num && f.Type == TypeMoney:
		return viet.FormatNumber(v.Num) + " đồng"
	case v.Kind == Num && f.Type == TypePercentShares:
		return viet.FormatNumber(v.Num) + " %"
	case v.Kind == Num && f.Type != TypeArea && f.Type != TypeMass && f.Unit.Vi != "":
		return viet.FormatNumber(v.Num) + " " + f.UnitOf(v.Num, lang)
	}
	return f.Show(v, lang)
}

// UnitOf is the field's unit behind the number n: "1 session", "2 sessions".
func (f *Field) UnitOf(n viet.Number, lang string) string {
	unit := f.Unit.In(lang)
	if lang == "en" && n == viet.Int(1) {
		return singular(unit)
	}
	return unit
}

// singular is an English plural's form for one: forms give only the plural.
func singular(plural string) string {
	for _, end := range []struct{ many, one string }{{"people", "person"}, {"ies", "y"}, {"sses", "ss"}, {"xes", "x"}, {"s", ""}} {
		if one, ok := strings.CutSuffix(plural, end.many); ok && one+end.one != "" {
			return one + end.one
		}
	}
	return plural
}

// Edit gives the text that ParseAnswer reads back to the same value: what stands in the box when an
// answer is changed.
func (f *Field) Edit(v Value) string {
	switch v.Kind {
	case Text:
		if f.Type == TypeSelectOne {
			return v.Text
		}
		return f.showText(v.Text, "vi")
	case Num:
		switch f.Type {
		case TypeMoney:
			return viet.FormatMoney(v.Num.Whole())
		case TypeArea:
			return editQuantity(v, viet.FormatArea, viet.ParseArea)
		case TypeMass:
			return editQuantity(v, viet.FormatMass, viet.ParseMass)
		}
		return f.showNumber(v.Num)
	case List:
		return strings.Join(v.List, ", ")
	case Rows:
		text, err := json.Marshal(v.Rows)
		if err != nil {
			return ""
		}
		return string(text)
	}
	return ""
}

// showNumber groups digits by thousands, but not those of a year.
func (f *Field) showNumber(n viet.Number) string {
	if f.Appearance == "year" && n.IsWhole() {
		return n.String()
	}
	return viet.FormatNumber(n)
}

func (f *Field) dated() bool {
	return f.Type == TypeDate || f.Type == TypeCalculate && f.Appearance == "date"
}

func (f *Field) showText(text, lang string) string {
	if f.dated() {
		if d, err := viet.ParseISO(text); err == nil {
			return d.Format()
		}
	}
	if f.Type == TypeSelectOne {
		return f.ChoiceLabel(text, lang)
	}
	return text
}

func (f *Field) showRows(rows []Row, show func(*Field, Value) string) string {
	var lines []string
	for _, row := range rows {
		var cells []string
		for i := range f.Fields {
			cell := &f.Fields[i]
			if v := row[cell.Name]; !v.IsEmpty() {
				cells = append(cells, show(cell, v))
			}
		}
		lines = append(lines, strings.Join(cells, " – "))
	}
	return strings.Join(lines, "; ")
}

type quantityParser = func(string) (viet.Quantity, error)

// typedQuantity is what was typed, when it still means the amount.
func typedQuantity(v Value, parse quantityParser) string {
	if v.Text == "" {
		return ""
	}
	if q, err := parse(v.Text); err != nil || q.Base != v.Num {
		return ""
	}
	return v.Text
}

// showQuantity gives an amount as it was typed with the base unit behind it, or as viet formats it.
func showQuantity(v Value, format func(viet.Number) string, parse quantityParser) string {
	typed, standard := typedQuantity(v, parse), format(v.Num)
	switch {
	case typed == "" || typed == standard || strings.HasPrefix(standard, typed+" ("):
		return standard
	case strings.HasSuffix(standard, ")"):
		return typed + standard[strings.LastIndex(standard, " ("):]
	}
	return typed + " (" + standard + ")"
}

func editQuantity(v Value, format func(viet.Number) string, parse quantityParser) string {
	if typed := typedQuantity(v, parse); typed != "" {
		return typed
	}
	return format(v.Num)
}

// formatDay gives a day with its weekday.
func formatDay(d viet.Date, lang string) string {
	if lang == "en" {
		return d.Weekday().String() + ", " + d.Format()
	}
	return viet.FormatDay(d)
}
