package report

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"time"
)

// madeAt stands as the workbook's time, so that equal tables are equal bytes.
var madeAt = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// WriteXLSX writes one workbook (ECMA-376, SpreadsheetML) with the sheets as tabs: numbers and
// dates as such, each with its format, texts always as texts (never a formula), the header row
// frozen and with filters, widths to fit. Equal sheets give equal bytes, and rows are written as
// they are read. Errors: no sheet or a sheet without columns, more rows than Excel takes
// (1.048.576), and the writer's own.
//
// It is our own and not a library's because it goes into the village's program too, which has to
// stay small: the library that is kept calls methods by name and so makes the linker keep all of
// everything (5 MB more).
func WriteXLSX(w io.Writer, sheets []Sheet) error {
	if len(sheets) == 0 {
		return errors.New("write xlsx: no sheet")
	}
	for _, s := range sheets {
		if len(s.Columns) == 0 {
			return fmt.Errorf("write xlsx: sheet %s: no columns", s.Name)
		}
		if len(s.Rows)+1 > maxRows {
			return fmt.Errorf("write xlsx: sheet %s: %d rows, at most %d", s.Name, len(s.Rows)+1, maxRows)
		}
	}
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestSpeed) })
	for _, part := range workbookParts(sheets) {
		if err := writePart(z, part.name, func(b *bufio.Writer) error { _, err := b.WriteString(part.xml); return err }); err != nil {
			return err
		}
	}
	names := map[string]string{}
	for i, name := range sheetNames(sheets) {
		names[sheets[i].Name] = name
	}
	for i, s := range sheets {
		name := fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		if err := writePart(z, name, func(b *bufio.Writer) error { return writeSheet(b, s, names) }); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	return nil
}

// writePart adds one file of the workbook. A bufio.Writer keeps its first error for Flush.
func writePart(z *zip.Writer, name string, write func(*bufio.Writer) error) error {
	f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: madeAt})
	if err != nil {
		return fmt.Errorf("write xlsx: %s: %w", name, err)
	}
	b := bufio.NewWriter(f)
	if err := write(b); err != nil {
		return err
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write xlsx: %s: %w", name, err)
	}
	return nil
}
