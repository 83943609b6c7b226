package main

import (
	"errors"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
)

// attach keeps the files that --attach names and puts them behind those that the one record given
// has, or that it had before when it does not say.
func (a *app) attach(store *localdb.Store, paths []string, items []item, before ledger.Values) error {
	if len(paths) == 0 {
		return nil
	}
	if len(items) != 1 {
		return cli.Misuse(sayFiles.AttachMany, len(items))
	}
	if items[0].values == nil {
		return nil // what is wrong with the record is told
	}
	current, given := items[0].values[ledger.FilesField]
	if !given {
		current = before[ledger.FilesField]
	}
	files := current.Files()
	for _, path := range paths {
		f, err := store.Attach(path)
		var problem *ledger.Problem
		if errors.As(err, &problem) {
			return cli.Fail("bad_file", sayFiles.NotAttached, problem.Message)
		}
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	items[0].values[ledger.FilesField] = ledger.FilesValue(files...)
	return nil
}

// fileJSON is one attached file with how far it has come.
type fileJSON struct {
	Field string `json:"field"`
	ledger.File
	Standing ledger.FileStanding `json:"standing"`
	State    string              `json:"state"` // in words
}

// filesOf lists the files that a record names.
func (a *app) filesOf(store *localdb.Store, doc document) []fileJSON {
	var out []fileJSON
	for _, name := range orderedFields(formOf(doc.Form, doc.Version), doc.Values) {
		for _, f := range doc.Values[name].Files() {
			standing := store.Standing(f.SHA256)
			out = append(out, fileJSON{Field: name, File: f, Standing: standing, State: standing.Words().In(a.Lang)})
		}
	}
	return out
}

// tellFiles prints each attached file with how far it has come.
func (a *app) tellFiles(files []fileJSON) {
	if len(files) == 0 {
		return
	}
	a.Put(sayFiles.Title)
	for _, f := range files {
		a.Put(sayFiles.Line, f.Name, ledger.ShowBytes(f.Size), f.State)
	}
}
