package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// periodSoon is how many days before its deadline an open period stands under "To do".
const periodSoon = 10

// duePeriods are the open periods that ask for a word soon, the most urgent first.
func duePeriods(list []ledger.PeriodStanding) []ledger.PeriodStanding {
	var out []ledger.PeriodStanding
	for _, p := range list {
		if p.State == ledger.PeriodOpen && p.DaysLeft <= periodSoon {
			out = append(out, p)
		}
	}
	return out
}

// periodRow is the home screen's line for periods to close. Several open the list.
func (s *homeScreen) periodRow(a *app) []homeRow {
	due := duePeriods(s.data.periods)
	if len(due) == 0 {
		return nil
	}
	first := due[0]
	row := homeRow{group: wGroupTodo, left: a.lang.t(wPeriodRow, a.lang.shortPeriod(first.Period)), right: a.lang.daysLeft(first),
		do: func(a *app) tea.Cmd { return a.push(newPeriodScreen(a, first)) }}
	if len(due) == 1 {
		return []homeRow{row}
	}
	row.left = a.lang.t(wPeriodRows, len(due))
	row.do = func(a *app) tea.Cmd { return a.push(&periodsScreen{}) }
	if a.width >= narrow {
		row.more = a.lang.t(wPeriodsNamed, a.lang.shortPeriod(first.Period), a.lang.shortPeriod(due[1].Period))
		if len(due) > 2 {
			row.more += " …"
		}
	}
	return []homeRow{row}
}
