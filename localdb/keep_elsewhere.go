package localdb

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// The settings of the copies that go to another place than the store's own folder.
const (
	settingBackupTo   = "backup_to"   // a folder
	settingBackupDone = "backup_done" // when a copy was last put there, RFC 3339
)

// BackupInto copies the store into the folder dir, which is made when what it lies in is there, and
// goes on doing so after contacts whenever the folder can be reached; the newest 7 copies are kept.
// "" ends that. When the first copy fails nothing has changed.
func (s *Store) BackupInto(dir string) error {
	if dir == "" {
		return s.SetSetting(settingBackupTo, "")
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("make folder for backups: %w", err)
	}
	if err := s.copyElsewhere(dir); err != nil {
		return fmt.Errorf("back up into %s: %w", dir, err)
	}
	return s.SetSetting(settingBackupTo, dir)
}

// BackedUp is when a copy was last put into the folder of BackupInto, zero when never.
func (s *Store) BackedUp() (time.Time, error) {
	value, err := s.Setting(settingBackupDone)
	if err != nil || value == "" {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339, value)
}

// dailyElsewhere copies the store to the chosen folder when that is due. A stick that is not plugged
// in is no failure: the copy is made after the next contact with it.
func (s *Store) dailyElsewhere() error {
	dir, err := s.Setting(settingBackupTo)
	if err != nil || dir == "" {
		return err
	}
	last, err := s.BackedUp()
	if err == nil && !last.IsZero() && s.o.Now().Sub(last).Abs() < s.o.BackupEvery {
		return nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil
	}
	return s.copyElsewhere(dir)
}

func (s *Store) copyElsewhere(dir string) error {
	now := s.o.Now()
	if err := s.copyTo(dir, now, false); err != nil {
		return err
	}
	return s.SetSetting(settingBackupDone, now.Format(time.RFC3339))
}
