package tui

import tea "github.com/charmbracelet/bubbletea"

// leaveMsg asks the program to end: a signal, or the window being closed.
type leaveMsg struct{}

// leftMsg tells that the open draft, if any, is safe, or why it is not.
type leftMsg struct{ err error }

// leave saves the open draft and ends. A second try ends even when saving has failed.
func (a *app) leave() tea.Cmd {
	save := a.saveOpenDraft()
	if save == nil || a.leaving {
		a.stopSending()
		return tea.Quit
	}
	a.leaving = true
	return func() tea.Msg { return leftMsg{save()} }
}

func (a *app) left(msg leftMsg) tea.Cmd {
	if msg.err == nil {
		a.stopSending()
		return tea.Quit
	}
	a.elsewhere = ""
	a.complain(wLeaveUnsaved, a.cause(msg.err))
	return nil
}

// saveOpenDraft gives the function that saves what is being written, nil when all is safe.
func (a *app) saveOpenDraft() func() error {
	for _, l := range a.stack {
		if f, ok := l.screen.(*fillScreen); ok && f.dirty() {
			return f.saveNow()
		}
	}
	return nil
}
