package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// chartScreen shows one kind of records month by month beside the year before.
type chartScreen struct {
	forms   []*ledger.Form
	at      int
	asked   int
	data    *chartData
	failure error
	menu    menu
	height  int
	lines   int
}

func newChartScreen(a *app) *chartScreen { return &chartScreen{forms: chartForms(a.Catalogue)} }

func (s *chartScreen) open(a *app) tea.Cmd {
	if len(s.forms) == 0 {
		return nil
	}
	store, form, today := a.Store, s.forms[s.at], a.today()
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() (chartData, error) { return loadChart(store, form, today) })
	return cmd
}

func (s *chartScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[chartData]:
		if msg.id == s.asked {
			s.failure = msg.err
			if msg.err == nil {
				s.data = &msg.value
			}
		}
	case sentMsg:
		return s.open(a)
	case tea.KeyMsg:
		switch {
		case msg.Type == tea.KeyEsc || msg.Type == tea.KeyEnter:
			return a.pop()
		case msg.Type == tea.KeyLeft || msg.Type == tea.KeyRight:
			if n := len(s.forms); n > 0 {
				s.at = (s.at + map[tea.KeyType]int{tea.KeyLeft: n - 1, tea.KeyRight: 1}[msg.Type]) % n
			}
			return s.open(a)
		default:
			s.menu.key(msg, max(s.lines-s.height+1, 1), s.height-1)
		}
	}
	return nil
}

func (s *chartScreen) heading(a *app) (left, right string) {
	left = a.lang.t(wChartTitle)
	if len(s.forms) > 0 {
		left = a.lang.w(s.forms[s.at].Title) + " · " + left
	}
	if s.data != nil {
		right = a.lang.t(wChartYears, s.data.year, s.data.year-1)
	}
	return left, right
}

func (s *chartScreen) body(a *app, width, height int) content {
	var c content
	switch {
	case s.failure != nil:
		c.add(wrap(a.lang.t(wStoreFailed, a.cause(s.failure)), width)...)
	case len(s.forms) == 0:
		c.add(a.lang.t(wChartNone))
	case s.data == nil:
		c.add(a.lang.t(wReading))
	default:
		c.add(s.data.lines(a, width)...)
		if s.data.cut {
			c.add(wrap(a.lang.t(wChartCut), width)...)
		}
	}
	s.height, s.lines = height, len(c.lines)
	s.menu.at = max(min(s.menu.at, s.lines-height), 0)
	if s.menu.at > 0 { // the line that names the columns stays
		c.lines = append(c.lines[:1], c.lines[1+s.menu.at:]...)
	}
	c.from, c.to = 0, min(height, len(c.lines))
	return c
}

func (s *chartScreen) standing(*app, int) []string { return nil }

func (s *chartScreen) keys(a *app) []hint {
	t := a.lang.t
	return []hint{{"←→", t(wKeyOtherKind)}, {"↑↓", t(wKeyScroll)}, {"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
}

func (s *chartScreen) help(a *app) string { return a.lang.t(wHelpChart) }
