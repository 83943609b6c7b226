package tui

import (
	"strconv"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// A repeat is shown as a small table: a line of labels, then its rows, numbers to the right. Where the
// terminal is too narrow for its columns each row is one text.

const (
	columnGap   = 2
	leastColumn = 6  // cells a column may be squeezed to
	mostLabel   = 16 // cells a label claims for its column
)

// column is one cell of all rows.
type column struct {
	field *ledger.Field
	cells []string // of each row
	width int
}

// columnsOf are the cells of a repeat that some row answers, or that every row must.
func (q *rowsQuestion) columnsOf() []column {
	var out []column
	for i := range q.slot.field.Fields {
		f := &q.slot.field.Fields[i]
		c := column{field: f, width: min(cellsOf(q.a.lang.w(f.Label)), mostLabel)}
		used := f.Required != nil
		for row, values := range q.slot.value.Rows {
			text := oneLine(f.Echo(values[f.Name], string(q.a.lang)))
			if row < len(q.slot.rowTyped) && q.slot.rowTyped[row][f.Name] != "" {
				text = "«" + oneLine(q.slot.rowTyped[row][f.Name]) + "»"
			}
			used = used || text != ""
			c.cells = append(c.cells, text)
			c.width = max(c.width, cellsOf(text))
		}
		if used && f.Stored() {
			out = append(out, c)
		}
	}
	return out
}

// squeeze makes the columns fit into width cells, the widest giving way first; false when they cannot.
func squeeze(columns []column, width int) bool {
	for {
		sum, widest := columnGap*(len(columns)-1), 0
		for i, c := range columns {
			sum += c.width
			if c.width > columns[widest].width {
				widest = i
			}
		}
		switch {
		case len(columns) == 0, columns[widest].width <= leastColumn && sum > width:
			return false
		case sum <= width:
			return true
		}
		columns[widest].width--
	}
}

// table gives the line of labels and one line for each row; nil where it does not fit.
func (q *rowsQuestion) table(width int) []string {
	columns := q.columnsOf()
	number := len(strconv.Itoa(len(q.slot.value.Rows))) + 2
	if len(q.slot.value.Rows) == 0 || !squeeze(columns, width-number) {
		return nil
	}
	line := func(first string, cell func(c column) string) string {
		parts := make([]string, len(columns))
		for i, c := range columns {
			parts[i] = c.set(cell(c))
		}
		return strings.TrimRight(pad(first, number)+strings.Join(parts, strings.Repeat(" ", columnGap)), " ")
	}
	out := []string{line("", func(c column) string { return q.a.lang.w(c.field.Label) })}
	for row := range q.slot.value.Rows {
		out = append(out, line(strconv.Itoa(row+1)+".", func(c column) string { return c.cells[row] }))
	}
	return out
}

// set puts a cell into its column.
func (c column) set(text string) string {
	text = clip(text, c.width)
	if !c.field.Numeric() {
		return pad(text, c.width)
	}
	return strings.Repeat(" ", c.width-cellsOf(text)) + text
}
