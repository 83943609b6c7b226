package localdb

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

// wholeHome is the two files of a small closed store, and the changes in it.
func wholeHome(t testing.TB) (store, journal []byte, changes []ledger.ID) {
	t.Helper()
	home := t.TempDir()
	s, err := Open(home, testOptions())
	check(t, err)
	newCommune(t, s).join()
	for i := range 25 {
		id := addRecord(t, s, outreach(fmt.Sprint("Buổi ", i), "2026-06-01"))
		if i%5 == 0 {
			edit(t, s, id, ledger.Values{"chu_de": ledger.TextValue(fmt.Sprint("Buổi sửa ", i))}, ledger.KindFinalize)
		}
	}
	id, err := s.NewID()
	check(t, err)
	check(t, s.SaveDraft(draftOf(id, outreach("Đang ghi", "2026-06-02"))))
	log, _, err := s.Outbox(0, 0)
	check(t, err)
	for _, e := range log {
		changes = append(changes, e.ID)
	}
	check(t, s.Close())
	store, err = os.ReadFile(filepath.Join(home, FileName))
	check(t, err)
	journal, err = os.ReadFile(filepath.Join(home, JournalName))
	check(t, err)
	return store, journal, changes
}

// harms are ways to damage a file; nil bytes mean that it is gone.
var harms = map[string]func([]byte) []byte{
	"whole":       func(b []byte) []byte { return b },
	"gone":        func([]byte) []byte { return nil },
	"empty":       func([]byte) []byte { return []byte{} },
	"cut a bit":   func(b []byte) []byte { return b[:len(b)-7] },
	"cut in half": func(b []byte) []byte { return b[:len(b)/2] },
	"cut to 100":  func(b []byte) []byte { return b[:100] },
	"zeroed":      func(b []byte) []byte { return make([]byte, len(b)) },
	"zeroed head": func(b []byte) []byte { return append(make([]byte, 8192), b[8192:]...) },
	"zeroed tail": func(b []byte) []byte { return append(bytes.Clone(b[:len(b)*3/4]), make([]byte, len(b)/4)...) },
	"head bit":    func(b []byte) []byte { return flipped(b, 30) },
	"middle bit":  func(b []byte) []byte { return flipped(b, len(b)/2) },
	"text bits": func(b []byte) []byte {
		return bytes.ReplaceAll(b, []byte("Nhà văn hóa"), []byte("Nhà văn hòa"))
	},
	"foreign": func(b []byte) []byte { return bytes.Repeat([]byte("chữ khác "), 3000) },
}

func flipped(b []byte, at int) []byte {
	b = bytes.Clone(b)
	b[at] ^= 4
	return b
}

// TestEveryDamage damages both files in every combination, opens the store twice, the second time
// after Verify, and wants all that was saved, or words that say that something is not there.
func TestEveryDamage(t *testing.T) {
	store, journal, changes := wholeHome(t)
	outcome := map[string]int{}
	for sn, harmStore := range harms {
		for jn, harmJournal := range harms {
			name := "store " + sn + ", journal " + jn
			home := t.TempDir()
			lay(t, filepath.Join(home, FileName), harmStore(store))
			lay(t, filepath.Join(home, JournalName), harmJournal(journal))
			got := survive(t, name, home, changes)
			outcome[got]++
			if (sn == "whole" || jn == "whole") && got != "all" {
				t.Errorf("%s: %s", name, got)
			}
			if sn == "gone" && jn == "gone" {
				continue
			}
			if got == "silence" {
				t.Errorf("%s: silent loss", name)
			}
		}
	}
	if outcome["all"] < 50 || outcome["told"] == 0 || outcome["refused"] == 0 {
		t.Errorf("outcomes %v", outcome)
	}
	t.Log(outcome)
}

func lay(t *testing.T, path string, b []byte) {
	t.Helper()
	if b != nil {
		check(t, writeAll(path, b))
	}
}

// survive opens a damaged store and says how it went: all, told, refused, silence.
func survive(t *testing.T, name, home string, changes []ledger.ID) string {
	t.Helper()
	told := false
	for range 2 {
		s, err := Open(home, testOptions())
		if err != nil {
			wantWords(t, name, err)
			return "refused"
		}
		report, err := s.Verify(t.Context())
		if err != nil {
			t.Errorf("%s: verify: %v", name, err)
		}
		told = told || len(report.Problems) > 0
		for _, n := range s.Notices() {
			told = told || n.Lost > 0 || n.Unsure
			if n.Words().Vi == "" || n.Words().En == "" {
				t.Errorf("%s: no words for %+v", name, n)
			}
		}
		check(t, s.Close())
	}
	s, err := Open(home, testOptions())
	check(t, err)
	defer s.Close()
	there := map[ledger.ID]bool{}
	check(t, s.Export(func(e *ledger.Entry) error {
		for _, c := range e.Changes {
			there[c.ID] = true
		}
		return nil
	}))
	missing := slices.ContainsFunc(changes, func(id ledger.ID) bool { return !there[id] })
	mustBeSound(t, s)
	switch {
	case !missing:
		return "all"
	case told:
		return "told"
	}
	return "silence"
}

// TestRebuild wants all of a damaged store back: who the laptop is, settings, drafts, changes with
// their ids and order, rejections; under a new log.
func TestRebuild(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	c := newCommune(t, s)
	c.join()
	check(t, s.SetPerson("Nguyễn Văn Mẫu"))
	a := addRecord(t, s, outreach("Cài VNeID", "2026-06-01"))
	b := addRecord(t, s, outreach("Phân loại rác", "2026-06-02"))
	c.confirm(2, ledger.Rejection{ID: b, Code: ledger.CodeUnitDenied, Reason: ledger.Words{Vi: "Sai thôn"}})
	c.send(c.change(ledger.KindReturn, 3, entry(t, s, a).Record, nil))
	draft := draftOf(a, ledger.Values{"chu_de": ledger.TextValue("Cài VNeID mức 2")})
	draft.Edits = true
	check(t, s.SaveDraft(draft))
	was, err := s.Identity()
	check(t, err)
	log, _, err := s.Outbox(0, 0)
	check(t, err)
	before, err := s.Position()
	check(t, err)
	cursor, err := s.Cursor()
	check(t, err)
	check(t, s.Close())
	path := filepath.Join(home, FileName)
	check(t, os.Truncate(path, 8192))

	s = openAt(t, home, testOptions())
	n := s.Notices()
	if len(n) != 1 || n[0].Kind != NoticeRebuilt || n[0].Lost != 0 || n[0].Rejoin || n[0].Changes != 3 || n[0].Drafts != 1 {
		t.Errorf("notices %+v", n)
	}
	if info, err := os.Stat(n[0].Kept); err != nil || info.Size() != 8192 {
		t.Errorf("kept %q: %v", n[0].Kept, err)
	}
	now, err := s.Identity()
	check(t, err)
	after, err := s.Position()
	check(t, err)
	if now.Device != was.Device || now.Person != was.Person || !now.Unit.Equal(was.Unit) || !now.Joined {
		t.Errorf("identity %+v, was %+v", now, was)
	}
	if after.Epoch == before.Epoch || after.Have != 0 || after.Last != before.Last {
		t.Errorf("position %+v, was %+v", after, before)
	}
	if again, _, err := s.Outbox(0, 0); err != nil || !slices.EqualFunc(again, log, func(x, y ledger.LogEntry) bool {
		return x.ID == y.ID && x.Seq == y.Seq && bytes.Equal(x.Bytes, y.Bytes)
	}) {
		t.Errorf("log %+v, was %+v, %v", again, log, err)
	}
	if got, err := s.Cursor(); err != nil || got != cursor {
		t.Errorf("cursor %+v, was %+v, %v", got, cursor, err)
	}
	e := entry(t, s, a)
	if e.Draft == nil || e.Draft.Values["chu_de"].Text != "Cài VNeID mức 2" || len(e.Changes) != 2 {
		t.Errorf("record %+v", e)
	}
	if st := status(t, s); st.Rejected != 1 || st.LastReceipt == nil || st.Pending != 2 {
		t.Errorf("status %+v", st)
	}
	mustBeSound(t, s)
}

// A store and a journal that are both damaged give what either has.
func TestRebuildFromBoth(t *testing.T) {
	store, journal, changes := wholeHome(t)
	home := t.TempDir()
	check(t, writeAll(filepath.Join(home, FileName), append(make([]byte, 8192), store[8192:]...)))
	check(t, writeAll(filepath.Join(home, JournalName), journal[:len(journal)/2]))
	s := openAt(t, home, testOptions())
	log, _, err := s.Outbox(0, 0)
	check(t, err)
	var ids []ledger.ID
	for _, e := range log {
		ids = append(ids, e.ID)
	}
	if !slices.Equal(ids, changes) {
		t.Errorf("%d changes of %d, or in another order", len(ids), len(changes))
	}
	if n := s.Notices(); n[0].Kind != NoticeRebuilt || n[0].Lost == 0 || n[0].Rejoin {
		t.Errorf("notices %+v", n)
	}
}

// A store without a journal, one of whose values cannot be read, still opens; what is lost is said
// when it is made anew.
func TestDamagedBeforeTheJournal(t *testing.T) {
	store, _, changes := wholeHome(t)
	home := t.TempDir()
	b := bytes.Clone(store)
	at := bytes.LastIndex(b, []byte("Buổi 7"))
	for ; at >= 0; at = bytes.LastIndex(b, []byte("Buổi 7")) {
		b[at] ^= 0x20
	}
	check(t, writeAll(filepath.Join(home, FileName), b))
	s, err := Open(home, testOptions())
	check(t, err)
	report, err := s.Verify(t.Context())
	check(t, err)
	if len(report.Problems) == 0 {
		t.Error("nothing found")
	}
	check(t, s.Close())
	s = openAt(t, home, testOptions())
	if n := s.Notices(); len(n) == 0 || n[0].Kind != NoticeRebuilt || n[0].Lost == 0 {
		t.Errorf("notices %+v", n)
	}
	if p, err := s.Position(); err != nil || p.Last != uint64(len(changes)-1) {
		t.Errorf("position %+v, %v", p, err)
	}
	mustBeSound(t, s)
}

// While a process has the store open nobody else rebuilds it, however damaged it looks.
func TestNoRebuildWhileOpen(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	addRecord(t, s, outreach("Đang mở", "2026-06-01"))
	path := filepath.Join(home, FileName)
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	check(t, err)
	defer f.Close()
	whole := make([]byte, 8192)
	_, err = f.ReadAt(whole, 0)
	check(t, err)
	_, err = f.WriteAt(make([]byte, 8192), 0)
	check(t, err)
	var locked *LockedError
	if _, err := Open(home, testOptions()); !errors.As(err, &locked) {
		t.Errorf("error %v", err)
	}
	_, err = f.WriteAt(whole, 0)
	check(t, err)
	if left := matches(home, "so-*"); len(left) != 0 {
		t.Errorf("put aside: %v", left)
	}
}

// TestUpgradeFromTheOldest opens a store written before there were journals.
func TestUpgradeFromTheOldest(t *testing.T) {
	f, err := os.Open(filepath.Join("testdata", "so-v1.db.gz"))
	check(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	check(t, err)
	old, err := io.ReadAll(z)
	check(t, err)
	home := t.TempDir()
	check(t, writeAll(filepath.Join(home, FileName), old))
	s := openAt(t, home, testOptions())
	if st := status(t, s); st.Records != 40 || st.Drafts != 1 || st.Pending != 20 || st.Rejected != 1 {
		t.Errorf("status %+v", st)
	}
	if len(s.Notices()) != 0 {
		t.Errorf("notices %+v", s.Notices())
	}
	names, err := Backups(home)
	check(t, err)
	if len(names) != 1 {
		t.Fatalf("backups %v", names)
	}
	addRecord(t, s, outreach("Sau khi nâng cấp", "2026-06-03"))
	mustBeSound(t, s)
	check(t, s.Close())
	check(t, os.Truncate(filepath.Join(home, FileName), 0))
	s = openAt(t, home, testOptions())
	if st := status(t, s); st.Records != 41 || st.Drafts != 1 {
		t.Errorf("rebuilt: %+v", st)
	}
	check(t, s.Close())
	if _, err := Restore(names[0], home, true); err != nil {
		t.Errorf("the copy made before: %v", err)
	}
	if st := status(t, openAt(t, home, testOptions())); st.Records != 40 {
		t.Errorf("restored: %+v", st)
	}
}
