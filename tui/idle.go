package tui

import (
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// The view of a book with a PIN is locked after some minutes without a key. What is being written
// is saved first and stays open behind the lock; sending goes on.

// SettingPINMinutes is how many minutes without a key lock the view; "" is pinMinutes.
const SettingPINMinutes = "pin.minutes"

const (
	pinMinutes = 10
	idleLook   = 20 * time.Second
)

// pinChoices are the minutes to choose from.
var pinChoices = []int{5, 10, 30}

// idleMsg asks whether nobody has pressed a key for long.
type idleMsg struct{}

func (a *app) watchIdle() tea.Cmd {
	if a.PIN == nil {
		return nil
	}
	return a.after(idleLook, idleMsg{})
}

// idle locks the view if it is time to.
func (a *app) idle() tea.Cmd {
	var lock tea.Cmd
	if a.locked == nil && a.PIN.HasPIN() && a.Now().Sub(a.lastKey).Abs() >= time.Duration(a.prefs.pinMinutes)*time.Minute {
		lock = a.lock()
	}
	return tea.Batch(lock, a.watchIdle())
}

// lock hides everything until the PIN is given.
func (a *app) lock() tea.Cmd {
	var saves []tea.Cmd
	for _, l := range a.stack {
		if f, ok := l.screen.(*fillScreen); ok {
			saves = append(saves, f.save(a))
		}
	}
	a.locked = &layer{screen: &lockScreen{try: a.PIN.TryPIN}}
	return tea.Batch(saves...)
}

// pressLocked takes a key while the view is locked.
func (a *app) pressLocked(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyCtrlC || k.Type == tea.KeyF10 {
		return a.leave()
	}
	return a.locked.update(a, k)
}

// unlocked gives the lock page its answer.
func (a *app) unlocked(msg tea.Msg) {
	if a.locked == nil {
		return
	}
	a.locked.update(a, msg)
	if s, ok := a.locked.screen.(*lockScreen); ok && s.opened {
		a.locked, a.lastKey = nil, a.Now()
	}
}

// minutesOf reads the setting.
func minutesOf(value string) int {
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 || n > 24*60 {
		return pinMinutes
	}
	return n
}
