package tui

import (
	tea "github.com/charmbracelet/bubbletea"
)

// option is one answer to a screen's question, and what it does.
type option struct {
	text string
	do   func(a *app) tea.Cmd
}

// choosingScreen asks one question with a few answers. The first answer is the harmless one.
type choosingScreen struct {
	title, text string
	about       say // the help; zero for what holds of every question
	options     []option
	menu        menu
	page        int
}

func (s *choosingScreen) open(*app) tea.Cmd { return nil }

func (s *choosingScreen) update(a *app, msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	switch {
	case k.Type == tea.KeyEsc:
		return a.pop()
	case k.Type == tea.KeyEnter:
		return s.options[s.menu.at].do(a)
	default:
		s.menu.key(k, len(s.options), s.page)
	}
	return nil
}

func (s *choosingScreen) heading(*app) (left, right string) { return s.title, "" }

func (s *choosingScreen) body(a *app, width, height int) content {
	s.page = height - 2
	c := content{lines: []string{""}}
	if s.text != "" {
		c.add(wrap(s.text, width)...)
		c.add("")
	}
	for i, o := range s.options {
		lines := a.rowLines(i == s.menu.at, wrap(o.text, width-2)...)
		if i == s.menu.at {
			c.focusOn(lines...)
		} else {
			c.add(lines...)
		}
	}
	return c
}

func (s *choosingScreen) standing(*app, int) []string { return nil }

func (s *choosingScreen) keys(a *app) []hint {
	return []hint{{"↑↓", a.lang.t(wKeyChoose)}, {"Enter", a.lang.t(wKeyTake)}, {"F1", a.lang.t(wKeyHelp)}, {"Esc", a.lang.t(wKeyBack)}}
}

func (s *choosingScreen) help(a *app) string {
	if s.about == (say{}) {
		return a.lang.t(wHelpChoosing)
	}
	return a.lang.t(s.about)
}
