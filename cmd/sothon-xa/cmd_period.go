package main

import (
	"context"
	"maps"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func (a *app) periodCommand() *cobra.Command {
	list := a.command("list", sayPeriod.List, text{}, func(cmd *cobra.Command, _ []string) error { return a.periodList(cmd.Context()) })
	adjust := a.command("adjustments PERIOD", sayPeriod.Adjust, text{},
		func(cmd *cobra.Command, args []string) error { return a.adjustments(cmd.Context(), args[0]) })
	return a.Group("period", cli.Help{Short: sayPeriod.Period}, a.WithJSON(list), a.lockCommand(), a.unlockCommand(),
		a.holidaysCommand(), a.WithJSON(adjust))
}

func (a *app) lockCommand() *cobra.Command {
	var unit, by string
	cmd := a.command("lock PERIOD", sayPeriod.Lock, sayPeriod.LockLong, func(cmd *cobra.Command, args []string) error {
		return a.withOffice(cmd.Context(), func(office *commune.Office) error {
			changed, err := office.Lock(cmd.Context(), orLoggedIn(by), args[0], unit)
			if err != nil {
				return err
			}
			return a.lockDone(changed, sayPeriod.Locked, args[0], unit, "")
		})
	})
	cmd.Flags().StringVar(&unit, "unit", "", sayPeriod.FlagUnit.In(a.Lang))
	cmd.Flags().StringVar(&by, "by", "", sayHelp.FlagBy.In(a.Lang))
	return a.WithJSON(cmd)
}

func (a *app) unlockCommand() *cobra.Command {
	var unit, by, until string
	cmd := a.command("unlock PERIOD", sayPeriod.Unlock, text{}, func(cmd *cobra.Command, args []string) error {
		return a.withOffice(cmd.Context(), func(office *commune.Office) error {
			changed, err := office.Unlock(cmd.Context(), orLoggedIn(by), args[0], unit, until)
			if err != nil {
				return err
			}
			return a.lockDone(changed, sayPeriod.Unlocked, args[0], unit, until)
		})
	})
	cmd.Flags().StringVar(&unit, "unit", "", sayPeriod.FlagUnit.In(a.Lang))
	cmd.Flags().StringVar(&until, "until", "", sayPeriod.FlagUntil.In(a.Lang))
	cmd.Flags().StringVar(&by, "by", "", sayHelp.FlagBy.In(a.Lang))
	return a.WithJSON(cmd)
}

// orLoggedIn is who acts: as the command line says, else whoever runs the command.
func orLoggedIn(by string) string {
	if by == "" {
		return loggedIn()
	}
	return by
}

func (a *app) lockDone(changed bool, said text, period, unit, until string) error {
	whose := text{Vi: unit, En: unit}
	if unit == "" {
		whose = sayPeriod.AllUnits
	}
	switch {
	case !changed:
		a.Put(sayPeriod.Unchanged, period, whose)
	case until != "":
		a.Put(sayPeriod.UnlockedUntil, period, whose, cli.Day(until))
	default:
		a.Put(said, period, whose)
	}
	if a.JSON {
		return a.PutJSON(map[string]any{"period": period, "unit": unit, "changed": changed})
	}
	return nil
}

func (a *app) periodList(ctx context.Context) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		locks, err := office.Locks(ctx, a.Lang)
		if err != nil {
			return err
		}
		if a.JSON {
			return a.PutJSON(locks)
		}
		var t cli.Table
		for _, l := range locks {
			state, whose := sayPeriod.StateOpen, l.Unit
			switch {
			case l.Locked:
				state = sayPeriod.StateLocked
			case l.Until != "":
				state = cli.Say(sayPeriod.StateUntil, cli.Day(l.Until))
			}
			if whose == "" {
				whose = sayPeriod.AllUnits.In(a.Lang)
			}
			t.Add(l.Period, whose, state.In(a.Lang), cli.When(l.At), l.By)
		}
		t.Write(a.Stdout)
		if len(locks) == 0 {
			a.Note(sayPeriod.None)
		}
		return nil
	})
}

// holidaysCommand shows and sets what deadlines are counted by.
func (a *app) holidaysCommand() *cobra.Command {
	var add bool
	var village, office, year int
	cmd := a.command("holidays [FILE]", sayPeriod.Settings, sayPeriod.SettingsLong, nil)
	cmd.Args = cobra.MaximumNArgs(1)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.withOffice(cmd.Context(), func(o *commune.Office) error {
			r, err := o.Reporting(cmd.Context())
			if err != nil {
				return err
			}
			if len(args) == 1 {
				if !add {
					r.Holidays = nil
				}
				days, err := a.readHolidays(args[0])
				if err != nil {
					return err
				}
				r.Holidays = append(r.Holidays, days...)
			}
			given := cmd.Flags().Changed
			if given("fixed") {
				r.Holidays = append(r.Holidays, commune.FixedHolidays(year)...)
			}
			if given("village-days") {
				r.VillageDays = village
			}
			if given("commune-days") {
				r.CommuneDays = office
			}
			if len(args) == 1 || given("fixed") || given("village-days") || given("commune-days") {
				if err := o.SetReporting(cmd.Context(), r); err != nil {
					return err
				}
				if r, err = o.Reporting(cmd.Context()); err != nil {
					return err
				}
			}
			return a.putReporting(r)
		})
	}
	cmd.Flags().BoolVar(&add, "add", false, sayPeriod.FlagHolidays.In(a.Lang))
	cmd.Flags().IntVar(&year, "fixed", 0, sayPeriod.FlagYear.In(a.Lang))
	cmd.Flags().IntVar(&village, "village-days", 0, sayPeriod.FlagVillage.In(a.Lang))
	cmd.Flags().IntVar(&office, "commune-days", 0, sayPeriod.FlagCommune.In(a.Lang))
	return a.WithJSON(cmd)
}

func (a *app) readHolidays(file string) ([]commune.Holiday, error) {
	in := a.Stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, fileFailure(file, err)
		}
		defer func() { _ = f.Close() }() // it was only read
		in = f
	}
	days, err := commune.ReadHolidays(in)
	if places := placesIn(err); len(places) > 0 {
		return nil, a.badUnits(file, places)
	}
	return days, err
}

func (a *app) putReporting(r commune.Reporting) error {
	if a.JSON {
		if r.Holidays == nil {
			r.Holidays = []commune.Holiday{}
		}
		return a.PutJSON(r)
	}
	a.Put(sayPeriod.Days, r.VillageDays, r.CommuneDays)
	if len(r.Holidays) == 0 {
		a.Put(sayPeriod.NoHolidays)
		return nil
	}
	a.Put(sayPeriod.Holidays, len(r.Holidays))
	var t cli.Table
	for _, h := range r.Holidays {
		t.Add("    "+cli.Day(h.Day), h.Name)
	}
	t.Write(a.Stdout)
	return nil
}

// adjustments prints what changed in a locked period.
func (a *app) adjustments(ctx context.Context, period string) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		list, err := office.Adjustments(ctx, period)
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
		kinds := map[string]text{commune.Added: sayPeriod.Added, commune.Corrected: sayPeriod.Corrected, commune.Withdrawn: sayPeriod.Withdrawn}
		for _, j := range list {
			a.Put(sayOut.Record, kinds[j.Kind], places[j.Unit], cli.Day(j.Date), j.Title)
			if j.Kind == commune.Corrected {
				a.putDifferences(ledger.Default().Form(j.Form), j)
			}
			if j.Reason != "" {
				a.Put(sayOut.Message, j.By, j.Reason)
			}
		}
		if len(list) == 0 {
			a.Note(sayPeriod.NoAdjustments)
		}
		return nil
	})
}

// putDifferences prints before and after of every field that differs.
func (a *app) putDifferences(form *ledger.Form, j commune.Adjustment) {
	names := map[string]bool{}
	for _, values := range []ledger.Values{j.Before, j.After} {
		for name := range values {
			names[name] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		var field *ledger.Field
		if form != nil {
			field = form.Field(name)
		}
		label := name
		show := func(v ledger.Value) string {
			if v.IsEmpty() || field == nil {
				return sayPeriod.From.In(a.Lang)
			}
			return field.Show(v, a.Lang)
		}
		if field != nil {
			label = field.Label.In(a.Lang)
		}
		a.Put(sayPeriod.Adjusted, label, show(j.Before[name]), show(j.After[name]))
	}
}

func (a *app) coverageCommand() *cobra.Command {
	return a.WithJSON(a.command("coverage PERIOD", sayPeriod.Coverage, sayPeriod.CoverageLong,
		func(cmd *cobra.Command, args []string) error { return a.coverage(cmd.Context(), args[0]) }))
}

// coverage prints who reported a period.
func (a *app) coverage(ctx context.Context, period string) error {
	if _, err := ledger.ParsePeriod(period); err != nil {
		return cli.Misuse(sayErr.BadPeriod, period)
	}
	return a.withOffice(ctx, func(office *commune.Office) error {
		c, err := office.Coverage(ctx, period, a.Lang)
		if err != nil {
			return err
		}
		if a.JSON {
			return a.PutJSON(c)
		}
		a.Put(sayPeriod.Covered, c.Title, c.Received, c.Expected, c.OnTime, c.Deadline.Format())
		var t cli.Table
		for _, u := range c.Units {
			at := ""
			if u.ReceivedAt != nil {
				at = cli.When(*u.ReceivedAt)
			}
			name := ledger.Unit{Name: u.Name, OldCommune: u.OldCommune}.Place()
			t.Add("  "+name, sayCover[u.State].In(a.Lang), cli.Say(sayPeriod.CoverLine, u.Records).In(a.Lang), at)
		}
		t.Write(a.Stdout)
		return nil
	})
}
