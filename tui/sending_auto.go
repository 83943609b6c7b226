package tui

import (
	"math/rand/v2"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// While the screens are open they ask the commune by themselves now and then, also when nothing
// waits here: returns and replies come that way, and a network that has come back is noticed. A run
// that has something to send and no network goes on trying by itself, at the Syncer's own pace.
const (
	lookEvery = 15 * time.Minute
	lookMost  = 2 * time.Hour // after runs in a row that failed for good, each waits twice as long
)

// lookMsg is the time to begin a run, if none has begun since number run.
type lookMsg struct{ run int }

// lookLater waits until it is time to ask again. The wait is drawn from around lookEvery, so that a
// commune's laptops do not come all at once.
func (a *app) lookLater() tea.Cmd {
	if !a.AutoSend || a.Syncer == nil {
		return nil
	}
	return a.after(around(min(lookEvery<<min(a.sending.failures, 8), lookMost)), lookMsg{a.sending.run})
}

// around draws from three quarters to five quarters of d.
func around(d time.Duration) time.Duration { return d*3/4 + rand.N(d/2) }

// look begins a run when nothing has begun one meanwhile.
func (a *app) look(msg lookMsg) tea.Cmd {
	if msg.run != a.sending.run {
		return nil
	}
	return a.beginSending()
}
