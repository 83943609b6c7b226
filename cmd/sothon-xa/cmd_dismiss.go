package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
)

// dismissing are the flags of duplicates dismiss.
type dismissing struct {
	reason, by string
	undo       bool
}

func (a *app) dismissCommand() *cobra.Command {
	var d dismissing
	cmd := a.command("dismiss ID ID (--reason=TEXT|--undo)", sayDismiss.Dismiss, sayDismiss.DismissLong, func(cmd *cobra.Command, args []string) error {
		return a.dismiss(cmd.Context(), args, d)
	})
	cmd.Flags().StringVar(&d.reason, "reason", "", sayDismiss.FlagReason.In(a.Lang))
	cmd.Flags().BoolVar(&d.undo, "undo", false, sayDismiss.FlagUndo.In(a.Lang))
	cmd.Flags().StringVar(&d.by, "by", "", sayHelp.FlagBy.In(a.Lang))
	return cmd
}

// dismiss says that two records are not one event, or takes that back.
func (a *app) dismiss(ctx context.Context, typed []string, d dismissing) error {
	ids, err := recordIDs(typed)
	if err != nil {
		return err
	}
	switch {
	case len(ids) != 2:
		return cli.Misuse(sayDismiss.NeedTwo)
	case d.undo == (d.reason != ""):
		return cli.Misuse(sayDismiss.ReasonOrUndo)
	}
	if d.by == "" {
		d.by = loggedIn()
	}
	return a.withOffice(ctx, func(office *commune.Office) error {
		if d.undo {
			if err := office.UndoDismissal(ctx, ids[0], ids[1]); err != nil {
				return err
			}
			a.Put(sayDismiss.Undone)
			return nil
		}
		if err := office.DismissDuplicate(ctx, d.by, ids[0], ids[1], d.reason); err != nil {
			return err
		}
		a.Put(sayDismiss.Done, ids[0], ids[1])
		return nil
	})
}

func (a *app) dismissedCommand() *cobra.Command {
	return a.WithJSON(a.command("dismissed", sayDismiss.Dismissed, sayDismiss.Dismissed, func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		return a.withOffice(ctx, func(office *commune.Office) error {
			all, err := office.Dismissals(ctx)
			if err != nil {
				return err
			}
			if a.JSON {
				return a.PutJSON(append([]commune.Dismissal{}, all...))
			}
			var t cli.Table
			for _, d := range all {
				t.Add(d.Records[0].String(), d.Records[1].String(), d.Reason, d.Who, cli.When(d.Made))
			}
			t.Write(a.Stdout)
			return nil
		})
	}))
}
