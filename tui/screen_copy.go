package tui

import (
	"io"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/nghia-hung/sothon/ledger"
)

// copyScreen shows a record as a message for Zalo, puts it on the clipboard and into a file.
type copyScreen struct {
	title, text string
	name        string // of the file
	asked       int
	file        string
	failure     error
	top, height int
	lines       int
}

// asText is a record as a message: what it is, its answers, who reported it.
func (s *recordScreen) asText(a *app) string {
	e := s.data.entry
	head := a.lang.w(s.data.form.Title)
	if t := oneLine(e.Title); t != head && t != e.Date && t != showDate(e.Date) {
		head += ": " + t
	}
	out := []string{head}
	if place := s.data.identity.Unit.Place(); place != "" {
		out = append(out, place)
	}
	values := e.Record.Values()
	for f := range s.data.form.All {
		v := values[f.Name]
		if !f.Stored() || v.IsEmpty() || f.Type == ledger.TypeFile || f.Name == ledger.PhotoNoticeField {
			continue
		}
		out = append(out, a.lang.w(f.Label)+": "+s.data.show(a, f.Name, v))
	}
	if who := e.Record.Last.Author; who != "" && values["nguoi_bao"].IsEmpty() {
		out = append(out, a.lang.t(wCopySign, who))
	}
	return strings.Join(out, "\n")
}

func (s *recordScreen) copyOut(a *app) tea.Cmd {
	return a.push(&copyScreen{title: oneLine(s.data.entry.Title), text: s.asText(a), name: s.id.String() + ".txt"})
}

func (s *copyScreen) open(a *app) tea.Cmd {
	out, text, name, keep := a.Out, s.text, s.name, a.SaveText
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() (string, error) {
		if _, err := io.WriteString(out, ansi.SetSystemClipboard(text)); err != nil {
			return "", err
		}
		if keep == nil {
			return "", nil
		}
		return keep(name, text+"\n")
	})
	return cmd
}

func (s *copyScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[string]:
		if msg.id == s.asked {
			s.file, s.failure = msg.value, msg.err
		}
	case tea.KeyMsg:
		switch msg.Type {
		case tea.KeyEsc:
			return a.pop()
		case tea.KeyEnter:
			return s.open(a)
		}
		m := menu{s.top}
		m.key(msg, max(s.lines-s.height+1, 1), s.height-1)
		s.top = m.at
	}
	return nil
}

func (s *copyScreen) heading(a *app) (left, right string) { return a.lang.t(wCopyTitle, s.title), "" }

func (s *copyScreen) body(_ *app, width, height int) content {
	c := content{lines: append([]string{""}, wrap(s.text, width)...)}
	s.height, s.lines = height, len(c.lines)
	s.top = max(min(s.top, s.lines-height), 0)
	c.from, c.to = s.top, min(s.top+height, s.lines)
	return c
}

func (s *copyScreen) standing(a *app, width int) []string {
	lines := wrap(a.lang.t(wOnClipboard), width)
	switch {
	case s.failure != nil:
		lines = append(lines, a.st.bad.Render(clip(a.lang.t(wCopyFailed, a.cause(s.failure)), width)))
	case s.file != "":
		lines = append(lines, wrap(a.lang.t(wCopySaved, s.file), width)...)
	}
	return lines
}

func (s *copyScreen) keys(a *app) []hint {
	t := a.lang.t
	return []hint{{"Enter", t(wKeyCopyText)}, {"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
}

func (s *copyScreen) help(a *app) string { return a.lang.t(wHelpCopy) }
