package main

import (
	"context"
	"os/user"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// verdict are the flags of review.
type verdict struct {
	approve              bool
	reason, field        string
	reply, state         string
	returned, replied    bool // whether --return, --reply or --state were given
	fieldGiven, hasState bool
	resolve              []string
	by                   string
}

func (a *app) reviewCommand() *cobra.Command {
	var v verdict
	cmd := a.command("review ID", sayHelp.Review, sayHelp.ReviewLong, func(cmd *cobra.Command, args []string) error {
		given := cmd.Flags().Changed
		v.returned, v.replied = given("return"), given("reply") || given("state")
		v.fieldGiven, v.hasState = given("field"), given("state")
		return a.review(cmd.Context(), args[0], v)
	})
	cmd.Flags().BoolVar(&v.approve, "approve", false, sayHelp.FlagApprove.In(a.Lang))
	cmd.Flags().StringVar(&v.reason, "return", "", sayHelp.FlagReturn.In(a.Lang))
	cmd.Flags().StringVar(&v.field, "field", "", sayHelp.FlagField.In(a.Lang))
	cmd.Flags().StringVar(&v.reply, "reply", "", sayHelp.FlagReply.In(a.Lang))
	cmd.Flags().StringVar(&v.state, "state", "", sayHelp.FlagState.In(a.Lang))
	cmd.Flags().StringArrayVar(&v.resolve, "resolve", nil, sayMerge.FlagResolve.In(a.Lang))
	cmd.Flags().StringVar(&v.by, "by", "", sayHelp.FlagBy.In(a.Lang))
	return a.WithJSON(cmd)
}

func (v verdict) check() error {
	acts := 0
	for _, given := range []bool{v.approve, v.returned, v.replied, len(v.resolve) > 0} {
		if given {
			acts++
		}
	}
	switch {
	case v.hasState && (v.approve || v.returned):
		return cli.Misuse(sayErr.StateAlone)
	case len(v.resolve) > 0 && acts > 1:
		return cli.Misuse(sayMerge.ResolveAlone)
	case acts != 1:
		return cli.Misuse(sayErr.OneAct)
	case v.fieldGiven && !v.returned:
		return cli.Misuse(sayErr.FieldAlone)
	}
	return nil
}

// review does what the page's buttons do, in the name of whoever runs the command.
func (a *app) review(ctx context.Context, typed string, v verdict) error {
	if err := v.check(); err != nil {
		return err
	}
	id, err := ledger.ParseID(strings.TrimSpace(typed))
	if err != nil {
		return cli.Misuse(sayErr.BadID, typed)
	}
	if v.by == "" {
		v.by = loggedIn()
	}
	return a.withOffice(ctx, func(office *commune.Office) error {
		done, err := v.carryOut(ctx, office, id)
		if err != nil {
			return err
		}
		a.Put(done, id)
		if !a.JSON {
			return nil
		}
		d, err := office.Show(ctx, id, false)
		if err != nil {
			return err
		}
		return a.PutJSON(map[string]any{"id": id, "status": d.Status})
	})
}

func (v verdict) carryOut(ctx context.Context, office *commune.Office, id ledger.ID) (text, error) {
	switch {
	case len(v.resolve) > 0:
		chosen, err := choices(v.resolve)
		if err != nil {
			return text{}, err
		}
		return sayMerge.Resolved, office.Resolve(ctx, v.by, id, chosen)
	case v.approve:
		return sayOut.Approved, office.Approve(ctx, v.by, id)
	case v.returned:
		return sayOut.Returned, office.Return(ctx, v.by, id, v.reason, v.field)
	}
	return sayOut.Replied, office.Reply(ctx, v.by, id, v.reply, v.state)
}

// loggedIn is the name of whoever runs the command on this computer.
func loggedIn() string {
	u, err := user.Current()
	switch {
	case err != nil || u.Username == "":
		return "sothon-xa"
	case u.Name != "":
		return strings.TrimRight(u.Name, ",")
	}
	return u.Username
}
