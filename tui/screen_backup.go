package tui

import (
	"path/filepath"

	tea "github.com/charmbracelet/bubbletea"
)

// backupFolder is what the folder of the copies is called, on whatever drive.
const backupFolder = "SoThon-sao-luu"

// backupScreen chooses where copies of the book go beside its own folder.
type backupScreen struct {
	now    string
	places placeList
	asked  int
	busy   bool
	wrong  string
}

func newBackupScreen(now string) *backupScreen { return &backupScreen{now: now} }

func (s *backupScreen) open(a *app) tea.Cmd { return s.places.look(a) }

func (s *backupScreen) update(a *app, msg tea.Msg) tea.Cmd {
	s.places.take(msg)
	switch msg := msg.(type) {
	case reply[bool]:
		if msg.id == s.asked && s.busy {
			s.busy, s.wrong = false, a.whyNot(msg.err)
			if msg.err == nil {
				cmd := a.pop()
				a.say(wBackupChosen)
				return cmd
			}
		}
	case tea.KeyMsg:
		switch {
		case s.busy:
		case msg.Type == tea.KeyEsc:
			return a.pop()
		case msg.Type == tea.KeyF5:
			return s.places.look(a)
		case msg.Type == tea.KeyF8 && s.now != "":
			return s.choose(a, "")
		case msg.Type == tea.KeyEnter:
			if p := s.places.chosen(); p != nil {
				return s.choose(a, filepath.Join(p.Dir, backupFolder))
			}
		default:
			s.places.key(msg)
		}
	}
	return nil
}

func (s *backupScreen) choose(a *app, dir string) tea.Cmd {
	s.busy, s.wrong = true, ""
	host := a.Host
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() (bool, error) { return true, host.BackUp(dir) })
	return cmd
}

func (s *backupScreen) heading(a *app) (left, right string) { return a.lang.t(wSetBackup), "" }

func (s *backupScreen) body(a *app, width, height int) content {
	c := content{lines: []string{""}}
	c.add(wrap(a.lang.t(wBackupText), width)...)
	if s.now != "" {
		c.add(wrap(a.lang.t(wBackupNow, s.now), width)...)
	}
	c.add("")
	s.places.put(a, &c, width)
	return c
}

func (s *backupScreen) standing(a *app, width int) []string {
	return s.places.standing(a, s.busy, s.wrong, width)
}

func (s *backupScreen) keys(a *app) []hint {
	if s.busy {
		return a.waitKeys()
	}
	t := a.lang.t
	keys := []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyBackup)}, {"F5", t(wKeyLookAgain)}}
	if s.now != "" {
		keys = append(keys, hint{"F8", t(wKeyNoBackup)})
	}
	return append(keys, hint{"F1", t(wKeyHelp)}, hint{"Esc", t(wKeyBack)})
}

func (s *backupScreen) help(a *app) string { return a.lang.t(wHelpBackup) }
