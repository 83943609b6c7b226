package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/viet"
)

func (a *app) unitCommand() *cobra.Command {
	list := a.command("list", sayHelp.UnitList, text{},
		func(cmd *cobra.Command, _ []string) error { return a.unitList(cmd.Context()) })
	imp := a.command("import FILE", sayHelp.UnitImport, sayHelp.UnitImportLong,
		func(cmd *cobra.Command, args []string) error { return a.unitImport(cmd.Context(), args[0]) })
	return a.group("unit", sayHelp.Unit, a.withJSON(imp), a.withJSON(list), a.unitAddCommand())
}

func (a *app) unitAddCommand() *cobra.Command {
	var u commune.Unit
	cmd := a.command("add", sayHelp.UnitAdd, text{}, func(cmd *cobra.Command, _ []string) error {
		for _, name := range []string{"id", "name"} {
			if !cmd.Flags().Changed(name) {
				return misuse(sayErr.MissingFlag, "--"+name, cmd.CommandPath())
			}
		}
		return a.withOffice(cmd.Context(), func(office *commune.Office) error {
			if err := office.AddUnit(cmd.Context(), u); err != nil {
				return err
			}
			a.put(sayOut.UnitAdded, u.ID, u.Place())
			if a.json {
				return a.putJSON(u)
			}
			return nil
		})
	})
	cmd.Flags().StringVar(&u.ID, "id", "", sayHelp.FlagUnitID.In(a.lang))
	cmd.Flags().StringVar(&u.Name, "name", "", sayHelp.FlagUnitName.In(a.lang))
	cmd.Flags().StringVar(&u.Kind, "kind", commune.KindVillage, sayHelp.FlagUnitKind.In(a.lang))
	cmd.Flags().StringVar(&u.OldCommune, "old-commune", "", sayHelp.FlagOldCommune.In(a.lang))
	cmd.Flags().StringVar(&u.ValidFrom, "valid-from", "", sayHelp.FlagValidFrom.In(a.lang))
	cmd.Flags().StringVar(&u.ValidTo, "valid-to", "", sayHelp.FlagValidTo.In(a.lang))
	return a.withJSON(cmd)
}

func (a *app) unitList(ctx context.Context) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		list, err := office.Units(ctx)
		if err != nil {
			return err
		}
		if a.json {
			if list == nil {
				list = []commune.Unit{}
			}
			return a.putJSON(list)
		}
		var t table
		for _, u := range list {
			t.add(u.ID, u.Place(), u.Kind)
		}
		t.write(a.stdout)
		if len(list) == 0 {
			a.note(sayOut.NoUnits)
		}
		return nil
	})
}

// unitImport reads a file of units, or standard input for "-".
func (a *app) unitImport(ctx context.Context, file string) error {
	in := a.stdin
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
		a.put(sayOut.UnitsImported, added+changed, added, changed)
		if a.json {
			return a.putJSON(map[string]int{"added": added, "changed": changed})
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
		fmt.Fprintf(a.stderr, "%s: %s\n", file, said.In(a.lang))
		faults = append(faults, fault{p.Line, p.Column, p.Name, words.In(a.lang)})
	}
	if a.json {
		if err := a.putJSON(map[string]any{"code": "bad_units", "errors": faults}); err != nil {
			return err
		}
	}
	return fail("bad_units", sayErr.BadUnits, len(places), file)
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
		return say(sayErr.UnitFile, p.Err)
	case p.Name == "":
		return say(sayErr.UnitCells, p.Err)
	}
	return say(sayErr.UnitTwice, p.Err)
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
		return fail("no_file", sayErr.NoFile, file)
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fail("bad_file", sayErr.CannotRead, file, err)
}
