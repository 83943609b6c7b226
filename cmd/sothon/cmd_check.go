package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/localdb"
)

func (a *app) checkCommand() *cobra.Command {
	return a.withJSON(a.command("check [--json]", sayHelp.Check,
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
	report, err := localdb.Check(dir)
	missing := errors.Is(err, fs.ErrNotExist)
	if err != nil && !missing {
		return err
	}
	out := checked{OK: len(report.Problems) == 0, Records: report.Records, Changes: report.Changes,
		Drafts: report.Drafts, Problems: []checkedItem{}}
	for _, p := range report.Problems {
		item := checkedItem{Place: p.Place.In(a.lang), What: p.What.In(a.lang), Do: p.Do.In(a.lang)}
		out.Problems = append(out.Problems, item)
		if !a.json {
			fmt.Fprintf(a.stderr, "%s: %s. %s\n", item.Place, item.What, item.Do)
		}
	}
	if a.json {
		if err := a.putJSON(out); err != nil {
			return err
		}
	}
	switch {
	case !out.OK:
		a.note(sayErr.CheckFailed, len(out.Problems))
		return quiet(exitFailed, "damaged")
	case missing:
		a.put(sayErr.NoStore, dir)
	default:
		a.put(sayOut.CheckGood, out.Records, out.Changes, out.Drafts)
	}
	return nil
}
