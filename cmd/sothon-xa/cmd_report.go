package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/report/paper"
	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/ledger"
)

// reporting is how a report is asked for.
type reporting struct {
	commune.ReportOptions
	periodic.Rendering
	out, template, dhis, by string
	public                  bool
}

func (a *app) reportCommand() *cobra.Command {
	var r reporting
	cmd := a.command("report PERIOD", sayReport.Report, sayReport.ReportLong, func(cmd *cobra.Command, args []string) error {
		if r.out == "" {
			return cli.Misuse(sayErr.MissingFlag, "-o", cmd.CommandPath())
		}
		if cmd.Flags().Changed("as-of") && r.Upto == 0 {
			return cli.Misuse(sayReport.AsOf)
		}
		return a.report(cmd.Context(), args[0], r)
	})
	a.renderingFlags(cmd, &r)
	cmd.Flags().BoolVar(&r.Approved, "approved", false, sayReport.FlagApproved.In(a.Lang))
	cmd.Flags().Uint64Var(&r.Upto, "as-of", 0, sayReport.FlagAsOf.In(a.Lang))
	cmd.Flags().StringVar(&r.by, "by", "", sayHelp.FlagBy.In(a.Lang))
	cmd.AddCommand(a.reportListCommand(), a.reportAgainCommand(), a.reportSignCommand(), a.reportChangesCommand(), a.reportTemplateCommand(), a.reportTablesCommand())
	return a.WithJSON(cmd)
}

// renderingFlags are the flags of how a report is written.
func (a *app) renderingFlags(cmd *cobra.Command, r *reporting) {
	cmd.Flags().StringVarP(&r.out, "output", "o", "", sayReport.FlagOut.In(a.Lang))
	cmd.Flags().StringVar(&r.template, "template", "", sayReport.FlagTemplate.In(a.Lang))
	cmd.Flags().BoolVar(&r.public, "public", false, sayReport.FlagPublic.In(a.Lang))
	cmd.Flags().BoolVar(&r.Comma, "comma", false, sayReport.FlagComma.In(a.Lang))
	cmd.Flags().StringVar(&r.Table, "table", "", sayReport.FlagTable.In(a.Lang))
	cmd.Flags().StringVar(&r.dhis, "dhis2-map", "", sayReport.FlagDHIS.In(a.Lang))
}

// prepare checks what can be known before anything is read.
func (r *reporting) prepare() error {
	ext := strings.ToLower(filepath.Ext(r.out))
	if periodic.Writers[ext] == nil {
		return cli.Misuse(sayReport.Format, r.out)
	}
	if r.template != "" {
		if ext != ".docx" {
			return cli.Misuse(sayReport.OnlyDocx)
		}
		content, err := os.ReadFile(r.template)
		if err != nil {
			return fileFailure(r.template, err)
		}
		r.Template = content
	}
	if r.dhis != "" {
		content, err := os.ReadFile(r.dhis)
		if err != nil {
			return fileFailure(r.dhis, err)
		}
		if r.DHIS2, err = periodic.ReadMapping(r.dhis, content); err != nil {
			return cli.Misuse(sayReport.BadMap, r.dhis, err)
		}
	}
	return nil
}

// report makes the report of a period and writes it into a file.
func (a *app) report(ctx context.Context, label string, r reporting) error {
	if _, err := ledger.ParsePeriod(label); err != nil {
		return cli.Misuse(sayErr.BadPeriod, label)
	}
	if err := r.prepare(); err != nil {
		return err
	}
	if r.by == "" {
		r.by = loggedIn()
	}
	r.Program, _ = cli.Build(version, commit)
	return a.withOffice(ctx, func(office *commune.Office) error {
		made, in, err := office.MakeReport(ctx, r.by, label, r.ReportOptions)
		if err != nil {
			return err
		}
		return a.writeReport(ctx, office, in, made, r)
	})
}

// writeReport writes a report and says what is left to be done in it.
func (a *app) writeReport(ctx context.Context, office *commune.Office, in *periodic.Input, made commune.MadeReport, r reporting) error {
	in.Public = r.public
	var done periodic.Written
	err := cli.WriteFile(r.out, 0o644, sayErr.CannotWrite, func(w io.Writer) (err error) {
		done, err = office.WriteReport(ctx, w, filepath.Ext(r.out), in, r.Rendering)
		return err
	})
	var table *periodic.UnknownTable
	switch {
	case errors.As(err, &table):
		return cli.Misuse(sayReport.NoTable, table.Name)
	case errors.Is(err, paper.ErrNotDocx):
		return cli.Misuse(sayReport.BadTemplate, r.template, err)
	case err != nil:
		return err
	}
	a.Put(sayReport.Written, r.out, in.Period.Title(a.Lang))
	a.Put(sayReport.Kept, made.ID, made.Number)
	if len(done.Unknown) > 0 {
		a.Put(sayReport.Unknown, strings.Join(done.Unknown, ", "))
	}
	if len(done.Places) > 0 && !a.JSON {
		a.Put(sayReport.Places, len(done.Places))
		for _, place := range done.Places {
			fmt.Fprintln(a.Stdout, "  "+place)
		}
	}
	if a.JSON {
		return a.PutJSON(map[string]any{"file": r.out, "report": made.ID, "period": in.Period.Label, "from": in.Period.From, "to": in.Period.To, "records": in.Records(),
			"log_number": made.Number, "placeholders": emptied(done.Places), "unknown_placeholders": emptied(done.Unknown)})
	}
	return nil
}

func emptied(list []string) []string {
	if list == nil {
		return []string{}
	}
	return slices.Clone(list)
}
