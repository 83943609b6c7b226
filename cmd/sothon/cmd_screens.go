package main

import (
	"context"
	"os"

	"github.com/charmbracelet/x/term"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/sync"
	"github.com/nghia-hung/sothon/tui"
)

// screens opens the screens. They need a terminal on both sides.
func (a *app) screens(ctx context.Context) error {
	ctx, stop := untilStopped(ctx)
	defer stop()
	in, inOK := a.Stdin.(*os.File)
	out, outOK := a.Stdout.(*os.File)
	if !inOK || !outOK || !term.IsTerminal(in.Fd()) || !term.IsTerminal(out.Fd()) {
		return cli.Fail("no_terminal", sayErr.NoTerminal)
	}
	return a.withStore(func(store *localdb.Store) error {
		o := tui.Options{Store: store, Catalogue: ledger.Default(), Lang: a.Lang, Now: a.Now, Version: build(),
			Explain: sync.Explain, NoColour: os.Getenv("NO_COLOR") != "", In: in, Out: out}
		id, err := store.Identity()
		if err != nil {
			return err
		}
		if id.Joined {
			client := sync.New(store, a.clientOptions(store, sync.EndlessRetry))
			defer client.Close()
			o.Syncer, o.AutoSend = client, true
		}
		return tui.Run(ctx, o)
	})
}
