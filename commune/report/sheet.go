// Package report turns records into tables and writes them out: workbooks for a person who goes on
// working in Excel, CSV for other programs, JSON with everything.
//
// SheetOf makes the table of one form, CountUnits and Summary the numbers of every reporting unit;
// WriteXLSX, WriteCSV and WriteJSON write them. Nothing here reads a store: rows come in as they
// are, and the same rows always give the same bytes.
package report

import "github.com/nghia-hung/sothon/ledger"

// Kind tells what the values of a column are, and so how they are shown.
type Kind uint8

// The kinds of column. Values that are not of their column's kind are written as text.
const (
	Text    Kind = iota
	Integer      // a count: 1.234
	Decimal      // up to four decimals: 1.234,5
	Money        // whole đồng: 1.500.000 đồng
	Date         // an ISO date (a text), shown as dd/mm/yyyy
)

// Column is one column of a sheet.
type Column struct {
	Title string
	Kind  Kind
}

// Sheet is one table.
type Sheet struct {
	Name    string // of the tab; WriteXLSX shortens it to what Excel takes
	Caption string // printed above every page: whose records, of which days; may be ""
	Columns []Column
	Rows    [][]ledger.Value // as wide as Columns; a missing value is an empty cell
	Totals  int              // how many rows at the end are totals, set apart from the others

	Above []string // lines over the header, the first one bold
	// Each, when there is one, shows the rows instead of Rows, which may be too many to hold at once;
	// Widths must be given then. A total row follows if Sums names a column.
	Each func(yield func(row []ledger.Value) error) error
	// SumIf is the 1-based column whose 1 tells that a row adds to the totals; 0 when all do.
	SumIf  int
	Widths []float64 // of the columns, in characters; nil to fit what is there
	Sums   []bool    // which columns a total row adds up, by formulas
	Links  []Link
}

// Link leads from a cell to another sheet of the workbook, by its Name; row and column from 0.
type Link struct {
	Row, Column int
	To          string
}
