package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// lockScreen takes the book's PIN, without showing it. It stands before everything else, or instead
// of it after a time without a key.
type lockScreen struct {
	try    func(secret string) error
	typed  secretBox
	asked  int
	busy   bool
	wrong  string
	tries  int
	until  time.Time // no further try before
	given  string
	opened bool
}

// freeTries is how many wrong PINs may be typed before there is a wait, which doubles each time.
const freeTries = 5

const firstWait = 10 * time.Second

func (s *lockScreen) open(*app) tea.Cmd { return nil }

func (s *lockScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[string]:
		if msg.id == s.asked && s.busy {
			s.answered(a, msg)
		}
	case tea.KeyMsg:
		switch {
		case s.busy:
		case msg.Type != tea.KeyEnter:
			s.typed.key(msg)
			s.wrong = ""
		case a.Now().Before(s.until):
			s.wrong = a.lang.t(wLockWait, int((s.until.Sub(a.Now())+time.Second-1)/time.Second))
		case s.typed.text() != "":
			return s.check(a)
		}
	}
	return nil
}

func (s *lockScreen) check(a *app) tea.Cmd {
	s.busy, s.wrong = true, ""
	secret, try := s.typed.take(), s.try
	var cmd tea.Cmd
	s.asked, cmd = ask(a, func() (string, error) { return secret, try(secret) })
	return cmd
}

func (s *lockScreen) answered(a *app, msg reply[string]) {
	s.busy = false
	if msg.err == nil {
		s.opened, s.given = true, msg.value
		return
	}
	s.wrong = a.whyNot(msg.err)
	if s.tries++; s.tries >= freeTries {
		s.until = a.Now().Add(firstWait << min(s.tries-freeTries, 6))
	}
}

func (s *lockScreen) heading(a *app) (left, right string) { return a.lang.t(wLockTitle), "" }

func (s *lockScreen) body(a *app, width, _ int) content {
	c := content{lines: []string{""}}
	c.add(wrap(a.lang.t(wLockText), width)...)
	c.add("")
	s.typed.put(a, &c, a.lang.t(wLockLabel), true, width)
	c.add("")
	c.add(wrap(a.lang.t(wLockForgot), width)...)
	return c
}

func (s *lockScreen) standing(a *app, width int) []string {
	return standingSecret(a, s.busy, s.wrong, width)
}

func (s *lockScreen) keys(a *app) []hint {
	t := a.lang.t
	return []hint{{"Enter", t(wKeyUnlock)}, {"Ctrl+U", t(wKeyEmpty)}, {"F10", t(wKeyQuit)}}
}

func (s *lockScreen) help(a *app) string { return a.lang.t(wLockForgot) }

// standingSecret are the lines below a page that takes a PIN.
func standingSecret(a *app, busy bool, wrong string, width int) []string {
	if busy {
		return []string{a.lang.t(wLockBusy)}
	}
	lines := wrap(wrong, width)
	for i := range lines {
		lines[i] = a.st.bad.Render(lines[i])
	}
	if wrong == "" {
		return nil
	}
	return lines
}

// secretBox is a line to type into that shows only how much was typed.
type secretBox struct{ letters []rune }

const maxSecret = 100

func (b *secretBox) key(k tea.KeyMsg) {
	switch {
	case k.Type == tea.KeyBackspace && len(b.letters) > 0:
		b.letters = b.letters[:len(b.letters)-1]
	case k.Type == tea.KeyCtrlU:
		b.letters = nil
	case k.Type == tea.KeyRunes && len(b.letters)+len(k.Runes) <= maxSecret:
		b.letters = append(b.letters, k.Runes...)
	}
}

func (b *secretBox) text() string { return oneLine(string(b.letters)) }

// take gives what was typed and empties the line.
func (b *secretBox) take() string {
	text := b.text()
	b.letters = nil
	return text
}

func (b *secretBox) put(a *app, c *content, label string, focused bool, width int) {
	lines := wrap(label, width)
	text := strings.Repeat("•", min(len(b.letters), max(width-4, 0)))
	if focused {
		for i := range lines {
			lines[i] = a.st.label.Render(lines[i])
		}
		text += a.st.cursor.Render(" ")
	}
	lines = append(lines, boxMark(focused)+text)
	if focused {
		c.focusOn(lines...)
	} else {
		c.add(lines...)
	}
}

// putOpen shows what is typed: it is no secret.
func (b *secretBox) putOpen(a *app, c *content, label string, width int) {
	c.add(wrap(label, width)...)
	c.focusOn(boxMark(true) + b.text() + a.st.cursor.Render(" "))
}

// ErrLeft is the answer of a person who left instead of giving the PIN.
var ErrLeft = errors.New("left without giving the PIN")

// Unlock asks for the PIN on a page of its own until try takes it, and gives it. Of the options it
// uses language, terminal and Explain. The error is [ErrLeft] when the person leaves.
func Unlock(ctx context.Context, o Options, try func(secret string) error) (string, error) {
	o = o.withDefaults()
	lock := &lockScreen{try: try}
	m := unlockModel{&app{Options: o, lang: language(o.Lang), st: newStyles(!o.NoColour), width: 80, height: 24,
		locked: &layer{screen: lock}}, lock}
	p := tea.NewProgram(m, tea.WithContext(ctx), tea.WithAltScreen(), tea.WithInput(newLetterReader(o.In)),
		tea.WithOutput(o.Out), tea.WithoutSignalHandler())
	if _, err := p.Run(); err != nil && ctx.Err() == nil {
		return "", fmt.Errorf("ask for PIN: %w", err)
	}
	if !lock.opened {
		return "", ErrLeft
	}
	return lock.given, nil
}

// unlockModel is the lock page alone, before there is a book to show.
type unlockModel struct {
	*app
	lock *lockScreen
}

// Init does nothing.
func (m unlockModel) Init() tea.Cmd { return nil }

// Update takes one message.
func (m unlockModel) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = max(msg.Width, 1), max(msg.Height, 1)
	case tea.KeyMsg:
		k, ok := m.input.pass(msg)
		switch {
		case !ok:
		case k.Type == tea.KeyCtrlC, k.Type == tea.KeyF10:
			return m, tea.Quit
		default:
			return m, m.lock.update(m.app, k)
		}
	default:
		m.lock.update(m.app, msg)
		if m.lock.opened {
			return m, tea.Quit
		}
	}
	return m, nil
}

// View draws the page.
func (m unlockModel) View() string { return m.draw() }
