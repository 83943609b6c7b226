package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/store"
	"github.com/nghia-hung/sothon/ledger"
)

// folder is where the commune's state lives: --data, else SOTHON_XA_DATA, else the platform's folder
// for the data of programs.
func (a *app) folder() (string, error) {
	if a.url != "" || os.Getenv("SOTHON_XA_DATABASE_URL") != "" {
		return "", misuse(sayErr.Postgres)
	}
	if a.data != "" {
		return a.data, nil
	}
	if dir := os.Getenv("SOTHON_XA_DATA"); dir != "" {
		return dir, nil
	}
	dir, ok := dataFolder(runtime.GOOS, os.Getenv)
	if !ok {
		return "", misuse(sayErr.NoData)
	}
	return dir, nil
}

// dataFolder is the platform's place: %LocalAppData% on Windows, Library/Application Support on
// macOS, and elsewhere what the XDG Base Directory Specification says.
func dataFolder(goos string, env func(string) string) (string, bool) {
	join := func(base string, more ...string) (string, bool) {
		return filepath.Join(append([]string{base}, more...)...), base != ""
	}
	switch goos {
	case "windows":
		return join(env("LocalAppData"), "SoThonXa")
	case "darwin":
		return join(env("HOME"), "Library", "Application Support", "SoThonXa")
	}
	if dir := env("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "sothon-xa"), true
	}
	return join(env("HOME"), ".local", "share", "sothon-xa")
}

func (a *app) options() commune.Options {
	return commune.Options{Catalogue: ledger.Default(), Now: a.now}
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
	office, err := commune.Open(ctx, st, a.options())
	if err != nil {
		return openFailure(dir, err)
	}
	return do(office)
}

// openFailure tells what is wrong with the data folder.
func openFailure(dir string, err error) error {
	switch {
	case errors.Is(err, commune.ErrNotFound):
		return fail("no_store", sayErr.NoStore, dir)
	case errors.Is(err, &ledger.Error{Code: ledger.CodeStorage}):
		return fail("damaged", sayErr.Damaged, dir)
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
