package main

import (
	"context"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
)

func (a *app) personCommand() *cobra.Command {
	find := a.command("find TEXT", sayAudit.Find, sayAudit.FindLong,
		func(cmd *cobra.Command, args []string) error { return a.personFind(cmd.Context(), args[0]) })
	var out string
	export := a.command("export TEXT", sayAudit.Export, text{}, func(cmd *cobra.Command, args []string) error {
		if out == "" {
			return cli.Misuse(sayErr.MissingFlag, "-o", cmd.CommandPath())
		}
		return a.personExport(cmd.Context(), args[0], out)
	})
	export.Flags().StringVarP(&out, "output", "o", "", sayAudit.FlagOutJSON.In(a.Lang))
	var yes bool
	var by string
	erase := a.command("erase TEXT", sayAudit.Erase, sayAudit.EraseLong,
		func(cmd *cobra.Command, args []string) error { return a.personErase(cmd.Context(), args[0], by, yes) })
	erase.Flags().BoolVar(&yes, "yes", false, sayAudit.FlagYes.In(a.Lang))
	erase.Flags().StringVar(&by, "by", "", sayHelp.FlagBy.In(a.Lang))
	retention := a.command("retention", sayAudit.Retention, sayAudit.RetentionLong,
		func(cmd *cobra.Command, args []string) error { return a.personRetention(cmd.Context(), args) })
	retention.Use, retention.Args = "retention [YEARS]", cobra.MaximumNArgs(1)
	return a.Group("person", cli.Help{Short: sayAudit.Person}, a.WithJSON(find), export, a.WithJSON(erase), a.WithJSON(retention))
}

// personRetention settles for how long names are kept, and says it.
func (a *app) personRetention(ctx context.Context, args []string) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		if len(args) == 1 {
			years, err := strconv.Atoi(args[0])
			if err != nil {
				return cli.Misuse(sayAudit.BadYears, args[0])
			}
			if err := office.SetRetention(ctx, years); err != nil {
				return err
			}
			if err := office.Note(ctx, commune.CommandLine, "retention", args[0], loggedIn()); err != nil {
				return err
			}
		}
		years, err := office.Retention(ctx)
		switch {
		case err != nil:
			return err
		case a.JSON:
			return a.PutJSON(map[string]int{"years": years})
		case years == 0:
			a.Put(sayAudit.KeptAlways)
		default:
			a.Put(sayAudit.Kept, years)
		}
		return nil
	})
}

func (a *app) personFind(ctx context.Context, name string) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		traces, err := office.FindPerson(ctx, name, false)
		if err != nil {
			return err
		}
		return a.putTraces(traces)
	})
}

func (a *app) putTraces(traces []commune.PersonTrace) error {
	if a.JSON {
		return a.PutJSON(append([]commune.PersonTrace{}, traces...))
	}
	var t cli.Table
	for _, p := range traces {
		object := p.Place
		if p.Kind == "record" {
			object = p.Record.String() + " " + p.Place
		}
		t.Add(sayTraces[p.Kind].In(a.Lang), p.Unit, object, strings.Join(strings.Fields(p.Text), " "))
	}
	t.Write(a.Stdout)
	a.Note(sayAudit.Found, len(traces))
	return nil
}

func (a *app) personExport(ctx context.Context, name, out string) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		traces, err := office.FindPerson(ctx, name, false)
		if err != nil {
			return err
		}
		err = cli.WriteFile(out, 0o600, sayErr.CannotWrite, func(w io.Writer) error {
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			return enc.Encode(append([]commune.PersonTrace{}, traces...))
		})
		if err == nil {
			a.Put(sayAudit.Exported, len(traces), out)
		}
		return err
	})
}

// personErase erases when told --yes; without, it shows what would go.
func (a *app) personErase(ctx context.Context, name, by string, yes bool) error {
	if by == "" {
		by = loggedIn()
	}
	return a.withOffice(ctx, func(office *commune.Office) error {
		if !yes {
			traces, err := office.FindPerson(ctx, name, true)
			if err != nil {
				return err
			}
			if err := a.putTraces(traces); err != nil {
				return err
			}
			return cli.Fail("not_sure", sayAudit.NotSure)
		}
		traces, err := office.ErasePerson(ctx, by, name)
		if err != nil {
			return err
		}
		accounts := 0
		for _, t := range traces {
			if t.Kind == "account" {
				accounts++
			}
		}
		a.Put(sayAudit.Erased, len(traces)-accounts)
		if accounts > 0 {
			a.Note(sayAudit.Accounts, accounts)
		}
		if a.JSON {
			return a.PutJSON(map[string]int{"erased": len(traces) - accounts, "accounts": accounts})
		}
		return nil
	})
}
