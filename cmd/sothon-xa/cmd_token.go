package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
)

func (a *app) tokenCommand() *cobra.Command {
	var role string
	var writes bool
	add := a.command("add NAME", sayAudit.TokenAdd, sayAudit.TokenAddLong, func(cmd *cobra.Command, args []string) error {
		return a.tokenAdd(cmd.Context(), args[0], commune.Role(role), writes)
	})
	add.Flags().StringVar(&role, "role", string(commune.Clerk), sayHelp.FlagRole.In(a.Lang))
	add.Flags().BoolVar(&writes, "write", false, sayAudit.FlagWrite.In(a.Lang))
	list := a.command("list", sayAudit.TokenList, text{}, func(cmd *cobra.Command, _ []string) error { return a.tokenList(cmd.Context()) })
	revoke := a.command("revoke NAME", sayAudit.TokenRevoke, text{}, func(cmd *cobra.Command, args []string) error {
		return a.withOffice(cmd.Context(), func(office *commune.Office) error {
			err := office.RevokeToken(cmd.Context(), args[0])
			if err == nil {
				a.Put(sayAudit.TokenRevoked, args[0])
			}
			return err
		})
	})
	return a.Group("token", cli.Help{Short: sayAudit.Token}, a.WithJSON(add), a.WithJSON(list), revoke)
}

func (a *app) tokenAdd(ctx context.Context, name string, role commune.Role, writes bool) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		token, err := office.AddToken(ctx, name, role, writes)
		if err != nil {
			return err
		}
		if a.JSON {
			return a.PutJSON(map[string]any{"name": name, "role": role, "writes": writes, "token": token})
		}
		a.Put(sayAudit.TokenAdded, token)
		return nil
	})
}

func (a *app) tokenList(ctx context.Context) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		tokens, err := office.Tokens(ctx)
		if err != nil {
			return err
		}
		if a.JSON {
			return a.PutJSON(append([]commune.Token{}, tokens...))
		}
		var t cli.Table
		for _, k := range tokens {
			standing := sayAudit.Reads
			if k.Writes {
				standing = sayAudit.Writes
			}
			if !k.Revoked.IsZero() {
				standing = sayAudit.Ended
			}
			seen := sayOut.NotSeen.In(a.Lang)
			if !k.Seen.IsZero() {
				seen = cli.When(k.Seen)
			}
			t.Add(k.Name, string(k.Role), standing.In(a.Lang), seen)
		}
		t.Write(a.Stdout)
		return nil
	})
}
