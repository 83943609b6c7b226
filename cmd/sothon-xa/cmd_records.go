package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func (a *app) recordsCommand() *cobra.Command {
	var q commune.Query
	var status string
	cmd := a.command("records", sayHelp.Records, text{}, func(cmd *cobra.Command, _ []string) error {
		q.Status = ledger.Status(status)
		return a.records(cmd.Context(), q, cmd.Flags().Changed("limit"))
	})
	cmd.Flags().StringVar(&q.Unit, "unit", "", sayHelp.FlagUnit.In(a.Lang))
	cmd.Flags().StringVar(&q.Form, "form", "", sayHelp.FlagForm.In(a.Lang))
	cmd.Flags().StringVar(&q.Period, "period", "", sayHelp.FlagPeriod.In(a.Lang))
	cmd.Flags().StringVar(&status, "status", "", sayHelp.FlagStatus.In(a.Lang))
	cmd.Flags().StringVar(&q.Search, "search", "", sayHelp.FlagSearch.In(a.Lang))
	cmd.Flags().IntVar(&q.Limit, "limit", 0, sayHelp.FlagLimit.In(a.Lang))
	return a.WithJSON(cmd)
}

// checkQuery refuses filters that could only give nothing.
func checkQuery(q commune.Query, limited bool) error {
	if q.Form != "" && ledger.Default().Form(q.Form) == nil {
		var names []string
		for _, f := range ledger.Default().Forms() {
			names = append(names, f.Name)
		}
		return cli.Misuse(sayErr.UnknownForm, q.Form, strings.Join(names, ", "))
	}
	if _, known := sayStatus[q.Status]; q.Status != "" && !known {
		var names []string
		for _, s := range ledger.Statuses {
			names = append(names, string(s))
		}
		return cli.Misuse(sayErr.UnknownStatus, string(q.Status), strings.Join(names, ", "))
	}
	if q.Period != "" {
		if _, err := ledger.ParsePeriod(q.Period); err != nil {
			return cli.Misuse(sayErr.BadPeriod, q.Period)
		}
	}
	if limited && q.Limit < 1 {
		return cli.Misuse(sayErr.BadLimit, q.Limit)
	}
	return nil
}

// records prints the records that were asked for, the newest date first.
func (a *app) records(ctx context.Context, q commune.Query, limited bool) error {
	if err := checkQuery(q, limited); err != nil {
		return err
	}
	return a.withOffice(ctx, func(office *commune.Office) error {
		places, err := units(ctx, office)
		if err != nil {
			return err
		}
		if _, known := places[q.Unit]; q.Unit != "" && !known {
			return cli.Misuse(sayErr.UnknownUnit, q.Unit)
		}
		items, err := office.RecordsIn(ctx, q)
		if err != nil {
			return err
		}
		if a.JSON {
			if items == nil {
				items = []commune.Item{}
			}
			if err := office.FillDuplicates(ctx, items); err != nil {
				return err
			}
			return a.PutJSON(items)
		}
		var t cli.Table
		for _, it := range items {
			t.Add(it.ID.String(), cli.Day(it.Date), sayStatus[it.Status].In(a.Lang), places[it.Unit], a.marked(it))
		}
		t.Write(a.Stdout)
		if len(items) == 0 {
			a.Note(sayOut.NoRecords)
		}
		return nil
	})
}

// titled names a record with its form.
func (a *app) titled(it commune.Item) string {
	title := strings.Join(strings.Fields(it.Title), " ")
	form := ledger.Default().Form(it.Form)
	if form == nil || form.Title.In(a.Lang) == title {
		return title
	}
	return form.Title.In(a.Lang) + ": " + title
}
