package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
)

// needs refuses a command line that lacks one of the flags.
func needs(cmd *cobra.Command, names ...string) error {
	for _, name := range names {
		if !cmd.Flags().Changed(name) {
			return cli.Misuse(sayErr.MissingFlag, "--"+name, cmd.CommandPath())
		}
	}
	return nil
}

func (a *app) unitMergeCommand() *cobra.Command {
	var into commune.Unit
	var day string
	cmd := a.command("merge UNIT…", sayPeriod.Merge, sayPeriod.MergeLong, nil)
	cmd.Args = cobra.MinimumNArgs(1)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := needs(cmd, "into", "date"); err != nil {
			return err
		}
		return a.withOffice(cmd.Context(), func(office *commune.Office) error {
			if err := office.MergeUnits(cmd.Context(), args, into, day); err != nil {
				return err
			}
			a.Put(sayPeriod.Merged, cli.Day(day), strings.Join(args, ", "), into.ID)
			return a.unitsDone(cmd, office, append(args, into.ID))
		})
	}
	cmd.Flags().StringVar(&into.ID, "into", "", sayPeriod.FlagInto.In(a.Lang))
	cmd.Flags().StringVar(&into.Name, "name", "", sayPeriod.FlagName.In(a.Lang))
	cmd.Flags().StringVar(&into.OldCommune, "old-commune", "", sayHelp.FlagOldCommune.In(a.Lang))
	cmd.Flags().StringVar(&day, "date", "", sayPeriod.FlagDate.In(a.Lang))
	return a.WithJSON(cmd)
}

func (a *app) unitSplitCommand() *cobra.Command {
	var into []string
	var day string
	cmd := a.command("split UNIT", sayPeriod.Split, sayPeriod.SplitLong, func(cmd *cobra.Command, args []string) error {
		if err := needs(cmd, "into", "date"); err != nil {
			return err
		}
		var parts []commune.Unit
		ids := args
		for _, p := range into {
			id, name, ok := strings.Cut(p, "=")
			if !ok {
				return cli.Misuse(sayPeriod.BadPart, p)
			}
			var u commune.Unit
			u.ID, u.Name = strings.TrimSpace(id), name
			parts, ids = append(parts, u), append(ids, u.ID)
		}
		return a.withOffice(cmd.Context(), func(office *commune.Office) error {
			if err := office.SplitUnit(cmd.Context(), args[0], parts, day); err != nil {
				return err
			}
			a.Put(sayPeriod.SplitDone, cli.Day(day), args[0], strings.Join(ids[1:], ", "))
			return a.unitsDone(cmd, office, ids)
		})
	})
	cmd.Flags().StringArrayVar(&into, "into", nil, sayPeriod.FlagParts.In(a.Lang))
	cmd.Flags().StringVar(&day, "date", "", sayPeriod.FlagDate.In(a.Lang))
	return a.WithJSON(cmd)
}

func (a *app) unitRenameCommand() *cobra.Command {
	var name, day string
	cmd := a.command("rename UNIT", sayPeriod.Rename, text{}, func(cmd *cobra.Command, args []string) error {
		if err := needs(cmd, "name"); err != nil {
			return err
		}
		if day == "" {
			day = a.Now().Format("2006-01-02")
		}
		return a.withOffice(cmd.Context(), func(office *commune.Office) error {
			if err := office.RenameUnit(cmd.Context(), args[0], name, day); err != nil {
				return err
			}
			a.Put(sayPeriod.Renamed, args[0], cli.Day(day), name)
			return a.unitsDone(cmd, office, args)
		})
	})
	cmd.Flags().StringVar(&name, "name", "", sayPeriod.FlagName.In(a.Lang))
	cmd.Flags().StringVar(&day, "date", "", sayPeriod.FlagDate.In(a.Lang))
	return a.WithJSON(cmd)
}

// unitsDone prints the units concerned for programs.
func (a *app) unitsDone(cmd *cobra.Command, office *commune.Office, ids []string) error {
	if !a.JSON {
		return nil
	}
	all, err := office.Units(cmd.Context())
	if err != nil {
		return err
	}
	return a.PutJSON(slices.DeleteFunc(all, func(u commune.Unit) bool { return !slices.Contains(ids, u.ID) }))
}
