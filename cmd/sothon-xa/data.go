package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/store"
	"github.com/nghia-hung/sothon/ledger"
)

// folder is where the commune's state lives: --data, else SOTHON_XA_DATA, else the platform's folder
// for the data of programs.
func (a *app) folder() (string, error) {
	if a.url != "" || os.Getenv("SOTHON_XA_DATABASE_URL") != "" {
		return "", cli.Misuse(sayErr.Postgres)
	}
	if a.data != "" {
		return a.data, nil
	}
	if dir := os.Getenv("SOTHON_XA_DATA"); dir != "" {
		return dir, nil
	}
	dir, ok := cli.DataFolder("SoThonXa", "sothon-xa")
	if !ok {
		return "", cli.Misuse(sayErr.NoData)
	}
	return dir, nil
}

func (a *app) options() commune.Options {
	return commune.Options{Catalogue: ledger.Default(), Now: a.Now, Log: a.log}
}

// withOffice runs do with the office at work on its store, and closes the store.
func (a *app) withOffice(ctx context.Context, do func(*commune.Office) error) (err error) {
	dir, err := a.folder()
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, dir)
	if err != nil {
		return openFailure(dir, err)
	}
	defer func() {
		if closing := st.Close(); err == nil {
			err = closing
		}
	}()
	options := a.options()
	options.Files = filepath.Join(dir, commune.FilesFolder)
	office, err := commune.Open(ctx, st, options)
	if err != nil {
		return openFailure(dir, err)
	}
	if err = do(office); err == nil {
		err = a.noteAct(ctx, office)
	}
	if isDamage(err) {
		return openFailure(dir, err)
	}
	return err
}

// isDamage reports whether SQLite found that its file is damaged; other faults of storage, such as a
// full disk, are told in other words.
func isDamage(err error) bool {
	return errors.Is(err, &ledger.Error{Code: ledger.CodeStorage}) && strings.Contains(err.Error(), "malformed")
}

// openFailure tells what is wrong with the data folder.
func openFailure(dir string, err error) error {
	switch {
	case errors.Is(err, commune.ErrNotFound):
		return cli.Fail("no_store", sayErr.NoStore, dir)
	case errors.Is(err, &ledger.Error{Code: ledger.CodeStorage}):
		return cli.Fail("damaged", sayErr.Damaged, dir)
	}
	return err
}

// units names every unit so that two of one name can be told apart.
func units(ctx context.Context, office *commune.Office) (map[string]string, error) {
	list, err := office.Units(ctx)
	if err != nil {
		return nil, err
	}
	places := make(map[string]string, len(list))
	for _, u := range list {
		places[u.ID] = u.Place()
	}
	return places, nil
}
