package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/localdb"
)

func (a *app) backupCommand() *cobra.Command {
	return a.WithJSON(a.Command("backup FILE [--json]", sayHelp.Backup,
		func(_ *cobra.Command, args []string) error { return a.backup(args[0]) }))
}

func (a *app) restoreCommand() *cobra.Command {
	var force bool
	cmd := a.Command("restore FILE [--force] [--json]", sayHelp.Restore,
		func(_ *cobra.Command, args []string) error { return a.restore(args[0], force) })
	cmd.Flags().BoolVar(&force, "force", false, sayHelp.FlagForce.In(a.Lang))
	return a.WithJSON(cmd)
}

func (a *app) backup(file string) error {
	return a.withStore(func(store *localdb.Store) error {
		if err := writeFile(file, func(w io.Writer) error { return store.Backup(w) }); err != nil {
			return err
		}
		a.Put(sayOut.BackedUp, file)
		dir, err := a.folder()
		if err != nil {
			return err
		}
		files, err := cli.CopyAttached(filepath.Join(dir, localdb.FilesFolder), cli.AttachedBeside(file))
		if err != nil {
			return err
		}
		if files > 0 {
			a.Put(sayFiles.BackedUp, files, cli.AttachedBeside(file))
		}
		if a.JSON {
			return a.PutJSON(map[string]any{"file": file, "files": files})
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
	var kept string
	err = a.withPIN(func(pin string) (err error) {
		kept, err = localdb.RestoreWith(file, dir, force, localdb.Options{PIN: pin})
		return err
	})
	var damaged *localdb.DamagedError
	if errors.As(err, &damaged) {
		return cli.Fail("damaged", sayErr.BadBackup, file)
	}
	if err != nil {
		return err
	}
	a.Put(sayOut.Restored, file)
	files, err := cli.CopyAttached(cli.AttachedBeside(file), filepath.Join(dir, localdb.FilesFolder))
	if err != nil {
		return err
	}
	if files > 0 {
		a.Put(sayFiles.Restored, files)
	}
	if kept != "" {
		a.Put(sayOut.Kept, kept)
	}
	if a.JSON {
		return a.PutJSON(map[string]any{"file": file, "kept": kept, "files": files})
	}
	return nil
}

// writeFile makes a file whole or not at all.
func writeFile(name string, write func(io.Writer) error) error {
	return cli.WriteFile(name, 0o600, sayErr.CannotWrite, write)
}
