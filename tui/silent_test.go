//go:build unix

package tui

import (
	"testing"

	"github.com/creack/pty"
)

// A terminal that answers no question is asked none: Bubble Tea would wait five seconds for its
// background colour, and keys typed meanwhile would be taken for the answer. The Linux console and
// one without colours are the same.
func TestATerminalThatAnswersNothing(t *testing.T) {
	for _, env := range []string{"TERM=xterm-256color", "TERM=linux", "NO_COLOR=1"} {
		term := openTerminalThat(t, false, 80, 24, env)
		asked := make(chan bool, 1)
		term.screen.RegisterOscHandler(11, func([]byte) bool {
			select {
			case asked <- true:
			default:
			}
			return true
		})
		term.wait("Buổi tuyên truyền")
		select {
		case <-asked:
			t.Errorf("%s: the terminal was asked for its background", env)
		default:
		}
		term.send("\x03")
		term.stored()
	}
}

// Whatever size the terminal takes while somebody writes, the draft is kept.
func TestResizedAtAnyMoment(t *testing.T) {
	term := openTerminal(t, 80, 24)
	term.wait("Buổi tuyên truyền")
	term.send(enter)
	term.wait("trang 1/")
	for _, size := range [][2]int{{20, 5}, {1, 1}, {200, 60}, {20, 5}, {60, 20}} {
		if err := pty.Setsize(term.file, &pty.Winsize{Rows: uint16(size[1]), Cols: uint16(size[0])}); err != nil {
			t.Fatal(err)
		}
		term.mu.Lock()
		term.screen.Resize(size[0], size[1])
		term.mu.Unlock()
		term.send("8")
	}
	term.send("\x03")
	if stored := term.stored(); len(stored) != 1 {
		t.Errorf("stored %v", stored)
	}
}
