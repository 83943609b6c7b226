package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// summaryScreen shows all answers before the record is handed in; what is wrong comes first, and
// every line leads to its question.
type summaryScreen struct {
	fill     *fillScreen
	problems []ledger.Problem
	rows     []summaryRow
	menu     menu
	page     int
	asked    int // the handing in on its way
	busy     bool
}

// summaryRow is a line that can be chosen: handing in, a problem, a record much like this one, or an
// answer.
type summaryRow struct {
	field   string
	problem *ledger.Problem
	twin    *ledger.Summary
	handIn  bool
}

func newSummaryScreen(fill *fillScreen) *summaryScreen { return &summaryScreen{fill: fill} }

func (s *summaryScreen) open(a *app) tea.Cmd {
	s.gather(s.fill.session.problems())
	return nil
}

// gather lists the rows anew: problems first or, without any, handing in.
func (s *summaryScreen) gather(problems []ledger.Problem) {
	ses := s.fill.session
	s.problems, s.rows = problems, nil
	if len(problems) == 0 {
		s.rows = append(s.rows, summaryRow{handIn: true})
	}
	for i := range problems {
		s.rows = append(s.rows, summaryRow{field: problems[i].FieldName(), problem: &problems[i]})
	}
	for i := range ses.twins {
		s.rows = append(s.rows, summaryRow{twin: &ses.twins[i]})
	}
	for _, sheet := range ses.pager.sheets {
		for _, f := range ses.pager.visible(sheet) {
			if f.Stored() {
				s.rows = append(s.rows, summaryRow{field: f.Name})
			}
		}
	}
	s.menu.keep(len(s.rows))
}

func (s *summaryScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[[]ledger.Problem]:
		return s.handed(a, msg)
	case twinsMsg:
		s.gather(s.problems)
	case tea.KeyMsg:
		if s.busy {
			return nil
		}
		switch {
		case msg.Type == tea.KeyEsc || msg.Type == tea.KeyPgUp && s.menu.at == 0:
			return a.pop()
		case msg.Type == tea.KeyF9:
			return s.handIn(a)
		case msg.Type == tea.KeyEnter:
			return s.choose(a)
		default:
			s.menu.key(msg, len(s.rows), s.page)
		}
	}
	return nil
}

func (s *summaryScreen) choose(a *app) tea.Cmd {
	if s.menu.at >= len(s.rows) {
		return nil
	}
	row := s.rows[s.menu.at]
	switch {
	case row.handIn:
		return s.handIn(a)
	case row.twin != nil:
		return s.fill.openTwin(a, row.twin.ID)
	}
	ses := s.fill.session
	if sl := ses.slots[row.field]; sl != nil {
		sl.visited = true
		if row.problem != nil {
			sl.wrong = besideField(a.lang.w(row.problem.Message), a.lang.w(sl.field.Label))
		}
	}
	ses.goTo(row.field)
	return a.pop()
}

// handIn writes the record into the ledger, if nothing is wrong with it.
func (s *summaryScreen) handIn(a *app) tea.Cmd {
	if len(s.problems) > 0 {
		a.complain(wFixFirst, a.lang.count(len(s.problems), nPlace))
		s.menu.at = 0
		return nil
	}
	s.busy = true
	draft, writer := s.fill.session.final(), s.fill.session.writer
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() ([]ledger.Problem, error) { return writer.commit(draft, ledger.KindFinalize) })
	return cmd
}

func (s *summaryScreen) handed(a *app, r reply[[]ledger.Problem]) tea.Cmd {
	if r.id != s.asked || !s.busy {
		return nil
	}
	s.busy = false
	switch {
	case r.err != nil:
		a.failed(r.err)
		return nil
	case len(r.value) > 0:
		s.menu.at = 0
		s.gather(r.value)
		a.complain(wFixFirst, a.lang.count(len(r.value), nPlace))
		return nil
	}
	s.fill.session.saved = s.fill.session.changes
	return tea.Batch(a.closeAll(), a.kept(wHandedIn))
}

func (s *summaryScreen) heading(a *app) (left, right string) {
	return a.lang.t(wReviewTitle, a.lang.w(s.fill.session.form.Title)), s.fill.saveState(a)
}

func (s *summaryScreen) body(a *app, width, height int) content {
	s.page = height - 2
	var c content
	ses := s.fill.session
	c.add("")
	if len(s.problems) > 0 {
		c.add(wrap(a.lang.t(wToFix, a.lang.count(len(s.problems), nPlace)), width)...)
	}
	index := 0
	put := func(lines ...string) {
		if index == s.menu.at {
			c.focusOn(lines...)
		} else {
			c.add(lines...)
		}
		index++
	}
	for index < len(s.rows) && s.rows[index].field == "" || index < len(s.problems) {
		row, chosen := s.rows[index], index == s.menu.at
		if row.twin != nil {
			text := wrap(ses.twinText(*row.twin)+" "+a.lang.t(wTwinLook), width-2)
			for i := range text {
				text[i] = a.st.bad.Render(text[i])
			}
			put(a.rowLines(chosen, text...)...)
			continue
		}
		if row.handIn {
			put(a.rowLines(chosen, clip(a.lang.t(s.action()), width-2))...)
			c.add(indent("  ", wrap(a.lang.t(wReviewAdvice), width-2))...)
			if hint := ses.lockedHint(); hint != "" {
				c.add(indent("  ", wrap(hint, width-2))...)
			}
			for _, change := range ses.corrections() {
				c.add(indent("  ", wrap(a.lang.t(wNowWritten, change), width-2))...)
			}
			continue
		}
		lines := wrap(a.lang.w(row.problem.Message), width-2)
		put(a.rowLines(chosen, lines...)...)
	}
	for _, sheet := range ses.pager.sheets {
		s.section(a, &c, sheet, put, &index, width)
	}
	return c
}

// section adds one page's answers.
func (s *summaryScreen) section(a *app, c *content, sheet sheet, put func(...string), index *int, width int) {
	first := true
	for _, f := range s.fill.session.pager.visible(sheet) {
		if !f.Stored() {
			continue
		}
		if first && sheet.part <= 1 {
			c.add("", a.st.label.Render(clip(a.lang.w(sheet.section.Label), width)))
		}
		first = false
		answer := s.fill.session.answer(f)
		lines := answerLines(a.lang.w(f.Label), answer, width-2)
		put(a.rowLines(*index == s.menu.at, lines...)...)
	}
}

func (s *summaryScreen) action() say {
	if s.fill.session.edits {
		return wHandInEdit
	}
	return wHandIn
}

// answer is a field's answer in words, also when it is missing or not understood.
func (s *session) answer(f *ledger.Field) string {
	sl := s.slots[f.Name]
	switch {
	case sl.fault != nil:
		return s.a.lang.t(wUnclear, oneLine(sl.typed))
	case sl.value.IsEmpty():
		return "–"
	case f.Type == ledger.TypeRecord && sl.title != "":
		return sl.title
	}
	return f.Echo(sl.value, string(s.a.lang))
}

// corrections are what an edit changes: each answer before and after.
func (s *session) corrections() []string {
	if !s.edits {
		return nil
	}
	var out []string
	changed := s.changedValues(s.raw(), asks)
	for f := range s.form.All {
		if _, ok := changed[f.Name]; !ok {
			continue
		}
		before := s.a.lang.t(wEmptyAnswer)
		if was := s.seen[f.Name]; !was.IsEmpty() && f.Type != ledger.TypeRecord {
			before = oneLine(f.Echo(was, string(s.a.lang)))
		}
		out = append(out, s.a.lang.t(wBeforeAfter, s.a.lang.w(f.Label), before, oneLine(s.answer(f))))
	}
	return out
}

// answerLines sets a label and its answer beside each other, or under each other where the line is
// too short.
func answerLines(label, answer string, width int) []string {
	column := min(max(width*2/5, 14), 34)
	if width < 40 {
		return append(wrap(label+":", width), indent("  ", wrap(answer, width-2))...)
	}
	left, right := wrap(label, column-2), wrap(answer, width-column)
	var out []string
	for i := range max(len(left), len(right)) {
		l, r := "", ""
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		if r == "" {
			out = append(out, l)
			continue
		}
		out = append(out, pad(l, column)+r)
	}
	return out
}

func (s *summaryScreen) standing(*app, int) []string { return nil }

func (s *summaryScreen) keys(a *app) []hint {
	t := a.lang.t
	enter := hint{"Enter", t(wKeyFix)}
	if s.menu.at < len(s.rows) && s.rows[s.menu.at].handIn {
		enter.does = t(wKeyHandIn)
	}
	if s.menu.at < len(s.rows) && s.rows[s.menu.at].twin != nil {
		enter.does = t(wKeyTwin)
	}
	keys := []hint{{"↑↓", t(wKeyChoose)}, enter}
	if enter.does != t(wKeyHandIn) && len(s.problems) == 0 {
		keys = append(keys, hint{"F9", t(wKeyHandIn)})
	}
	return append(keys, hint{"F1", t(wKeyHelp)}, hint{"Esc", t(wKeyBackToFill)})
}

func (s *summaryScreen) help(a *app) string { return a.lang.t(wHelpSummary) }
