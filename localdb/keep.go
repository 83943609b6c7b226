package localdb

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// BackupFolder is the folder in the home folder that holds the copies the store makes by itself.
const BackupFolder = "backups"

const (
	backupsKept   = 7
	backupEvery   = 20 * time.Hour // about once a day, also for one who comes a little earlier
	journalGrowth = 4 << 20        // bytes the journal may hold beyond twice its snapshot
)

// keepUp is what a store does for its safety after a contact that changed something: a copy in
// [BackupFolder], and a shorter journal. A failure is told as a notice: the contact was good.
func (s *Store) keepUp() {
	if s.o.BackupEvery < 0 || s.journal == nil {
		return
	}
	if err := s.dailyCopy(); err != nil {
		s.tell(Notice{Kind: NoticeBackupFailed, Err: err})
	}
	if err := s.dailyElsewhere(); err != nil {
		s.tell(Notice{Kind: NoticeBackupFailed, Err: err})
	}
	if err := s.shorten(); err != nil {
		s.tell(Notice{Kind: NoticeBackupFailed, Err: err})
	}
}

func (s *Store) dailyCopy() error {
	now := s.o.Now()
	var c contact
	err := s.view(func(r reader) error {
		_, err := r.getCBOR(bucketMeta, metaContact, &c)
		return err
	})
	if err != nil {
		return err
	}
	if since := now.Sub(time.UnixMilli(c.Backup)); c.Backup != 0 && since.Abs() < s.o.BackupEvery {
		return nil
	}
	if err := s.copyTo(filepath.Join(filepath.Dir(s.path), BackupFolder), now, false); err != nil {
		return err
	}
	return s.update("note backup", func(w *writer) error {
		return w.putContact(func(c *contact) { c.Backup = now.UnixMilli() })
	})
}

// copyTo makes a copy of the store in a folder, reads its changes and log once, and takes the
// oldest copies away. When the new one is not good the old ones stay, and it is kept only if anyway.
func (s *Store) copyTo(dir string, now time.Time, anyway bool) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for _, left := range matches(dir, FileName+".new-*") {
		os.Remove(left)
	}
	f, err := os.CreateTemp(dir, FileName+".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err := errors.Join(s.backup(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	bad := checkCopy(f.Name(), s.o)
	if bad != nil && !anyway {
		s.suspect(bad)
		return bad
	}
	name, err := freeName(dir, "so", ".db", now)
	if err != nil {
		return err
	}
	if err := errors.Join(os.Rename(f.Name(), name), syncDir(dir)); err != nil {
		return err
	}
	if bad != nil {
		return nil
	}
	return prune(dir, name)
}

// checkCopy reads every change and the log of a copy.
func checkCopy(path string, o Options) error {
	s, err := openFile(path, o, true)
	if err != nil {
		return err
	}
	report := Report{}
	c := &checker{report: &report, records: map[ledger.ID]*gathered{}}
	err = errors.Join(s.view(c.changes), s.view(c.log), s.Close())
	if err == nil && len(report.Problems) > 0 {
		p := report.Problems[0]
		err = &DamagedError{Path: path, Reason: p.Place.En + ": " + p.What.En}
	}
	return err
}

func matches(dir, pattern string) []string {
	names, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		return nil
	}
	return names
}

// prune keeps the newest copies, and always the one just made, whatever the clock says.
func prune(dir, made string) error {
	names := slices.DeleteFunc(matches(dir, "so-*.db"), func(n string) bool { return n == made })
	slices.Sort(names)
	var err error
	for len(names) > backupsKept-1 {
		err = errors.Join(err, os.Remove(names[0]))
		names = names[1:]
	}
	return err
}

// Backups lists the copies in home's [BackupFolder], newest first. There may be none.
func Backups(home string) ([]string, error) {
	dir := filepath.Join(home, BackupFolder)
	if _, err := os.ReadDir(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list backups: %w", err)
	}
	names := matches(dir, "so-*.db")
	slices.Sort(names)
	slices.Reverse(names)
	return names, nil
}

// shorten writes the journal anew once it is mostly history: old drafts, old states.
func (s *Store) shorten() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.broken != nil || s.journal.mark.End < 2*s.journal.mark.Start+journalGrowth {
		return nil
	}
	return s.renew(s.journal.mark)
}

// freeName is a name with the date that is not taken.
func freeName(dir, prefix, ext string, now time.Time) (string, error) {
	day := now.Format("20060102-150405")
	for n := 1; ; n++ {
		name := fmt.Sprintf("%s-%s%s", prefix, day, ext)
		if n > 1 {
			name = fmt.Sprintf("%s-%s-%d%s", prefix, day, n, ext)
		}
		name = filepath.Join(dir, name)
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		} else if err != nil {
			return "", err
		}
	}
}

// putAside renames a file to a name with the date beside it; "" if there is none.
func putAside(path, prefix, ext string, now time.Time) (kept string, err error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if kept, err = freeName(filepath.Dir(path), prefix, ext, now); err != nil {
		return "", err
	}
	return kept, os.Rename(path, kept)
}
