package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/store"
)

func (a *app) backupCommand() *cobra.Command {
	return a.WithJSON(a.command("backup FILE", sayHelp.Backup, text{},
		func(cmd *cobra.Command, args []string) error { return a.backup(cmd.Context(), args[0]) }))
}

func (a *app) restoreCommand() *cobra.Command {
	return a.WithJSON(a.command("restore FILE", sayHelp.Restore, sayHelp.RestoreLong,
		func(cmd *cobra.Command, args []string) error { return a.restore(cmd.Context(), args[0]) }))
}

func (a *app) checkCommand() *cobra.Command {
	var rebuild bool
	cmd := a.command("check", sayHelp.Check, text{}, func(cmd *cobra.Command, _ []string) error {
		if rebuild {
			if err := a.rebuildSums(cmd.Context()); err != nil {
				return err
			}
		}
		return a.check(cmd.Context())
	})
	cmd.Flags().BoolVar(&rebuild, "rebuild", false, sayReport.FlagRebuild.In(a.Lang))
	return a.WithJSON(cmd)
}

func (a *app) backup(ctx context.Context, file string) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		err := office.Backup(ctx, file)
		if errors.Is(err, commune.ErrExists) {
			return cli.Fail("exists", sayErr.BackupExists, file)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return cli.Fail("bad_file", sayErr.CannotWrite, file, cli.Cause(err))
		}
		if err != nil {
			return err
		}
		a.Put(sayOut.BackedUp, file)
		dir, err := a.folder()
		if err != nil {
			return err
		}
		files, err := cli.CopyAttached(filepath.Join(dir, commune.FilesFolder), cli.AttachedBeside(file))
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

// restore puts a backup in the place of the data after examining it; what was there is kept.
func (a *app) restore(ctx context.Context, file string) error {
	dir, err := a.folder()
	if err != nil {
		return err
	}
	if _, err := os.Stat(file); err != nil {
		return fileFailure(file, err)
	}
	fresh, err := commune.NewIncarnation(rand.Reader)
	if err != nil {
		return err
	}
	kept, err := store.Restore(ctx, file, dir, fresh, a.Now(), commune.CheckStore(a.options()))
	switch {
	case errors.Is(err, store.ErrInUse):
		return cli.Fail("in_use", sayErr.InUse)
	case err != nil:
		return cli.Fail("bad_backup", sayErr.BadBackup, file, err)
	}
	a.Put(sayOut.Restored, file)
	if err := a.withOffice(ctx, func(*commune.Office) error { return nil }); err != nil { // notes it in the audit log
		return err
	}
	beside := cli.AttachedBeside(file)
	if _, err := os.Stat(beside); errors.Is(err, fs.ErrNotExist) {
		beside = filepath.Join(filepath.Dir(file), commune.FilesFolder) // automatic backups share one
	}
	files, err := cli.CopyAttached(beside, filepath.Join(dir, commune.FilesFolder))
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

// check examines everything and tells what is wrong and what to do.
func (a *app) check(ctx context.Context) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		report, err := office.Check(ctx)
		if err != nil {
			return err
		}
		if a.JSON {
			doc := struct {
				OK bool `json:"ok"`
				commune.Report
			}{len(report.Problems) == 0, report}
			if err := a.PutJSON(doc); err != nil {
				return err
			}
		}
		for _, p := range report.Problems {
			fmt.Fprintf(a.Stderr, "%s: %s. %s\n", p.Place, p.Detail, p.Advice.In(a.Lang))
		}
		if n := len(report.Problems); n > 0 {
			return cli.Fail("damaged", sayErr.CheckFound, n)
		}
		a.Put(sayOut.CheckGood, report.Records, report.Entries, report.Logs)
		return nil
	})
}
