package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/localdb"
)

func (a *app) backupCommand() *cobra.Command {
	return a.withJSON(a.command("backup FILE [--json]", sayHelp.Backup,
		func(_ *cobra.Command, args []string) error { return a.backup(args[0]) }))
}

func (a *app) restoreCommand() *cobra.Command {
	var force bool
	cmd := a.command("restore FILE [--force] [--json]", sayHelp.Restore,
		func(_ *cobra.Command, args []string) error { return a.restore(args[0], force) })
	cmd.Flags().BoolVar(&force, "force", false, sayHelp.FlagForce.In(a.lang))
	return a.withJSON(cmd)
}

func (a *app) backup(file string) error {
	return a.withStore(func(store *localdb.Store) error {
		if err := writeFile(file, func(w io.Writer) error { return store.Backup(w) }); err != nil {
			return err
		}
		a.put(sayOut.BackedUp, file)
		if a.json {
			return a.putJSON(map[string]string{"file": file})
		}
		return nil
	})
}

func (a *app) restore(file string, force bool) error {
	dir, err := a.folder()
	if err != nil {
		return err
	}
	if _, err := os.Stat(file); err != nil {
		return fileFailure(file, err)
	}
	kept, err := localdb.Restore(file, dir, force)
	var damaged *localdb.DamagedError
	if errors.As(err, &damaged) {
		return fail("damaged", sayErr.BadBackup, file)
	}
	if err != nil {
		return err
	}
	a.put(sayOut.Restored, file)
	if kept != "" {
		a.put(sayOut.Kept, kept)
	}
	if a.json {
		return a.putJSON(map[string]string{"file": file, "kept": kept})
	}
	return nil
}

// writeFile makes a file whole or not at all: it is written under another name beside its place,
// synced, and renamed. A file that was there is replaced only then.
func writeFile(name string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return fail("bad_file", sayErr.CannotWrite, name, err)
	}
	temp := f.Name()
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(temp)
		}
	}()
	if err = write(f); err != nil {
		return err
	}
	if err = f.Chmod(0o600); err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(temp, name)
	}
	if err != nil {
		return fail("bad_file", sayErr.CannotWrite, name, err)
	}
	return nil
}
