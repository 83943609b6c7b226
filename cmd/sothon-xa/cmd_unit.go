package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/viet"
)

func (a *app) unitCommand() *cobra.Command {
	list := a.command("list", sayHelp.UnitList, text{},
		func(cmd *cobra.Command, _ []string) error { return a.unitList(cmd.Context()) })
	imp := a.command("import FILE", sayHelp.UnitImport, sayHelp.UnitImportLong,
		func(cmd *cobra.Command, args []string) error { return a.unitImport(cmd.Context(), args[0]) })
	return a.Group("unit", cli.Help{Short: sayHelp.Unit}, a.WithJSON(imp), a.WithJSON(list), a.unitAddCommand(),
		a.unitMergeCommand(), a.unitSplitCommand(), a.unitRenameCommand())
}

func (a *app) unitAddCommand() *cobra.Command {
	var u commune.Unit
	cmd := a.command("add", sayHelp.UnitAdd, text{}, func(cmd *cobra.Command, _ []string) error {
		for _, name := range []string{"id", "name"} {
			if !cmd.Flags().Changed(name) {
				return cli.Misuse(sayErr.MissingFlag, "--"+name, cmd.CommandPath())
			}
		}
		return a.withOffice(cmd.Context(), func(office *commune.Office) error {
			if err := office.AddUnit(cmd.Context(), u); err != nil {
				return err
			}
			a.Put(sayOut.UnitAdded, u.ID, u.Place())
			if a.JSON {
				return a.PutJSON(u)
			}
			return nil
		})
	})
	cmd.Flags().StringVar(&u.ID, "id", "", sayHelp.FlagUnitID.In(a.Lang))
	cmd.Flags().StringVar(&u.Name, "name", "", sayHelp.FlagUnitName.In(a.Lang))
	cmd.Flags().StringVar(&u.Kind, "kind", commune.KindVillage, sayHelp.FlagUnitKind.In(a.Lang))
	cmd.Flags().StringVar(&u.OldCommune, "old-commune", "", sayHelp.FlagOldCommune.In(a.Lang))
	cmd.Flags().StringVar(&u.ValidFrom, "valid-from", "", sayHelp.FlagValidFrom.In(a.Lang))
	cmd.Flags().StringVar(&u.ValidTo, "valid-to", "", sayHelp.FlagValidTo.In(a.Lang))
	return a.WithJSON(cmd)
}

func (a *app) unitList(ctx context.Context) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		list, err := office.Units(ctx)
		if err != nil {
			return err
		}
		if a.JSON {
			if list == nil {
				list = []commune.Unit{}
			}
			return a.PutJSON(list)
		}
		var t cli.Table
		for _, u := range list {
			t.Add(u.ID, u.Place(), u.Kind)
		}
		t.Write(a.Stdout)
		if len(list) == 0 {
			a.Note(sayOut.NoUnits)
		}
		return nil
	})
}

// unitImport reads a file of units, or standard input for "-".
func (a *app) unitImport(ctx context.Context, file string) error {
	in := a.Stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return fileFailure(file, err)
		}
		defer func() { _ = f.Close() }() // it was only read
		in = f
	}
	return a.withOffice(ctx, func(office *commune.Office) error {
		added, changed, err := office.ImportUnits(ctx, in)
		if places := placesIn(err); len(places) > 0 {
			return a.badUnits(file, places)
		}
		if err != nil {
			return err
		}
		a.Put(sayOut.UnitsImported, added+changed, added, changed)
		if a.JSON {
			return a.PutJSON(map[string]int{"added": added, "changed": changed})
		}
		return nil
	})
}

// badUnits prints each fault with its place.
func (a *app) badUnits(file string, places []*commune.PlaceError) error {
	type fault struct {
		Line    int    `json:"line"`
		Column  int    `json:"column,omitempty"`
		Name    string `json:"name,omitempty"`
		Message string `json:"message"`
	}
	faults := []fault{}
	for _, p := range places {
		words := unitWords(p)
		said := *p
		said.Err = &commune.Fault{Key: "bad_units", Words: words}
		fmt.Fprintf(a.Stderr, "%s: %s\n", file, said.In(a.Lang))
		faults = append(faults, fault{p.Line, p.Column, p.Name, words.In(a.Lang)})
	}
	if a.JSON {
		if err := a.PutJSON(map[string]any{"code": "bad_units", "errors": faults}); err != nil {
			return err
		}
	}
	return cli.Fail("bad_units", sayErr.BadUnits, len(places), file)
}

// unitWords says what is wrong at a place of a file of units.
func unitWords(p *commune.PlaceError) text {
	var known *commune.Fault
	var parse *viet.ParseError
	switch {
	case errors.As(p.Err, &known):
		return known.Words
	case errors.As(p.Err, &parse):
		return text{Vi: viet.Explain(p.Err, "vi"), En: viet.Explain(p.Err, "en")}
	case errors.Is(p.Err, csv.ErrQuote), errors.Is(p.Err, csv.ErrBareQuote):
		return sayErr.UnitQuote
	case p.Line == 1 && p.Column == 0 && p.Name != "":
		return sayErr.UnitNoColumn
	case p.Line == 1 && p.Name != "":
		return sayErr.UnitHeading
	case p.Line == 1:
		return cli.Say(sayErr.UnitFile, p.Err)
	case p.Name == "":
		return cli.Say(sayErr.UnitCells, p.Err)
	}
	return cli.Say(sayErr.UnitTwice, p.Err)
}

// placesIn are the faults at places of a file that err joins.
func placesIn(err error) []*commune.PlaceError {
	var places []*commune.PlaceError
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			places = append(places, placesIn(e)...)
		}
		return places
	}
	var p *commune.PlaceError
	if errors.As(err, &p) {
		places = append(places, p)
	}
	return places
}

// fileFailure tells why a file that was named cannot be read.
func fileFailure(file string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return cli.Fail("no_file", sayErr.NoFile, file)
	}
	return cli.Fail("bad_file", sayErr.CannotRead, file, cli.Cause(err))
}
