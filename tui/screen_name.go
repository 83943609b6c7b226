package tui

import tea "github.com/charmbracelet/bubbletea"

// nameScreen takes one name into a setting.
type nameScreen struct {
	setting      string
	title, about say
	boxes        boxes
	asked        int
	busy         bool
}

func newNameScreen(setting string, title, about say, b *box) *nameScreen {
	return &nameScreen{setting: setting, title: title, about: about, boxes: boxes{list: []*box{b}}}
}

func (s *nameScreen) open(*app) tea.Cmd { return nil }

func (s *nameScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[bool]:
		if msg.id != s.asked || !s.busy {
			return nil
		}
		if s.busy = false; msg.err != nil {
			a.failed(msg.err)
			return nil
		}
		cmd := a.pop()
		a.say(wSettingKept)
		return cmd
	case tea.KeyMsg:
		switch {
		case s.busy:
		case msg.Type == tea.KeyEsc:
			return a.pop()
		case s.boxes.press(msg):
			return s.keep(a)
		}
	}
	return nil
}

func (s *nameScreen) keep(a *app) tea.Cmd {
	name := s.boxes.text(0)
	if name == "" {
		a.complain(wNameMissing)
		return nil
	}
	s.busy = true
	store, setting := a.Store, s.setting
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() (bool, error) { return true, store.SetSetting(setting, name) })
	return cmd
}

func (s *nameScreen) heading(a *app) (left, right string) { return a.lang.t(s.title), "" }

func (s *nameScreen) body(a *app, width, height int) content {
	c := content{lines: []string{""}}
	c.add(wrap(a.lang.t(s.about), width)...)
	c.add("")
	s.boxes.put(a, &c, width)
	return c
}

func (s *nameScreen) standing(*app, int) []string { return nil }

func (s *nameScreen) keys(a *app) []hint {
	t := a.lang.t
	return []hint{{"Enter", t(wKeyKeepName)}, {"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
}

func (s *nameScreen) help(a *app) string { return a.lang.t(wHelpName) }
