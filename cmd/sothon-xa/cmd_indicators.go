package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/ledger"
)

func (a *app) indicatorsCommand() *cobra.Command {
	var options commune.IndicatorOptions
	var trace string
	cmd := a.command("indicators PERIOD", sayReport.Indicators, sayReport.IndicatorsLong, func(cmd *cobra.Command, args []string) error {
		if _, err := ledger.ParsePeriod(args[0]); err != nil {
			return cli.Misuse(sayErr.BadPeriod, args[0])
		}
		if trace != "" {
			return a.trace(cmd.Context(), args[0], trace, options)
		}
		return a.indicators(cmd.Context(), args[0], options)
	})
	cmd.Flags().StringVar(&options.Unit, "unit", "", sayReport.FlagUnit.In(a.Lang))
	cmd.Flags().BoolVar(&options.Approved, "approved", false, sayReport.FlagApproved.In(a.Lang))
	cmd.Flags().Uint64Var(&options.Upto, "as-of", 0, sayReport.FlagAsOf.In(a.Lang))
	cmd.Flags().StringVar(&trace, "trace", "", sayReport.FlagTrace.In(a.Lang))
	return a.WithJSON(cmd)
}

// indicators prints the indicators of a period.
func (a *app) indicators(ctx context.Context, label string, options commune.IndicatorOptions) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		figures, err := office.Figures(ctx, label, options)
		if err != nil {
			return err
		}
		if a.JSON {
			return a.PutJSON(periodic.DataOf(figures, a.Lang))
		}
		var t cli.Table
		for _, f := range figures {
			ind := f.Indicator
			title := ind.Title.In(a.Lang)
			if ind.PartOf != "" {
				title = "  " + title
			}
			t.Add(ind.Code, f.Value.Show(a.Lang), f.LastYear.Show(a.Lang), f.YearToDate.Show(a.Lang), f.Change.Show(a.Lang), ind.Unit.In(a.Lang), title)
		}
		t.Write(a.Stdout)
		return nil
	})
}

// trace prints the records behind one indicator.
func (a *app) trace(ctx context.Context, label, code string, options commune.IndicatorOptions) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		items, err := office.Behind(ctx, label, code, options)
		if err != nil {
			return err
		}
		if a.JSON {
			if items == nil {
				items = []commune.Item{}
			}
			return a.PutJSON(items)
		}
		places, err := units(ctx, office)
		if err != nil {
			return err
		}
		for _, it := range items {
			fmt.Fprintln(a.Stdout, it.ID, cli.Day(it.Date), places[it.Unit], a.titled(it))
		}
		return nil
	})
}

// rebuildSums sums up what indicators are made of anew, and tells what differed.
func (a *app) rebuildSums(ctx context.Context) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		wrong, err := office.RebuildSums(ctx)
		if err != nil {
			return err
		}
		for _, w := range wrong {
			fmt.Fprintln(a.Stderr, w)
		}
		if len(wrong) > 0 {
			a.Note(sayReport.RebuiltWrong, len(wrong))
		} else {
			a.Note(sayReport.Rebuilt)
		}
		return nil
	})
}
