package tui

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// pickScreen chooses a file: first a drive or folder people know, then from folder to folder. Typing
// narrows the list. The newest file comes first, since it is mostly the one meant.
type pickScreen struct {
	take    func(path string) tea.Cmd
	dir     string // "" for the places to begin at
	asked   int
	entries []pickEntry
	failure error
	loaded  bool
	filter  editor
	menu    menu
	page    int
}

// pickEntry is a folder or a file.
type pickEntry struct {
	path, name, note string
	folder           bool
	size             int64
	changed          time.Time
}

// maxEntries bounds how much of one folder is shown.
const maxEntries = 2000

func (s *pickScreen) open(a *app) tea.Cmd {
	host, dir, lang := a.Host, s.dir, a.lang
	s.loaded = false
	s.filter.set("")
	s.menu.at = 0
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() ([]pickEntry, error) {
		if dir == "" {
			return startEntries(host, lang)
		}
		return readFolder(dir)
	})
	return cmd
}

// startEntries are the drives and folders to begin at, then the person's own folder.
func startEntries(host Host, lang language) ([]pickEntry, error) {
	var out []pickEntry
	if host != nil {
		for _, p := range host.Places() {
			out = append(out, pickEntry{path: p.Dir, name: lang.w(p.Name), note: p.Dir, folder: true})
		}
	}
	home, err := os.UserHomeDir()
	if err != nil && len(out) > 0 {
		return out, nil
	}
	return append(out, pickEntry{path: home, name: lang.t(wOwnFolder), note: home, folder: true}), err
}

// readFolder lists folders by name, then files, the newest first; what is hidden is left out.
func readFolder(dir string) ([]pickEntry, error) {
	found, err := os.ReadDir(dir)
	if err != nil && len(found) == 0 {
		return nil, err
	}
	var out []pickEntry
	for _, e := range found {
		if strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "$") || len(out) == maxEntries {
			continue
		}
		path := filepath.Join(dir, e.Name())
		info, err := os.Stat(path)
		if err != nil || !info.IsDir() && !info.Mode().IsRegular() {
			continue
		}
		out = append(out, pickEntry{path: path, name: oneLine(viet.NFC(strings.ToValidUTF8(e.Name(), "?"))), folder: info.IsDir(),
			size: info.Size(), changed: info.ModTime()})
	}
	slices.SortStableFunc(out, func(a, b pickEntry) int {
		switch {
		case a.folder && b.folder:
			return viet.Compare(a.name, b.name)
		case a.folder:
			return -1
		case b.folder:
			return 1
		}
		return b.changed.Compare(a.changed)
	})
	return out, nil
}

// shown are the entries that match what is typed.
func (s *pickScreen) shown() []pickEntry {
	query := viet.NewQuery(s.filter.text)
	if query.Empty() {
		return s.entries
	}
	var out []pickEntry
	for _, e := range s.entries {
		if query.MatchText(e.name) > 0 {
			out = append(out, e)
		}
	}
	return out
}

func (s *pickScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[[]pickEntry]:
		if msg.id == s.asked {
			s.entries, s.failure, s.loaded = msg.value, msg.err, true
		}
	case tea.KeyMsg:
		return s.press(a, msg)
	}
	return nil
}

func (s *pickScreen) press(a *app, k tea.KeyMsg) tea.Cmd {
	shown := s.shown()
	switch {
	case k.Type == tea.KeyEsc:
		return a.pop()
	case k.Type == tea.KeyLeft || k.Type == tea.KeyBackspace && s.filter.text == "":
		return s.up(a)
	case k.Type == tea.KeyEnter || k.Type == tea.KeyRight:
		if s.menu.at >= len(shown) {
			return nil
		}
		e := shown[s.menu.at]
		if e.folder {
			s.dir = e.path
			return s.open(a)
		}
		if k.Type == tea.KeyRight {
			return nil
		}
		back := a.pop()
		return tea.Batch(back, s.take(e.path))
	case s.menu.key(k, len(shown), s.page):
	case s.filter.key(k):
		s.menu.at = 0
	}
	return nil
}

// up goes to the folder around this one, above a drive to the places to begin at.
func (s *pickScreen) up(a *app) tea.Cmd {
	if s.dir == "" {
		return nil
	}
	above := filepath.Dir(s.dir)
	if above == s.dir {
		above = ""
	}
	s.dir = above
	return s.open(a)
}

func (s *pickScreen) heading(a *app) (left, right string) { return a.lang.t(wPickTitle), "" }

func (s *pickScreen) body(a *app, width, height int) content {
	s.page = height - 4
	var c content
	c.add("", clip(cmp.Or(s.dir, a.lang.t(wPickStart)), width))
	box := s.filter.view(width-10, true, a.st.cursor)[0]
	if s.filter.text == "" {
		box += "  " + a.lang.t(wTypeToFind)
	}
	c.add(clip(a.lang.t(wSearch)+" "+box, width), "")
	shown := s.shown()
	switch {
	case s.failure != nil:
		c.add(wrap(a.lang.t(wPickFailed, a.cause(s.failure)), width)...)
	case !s.loaded:
		c.add(a.lang.t(wReading))
	case len(shown) == 0:
		c.add(a.lang.t(wPickEmpty))
	}
	for i, e := range shown {
		lines := a.rowLines(i == s.menu.at, columns(s.title(e), s.facts(a, e), 40, width-2))
		if i == s.menu.at {
			c.focusOn(lines...)
		} else {
			c.add(lines...)
		}
	}
	return c
}

func (s *pickScreen) title(e pickEntry) string {
	if e.folder && e.note == "" {
		return e.name + string(filepath.Separator)
	}
	return e.name
}

// facts are a place's folder, or a file's size and day.
func (s *pickScreen) facts(a *app, e pickEntry) string {
	if e.folder {
		return e.note
	}
	return ledger.ShowBytes(e.size) + " · " + a.lang.moment(e.changed, a.Now())
}

func (s *pickScreen) standing(*app, int) []string { return nil }

func (s *pickScreen) keys(a *app) []hint {
	t := a.lang.t
	return []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyOpenOrTake)}, {"←", t(wKeyFolderUp)}, {"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
}

func (s *pickScreen) help(a *app) string { return a.lang.t(wHelpPick) }
