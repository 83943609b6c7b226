package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// answered is a difficulty that the office has answered and nobody here has read since.
type answered struct {
	record ledger.Summary
	text   string // of the newest answer
}

// formDifficulty is the form whose records the office answers.
const formDifficulty = "kho_khan"

// answersLimit bounds how many difficulties, the newest, are looked at for answers.
const answersLimit = 50

// settingRead names the setting that holds the newest answer to a record that was read here.
func settingRead(record ledger.ID) string { return "read/" + record.String() }

// newestReply is the office's last answer to a record, nil when there is none.
func newestReply(e *ledger.Entry) *ledger.Change {
	for i := len(e.Changes) - 1; i >= 0; i-- {
		if e.Changes[i].Kind == ledger.KindReply {
			return e.Changes[i]
		}
	}
	return nil
}

// loadAnswers finds the answers that wait to be read.
func loadAnswers(store Store) ([]answered, error) {
	list, err := store.List(ledger.Query{Form: formDifficulty, Limit: answersLimit})
	if err != nil {
		return nil, err
	}
	var out []answered
	for _, r := range list {
		if r.Status == ledger.StatusDraft {
			continue
		}
		e, err := store.Entry(r.ID)
		if err != nil {
			return nil, err
		}
		if e == nil {
			continue
		}
		reply := newestReply(e)
		if reply == nil {
			continue
		}
		read, err := store.Setting(settingRead(r.ID))
		if err != nil {
			return nil, err
		}
		if read != reply.ID.String() {
			out = append(out, answered{r, reply.Text})
		}
	}
	return out, nil
}

// noteRead remembers that a record's newest answer has been on the screen. That it cannot be
// remembered only shows it again.
func noteRead(store Store, id ledger.ID, e *ledger.Entry) tea.Cmd {
	reply := newestReply(e)
	if reply == nil {
		return nil
	}
	return func() tea.Msg {
		name, value := settingRead(id), reply.ID.String()
		if read, err := store.Setting(name); err == nil && read != value {
			_ = store.SetSetting(name, value)
		}
		return nil
	}
}

// answeredRow is the home screen's line for answers.
func (s *homeScreen) answeredRow(a *app) []homeRow {
	list := s.data.answers
	if len(list) == 0 {
		return nil
	}
	row := homeRow{group: wGroupTodo, left: a.lang.t(wAnswered, a.lang.count(len(list), nRecord)),
		right: a.called(list[0].record), more: "«" + oneLine(list[0].text) + "»",
		do: func(a *app) tea.Cmd { return a.openRecord(list[0].record) }}
	if n := len(list) - 1; n > 0 {
		row.right, row.more = a.lang.t(wAndMore, clip(a.called(list[0].record), shortTitle), a.lang.count(n, nRecord)), ""
	}
	return []homeRow{row}
}

// placesRows lead away from the book itself: chart, files by hand, settings.
func (s *homeScreen) placesRows(a *app) []homeRow {
	var rows []homeRow
	if a.Periods != nil {
		rows = append(rows, homeRow{group: wGroupBook, left: a.lang.t(wRowPeriods), do: func(a *app) tea.Cmd { return a.push(&periodsScreen{}) }})
	}
	rows = append(rows, homeRow{group: wGroupBook, left: a.lang.t(wRowChart), do: func(a *app) tea.Cmd { return a.push(newChartScreen(a)) }})
	settings := wRowSettings
	if a.Practice {
		settings = wSettingsTitle
	}
	if a.carries() {
		rows = append(rows, homeRow{group: wGroupBook, left: a.lang.t(wRowUSB), do: (*app).askUSB})
	}
	rows = append(rows, homeRow{group: wGroupBook, left: a.lang.t(settings), do: func(a *app) tea.Cmd { return a.push(&settingsScreen{}) }})
	if a.Practice {
		rows = append(rows, homeRow{group: wGroupBook, left: a.lang.t(wLeavePractice), do: (*app).askLeavePractice})
	}
	return rows
}

// carries reports whether files can go to the office and come from there.
func (a *app) carries() bool { return a.Host != nil && a.Syncer != nil && !a.Practice }

// askUSB asks which way.
func (a *app) askUSB() tea.Cmd {
	return a.push(&choosingScreen{title: a.lang.t(wUSBTitle), text: a.lang.t(wUSBAsk), about: wHelpUSB, options: []option{
		{a.lang.t(wExportTitle), func(a *app) tea.Cmd { return a.replace(&exportScreen{}) }},
		{a.lang.t(wImportTitle), func(a *app) tea.Cmd { return a.replace(&importScreen{}) }}}})
}

// towardsCommune is what F5 does on the home screen: send, or what has to come before.
func (a *app) towardsCommune() tea.Cmd {
	switch {
	case a.Practice:
		return a.askLeavePractice()
	case a.Syncer == nil && a.Host != nil:
		return a.push(newJoinScreen(a))
	}
	return tea.Batch(a.push(&sendScreen{}), a.sendNow())
}

// leftPage names the page of the only draft on which it was left.
func (s *homeScreen) leftPage(a *app) string {
	if s.data.draft == nil {
		return ""
	}
	return stoppedAt(a.Catalogue, s.data.draft, a.lang)
}

// stoppedAt names the page on which a draft was left, "" when it is not known.
func stoppedAt(c *ledger.Catalogue, d *ledger.Draft, lang language) string {
	form := formOf(c, d.Form, d.Version)
	if form == nil {
		return ""
	}
	sheets := plan(form.Sections)
	if d.Page < 0 || d.Page >= len(sheets) {
		return ""
	}
	return lang.w(sheets[d.Page].section.Label)
}
