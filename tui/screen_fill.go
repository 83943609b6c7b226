package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// fillScreen asks a form's questions page by page and saves the draft as it goes.
type fillScreen struct {
	begin   beginning
	asked   int // the opening on its way
	session *session
	closing bool // the draft is being saved, then the screen closes
	behind  bool // changes may have arrived while another screen was on top
}

// Saving: a pause of saveAfter saves; typing without a pause is saved every saveAtLeast.
const (
	saveAfter   = 700 * time.Millisecond
	saveAtLeast = 3 * time.Second
)

type autosaveMsg struct {
	session *session
	number  int
}

type savedMsg struct {
	session *session
	number  int
	at      time.Time
	err     error
}

func (s *fillScreen) open(a *app) tea.Cmd {
	if s.session != nil {
		s.closing = false
		if s.behind {
			return s.reload(a)
		}
		s.session.settle(nil)
		if s.session.pager.stale() {
			s.session.pager.show(s.focusedName())
		}
		return s.session.pager.arrive()
	}
	var cmd tea.Cmd
	s.asked, cmd = ask(a, s.begin.load(a))
	return cmd
}

func (s *fillScreen) focusedName() string {
	if q := s.session.pager.focused(); q != nil {
		return q.GetKey()
	}
	return ""
}

func (s *fillScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[source]:
		return s.opened(a, msg)
	case autosaveMsg:
		if s.session != nil && msg.session == s.session && msg.number == s.session.changes {
			return s.save(a)
		}
	case savedMsg:
		return s.noteSaved(a, msg)
	case twinsMsg:
		s.noteTwins(msg)
	case sentMsg:
		return s.reload(a)
	case tea.KeyMsg:
		if s.session == nil {
			if msg.Type == tea.KeyEsc {
				return a.pop()
			}
			return nil
		}
		if !s.closing {
			return s.press(a, msg)
		}
	default:
		return s.receive(a, msg)
	}
	return nil
}

func (s *fillScreen) opened(a *app, r reply[source]) tea.Cmd {
	if r.id != s.asked || s.session != nil && s.session.changes > 0 {
		return nil
	}
	if r.err != nil {
		cmd := a.pop()
		a.failed(r.err)
		return cmd
	}
	if r.value.form == nil {
		cmd := a.pop()
		a.complain(wUnknownForm)
		return cmd
	}
	field := ""
	if s.session != nil {
		field = s.focusedName()
	}
	s.session = newSession(a, r.value)
	if field != "" {
		s.session.goTo(field)
		s.session.settle(nil)
	}
	return s.session.pager.arrive()
}

// reload reads an edit anew when changes may have arrived before its writer began: nobody shall
// override what he has not seen. Once something is written, the saved draft says what was seen.
func (s *fillScreen) reload(a *app) tea.Cmd {
	if s.session == nil || !s.session.edits || s.session.changes > 0 {
		return nil
	}
	s.behind = a.top().screen != screen(s)
	if s.behind {
		return nil
	}
	var cmd tea.Cmd
	s.asked, cmd = ask(a, s.begin.load(a))
	return cmd
}

func (s *fillScreen) press(a *app, k tea.KeyMsg) tea.Cmd {
	switch k.Type {
	case tea.KeyEsc:
		return s.leave(a)
	case tea.KeyF9:
		return s.review(a)
	case tea.KeyPgDown:
		return tea.Batch(s.seekTwins(a), s.turnPage(a, 1), s.noteMove(a))
	case tea.KeyPgUp:
		return tea.Batch(s.turnPage(a, -1), s.noteMove(a))
	case tea.KeyF8:
		return s.askDrop(a)
	case tea.KeyF3:
		return s.copyLast(a)
	case tea.KeyF4:
		if t := s.session.twinInSight(); t != nil {
			return s.openTwin(a, t.ID)
		}
	}
	p := &s.session.pager
	cmd := p.press(k)
	q := p.focused()
	if q == nil {
		return cmd
	}
	b := q.common()
	if b.changed {
		cmd = tea.Batch(cmd, s.edited(a, b))
	}
	if b.move == stay && !b.changed {
		s.session.settle(nil)
	}
	return tea.Batch(cmd, s.follow(a, b), s.noteMove(a))
}

// copying reports that a file is being attached, and says so: nobody leaves before it is there.
func (s *fillScreen) copying(a *app) bool {
	for _, q := range s.session.pager.questions {
		if f, ok := q.(*fileQuestion); ok && f.copying != "" {
			a.say(wFileWait)
			return true
		}
	}
	return false
}

// receive gives an answer of the store to the questions; one that came with it is saved.
func (s *fillScreen) receive(a *app, msg tea.Msg) tea.Cmd {
	if s.session == nil {
		return nil
	}
	s.session.pager.receive(msg)
	var cmds []tea.Cmd
	for _, q := range s.session.pager.questions {
		if b := q.common(); b.arrived {
			b.arrived = false
			cmds = append(cmds, s.edited(a, b), q.arrive())
		}
	}
	return tea.Batch(cmds...)
}

// edited notes a change and sees to its being saved.
func (s *fillScreen) edited(a *app, b *base) tea.Cmd {
	now := a.Now()
	b.slot.visited, b.slot.copied = false, false
	s.session.changed(now)
	s.session.settle(b.slot)
	if s.session.pager.stale() {
		s.session.pager.show(b.GetKey())
	}
	if now.Sub(s.session.since) >= saveAtLeast {
		return s.save(a)
	}
	return a.after(saveAfter, autosaveMsg{s.session, s.session.changes})
}

// follow goes where a key wanted to go from a question.
func (s *fillScreen) follow(a *app, b *base) tea.Cmd {
	switch b.move {
	case toNext, toPrevious:
		b.slot.visited = true
		s.session.settle(nil)
		seek := s.seekTwins(a)
		if moved, cmd := s.session.pager.step(b.move); moved {
			return tea.Batch(seek, cmd)
		}
		if b.move == toNext {
			return tea.Batch(seek, s.turnPage(a, 1))
		}
		return tea.Batch(seek, s.turnBack(a))
	case toRow:
		return a.push(newRowScreen(a, s, b.slot, b.row))
	}
	return nil
}

// turnPage goes to the next or previous page; behind the last one comes the summary.
func (s *fillScreen) turnPage(a *app, by int) tea.Cmd {
	p := &s.session.pager
	for _, q := range p.askable() {
		q.common().slot.visited = true
	}
	at := p.next(p.at, by)
	if at < 0 {
		if by > 0 {
			return s.review(a)
		}
		return nil
	}
	p.at = at
	a.top().offset = 0
	p.show("")
	s.session.settle(nil)
	return tea.Batch(p.arrive(), s.save(a))
}

// turnBack goes to the last question of the page before.
func (s *fillScreen) turnBack(a *app) tea.Cmd {
	p := &s.session.pager
	if p.next(p.at, -1) < 0 {
		return nil
	}
	cmd := s.turnPage(a, -1)
	if asked := p.askable(); len(asked) > 0 {
		p.show(asked[len(asked)-1].GetKey())
	}
	return tea.Batch(cmd, p.arrive())
}

func (s *fillScreen) review(a *app) tea.Cmd {
	if s.copying(a) {
		return nil
	}
	return tea.Batch(s.seekTwins(a), s.save(a), a.push(newSummaryScreen(s)))
}

func (s *fillScreen) heading(a *app) (left, right string) {
	if s.session == nil {
		return a.lang.t(wOpening), ""
	}
	p := &s.session.pager
	sheet := p.sheets[p.at]
	n, of := p.position()
	left = a.lang.t(wPageOf, a.lang.w(s.session.form.Title), n, of, a.lang.w(sheet.section.Label))
	if sheet.part > 1 {
		left += " " + a.lang.t(wContinued)
	}
	return left, s.saveState(a)
}

func (s *fillScreen) body(a *app, width, height int) content {
	if s.session == nil {
		return content{}
	}
	c := content{lines: []string{""}}
	if s.session.reason != "" {
		for _, l := range wrap(a.lang.t(wCameBack, s.session.reason), width) {
			c.add(a.st.bad.Render(l))
		}
		c.add("")
	}
	page := s.session.pager.content(width)
	above := len(c.lines)
	c.add(page.lines...)
	c.from, c.to, c.cursor = above+page.from, above+page.to, above+page.cursor
	if page.from == 0 && c.to <= height {
		c.from = 0
	}
	return c
}

func (s *fillScreen) standing(a *app, width int) []string {
	if s.session == nil {
		return nil
	}
	if s.session.failure == nil {
		return s.twinLines(a, width)
	}
	lines := wrap(a.lang.t(wNotSaved, a.cause(s.session.failure)), width)
	for i := range lines {
		lines[i] = a.st.bad.Render(lines[i])
	}
	return lines[:min(len(lines), 3)]
}

func (s *fillScreen) keys(a *app) []hint {
	t := a.lang.t
	if s.session == nil {
		return []hint{{"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
	}
	keys := []hint{{"Enter", t(wKeyNextQuestion)}}
	switch q := s.session.pager.focused().(type) {
	case *choiceQuestion:
		keys = []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyTake)}}
		if q.many {
			keys = []hint{{t(wKeySpace), t(wKeyMark)}, {"Enter", t(wKeyDone)}}
		}
	case *linkQuestion:
		keys = []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyTake)}}
	case *fileQuestion:
		keys = q.keyHints()
	case *rowsQuestion:
		keys = []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyOpen)}, {"Delete", t(wKeyRemoveRow)}}
	case *textQuestion:
		if len(q.asked) > 0 {
			keys = []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyTake)}}
		} else if q.editor.multiline {
			keys = append(keys, hint{"F7", t(wKeyNewLine)})
		} else if q.slot.field.Type == ledger.TypeDate {
			keys = append(keys, hint{"←→", t(wKeyDays)})
		}
	}
	next := hint{"PgDn", t(wKeyNextPage)}
	if s.session.pager.next(s.session.pager.at, 1) < 0 {
		next.does = t(wKeyReview)
	}
	if s.session.twinInSight() != nil {
		keys = append(keys, hint{"F4", t(wKeyTwin)})
	}
	if does := s.session.copyHint(a.lang, s.focusedName()); does != "" {
		keys = append(keys, hint{"F3", does})
	}
	keys = append(keys, hint{"Shift+Tab", t(wKeyPreviousQuestion)}, next, hint{"F1", t(wKeyHelp)})
	if s.session.pager.next(s.session.pager.at, -1) >= 0 {
		keys = append(keys, hint{"PgUp", t(wKeyPreviousPage)})
	}
	return append(keys, hint{"F9", t(wKeyReview)}, hint{"F8", t(wKeyDrop)}, hint{"Esc", t(wKeyKeep)})
}

func (s *fillScreen) help(a *app) string {
	if s.session == nil {
		return a.lang.t(wHelpOpening)
	}
	return a.lang.t(wHelpFill)
}

// more tells of each question on the page, then of the form.
func (s *fillScreen) more(a *app) (out []string) {
	if s.session == nil {
		return nil
	}
	for _, q := range s.session.pager.page {
		f := q.common().slot.field
		if !asks(f) {
			continue
		}
		text := "• " + a.lang.w(f.Label)
		if q.common().slot.need {
			text += " " + a.lang.t(wNeeded)
		}
		if h := a.lang.w(f.Hint); h != "" {
			text += ": " + h
		}
		if words, ok := typeHelp[f.Type]; ok {
			text += ". " + a.lang.t(words)
		}
		out = append(out, text)
	}
	return append(out, a.lang.w(s.session.form.Title)+". "+a.lang.w(s.session.form.Help), a.lang.t(wHelpFillMore))
}

// beginning tells what a fill screen opens.
type beginning struct {
	form   string    // a new record of this form
	parent ledger.ID // with a link to this record, when it is a follow-up
	record ledger.ID // else: this draft, or a change of this record
}
