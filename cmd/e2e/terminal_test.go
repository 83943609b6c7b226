//go:build unix

package e2e_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// patience bounds a wait for something that must happen; reaching it fails the test.
const patience = 30 * time.Second

// terminal is a program in a real pty with a terminal in front of it that answers its queries.
type terminal struct {
	t      testing.TB
	pty    *os.File
	screen *vt.SafeEmulator
	output chan []byte // closed when the program has ended
	cmd    *exec.Cmd
}

// startTerminal runs a program of ours on a screen of the given size.
func startTerminal(t testing.TB, cols, rows int, env []string, program string, args ...string) *terminal {
	t.Helper()
	cmd := exec.Command(filepath.Join(programs, program), args...)
	cmd.Env = append(append(os.Environ(), "TERM=xterm-256color", "NO_COLOR=1"), env...)
	f, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)})
	if err != nil {
		t.Fatal(err)
	}
	term := &terminal{t: t, pty: f, screen: vt.NewSafeEmulator(cols, rows), output: make(chan []byte), cmd: cmd}
	go term.readProgram()
	go func() { _, _ = io.Copy(f, term.screen) }() // the terminal's answers to queries
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = f.Close()
		for range term.output {
		}
		_ = cmd.Wait()
	})
	return term
}

func (term *terminal) readProgram() {
	defer close(term.output)
	for {
		buf := make([]byte, 4096)
		n, err := term.pty.Read(buf)
		if n > 0 {
			term.output <- buf[:n]
		}
		if err != nil {
			return
		}
	}
}

// typed writes bytes to the program in one write.
func (term *terminal) typed(s string) {
	term.t.Helper()
	if _, err := io.WriteString(term.pty, s); err != nil {
		term.t.Fatal(err)
	}
}

// until reads the program's output until the screen shows all the words, and returns the screen.
func (term *terminal) until(words ...string) string {
	term.t.Helper()
	return term.wait("the screen never showed "+strings.Join(words, ", "), func(screen string) bool {
		for _, w := range words {
			if !strings.Contains(screen, w) {
				return false
			}
		}
		return true
	})
}

func (term *terminal) wait(complaint string, done func(screen string) bool) string {
	term.t.Helper()
	limit := time.After(patience)
	for {
		screen := term.screen.String()
		if done(screen) {
			return screen
		}
		select {
		case b, ok := <-term.output:
			if !ok {
				term.t.Fatalf("%s; the program ended with the screen\n%s", complaint, screen)
			}
			_, _ = term.screen.Write(b)
		case <-limit:
			term.t.Fatalf("%s; the screen is\n%s", complaint, screen)
		}
	}
}

// ended waits for the program to end.
func (term *terminal) ended() {
	term.t.Helper()
	limit := time.After(patience)
	for {
		select {
		case _, ok := <-term.output:
			if !ok {
				return
			}
		case <-limit:
			term.t.Fatalf("the program does not end; the screen is\n%s", term.screen.String())
		}
	}
}

// Keys as an xterm sends them.
const (
	keyEnter    = "\r"
	keyPageDown = "\x1b[6~"
	keyF5       = "\x1b[15~"
	keyF9       = "\x1b[20~"
	keyF10      = "\x1b[21~"
	bs          = "\x7f"
)
