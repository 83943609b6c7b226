package main

import (
	"crypto/rand"
	"os"
	"time"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
)

// lockWait is how long a command waits for another run of the program to let go of the store.
const lockWait = 2 * time.Second

// folder is where this laptop's state lives: --home, else SOTHON_HOME, else the platform's folder
// for the data of programs.
func (a *app) folder() (string, error) {
	if a.home != "" {
		return a.home, nil
	}
	if dir := os.Getenv("SOTHON_HOME"); dir != "" {
		return dir, nil
	}
	dir, ok := cli.DataFolder("SoThon", "sothon")
	if !ok {
		return "", cli.Fail("no_home", sayErr.NoHome)
	}
	return dir, nil
}

// open opens the laptop's store, making it when there is none yet.
func (a *app) open() (*localdb.Store, error) {
	dir, err := a.folder()
	if err != nil {
		return nil, err
	}
	var store *localdb.Store
	err = a.withPIN(func(pin string) (err error) {
		store, err = localdb.Open(dir, localdb.Options{Catalogue: ledger.Default(), Now: a.Now, Rand: rand.Reader,
			Wait: lockWait, Lang: a.Lang, PIN: pin})
		return err
	})
	return store, err
}

// withStore runs do with the store open and closes it; an error of closing counts. What happened to
// the store besides is told on stderr.
func (a *app) withStore(do func(*localdb.Store) error) (err error) {
	store, err := a.open()
	if err != nil {
		return err
	}
	defer func() {
		if cerr := store.Close(); err == nil && cerr != nil {
			err = cerr
		}
	}()
	if heard, herr := store.Heard(); herr == nil && heard.After(a.Now()) { // a dead clock battery
		clock, start := a.Now, a.Now()
		a.Now = func() time.Time { return heard.Add(clock().Sub(start)) }
	}
	err = do(store)
	for _, n := range store.Notices() {
		a.Note(n.Words())
	}
	return err
}
