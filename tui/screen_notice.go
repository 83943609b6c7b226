package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// noticeScreen tells what happened to the book besides what was asked of it: it was rebuilt, it was
// copied from another computer. It stays until it is read.
type noticeScreen struct {
	helpScreen
	notices []ledger.Words
}

func (s *noticeScreen) heading(a *app) (left, right string) { return a.lang.t(wNoticeTitle), "" }

func (s *noticeScreen) body(a *app, width, height int) content {
	c := content{lines: []string{""}}
	for _, n := range s.notices {
		c.add(wrap(n.In(a.Lang), width)...)
		c.add("")
	}
	s.height, s.lines = height, len(c.lines)
	s.top = max(min(s.top, s.lines-height), 0)
	c.from, c.to = s.top, min(s.top+height, s.lines)
	return c
}

func (s *noticeScreen) keys(a *app) []hint {
	return []hint{{"↑↓", a.lang.t(wKeyScroll)}, {"F1", a.lang.t(wKeyHelp)}, {"Enter", a.lang.t(wKeyNoticeRead)}}
}

func (s *noticeScreen) help(a *app) string { return a.lang.t(wHelpNotice) }

// verifiedMsg is what the look at the whole book has found.
type verifiedMsg []ledger.Words

// verifyMsg says that it is time to look at the whole book, verifyAfter after the start: the first
// frame and the first keys come before.
type verifyMsg struct{}

const verifyAfter = 20 * time.Second

// warmAfter lets the first screen come before the search is read.
const warmAfter = 300 * time.Millisecond

// warmMsg says that it is time to make the search ready.
type warmMsg struct{}

func (a *app) warmLater() tea.Cmd {
	if a.Warm == nil {
		return nil
	}
	return a.after(warmAfter, warmMsg{})
}

// warm makes the search ready. What is wrong with it shows at the first search.
func (a *app) warm() tea.Cmd {
	return func() tea.Msg {
		_ = a.Warm()
		return nil
	}
}

func (a *app) verifyLater() tea.Cmd {
	if a.Verify == nil {
		return nil
	}
	return a.after(verifyAfter, verifyMsg{})
}

// verify looks at the whole book while the screens are in use.
func (a *app) verify() tea.Cmd {
	return func() tea.Msg { return verifiedMsg(a.Verify(a.verifying)) }
}

// notify shows notices at once on the home screen, and elsewhere when home comes back: nobody is
// torn away from what they are writing.
func (a *app) notify(notices []ledger.Words) tea.Cmd {
	a.Notices = append(a.Notices, notices...)
	if len(a.Notices) == 0 || len(a.stack) > 1 {
		return nil
	}
	screen := &noticeScreen{notices: a.Notices}
	a.Notices = nil
	return a.push(screen)
}
