package tui

import (
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// settingsScreen shows what can be chosen for this laptop; Enter changes the chosen line.
type settingsScreen struct {
	asked   int
	data    *settingsData
	failure error
	menu    menu
	page    int
	keeping int        // a setting on its way into the store
	then    func(*app) // what holds once it is there
}

// settingsData is what the screen reads from the store.
type settingsData struct {
	identity ledger.Identity
	backup   string
}

// settingRow is one line: what, as it is now, and what Enter does.
type settingRow struct {
	label, value string
	do           func(a *app) tea.Cmd
}

func (s *settingsScreen) open(a *app) tea.Cmd {
	store := a.Store
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() (d settingsData, err error) {
		if d.identity, err = store.Identity(); err != nil {
			return d, err
		}
		d.backup, err = store.Setting(SettingBackup)
		return d, err
	})
	return cmd
}

func (s *settingsScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[settingsData]:
		if msg.id == s.asked {
			s.failure = msg.err
			if msg.err == nil {
				s.data, a.identity = &msg.value, msg.value.identity
			}
		}
	case reply[bool]:
		if msg.id == s.keeping && s.then != nil {
			return s.kept(a, msg.err)
		}
	case tea.KeyMsg:
		rows := s.rows(a)
		switch {
		case msg.Type == tea.KeyEsc:
			return a.pop()
		case msg.Type == tea.KeyEnter && s.menu.at < len(rows):
			return rows[s.menu.at].do(a)
		default:
			s.menu.key(msg, len(rows), s.page)
		}
	}
	return nil
}

// keep writes a setting and lets then hold once it is written.
func (s *settingsScreen) keep(a *app, name, value string, then func(*app)) tea.Cmd {
	store := a.Store
	s.then = then
	var cmd tea.Cmd
	s.keeping, cmd = ask(a, func() (bool, error) { return true, store.SetSetting(name, value) })
	return cmd
}

func (s *settingsScreen) kept(a *app, err error) tea.Cmd {
	then := s.then
	s.then = nil
	if err != nil {
		a.failed(err)
		return nil
	}
	then(a)
	return s.open(a)
}

func (s *settingsScreen) rows(a *app) []settingRow {
	if s.data == nil {
		return nil
	}
	rows := []settingRow{{a.lang.t(wSetPerson), s.data.identity.Person, s.editPerson}}
	rows = append(rows, s.unitRows(a)...)
	rows = append(rows, s.lookRows(a)...)
	if a.Files != nil {
		rows = append(rows, s.toggle(a, wSetPhotos, SettingPhotos, "full", &a.prefs.fullPhotos, wPhotosShrunk, wPhotosFull))
	}
	if a.Host != nil && !a.Practice {
		rows = append(rows, s.autoSendRow(a), s.backupRow(a))
	}
	rows = append(rows, s.pinRows(a)...)
	if a.canPractise() {
		rows = append(rows, settingRow{a.lang.t(wPracticeTitle), a.lang.t(wSetPracticeWhat), (*app).askPractice})
	}
	if a.Practice {
		rows = append(rows, settingRow{a.lang.t(wLeavePractice), "", (*app).askLeavePractice})
	}
	return append(rows, settingRow{a.lang.t(wAboutTitle), a.lang.t(wProgram) + " " + a.Version, func(a *app) tea.Cmd { return a.push(&aboutScreen{}) }})
}

// unitRows tell of the unit and the commune, which only joining changes afterwards.
func (s *settingsScreen) unitRows(a *app) []settingRow {
	id := s.data.identity
	if id.Joined {
		return []settingRow{{a.lang.t(wSetUnit), id.Unit.Place() + ", " + a.lang.t(wCommune, id.CommuneName), func(a *app) tea.Cmd {
			a.say(wUnitOfCommune)
			return nil
		}}}
	}
	rows := []settingRow{{a.lang.t(wSetUnit), id.Unit.Name, s.editUnit}}
	if a.Host != nil && !a.Practice {
		rows = append(rows, settingRow{a.lang.t(wJoinTitle), a.lang.t(wNotConnected), func(a *app) tea.Cmd { return a.push(newJoinScreen(a)) }})
	}
	return rows
}

func (s *settingsScreen) lookRows(a *app) []settingRow {
	return []settingRow{
		{a.lang.t(wSetTyping), a.lang.t(typingWords[a.prefs.typing]), func(a *app) tea.Cmd {
			next := map[string]string{"": "telex", "telex": "vni"}[a.prefs.typing]
			return s.keep(a, SettingTyping, next, func(a *app) { a.prefs.typing = next })
		}},
		s.toggle(a, wSetLetters, SettingLetters, "large", &a.prefs.large, wLettersUsual, wLettersLarge),
		s.toggle(a, wSetContrast, SettingContrast, "high", &a.prefs.highContrast, wContrastUsual, wContrastHigh),
	}
}

// toggle is a setting that is one thing or the other.
func (s *settingsScreen) toggle(a *app, label say, name, value string, now *bool, no, yes say) settingRow {
	is, next := no, value
	if *now {
		is, next = yes, ""
	}
	return settingRow{a.lang.t(label), a.lang.t(is), func(a *app) tea.Cmd {
		return s.keep(a, name, next, func(*app) { *now = next != "" })
	}}
}

func (s *settingsScreen) autoSendRow(a *app) settingRow {
	is, next := wSendByItself, "off"
	if !a.prefs.autoSend {
		is, next = wSendByHand, ""
	}
	return settingRow{a.lang.t(wSetAutoSend), a.lang.t(is), func(a *app) tea.Cmd {
		return s.keep(a, SettingAutoSend, next, func(a *app) {
			a.prefs.autoSend = next == ""
			a.AutoSend = a.prefs.autoSend && a.Syncer != nil
		})
	}}
}

// pinRows are the PIN of the book, and of one that has it when its view is locked.
func (s *settingsScreen) pinRows(a *app) []settingRow {
	if a.PIN == nil {
		return nil
	}
	if !a.PIN.HasPIN() {
		return []settingRow{{a.lang.t(wSetPIN), a.lang.t(wPINIsNot), (*app).pinMenu}}
	}
	at := slices.Index(pinChoices, a.prefs.pinMinutes)
	next := pinChoices[(at+1)%len(pinChoices)]
	return []settingRow{{a.lang.t(wSetPIN), a.lang.t(wPINIsSet), (*app).pinMenu},
		{a.lang.t(wSetPINMinutes), a.lang.t(wPINAfter, a.prefs.pinMinutes), func(a *app) tea.Cmd {
			return s.keep(a, SettingPINMinutes, strconv.Itoa(next), func(a *app) { a.prefs.pinMinutes = next })
		}}}
}

func (s *settingsScreen) backupRow(a *app) settingRow {
	is := s.data.backup
	if is == "" {
		is = a.lang.t(wBackupOnlyHere)
	}
	return settingRow{a.lang.t(wSetBackup), is, func(a *app) tea.Cmd { return a.push(newBackupScreen(s.data.backup)) }}
}

func (s *settingsScreen) editPerson(a *app) tea.Cmd {
	return a.push(newNameScreen(SettingPerson, wSetPerson, wPersonAbout, newBox(a.lang.t(wPersonLabel), a.lang.t(wPersonHint), s.data.identity.Person)))
}

func (s *settingsScreen) editUnit(a *app) tea.Cmd {
	return a.push(newNameScreen(SettingUnit, wSetUnit, wWelcomeUnit, newBox(a.lang.t(wUnitLabel), a.lang.t(wUnitHint), s.data.identity.Unit.Name)))
}

func (s *settingsScreen) heading(a *app) (left, right string) { return a.lang.t(wSettingsTitle), "" }

func (s *settingsScreen) body(a *app, width, height int) content {
	s.page = height - 2
	c := content{lines: []string{""}}
	if s.failure != nil {
		c.add(wrap(a.lang.t(wStoreFailed, a.cause(s.failure)), width)...)
	}
	rows := s.rows(a)
	for i, r := range rows {
		lines := a.rowLines(i == s.menu.at, settingLines(r, width-2)...)
		if i == s.menu.at {
			c.focusOn(lines...)
		} else {
			c.add(lines...)
		}
	}
	return c
}

// settingLines set a row's value beside its label, or under it where both do not fit.
func settingLines(r settingRow, width int) []string {
	const column = 26
	if cellsOf(r.label) < column && column+cellsOf(r.value) <= width {
		return []string{pad(r.label, column) + r.value}
	}
	return []string{clip(r.label, width), "  " + clip(r.value, width-2)}
}

func (s *settingsScreen) standing(*app, int) []string { return nil }

func (s *settingsScreen) keys(a *app) []hint {
	t := a.lang.t
	return []hint{{"↑↓", t(wKeyChoose)}, {"Enter", t(wKeyChange)}, {"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
}

func (s *settingsScreen) help(a *app) string { return a.lang.t(wHelpSettings) }
