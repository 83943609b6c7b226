package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/sync"
	"github.com/nghia-hung/sothon/viet"
)

func (a *app) statusCommand() *cobra.Command {
	return a.withJSON(a.command("status [--json]", sayHelp.Status,
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
		doc := statusJSON{SyncStatus: status, Commune: id.CommuneName, URL: id.URL, Person: id.Person, Home: dir}
		if id.Joined {
			doc.UnitName = id.Unit.Place()
		}
		if a.json {
			return a.putJSON(doc)
		}
		a.tellStatus(doc)
		return nil
	})
}

func (a *app) tellStatus(s statusJSON) {
	if s.Joined {
		a.put(sayOut.StatusUnit, s.UnitName, s.Commune)
	} else {
		a.put(sayOut.StatusNotJoined)
	}
	a.put(sayOut.StatusRecords, s.Records, s.Drafts)
	switch {
	case s.LastReceipt != nil:
		a.put(sayOut.StatusReceipt, a.when(*s.LastReceipt))
	case s.Joined:
		a.put(sayOut.StatusNoReceipt)
	}
	if s.Pending > 0 && s.OldestPending != nil {
		a.put(sayOut.StatusPending, s.Pending, a.when(*s.OldestPending))
	} else if s.Pending > 0 {
		a.put(sayOut.Waiting, s.Pending)
	}
	if s.LastError != "" {
		if w := sync.Explain(&ledger.Error{Code: ledger.Code(s.LastError)}); w.Vi != "" {
			a.put(sayOut.StatusError, w)
		}
	}
	for _, c := range []struct {
		n     int
		words ledger.Words
	}{{s.Returned, sayOut.StatusReturned}, {s.Conflicts, sayOut.StatusConflicts}, {s.Rejected, sayOut.StatusRejected}} {
		if c.n > 0 {
			a.put(c.words, c.n)
		}
	}
	fmt.Fprintln(a.stdout, say(sayOut.StatusHome, s.Home).In(a.lang))
}

// when shows a time in Viet Nam: "17:20 08/06/2026".
func (a *app) when(t time.Time) string {
	t = t.In(viet.Zone)
	return t.Format("15:04") + " " + viet.DateOf(t).Format()
}
