package intake

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"

	"github.com/xuri/excelize/v2"
)

// Of a sheet's row the library holds every cell up to the last one that is named, so a few names far
// out to the right would fill the memory.
const (
	maxCells = 1_000_000 // that the library would hold
)

// weigh refuses what unpacks to more than a workbook of this kind can hold, before it is unpacked into
// memory.
func weigh(content []byte) error {
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return refuse(saidNotXLSX)
	}
	if len(z.File) > maxParts {
		return refuse(saidPacked)
	}
	s := scale{room: maxPlain}
	for _, f := range z.File {
		part, err := f.Open()
		if err != nil {
			return refuse(saidNotXLSX)
		}
		err = s.weigh(part)
		part.Close()
		if s.room < 0 || s.cells > maxCells {
			return refuse(saidPacked)
		}
		if err != nil {
			return refuse(saidNotXLSX)
		}
	}
	return nil
}

// scale adds up what the parts of a workbook would take.
type scale struct {
	room  int64 // bytes left
	cells int   // cells of all rows
}

// weigh reads a part to its end; what is no XML has no cells.
func (s *scale) weigh(part io.Reader) error {
	limited := &io.LimitedReader{R: part, N: s.room + 1}
	tokens := xml.NewDecoder(limited)
	tokens.Strict = false
	tokens.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	row, width := 0, 0
	for s.cells <= maxCells {
		token, err := tokens.RawToken()
		if err != nil {
			break
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "c" && start.Name.Local != "row" {
			continue
		}
		column, at := width+1, row
		for _, a := range start.Attr {
			if a.Name.Local == "r" && start.Name.Local == "c" {
				if c, r, err := excelize.CellNameToCoordinates(a.Value); err == nil {
					column, at = c, r
				}
			}
		}
		if start.Name.Local == "row" || at != row {
			row, width = at, 0
		}
		if start.Name.Local == "c" && column > width {
			s.cells, width = s.cells+column-width, column
		}
	}
	_, err := io.Copy(io.Discard, limited)
	s.room = limited.N - 1
	return err
}
