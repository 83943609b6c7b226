package tui

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"
)

// welcomeScreen is the first start: what the unit is called, who writes, and how to go on. Leaving
// it early is no harm; it comes again until there is a name.
type welcomeScreen struct {
	page  int
	boxes boxes // unit, person; of which the page shows one
	menu  menu
	asked int
	busy  bool
}

// The welcome's pages.
const (
	pageUnit = iota
	pagePerson
	pageNext
)

func newWelcomeScreen(a *app) *welcomeScreen {
	t := a.lang.t
	return &welcomeScreen{boxes: boxes{list: []*box{
		newBox(t(wUnitLabel), t(wUnitHint), ""), newBox(t(wPersonLabel), t(wPersonHint), "")}}}
}

// firstStart reports a laptop that nobody has said anything to yet.
func firstStart(o Options) bool {
	id, err := o.Store.Identity()
	if err != nil || o.Practice || id.Joined || id.Person != "" || id.Unit.Name != "" {
		return false
	}
	st, err := o.Store.Status()
	return err == nil && st.Records == 0 && st.Drafts == 0
}

func (s *welcomeScreen) open(*app) tea.Cmd { return nil }

func (s *welcomeScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[bool]:
		if msg.id == s.asked && s.busy {
			s.busy = false
			if msg.err != nil {
				a.failed(msg.err)
				return nil
			}
			s.page = pageNext
		}
	case tea.KeyMsg:
		switch {
		case s.busy:
		case msg.Type == tea.KeyEsc && s.page == 0:
			return a.home()
		case msg.Type == tea.KeyEsc:
			s.page--
		case s.page == pageNext:
			return s.choose(a, msg)
		default:
			return s.write(a, msg)
		}
	}
	return nil
}

// write takes a key of the two pages that are typed.
func (s *welcomeScreen) write(a *app, k tea.KeyMsg) tea.Cmd {
	if k.Type != tea.KeyEnter {
		s.boxes.list[s.page].editor.key(k)
		return nil
	}
	if s.boxes.text(s.page) == "" {
		a.complain([]say{wUnitMissing, wPersonMissing}[s.page])
		return nil
	}
	if s.page == pageUnit {
		s.page++
		return nil
	}
	store, unit, person := a.Store, s.boxes.text(pageUnit), s.boxes.text(pagePerson)
	s.busy = true
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() (bool, error) {
		return true, errors.Join(store.SetSetting(SettingUnit, unit), store.SetSetting(SettingPerson, person))
	})
	return cmd
}

// ways are how to go on.
func (s *welcomeScreen) ways(a *app) []option {
	var out []option
	if a.Host != nil {
		out = append(out, option{a.lang.t(wWelcomeJoin), func(a *app) tea.Cmd { return a.push(newJoinScreen(a)) }})
	}
	out = append(out, option{a.lang.t(wWelcomeLater), (*app).home})
	if a.canPractise() {
		out = append(out, option{a.lang.t(wWelcomePractice), (*app).askPractice})
	}
	return out
}

func (s *welcomeScreen) choose(a *app, k tea.KeyMsg) tea.Cmd {
	ways := s.ways(a)
	if k.Type == tea.KeyEnter {
		return ways[s.menu.at].do(a)
	}
	s.menu.key(k, len(ways), 1)
	return nil
}

func (s *welcomeScreen) heading(a *app) (left, right string) {
	return a.lang.t(wWelcomeTitle), a.lang.t(wWelcomePage, s.page+1, pageNext+1)
}

func (s *welcomeScreen) body(a *app, width, height int) content {
	c := content{lines: []string{""}}
	c.add(wrap(a.lang.t([]say{wWelcomeUnit, wWelcomePerson, wWelcomeNext}[s.page]), width)...)
	c.add("")
	if s.page < pageNext {
		one := boxes{list: s.boxes.list[s.page : s.page+1]}
		one.put(a, &c, width)
		return c
	}
	for i, w := range s.ways(a) {
		lines := a.rowLines(i == s.menu.at, wrap(w.text, width-2)...)
		if i == s.menu.at {
			c.focusOn(lines...)
		} else {
			c.add(lines...)
		}
	}
	return c
}

func (s *welcomeScreen) standing(*app, int) []string { return nil }

func (s *welcomeScreen) keys(a *app) []hint {
	t := a.lang.t
	back := wKeyPageBack
	if s.page == 0 {
		back = wKeyLater
	}
	if s.page == pageNext {
		return []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyTake)}, {"F1", t(wKeyHelp)}, {"Esc", t(back)}}
	}
	return []hint{{"Enter", t(wKeyGoOnPage)}, {"F1", t(wKeyHelp)}, {"Esc", t(back)}}
}

func (s *welcomeScreen) help(a *app) string { return a.lang.t(wHelpWelcome) }

func (s *welcomeScreen) more(a *app) []string { return []string{a.lang.t(wHelpJoin)} }
