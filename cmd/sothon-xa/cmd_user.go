package main

import (
	"cmp"
	"context"
	"slices"
	"strings"

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
	return a.Group("user", cli.Help{Short: sayHelp.User}, a.WithJSON(add), a.WithJSON(list), a.WithJSON(reset), a.WithJSON(a.userSetCommand()))
}

func (a *app) userSetCommand() *cobra.Command {
	var role string
	var shut, open bool
	cmd := a.command("set NAME", sayHelp.UserSet, text{}, func(cmd *cobra.Command, args []string) error {
		if !cmd.Flags().Changed("role") && !shut && !open {
			return cli.Misuse(sayErr.MissingFlag, "--role", cmd.CommandPath())
		}
		return a.userSet(cmd.Context(), args[0], commune.Role(role), shut, open)
	})
	cmd.Flags().StringVar(&role, "role", "", sayHelp.FlagRole.In(a.Lang))
	cmd.Flags().BoolVar(&shut, "close", false, sayHelp.FlagClose.In(a.Lang))
	cmd.Flags().BoolVar(&open, "open", false, sayHelp.FlagOpen.In(a.Lang))
	cmd.MarkFlagsMutuallyExclusive("close", "open")
	return cmd
}

// userSet changes what is said and leaves the rest of the account as it is.
func (a *app) userSet(ctx context.Context, name string, role commune.Role, shut, open bool) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		list, err := office.Users(ctx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(list, func(u commune.User) bool { return u.Name == strings.ToLower(strings.TrimSpace(name)) })
		closed := shut
		if i >= 0 {
			name, role = list[i].Name, cmp.Or(role, list[i].Role)
			closed = shut || !open && !list[i].Closed.IsZero()
		}
		if err := office.SetAccount(ctx, name, cmp.Or(role, commune.Clerk), closed); err != nil {
			return err
		}
		if a.JSON {
			return a.PutJSON(account{User: name, Role: role, MustChange: list[i].Once, Closed: closed, TOTP: list[i].TOTP != ""})
		}
		a.Put(sayOut.UserSet, name, role)
		return nil
	})
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
	Closed     bool         `json:"closed"`
	TOTP       bool         `json:"second_factor"`
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
			one := account{u.Name, u.Role, u.Once, !u.Closed.IsZero(), u.TOTP != ""}
			accounts = append(accounts, one)
			t.Add(u.Name, string(u.Role), a.userNotes(one))
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

// userNotes are what is to be known of an account beside its role.
func (a *app) userNotes(u account) string {
	var notes []string
	for _, n := range []struct {
		holds bool
		words text
	}{{u.MustChange, sayOut.MustChange}, {u.TOTP, sayOut.UserTOTP}, {u.Closed, sayOut.UserClosed}} {
		if n.holds {
			notes = append(notes, n.words.In(a.Lang))
		}
	}
	return strings.Join(notes, ", ")
}
