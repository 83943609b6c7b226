package tui

import (
	tea "github.com/charmbracelet/bubbletea"
)

// dirty reports whether something was written that is not safe yet.
func (s *fillScreen) dirty() bool { return s.session != nil && s.session.changes != s.session.saved }

// saveNow gives the function that saves the draft as it stands.
func (s *fillScreen) saveNow() func() error {
	writer, number, draft := s.session.writer, s.session.changes, s.session.draft()
	draft.Open = !s.closing
	return func() error { return writer.save(number, draft) }
}

// save saves the draft in a command, if there is anything to save.
func (s *fillScreen) save(a *app) tea.Cmd {
	if !s.dirty() {
		return nil
	}
	session, number, now, save := s.session, s.session.changes, a.Now, s.saveNow()
	return func() tea.Msg {
		err := save()
		return savedMsg{session, number, now(), err}
	}
}

func (s *fillScreen) noteSaved(a *app, msg savedMsg) tea.Cmd {
	if s.session == nil || msg.session != s.session {
		return nil
	}
	s.session.failure = msg.err
	if msg.err != nil {
		s.closing = false
		return nil
	}
	if msg.number > s.session.saved {
		s.session.saved, s.session.savedAt, s.session.since = msg.number, msg.at, msg.at
		s.session.stored = true
	}
	if s.closing && !s.dirty() {
		return s.close(a)
	}
	return nil
}

// saveState tells in the heading what is safe.
func (s *fillScreen) saveState(a *app) string {
	switch {
	case s.session.failure != nil:
		return a.lang.t(wSaveFailed)
	case s.session.written > s.session.saved:
		return a.lang.t(wSaving)
	case s.session.savedAt.IsZero():
		return ""
	}
	return a.lang.t(wSavedAt, clock(s.session.savedAt))
}

// leave keeps the draft, noted as put away, and goes home; nothing is kept of a form in which nothing
// was written.
func (s *fillScreen) leave(a *app) tea.Cmd {
	if s.copying(a) {
		return nil
	}
	if s.session.stored {
		s.session.touch(a.Now())
	}
	if !s.dirty() {
		return s.close(a)
	}
	s.closing = true
	return s.save(a)
}

func (s *fillScreen) close(a *app) tea.Cmd {
	kept := !s.session.savedAt.IsZero()
	cmd := a.home()
	if kept {
		a.say(wDraftKept)
	}
	return cmd
}

// askDrop asks whether the draft shall be thrown away.
func (s *fillScreen) askDrop(a *app) tea.Cmd {
	question := wDropDraft
	if s.session.edits {
		question = wDropEdit
	}
	return a.push(&choosingScreen{
		title: a.lang.t(wKeyDropTitle), text: a.lang.t(question), about: wHelpDrop,
		options: []option{
			{a.lang.t(wDropNo), func(a *app) tea.Cmd { return a.pop() }},
			{a.lang.t(wDropYes), s.drop},
		},
	})
}

type droppedMsg struct{ err error }

func (s *fillScreen) drop(a *app) tea.Cmd {
	writer, id := s.session.writer, s.session.id
	s.session.saved = s.session.changes
	cmd := a.home()
	drop := func() tea.Msg { return droppedMsg{writer.drop(id)} }
	return tea.Sequence(drop, cmd)
}
