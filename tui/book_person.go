package tui

import (
	tea "github.com/charmbracelet/bubbletea"
)

// personFilter asks for the names there are; the choice opens when they are here.
func (s *bookScreen) personFilter(a *app) tea.Cmd {
	var cmd tea.Cmd
	s.people, cmd = ask(a, a.Store.People)
	return cmd
}

// choosePerson lets one of the people who reported or typed be chosen.
func (s *bookScreen) choosePerson(a *app, r reply[[]string]) tea.Cmd {
	if r.id != s.people || a.top().screen != screen(s) {
		return nil
	}
	if r.err != nil {
		a.failed(r.err)
		return nil
	}
	c := &choosingScreen{title: a.lang.t(wFilterPerson), about: wHelpFilter}
	for _, name := range append([]string{""}, r.value...) {
		if name == s.query.Person {
			c.menu.at = len(c.options)
		}
		text := name
		if name == "" {
			text = a.lang.t(wAllPeople)
		}
		c.options = append(c.options, option{text, func(a *app) tea.Cmd {
			s.query.Person, s.menu.at = name, 0
			return a.pop()
		}})
	}
	return a.push(c)
}
