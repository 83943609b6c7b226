package tui

import (
	"path/filepath"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// exportScreen writes what waits to be sent into a file on a stick, or where Zalo can take it from.
// Exported is not sent, and the screen says so.
type exportScreen struct {
	places placeList
	asked  int
	busy   bool
	wrong  string
	done   *Carried
	where  ledger.Words
}

func (s *exportScreen) open(a *app) tea.Cmd { return s.places.look(a) }

func (s *exportScreen) update(a *app, msg tea.Msg) tea.Cmd {
	s.places.take(msg)
	switch msg := msg.(type) {
	case reply[Carried]:
		if msg.id == s.asked && s.busy {
			s.busy, s.wrong = false, a.whyNot(msg.err)
			if msg.err == nil {
				s.done = &msg.value
			}
		}
	case tea.KeyMsg:
		return s.press(a, msg)
	}
	return nil
}

func (s *exportScreen) press(a *app, k tea.KeyMsg) tea.Cmd {
	switch {
	case s.busy:
	case k.Type == tea.KeyEsc, k.Type == tea.KeyEnter && s.done != nil:
		return a.pop()
	case k.Type == tea.KeyF5 && s.done == nil:
		return s.places.look(a)
	case k.Type == tea.KeyEnter:
		if p := s.places.chosen(); p != nil {
			s.busy, s.wrong, s.where = true, "", p.Name
			host, dir := a.Host, p.Dir
			var cmd tea.Cmd
			s.asked, cmd = ask(a, func() (Carried, error) { return host.Export(dir) })
			return cmd
		}
	case s.done == nil:
		s.places.key(k)
	}
	return nil
}

func (s *exportScreen) heading(a *app) (left, right string) {
	return a.lang.t(wExportTitle), a.lang.t(wExportWaiting, a.lang.count(a.waiting(), nRecord))
}

func (s *exportScreen) body(a *app, width, height int) content {
	c := content{lines: []string{""}}
	if s.done == nil {
		c.add(wrap(a.lang.t(wExportText), width)...)
		c.add("")
		s.places.put(a, &c, width)
		return c
	}
	what := a.lang.t(wExported, a.lang.count(s.done.Changes, nWriting))
	if s.done.Changes == 0 {
		what = a.lang.t(wExportedNone)
	}
	for _, l := range wrap(what, width) {
		c.add(a.st.good.Render(l))
	}
	c.add("")
	c.add(answerLines(a.lang.t(wExportFile), filepath.Base(s.done.File), width)...)
	c.add(answerLines(a.lang.t(wExportWhere), a.lang.w(s.where)+", "+filepath.Dir(s.done.File), width)...)
	if s.done.Files > 0 {
		c.add(answerLines(a.lang.t(wExportAttached), a.lang.count(s.done.Files, nFile), width)...)
	}
	c.add(answerLines(a.lang.t(wExportSize), a.lang.bytes(s.done.Bytes), width)...)
	c.add("")
	c.add(wrap(a.lang.t(wNotSentYet), width)...)
	c.add("")
	c.add(wrap(a.lang.t(wExportZalo), width)...)
	return c
}

func (s *exportScreen) standing(a *app, width int) []string {
	return s.places.standing(a, s.busy, s.wrong, width)
}

func (s *exportScreen) keys(a *app) []hint {
	if s.busy {
		return a.waitKeys()
	}
	t := a.lang.t
	if s.done != nil {
		return []hint{{"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
	}
	return []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyExport)}, {"F5", t(wKeyLookAgain)}, {"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
}

func (s *exportScreen) help(a *app) string { return a.lang.t(wHelpUSB) }

// importScreen finds files from the office on the drives and takes one over.
type importScreen struct {
	looking, asked int
	found          []Letter
	looked, busy   bool
	wrong          string
	done           *Brought
	menu           menu
	page           int
}

func (s *importScreen) open(a *app) tea.Cmd {
	s.looked = false
	var cmd tea.Cmd
	s.looking, cmd = ask(a, a.Host.Letters)
	return cmd
}

func (s *importScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[[]Letter]:
		if msg.id == s.looking {
			s.looked, s.found, s.wrong = true, msg.value, a.whyNot(msg.err)
			s.menu.keep(len(s.found))
		}
	case reply[Brought]:
		if msg.id == s.asked && s.busy {
			return s.imported(a, msg)
		}
	case tea.KeyMsg:
		return s.press(a, msg)
	}
	return nil
}

func (s *importScreen) imported(a *app, r reply[Brought]) tea.Cmd {
	s.busy, s.wrong = false, a.whyNot(r.err)
	if r.err == nil || r.value.Confirmed+r.value.Pulled > 0 {
		s.done = &r.value
	}
	home, ok := a.stack[0].screen.(*homeScreen)
	if !ok {
		return nil
	}
	return home.open(a)
}

func (s *importScreen) press(a *app, k tea.KeyMsg) tea.Cmd {
	switch {
	case s.busy:
	case k.Type == tea.KeyEsc, k.Type == tea.KeyEnter && s.done != nil:
		return a.pop()
	case s.done != nil:
	case k.Type == tea.KeyF5:
		return s.open(a)
	case k.Type == tea.KeyEnter:
		if s.menu.at < len(s.found) {
			s.busy, s.wrong = true, ""
			host, file := a.Host, s.found[s.menu.at].File
			var cmd tea.Cmd
			s.asked, cmd = ask(a, func() (Brought, error) { return host.Import(file) })
			return cmd
		}
	default:
		s.menu.key(k, len(s.found), s.page)
	}
	return nil
}

func (s *importScreen) heading(a *app) (left, right string) {
	if s.looked && s.done == nil {
		right = a.lang.t(wFoundFiles, a.lang.count(len(s.found), nFile))
	}
	return a.lang.t(wImportTitle), right
}

func (s *importScreen) body(a *app, width, height int) content {
	s.page = height - 4
	c := content{lines: []string{""}}
	switch {
	case s.done != nil:
		c.add(s.resultLines(a, width)...)
	case !s.looked:
		c.add(a.lang.t(wLooking))
	case len(s.found) == 0:
		c.add(wrap(a.lang.t(wNoLetters), width)...)
	default:
		c.add(wrap(a.lang.t(wImportText), width)...)
		c.add("")
		for i, f := range s.found {
			right := a.lang.moment(f.Time, a.Now()) + " · " + a.lang.w(f.Place) + " · " + a.lang.bytes(f.Bytes)
			lines := a.rowLines(i == s.menu.at, clip(filepath.Base(f.File), width-2), "  "+clip(right, width-4))
			if i == s.menu.at {
				c.focusOn(lines...)
			} else {
				c.add(lines...)
			}
		}
	}
	return c
}

// resultLines say what the file brought.
func (s *importScreen) resultLines(a *app, width int) []string {
	var out []string
	say := func(text string) { out = append(out, wrap(text, width)...) }
	d := s.done
	if d.Confirmed+d.Pulled+d.Rejected+d.Files == 0 && !d.Forked {
		say(a.lang.t(wBroughtNothing))
	}
	if d.Confirmed > 0 {
		say(a.lang.t(wBroughtConfirmed, a.lang.count(d.Confirmed, nWriting)))
	}
	if d.Pulled > 0 {
		say(a.lang.t(wBroughtPulled, a.lang.count(d.Pulled, nNews)))
	}
	if d.Rejected > 0 {
		say(a.lang.t(wBroughtRejected, a.lang.count(d.Rejected, nWriting)))
	}
	if d.Files > 0 {
		say(a.lang.t(wBroughtFiles, a.lang.count(d.Files, nFile)))
	}
	if d.Forked {
		say(a.lang.t(wBroughtForked))
	}
	if d.Pending > 0 {
		return append(out, wrap(a.lang.t(wBroughtPending, a.lang.count(d.Pending, nWriting)), width)...)
	}
	return append(out, a.lang.t(wBroughtAll))
}

func (s *importScreen) standing(a *app, width int) []string {
	var l placeList
	return l.standing(a, s.busy, s.wrong, width)
}

func (s *importScreen) keys(a *app) []hint {
	if s.busy {
		return a.waitKeys()
	}
	t := a.lang.t
	if s.done != nil {
		return []hint{{"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
	}
	if len(s.found) == 0 {
		return []hint{{"F5", t(wKeyLookAgain)}, {"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
	}
	return []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyImport)}, {"F5", t(wKeyLookAgain)}, {"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
}

func (s *importScreen) help(a *app) string { return a.lang.t(wHelpUSB) }
