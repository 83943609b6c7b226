package tui

import (
	tea "github.com/charmbracelet/bubbletea"
)

// helpScreen explains the screen it was called from, then the program.
type helpScreen struct {
	about  screen
	top    int
	height int
	lines  int
}

func (s *helpScreen) open(*app) tea.Cmd { return nil }

func (s *helpScreen) update(a *app, msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	switch k.Type {
	case tea.KeyEsc, tea.KeyEnter, tea.KeyF1:
		return a.pop()
	case tea.KeyF7:
		if s.prints(a) {
			return a.replace(newPrintScreen(Paper{}, a.lang.t(wCheatTitle)))
		}
	}
	m := menu{s.top}
	m.key(k, max(s.lines-s.height+1, 1), s.height-1)
	s.top = m.at
	return nil
}

func (s *helpScreen) heading(a *app) (left, right string) {
	about, _ := s.about.heading(a)
	if _, home := s.about.(*homeScreen); home {
		about = a.lang.t(wHomeNamed)
	}
	return a.lang.t(wHelpOf, about), ""
}

// explainer is a screen about which there is more to say than five lines.
type explainer interface {
	more(a *app) []string
}

func (s *helpScreen) body(a *app, width, height int) content {
	c := content{lines: []string{""}}
	c.add(wrap(s.about.help(a), width)...)
	c.add("", a.st.label.Render(a.lang.t(wHelpMore)))
	var more []string
	if e, ok := s.about.(explainer); ok {
		more = e.more(a)
	}
	for _, p := range append(more, a.lang.t(wHelpTyping), a.lang.t(wHelpSafety), a.lang.t(wHelpKeys)) {
		c.add(wrap(p, width)...)
		c.add("")
	}
	if s.prints(a) {
		c.add(wrap(a.lang.t(wHelpPrinted), width)...)
	}
	s.height, s.lines = height, len(c.lines)
	s.top = max(min(s.top, s.lines-height), 0)
	c.from, c.to = s.top, min(s.top+height, s.lines)
	return c
}

// prints reports whether the cheat sheet can be printed from here, which does not lead in a circle.
func (s *helpScreen) prints(a *app) bool {
	_, printing := s.about.(*printScreen)
	return a.Host != nil && s.about != nil && !printing
}

func (s *helpScreen) standing(*app, int) []string { return nil }

func (s *helpScreen) keys(a *app) []hint {
	keys := []hint{{"↑↓", a.lang.t(wKeyScroll)}, {"PgDn PgUp", a.lang.t(wKeyPage)}}
	if s.prints(a) {
		keys = append(keys, hint{"F7", a.lang.t(wKeyCheat)})
	}
	return append(keys, hint{"Esc", a.lang.t(wKeyBack)})
}

func (s *helpScreen) help(*app) string { return "" }
