package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// formsScreen lists all kinds of records one can begin, each with what it is for.
type formsScreen struct {
	menu menu
	page int
}

func (s *formsScreen) open(*app) tea.Cmd { return nil }

func (s *formsScreen) update(a *app, msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil
	}
	forms := a.Catalogue.Forms()
	switch {
	case k.Type == tea.KeyEsc:
		return a.pop()
	case k.Type == tea.KeyEnter && s.menu.at < len(forms):
		return a.replace(&fillScreen{begin: beginning{form: forms[s.menu.at].Name}})
	case k.Type == tea.KeyF7 && a.Host != nil && s.menu.at < len(forms):
		return a.printForm(forms[s.menu.at].Name, a.lang.w(forms[s.menu.at].Title))
	default:
		s.menu.key(k, len(forms), s.page)
	}
	return nil
}

func (s *formsScreen) heading(a *app) (left, right string) { return a.lang.t(wFormsTitle), "" }

func (s *formsScreen) body(a *app, width, height int) content {
	s.page = max(height/2, 1)
	c := content{lines: []string{""}}
	for i, f := range a.Catalogue.Forms() {
		chosen := i == s.menu.at
		lines := a.rowLines(chosen, clip(a.lang.w(f.Title), width-2))
		if chosen {
			lines = append(lines, indent("    ", wrap(a.lang.w(f.Help), width-4))...)
			c.focusOn(lines...)
			continue
		}
		c.add(lines...)
	}
	return c
}

func (s *formsScreen) standing(*app, int) []string { return nil }

func (s *formsScreen) keys(a *app) []hint {
	t := a.lang.t
	keys := []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyBegin)}}
	if a.Host != nil {
		keys = append(keys, hint{"F7", t(wKeyPaper)})
	}
	return append(keys, hint{"F1", t(wKeyHelp)}, hint{"Esc", t(wKeyBack)})
}

func (s *formsScreen) help(a *app) string { return a.lang.t(wHelpForms) }

func (s *formsScreen) more(a *app) (out []string) {
	for _, f := range a.Catalogue.Forms() {
		out = append(out, "• "+a.lang.w(f.Title)+": "+a.lang.w(f.Help))
	}
	return out
}

// counted is a number of records of a form: "3 buổi", or with the general noun.
func (l language) counted(f *ledger.Form, n int) string {
	if f.Counted.Vi == "" || l == "en" {
		return l.count(n, nRecord)
	}
	return number(n) + " " + f.Counted.Vi
}
