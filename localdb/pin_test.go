package localdb

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

const (
	testPIN    = "246810"
	testPhrase = "Chuyện riêng của hộ bà Mẫu"
)

func pinOptions(pin string) Options {
	o := testOptions()
	o.PIN = pin
	return o
}

func wantPIN(t testing.TB, err error, kind PINKind) {
	t.Helper()
	var e *PINError
	if !errors.As(err, &e) || e.Kind != kind {
		t.Fatalf("error is %v, want %s", err, kind)
	}
}

// written is a store with a record, handed in, that has a file and a message, with a draft, a setting, copies,
// a practice book, a copied text, and a journal, a store and a damaged one put aside. All hold the phrase.
func written(t testing.TB, home string) *Store {
	t.Helper()
	o := testOptions()
	o.BackupEvery = -1
	s := openAt(t, home, o)
	f, err := s.Attach(phraseFile(t))
	check(t, err)
	values := outreach(testPhrase, "2026-06-01")
	values[ledger.FilesField] = ledger.FilesValue(f)
	id := addRecord(t, s, values)
	check(t, s.Act(id, ledger.KindComment, "", testPhrase))
	draft, err := s.NewID()
	check(t, err)
	check(t, s.SaveDraft(draftOf(draft, outreach(testPhrase, "2026-06-02"))))
	check(t, s.SetSetting("person", testPhrase))
	for range 2 {
		check(t, s.copyTo(filepath.Join(home, BackupFolder), s.o.Now(), false))
	}
	practice, err := s.OpenPractice(o)
	check(t, err)
	addRecord(t, practice, outreach(testPhrase, "2026-06-01"))
	check(t, practice.Close())
	beside := func(name string, b []byte) {
		check(t, errors.Join(os.MkdirAll(filepath.Dir(filepath.Join(home, name)), 0o700), os.WriteFile(filepath.Join(home, name), b, 0o600)))
	}
	journal, err := os.ReadFile(filepath.Join(home, JournalName))
	check(t, err)
	store, err := os.ReadFile(filepath.Join(home, FileName))
	check(t, err)
	beside(TextsFolder+"/x.txt", []byte(testPhrase))
	beside("so-20250101-080000.journal", journal)
	beside("so-20250101-080000.db", store)
	beside("so-20250102-080000.db", store[:len(store)/2])
	beside(BackupFolder+"/so-20250102-080000.db", append(make([]byte, 8192), store[8192:]...))
	return s
}

// phraseFile is a document to attach, longer than two pieces of a sealed file.
func phraseFile(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "danh sách.txt")
	check(t, os.WriteFile(path, []byte(strings.Repeat(testPhrase+"\n", 6_000)), 0o600))
	return path
}

// holding lists the files in home that hold any part of the phrase, folded or not.
func holding(t testing.TB, home string) (names []string) {
	t.Helper()
	check(t, filepath.WalkDir(home, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, phrase := range []string{testPhrase, strings.ToLower(testPhrase), "chuyện riêng", "VNeID", "Nhà văn hóa"} {
			if bytes.Contains(b, []byte(phrase)) {
				names = append(names, path)
				break
			}
		}
		return err
	}))
	return names
}

func allThere(t testing.TB, s *Store) {
	t.Helper()
	if st := status(t, s); st.Records != 1 || st.Drafts != 1 {
		t.Fatalf("%d records, %d drafts", st.Records, st.Drafts)
	}
	if got := listIDs(t, s, ledger.Query{Search: "chuyen rieng"}); len(got) == 0 {
		t.Fatal("not found by searching")
	}
	if person, err := s.Setting("person"); err != nil || person != testPhrase {
		t.Fatal(person, err)
	}
	due, err := s.FilesDue()
	check(t, err)
	if len(due) != 1 || !due[0].Here {
		t.Fatalf("files: %+v", due)
	}
	end := due[0].Size - 10
	first, err := s.FileBytes(due[0].SHA256, 0, len(testPhrase))
	check(t, err)
	last, err := s.FileBytes(due[0].SHA256, end, 100)
	check(t, err)
	if string(first) != testPhrase || !strings.HasSuffix(testPhrase+"\n", string(last)) || len(last) != 10 {
		t.Fatalf("the file has %q … %q", first, last)
	}
}

func TestPINSealsEverything(t *testing.T) {
	home := t.TempDir()
	s := written(t, home)
	if n := len(holding(t, home)); n < 12 {
		t.Fatalf("the phrase is in %d files of a book without a PIN: the test cannot fail", n)
	}
	code := setPIN(t, s, testPIN)
	if len(s.Notices()) > 0 || len(s.Unsealed()) > 0 {
		t.Fatalf("notices %+v, unsealed %v", s.Notices(), s.Unsealed())
	}
	allThere(t, s)
	addRecord(t, s, outreach(testPhrase, "2026-06-03"))
	check(t, s.copyTo(filepath.Join(home, BackupFolder), s.o.Now(), false))
	again, err := s.Attach(phraseFile(t))
	check(t, err)
	check(t, os.WriteFile(filepath.Join(t.TempDir(), "n.txt"), []byte(testPhrase+" 2"), 0o600))
	check(t, s.Close())
	if names := holding(t, home); len(names) > 0 || again.Size == 0 {
		t.Fatalf("readable: %v", names)
	}
	_, err = Open(home, testOptions())
	wantPIN(t, err, PINNeeded)
	_, err = Open(home, pinOptions("123456"))
	wantPIN(t, err, PINWrong)
	_, err = Check(home)
	wantPIN(t, err, PINNeeded)
	for _, secret := range []string{testPIN, code, strings.ToLower(strings.ReplaceAll(code, "-", " "))} {
		s, err := Open(home, pinOptions(secret))
		check(t, err)
		if len(s.Notices()) > 0 {
			t.Errorf("notices: %v", s.Notices())
		}
		if status(t, s).Records != 2 {
			t.Error("not all there")
		}
		check(t, s.Close())
	}
	report, err := CheckWith(home, pinOptions(testPIN))
	check(t, err)
	if len(report.Problems) > 0 {
		t.Errorf("check: %+v", report.Problems)
	}
}

func TestPINChangeAndRemove(t *testing.T) {
	home := t.TempDir()
	s := written(t, home)
	wantPIN(t, s.RemovePIN(), PINUnset)
	_, _, err := s.PlanPIN("12345")
	wantPIN(t, err, PINUnfit)
	_, late, err := s.PlanPIN(testPIN)
	check(t, err)
	code := setPIN(t, s, testPIN)
	wantPIN(t, late(), PINSet)
	next := setPIN(t, s, "mùa gặt 2026")
	for _, old := range []string{testPIN, code} {
		wantPIN(t, s.TryPIN(old), PINWrong)
	}
	check(t, errors.Join(s.TryPIN("mùa gặt 2026"), s.TryPIN(next), s.Close()))
	_, err = Open(home, pinOptions(testPIN))
	wantPIN(t, err, PINWrong)
	s = openAt(t, home, pinOptions("mùa gặt 2026"))
	allThere(t, s)
	_, dropped, err := s.PlanPIN("mùa gặt 2025")
	check(t, err)
	check(t, s.RemovePIN())
	wantPIN(t, dropped(), PINUnset)
	allThere(t, s)
	check(t, s.Close())
	if left := append(matches(home, "*"+SealedExt), matches(home, "*/*"+SealedExt)...); len(left) > 0 {
		t.Fatalf("still sealed: %v", left)
	}
	s = openAt(t, home, testOptions())
	allThere(t, s)
	if len(s.Notices()) > 0 {
		t.Errorf("notices: %v", s.Notices())
	}
	copies, err := Backups(home)
	check(t, err)
	for _, name := range copies {
		if storeLockedAt(name) {
			t.Errorf("%s still needs the PIN", name)
		}
	}
	if b, err := os.ReadFile(filepath.Join(home, TextsFolder, "x.txt")); err != nil || string(b) != testPhrase {
		t.Error("the copied text is not what it was", err)
	}
	check(t, s.Close())
	report, err := Check(home)
	check(t, err)
	if len(report.Problems) > 0 {
		t.Errorf("check: %+v", report.Problems)
	}
}

func TestPINStoreIsRebuiltFromItsJournal(t *testing.T) {
	for name, spoil := range map[string]func(path string) error{
		"gone":    os.Remove,
		"damaged": func(path string) error { return os.WriteFile(path, bytes.Repeat([]byte{7}, 1<<16), 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			s := written(t, home)
			setPIN(t, s, testPIN)
			check(t, s.Close())
			path := filepath.Join(home, FileName)
			check(t, spoil(path))
			_, err := Open(home, testOptions())
			wantPIN(t, err, PINNeeded)
			_, err = Open(home, pinOptions("999999"))
			wantPIN(t, err, PINWrong)
			s = openAt(t, home, pinOptions(testPIN))
			allThere(t, s)
			mustBeSound(t, s)
			check(t, s.Close())
			if names := holding(t, home); len(names) > 0 {
				t.Fatalf("readable: %v", names)
			}
			allThere(t, openAt(t, home, pinOptions(testPIN)))
		})
	}
}

func TestPINBackupRestoredOnAnotherComputer(t *testing.T) {
	old := t.TempDir()
	s := written(t, old)
	setPIN(t, s, testPIN)
	file := filepath.Join(t.TempDir(), "copy.db")
	f, err := os.Create(file)
	check(t, err)
	check(t, errors.Join(s.Backup(f), f.Close()))
	home := t.TempDir()
	_, err = Restore(file, home, false)
	wantPIN(t, err, PINNeeded)
	if _, err := os.Stat(filepath.Join(home, FileName)); err == nil {
		t.Fatal("something was restored")
	}
	_, err = RestoreWith(file, home, false, pinOptions(testPIN))
	check(t, err)
	check(t, os.CopyFS(filepath.Join(home, FilesFolder), os.DirFS(filepath.Join(old, FilesFolder))))
	restored := openAt(t, home, pinOptions(testPIN))
	allThere(t, restored)
	check(t, restored.Close())
	_, err = RestoreWith(file, home, false, testOptions())
	wantPIN(t, err, PINNeeded)
	var unsent *UnsentError
	if _, err = RestoreWith(file, home, false, pinOptions(testPIN)); !errors.As(err, &unsent) {
		t.Fatalf("replaced unsent work: %v", err)
	}
	if names := holding(t, home); len(names) > 0 {
		t.Fatalf("readable: %v", names)
	}
}

// A copy of before the PIN, and one with another key, find the attached files all the same.
func TestPINRestoredCopyOfAnotherKeyHasItsFiles(t *testing.T) {
	home := t.TempDir()
	s := written(t, home)
	dir := t.TempDir()
	save := func(name string) {
		f, err := os.Create(filepath.Join(dir, name))
		check(t, err)
		check(t, errors.Join(s.Backup(f), f.Close()))
	}
	save("plain")
	setPIN(t, s, testPIN)
	save("first")
	check(t, s.RemovePIN())
	setPIN(t, s, "mùa gặt 2026")
	save("second")
	check(t, s.Close())
	now := "mùa gặt 2026"
	for _, step := range []struct{ name, pin string }{{"plain", ""}, {"second", "mùa gặt 2026"}, {"plain", ""}, {"second", now}} {
		_, err := RestoreWith(filepath.Join(dir, step.name), home, true, pinOptions(now))
		check(t, err)
		s := openAt(t, home, pinOptions(step.pin))
		allThere(t, s)
		if s.HasPIN() != (step.pin != "") || len(s.Notices()) > 0 {
			t.Fatalf("%s: PIN %v, notices %+v", step.name, s.HasPIN(), s.Notices())
		}
		check(t, s.Close())
		if names := holding(t, home); step.pin != "" && len(names) > 0 {
			t.Fatalf("readable: %v", names)
		}
	}
}

func TestPINSealedValueIsBoundToItsPlace(t *testing.T) {
	v, _, err := newVault(testPIN, testOptions())
	check(t, err)
	stored := v.seal(bucketDrafts, []byte("a"), []byte("một"))
	if got, err := v.unseal(bucketDrafts, []byte("a"), stored); err != nil || string(got) != "một" {
		t.Fatal(string(got), err)
	}
	for _, at := range [][2][]byte{{bucketDrafts, []byte("b")}, {bucketLog, []byte("a")}} {
		if _, err := v.unseal(at[0], at[1], stored); err == nil {
			t.Errorf("a value that strayed to %s %s is taken", at[0], at[1])
		}
	}
	if _, err := v.unseal(bucketDrafts, []byte("a"), seal(bucketDrafts, []byte("a"), []byte("giả"))); err == nil {
		t.Error("a plain value is taken in a store with a PIN")
	}
	if got, err := v.unseal(bucketLog, nil, v.seal(bucketLog, nil, nil)); err != nil || got == nil {
		t.Error("an empty value is none", err)
	}
}

func FuzzKeySheet(f *testing.F) {
	v, _, err := newVault(testPIN, testOptions())
	check(f, err)
	f.Add(v.sheet.encode())
	f.Add([]byte{0x87})
	f.Fuzz(func(t *testing.T, b []byte) {
		sheet, err := parseSheet(b)
		if err != nil {
			return
		}
		again, err := parseSheet(sheet.encode())
		if err != nil || !bytes.Equal(again.encode(), sheet.encode()) {
			t.Fatal(err)
		}
		if sheet.Memory > pinMaxMemory || sheet.Passes > pinMaxPasses {
			t.Fatal("takes too much")
		}
	})
}
