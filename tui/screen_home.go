package tui

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// homeScreen is what there is to do today.
type homeScreen struct {
	asked    int
	data     *homeData
	failure  error
	menu     menu
	page     int
	justKept say // what was just written into the book; told when the store has said what waits
}

// homeData is what the home screen reads from the store in one go.
type homeData struct {
	identity ledger.Identity
	status   ledger.SyncStatus
	todo     map[ledger.Status][]ledger.Summary
	tallies  map[string]tally // by form
	answers  []answered
	periods  []ledger.PeriodStanding
	draft    *ledger.Draft // the first of those begun
}

// todoOrder is what waits for a person, most urgent first.
var todoOrder = []ledger.Status{ledger.StatusReturned, ledger.StatusRejected, ledger.StatusConflict, ledger.StatusDraft}

// todoLimit bounds how many of each the home screen reads; the book shows all.
const todoLimit = 100

// shortTitle is how many cells a title keeps where something more important stands behind it.
const shortTitle = 22

// quickForms is how many kinds of records the home screen offers itself.
const quickForms = 3

func (s *homeScreen) open(a *app) tea.Cmd {
	store, periods, today, forms := a.Store, a.Periods, a.today(), quick(a.Catalogue)
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() (homeData, error) {
		d, err := loadHome(store, ledger.MonthOf(today), forms)
		if err == nil && periods != nil {
			d.periods, err = periods.Standings(today)
		}
		return d, err
	})
	return cmd
}

// quick are the forms that the home screen offers itself.
func quick(c *ledger.Catalogue) []*ledger.Form {
	forms := c.Forms()
	return forms[:min(len(forms), quickForms)]
}

func loadHome(store Store, month ledger.Period, forms []*ledger.Form) (d homeData, err error) {
	if d.identity, err = store.Identity(); err != nil {
		return d, err
	}
	if d.status, err = store.Status(); err != nil {
		return d, err
	}
	d.todo = map[ledger.Status][]ledger.Summary{}
	for _, status := range todoOrder {
		if d.todo[status], err = store.List(ledger.Query{Status: status, Limit: todoLimit}); err != nil {
			return d, err
		}
	}
	d.tallies = map[string]tally{}
	for _, f := range forms {
		if d.tallies[f.Name], err = count(store, f, month); err != nil {
			return d, err
		}
	}
	if drafts := d.todo[ledger.StatusDraft]; len(drafts) == 1 {
		e, err := store.Entry(drafts[0].ID)
		if err != nil {
			return d, err
		}
		if e != nil {
			d.draft = e.Draft
		}
	}
	d.answers, err = loadAnswers(store)
	return d, err
}

func (s *homeScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[homeData]:
		s.loaded(a, msg)
	case sentMsg, droppedMsg:
		return s.open(a)
	case tea.KeyMsg:
		rows := s.rows(a)
		switch {
		case msg.Type == tea.KeyF5:
			return a.towardsCommune()
		case msg.Type == tea.KeyEnter && s.menu.at < len(rows):
			return rows[s.menu.at].do(a)
		default:
			s.menu.key(msg, len(rows), s.page)
		}
	}
	return nil
}

func (s *homeScreen) loaded(a *app, r reply[homeData]) {
	if r.id != s.asked {
		return
	}
	s.failure = r.err
	if r.err != nil {
		return
	}
	s.data = &r.value
	a.identity, a.status = r.value.identity, r.value.status
	s.menu.keep(len(s.rows(a)))
	if s.justKept != (say{}) {
		a.news = news{text: a.lang.t(s.justKept), kept: true}
		s.justKept = say{}
	}
}

// waiting counts the records of which something is not proven to be at the commune.
func (a *app) waiting() int {
	seen := map[ledger.ID]bool{}
	for _, id := range a.status.PendingIDs {
		seen[id] = true
	}
	if len(seen) == 0 {
		return a.status.Pending
	}
	return len(seen)
}

// homeRow is a line that can be chosen, under the group it belongs to.
type homeRow struct {
	group       say
	left, right string
	more        string // of what waits for a person: why
	do          func(a *app) tea.Cmd
}

// lines sets the row's two texts beside each other; what waits for a person keeps both also where
// the terminal is narrow.
func (r homeRow) lines(width int) []string {
	const column = 34
	if width >= narrow {
		lines := []string{columns(r.left, r.right, column, width)}
		if r.more != "" {
			lines = append(lines, strings.Repeat(" ", column)+clip(r.more, width-column))
		}
		return lines
	}
	right := r.right
	if r.more != "" {
		right = clip(right, shortTitle) + ": " + r.more
	}
	line := columns(r.left, right, column, width)
	if r.group != wGroupTodo || line != clip(r.left, width) || right == "" {
		return []string{line}
	}
	return []string{line, "  " + clip(right, width-2)}
}

func (s *homeScreen) rows(a *app) []homeRow {
	rows := s.todoRows(a)
	forms := a.Catalogue.Forms()
	for _, f := range quick(a.Catalogue) {
		rows = append(rows, homeRow{group: wGroupNew, left: a.lang.w(f.Title), right: s.tally(a, f), do: func(a *app) tea.Cmd {
			return a.push(&fillScreen{begin: beginning{form: f.Name}})
		}})
	}
	if len(forms) > quickForms {
		var others []string
		for _, f := range forms[quickForms:] {
			others = append(others, a.lang.w(f.Title))
		}
		rows = append(rows, homeRow{group: wGroupNew, left: a.lang.t(wOtherForms), right: strings.Join(others, " · "),
			do: func(a *app) tea.Cmd { return a.push(&formsScreen{menu: menu{quickForms}}) }})
	}
	book := homeRow{group: wGroupBook, left: a.lang.t(wOpenBook), do: func(a *app) tea.Cmd { return a.push(newBookScreen("")) }}
	if s.data != nil {
		book.right = a.lang.count(s.data.status.Records, nRecord)
	}
	return append(append(rows, book), s.placesRows(a)...)
}

func (s *homeScreen) tally(a *app, f *ledger.Form) string {
	if s.data == nil {
		return ""
	}
	t := s.data.tallies[f.Name]
	if a.width < narrow {
		t.people = 0
	}
	return a.lang.tally(f, t)
}

func (s *homeScreen) todoRows(a *app) []homeRow {
	if s.data == nil {
		return nil
	}
	var rows []homeRow
	for _, status := range todoOrder {
		list := s.data.todo[status]
		if len(list) == 0 {
			continue
		}
		row := homeRow{group: wGroupTodo, left: a.lang.t(todoWords[status], a.lang.count(len(list), nRecord)),
			right: a.called(list[0])}
		if status == ledger.StatusDraft {
			row.right = a.calledWithForm(list[0])
			if page := s.leftPage(a); page != "" {
				row.more = a.lang.t(wStoppedAt, page)
				if left := list[0].Left; left > 0 {
					row.more = a.lang.t(wPagesLeft, a.lang.count(left, nPage), page)
				}
			}
		}
		if n := len(list) - 1; n > 0 {
			row.right = a.lang.t(wAndMore, clip(a.called(list[0]), shortTitle), a.lang.count(n, nRecord))
		} else if list[0].Reason != "" {
			row.more = "«" + oneLine(list[0].Reason) + "»"
		}
		row.do = func(a *app) tea.Cmd {
			if len(list) > 1 {
				return a.push(newBookScreen(status))
			}
			return a.openRecord(list[0])
		}
		rows = append(rows, row)
	}
	return append(append(rows, s.periodRow(a)...), s.answeredRow(a)...)
}

// openRecord opens a line of a list: a draft to go on with, a record to read.
func (a *app) openRecord(s ledger.Summary) tea.Cmd {
	if s.Status == ledger.StatusDraft {
		return a.push(&fillScreen{begin: beginning{record: s.ID}})
	}
	return a.push(&recordScreen{id: s.ID})
}

// heading names the place and the day. Where both do not fit, first the commune is left out, then
// the old commune; the day stays.
func (s *homeScreen) heading(a *app) (left, right string) {
	left, right = strings.ToUpper(a.lang.t(wProgram)), a.lang.fullDay(a.today())
	if s.data == nil || s.data.identity.Unit.Name == "" {
		return left, right
	}
	unit := s.data.identity.Unit
	names := []string{unit.Place(), unit.Name}
	if c := s.data.identity.CommuneName; c != "" {
		names = slices.Insert(names, 0, unit.Place()+", "+a.lang.t(wCommune, c))
	}
	room := a.width - 2 - cellsOf(right) - 2
	for _, name := range names {
		if full := left + " · " + name; cellsOf(full) <= room {
			return full, right
		}
	}
	return left + " · " + unit.Name, right
}

func (s *homeScreen) body(a *app, width, height int) content {
	s.page = height - 2
	var c content
	if s.failure != nil {
		for _, l := range wrap(a.lang.t(wStoreFailed, a.cause(s.failure)), width) {
			c.add(a.st.bad.Render(l))
		}
	}
	rows := s.rows(a)
	if s.data != nil && (len(rows) == 0 || rows[0].group != wGroupTodo) {
		c.add("", a.st.label.Render(a.lang.t(wGroupTodo)), "  "+a.lang.t(wNothingToDo))
	}
	group := say{}
	for i, r := range rows {
		if r.group != group {
			group = r.group
			c.add("")
			if group != wGroupBook {
				c.add(a.st.label.Render(a.lang.t(group)))
			}
		}
		lines := a.rowLines(i == s.menu.at, r.lines(width-2)...)
		if i == s.menu.at {
			c.focusOn(lines...)
		} else {
			c.add(lines...)
		}
	}
	if s.menu.at == 0 {
		c.from = 0
	}
	return c
}

func (s *homeScreen) standing(a *app, width int) []string {
	if s.data == nil {
		return []string{a.lang.t(wReading)}
	}
	lines := wrap(a.sendingLine(), width)
	return lines[:min(len(lines), 2)]
}

func (s *homeScreen) keys(a *app) []hint {
	t, send := a.lang.t, wKeySendNow
	switch {
	case a.Practice:
		send = wKeyLeavePractice
	case a.Syncer == nil && a.Host != nil:
		send = wKeyJoinNow
	case a.Syncer == nil:
		send = wKeyHowToJoin
	}
	return []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyOpen)}, {"F5", t(send)}, {"F1", t(wKeyHelp)}, {"F10", t(wKeyQuit)}}
}

func (s *homeScreen) help(a *app) string { return a.lang.t(wHelpHome) }

func (s *homeScreen) more(a *app) []string { return []string{a.lang.t(wHelpSending)} }
