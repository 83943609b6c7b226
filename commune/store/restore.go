package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// ErrInUse is answered by Restore while another program has the store open.
var ErrInUse = errors.New("the store is in use")

// Restore puts the backup in file in the place of the store in dir, and returns the path under
// which the store that was there is kept ("" when there was none). The backup is copied and
// examined first: the database by itself, then by check, which may be nil. The restored store gets
// the incarnation fresh, so that no laptop believes a cursor into the lost future. ErrInUse when
// a program has the store open; whatever fails, the store that was there stays in its place.
func Restore(ctx context.Context, file, dir string, fresh ledger.Incarnation, now time.Time,
	check func(context.Context, commune.Store) error) (kept string, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("restore: %w", err)
	}
	part, err := os.MkdirTemp(dir, "restore-")
	if err != nil {
		return "", fmt.Errorf("restore: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(part)) }()
	if err := prepare(ctx, file, part, fresh, check); err != nil {
		return "", fmt.Errorf("restore %s: %w", file, err)
	}
	target := filepath.Join(dir, FileName)
	if kept, err = setAside(ctx, target, now); err != nil {
		return "", fmt.Errorf("restore: %w", err)
	}
	if err := os.Rename(filepath.Join(part, FileName), target); err != nil {
		return "", fmt.Errorf("restore: %w", errors.Join(err, putBack(kept, target)))
	}
	syncFolder(dir)
	return kept, nil
}

// prepare copies the backup into dir, examines it there and gives it its new incarnation.
func prepare(ctx context.Context, file, dir string, fresh ledger.Incarnation, check func(context.Context, commune.Store) error) error {
	copied := filepath.Join(dir, FileName)
	if err := copyFile(file, copied); err != nil {
		return err
	}
	if err := verify(ctx, copied); err != nil {
		return err
	}
	s, err := Open(ctx, dir)
	if err != nil {
		return err
	}
	if check != nil {
		err = check(ctx, s)
	}
	if err == nil {
		err = s.write(ctx, "renew incarnation", func(t *tx) error {
			return t.exec(`UPDATE commune SET incarnation = $2 WHERE commune = $1`, fresh[:])
		})
	}
	if err := errors.Join(err, s.Close()); err != nil {
		return err
	}
	if err := aloneIn(ctx, copied); err != nil {
		return err
	}
	return syncFile(copied)
}

func copyFile(from, to string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, src)
	return errors.Join(err, dst.Close())
}

// setAside renames the store that is there, whole in one file, to a name with the time.
func setAside(ctx context.Context, target string, now time.Time) (kept string, err error) {
	if _, err := os.Stat(target); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err := aloneIn(ctx, target); err != nil {
		return "", err
	}
	kept = target + now.UTC().Format(".before-restore-20060102T150405.000Z")
	return kept, moveStore(target, kept)
}

// moveStore renames a store with what a program that was killed left beside it: a log that stays
// would be taken for the next store's.
func moveStore(from, to string) error {
	for _, beside := range []string{"-wal", "-shm", "-journal"} {
		if err := ignoreMissing(os.Rename(from+beside, to+beside)); err != nil {
			return err
		}
	}
	return os.Rename(from, to)
}

func putBack(kept, target string) error {
	if kept == "" {
		return nil
	}
	return moveStore(kept, target)
}

// aloneIn leaves WAL mode, which SQLite allows only to the sole user of a file and which brings
// everything into that one file. A damaged store cannot be brought so far and stays as it is, with
// its log beside it.
func aloneIn(ctx context.Context, file string) error {
	if probe(file) != nil {
		return nil
	}
	db, err := sql.Open("sqlite", "file:"+escape(file)+"?_pragma=busy_timeout(500)")
	if err != nil {
		return err
	}
	defer db.Close()
	var mode string
	err = wrap("leave wal mode", db.QueryRowContext(ctx, `PRAGMA journal_mode = DELETE`).Scan(&mode))
	switch {
	case errors.Is(err, &ledger.Error{Code: ledger.CodeBusy}):
		return ErrInUse
	case errors.Is(err, &ledger.Error{Code: ledger.CodeStorage}):
		return nil
	case err == nil && mode != "delete":
		return ErrInUse
	}
	return err
}
