package cli

import (
	"fmt"
	"io"
	"time"

	"github.com/nghia-hung/sothon/viet"
)

// Table lines up columns of text in a terminal. The zero value is an empty table.
type Table struct{ rows [][]string }

// Add puts a row at the end.
func (t *Table) Add(cells ...string) { t.rows = append(t.rows, cells) }

// Write prints the rows with two blanks between columns; the last column runs free.
func (t *Table) Write(w io.Writer) {
	var widths []int
	for _, row := range t.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], viet.Width(cell))
		}
	}
	for _, row := range t.rows {
		line := ""
		for i, cell := range row {
			line += cell
			if i < len(row)-1 {
				line += fmt.Sprintf("%*s", widths[i]-viet.Width(cell)+2, "")
			}
		}
		fmt.Fprintln(w, line)
	}
}

// When shows a time in Viet Nam: "17:20 08/06/2026".
func When(t time.Time) string { return t.In(viet.Zone).Format("15:04 02/01/2006") }

// Day shows an ISO date as people write it, "08/06/2026"; what is no date it leaves as it is.
func Day(iso string) string {
	d, err := viet.ParseISO(iso)
	if err != nil {
		return iso
	}
	return d.Format()
}
