package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
)

func (a *app) userCommand() *cobra.Command {
	var role string
	add := a.command("add NAME", sayHelp.UserAdd, text{}, func(cmd *cobra.Command, args []string) error {
		if !cmd.Flags().Changed("role") {
			return cli.Misuse(sayErr.MissingFlag, "--role", cmd.CommandPath())
		}
		return a.userAdd(cmd.Context(), args[0], commune.Role(role))
	})
	add.Flags().StringVar(&role, "role", "", sayHelp.FlagRole.In(a.Lang))
	list := a.command("list", sayHelp.UserList, text{},
		func(cmd *cobra.Command, _ []string) error { return a.userList(cmd.Context()) })
	reset := a.command("reset NAME", sayHelp.UserReset, text{},
		func(cmd *cobra.Command, args []string) error { return a.userReset(cmd.Context(), args[0]) })
	return a.Group("user", cli.Help{Short: sayHelp.User}, a.WithJSON(add), a.WithJSON(list), a.WithJSON(reset))
}

func (a *app) userAdd(ctx context.Context, name string, role commune.Role) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		password, err := office.AddUser(ctx, name, role)
		if err != nil {
			return err
		}
		if a.JSON {
			return a.PutJSON(map[string]string{"user": name, "role": string(role), "password": password})
		}
		a.Put(sayOut.UserAdded, name, role)
		a.Put(sayOut.Once, password)
		return nil
	})
}

func (a *app) userReset(ctx context.Context, name string) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		password, err := office.ResetPassword(ctx, name)
		if err != nil {
			return err
		}
		if a.JSON {
			return a.PutJSON(map[string]string{"user": name, "password": password})
		}
		a.Put(sayOut.UserReset, name)
		a.Put(sayOut.Once, password)
		return nil
	})
}

// account is what user list prints as JSON.
type account struct {
	User       string       `json:"user"`
	Role       commune.Role `json:"role"`
	MustChange bool         `json:"must_change"`
}

func (a *app) userList(ctx context.Context) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		list, err := office.Users(ctx)
		if err != nil {
			return err
		}
		accounts := []account{}
		var t cli.Table
		for _, u := range list {
			accounts = append(accounts, account{u.Name, u.Role, u.Once})
			note := ""
			if u.Once {
				note = sayOut.MustChange.In(a.Lang)
			}
			t.Add(u.Name, string(u.Role), note)
		}
		if a.JSON {
			return a.PutJSON(accounts)
		}
		t.Write(a.Stdout)
		if len(list) == 0 {
			a.Note(sayOut.NoUsers)
		}
		return nil
	})
}
