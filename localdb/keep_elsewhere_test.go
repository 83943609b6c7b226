package localdb

import (
	"os"
	"path/filepath"
	"testing"
)

// The folder chosen for copies gets one at once, one a day after contacts, and none while it cannot
// be reached; a copy restores to the same book.
func TestBackupIntoAnotherFolder(t *testing.T) {
	o := testOptions()
	now := steady(&o)
	s := openAt(t, t.TempDir(), o)
	newCommune(t, s).join()
	stick := t.TempDir()
	dir := filepath.Join(stick, "SoThon")
	if err := s.BackupInto(filepath.Join(stick, "away", "SoThon")); err == nil {
		t.Error("a folder on a drive that is not there was taken")
	}
	if err := s.BackupInto(dir); err != nil {
		t.Fatal(err)
	}
	if n := len(matches(dir, "so-*.db")); n != 1 {
		t.Fatalf("%d copies after choosing", n)
	}
	at, err := s.BackedUp()
	if err != nil || !at.Equal(*now) {
		t.Errorf("backed up at %v, %v", at, err)
	}
	*now = now.Add(2 * backupEvery)
	if err := os.Rename(dir, dir+"-unplugged"); err != nil {
		t.Fatal(err)
	}
	s.keepUp()
	if _, err := os.Stat(dir); err == nil || len(s.Notices()) > 0 {
		t.Errorf("an unplugged stick was written to or complained of: %v", s.Notices())
	}
	if err := os.Rename(dir+"-unplugged", dir); err != nil {
		t.Fatal(err)
	}
	s.keepUp()
	s.keepUp()
	copies := matches(dir, "so-*.db")
	if len(copies) != 2 {
		t.Fatalf("%d copies after a day", len(copies))
	}
	if _, err := Restore(copies[1], t.TempDir(), false); err != nil {
		t.Error(err)
	}
	if err := s.BackupInto(""); err != nil {
		t.Fatal(err)
	}
	*now = now.Add(2 * backupEvery)
	s.keepUp()
	if n := len(matches(dir, "so-*.db")); n != 2 {
		t.Errorf("%d copies after the end of it", n)
	}
}

// Before joining the unit has the name its people gave it, afterwards the commune's.
func TestUnitIsNamedByItsPeopleUntilItJoins(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	if err := s.SetSetting(settingUnit, "Thôn Mẫu"); err != nil {
		t.Fatal(err)
	}
	id, err := s.Identity()
	if err != nil || id.Unit.Name != "Thôn Mẫu" || id.Unit.ID != "" || id.Joined {
		t.Fatalf("before joining: %+v, %v", id.Unit, err)
	}
	newCommune(t, s).join()
	if id, err = s.Identity(); err != nil || id.Unit.Name == "Thôn Mẫu" || id.Unit.Name == "" {
		t.Errorf("after joining: %+v, %v", id.Unit, err)
	}
}
