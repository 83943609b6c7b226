package commune

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"filippo.io/age"
)

// Backups say where and how automatic backups are kept.
type Backups struct {
	Dir       string
	Keep      int                     // how many stay, the newest ones; at least 1
	Recipient string                  // age1…: to whom a second copy is encrypted; "" makes none
	Sealed    string                  // folder of the encrypted copies; "": Dir
	After     func(file string) error // what else belongs to a backup; may be nil
}

const (
	backupPrefix = "sothon-xa-"
	backupStamp  = "20060102T150405Z"
	backupEvery  = 24 * time.Hour
	backupLook   = 10 * time.Minute
)

// Check refuses what could not work when the time comes.
func (b Backups) Check() error {
	if b.Keep < 1 || b.Keep > 3650 {
		return fault("backup_keep", b.Keep)
	}
	if b.Recipient != "" {
		if _, err := age.ParseX25519Recipient(b.Recipient); err != nil {
			return fault("backup_recipient", b.Recipient)
		}
	}
	return nil
}

// BackUpDaily makes a backup whenever the newest in the folder is a day old, until ctx ends. told
// hears of each and of each failure; after a failure it tries again in ten minutes.
func (o *Office) BackUpDaily(ctx context.Context, b Backups, told func(file string, err error)) {
	look := time.NewTicker(backupLook)
	defer look.Stop()
	for {
		if file, err := o.BackUpDue(ctx, b); file != "" || err != nil && ctx.Err() == nil {
			told(file, err)
		}
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}

// BackUpDue makes a verified backup when the newest in the folder is a day old, encrypts a copy if
// asked, and takes away the oldest beyond Keep. It gives the file, "" when none was due.
func (o *Office) BackUpDue(ctx context.Context, b Backups) (file string, err error) {
	if err := b.Check(); err != nil {
		return "", err
	}
	if err := os.MkdirAll(b.Dir, 0o700); err != nil {
		return "", fmt.Errorf("automatic backup: %w", err)
	}
	have, err := backupsIn(b.Dir, ".db")
	if err != nil {
		return "", err
	}
	if n := len(have); n > 0 {
		if made, err := backupTime(have[n-1]); err == nil && o.now().Sub(made) < backupEvery && !made.After(o.now()) {
			return "", nil
		}
	}
	file = filepath.Join(b.Dir, backupPrefix+o.now().UTC().Format(backupStamp)+".db")
	if err := o.Backup(ctx, file); err != nil {
		return "", fmt.Errorf("automatic backup: %w", err)
	}
	if b.After != nil {
		if err := b.After(file); err != nil {
			return "", fmt.Errorf("automatic backup: %w", err)
		}
	}
	if err := b.seal(file); err != nil {
		return "", err
	}
	o.note(ctx, CommandLine, "backup", filepath.Base(file), "automatic")
	return file, errors.Join(b.forget(b.Dir, ".db"), b.forget(b.sealedDir(), ".db.age"))
}

func (b Backups) sealedDir() string {
	if b.Sealed != "" {
		return b.Sealed
	}
	return b.Dir
}

// seal writes the encrypted copy; it appears under its name only when it is whole.
func (b Backups) seal(file string) (err error) {
	if b.Recipient == "" {
		return nil
	}
	to, err := age.ParseX25519Recipient(b.Recipient)
	if err != nil {
		return fault("backup_recipient", b.Recipient)
	}
	if err := os.MkdirAll(b.sealedDir(), 0o700); err != nil {
		return fmt.Errorf("encrypt backup: %w", err)
	}
	target := filepath.Join(b.sealedDir(), filepath.Base(file)+".age")
	part := target + ".part"
	defer func() {
		if err != nil {
			os.Remove(part) //nolint:errcheck // the error that led here counts
		}
	}()
	if err := sealInto(part, file, to); err != nil {
		return fmt.Errorf("encrypt backup: %w", err)
	}
	if err := os.Rename(part, target); err != nil {
		return fmt.Errorf("encrypt backup: %w", err)
	}
	return nil
}

func sealInto(target, file string, to age.Recipient) error {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(target, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	sealed, err := age.Encrypt(out, to)
	if err == nil {
		_, err = io.Copy(sealed, in)
		err = errors.Join(err, sealed.Close())
	}
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}

// forget takes away the oldest automatic backups beyond Keep; other files in the folder stay.
func (b Backups) forget(dir, end string) error {
	have, err := backupsIn(dir, end)
	if err != nil || len(have) <= b.Keep {
		return err
	}
	var errs []error
	for _, file := range have[:len(have)-b.Keep] {
		errs = append(errs, os.Remove(file))
	}
	return errors.Join(errs...)
}

// backupsIn lists the automatic backups in a folder, the oldest first.
func backupsIn(dir, end string) (files []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("automatic backup: %w", err)
	}
	for _, e := range entries {
		file := filepath.Join(dir, e.Name())
		if _, err := backupTime(file); err == nil && strings.HasSuffix(e.Name(), "Z"+end) {
			files = append(files, file)
		}
	}
	slices.Sort(files)
	return files, nil
}

func backupTime(file string) (time.Time, error) {
	name, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(file), backupPrefix), ".")
	return time.Parse(backupStamp, name)
}
