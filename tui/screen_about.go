package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// aboutScreen tells what the program is and where the book lies.
type aboutScreen struct {
	asked   int
	about   *About
	failure error
}

func (s *aboutScreen) open(a *app) tea.Cmd {
	if a.Host == nil {
		return nil
	}
	var cmd tea.Cmd
	s.asked, cmd = ask(a, a.Host.About)
	return cmd
}

func (s *aboutScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[About]:
		if msg.id == s.asked {
			s.failure = msg.err
			if msg.err == nil {
				s.about = &msg.value
			}
		}
	case tea.KeyMsg:
		if msg.Type == tea.KeyEsc || msg.Type == tea.KeyEnter {
			return a.pop()
		}
	}
	return nil
}

func (s *aboutScreen) heading(a *app) (left, right string) { return a.lang.t(wAboutTitle), "" }

func (s *aboutScreen) body(a *app, width, height int) content {
	c := content{lines: []string{""}}
	fact := func(label say, text string) { c.add(answerLines(a.lang.t(label), text, width)...) }
	fact(wAboutProgram, a.lang.t(wProgram)+" "+a.Version)
	if s.failure != nil {
		c.add(wrap(a.lang.t(wStoreFailed, a.cause(s.failure)), width)...)
	}
	fact(wAboutDevice, a.identity.Device.String())
	fact(wAboutRecords, a.lang.count(a.status.Records, nRecord))
	if s.about != nil {
		fact(wAboutFolder, s.about.Folder)
		fact(wAboutSize, a.lang.bytes(s.about.Bytes))
		fact(wAboutBackups, a.lang.count(s.about.Backups, nCopy))
		if t := s.about.LastCopy; !t.IsZero() {
			fact(wAboutLastCopy, a.lang.moment(t, a.Now()))
		}
	}
	c.add("")
	c.add(wrap(a.lang.t(wAboutText), width)...)
	return c
}

func (s *aboutScreen) standing(*app, int) []string { return nil }

func (s *aboutScreen) keys(a *app) []hint {
	return []hint{{"F1", a.lang.t(wKeyHelp)}, {"Esc", a.lang.t(wKeyBack)}}
}

func (s *aboutScreen) help(a *app) string { return a.lang.t(wHelpAbout) }

// bytes is a size as people say it: "12 kB", "3,4 MB", "7,3 GB".
func (l language) bytes(n int64) string {
	const giga = 1e9
	if n < giga {
		return ledger.ShowBytes(n)
	}
	return viet.FormatNumber(viet.Number((n+giga/20)/(giga/10)*1000)) + " GB"
}
