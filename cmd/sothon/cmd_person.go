package main

import (
	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/viet"
)

func (a *app) personCommand() *cobra.Command {
	var from string
	cmd := a.Command("person NAME [--from DAY]", sayPeriod.Person, func(_ *cobra.Command, args []string) error {
		name, err := viet.Clean(args[0])
		if err != nil || name == "" || len(name) > 200 {
			return cli.Misuse(sayPeriod.BadPerson)
		}
		day := viet.DateOf(a.Now())
		if from != "" {
			if day, err = viet.ParseDate(from, day); err != nil {
				return cli.Misuse(sayPeriod.BadDay, from)
			}
		}
		return a.withStore(func(store *localdb.Store) error {
			if err := store.SetPersonFrom(name, day); err != nil {
				return err
			}
			a.Put(sayPeriod.PersonSet, day.Format(), name)
			if a.JSON {
				return a.PutJSON(map[string]any{"person": name, "from": day})
			}
			return nil
		})
	})
	cmd.Flags().StringVar(&from, "from", "", sayPeriod.FlagFrom.In(a.Lang))
	return a.WithJSON(cmd)
}
