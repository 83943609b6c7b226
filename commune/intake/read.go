package intake

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/nghia-hung/sothon/ledger"
)

// Book is a workbook as it was read.
type Book struct {
	Rows     []Row
	Problems []Problem // of no row: a column that is not the form's, an example written over
}

// Row is one row that somebody filled in.
type Row struct {
	Sheet   string
	Line    int // from 1
	Form    string
	Version int
	Book    ledger.ID // the workbook
	ID      string    // as the workbook numbered it, "" for a row put in by hand
	Unit    string    // as the cell says
	Values  ledger.Values
	cells   map[string]string

	Problems []Problem
}

// Problem is what is wrong with one cell, and what to do.
type Problem struct {
	Sheet   string       `json:"sheet"`
	Cell    string       `json:"cell"` // "C7"
	Message ledger.Words `json:"message"`
}

// Said gives "Tuyên truyền!C7: …" in lang.
func (p Problem) Said(lang string) string { return p.Sheet + "!" + p.Cell + ": " + p.Message.In(lang) }

// Cell finds the cell of a field; of a repeat's row, "tac_gia.0.ten". What has none is at the unit's.
func (r *Row) Cell(key string) string {
	for {
		if at, ok := r.cells[key]; ok {
			return at
		}
		i := strings.LastIndexByte(key, '.')
		if i < 0 {
			break
		}
		key = key[:i]
	}
	if at, ok := r.first(key + "."); ok {
		return at
	}
	return cell(unitColumn, r.Line)
}

// first finds the leftmost column of a repeat.
func (r *Row) first(prefix string) (at string, ok bool) {
	for key, name := range r.cells {
		if strings.HasPrefix(key, prefix+"0.") && (!ok || len(name) < len(at) || len(name) == len(at) && name < at) {
			at, ok = name, true
		}
	}
	return at, ok
}

// Refusal is why a workbook is not read at all.
type Refusal struct{ ledger.Words }

// Error gives the English words.
func (e *Refusal) Error() string { return e.En }

func refuse(w ledger.Words, args ...any) error { return &Refusal{say(w, args...)} }

// Read reads a filled workbook of at most MaxBytes. A *Refusal tells that it is none, or too large.
// forms finds the definition of a form's version, nil when it is not known: then its sheet is passed
// over with a problem.
func Read(content []byte, forms func(name string, version int) *ledger.Form) (book Book, err error) {
	if len(content) > MaxBytes {
		return book, refuse(saidLarge, ledger.ShowBytes(MaxBytes))
	}
	if err := weigh(content); err != nil {
		return book, err
	}
	// The library is not ours, and the file anybody's: whatever it stumbles over, the file is refused.
	defer func() {
		if r := recover(); r != nil {
			book, err = Book{}, refuse(saidNotXLSX)
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: maxPlain, UnzipXMLSizeLimit: maxPlain})
	if err != nil {
		return book, refuse(saidNotXLSX)
	}
	defer f.Close() //nolint:errcheck // only read
	sheets := f.GetSheetList()
	if len(sheets) > maxSheets {
		return book, refuse(saidSheets, maxSheets)
	}
	r := reader{file: f, forms: forms}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		r.from1904 = *props.Date1904
	}
	for _, name := range sheets {
		if err := r.sheet(name); err != nil {
			return book, err
		}
	}
	if !r.known {
		return book, refuse(saidNoSheet)
	}
	return r.book, nil
}

// reader is one workbook being read.
type reader struct {
	file     *excelize.File
	forms    func(name string, version int) *ledger.Form
	from1904 bool
	known    bool
	book     Book
}

// mostLines bounds the empty lines behind those that are filled in.
const mostLines = 50_000

// sheet reads one sheet, if it is a form's.
func (r *reader) sheet(name string) error {
	rows, err := r.file.Rows(name)
	if err != nil {
		return refuse(saidNotXLSX)
	}
	defer rows.Close() //nolint:errcheck // only read
	s := sheet{reader: r, name: name}
	for line := 1; rows.Next(); line++ {
		if line > mostLines {
			return nil
		}
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return refuse(saidNotXLSX)
		}
		if len(cells) > maxColumns {
			cells = cells[:maxColumns]
		}
		if line >= firstRow+MaxRows {
			if s.known && slices.ContainsFunc(cells[min(1, len(cells)):], func(c string) bool { return c != "" }) {
				r.problem(name, cell(unitColumn, line), say(saidRows, MaxRows))
				return nil
			}
			continue
		}
		if done, err := s.line(line, cells); done || err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) problem(sheet, at string, words ledger.Words) {
	r.book.Problems = append(r.book.Problems, Problem{sheet, at, words})
}

// sheet is one form's sheet being read.
type sheet struct {
	*reader
	name    string
	mark    mark
	form    *ledger.Form
	keys    []string // by column, from 0; "" where none
	merged  []excelize.MergeCell
	columns map[string]*ledger.Field
}

// line reads one row; done tells that the sheet is none of ours.
func (s *sheet) line(line int, cells []string) (done bool, err error) {
	switch line {
	case titleRow:
		return s.begin(cells)
	case keyRow:
		return s.readKeys(cells), nil
	case exampleRow:
		s.readExample(cells)
	case headRow, hintRow:
	default:
		s.row(line, cells)
	}
	return false, nil
}

// begin reads whose sheet it is.
func (s *sheet) begin(cells []string) (done bool, err error) {
	if len(cells) == 0 {
		return true, nil
	}
	m, ok := parseMark(cells[0])
	if !ok {
		return true, nil
	}
	s.known = true
	if s.mark, s.form = m, s.forms(m.form, m.version); s.form == nil || s.form.System {
		s.problem(s.name, cell(unitColumn, titleRow), say(saidForm, m.form, m.version))
		return true, nil
	}
	if s.merged, err = s.file.GetMergeCells(s.name); err != nil {
		return true, refuse(saidNotXLSX)
	}
	return false, nil
}

// readKeys reads which column is which field.
func (s *sheet) readKeys(cells []string) (done bool) {
	s.columns = map[string]*ledger.Field{}
	s.keys = make([]string, len(cells))
	for i, key := range cells {
		key = keyOf(key)
		switch field := s.fieldOf(key); {
		case key == "" || i == 0:
			continue
		case slices.Contains(s.keys, key):
			s.problem(s.name, cell(i+1, keyRow), say(saidKeyTwice, key))
			return true
		case field == nil && key != UnitKey:
			s.problem(s.name, cell(i+1, keyRow), say(saidKey, key))
			return true
		default:
			s.keys[i], s.columns[key] = key, field
		}
	}
	if !slices.Contains(s.keys, UnitKey) {
		s.problem(s.name, cell(unitColumn, keyRow), saidNoUnit)
		return true
	}
	return false
}

// readExample finds out whether somebody wrote into the example row.
func (s *sheet) readExample(cells []string) {
	if !slices.ContainsFunc(cells[min(1, len(cells)):], func(c string) bool { return strings.TrimSpace(c) != "" }) {
		return
	}
	if sum, ok := strings.CutPrefix(cells[0], exampleMark); !ok || sum != digest(cells[1:]) {
		s.problem(s.name, cell(unitColumn, exampleRow), saidExample)
	}
}

// Compare orders problems by their sheets and then as somebody reads a sheet: row by row.
func (p Problem) Compare(o Problem) int {
	x, row, _ := excelize.CellNameToCoordinates(p.Cell)
	y, other, _ := excelize.CellNameToCoordinates(o.Cell)
	return cmp.Or(strings.Compare(p.Sheet, o.Sheet), cmp.Compare(row, other), cmp.Compare(x, y))
}
