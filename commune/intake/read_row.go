package intake

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// fieldOf is the field of a column, nil for none.
func (s *sheet) fieldOf(key string) *ledger.Field {
	parts := strings.Split(key, ".")
	f := s.form.Field(parts[0])
	switch {
	case f == nil || !f.Stored() || f.Computed() || f.Type == ledger.TypeFile:
		return nil
	case f.Type != ledger.TypeRepeat:
		if len(parts) == 1 {
			return f
		}
		return nil
	}
	if len(parts) != 3 {
		return nil
	}
	if n, err := strconv.Atoi(parts[1]); err != nil || n < 0 || n >= 200 || strconv.Itoa(n) != parts[1] {
		return nil
	}
	for i := range f.Fields {
		if c := &f.Fields[i]; c.Name == parts[2] && c.Stored() && !c.Computed() {
			return c
		}
	}
	return nil
}

// row reads a row that may have been filled in. One in which nothing stands but the unit is empty.
func (s *sheet) row(line int, raw []string) {
	row := Row{Sheet: s.name, Line: line, Form: s.form.Name, Version: s.form.Version, Book: s.mark.workbook, Values: ledger.Values{}, cells: map[string]string{}}
	for i, key := range s.keys {
		if key != "" {
			row.cells[key] = cell(i+1, line)
		}
	}
	for i, text := range raw {
		at := cell(i+1, line)
		switch {
		case i == 0:
			row.ID = strings.TrimSpace(text)
		case text == "" && !s.hasFormula(at):
		case i >= len(s.keys) || s.keys[i] == "":
			row.problem(at, saidAbove)
		default:
			s.take(&row, s.keys[i], at, text)
		}
	}
	if len(row.Values) == 0 && len(row.Problems) == 0 {
		return
	}
	row.compact()
	s.noteMerged(&row)
	s.book.Rows = append(s.book.Rows, row)
}

func (r *Row) problem(at string, words ledger.Words) {
	r.Problems = append(r.Problems, Problem{r.Sheet, at, words})
}

func (s *sheet) hasFormula(at string) bool {
	formula, err := s.file.GetCellFormula(s.name, at)
	return err == nil && formula != ""
}

// take puts one cell where it belongs.
func (s *sheet) take(row *Row, key, at, text string) {
	typ, err := s.file.GetCellType(s.name, at)
	switch {
	case err != nil:
		row.problem(at, saidNotXLSX)
		return
	case typ == excelize.CellTypeError || strings.HasPrefix(text, "#") && s.hasFormula(at):
		row.problem(at, say(saidError, clip(text, 20)))
		return
	case text == "":
		row.problem(at, saidFormula)
		return
	}
	number := typ == excelize.CellTypeUnset || typ == excelize.CellTypeNumber
	if key == UnitKey {
		row.Unit = strings.TrimSpace(text)
		return
	}
	var v ledger.Value
	switch field := s.columns[key]; {
	case number && field.Type == ledger.TypeDate:
		v = s.day(row, at, text)
	case number && field.Numeric():
		v = s.number(row, at, text)
	case number:
		v = ledger.TextValue(s.shown(at, text))
	default:
		v = ledger.TextValue(strings.TrimSpace(text))
	}
	if v.IsEmpty() {
		return
	}
	if parts := strings.Split(key, "."); len(parts) == 3 {
		n, _ := strconv.Atoi(parts[1]) // fieldOf read it
		row.putIn(parts[0], n, parts[2], v)
		return
	}
	row.Values[key] = v
}

// putIn puts an answer into a row of a repeat.
func (r *Row) putIn(repeat string, n int, field string, v ledger.Value) {
	rows := r.Values[repeat].Rows
	for len(rows) <= n {
		rows = append(rows, ledger.Row{})
	}
	rows[n][field] = v
	r.Values[repeat] = ledger.Value{Kind: ledger.Rows, Rows: rows}
}

// compact moves the rows of repeats that have an answer together, and their cells with them.
func (r *Row) compact() {
	for repeat, v := range r.Values {
		if v.Kind != ledger.Rows {
			continue
		}
		var kept []ledger.Row
		for n, row := range v.Rows {
			if len(row) == 0 {
				continue
			}
			for key, at := range r.cells {
				if field, ok := strings.CutPrefix(key, columnKey(repeat, n, "")); ok {
					r.cells[columnKey(repeat, len(kept), field)] = at
				}
			}
			kept = append(kept, row)
		}
		r.Values[repeat] = ledger.RowsValue(kept)
	}
}

// day is the day of a number, which may bear a time, too.
func (s *sheet) day(row *Row, at, text string) ledger.Value {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || n < 1 || n > 2958465.99 {
		row.problem(at, say(saidDay, clip(text, 30)))
		return ledger.Value{}
	}
	zero := viet.Date{Year: 1899, Month: 12, Day: 30}
	if s.from1904 {
		zero = viet.Date{Year: 1904, Month: 1, Day: 1}
	}
	return ledger.TextValue(zero.AddDays(int(n)).Format())
}

// serial is the number of a day after February 1900 (ECMA-376 part 1, §18.17.4.1).
func serial(d viet.Date) int {
	return viet.Date{Year: 1899, Month: 12, Day: 30}.DaysUntil(d)
}

// number is a number of a cell, which a spreadsheet keeps to fifteen digits.
func (s *sheet) number(row *Row, at, text string) ledger.Value {
	plain, err := decimal(text)
	if err == nil {
		var n viet.Number
		if n, err = viet.ParseCanonical(plain); err == nil {
			return ledger.NumValue(n)
		}
	}
	row.problem(at, say(saidPrecise, clip(text, 30)))
	return ledger.Value{}
}

// decimal writes a number as it stands in a workbook ("0.30000000000000004", "1.5E+6") without an
// exponent and with the fifteen digits that count.
func decimal(text string) (string, error) {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return "", err
	}
	n, err = strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	return strconv.FormatFloat(n, 'f', -1, 64), err
}

// shown is a number in a cell for words: a day as a day, else its digits.
func (s *sheet) shown(at, text string) string {
	if shown, err := s.file.GetCellValue(s.name, at); err == nil && strings.ContainsAny(shown, "/-:") && !strings.HasPrefix(shown, "-") {
		return shown
	}
	if plain, err := decimal(text); err == nil {
		return plain
	}
	return text
}

// noteMerged complains of merged cells in the row.
func (s *sheet) noteMerged(row *Row) {
	for _, m := range s.merged {
		c1, r1, err := excelize.CellNameToCoordinates(m.GetStartAxis())
		_, r2, wrong := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err == nil && wrong == nil && r1 <= row.Line && row.Line <= r2 {
			row.problem(cell(c1, row.Line), say(saidMerged, m.GetStartAxis()+":"+m.GetEndAxis()))
		}
	}
}
