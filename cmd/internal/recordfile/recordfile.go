// Package recordfile writes lists of records as files for commune.PageOptions.Export: it joins the
// office's records with the tables of package report.
package recordfile

import (
	"io"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/ledger"
)

// What the sheet of records of several forms is called, and its columns.
var (
	wordList   = ledger.Words{Vi: "Danh sách", En: "List"}
	wordDay    = ledger.Words{Vi: "Ngày", En: "Day"}
	wordForm   = ledger.Words{Vi: "Loại phiếu", En: "Form"}
	wordTitle  = ledger.Words{Vi: "Phiếu", En: "Record"}
	wordUnit   = ledger.Words{Vi: "Đơn vị", En: "Unit"}
	wordStatus = ledger.Words{Vi: "Tình trạng", En: "Status"}
	wordID     = ledger.Words{Vi: "Mã phiếu", En: "ID"}
)

// Exporter gives a writer of records: as "xlsx" a workbook with a sheet for each form and, when there
// are several, one with all of them first; as "csv" the first of those sheets. No text in them is
// ever read as a formula (report.WriteCSV, report.WriteXLSX).
func Exporter(office *commune.Office) func(w io.Writer, kind, lang string, items []commune.Item, places map[string]string) error {
	return func(w io.Writer, kind, lang string, items []commune.Item, places map[string]string) error {
		rows := map[string][]report.Row{}
		for _, it := range items {
			rows[it.Form] = append(rows[it.Form], rowOf(it, places))
		}
		var sheets []report.Sheet
		for _, form := range office.Catalogue().Forms() {
			if len(rows[form.Name]) > 0 {
				sheets = append(sheets, report.SheetOf(form, lang, rows[form.Name]))
			}
		}
		if len(sheets) != 1 || len(rows) != 1 {
			sheets = append([]report.Sheet{listOf(office, lang, items, places)}, sheets...)
		}
		if kind == "csv" {
			return report.WriteCSV(w, sheets[0])
		}
		return report.WriteXLSX(w, sheets)
	}
}

func rowOf(it commune.Item, places map[string]string) report.Row {
	row := report.Row{ID: it.ID.String(), Unit: it.Unit, Place: places[it.Unit], Status: string(it.Status), Title: it.Title,
		Version: it.Version, Made: commune.MadeOn(it.ID), Values: it.Values}
	if !it.CountedIn.IsZero() {
		row.CountedIn = it.CountedIn.String()
	}
	return row
}

// listOf is the list itself: what records of all forms have, in the list's order.
func listOf(office *commune.Office, lang string, items []commune.Item, places map[string]string) report.Sheet {
	s := report.Sheet{Name: wordList.In(lang), Columns: []report.Column{{Title: wordDay.In(lang), Kind: report.Date},
		{Title: wordForm.In(lang)}, {Title: wordTitle.In(lang)}, {Title: wordUnit.In(lang)}, {Title: wordStatus.In(lang)}, {Title: wordID.In(lang)}}}
	for _, it := range items {
		form := it.Form
		if f := office.Catalogue().Form(it.Form); f != nil {
			form = f.Title.In(lang)
		}
		s.Rows = append(s.Rows, []ledger.Value{ledger.TextValue(it.Date), ledger.TextValue(form), ledger.TextValue(it.Title),
			ledger.TextValue(places[it.Unit]), ledger.TextValue(commune.StatusWords(it.Status).In(lang)), ledger.TextValue(it.ID.String())})
	}
	return s
}
