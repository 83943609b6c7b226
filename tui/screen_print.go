package tui

import (
	"path/filepath"

	tea "github.com/charmbracelet/bubbletea"
)

// printScreen writes a paper as a file where its user chooses.
type printScreen struct {
	what   Paper
	title  string
	places placeList
	asked  int
	busy   bool
	wrong  string
	file   string // that was written
	where  string
}

// newPrintScreen prints a paper of this title.
func newPrintScreen(what Paper, title string) *printScreen {
	return &printScreen{what: what, title: title}
}

// printForm offers the paper of a form.
func (a *app) printForm(name, title string) tea.Cmd {
	return a.push(newPrintScreen(Paper{Form: name}, a.lang.t(wPaperOf, title)))
}

func (s *printScreen) open(a *app) tea.Cmd { return s.places.look(a) }

func (s *printScreen) update(a *app, msg tea.Msg) tea.Cmd {
	s.places.take(msg)
	if s.places.looked && (len(s.places.places) == 0 || s.places.places[len(s.places.places)-1].Dir != "") {
		s.places.places = append(s.places.places, Place{Name: wPrintHere.words(), Free: -1})
		s.places.menu.keep(len(s.places.places))
	}
	switch msg := msg.(type) {
	case reply[string]:
		if msg.id == s.asked && s.busy {
			s.busy, s.wrong = false, a.whyNot(msg.err)
			if msg.err == nil {
				s.file = msg.value
			}
		}
	case tea.KeyMsg:
		return s.press(a, msg)
	}
	return nil
}

func (s *printScreen) press(a *app, k tea.KeyMsg) tea.Cmd {
	switch {
	case s.busy:
	case k.Type == tea.KeyEsc, k.Type == tea.KeyEnter && s.file != "":
		return a.pop()
	case s.file != "":
	case k.Type == tea.KeyF5:
		return s.places.look(a)
	case k.Type == tea.KeyEnter:
		if p := s.places.chosen(); p != nil {
			s.busy, s.wrong, s.where = true, "", a.lang.w(p.Name)
			host, dir, what := a.Host, p.Dir, s.what
			var cmd tea.Cmd
			s.asked, cmd = ask(a, func() (string, error) { return host.Print(dir, what) })
			return cmd
		}
	default:
		s.places.key(k)
	}
	return nil
}

func (s *printScreen) heading(a *app) (left, right string) { return s.title, "" }

func (s *printScreen) body(a *app, width, height int) content {
	c := content{lines: []string{""}}
	if s.file == "" {
		c.add(wrap(a.lang.t(wPrintText), width)...)
		c.add("")
		s.places.put(a, &c, width)
		return c
	}
	for _, l := range wrap(a.lang.t(wPrinted), width) {
		c.add(a.st.good.Render(l))
	}
	c.add("")
	c.add(answerLines(a.lang.t(wExportFile), filepath.Base(s.file), width)...)
	c.add(answerLines(a.lang.t(wExportWhere), s.where+", "+filepath.Dir(s.file), width)...)
	c.add("")
	c.add(wrap(a.lang.t(wPrintHow), width)...)
	return c
}

func (s *printScreen) standing(a *app, width int) []string {
	return s.places.standing(a, s.busy, s.wrong, width)
}

func (s *printScreen) keys(a *app) []hint {
	if s.busy {
		return a.waitKeys()
	}
	t := a.lang.t
	if s.file != "" {
		return []hint{{"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
	}
	return []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyPrintHere)}, {"F5", t(wKeyLookAgain)}, {"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
}

func (s *printScreen) help(a *app) string { return a.lang.t(wHelpPrint) }
