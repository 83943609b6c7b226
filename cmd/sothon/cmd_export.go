package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/viet"
)

func (a *app) exportCommand() *cobra.Command {
	var form string
	cmd := a.Command("export FILE [--form FORM] [--json]", sayHelp.Export,
		func(_ *cobra.Command, args []string) error { return a.export(args[0], form) })
	cmd.Flags().StringVar(&form, "form", "", sayHelp.FlagExportForm.In(a.Lang))
	return a.WithJSON(cmd)
}

// exported is a file that was written, with how many records it holds.
type exported struct {
	name    string
	records int
}

// export writes everything on this laptop, or one form's records, in the format that the file's
// name ends in.
func (a *app) export(file, formName string) error {
	write := map[string]func(string, []document, ledger.Identity) ([]exported, error){
		".json": a.exportJSON, ".xlsx": a.exportXLSX, ".csv": a.exportCSV,
	}[strings.ToLower(filepath.Ext(file))]
	if write == nil {
		return cli.Misuse(sayErr.ExportFormat, file)
	}
	if formName != "" {
		if _, err := findForm(formName); err != nil {
			return err
		}
	}
	return a.withStore(func(store *localdb.Store) error {
		own, err := store.Identity()
		if err != nil {
			return err
		}
		docs, err := a.documents(store, formName)
		if err != nil {
			return err
		}
		files, err := write(file, docs, own)
		if err != nil {
			return err
		}
		names := []string{}
		for _, f := range files {
			a.Put(sayOut.Exported, f.records, f.name)
			names = append(names, f.name)
		}
		if a.JSON {
			return a.PutJSON(map[string]any{"files": names, "records": len(docs)})
		}
		return nil
	})
}

// documents reads every record and draft, or those of one form.
func (a *app) documents(store *localdb.Store, form string) ([]document, error) {
	docs := []document{}
	err := store.Export(func(e *ledger.Entry) error {
		if e.Record.Form == form || form == "" && !ledger.Default().System(e.Record.Form) {
			doc := documentOf(e, a.Lang)
			if doc.Counted != nil { // the numbers of an export are those that count
				doc.Values = doc.Counted
			}
			docs = append(docs, doc)
		}
		return nil
	})
	return docs, err
}

func (a *app) exportJSON(file string, docs []document, _ ledger.Identity) ([]exported, error) {
	return []exported{{file, len(docs)}}, writeFile(file, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(docs); err != nil {
			return fmt.Errorf("export %s: %w", file, err)
		}
		return nil
	})
}

// exportXLSX writes one workbook: a list of all records, then a sheet for each form in use.
func (a *app) exportXLSX(file string, docs []document, own ledger.Identity) ([]exported, error) {
	sheets := []report.Sheet{a.overview(docs, own)}
	for _, form := range used(docs) {
		sheets = append(sheets, report.SheetOf(form, a.Lang, a.rowsOf(docs, own, form)))
	}
	return []exported{{file, len(docs)}}, writeFile(file, func(w io.Writer) error { return report.WriteXLSX(w, sheets) })
}

// exportCSV writes one form's records into the file; with several forms the file holds the list of
// all records, and beside it stands one file for each form, named after it.
func (a *app) exportCSV(file string, docs []document, own ledger.Identity) ([]exported, error) {
	forms := used(docs)
	if len(forms) == 1 {
		sheet := report.SheetOf(forms[0], a.Lang, a.rowsOf(docs, own, forms[0]))
		return []exported{{file, len(docs)}}, writeFile(file, func(w io.Writer) error { return report.WriteCSV(w, sheet) })
	}
	var files []exported
	put := func(name string, sheet report.Sheet) error {
		files = append(files, exported{name, len(sheet.Rows)})
		return writeFile(name, func(w io.Writer) error { return report.WriteCSV(w, sheet) })
	}
	if err := put(file, a.overview(docs, own)); err != nil {
		return files, err
	}
	ext := filepath.Ext(file)
	for _, form := range forms {
		name := strings.TrimSuffix(file, ext) + "-" + form.Name + ext
		if err := put(name, report.SheetOf(form, a.Lang, a.rowsOf(docs, own, form))); err != nil {
			return files, err
		}
	}
	return files, nil
}

// used are the forms that the records are of, in the order of the menu.
func used(docs []document) []*ledger.Form {
	has := map[string]bool{}
	for _, d := range docs {
		has[d.Form] = true
	}
	var forms []*ledger.Form
	for _, f := range ledger.Default().Forms() {
		if has[f.Name] {
			forms = append(forms, f)
		}
	}
	return forms
}

func (a *app) rowsOf(docs []document, own ledger.Identity, form *ledger.Form) []report.Row {
	var rows []report.Row
	for _, d := range docs {
		if d.Form == form.Name {
			rows = append(rows, report.Row{ID: d.ID.String(), Unit: d.Unit, Place: a.placeOf(d, own), Status: string(d.Status),
				Title: d.Title, Version: d.Version, Made: viet.DateOf(time.UnixMilli(d.ID.Millis())).String(), Values: d.Values})
		}
	}
	return rows
}

// placeOf names a record's unit; before joining there is none.
func (a *app) placeOf(d document, own ledger.Identity) string {
	switch {
	case !own.Joined:
		return sayOut.NoUnit.In(a.Lang)
	case d.Unit == own.Unit.ID:
		return own.Unit.Place()
	}
	return d.Unit
}

// overview lists all records with what every form has.
func (a *app) overview(docs []document, own ledger.Identity) report.Sheet {
	s := report.Sheet{Name: sayOut.AllRecords.In(a.Lang), Columns: []report.Column{
		{Title: sayOut.ColumnForm.In(a.Lang)}, {Title: sayOut.ColumnDate.In(a.Lang), Kind: report.Date},
		{Title: sayOut.ColumnTitle.In(a.Lang)}, {Title: sayOut.ColumnStatus.In(a.Lang)},
		{Title: sayOut.ColumnUnit.In(a.Lang)}, {Title: sayOut.ColumnID.In(a.Lang)},
	}}
	for _, d := range docs {
		form := d.Form
		if f := formOf(d.Form, d.Version); f != nil {
			form = f.Title.In(a.Lang)
		}
		var row []ledger.Value
		for _, text := range []string{form, d.Date, d.Title, sayOut.statuses()[d.Status].In(a.Lang), a.placeOf(d, own), d.ID.String()} {
			row = append(row, ledger.TextValue(text))
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}
