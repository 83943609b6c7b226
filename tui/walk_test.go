package tui

import (
	"math/rand"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// walkKeys are what the random walker presses; those that move are more frequent than those that
// leave.
var walkKeys = []any{
	tea.KeyEnter, tea.KeyEnter, tea.KeyEnter, tea.KeyEnter, tea.KeyDown, tea.KeyDown, tea.KeyDown, tea.KeyUp,
	tea.KeyTab, tea.KeyShiftTab, tea.KeyPgDown, tea.KeyPgUp, tea.KeyHome, tea.KeyEnd, tea.KeyLeft, tea.KeyRight,
	tea.KeyBackspace, tea.KeyDelete, tea.KeyEsc, tea.KeyF1, tea.KeyF2, tea.KeyF3, tea.KeyF4, tea.KeyF5, tea.KeyF6,
	tea.KeyF7, tea.KeyF8, tea.KeyF9, tea.KeyCtrlH, tea.KeyCtrlLeft, tea.KeyCtrlRight, tea.KeySpace,
	"45", "1.5", "15/6", "hom qua", "Nguyễn Văn", "đường", "2tr", "e", "\u0301", " ", "4,6 ha", "x\ny",
}

// A walker that presses random keys on screens of changing size never makes the program panic, get
// stuck, or draw outside the terminal.
func TestRandomWalk(t *testing.T) {
	for lang, keys := range map[string]int{"vi": 5000, "en": 1000} {
		t.Run(lang, func(t *testing.T) {
			rng := rand.New(rand.NewSource(20260608))
			d := newDriver(t, lang).sampleBook().fill(400).start(80, 24)
			sizes := [][2]int{{80, 24}, {60, 20}, {120, 40}, {40, 12}, {20, 5}, {1, 1}, {200, 60}}
			seen := map[string]bool{}
			for i := range keys {
				if i%250 == 0 {
					size := sizes[rng.Intn(len(sizes))]
					d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				}
				d.keys(walkKeys[rng.Intn(len(walkKeys))])
				if i%7 == 0 {
					d.fire()
				}
				d.store.fail = nil
				if i%97 == 0 {
					d.store.fail = errDisk
				}
				d.fits()
				seen[screenName(d.m.top().screen)] = true
			}
			if len(seen) < 8 {
				t.Errorf("the walker saw only %v", seen)
			}
			d.store.fail = nil
			for range 30 {
				d.keys(tea.KeyEsc).fire()
			}
			if _, ok := d.m.top().screen.(*homeScreen); !ok {
				t.Errorf("no way home from:\n%s", d.screen())
			}
		})
	}
}

func screenName(s screen) string {
	switch s.(type) {
	case *homeScreen:
		return "home"
	case *formsScreen:
		return "forms"
	case *fillScreen:
		return "fill"
	case *rowScreen:
		return "row"
	case *summaryScreen:
		return "summary"
	case *bookScreen:
		return "book"
	case *recordScreen:
		return "record"
	case *conflictScreen:
		return "conflict"
	case *messageScreen:
		return "message"
	case *sendScreen:
		return "send"
	case *helpScreen:
		return "help"
	case *choosingScreen:
		return "choosing"
	}
	return "?"
}
