package localdb

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// childHome makes the test binary a process that saves records until it is killed.
const childHome = "SOTHON_TEST_CHILD_HOME"

// childLocks makes it set and remove the PIN instead.
const childLocks = "SOTHON_TEST_CHILD_LOCKS"

func TestMain(m *testing.M) {
	if home := os.Getenv(childHome); home != "" && os.Getenv(childLocks) != "" {
		fmt.Fprintln(os.Stderr, lockForEver(home))
		os.Exit(1)
	} else if home != "" {
		fmt.Fprintln(os.Stderr, saveForEver(home))
		os.Exit(1)
	}
	if err := flag.Set("rapid.checks", "40"); err != nil { // the command line may ask for more
		panic(err)
	}
	os.Exit(m.Run())
}

// saveForEver writes the id of every record to standard output once it is saved.
func saveForEver(home string) error {
	s, err := Open(home, Options{})
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		id, err := s.NewID()
		if err != nil {
			return err
		}
		d := draftOf(id, outreach(fmt.Sprint("Buổi ", n), "2026-06-01"))
		if err := s.SaveDraft(d); err != nil {
			return err
		}
		if problems, err := s.Commit(d, ledger.KindFinalize); err != nil || len(problems) > 0 {
			return fmt.Errorf("commit: %w, %v", err, problems)
		}
		d.Edits, d.Values = true, ledger.Values{"chu_de": ledger.TextValue(fmt.Sprint("Buổi sửa ", n))}
		if problems, err := s.Commit(d, ledger.KindFinalize); err != nil || len(problems) > 0 {
			return fmt.Errorf("edit: %w, %v", err, problems)
		}
		if _, err := fmt.Println(id); err != nil {
			return err
		}
		if n%3 == 2 {
			if err := tidy(s, home); err != nil {
				return err
			}
		}
	}
}

// tidy does what else a store does to its files.
func tidy(s *Store, home string) error {
	if err := s.copyTo(filepath.Join(home, BackupFolder), time.Now(), false); err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	return s.renew(s.journal.mark)
}

// crashRounds is how often processes are killed: more in the nightly run, which sets SOTHON_NIGHTLY.
func crashRounds() int {
	if os.Getenv("SOTHON_NIGHTLY") != "" {
		return 200
	}
	return 20
}

// TestKilledWhileSaving kills a process at random moments of saving, backing up and shortening its
// journal; after some of the kills one of its two files is lost or damaged as well. Whatever the
// process said it had saved must be there, whole, and nothing else may be half there.
func TestKilledWhileSaving(t *testing.T) {
	home := t.TempDir()
	var saved []ledger.ID
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 7))
	for round := range crashRounds() {
		saved = append(saved, killAfter(t, home, 2+r.IntN(6), time.Duration(r.IntN(4000))*time.Microsecond)...)
		harmed := harmOne(t, home, r)
		s := openAt(t, home, testOptions())
		for _, id := range saved {
			e := entry(t, s, id)
			if len(e.Changes) != 2 || e.Draft != nil || e.Status != ledger.StatusQueued {
				t.Errorf("round %d, %s: %s has %d changes, draft %v", round, harmed, id, len(e.Changes), e.Draft)
			}
		}
		report := mustBeSound(t, s)
		if report.Records < len(saved) || report.Records > len(saved)+round+1 || report.Drafts > round+1 {
			t.Errorf("round %d, %s: %d records and %d drafts, %d were acknowledged", round, harmed, report.Records, report.Drafts, len(saved))
		}
		if left := append(matches(home, "*.new-*"), matches(home, "so.repair")...); len(left) > 0 {
			t.Errorf("round %d, %s: left behind: %v", round, harmed, left)
		}
		check(t, s.Close())
	}
}

// harmOne damages the store or its journal, or neither.
func harmOne(t *testing.T, home string, r *rand.Rand) string {
	t.Helper()
	path := filepath.Join(home, []string{FileName, JournalName}[r.IntN(2)])
	b, err := os.ReadFile(path)
	check(t, err)
	switch r.IntN(6) {
	case 0:
		check(t, os.Remove(path))
		return "removed " + path
	case 1:
		check(t, os.Truncate(path, int64(r.IntN(len(b)))))
		return "cut " + path
	case 2:
		clear(b[:min(8192, len(b))])
		check(t, writeAll(path, b))
		return "zeroed the head of " + path
	}
	return "nothing harmed"
}

func killAfter(t *testing.T, home string, lines int, later time.Duration) (saved []ledger.ID) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childHome+"="+home)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	check(t, err)
	check(t, child.Start())
	for in := bufio.NewScanner(out); in.Scan(); {
		id, err := ledger.ParseID(in.Text())
		check(t, err)
		saved = append(saved, id)
		if len(saved) == lines {
			time.AfterFunc(later, func() { _ = child.Process.Kill() })
		}
	}
	if err := child.Wait(); err == nil || len(saved) < lines {
		t.Fatalf("the child ended by itself after %d records: %v", len(saved), err)
	}
	return saved
}

// TestKilledWhileLocking kills a process that sets and removes the PIN, at random moments. The store
// opens with the PIN or without it, with everything in it.
func TestKilledWhileLocking(t *testing.T) {
	home := t.TempDir()
	check(t, written(t, home).Close())
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 8))
	for range max(crashRounds()/3, 6) {
		killLocking(t, home, time.Duration(r.IntN(700))*time.Millisecond)
		s, err := Open(home, pinOptions(testPIN)) // a store without a PIN needs none
		check(t, err)
		allThere(t, s)
		mustBeSound(t, s)
		if _, left := s.relocking(); left {
			t.Error("opening has not finished the work")
		}
		if locked := s.HasPIN(); locked == (len(holding(t, home)) > 0) {
			t.Errorf("PIN %v, readable %v", locked, holding(t, home))
		}
		for _, n := range s.Notices() {
			t.Errorf("notice %s", n.Kind)
		}
		check(t, s.Close())
	}
}

func killLocking(t *testing.T, home string, after time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childHome+"="+home, childLocks+"=1")
	out, err := cmd.StdoutPipe()
	check(t, err)
	check(t, cmd.Start())
	bufio.NewScanner(out).Scan() // it has begun
	<-time.After(after)
	check(t, cmd.Process.Kill())
	_ = cmd.Wait() // killed
}

// lockForEver sets the PIN and removes it.
func lockForEver(home string) error {
	s, err := Open(home, Options{PIN: testPIN})
	if err != nil {
		return err
	}
	if _, err := fmt.Println("begun"); err != nil {
		return err
	}
	for {
		if s.HasPIN() {
			err = s.RemovePIN()
		} else {
			_, do, perr := s.PlanPIN(testPIN)
			if err = perr; err == nil {
				err = do()
			}
		}
		if err != nil {
			return err
		}
	}
}
