package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// messageScreen takes a message to the office about a record. What was begun and not written down
// is still there when the screen is opened again.
type messageScreen struct {
	record ledger.ID
	title  string
	editor editor
	width  int
	asked  int
	busy   bool
}

// maxMessage is how many letters a message may have; a change holds 64 kB.
const maxMessage = 4000

func newMessageScreen(a *app, record ledger.ID, title string) *messageScreen {
	s := &messageScreen{record: record, title: title, editor: editor{multiline: true, limit: maxMessage}}
	s.editor.set(a.unsent[record])
	return s
}

func (s *messageScreen) open(*app) tea.Cmd { return nil }

func (s *messageScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[bool]:
		return s.written(a, msg)
	case tea.KeyMsg:
		if s.busy {
			return nil
		}
		return s.press(a, msg)
	}
	return nil
}

func (s *messageScreen) press(a *app, k tea.KeyMsg) tea.Cmd {
	switch k.Type {
	case tea.KeyEsc:
		return a.pop()
	case tea.KeyF9:
		return s.write(a)
	case tea.KeyEnter:
		s.editor.insert("\n")
	case tea.KeyUp:
		s.editor.vertical(-1, s.width)
	case tea.KeyDown:
		s.editor.vertical(1, s.width)
	default:
		s.editor.key(k)
	}
	a.unsent[s.record] = s.editor.text
	return nil
}

func (s *messageScreen) write(a *app) tea.Cmd {
	text := s.editor.text
	if oneLine(text) == "" {
		a.complain(wMessageEmpty)
		return nil
	}
	s.busy = true
	store, record := a.Store, s.record
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() (bool, error) { return true, store.Act(record, ledger.KindComment, "", text) })
	return cmd
}

func (s *messageScreen) written(a *app, r reply[bool]) tea.Cmd {
	if r.id != s.asked || !s.busy {
		return nil
	}
	s.busy = false
	if r.err != nil {
		a.failed(r.err)
		return nil
	}
	delete(a.unsent, s.record)
	return tea.Batch(a.pop(), a.kept(wMessageKept))
}

func (s *messageScreen) heading(a *app) (left, right string) {
	return a.lang.t(wMessageTitle, s.title), ""
}

func (s *messageScreen) body(a *app, width, height int) content {
	c := content{lines: []string{""}}
	c.add(wrap(a.lang.t(wMessageAsk), width)...)
	c.add("")
	s.width = width - 2
	lines := indent("> ", s.editor.view(s.width, true, a.st.cursor))
	row, _ := place(s.editor.layout(s.width), s.editor.text, s.editor.cursor)
	above := len(c.lines)
	c.add(lines...)
	c.from, c.to = above+row, above+row+1
	return c
}

func (s *messageScreen) standing(*app, int) []string { return nil }

func (s *messageScreen) keys(a *app) []hint {
	t := a.lang.t
	return []hint{{"F9", t(wKeyWriteMessage)}, {"Enter", t(wKeyNewLine)}, {"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
}

func (s *messageScreen) help(a *app) string { return a.lang.t(wHelpMessage) }
