package main

import (
	"context"
	"os"
	"time"

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
		for _, n := range store.Notices() {
			o.Notices = append(o.Notices, n.Words())
		}
		o.Verify = func(ctx context.Context) []ledger.Words { return a.verify(ctx, store) }
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

// verifyEvery is how often the screens look at the whole book, in the quiet after the first frame.
const verifyEvery = 24 * time.Hour

// verify looks at the whole store if it has not been done today, and says what is wrong.
func (a *app) verify(ctx context.Context, store *localdb.Store) []ledger.Words {
	const setting = "verified"
	last, err := store.Setting(setting)
	if at, perr := time.Parse(time.RFC3339, last); err == nil && perr == nil {
		if since := a.Now().Sub(at); since >= 0 && since < verifyEvery {
			return nil
		}
	}
	report, err := store.Verify(ctx)
	if err != nil {
		return nil // ended before its end; the next start looks again
	}
	var said []ledger.Words
	for _, p := range report.Problems {
		said = append(said, cli.Say(sayOut.VerifyProblem, p.Place, p.What, p.Do))
	}
	if len(said) == 0 && store.SetSetting(setting, a.Now().Format(time.RFC3339)) != nil {
		return nil
	}
	return said
}
