package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/sync"
)

func (a *app) syncCommand() *cobra.Command {
	return a.WithJSON(a.Command("sync [--json]", sayHelp.Sync,
		func(cmd *cobra.Command, _ []string) error { return a.sync(cmd.Context()) }))
}

// synced is what "sothon sync --json" prints.
type synced struct {
	Pushed    int            `json:"pushed"`
	Pulled    int            `json:"pulled"`
	Rejected  []rejectedJSON `json:"rejected"`
	Pending   int            `json:"pending"`
	Rounds    int            `json:"rounds"`
	BytesUp   int64          `json:"bytes_up"`
	BytesDown int64          `json:"bytes_down"`
	FilesSent int            `json:"files_sent"`
	FilesLeft int            `json:"files_pending"`
	Error     string         `json:"error,omitempty"` // a code
	Message   string         `json:"message,omitempty"`
}

// rejectedJSON names one record that the commune keeps but does not count.
type rejectedJSON struct {
	ID      ledger.ID   `json:"id"`     // of the record
	Change  ledger.ID   `json:"change"` // of the rejected change
	Code    ledger.Code `json:"code"`
	Field   string      `json:"field"`
	Message string      `json:"message"`
}

// clientOptions are those of every sync of this program.
func (a *app) clientOptions(store *localdb.Store, retry sync.Retry) sync.Options {
	o := sync.Options{Now: a.Now, Agent: agent(), Retry: retry, Dictionaries: ledger.Default(), Build: builtAt()}
	if status, err := store.Status(); err == nil && status.LastReceipt != nil {
		o.Known = *status.LastReceipt
	}
	return o
}

// sync sends and receives once.
func (a *app) sync(ctx context.Context) error {
	ctx, stop := untilStopped(ctx)
	defer stop()
	return a.withStore(func(store *localdb.Store) error {
		client := sync.New(store, a.clientOptions(store, sync.QuickRetry))
		defer client.Close()
		result, err := client.Sync(ctx, nil)
		doc := synced{Pushed: result.Pushed, Pulled: result.Pulled, Pending: result.Pending, Rounds: result.Rounds,
			BytesUp: result.BytesUp, BytesDown: result.BytesDown,
			FilesSent: result.FilesSent, FilesLeft: result.FilesPending, Rejected: []rejectedJSON{}}
		for _, r := range result.Rejected {
			if r.Code == "" {
				continue // the commune lifts an earlier rejection
			}
			doc.Rejected = append(doc.Rejected, a.rejected(store, r))
		}
		if err != nil {
			f := failureOf(err)
			doc.Error, doc.Message = f.Code, f.Words.In(a.Lang)
		}
		if a.JSON {
			if jerr := a.PutJSON(doc); jerr != nil {
				return jerr
			}
		}
		a.tellSync(store, doc)
		switch {
		case err != nil:
			return err
		case len(doc.Rejected) > 0:
			return cli.Quiet(cli.Rejected, "rejected")
		}
		return nil
	})
}

// tellSync says how it went: what was proven, what waits, what was rejected.
func (a *app) tellSync(store *localdb.Store, doc synced) {
	if doc.Error == "" || doc.Rounds > 0 {
		a.Put(sayOut.Synced, doc.Pushed, doc.Pulled, doc.Pending)
	} else if doc.Pending > 0 {
		a.Put(sayOut.Waiting, doc.Pending)
	}
	if doc.FilesSent+doc.FilesLeft > 0 {
		a.Put(sayFiles.Sent, doc.FilesSent, doc.FilesLeft)
	}
	for _, r := range doc.Rejected {
		title := ""
		if e, err := store.Entry(r.ID); err == nil && e != nil {
			title = e.Title
		}
		place := r.Message
		if r.Field != "" {
			place = cli.Say(sayInput.AtField, r.Field, r.Message).In(a.Lang)
		}
		fmt.Fprintln(a.Stderr, cli.Say(sayOut.Rejected, r.ID, title, place).In(a.Lang))
	}
}

// rejected puts a rejection into words and finds the record whose change was rejected.
func (a *app) rejected(store *localdb.Store, r ledger.Rejection) rejectedJSON {
	out := rejectedJSON{ID: r.ID, Change: r.ID, Code: r.Code, Field: r.Field, Message: r.Reason.In(a.Lang)}
	if out.Message == "" {
		out.Message = sync.Explain(&ledger.Error{Code: r.Code}).In(a.Lang)
	}
	list, err := store.List(ledger.Query{Status: ledger.StatusRejected})
	if err != nil {
		return out
	}
	for _, s := range list {
		if e, err := store.Entry(s.ID); err == nil && e != nil && e.Rejected != nil && e.Rejected.ID == r.ID {
			out.ID = s.ID
		}
	}
	return out
}

// builtAt is when the program was built, as far as the build knows; a laptop whose clock is behind
// it judges certificates by it.
func builtAt() time.Time {
	t, err := time.Parse(time.RFC3339, cli.BuildSetting("vcs.time"))
	if err != nil {
		return time.Time{}
	}
	return t
}
