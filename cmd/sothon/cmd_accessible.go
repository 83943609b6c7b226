package main

import (
	"context"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/sync"
	"github.com/nghia-hung/sothon/tui/plain"
)

// The flag that asks for plain questions in place of the screens.
var sayAccessible = ledger.Words{
	Vi: "hỏi từng câu bằng dòng chữ thường, cho người dùng trình đọc màn hình",
	En: "plain questions one after another, for screen readers"}

// talk does the screens' work in plain questions.
func (a *app) talk(ctx context.Context) error {
	ctx, stop := untilStopped(ctx)
	defer stop()
	return a.withStore(func(store *localdb.Store) error {
		o := plain.Options{Store: store, Files: store, Periods: store, Catalogue: ledger.Default(), Lang: a.Lang, Now: a.Now,
			Explain: explainWords, In: a.Stdin, Out: a.Stdout}
		for _, n := range store.Notices() {
			o.Notices = append(o.Notices, n.Words())
		}
		own, err := store.Identity()
		if err != nil {
			return err
		}
		if own.Joined {
			client := sync.New(store, a.clientOptions(store, sync.QuickRetry))
			defer client.Close()
			o.Syncer = client
		}
		return plain.Run(ctx, o)
	})
}
