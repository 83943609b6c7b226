package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/commune"
)

func (a *app) userCommand() *cobra.Command {
	var role string
	add := a.command("add NAME", sayHelp.UserAdd, text{}, func(cmd *cobra.Command, args []string) error {
		if !cmd.Flags().Changed("role") {
			return misuse(sayErr.MissingFlag, "--role", cmd.CommandPath())
		}
		return a.userAdd(cmd.Context(), args[0], commune.Role(role))
	})
	add.Flags().StringVar(&role, "role", "", sayHelp.FlagRole.In(a.lang))
	list := a.command("list", sayHelp.UserList, text{},
		func(cmd *cobra.Command, _ []string) error { return a.userList(cmd.Context()) })
	reset := a.command("reset NAME", sayHelp.UserReset, text{},
		func(cmd *cobra.Command, args []string) error { return a.userReset(cmd.Context(), args[0]) })
	return a.group("user", sayHelp.User, a.withJSON(add), a.withJSON(list), a.withJSON(reset))
}

func (a *app) userAdd(ctx context.Context, name string, role commune.Role) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		password, err := office.AddUser(ctx, name, role)
		if err != nil {
			return err
		}
		if a.json {
			return a.putJSON(map[string]string{"user": name, "role": string(role), "password": password})
		}
		a.put(sayOut.UserAdded, name, role)
		a.put(sayOut.Once, password)
		return nil
	})
}

func (a *app) userReset(ctx context.Context, name string) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		password, err := office.ResetPassword(ctx, name)
		if err != nil {
			return err
		}
		if a.json {
			return a.putJSON(map[string]string{"user": name, "password": password})
		}
		a.put(sayOut.UserReset, name)
		a.put(sayOut.Once, password)
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
		var t table
		for _, u := range list {
			accounts = append(accounts, account{u.Name, u.Role, u.Once})
			note := ""
			if u.Once {
				note = sayOut.MustChange.In(a.lang)
			}
			t.add(u.Name, string(u.Role), note)
		}
		if a.json {
			return a.putJSON(accounts)
		}
		t.write(a.stdout)
		if len(list) == 0 {
			a.note(sayOut.NoUsers)
		}
		return nil
	})
}
