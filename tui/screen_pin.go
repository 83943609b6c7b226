package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// PIN is what locks the book. Errors are put into words by Options.Explain.
type PIN interface {
	HasPIN() bool
	// TryPIN tells whether secret opens the book: its PIN or its recovery code.
	TryPIN(secret string) error
	// PlanPIN prepares the first PIN, or another, and gives its recovery code, this once; nothing has
	// changed until do is called.
	PlanPIN(pin string) (code string, do func() error, err error)
	RemovePIN() error
	// Unsealed names what can be read without the PIN all the same.
	Unsealed() []string
}

// pinScreen sets, changes or removes the PIN: it asks for one secret after the other. A new PIN is set
// once the end of its recovery code was typed from the paper.
type pinScreen struct {
	steps []say
	given []string
	typed secretBox
	check func(secret string) error // of the first, nil when it is a new one
	fresh bool                      // the last two are a new PIN, the same twice
	done  say
	asked int
	busy  bool
	wrong string
	plan  pinPlan // once there is a new PIN
	left  []string
	ended bool
}

// pinPlan is a new PIN that is not set yet.
type pinPlan struct {
	code string
	do   func() error
}

func (s *pinScreen) open(*app) tea.Cmd { return nil }

func newPINScreen() *pinScreen {
	return &pinScreen{steps: []say{wPINNew, wPINAgain}, fresh: true, done: wPINSet}
}

func changePINScreen(a *app) *pinScreen {
	return &pinScreen{steps: []say{wPINNow, wPINNew, wPINAgain}, fresh: true, check: a.PIN.TryPIN, done: wPINChanged}
}

func removePINScreen(a *app) *pinScreen {
	return &pinScreen{steps: []say{wPINNow}, check: a.PIN.TryPIN, done: wPINRemoved}
}

// pinMenu offers what can be done with the book's PIN.
func (a *app) pinMenu() tea.Cmd {
	if !a.PIN.HasPIN() {
		return a.push(newPINScreen())
	}
	return a.push(&choosingScreen{title: a.lang.t(wSetPIN), text: a.lang.t(wPINHas), options: []option{
		{a.lang.t(wPINLockNow), func(a *app) tea.Cmd { return tea.Batch(a.pop(), a.lock()) }},
		{a.lang.t(wPINChange), func(a *app) tea.Cmd { return a.replace(changePINScreen(a)) }},
		{a.lang.t(wPINRemove), func(a *app) tea.Cmd { return a.replace(removePINScreen(a)) }}}})
}

func (s *pinScreen) update(a *app, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case reply[pinPlan]:
		if msg.id == s.asked && s.busy {
			return s.answered(a, msg)
		}
	case reply[[]string]:
		if msg.id == s.asked && s.busy {
			return s.finished(a, msg)
		}
	case tea.KeyMsg:
		switch {
		case s.busy:
		case s.ended && (msg.Type == tea.KeyEnter || msg.Type == tea.KeyEsc), msg.Type == tea.KeyEsc:
			return a.pop()
		case s.ended:
		case msg.Type == tea.KeyEnter && s.typed.text() != "":
			return s.next(a)
		default:
			s.typed.key(msg)
			s.wrong = ""
		}
	}
	return nil
}

// codeEnd is how many letters of the recovery code are typed from the paper.
const codeEnd = 5

// next takes what was typed.
func (s *pinScreen) next(a *app) tea.Cmd {
	text := s.typed.take()
	if s.plan.do != nil {
		if !strings.EqualFold(text, s.plan.code[len(s.plan.code)-codeEnd:]) {
			s.wrong = a.lang.t(wPINCodeDiffers)
			return nil
		}
		return s.finish(a, s.plan.do)
	}
	s.given = append(s.given, text)
	n, pin, check := len(s.given), a.PIN, s.check
	switch {
	case n == len(s.steps) && s.fresh && text != s.given[n-2]:
		s.given, s.wrong = s.given[:n-2], a.lang.t(wPINDiffers)
	case n == len(s.steps) && s.fresh:
		return s.ask(a, func() (p pinPlan, err error) {
			p.code, p.do, err = pin.PlanPIN(text)
			return p, err
		})
	case n == len(s.steps):
		return s.ask(a, func() (pinPlan, error) { return pinPlan{do: pin.RemovePIN}, check(text) })
	case n == 1 && check != nil:
		return s.ask(a, func() (pinPlan, error) { return pinPlan{}, check(text) })
	}
	return nil
}

func (s *pinScreen) ask(a *app, fn func() (pinPlan, error)) (cmd tea.Cmd) {
	s.busy, s.wrong = true, ""
	s.asked, cmd = ask(a, fn)
	return cmd
}

// finish does what the screen is for.
func (s *pinScreen) finish(a *app, do func() error) (cmd tea.Cmd) {
	s.busy, s.wrong = true, ""
	pin := a.PIN
	s.asked, cmd = ask(a, func() ([]string, error) {
		err := do()
		return pin.Unsealed(), err
	})
	return cmd
}

// answered takes over that the PIN in use is right, or a new one that can be set.
func (s *pinScreen) answered(a *app, msg reply[pinPlan]) tea.Cmd {
	s.busy = false
	switch {
	case msg.err != nil:
		s.given, s.wrong = nil, a.whyNot(msg.err)
	case msg.value.do != nil && !s.fresh:
		return s.finish(a, msg.value.do)
	case msg.value.do != nil:
		s.plan = msg.value
	}
	return nil
}

// finished tells what has been done, or why not.
func (s *pinScreen) finished(a *app, msg reply[[]string]) tea.Cmd {
	s.busy = false
	s.ended, s.left = true, msg.value
	if msg.err != nil {
		s.wrong = a.whyNot(msg.err)
		return nil
	}
	return a.notify(nil)
}

func (s *pinScreen) heading(a *app) (left, right string) { return a.lang.t(wSetPIN), "" }

func (s *pinScreen) body(a *app, width, _ int) content {
	c := content{lines: []string{""}}
	switch {
	case s.ended && s.wrong == "":
		c.add(wrap(a.lang.t(s.done), width)...)
		if len(s.left) > 0 {
			c.add("")
			c.add(wrap(a.lang.t(wPINUnsealed), width)...)
			c.add(s.left...)
		}
	case s.ended:
	case s.plan.do != nil:
		c.add(wrap(a.lang.t(wPINCode), width)...)
		c.add("", "    "+a.st.label.Render(s.plan.code), "")
		c.add(wrap(a.lang.t(wPINCodeWhy), width)...)
		c.add("")
		s.typed.putOpen(a, &c, a.lang.t(wPINCodeBack), width)
	default:
		s.typed.put(a, &c, a.lang.t(s.steps[min(len(s.given), len(s.steps)-1)]), true, width)
		c.add("")
		c.add(wrap(a.lang.t(wPINText), width)...)
		if s.fresh {
			c.add("")
			c.add(wrap(a.lang.t(wPINForgotten), width)...)
		}
	}
	return c
}

func (s *pinScreen) standing(a *app, width int) []string {
	return standingSecret(a, s.busy, s.wrong, width)
}

func (s *pinScreen) keys(a *app) []hint {
	t := a.lang.t
	if s.ended {
		return []hint{{"F1", t(wKeyHelp)}, {"Enter", t(wKeyBack)}}
	}
	return []hint{{"Enter", t(wKeyGoOnPage)}, {"Ctrl+U", t(wKeyEmpty)}, {"F1", t(wKeyHelp)}, {"Esc", t(wKeyBack)}}
}

func (s *pinScreen) help(a *app) string { return a.lang.t(wHelpPIN) }
