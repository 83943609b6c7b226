package localdb

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// steady is a clock that a test sets.
func steady(o *Options) *time.Time {
	now := newClock().now
	o.Now = func() time.Time { return now }
	return &now
}

func TestCopiesAfterContact(t *testing.T) {
	home := t.TempDir()
	o := testOptions()
	now := steady(&o)
	s := openAt(t, home, o)
	c := newCommune(t, s)
	c.join()
	backups := func() []string {
		t.Helper()
		names, err := Backups(home)
		check(t, err)
		return names
	}
	if len(backups()) != 0 {
		t.Fatal("a copy before any contact")
	}
	for day := range uint64(10) {
		addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
		c.confirm(day + 1)
		c.confirm(day + 1)
		if n := len(backups()); n != min(int(day)+1, 7) {
			t.Fatalf("day %d: %d copies", day, n)
		}
		*now = now.Add(24 * time.Hour)
	}
	newest := backups()[0]
	addRecord(t, s, outreach("Đồng hồ sai", "2026-06-02"))
	*now = now.Add(-40 * 365 * 24 * time.Hour) // the clock's battery is dead
	c.confirm(11)
	if names := backups(); len(names) != 7 || !slices.Contains(names, newest) || names[6] != filepath.Join(home, BackupFolder, "so-19860628-090000.db") {
		t.Errorf("copies %v", names)
	}
	if len(s.Notices()) != 0 {
		t.Errorf("notices %+v", s.Notices())
	}
	check(t, s.Close())
	if _, err := Restore(newest, home, false); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, home, o)
	if st := status(t, s); st.Records != 10 || st.Pending != 10 {
		t.Errorf("restored %+v", st)
	}
	if len(s.Notices()) != 0 {
		t.Errorf("notices %+v", s.Notices())
	}
	check(t, s.Close())
	if journals := matches(home, "so-*.journal"); len(journals) != 1 {
		t.Errorf("the journal of the replaced store is kept as %v", journals)
	}
}

// A copy that cannot be made is told and does no harm to the contact.
func TestCopyFails(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	c := newCommune(t, s)
	c.join()
	addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	check(t, writeAll(filepath.Join(home, BackupFolder), nil))
	c.confirm(1)
	if kinds := noticeKinds(s); !slices.Equal(kinds, []NoticeKind{NoticeBackupFailed}) {
		t.Errorf("notices %+v", s.Notices())
	}
	if p, err := s.Position(); err != nil || p.Have != 1 {
		t.Errorf("position %+v, %v", p, err)
	}
}

// The journal does not grow for ever by drafts.
func TestJournalIsShortened(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	s.db.NoSync = true
	c := newCommune(t, s)
	c.join()
	long := outreach("Cài VNeID", "2026-06-01")
	long["ghi_chu"] = ledger.TextValue(string(make([]byte, 200<<10)))
	id, err := s.NewID()
	check(t, err)
	for range 25 {
		check(t, s.SaveDraft(draftOf(id, long)))
	}
	size := func() int64 {
		info, err := os.Stat(filepath.Join(home, JournalName))
		check(t, err)
		return info.Size()
	}
	if size() < journalGrowth {
		t.Fatalf("the journal has %d bytes", size())
	}
	addRecord(t, s, outreach("Gửi", "2026-06-02"))
	c.confirm(1)
	if size() > 1<<20 {
		t.Errorf("the journal still has %d bytes", size())
	}
	after := addRecord(t, s, outreach("Sau đó", "2026-06-03"))
	check(t, s.Close())
	check(t, os.Remove(filepath.Join(home, FileName)))
	s = openAt(t, home, testOptions())
	entry(t, s, after)
	if st := status(t, s); st.Records != 2 || st.Drafts != 1 {
		t.Errorf("status %+v", st)
	}
}

func TestCopiedToAnotherComputer(t *testing.T) {
	home := t.TempDir()
	machine := "one"
	o := testOptions()
	o.Machine = func() string { return machine }
	s := openAt(t, home, o)
	id := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	before, err := s.Position()
	check(t, err)
	check(t, s.Close())
	s = openAt(t, home, o)
	if s.Moved() {
		t.Error("moved without moving")
	}
	check(t, s.Close())

	machine = "" // for once the system does not say
	s = openAt(t, home, o)
	if s.Moved() {
		t.Error("moved by not knowing")
	}
	check(t, s.Close())

	machine = "two"
	s = openAt(t, home, o)
	after, err := s.Position()
	check(t, err)
	if !s.Moved() || after.Epoch == before.Epoch || after.Last != before.Last || after.Have != 0 {
		t.Errorf("moved %v, position %+v, was %+v", s.Moved(), after, before)
	}
	entry(t, s, id)
	check(t, s.Close())
	s = openAt(t, home, o)
	if now, err := s.Position(); s.Moved() || err != nil || now.Epoch != after.Epoch {
		t.Errorf("moved again: %+v, %v", now, err)
	}
}

func TestVerify(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	a := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	report, err := s.Verify(t.Context())
	check(t, err)
	if len(report.Problems) != 0 || report.Records != 1 {
		t.Errorf("report %+v", report)
	}
	check(t, s.update("spoil", func(w *writer) error { return w.put(bucketSearch, a[:], searchDoc{day: "2026-06-01"}.encode()) }))
	report, err = s.Verify(t.Context())
	check(t, err)
	if len(report.Problems) != 1 || report.Problems[0].Do != doNothing || !slices.Contains(noticeKinds(s), NoticeIndexRebuilt) {
		t.Errorf("report %+v, notices %+v", report, s.Notices())
	}
	mustBeSound(t, s)
	for range 5 {
		addRecord(t, s, outreach("Phân loại rác", "2026-06-01"))
	}
	check(t, s.Close())

	path := filepath.Join(home, JournalName)
	b, err := os.ReadFile(path)
	check(t, err)
	check(t, writeAll(path, flipped(b, len(b)/2)))
	s = openAt(t, home, testOptions())
	report, err = s.Verify(t.Context())
	check(t, err)
	if len(report.Problems) != 1 || report.Problems[0].Do != doNothing || !slices.Contains(noticeKinds(s), NoticeJournalDamaged) {
		t.Errorf("report %+v, notices %+v", report, s.Notices())
	}
	if len(matches(home, "so-*.journal")) != 1 {
		t.Error("the damaged journal is not kept")
	}
	addRecord(t, s, outreach("Sau", "2026-06-02"))
	if report, err = s.Verify(t.Context()); err != nil || len(report.Problems) != 0 {
		t.Errorf("report %+v, %v", report, err)
	}
}

// Check finds a damaged journal, and the next opening mends it, as its advice says.
func TestCheckFindsADamagedJournal(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	for range 6 {
		addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	}
	check(t, s.Close())
	path := filepath.Join(home, JournalName)
	b, err := os.ReadFile(path)
	check(t, err)
	check(t, writeAll(path, flipped(b, len(b)/2)))
	report, err := Check(home)
	check(t, err)
	if len(report.Problems) != 1 || report.Problems[0].Do != doOpen {
		t.Errorf("report %+v", report)
	}
	s = openAt(t, home, testOptions())
	if !slices.Contains(noticeKinds(s), NoticeJournalDamaged) {
		t.Errorf("notices %+v", s.Notices())
	}
	check(t, s.Close())
	if report, err = Check(home); err != nil || len(report.Problems) != 0 {
		t.Errorf("after opening: %+v, %v", report, err)
	}
}

// TestDamageMetInUse flips bits inside a record, lets somebody meet them, and opens again.
func TestDamageMetInUse(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	id := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	check(t, s.Close())
	path := filepath.Join(home, FileName)
	whole, err := os.ReadFile(path)
	check(t, err)
	check(t, writeAll(path, harms["text bits"](whole)))
	s = openAt(t, home, testOptions())
	var damaged *DamagedError
	if _, err := s.Entry(id); !errors.As(err, &damaged) {
		t.Fatalf("error %v", err)
	}
	check(t, s.Close())
	s = openAt(t, home, testOptions())
	if got := entry(t, s, id); got.Record.Values()["dia_diem"].Text != outreach("", "")["dia_diem"].Text {
		t.Errorf("record %+v", got)
	}
	if n := s.Notices(); len(n) != 1 || n[0].Kind != NoticeRebuilt || n[0].Lost != 0 || n[0].Unsure || n[0].Kept == "" {
		t.Errorf("notices %+v", n)
	}
	mustBeSound(t, s)
	check(t, s.Close())
	if s = openAt(t, home, testOptions()); len(s.Notices()) != 0 {
		t.Errorf("notices %+v", s.Notices())
	}
}

// Verify may run while others save.
func TestVerifyWhileSaving(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	s.db.NoSync = true
	s.o.Now, s.o.Rand = time.Now, Options{}.withDefaults().Rand
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 60 {
			addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
		}
	}()
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		report, err := s.Verify(t.Context())
		check(t, err)
		if len(report.Problems) > 0 {
			t.Fatalf("report %+v", report)
		}
	}
}
