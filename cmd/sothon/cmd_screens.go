package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
	a.askPIN = func(try func(string) error) (string, error) { return a.pinPage(ctx, in, out, try) }
	return a.withStore(func(store *localdb.Store) error {
		o := tui.Options{Store: store, Files: store, PIN: store, Periods: store, Catalogue: ledger.Default(), Lang: a.Lang, Now: a.Now, Version: build(),
			Explain: explainWords, OffersPractice: true, NoColour: os.Getenv("NO_COLOR") != "", In: in, Out: out}
		for _, n := range store.Notices() {
			o.Notices = append(o.Notices, n.Words())
		}
		o.SaveText = func(name, text string) (string, error) {
			if store.HasPIN() {
				return "", nil // it would lie there for everyone to read
			}
			return a.saveText(name, text)
		}
		o.Warm = store.Warm
		o.Verify = func(ctx context.Context) []ledger.Words { return a.verify(ctx, store) }
		for {
			err := a.showBook(ctx, store, o)
			if !errors.Is(err, tui.ToPractice) {
				return err
			}
			if err = a.practise(ctx, store, o); !errors.Is(err, tui.ToBook) && !errors.Is(err, tui.ToBookCleared) {
				return err
			}
			o.Notices = nil
		}
	})
}

// saveText keeps a copied text in the folder tin beside the book.
func (a *app) saveText(name, text string) (string, error) {
	dir, err := a.folder()
	if err != nil {
		return "", err
	}
	dir = filepath.Join(dir, localdb.TextsFolder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("save text: %w", err)
	}
	file := filepath.Join(dir, filepath.Base(name))
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		return "", fmt.Errorf("save text: %w", err)
	}
	return file, nil
}

// showBook opens the screens over the book of this laptop.
func (a *app) showBook(ctx context.Context, store *localdb.Store, o tui.Options) error {
	id, err := store.Identity()
	if err != nil {
		return err
	}
	h := &host{a: a, store: store, places: places}
	defer h.close()
	o.Host = h
	if id.Joined {
		client := sync.New(store, a.clientOptions(store, sync.EndlessRetry))
		defer client.Close()
		chosen, err := store.Setting(tui.SettingAutoSend)
		if err != nil {
			return err
		}
		o.Syncer, o.AutoSend = client, chosen != "off"
	}
	return tui.Run(ctx, o)
}

// explainWords puts an error of the screens' errands into words.
func explainWords(err error) ledger.Words { return failureOf(err).Words }

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
