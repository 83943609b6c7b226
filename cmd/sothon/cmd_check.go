package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/localdb"
)

func (a *app) checkCommand() *cobra.Command {
	return a.WithJSON(a.Command("check [--json]", sayHelp.Check,
		func(*cobra.Command, []string) error { return a.check() }))
}

// checked is what "sothon check --json" prints.
type checked struct {
	OK       bool          `json:"ok"`
	Records  int           `json:"records"`
	Changes  int           `json:"changes"`
	Drafts   int           `json:"drafts"`
	Problems []checkedItem `json:"problems"`
}

type checkedItem struct {
	Place string `json:"place"`
	What  string `json:"what"`
	Do    string `json:"do"`
}

// check verifies the store without writing to it. A laptop without a book has nothing wrong.
func (a *app) check() error {
	dir, err := a.folder()
	if err != nil {
		return err
	}
	var report localdb.Report
	err = a.withPIN(func(pin string) (err error) {
		report, err = localdb.CheckWith(dir, localdb.Options{PIN: pin})
		return err
	})
	missing := errors.Is(err, fs.ErrNotExist)
	if err != nil && !missing {
		return err
	}
	out := checked{OK: len(report.Problems) == 0, Records: report.Records, Changes: report.Changes,
		Drafts: report.Drafts, Problems: []checkedItem{}}
	for _, p := range report.Problems {
		item := checkedItem{Place: p.Place.In(a.Lang), What: p.What.In(a.Lang), Do: p.Do.In(a.Lang)}
		out.Problems = append(out.Problems, item)
		if !a.JSON {
			fmt.Fprintf(a.Stderr, "%s: %s. %s\n", item.Place, item.What, item.Do)
		}
	}
	if a.JSON {
		if err := a.PutJSON(out); err != nil {
			return err
		}
	}
	switch {
	case !out.OK:
		a.Note(sayErr.CheckFailed, len(out.Problems))
		return cli.Quiet(cli.Failed, "damaged")
	case missing:
		a.Put(sayErr.NoStore, dir)
	default:
		a.Put(sayOut.CheckGood, out.Records, out.Changes, out.Drafts)
	}
	return nil
}
