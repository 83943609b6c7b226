package main

import (
	"context"
	"os"

	"github.com/charmbracelet/x/term"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/sync"
	"github.com/nghia-hung/sothon/tui"
)

// screens opens the screens. They need a terminal on both sides.
func (a *app) screens(ctx context.Context) error {
	ctx, stop := untilStopped(ctx)
	defer stop()
	in, inOK := a.stdin.(*os.File)
	out, outOK := a.stdout.(*os.File)
	if !inOK || !outOK || !term.IsTerminal(in.Fd()) || !term.IsTerminal(out.Fd()) {
		return fail("no_terminal", sayErr.NoTerminal)
	}
	return a.withStore(func(store *localdb.Store) error {
		name, _ := build()
		o := tui.Options{Store: store, Catalogue: ledger.Default(), Lang: a.lang, Now: a.now, Version: name,
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
