package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/report/paper"
	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

func (a *app) reportListCommand() *cobra.Command {
	return a.WithJSON(a.command("list", sayReport.List, text{}, func(cmd *cobra.Command, _ []string) error { return a.reportList(cmd.Context()) }))
}

// reportList prints the reports that were made, the newest first.
func (a *app) reportList(ctx context.Context) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		list, err := office.Reports(ctx)
		if err != nil {
			return err
		}
		if a.JSON {
			if list == nil {
				list = []commune.MadeReport{}
			}
			return a.PutJSON(list)
		}
		var t cli.Table
		for _, r := range list {
			t.Add(r.ID, cli.When(r.Made), r.Maker, r.No, cli.Day(r.On))
		}
		t.Write(a.Stdout)
		if len(list) == 0 {
			a.Note(sayReport.None)
		}
		return nil
	})
}

func (a *app) reportAgainCommand() *cobra.Command {
	var r reporting
	cmd := a.command("again REPORT", sayReport.Again, text{}, func(cmd *cobra.Command, args []string) error {
		if r.out == "" {
			return cli.Misuse(sayErr.MissingFlag, "-o", cmd.CommandPath())
		}
		if err := r.prepare(); err != nil {
			return err
		}
		return a.reportAgain(cmd.Context(), args[0], r)
	})
	a.renderingFlags(cmd, &r)
	return a.WithJSON(cmd)
}

// reportAgain makes a report once more from what it was made from.
func (a *app) reportAgain(ctx context.Context, id string, r reporting) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		in, made, same, err := office.RemakeReport(ctx, id)
		if err != nil {
			return err
		}
		if err := a.writeReport(ctx, office, in, made, r); err != nil {
			return err
		}
		if same {
			a.Note(sayReport.Remade)
		} else {
			a.Note(sayReport.Differs, made.Program)
		}
		return nil
	})
}

func (a *app) reportSignCommand() *cobra.Command {
	var number, day, by string
	cmd := a.command("sign REPORT", sayReport.Sign, text{}, func(cmd *cobra.Command, args []string) error {
		for name, value := range map[string]string{"--number": number, "--date": day} {
			if value == "" {
				return cli.Misuse(sayErr.MissingFlag, name, cmd.CommandPath())
			}
		}
		if by == "" {
			by = loggedIn()
		}
		return a.withOffice(cmd.Context(), func(office *commune.Office) error {
			if err := office.SignReport(cmd.Context(), by, args[0], number, day); err != nil {
				return err
			}
			a.Put(sayReport.Signed, args[0], number)
			if a.JSON {
				return a.PutJSON(map[string]string{"report": args[0], "signed_number": number})
			}
			return nil
		})
	})
	cmd.Flags().StringVar(&number, "number", "", sayReport.FlagNumber.In(a.Lang))
	cmd.Flags().StringVar(&day, "date", "", sayReport.FlagDay.In(a.Lang))
	cmd.Flags().StringVar(&by, "by", "", sayHelp.FlagBy.In(a.Lang))
	return a.WithJSON(cmd)
}

func (a *app) reportChangesCommand() *cobra.Command {
	return a.WithJSON(a.command("changes REPORT", sayReport.Changes, text{}, func(cmd *cobra.Command, args []string) error {
		return a.reportChanges(cmd.Context(), args[0])
	}))
}

// reportChanges prints what has changed since a report was made.
func (a *app) reportChanges(ctx context.Context, id string) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		list, err := office.ReportChanges(ctx, id)
		if err != nil {
			return err
		}
		if a.JSON {
			return a.PutJSON(list)
		}
		places, err := units(ctx, office)
		if err != nil {
			return err
		}
		kinds := map[string]text{commune.Added: sayReport.Added, commune.Corrected: sayReport.Corrected, commune.Withdrawn: sayReport.Withdrawn}
		var t cli.Table
		for _, c := range list {
			t.Add(c.Record.String(), kinds[c.Kind].In(a.Lang), cli.Day(c.Date), places[c.Unit], c.Title)
		}
		t.Write(a.Stdout)
		if len(list) == 0 {
			a.Note(sayReport.NoChanges, id)
		}
		return nil
	})
}

// sampleInput is an empty report, of which only the frame is wanted.
func (a *app) sampleInput(c commune.Commune) *periodic.Input {
	indicators := ledger.DefaultIndicators()
	period := ledger.MonthOf(viet.DateOf(a.Now()))
	return &periodic.Input{Commune: c.Name, Code: c.Code, Province: c.Province, Period: period, Plan: indicators.Plan, Forms: ledger.Default()}
}

func (a *app) reportTemplateCommand() *cobra.Command {
	var out string
	cmd := a.command("template", sayReport.Template, text{}, func(cmd *cobra.Command, _ []string) error {
		if out == "" {
			return cli.Misuse(sayErr.MissingFlag, "-o", cmd.CommandPath())
		}
		return a.withOffice(cmd.Context(), func(office *commune.Office) error {
			return cli.WriteFile(out, 0o644, sayErr.CannotWrite, func(w io.Writer) error {
				return paper.WriteDocx(w, periodic.DefaultTemplate(a.sampleInput(office.Commune())))
			})
		})
	})
	cmd.Flags().StringVarP(&out, "output", "o", "", sayReport.FlagOut.In(a.Lang))
	return cmd
}

func (a *app) reportTablesCommand() *cobra.Command {
	return a.command("tables", sayReport.Tables, text{}, func(*cobra.Command, []string) error {
		names, grids := periodic.Tables(a.sampleInput(commune.Commune{}))
		for _, name := range names {
			fmt.Fprintln(a.Stdout, name, grids[name].Caption)
		}
		return nil
	})
}
