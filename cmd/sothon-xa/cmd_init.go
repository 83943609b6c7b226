package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/store"
)

func (a *app) initCommand() *cobra.Command {
	var f commune.Founding
	cmd := a.command("init", sayHelp.Init, sayHelp.InitLong, func(cmd *cobra.Command, _ []string) error {
		for _, name := range []string{"commune", "code", "province"} {
			if !cmd.Flags().Changed(name) {
				return cli.Misuse(sayErr.MissingFlag, "--"+name, cmd.CommandPath())
			}
		}
		return a.init(cmd.Context(), f)
	})
	cmd.Flags().StringVar(&f.Name, "commune", "", sayHelp.FlagCommune.In(a.Lang))
	cmd.Flags().StringVar(&f.Code, "code", "", sayHelp.FlagCode.In(a.Lang))
	cmd.Flags().StringVar(&f.Province, "province", "", sayHelp.FlagProvince.In(a.Lang))
	cmd.Flags().StringVar(&f.Admin, "admin", "admin", sayHelp.FlagAdmin.In(a.Lang))
	return a.WithJSON(cmd)
}

// init founds the commune and tells the first account's one-time password.
func (a *app) init(ctx context.Context, f commune.Founding) (err error) {
	dir, err := a.folder()
	if err != nil {
		return err
	}
	st, err := store.Create(ctx, dir)
	if errors.Is(err, commune.ErrExists) {
		return cli.Fail("commune_exists", sayErr.HasCommune, dir)
	}
	if err != nil {
		return err
	}
	defer func() {
		if closing := st.Close(); err == nil {
			err = closing
		}
	}()
	office, password, err := commune.Init(ctx, st, f, a.options())
	if err != nil {
		return err
	}
	c := office.Commune()
	if a.JSON {
		return a.PutJSON(map[string]string{"commune": c.Name, "code": c.Code, "province": c.Province, "id": c.ID.String(),
			"data": dir, "user": f.Admin, "password": password})
	}
	a.Put(sayOut.Founded, c.Name, c.Code, dir)
	a.Put(sayOut.FirstUser, f.Admin)
	a.Put(sayOut.Once, password)
	return nil
}
