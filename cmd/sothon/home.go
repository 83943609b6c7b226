package main

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"runtime"
	"time"

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
	dir, ok := dataFolder(runtime.GOOS, os.Getenv)
	if !ok {
		return "", fail("no_home", sayErr.NoHome)
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
		if dir, ok := join(env("LocalAppData"), "SoThon"); ok {
			return dir, true
		}
		return join(env("USERPROFILE"), "AppData", "Local", "SoThon")
	case "darwin":
		return join(env("HOME"), "Library", "Application Support", "SoThon")
	}
	if dir := env("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "sothon"), true
	}
	return join(env("HOME"), ".local", "share", "sothon")
}

// open opens the laptop's store, making it when there is none yet.
func (a *app) open() (*localdb.Store, error) {
	dir, err := a.folder()
	if err != nil {
		return nil, err
	}
	return localdb.Open(dir, localdb.Options{Catalogue: ledger.Default(), Now: a.now, Rand: rand.Reader,
		Wait: lockWait, Lang: a.lang})
}

// withStore runs do with the store open and closes it; an error of closing counts.
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
	return do(store)
}
