package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/sync"
)

func (a *app) bundleCommand() *cobra.Command {
	return a.Group("bundle", sayBundle.Group,
		a.WithJSON(a.Command("export FILE [--json]", sayBundle.Export,
			func(_ *cobra.Command, args []string) error { return a.bundleExport(args[0]) })),
		a.WithJSON(a.Command("import FILE [--json]", sayBundle.Import,
			func(_ *cobra.Command, args []string) error { return a.bundleImport(args[0]) })))
}

// bundleExport writes what waits into a file.
func (a *app) bundleExport(file string) error {
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return cli.Misuse(sayBundle.Unchosen, file, strings.TrimRight(file, `/\`))
	}
	return a.withStore(func(store *localdb.Store) error {
		sum, err := a.writeBundle(store, file)
		if err != nil {
			return err
		}
		said := sayBundle.Exported
		if sum.Changes == 0 {
			said = sayBundle.ExportedNone
		}
		a.Put(said, sum.Changes, file)
		if sum.Files > 0 {
			a.Put(sayFiles.Bundled, sum.Files)
		}
		if a.JSON {
			return a.PutJSON(map[string]any{"file": file, "changes": sum.Changes, "bytes": sum.Bytes, "files": sum.Files})
		}
		return nil
	})
}

// writeBundle writes what waits into a file that leaves on a stick.
func (a *app) writeBundle(store *localdb.Store, file string) (sum sync.BundleExport, err error) {
	err = cli.WriteCarried(file, sayBundle.CannotWrite, func(w io.Writer) (err error) {
		sum, err = sync.ExportBundle(store, w, a.clientOptions(store, sync.QuickRetry))
		return err
	})
	return sum, err
}

// bundled is what "sothon bundle import --json" prints.
type bundled struct {
	Confirmed int            `json:"confirmed"`
	Pulled    int            `json:"pulled"`
	Rejected  []rejectedJSON `json:"rejected"`
	Pending   int            `json:"pending"`
	Files     int            `json:"files"`
	Forked    bool           `json:"forked"`
	Error     string         `json:"error,omitempty"` // a code
	Message   string         `json:"message,omitempty"`
}

// bundleImport takes over a file from the office.
func (a *app) bundleImport(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return fileFailure(file, err)
	}
	defer f.Close()
	return a.withStore(func(store *localdb.Store) error {
		sum, err := sync.ImportBundle(store, f, a.clientOptions(store, sync.QuickRetry))
		doc := bundled{Confirmed: sum.Confirmed, Pulled: sum.Pulled, Pending: sum.Pending, Files: sum.Files, Forked: sum.Forked,
			Rejected: []rejectedJSON{}}
		for _, r := range sum.Rejected {
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
		a.tellBundle(doc)
		switch {
		case err != nil:
			return err
		case len(doc.Rejected) > 0:
			return cli.Quiet(cli.Rejected, "rejected")
		}
		return nil
	})
}

// tellBundle says what the file brought.
func (a *app) tellBundle(doc bundled) {
	switch {
	case doc.Error == "" || doc.Confirmed+doc.Pulled > 0:
		a.Put(sayBundle.Imported, doc.Confirmed, doc.Pulled, doc.Pending)
	case doc.Pending > 0:
		a.Put(sayBundle.Waiting, doc.Pending)
	}
	if doc.Files > 0 {
		a.Put(sayFiles.Confirmed, doc.Files)
	}
	if doc.Forked {
		a.Note(sayBundle.Forked)
	}
	for _, r := range doc.Rejected {
		place := r.Message
		if r.Field != "" {
			place = fmt.Sprintf("%s: %s", r.Field, r.Message)
		}
		a.Note(sayBundle.NotCounted, r.ID, place)
	}
}
