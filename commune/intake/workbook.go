// Package intake makes the workbook in which a unit without a laptop writes its records, one sheet
// per form, and reads it back.
//
// Write makes the workbook, Read reads a filled one into rows of answers as they were typed, each
// with its cell, whatever the program that saved it. What the answers mean is the form's affair
// (ledger.Form.Input); what is wrong with a cell itself is a Problem of its row. Neither knows of
// stores: units and records that may be linked come in as lists.
package intake

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/nghia-hung/sothon/ledger"
)

// A form's sheet has fixed rows above those that are filled in, and two fixed columns: the row's id,
// hidden, and the unit. Cell A1 says which form it is (mark); the row of keys names each column's
// field, so that columns may be moved.
const (
	titleRow   = 1
	keyRow     = 2 // hidden
	headRow    = 3
	hintRow    = 4
	exampleRow = 5
	firstRow   = 6

	idColumn   = 1 // hidden
	unitColumn = 2
)

// Limits of a workbook.
const (
	MaxBytes   = 5_000_000  // of the file
	maxPlain   = 60_000_000 // of all that is packed in it
	maxParts   = 500
	maxSheets  = 60
	MaxRows    = 2000 // to be filled in, of one sheet
	maxColumns = 400

	readyRows = 200 // rows that Write prepares
	listRows  = 5000
)

// The keys of the columns that are no fields.
const (
	idKey   = "#"
	UnitKey = "don_vi" // the unit that tells
)

// Unit is a reporting unit as a cell names it: by its name, which no other has, or its id.
type Unit struct{ ID, Name string }

// Link is a record that a cell may link to, of the named unit.
type Link struct {
	ID          ledger.ID
	Title, Unit string // Unit: its name
}

// Said is the text by which a cell names the record; it ends with the id.
func (l Link) Said() string { return l.Title + " · " + l.Unit + " · " + l.ID.String() }

// mark is what cell A1 of a form's sheet says.
type mark struct {
	form     string
	version  int
	workbook ledger.ID // drawn anew for every workbook
}

const markWord = "sothon-1"

func (m mark) String() string {
	return strings.Join([]string{markWord, keyText(m.form), strconv.Itoa(m.version), m.workbook.String()}, " ")
}

// parseMark reads what String wrote; false for anything else.
func parseMark(s string) (m mark, ok bool) {
	parts := strings.Fields(s)
	if len(parts) != 4 || parts[0] != markWord {
		return m, false
	}
	var err, wrong error
	m.form = keyOf(parts[1])
	m.version, err = strconv.Atoi(parts[2])
	m.workbook, wrong = ledger.ParseID(parts[3])
	return m, err == nil && wrong == nil
}

// keyText is a name as a hidden cell says it. LibreOffice takes "_xa_" in a text for a character written
// by its number (as "_x000A_" is, ECMA-376 part 1, §22.9.2.19), so no name is written with underscores.
func keyText(name string) string { return strings.ReplaceAll(name, "_", "-") }

// keyOf is the name that keyText wrote.
func keyOf(text string) string { return strings.ReplaceAll(strings.TrimSpace(text), "-", "_") }

// cell is the name of a cell, "C7"; both count from 1.
func cell(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return "?" + strconv.Itoa(row)
	}
	return name
}

// columnKey names a cell of a repeat's row: "tac_gia.0.ten".
func columnKey(repeat string, row int, field string) string {
	return repeat + "." + strconv.Itoa(row) + "." + field
}
