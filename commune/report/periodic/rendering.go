package periodic

import (
	"fmt"
	"io"

	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/commune/report/paper"
)

// Rendering is how a report is written out.
type Rendering struct {
	Comma    bool     // .csv: "," between cells and a decimal point, for other programs; else ";" and ","
	Table    string   // .csv: which table, as Tables names them; "" is the table by unit
	Template []byte   // .docx: the office's own document to be filled
	DHIS2    *Mapping // .json: a dataValueSet by this mapping instead
	// Records shows all records of a form in the period, those that do not count too, and those outside it
	// that are behind a figure. Nil leaves the details out.
	Records func(form string, visit func(report.Row) error) error
}

// Written is what there is to say about a report that was written.
type Written struct {
	Places  []string // that a person must fill in
	Unknown []string // placeholders of the template that nobody knows
}

// Writers write a report by the ending of the file's name.
var Writers = map[string]func(io.Writer, *Input, Rendering) (Written, error){
	".docx": writeDocx, ".xlsx": writeXLSX, ".csv": writeCSV, ".json": writeJSON, ".pdf": writePDF,
}

func writeDocx(w io.Writer, in *Input, r Rendering) (Written, error) {
	if r.Template != nil {
		return fillTemplate(w, in, r.Template)
	}
	d := Compose(in)
	return Written{Places: d.Places()}, paper.WriteDocx(w, d)
}

func writePDF(w io.Writer, in *Input, _ Rendering) (Written, error) {
	d := Compose(in)
	return Written{Places: d.Places()}, paper.WritePDF(w, d)
}

// Tables are the tables of the appendices by name: "01.so_lieu", "08.don_vi".
func Tables(in *Input) (names []string, grids map[string]*Grid) {
	grids = map[string]*Grid{}
	for _, a := range Appendices(in) {
		for _, g := range a.Tables {
			name := a.Number + "." + g.Key
			names = append(names, name)
			grids[name] = g
		}
	}
	return names, grids
}

func writeCSV(w io.Writer, in *Input, r Rendering) (Written, error) {
	name := r.Table
	if name == "" {
		name = "08.don_vi"
	}
	_, grids := Tables(in)
	g := grids[name]
	if g == nil {
		return Written{}, &UnknownTable{name}
	}
	write := report.WriteCSV
	if r.Comma {
		write = report.WriteCSVComma
	}
	return Written{}, write(w, g.sheet(in, name))
}

// UnknownTable is the error for a table that a report does not have.
type UnknownTable struct{ Name string }

// Error names the table.
func (e *UnknownTable) Error() string { return fmt.Sprintf("the report has no table %q", e.Name) }
