package localdb

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

func backupTo(t *testing.T, s *Store) string {
	t.Helper()
	var b bytes.Buffer
	check(t, s.Backup(&b))
	file := filepath.Join(t.TempDir(), "so.backup")
	check(t, writeAll(file, b.Bytes()))
	return file
}

func TestBackupAndRestore(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	c := newCommune(t, s)
	c.join()
	first := addRecord(t, s, outreach("Trước", "2026-06-01"))
	c.confirm(1)
	file := backupTo(t, s)
	before, err := s.Position()
	check(t, err)
	second := addRecord(t, s, outreach("Sau", "2026-06-02"))

	var locked *LockedError
	if _, err := Restore(file, home, true); !errors.As(err, &locked) {
		t.Errorf("restored over an open store: %v", err)
	}
	check(t, s.Close())
	var unsent *UnsentError
	if _, err := Restore(file, home, false); !errors.As(err, &unsent) || unsent.Changes != 1 || unsent.Drafts != 0 {
		t.Errorf("restored over unsent work: %v", err)
	}
	kept, err := Restore(file, home, true)
	check(t, err)
	s = openAt(t, home, testOptions())
	after, err := s.Position()
	check(t, err)
	if after.Epoch == before.Epoch || after.Have != 0 || after.Last != 1 {
		t.Errorf("position %+v, before %+v", after, before)
	}
	if e, err := s.Entry(second); e != nil || err != nil {
		t.Errorf("the later record is there: %v, %v", e, err)
	}
	if got := entry(t, s, first); got.Status != ledger.StatusQueued {
		t.Errorf("status %s", got.Status)
	}
	mustBeSound(t, s)

	old := t.TempDir()
	check(t, os.Rename(kept, filepath.Join(old, FileName)))
	entry(t, openAt(t, old, testOptions()), second)
}

func TestRestoreIntoNothing(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	id := addRecord(t, s, outreach("Trước", "2026-06-01"))
	file := backupTo(t, s)
	home := filepath.Join(t.TempDir(), "new")
	check(t, os.MkdirAll(home, 0o700))
	check(t, writeAll(filepath.Join(home, FileName+".new-123"), []byte("left by an interrupted run")))
	kept, err := Restore(file, home, false)
	check(t, err)
	if left, err := os.ReadDir(home); kept != "" || err != nil || len(left) != 1 {
		t.Errorf("kept %q, in home: %v, %v", kept, left, err)
	}
	entry(t, openAt(t, home, testOptions()), id)
}

func TestRestoreRefusesABadBackup(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	addRecord(t, s, outreach("Trước", "2026-06-01"))
	file := backupTo(t, s)
	check(t, s.Close())
	whole, err := os.ReadFile(filepath.Join(home, FileName))
	check(t, err)
	backup, err := os.ReadFile(file)
	check(t, err)
	at := bytes.Index(backup, []byte("Nhà văn hóa thôn"))
	for name, spoiled := range map[string][]byte{
		"cut":     backup[:len(backup)/2],
		"flipped": append(append(append([]byte(nil), backup[:at]...), backup[at]^1), backup[at+1:]...),
		"foreign": []byte("không phải sổ"),
		"empty":   nil,
	} {
		check(t, writeAll(file, spoiled))
		var damaged *DamagedError
		if _, err := Restore(file, home, true); !errors.As(err, &damaged) {
			t.Errorf("%s: %v", name, err)
		}
		if now, err := os.ReadFile(filepath.Join(home, FileName)); err != nil || !bytes.Equal(now, whole) {
			t.Errorf("%s: the store that was there changed, %v", name, err)
		}
	}
	if _, err := Restore(file+".none", home, true); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no such backup: %v", err)
	}
	if left, err := os.ReadDir(home); err != nil || len(left) != 2 { // the store and its journal
		t.Errorf("left in home: %v, %v", left, err)
	}
}

// A store that cannot be read may be replaced, and is kept.
func TestRestoreOverADamagedStore(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	id := addRecord(t, s, outreach("Trước", "2026-06-01"))
	file := backupTo(t, s)
	check(t, s.Close())
	check(t, os.Truncate(filepath.Join(home, FileName), 8192))
	var unsent *UnsentError
	if _, err := Restore(file, home, false); !errors.As(err, &unsent) || unsent.Changes != 1 {
		t.Errorf("its journal has unsent work: %v", err)
	}
	check(t, os.Remove(filepath.Join(home, JournalName)))
	kept, err := Restore(file, home, false)
	check(t, err)
	if info, err := os.Stat(kept); err != nil || info.Size() != 8192 {
		t.Errorf("kept %q: %v, %v", kept, info, err)
	}
	entry(t, openAt(t, home, testOptions()), id)
}
