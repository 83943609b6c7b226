package localdb

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

const otherPIN = "mùa gặt 2026"

// pinActs are what can be done about a PIN, with the secrets that open the store before and after.
var pinActs = []struct {
	name   string
	before string // the PIN when it begins, "" for none
	after  string
}{{"set", "", testPIN}, {"change", testPIN, otherPIN}, {"remove", testPIN, ""}}

// begin makes a book with everything in it, and the PIN that the act begins with.
func beginPIN(t *testing.T, before string) (home, code string) {
	t.Helper()
	home = t.TempDir()
	s := written(t, home)
	if before != "" {
		code = setPIN(t, s, before)
	}
	check(t, s.Close())
	return home, code
}

// act does it in the book at home, and gives the recovery code that was shown.
func actPIN(t *testing.T, home, before, after string, fault func(step string) error) (code string, err error) {
	t.Helper()
	o := pinOptions(before)
	o.BackupEvery = -1
	s := openAt(t, home, o)
	defer s.Close()
	s.o.fault = fault
	if s.journal != nil && before != "" && after != "" {
		s.journal.file = &faultyJournal{s.journal.file, fault}
	}
	if after == "" {
		return "", s.RemovePIN()
	}
	code, do, err := s.PlanPIN(after)
	check(t, err)
	return code, do()
}

// faultyJournal lets the steps of one transaction fail.
type faultyJournal struct {
	journalFile
	fault func(step string) error
}

func (f *faultyJournal) WriteAt(b []byte, at int64) (int, error) {
	if err := f.fault("append journal"); err != nil {
		return 0, err
	}
	return f.journalFile.WriteAt(b, at)
}

func (f *faultyJournal) Sync() error {
	if err := f.fault("sync append"); err != nil {
		return err
	}
	return f.journalFile.Sync()
}

// opensWith tells which of the secrets open the book, and that all is there with each that does. At
// least one that its owner has must.
func opensWith(t *testing.T, what, home string, secrets ...string) {
	t.Helper()
	var opened []string
	for _, secret := range secrets {
		s, err := Open(home, pinOptions(secret))
		var locked *PINError
		if errors.As(err, &locked) {
			continue
		}
		check(t, err)
		allThere(t, s)
		mustBeSound(t, s)
		others := slices.DeleteFunc(s.Notices(), func(n Notice) bool { return n.Kind == NoticeReplayed && n.Changes == 0 })
		if left := s.Unsealed(); len(left) > 0 || len(others) > 0 {
			t.Errorf("%s: readable %v, notices %+v", what, left, s.Notices())
		}
		locks := s.HasPIN()
		check(t, s.Close())
		if names := holding(t, home); locks == (len(names) > 0) {
			t.Errorf("%s: PIN %v, readable %v", what, locks, names)
		}
		if left := matches(home, "*.new-*"); len(left) > 0 {
			t.Errorf("%s: left behind %v", what, left)
		}
		opened = append(opened, secret)
	}
	if len(opened) == 0 {
		t.Errorf("%s: nothing opens it", what)
	}
}

// TestPINKilledAtEveryStep keeps the folder as it is before each step that writes, which is what a
// killed process leaves, and opens each of them: with the old PIN or with the new one, and with the
// recovery code of the one or the other, all of the book is there.
func TestPINKilledAtEveryStep(t *testing.T) {
	for _, act := range pinActs {
		t.Run(act.name, func(t *testing.T) {
			home, oldCode := beginPIN(t, act.before)
			var steps, kept []string
			code, err := actPIN(t, home, act.before, act.after, func(step string) error {
				left := filepath.Join(t.TempDir(), "left")
				steps, kept = append(steps, step), append(kept, left)
				return os.CopyFS(left, os.DirFS(home))
			})
			check(t, err)
			if act.name != "change" && len(steps) < 30 {
				t.Fatalf("only %d steps: %v", len(steps), steps)
			}
			for i, left := range kept {
				what := fmt.Sprintf("%d before %q", i, steps[i])
				codes := t.TempDir()
				check(t, os.CopyFS(codes, os.DirFS(left)))
				opensWith(t, what, left, act.before, act.after)
				if act.before != "" || act.after != "" {
					opensWith(t, what+", by code", codes, slices.DeleteFunc([]string{oldCode, code, ""}, func(c string) bool {
						return c == "" && act.before != "" && act.after != ""
					})...)
				}
			}
		})
	}
}

// TestPINFailingAtEveryStep lets one step after the other fail. Whatever is told, the book goes on or
// says that it has to be opened again, and then it is all there.
func TestPINFailingAtEveryStep(t *testing.T) {
	broken := errors.New("disk says no")
	for _, act := range pinActs {
		t.Run(act.name, func(t *testing.T) {
			template, oldCode := beginPIN(t, act.before)
			for at, failed := 0, true; failed; at++ {
				home := filepath.Join(t.TempDir(), "home")
				check(t, os.CopyFS(home, os.DirFS(template)))
				n, where := 0, ""
				_, err := actPIN(t, home, act.before, act.after, func(step string) error {
					if n++; n == at+1 {
						where = step
						return broken
					}
					return nil
				})
				failed = where != ""
				var told *PINError
				if err != nil && (!errors.Is(err, broken) || !errors.As(err, &told)) {
					t.Fatalf("%s: %v", where, err)
				}
				secrets := []string{act.before, act.after}
				switch {
				case err == nil:
					secrets = secrets[1:] // what is told done is done
				case told.Kind == PINFailed:
					secrets = secrets[:1]
				}
				opensWith(t, fmt.Sprintf("%d %q failing (%v)", at, where, err), home, append(secrets, oldCode)...)
			}
		})
	}
}

// TestPINDamage tells what keeps a book closed, and that it loses nothing by it.
func TestPINDamage(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, s *Store){
		"sheet cut short": func(t *testing.T, s *Store) {
			check(t, s.update("spoil", func(w *writer) error {
				b, err := w.get(bucketMeta, metaLock)
				check(t, err)
				w.written = true
				return w.tx.Bucket(bucketMeta).Put(metaLock, seal(bucketMeta, metaLock, b[:len(b)/2]))
			}))
		},
		"sheet gone": func(t *testing.T, s *Store) {
			check(t, s.update("spoil", func(w *writer) error {
				w.written = true
				return w.tx.Bucket(bucketMeta).Delete(metaLock)
			}))
		},
		"change tampered with": func(t *testing.T, s *Store) { spoilFirst(t, s, bucketChanges) },
		"draft tampered with":  func(t *testing.T, s *Store) { spoilFirst(t, s, bucketDrafts) },
		"line tampered with":   func(t *testing.T, s *Store) { spoilFirst(t, s, bucketByDate) },
		"search tampered with": func(t *testing.T, s *Store) { spoilFirst(t, s, bucketSearch) },
	} {
		t.Run(name, func(t *testing.T) {
			home, code := beginPIN(t, testPIN)
			s := openAt(t, home, pinOptions(testPIN))
			spoil(t, s)
			_, lerr := s.List(ledger.Query{})
			_, ferr := s.List(ledger.Query{Search: "chuyen"})
			var damaged *DamagedError
			if err := errors.Join(lerr, ferr); err != nil && !errors.As(err, &damaged) {
				t.Fatal(err)
			}
			check(t, s.Close())
			report, err := CheckWith(home, pinOptions(testPIN))
			check(t, err)
			if len(report.Problems) == 0 {
				t.Error("check finds nothing")
			}
			_, err = Open(home, pinOptions("999999"))
			wantPIN(t, err, PINWrong)
			s, err = Open(home, pinOptions(code))
			check(t, err)
			allThere(t, s)
			mustBeSound(t, s)
			check(t, s.Close())
			if names := holding(t, home); len(names) > 0 {
				t.Errorf("readable: %v", names)
			}
		})
	}
}

// spoilFirst changes a bit of the first value of a bucket behind the store's back.
func spoilFirst(t *testing.T, s *Store, bucket []byte) {
	t.Helper()
	check(t, s.update("spoil", func(w *writer) error {
		w.written = true
		k, v := w.tx.Bucket(bucket).Cursor().First()
		b := slices.Clone(v)
		b[len(b)/2] ^= 1
		return w.tx.Bucket(bucket).Put(k, b)
	}))
}
