package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// recordScreen shows one record whole: where it stands, its answers, what follows it, messages and
// history.
type recordScreen struct {
	id      ledger.ID
	asked   int
	data    *recordData
	failure error
	top     int
	height  int
	lines   int
	acting  int // a change on its way
}

// recordData is what the screen reads in one go.
type recordData struct {
	entry    *ledger.Entry
	form     *ledger.Form
	follow   []ledger.Summary
	updates  []followUp        // of these, with their answers
	titles   map[string]string // of linked records
	standing map[ledger.Hash]ledger.FileStanding
	identity ledger.Identity
}

func (s *recordScreen) open(a *app) tea.Cmd {
	store, catalogue, files, id := a.Store, a.Catalogue, a.Files, s.id
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() (recordData, error) {
		d, err := loadRecord(store, catalogue, id)
		if err == nil && files != nil {
			d.standing = fileStandings(files, d.entry.Record.Values())
		}
		return d, err
	})
	return cmd
}

func loadRecord(store Store, catalogue *ledger.Catalogue, id ledger.ID) (d recordData, err error) {
	if d.entry, err = store.Entry(id); err != nil {
		return d, err
	}
	if d.entry == nil || d.entry.Record == nil {
		return d, errNoRecord
	}
	if d.identity, err = store.Identity(); err != nil {
		return d, err
	}
	r := d.entry.Record
	d.form = formOf(catalogue, r.Form, r.Version)
	if d.form == nil {
		return d, nil
	}
	if len(catalogue.Children(r.Form)) > 0 {
		if d.follow, err = store.List(ledger.Query{Parent: id}); err != nil {
			return d, err
		}
		if d.updates, err = loadFollow(store, d.follow); err != nil {
			return d, err
		}
	}
	d.titles, err = linkTitles(store, d.form, r.Values())
	return d, err
}

func (s *recordScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[recordData]:
		if msg.id == s.asked {
			s.failure = msg.err
			if msg.err == nil {
				s.data = &msg.value
				return noteRead(a.Store, s.id, s.data.entry)
			}
		}
	case reply[say]:
		if msg.id == s.acting {
			return s.acted(a, msg)
		}
	case sentMsg, droppedMsg:
		return s.open(a)
	case tea.KeyMsg:
		return s.press(a, msg)
	}
	return nil
}

func (s *recordScreen) press(a *app, k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyEsc {
		return a.pop()
	}
	if s.data == nil {
		return nil
	}
	switch k.Type {
	case tea.KeyEnter:
		return s.main(a)
	case tea.KeyF3:
		if s.writable() {
			return s.edit(a)
		}
	case tea.KeyF4:
		return a.push(newMessageScreen(a, s.id, oneLine(s.data.entry.Title)))
	case tea.KeyF6:
		if child := s.child(a); child != nil {
			return a.push(&fillScreen{begin: beginning{form: child.Name, parent: s.id}})
		}
	case tea.KeyF7:
		if s.data.form != nil {
			return s.copyOut(a)
		}
	case tea.KeyCtrlZ:
		return s.askUndo(a)
	case tea.KeyF8:
		if s.data.entry.Status != ledger.StatusWithdrawn {
			return s.askWithdraw(a)
		}
	}
	m := menu{s.top}
	m.key(k, max(s.lines-s.height+1, 1), s.height-1)
	s.top = m.at
	return nil
}

// main does what the record most needs: settling a conflict, else correcting it.
func (s *recordScreen) main(a *app) tea.Cmd {
	if s.data.form == nil {
		return nil
	}
	if s.conflicted() {
		return a.push(newConflictScreen(s.id))
	}
	if s.writable() {
		return s.edit(a)
	}
	return nil
}

// conflicted reports a conflict that a person can settle: one about an answer that is typed or
// chosen, not computed.
func (s *recordScreen) conflicted() bool {
	return len(openConflicts(s.data.entry.Record, s.data.form)) > 0
}

func (s *recordScreen) writable() bool { return s.data.form != nil }

func (s *recordScreen) edit(a *app) tea.Cmd {
	return a.push(&fillScreen{begin: beginning{record: s.id}})
}

// child is the form that follows up on this record's, nil for none.
func (s *recordScreen) child(a *app) *ledger.Form {
	children := a.Catalogue.Children(s.data.entry.Record.Form)
	if len(children) == 0 {
		return nil
	}
	return children[0]
}

func (s *recordScreen) askWithdraw(a *app) tea.Cmd {
	return a.push(&choosingScreen{
		title: a.lang.t(wWithdrawTitle), text: a.lang.t(wWithdrawAsk, oneLine(s.data.entry.Title)), about: wHelpWithdraw,
		options: []option{
			{a.lang.t(wWithdrawNo), func(a *app) tea.Cmd { return a.pop() }},
			{a.lang.t(wWithdrawYes), func(a *app) tea.Cmd {
				return tea.Batch(a.pop(), s.act(a, ledger.KindWithdraw, "", wWithdrawn))
			}},
		},
	})
}

// act logs a change that sets no fields; done is said when it is written.
func (s *recordScreen) act(a *app, kind ledger.ChangeKind, text string, done say) tea.Cmd {
	store, id := a.Store, s.id
	var cmd tea.Cmd
	s.acting, cmd = ask(a, func() (say, error) { return done, store.Act(id, kind, "", text) })
	return cmd
}

func (s *recordScreen) acted(a *app, r reply[say]) tea.Cmd {
	if r.err != nil {
		a.failed(r.err)
		return nil
	}
	return tea.Batch(s.open(a), a.kept(r.value))
}

func (s *recordScreen) heading(a *app) (left, right string) {
	if s.data == nil {
		return a.lang.t(wOpening), ""
	}
	e := s.data.entry
	left = e.Record.Form
	if s.data.form != nil {
		left = a.lang.w(s.data.form.Title)
	}
	if t := oneLine(e.Title); t != left {
		left += " · " + showDate(t)
	}
	right = a.lang.status(e.Status)
	room := a.width - 6 - len([]rune(right))
	return clip(left, room), right
}

func (s *recordScreen) body(a *app, width, height int) content {
	c := content{lines: []string{""}}
	if s.failure != nil {
		c.add(wrap(a.lang.t(wStoreFailed, a.cause(s.failure)), width)...)
	}
	if s.data != nil {
		for _, part := range [][]string{s.standsLines(a, width), s.answerLines(a, width), s.followLines(a, width),
			s.messageLines(a, width), s.historyLines(a, width)} {
			if len(part) > 0 {
				c.add(append(part, "")...)
			}
		}
	}
	s.height, s.lines = height, len(c.lines)
	s.top = max(min(s.top, s.lines-height), 0)
	c.from, c.to = s.top, min(s.top+height, s.lines)
	return c
}

func (s *recordScreen) standing(*app, int) []string { return nil }

func (s *recordScreen) keys(a *app) []hint {
	t := a.lang.t
	if s.data == nil {
		return []hint{{"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
	}
	var keys []hint
	switch {
	case s.data.form == nil:
	case s.conflicted():
		keys = append(keys, hint{"Enter", t(wKeySettle)}, hint{"F3", t(wKeyEdit)})
	case slices.Contains([]ledger.Status{ledger.StatusReturned, ledger.StatusRejected}, s.data.entry.Status):
		keys = append(keys, hint{"Enter", t(wKeyCorrect)})
	case s.data.entry.Draft != nil:
		keys = append(keys, hint{"Enter", t(wKeyGoOn)})
	default:
		keys = append(keys, hint{"Enter", t(wKeyEdit)})
	}
	if s.data.form != nil && s.child(a) != nil {
		keys = append(keys, hint{"F6", t(wKeyFollowUp)})
	}
	keys = append(keys, hint{"F4", t(wKeyMessage)}, hint{"F1", t(wKeyHelp)})
	if s.data.form != nil {
		keys = append(keys, hint{"F7", t(wKeyCopyText)})
	}
	if undoOf(s.data.entry, s.data.form, s.data.identity.Device).possible() {
		keys = append(keys, hint{"Ctrl+Z", t(wKeyUndo)})
	}
	if s.data.entry.Status != ledger.StatusWithdrawn {
		keys = append(keys, hint{"F8", t(wKeyWithdraw)})
	}
	return append(keys, hint{"Esc", t(wKeyBack)})
}

func (s *recordScreen) help(a *app) string { return a.lang.t(wHelpRecord) }
