package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/sync"
)

func (a *app) statusCommand() *cobra.Command {
	return a.WithJSON(a.Command("status [--json]", sayHelp.Status,
		func(*cobra.Command, []string) error { return a.status() }))
}

// statusJSON is what "sothon status --json" prints.
type statusJSON struct {
	ledger.SyncStatus
	UnitName string `json:"unit_name"`
	Commune  string `json:"commune"`
	URL      string `json:"url"`
	Person   string `json:"person"`
	Home     string `json:"home"`
}

func (a *app) status() error {
	return a.withStore(func(store *localdb.Store) error {
		status, err := store.Status()
		if err != nil {
			return err
		}
		id, err := store.Identity()
		if err != nil {
			return err
		}
		dir, err := a.folder()
		if err != nil {
			return err
		}
		if abs, err := filepath.Abs(dir); err == nil {
			dir = abs
		}
		doc := statusJSON{SyncStatus: status, Commune: id.CommuneName, URL: id.URL, Person: id.Person, Home: dir}
		if id.Joined {
			doc.UnitName = id.Unit.Place()
		}
		if a.JSON {
			return a.PutJSON(doc)
		}
		a.tellStatus(doc)
		return nil
	})
}

func (a *app) tellStatus(s statusJSON) {
	if s.Joined {
		a.Put(sayOut.StatusUnit, s.UnitName, s.Commune)
	} else {
		a.Put(sayOut.StatusNotJoined)
	}
	a.Put(sayOut.StatusRecords, s.Records, s.Drafts)
	switch {
	case s.LastReceipt != nil:
		a.Put(sayOut.StatusReceipt, cli.When(*s.LastReceipt))
	case s.Joined:
		a.Put(sayOut.StatusNoReceipt)
	}
	if s.Pending > 0 && s.OldestPending != nil {
		a.Put(sayOut.StatusPending, s.Pending, cli.When(*s.OldestPending))
	} else if s.Pending > 0 {
		a.Put(sayOut.Waiting, s.Pending)
	}
	if s.FilesPending > 0 {
		a.Put(sayFiles.Waiting, s.FilesPending, ledger.ShowBytes(s.FileBytesPending))
	}
	if s.LastError != "" {
		if w := sync.Explain(&ledger.Error{Code: ledger.Code(s.LastError)}); w.Vi != "" {
			a.Put(sayOut.StatusError, w)
		}
	}
	for _, c := range []struct {
		n     int
		words ledger.Words
	}{{s.Returned, sayOut.StatusReturned}, {s.Conflicts, sayOut.StatusConflicts}, {s.Rejected, sayOut.StatusRejected}} {
		if c.n > 0 {
			a.Put(c.words, c.n)
		}
	}
	fmt.Fprintln(a.Stdout, cli.Say(sayOut.StatusHome, s.Home).In(a.Lang))
}
