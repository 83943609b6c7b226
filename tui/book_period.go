package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// bookPeriods are the periods the book can be narrowed to: those of today, then the month and the
// year before.
func (a *app) bookPeriods() []ledger.Period {
	today := a.today()
	out := ledger.PeriodsOf(today)
	now := out[0]
	return append(out, ledger.MonthOf(now.From.AddDays(-1)), lastOf(ledger.PeriodsOf(today.AddMonths(-12))))
}

func lastOf(periods []ledger.Period) ledger.Period { return periods[len(periods)-1] }

// timeFilter lets a person choose a period.
func (s *bookScreen) timeFilter(a *app) *choosingScreen {
	c := &choosingScreen{title: a.lang.t(wFilterTime), about: wHelpFilter}
	add := func(from, to, named, title string) {
		if from == s.query.From && to == s.query.To {
			c.menu.at = len(c.options)
		}
		c.options = append(c.options, option{title, func(a *app) tea.Cmd {
			s.query.From, s.query.To, s.period = from, to, named
			s.menu.at = 0
			return a.pop()
		}})
	}
	add("", "", "", a.lang.t(wAllTime))
	for _, p := range a.bookPeriods() {
		add(p.From.String(), p.To.String(), p.Title(string(a.lang)), p.Title(string(a.lang)))
	}
	return c
}
