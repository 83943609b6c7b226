package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// bookScreen lists the records and drafts, newest first or, with a search, best match first. It
// asks the store for a page of lines and for the next one when the cursor comes near the end.
type bookScreen struct {
	query  ledger.Query
	search editor
	period string // the one the list is narrowed to, in words
	menu   menu
	page   int

	asked   int  // the page on its way, 0 for none
	follows bool // it goes on where the list ends
	limit   int  // how long it may be
	again   bool // ask anew when it is here
	people  int  // the question for names on its way
	list    []ledger.Summary
	more    bool // there are lines after the list
	loaded  bool
	failure error
}

const (
	pageOfBook = 200
	nearEnd    = 60 // lines before the end at which more is asked for
)

func newBookScreen(status ledger.Status) *bookScreen {
	return &bookScreen{query: ledger.Query{Status: status}}
}

// open asks for the lines anew, as far as the cursor has come; while an answer is on its way it is
// asked again afterwards.
func (s *bookScreen) open(a *app) tea.Cmd {
	if s.asked != 0 {
		s.again = true
		return nil
	}
	return s.ask(a, ledger.Place{}, s.menu.at+pageOfBook)
}

// ask asks for a page after a place.
func (s *bookScreen) ask(a *app, after ledger.Place, limit int) tea.Cmd {
	q, store := s.query, a.Store
	q.Search, q.After, q.Limit = s.search.text, after, limit
	s.follows, s.limit = after != (ledger.Place{}), limit
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() ([]ledger.Summary, error) { return store.List(q) })
	return cmd
}

func (s *bookScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[[]ledger.Summary]:
		return s.receive(a, msg)
	case reply[[]string]:
		return s.choosePerson(a, msg)
	case sentMsg, droppedMsg:
		return s.open(a)
	case tea.KeyMsg:
		return s.press(a, msg)
	}
	return nil
}

func (s *bookScreen) receive(a *app, r reply[[]ledger.Summary]) tea.Cmd {
	if r.id != s.asked {
		return nil
	}
	s.asked = 0
	if s.again {
		s.again = false
		return s.open(a)
	}
	s.loaded, s.failure = true, r.err
	if r.err == nil {
		s.more = len(r.value) == s.limit
		if s.follows {
			r.value = append(s.list, r.value...)
		}
		s.list = r.value
	}
	s.menu.keep(len(s.list))
	return nil
}

func (s *bookScreen) press(a *app, k tea.KeyMsg) tea.Cmd {
	switch k.Type {
	case tea.KeyEsc:
		if s.search.text != "" {
			s.search.set("")
			return s.anew(a)
		}
		return a.pop()
	case tea.KeyEnter:
		if s.menu.at < len(s.list) {
			return a.openRecord(s.list[s.menu.at])
		}
		return nil
	case tea.KeyF3:
		return a.push(s.formFilter(a))
	case tea.KeyF4:
		return a.push(s.statusFilter(a))
	case tea.KeyF6:
		return a.push(s.timeFilter(a))
	case tea.KeyF7:
		return s.personFilter(a)
	case tea.KeyF5:
		return tea.Batch(a.push(&sendScreen{}), a.sendNow())
	case tea.KeyUp, tea.KeyDown, tea.KeyPgUp, tea.KeyPgDown:
		s.menu.key(k, len(s.list), s.page)
		if s.more && s.asked == 0 && s.menu.at > len(s.list)-nearEnd {
			return s.ask(a, s.list[len(s.list)-1].Place, pageOfBook)
		}
		return nil
	}
	before := s.search.text
	if s.search.key(k) && s.search.text != before {
		return s.anew(a)
	}
	return nil
}

// anew begins the list from its top.
func (s *bookScreen) anew(a *app) tea.Cmd {
	s.menu.at = 0
	return s.open(a)
}

func (s *bookScreen) formFilter(a *app) *choosingScreen {
	c := &choosingScreen{title: a.lang.t(wFilterForm), about: wHelpFilter}
	add := func(name, title string) {
		if name == s.query.Form {
			c.menu.at = len(c.options)
		}
		c.options = append(c.options, option{title, func(a *app) tea.Cmd {
			s.query.Form = name
			s.menu.at = 0
			return a.pop()
		}})
	}
	add("", a.lang.t(wAllForms))
	for _, f := range a.Catalogue.Forms() {
		add(f.Name, a.lang.w(f.Title))
	}
	return c
}

func (s *bookScreen) statusFilter(a *app) *choosingScreen {
	c := &choosingScreen{title: a.lang.t(wFilterStatus), about: wHelpFilter}
	add := func(status ledger.Status, title string) {
		if status == s.query.Status {
			c.menu.at = len(c.options)
		}
		c.options = append(c.options, option{title, func(a *app) tea.Cmd {
			s.query.Status = status
			s.menu.at = 0
			return a.pop()
		}})
	}
	add("", a.lang.t(wAllStatuses))
	for _, status := range ledger.Statuses {
		add(status, a.lang.status(status))
	}
	return c
}

func (s *bookScreen) heading(a *app) (left, right string) {
	left = a.lang.t(wBookTitle)
	if f := a.Catalogue.Form(s.query.Form); f != nil {
		left += " · " + a.lang.w(f.Title)
	}
	if s.query.Status != "" {
		left += " · " + a.lang.status(s.query.Status)
	}
	if s.period != "" {
		left += " · " + s.period
	}
	if s.query.Person != "" {
		left += " · " + s.query.Person
	}
	if !s.loaded {
		return left, a.lang.t(wReading)
	}
	n := a.lang.count(len(s.list), nRecord)
	if s.more {
		n = a.lang.t(wAtLeast, n)
	}
	return left, n
}

func (s *bookScreen) body(a *app, width, height int) content {
	s.page = max(height-3, 1)
	var c content
	box := s.search.view(width-8, true, a.st.cursor)[0]
	if s.search.text == "" {
		box += "  " + a.lang.t(wSearchHint)
	}
	c.add(clip(a.lang.t(wSearch)+" "+box, width), "")
	if s.failure != nil {
		c.add(wrap(a.lang.t(wStoreFailed, a.cause(s.failure)), width)...)
	}
	if s.loaded && len(s.list) == 0 {
		c.add(wrap(a.lang.t(s.nothing()), width)...)
	}
	room := max(height-len(c.lines), 1)
	from := windowStart(s.menu.at, len(s.list), room)
	for i := from; i < min(from+room, len(s.list)); i++ {
		c.add(a.rowLines(i == s.menu.at, s.line(a, s.list[i], width-2))...)
	}
	return c
}

func (s *bookScreen) nothing() say {
	if s.search.text == "" && s.query.Form == "" && s.query.Status == "" && s.query.Person == "" && s.period == "" {
		return wBookEmpty
	}
	return wNothingFound
}

// called is what a record is called in a list: its title or, where that is only its day, its form's.
func (a *app) called(r ledger.Summary) string {
	title := oneLine(r.Title)
	f := a.Catalogue.Form(r.Form)
	if f != nil && (title == "" || title == r.Date || title == showDate(r.Date)) {
		return a.lang.w(f.Title)
	}
	return title
}

// calledWithForm puts what kind of record it is in front.
func (a *app) calledWithForm(r ledger.Summary) string {
	title := a.called(r)
	if f := a.Catalogue.Form(r.Form); f != nil && a.lang.w(f.Title) != title {
		return a.lang.w(f.Title) + ": " + title
	}
	return title
}

// line is one record: its day, what it is called, where it stands.
func (s *bookScreen) line(a *app, r ledger.Summary, width int) string {
	date := showDate(r.Date)
	title := a.called(r)
	status := a.lang.status(r.Status)
	left := pad(date, 12)
	if width >= wide {
		form := r.Form
		if f := a.Catalogue.Form(r.Form); f != nil {
			form = a.lang.w(f.Title)
		}
		const statusWidth, formWidth = 17, 22
		room := width - 12 - formWidth - statusWidth - 4
		if form == title {
			title = ""
		}
		return left + pad(form, formWidth) + "  " + pad(title, room) + "  " + clip(status, statusWidth)
	}
	statusWidth := 17
	if width < narrow {
		statusWidth = 16
	}
	return left + pad(title, width-12-statusWidth-2) + "  " + clip(status, statusWidth)
}

func (s *bookScreen) standing(a *app, width int) []string {
	if s.menu.at >= len(s.list) || width >= wide {
		return nil
	}
	r := s.list[s.menu.at]
	if f := a.Catalogue.Form(r.Form); f != nil {
		return []string{clip(a.lang.w(f.Title)+" · "+a.lang.status(r.Status), width)}
	}
	return nil
}

func (s *bookScreen) keys(a *app) []hint {
	t, back := a.lang.t, wKeyBack
	if s.search.text != "" {
		back = wKeyClearSearch
	}
	var keys []hint
	if len(s.list) > 0 {
		keys = []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyOpen)}}
	}
	return append(keys, hint{"F3", t(wKeyFilterForm)}, hint{"F4", t(wKeyFilterStatus)}, hint{"F6", t(wKeyFilterTime)},
		hint{"F7", t(wKeyFilterPerson)}, hint{"F1", t(wKeyHelp)}, hint{"Esc", t(back)})
}

func (s *bookScreen) help(a *app) string { return a.lang.t(wHelpBook) }
