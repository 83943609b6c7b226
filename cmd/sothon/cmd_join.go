package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/sync"
)

func (a *app) joinCommand() *cobra.Command {
	var o sync.JoinOptions
	var ca string
	cmd := a.Command("join URL CODE [--name NAME] [--ca FILE|--pin FINGERPRINT] [--json]", sayHelp.Join,
		func(cmd *cobra.Command, args []string) error {
			o.URL, o.Code = args[0], args[1]
			return a.join(cmd.Context(), o, ca)
		})
	cmd.Flags().StringVar(&o.Name, "name", "", sayHelp.FlagName.In(a.Lang))
	cmd.Flags().StringVar(&ca, "ca", "", sayHelp.FlagCA.In(a.Lang))
	cmd.Flags().StringVar(&o.Pin, "pin", "", sayHelp.FlagPin.In(a.Lang))
	return a.WithJSON(cmd)
}

// join enrols this laptop and says for which unit it writes now.
func (a *app) join(ctx context.Context, o sync.JoinOptions, ca string) error {
	if ca != "" && o.Pin != "" {
		return cli.Misuse(sayErr.CAOrPin)
	}
	if _, err := sync.CheckURL(o.URL); err != nil {
		return netFailure(err)
	}
	if o.Pin != "" {
		if _, err := ledger.NormalizePin(o.Pin); err != nil {
			return cli.Misuse(sayErr.BadPin)
		}
	}
	if ca != "" {
		pem, err := os.ReadFile(ca)
		if err != nil {
			return fileFailure(ca, err)
		}
		o.CA = pem
	}
	o.Computer = computer()
	o.Options = sync.Options{Now: a.Now, Agent: agent(), Retry: sync.QuickRetry, Build: builtAt()}
	ctx, stop := untilStopped(ctx)
	defer stop()
	return a.withStore(func(store *localdb.Store) error {
		id, err := sync.Join(ctx, store, o)
		if code := sync.CodeOf(err); code == sync.CodeOffline || code == sync.CodeCut {
			return cli.Fail(string(code), sayErr.JoinOffline)
		}
		if err != nil {
			f := failureOf(err)
			return &cli.Failure{Exit: cli.Failed, Code: f.Code, Words: f.Words} // nobody tries again by itself
		}
		a.Put(sayOut.Joined, id.Unit.Place(), id.CommuneName)
		if a.JSON {
			return a.PutJSON(map[string]any{"unit": id.Unit.ID, "unit_name": id.Unit.Place(), "device": id.Device,
				"commune": id.CommuneName, "province": id.Province, "url": id.URL})
		}
		return nil
	})
}

// computer is what this laptop calls itself, "" when it has no name.
func computer() string {
	name, err := os.Hostname()
	if err != nil {
		return ""
	}
	return name
}
