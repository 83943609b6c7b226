package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// rowScreen asks the questions of one row of a repeat. Every change goes at once into the record
// being written, so the draft of the whole is saved with it.
type rowScreen struct {
	fill   *fillScreen
	parent *slot
	row    int
	slots  map[string]*slot
	pager  pager
}

func newRowScreen(a *app, fill *fillScreen, parent *slot, row int) *rowScreen {
	s := &rowScreen{fill: fill, parent: parent, row: row, slots: map[string]*slot{}}
	var values ledger.Row
	var typed map[string]string
	if row < len(parent.value.Rows) {
		values = parent.value.Rows[row]
		if row < len(parent.rowTyped) {
			typed = parent.rowTyped[row]
		}
	} else {
		ses := fill.session
		values = ses.form.RowDefaults(parent.field.Name, ses.raw(), ses.env())
	}
	s.pager.sheets = []sheet{{section: parent.field, fields: flatten(parent.field.Fields)}}
	s.pager.questions = map[string]question{}
	s.pager.shown = func(*ledger.Field) bool { return true }
	for _, f := range s.pager.sheets[0].fields {
		sl := &slot{field: f, choices: f.Choices}
		sl.put(values[f.Name])
		if text, ok := typed[f.Name]; ok {
			sl.write(text, fill.session.env())
		}
		s.slots[f.Name] = sl
		s.pager.questions[f.Name] = newQuestion(a, fill.session.env, sl)
	}
	s.judge(a)
	s.pager.show("")
	return s
}

func (s *rowScreen) open(a *app) tea.Cmd { return s.pager.arrive() }

func (s *rowScreen) update(a *app, msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		s.pager.receive(msg)
		return nil
	}
	if k.Type == tea.KeyEsc || k.Type == tea.KeyF9 || k.Type == tea.KeyPgDown {
		return a.pop()
	}
	cmd := s.pager.press(k)
	q := s.pager.focused()
	if q == nil {
		return cmd
	}
	b := q.common()
	if b.changed {
		b.slot.visited = false
		s.store()
		cmd = tea.Batch(cmd, s.fill.edited(a, s.fill.parentBase(s.parent)))
	}
	if b.move == toNext || b.move == toPrevious {
		b.slot.visited = true
		moved, arrive := s.pager.step(b.move)
		if !moved && b.move == toNext {
			return tea.Batch(cmd, a.pop())
		}
		cmd = tea.Batch(cmd, arrive)
	}
	s.judge(a)
	return cmd
}

// parentBase is the question that a repeat's slot belongs to.
func (s *fillScreen) parentBase(parent *slot) *base {
	return s.session.pager.questions[parent.field.Name].common()
}

// store puts the row into the record.
func (s *rowScreen) store() {
	rows := slices.Clone(s.parent.value.Rows)
	for len(rows) <= s.row {
		rows = append(rows, ledger.Row{})
	}
	rows[s.row] = s.values()
	for name, sl := range s.slots {
		text := ""
		if sl.fault != nil {
			text = sl.typed
		}
		s.parent.keepRowTyped(s.row, name, text)
	}
	s.parent.value = ledger.RowsValue(rows)
}

// problem is what the form finds wrong with a cell as it is or, with empty, that it is needed.
func (s *rowScreen) problem(sl *slot, empty bool) *ledger.Problem {
	ses := s.fill.session
	raw := ses.raw()
	rows := slices.Clone(raw[s.parent.field.Name].Rows)
	for len(rows) <= s.row {
		rows = append(rows, ledger.Row{})
	}
	row := s.values()
	if empty {
		delete(row, sl.field.Name)
	}
	if len(row) == 0 {
		row[unknownCell] = ledger.TextValue("-")
	}
	rows[s.row] = row
	raw[s.parent.field.Name] = ledger.RowsValue(rows)
	_, problems := ses.form.Finalize(raw, ses.env())
	for _, p := range problems {
		if p.Row == s.row && p.Field == s.parent.field.Name+"."+sl.field.Name && (!empty || p.Code == ledger.ProblemRequired) {
			return &p
		}
	}
	return nil
}

// unknownCell keeps an empty row from being passed over while its cells are judged.
const unknownCell = "-"

// values are the row's answers.
func (s *rowScreen) values() ledger.Row {
	row := ledger.Row{}
	for name, sl := range s.slots {
		if asks(sl.field) && !sl.value.IsEmpty() {
			row[name] = sl.value
		}
	}
	return row
}

// judge puts what is wrong beside the row's questions.
func (s *rowScreen) judge(a *app) {
	ses := s.fill.session
	for _, sl := range s.slots {
		sl.need = sl.field.Required != nil && s.problem(sl, true) != nil
		sl.wrong = ""
		p := sl.fault
		if p == nil {
			p = s.problem(sl, false)
		}
		if p != nil && sl.visited {
			sl.wrong = besideField(a.lang.w(p.Message), a.lang.w(sl.field.Label))
		}
		if sl.field.Computed() && s.row < len(ses.values[s.parent.field.Name].Rows) {
			sl.value = ses.values[s.parent.field.Name].Rows[s.row][sl.field.Name]
		}
	}
}

func (s *rowScreen) heading(a *app) (left, right string) {
	left = a.lang.t(wRowTitle, a.lang.w(s.fill.session.form.Title), a.lang.w(s.parent.field.Label), s.row+1)
	return left, s.fill.saveState(a)
}

func (s *rowScreen) body(a *app, width, height int) content {
	c := content{lines: []string{""}}
	page := s.pager.content(width)
	c.add(page.lines...)
	c.from, c.to, c.cursor = 1+page.from, 1+page.to, 1+page.cursor
	if page.from == 0 && c.to <= height {
		c.from = 0
	}
	return c
}

func (s *rowScreen) standing(a *app, width int) []string { return s.fill.standing(a, width) }

func (s *rowScreen) keys(a *app) []hint {
	t := a.lang.t
	return []hint{{"Enter", t(wKeyNextQuestion)}, {"Shift+Tab", t(wKeyPreviousQuestion)}, {"F1", t(wKeyHelp)},
		{"Esc", t(wKeyRowDone)}}
}

func (s *rowScreen) help(a *app) string { return a.lang.t(wHelpRow) }
