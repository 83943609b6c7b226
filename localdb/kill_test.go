package localdb

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

// childHome makes the test binary a process that saves records until it is killed.
const childHome = "SOTHON_TEST_CHILD_HOME"

func TestMain(m *testing.M) {
	if home := os.Getenv(childHome); home != "" {
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
	}
}

// TestKilledWhileSaving kills a saving process five times in the middle of its work. Whatever it
// said it had saved must be there, whole, and nothing else may be half there.
func TestKilledWhileSaving(t *testing.T) {
	home := t.TempDir()
	var saved []ledger.ID
	for round := range 5 {
		saved = append(saved, killAfter(t, home, 3+5*round)...)
		s := openAt(t, home, testOptions())
		for _, id := range saved {
			e := entry(t, s, id)
			if len(e.Changes) != 2 || e.Draft != nil || e.Status != ledger.StatusQueued {
				t.Errorf("round %d: %s has %d changes, draft %v", round, id, len(e.Changes), e.Draft)
			}
		}
		report := mustBeSound(t, s)
		if report.Records < len(saved) || report.Records > len(saved)+round+1 || report.Drafts > round+1 {
			t.Errorf("round %d: %d records and %d drafts, %d were acknowledged", round, report.Records, report.Drafts, len(saved))
		}
		check(t, s.Close())
	}
}

func killAfter(t *testing.T, home string, lines int) (saved []ledger.ID) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childHome+"="+home)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	check(t, err)
	check(t, child.Start())
	killed := false
	for in := bufio.NewScanner(out); in.Scan(); {
		id, err := ledger.ParseID(in.Text())
		check(t, err)
		saved = append(saved, id)
		if len(saved) >= lines && !killed {
			killed = true
			check(t, child.Process.Kill())
		}
	}
	if err := child.Wait(); err == nil || len(saved) < lines {
		t.Fatalf("the child ended by itself after %d records: %v", len(saved), err)
	}
	return saved
}
