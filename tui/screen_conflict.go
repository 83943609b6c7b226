package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// conflictScreen settles, one field after the other, what two laptops wrote differently: choose one
// of the values or write a third.
type conflictScreen struct {
	id      ledger.ID
	asked   int
	data    *recordData
	failure error
	menu    menu
	width   int

	writing question // the third value being written, nil while choosing
	slot    *slot
	settled int // a change on its way
	busy    bool
}

func newConflictScreen(id ledger.ID) *conflictScreen { return &conflictScreen{id: id} }

// openConflicts names the fields in conflict that a person settles, in the order of the form.
func openConflicts(r *ledger.Record, form *ledger.Form) []string {
	var names []string
	for f := range form.All {
		if r.Fields[f.Name].Conflicted() && asks(f) {
			names = append(names, f.Name)
		}
	}
	return names
}

func (s *conflictScreen) open(a *app) tea.Cmd {
	store, catalogue, id := a.Store, a.Catalogue, s.id
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() (recordData, error) { return loadRecord(store, catalogue, id) })
	return cmd
}

func (s *conflictScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[recordData]:
		return s.loaded(a, msg)
	case reply[[]ledger.Problem]:
		return s.noteSettled(a, msg)
	case sentMsg:
		if s.writing == nil {
			return s.open(a)
		}
	case tea.KeyMsg:
		switch {
		case s.busy:
		case s.writing != nil:
			return s.write(a, msg)
		default:
			return s.choose(a, msg)
		}
	default:
		if s.writing != nil {
			s.writing.receive(msg)
		}
	}
	return nil
}

func (s *conflictScreen) loaded(a *app, r reply[recordData]) tea.Cmd {
	if r.id != s.asked {
		return nil
	}
	s.failure = r.err
	if r.err != nil {
		return nil
	}
	s.data = &r.value
	if s.data.form == nil || len(s.fields()) == 0 {
		return tea.Batch(a.pop(), a.kept(wAllSettled))
	}
	s.menu.keep(len(s.heads()) + 1)
	return nil
}

func (s *conflictScreen) fields() []string { return openConflicts(s.data.entry.Record, s.data.form) }

// field is the one to settle now.
func (s *conflictScreen) field() *ledger.Field { return s.data.form.Field(s.fields()[0]) }

// heads are its values, the one in use first.
func (s *conflictScreen) heads() []ledger.Head {
	return s.data.entry.Record.Fields[s.fields()[0]].Heads
}

func (s *conflictScreen) choose(a *app, k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyEsc {
		return a.pop()
	}
	if s.data == nil {
		return nil
	}
	heads := s.heads()
	switch {
	case k.Type == tea.KeyEnter && s.menu.at < len(heads):
		return s.settle(a, heads[s.menu.at].Value)
	case k.Type == tea.KeyEnter:
		return s.beginWriting(a)
	default:
		s.menu.key(k, len(heads)+1, 1)
	}
	return nil
}

// beginWriting opens the field's own question for a third value.
func (s *conflictScreen) beginWriting(a *app) tea.Cmd {
	values := s.data.entry.Record.Values()
	env := func() ledger.Env { return ledger.Env{Today: a.today()} }
	s.slot = &slot{field: s.field(), choices: s.data.form.ChoicesOf(s.field().Name, values, env())}
	if s.field().Type == ledger.TypeRepeat {
		return a.replace(&fillScreen{begin: beginning{record: s.id}})
	}
	s.writing = newQuestion(a, env, s.slot)
	s.writing.WithWidth(s.width)
	s.writing.Focus()
	return s.writing.arrive()
}

func (s *conflictScreen) write(a *app, k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyEsc {
		s.writing = nil
		return nil
	}
	b := s.writing.common()
	b.move = stay
	cmd := s.writing.press(k)
	s.slot.wrong = ""
	if s.slot.fault != nil && s.slot.visited {
		s.slot.wrong = besideField(a.lang.w(s.slot.fault.Message), a.lang.w(s.field().Label))
	}
	if b.move == toNext && s.slot.fault == nil && !s.slot.value.IsEmpty() {
		return tea.Batch(cmd, s.settle(a, s.slot.value))
	}
	return cmd
}

func (s *conflictScreen) settle(a *app, v ledger.Value) tea.Cmd {
	r := s.data.entry.Record
	draft := ledger.Draft{ID: s.id, Form: r.Form, Version: s.data.form.Version, Edits: true,
		Values: ledger.Values{s.field().Name: v}, Updated: a.Now()}
	store := a.Store
	s.busy = true
	var cmd tea.Cmd
	s.settled, cmd = ask(a, func() ([]ledger.Problem, error) { return store.Commit(draft, ledger.KindResolve) })
	return cmd
}

func (s *conflictScreen) noteSettled(a *app, r reply[[]ledger.Problem]) tea.Cmd {
	if r.id != s.settled || !s.busy {
		return nil
	}
	s.busy = false
	switch {
	case r.err != nil:
		a.failed(r.err)
		return nil
	case len(r.value) > 0:
		a.complain(wNotSettled, a.lang.w(r.value[0].Message))
		return nil
	}
	s.writing, s.menu.at = nil, 0
	return tea.Batch(s.open(a), a.kept(wSettled))
}

func (s *conflictScreen) heading(a *app) (left, right string) {
	if s.data == nil || len(s.fields()) == 0 {
		return a.lang.t(wOpening), ""
	}
	right = a.lang.t(wToChoose, a.lang.count(len(s.fields()), nPlace))
	room := a.width - 6 - len([]rune(right))
	return clip(a.lang.t(wConflictTitle, oneLine(s.data.entry.Title)), room), right
}

func (s *conflictScreen) body(a *app, width, height int) content {
	s.width = width
	c := content{lines: []string{""}}
	if s.failure != nil {
		c.add(wrap(a.lang.t(wStoreFailed, a.cause(s.failure)), width)...)
	}
	if s.data == nil || len(s.fields()) == 0 {
		return c
	}
	if s.writing != nil {
		s.writing.WithWidth(width)
		c.focusOn(s.writing.lines(width)...)
	} else {
		c.add(a.st.label.Render(clip(a.lang.w(s.field().Label), width)), "")
		for i, h := range s.heads() {
			s.put(&c, i, s.headLines(a, i, h, width-2), a)
		}
		s.put(&c, len(s.heads()), []string{a.lang.t(wWriteOther)}, a)
	}
	c.add("")
	c.add(wrap(a.lang.t(wAllKept), width)...)
	return c
}

func (s *conflictScreen) put(c *content, i int, lines []string, a *app) {
	if i == s.menu.at {
		c.focusOn(a.rowLines(true, lines...)...)
		return
	}
	c.add(a.rowLines(false, lines...)...)
}

// headLines are a value and, beside or under it, who wrote it, where and when.
func (s *conflictScreen) headLines(a *app, i int, h ledger.Head, width int) []string {
	value := s.data.show(a, s.field().Name, h.Value)
	who := h.Author
	if who == "" {
		who = a.lang.t(wNoName)
	}
	who = a.lang.t(wWroteOn, who, a.deviceName(s.data.identity, h.Device), a.lang.moment(time.UnixMilli(h.Wall), a.Now()))
	if i == 0 {
		who += " " + a.lang.t(wInUse)
	}
	const column = 16
	if cellsOf(oneLine(value)) < column-1 && width >= narrow {
		return indent(pad(oneLine(value), column), wrap(who, width-column))
	}
	return append(wrap(value, width), indent("  ", wrap(who, width-2))...)
}

// deviceName is where something was written, as this laptop sees it.
func (a *app) deviceName(me ledger.Identity, d ledger.DeviceID) string {
	switch d {
	case me.Device:
		return a.lang.t(wThisLaptop)
	case me.Commune:
		return a.lang.t(wOfficeLaptop)
	}
	return a.lang.t(wOtherLaptop)
}

func (s *conflictScreen) standing(*app, int) []string { return nil }

func (s *conflictScreen) keys(a *app) []hint {
	t := a.lang.t
	if s.writing != nil {
		return []hint{{"Enter", t(wKeyUse)}, {"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
	}
	return []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyUse)}, {"F1", t(wKeyHelp)}, {"Esc", t(wKeyLater)}}
}

func (s *conflictScreen) help(a *app) string { return a.lang.t(wHelpConflict) }
