package tui

import tea "github.com/charmbracelet/bubbletea"

// placeList lets a person choose among the drives and folders that are there.
type placeList struct {
	asked  int
	looked bool
	places []Place
	menu   menu
}

// look asks for the places, also for a stick plugged in meanwhile.
func (l *placeList) look(a *app) tea.Cmd {
	host := a.Host
	l.looked = false
	var cmd tea.Cmd
	l.asked, cmd = ask(a, func() ([]Place, error) { return host.Places(), nil })
	return cmd
}

func (l *placeList) take(msg tea.Msg) {
	if r, ok := msg.(reply[[]Place]); ok && r.id == l.asked {
		l.looked, l.places = true, r.value
		l.menu.keep(len(l.places))
	}
}

func (l *placeList) key(k tea.KeyMsg) { l.menu.key(k, len(l.places), 5) }

// chosen is the place under the cursor, nil when there is none.
func (l *placeList) chosen() *Place {
	if l.menu.at >= len(l.places) {
		return nil
	}
	return &l.places[l.menu.at]
}

// waitKeys are the keys while a file is being written or read: nothing else is taken until then.
func (a *app) waitKeys() []hint {
	return []hint{{"F1", a.lang.t(wKeyHelp)}, {"F10", a.lang.t(wKeyQuit)}}
}

func (l *placeList) put(a *app, c *content, width int) {
	if !l.looked {
		c.add(a.lang.t(wLooking))
		return
	}
	stick := false
	for i, p := range l.places {
		stick = stick || p.Removable
		right := p.Dir
		if p.Free >= 0 {
			right = a.lang.t(wFreeSpace, a.lang.bytes(p.Free)) + " · " + right
		}
		lines := a.rowLines(i == l.menu.at, settingLines(settingRow{label: a.lang.w(p.Name), value: right}, width-2)...)
		if i == l.menu.at {
			c.focusOn(lines...)
		} else {
			c.add(lines...)
		}
	}
	if !stick {
		c.add("")
		c.add(wrap(a.lang.t(wNoStick), width)...)
	}
}

// standing says that something is going on, or what went wrong.
func (l *placeList) standing(a *app, busy bool, wrong string, width int) []string {
	if busy {
		return []string{a.lang.t(wCopying)}
	}
	if wrong == "" {
		return nil
	}
	lines := wrap(wrong, width)
	for i := range lines {
		lines[i] = a.st.bad.Render(lines[i])
	}
	return lines
}
