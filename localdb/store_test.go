package localdb

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"github.com/nghia-hung/sothon/ledger"
)

func writeAll(path string, b []byte) error { return os.WriteFile(path, b, 0o600) }

func TestOpenMakesAStore(t *testing.T) {
	home := filepath.Join(t.TempDir(), "a", "b")
	s := openAt(t, home, testOptions())
	id, err := s.Identity()
	check(t, err)
	p, err := s.Position()
	check(t, err)
	if id.Device == (ledger.DeviceID{}) || id.Joined || p.Epoch == (ledger.Epoch{}) || p.Last != 0 {
		t.Errorf("identity %+v, position %+v", id, p)
	}
	dir, err := os.Stat(home)
	check(t, err)
	file, err := os.Stat(filepath.Join(home, FileName))
	check(t, err)
	if dir.Mode().Perm() != 0o700 || file.Mode().Perm() != 0o600 {
		t.Errorf("modes %v, %v", dir.Mode(), file.Mode())
	}
	left, err := os.ReadDir(home)
	check(t, err)
	if len(left) != 2 || left[1].Name() != JournalName {
		t.Errorf("left in home: %v", left)
	}
	check(t, s.Close())
	again := openAt(t, home, testOptions())
	if other, err := again.Identity(); err != nil || other.Device != id.Device {
		t.Errorf("device changed: %v, %v", other.Device, err)
	}
}

func TestOneProcessAtATime(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	for name, open := range map[string]func() error{
		"open":  func() error { _, err := Open(home, testOptions()); return err },
		"read":  func() error { _, err := OpenReadOnly(home, testOptions()); return err },
		"check": func() error { _, err := Check(home); return err },
	} {
		begun := time.Now()
		err := open()
		var locked *LockedError
		if !errors.As(err, &locked) || !strings.Contains(locked.Words().Vi, "cửa sổ khác") {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(begun); took > 100*time.Millisecond {
			t.Errorf("%s took %v", name, took)
		}
	}
	check(t, s.Close())
	a, err := OpenReadOnly(home, testOptions())
	check(t, err)
	defer a.Close()
	b, err := OpenReadOnly(home, testOptions())
	check(t, err)
	defer b.Close()
	if err := b.SetPerson("x"); !errors.Is(err, ErrReadOnly) {
		t.Errorf("writing in a store for reading: %v", err)
	}
}

func TestOpenWaitsForTheOther(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	go s.Close()
	o := testOptions()
	o.Wait = 10 * time.Second
	openAt(t, home, o)
}

// Two processes that open the same new home at once must end with one store, not with two of which
// one is lost.
func TestFirstUseByTwo(t *testing.T) {
	home := t.TempDir()
	o := testOptions()
	s := openAt(t, home, o)
	id, err := s.Identity()
	check(t, err)
	check(t, create(home, o))
	if file, err := os.Stat(s.path); err != nil || file.Size() == 0 {
		t.Fatal(err)
	}
	check(t, s.Close())
	if now, err := openAt(t, home, testOptions()).Identity(); err != nil || now.Device != id.Device {
		t.Errorf("the store was replaced: %v", err)
	}
}

func TestManyAtOnce(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	s.db.NoSync = true
	s.o.Now, s.o.Rand = time.Now, Options{}.withDefaults().Rand
	var wg sync.WaitGroup
	for n := range 4 {
		wg.Go(func() {
			for i := range 15 {
				id := addRecord(t, s, outreach(fmt.Sprintf("Máy %d buổi %d", n, i), "2026-06-01"))
				if got := listIDs(t, s, ledger.Query{Search: fmt.Sprintf("may %d buoi %d", n, i)}); !slices.Contains(got, id) {
					t.Errorf("%s is not found", id)
				}
				status(t, s)
				entry(t, s, id)
			}
		})
	}
	wg.Wait()
	if report := mustBeSound(t, s); report.Records != 60 {
		t.Errorf("%d records", report.Records)
	}
}

func TestReadOnlyMakesNothing(t *testing.T) {
	home := filepath.Join(t.TempDir(), "none")
	if _, err := OpenReadOnly(home, testOptions()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
	if _, err := Check(home); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("check: %v", err)
	}
	if _, err := os.Stat(home); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("home was made: %v", err)
	}
}

func TestSettings(t *testing.T) {
	s := openAt(t, t.TempDir(), testOptions())
	check(t, s.SetPerson("Nguyễn Văn Mẫu"))
	check(t, s.SetSetting("lang", "en"))
	check(t, s.SetSetting("lang", ""))
	lang, err := s.Setting("lang")
	check(t, err)
	id, err := s.Identity()
	check(t, err)
	if lang != "" || id.Person != "Nguyễn Văn Mẫu" {
		t.Errorf("lang %q, person %q", lang, id.Person)
	}
	if err := s.SetSetting("", "x"); err == nil {
		t.Error("a setting without name was kept")
	}
}

func TestNewerLayoutIsRefused(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	check(t, s.update("test", func(w *writer) error { return w.put(bucketMeta, metaFormat, []byte{lockedVersion + 1}) }))
	check(t, s.Close())
	_, err := Open(home, testOptions())
	var newer *NewerError
	if !errors.As(err, &newer) || newer.Have != lockedVersion+1 {
		t.Errorf("error %v", err)
	}
}

// TestFailedWrite takes the file away from under the store, as a failing disk would.
func TestFailedWrite(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	kept := addRecord(t, s, outreach("Đã lưu", "2026-06-01"))
	listIDs(t, s, ledger.Query{Search: "luu"})
	before := status(t, s)
	var file *os.File
	broken, err := bbolt.Open(s.path+".broken", 0o600, &bbolt.Options{OpenFile: func(name string, flag int, perm os.FileMode) (*os.File, error) {
		f, err := os.OpenFile(name, flag, perm)
		file = f
		return f, err
	}})
	check(t, err)
	whole := s.db
	check(t, whole.View(func(from *bbolt.Tx) error {
		return broken.Update(func(to *bbolt.Tx) error { return copyBuckets(from, to) })
	}))
	s.db = broken
	check(t, file.Close())

	id, err := s.NewID()
	check(t, err)
	if _, err := s.Commit(draftOf(id, outreach("Chưa lưu", "2026-06-02")), ledger.KindFinalize); !errors.Is(err, os.ErrClosed) {
		t.Errorf("first write: %v", err)
	}
	if err := s.SetPerson("x"); err == nil || !strings.Contains(err.Error(), "writing failed before") {
		t.Errorf("second write: %v", err)
	}
	if after := status(t, s); after.Records != before.Records || after.Pending != before.Pending {
		t.Errorf("status %+v, before %+v", after, before)
	}
	if got := listIDs(t, s, ledger.Query{Search: "luu"}); len(got) != 1 || got[0] != kept {
		t.Errorf("search gives %v", got)
	}
	if e, err := s.Entry(id); e != nil || err != nil {
		t.Errorf("the record that failed: %v, %v", e, err)
	}
	s.db = whole
}

func copyBuckets(from, to *bbolt.Tx) error {
	return from.ForEach(func(name []byte, b *bbolt.Bucket) error {
		out, err := to.CreateBucket(name)
		if err != nil {
			return err
		}
		return b.ForEach(out.Put)
	})
}

func TestRebuildAfterFormsChange(t *testing.T) {
	home := t.TempDir()
	o := testOptions()
	s := openAt(t, home, o)
	id := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	edit(t, s, id, ledger.Values{"chu_de": ledger.TextValue("Cài VNeID mức 2")}, ledger.KindFinalize)
	newCommune(t, s).join()
	check(t, s.Close())

	old := *o.Catalogue.Form("tuyen_truyen")
	old.DateField = ""
	o.Catalogue = o.Catalogue.With(&old)
	s = openAt(t, home, o)
	sums, err := s.List(ledger.Query{Search: "cai muc"})
	check(t, err)
	if len(sums) != 1 || sums[0].Date != "" || sums[0].Status != ledger.StatusQueued {
		t.Errorf("list %+v", sums)
	}
	if st := status(t, s); st.Records != 1 || st.Pending != 2 {
		t.Errorf("status %+v", st)
	}
	mustBeSound(t, s)
}
