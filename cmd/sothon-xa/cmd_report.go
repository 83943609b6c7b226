package main

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/ledger"
)

func (a *app) reportCommand() *cobra.Command {
	var out string
	cmd := a.command("report PERIOD", sayHelp.Report, sayHelp.ReportLong, func(cmd *cobra.Command, args []string) error {
		if out == "" {
			return cli.Misuse(sayErr.MissingFlag, "-o", cmd.CommandPath())
		}
		return a.report(cmd.Context(), args[0], out)
	})
	cmd.Flags().StringVarP(&out, "output", "o", "", sayHelp.FlagOut.In(a.Lang))
	return a.WithJSON(cmd)
}

// writers make the files of a report by the ending of their names.
var writers = map[string]func(io.Writer, *report.Document) error{
	".xlsx": func(w io.Writer, d *report.Document) error { return report.WriteXLSX(w, d.Sheets()) },
	".csv":  func(w io.Writer, d *report.Document) error { return report.WriteCSV(w, d.Sheets()[0]) },
	".json": report.WriteJSON,
}

// report writes the report of a period into a file.
func (a *app) report(ctx context.Context, label, file string) error {
	period, err := ledger.ParsePeriod(label)
	if err != nil {
		return cli.Misuse(sayErr.BadPeriod, label)
	}
	ext := strings.ToLower(filepath.Ext(file))
	write := writers[ext]
	switch {
	case ext == ".docx" || ext == ".pdf":
		return cli.Misuse(sayErr.OutputLater, ext)
	case write == nil:
		return cli.Misuse(sayErr.OutputFormat, file)
	}
	return a.withOffice(ctx, func(office *commune.Office) error {
		doc, err := document(ctx, office, period, a.Lang)
		if err != nil {
			return err
		}
		if err := cli.WriteFile(file, 0o644, sayErr.CannotWrite, func(w io.Writer) error { return write(w, doc) }); err != nil {
			return err
		}
		n := 0
		for _, rows := range doc.Rows {
			n += len(rows)
		}
		a.Put(sayOut.Reported, file, period.Title(a.Lang), n)
		if a.JSON {
			return a.PutJSON(map[string]any{"file": file, "period": period.Label, "from": period.From, "to": period.To, "records": n})
		}
		return nil
	})
}

// countedIn names the record that counts in the item's place, "" for none.
func countedIn(it commune.Item) string {
	if it.CountedIn.IsZero() {
		return ""
	}
	return it.CountedIn.String()
}

// document gathers what a report of the period shows.
func document(ctx context.Context, office *commune.Office, period ledger.Period, lang string) (*report.Document, error) {
	c := office.Commune()
	doc := &report.Document{Commune: c.Name, Code: c.Code, Province: c.Province, Period: period, Lang: lang,
		Forms: office.Catalogue().Forms(), Rows: map[string][]report.Row{}}
	list, err := office.Units(ctx)
	if err != nil {
		return nil, err
	}
	places := map[string]string{}
	for _, u := range list {
		places[u.ID] = u.Place()
		if u.ExistsIn(period) {
			doc.Units = append(doc.Units, u.Unit)
		}
	}
	items, err := office.RecordsIn(ctx, commune.Query{Period: period.Label})
	if err != nil {
		return nil, err
	}
	for _, it := range items {
		doc.Rows[it.Form] = append(doc.Rows[it.Form], report.Row{ID: it.ID.String(), Unit: it.Unit, Place: places[it.Unit],
			Status: string(it.Status), Title: it.Title, Version: it.Version, Made: commune.MadeOn(it.ID), Values: it.Values, CountedIn: countedIn(it)})
	}
	return doc, nil
}
