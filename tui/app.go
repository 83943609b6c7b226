package tui

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Model is the whole of the screens as a Bubble Tea model.
type Model struct{ *app }

// New makes the model; it does nothing until Init's command runs.
func New(o Options) Model {
	o = o.withDefaults()
	a := &app{
		Options: o,
		lang:    language(o.Lang),
		st:      newStyles(!o.NoColour),
		width:   80, height: 24,
		after: func(d time.Duration, msg tea.Msg) tea.Cmd {
			return tea.Tick(d, func(time.Time) tea.Msg { return msg })
		},
		unsent: map[ledger.ID]string{},
	}
	a.prefs, a.lastKey = readPrefs(o.Store), o.Now()
	a.stack = []*layer{{screen: &homeScreen{}}}
	if firstStart(o) {
		a.stack = append(a.stack, &layer{screen: newWelcomeScreen(a)})
	}
	return Model{a}
}

// Init loads the home screen and, if the options say so, begins to send.
func (m Model) Init() tea.Cmd {
	cmds := []tea.Cmd{m.stack[0].open(m.app), m.notify(nil), m.verifyLater(), m.warmLater(), m.unfinished(), m.watchIdle()}
	if m.AutoSend {
		cmds = append(cmds, m.beginSending())
	}
	return tea.Batch(cmds...)
}

// Update takes one message.
func (m Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) { return m, m.handle(msg) }

// View draws the screen on top at the terminal's size.
func (m Model) View() string { return m.draw() }

// screen is one screen. Its methods are called from Update and View only and do no I/O.
type screen interface {
	// open asks for what the screen shows, also when it comes to the top again.
	open(a *app) tea.Cmd
	update(a *app, msg tea.Msg) tea.Cmd
	heading(a *app) (left, right string)
	body(a *app, width, height int) content
	// standing gives the lines between body and keys.
	standing(a *app, width int) []string
	keys(a *app) []hint
	// help explains the screen in at most five lines, with an example.
	help(a *app) string
}

// layer is a screen with where it is scrolled to.
type layer struct {
	screen
	offset int
}

// news is one line about what has just happened.
type news struct {
	text string
	bad  bool
	kept bool // something was written into the book; how sending stands is told with it, always as it is now
}

// app is the state that all screens share.
type app struct {
	Options
	lang  language
	prefs prefs
	st    styles
	input inputStage

	typing viet.Typing

	width, height int
	stack         []*layer // home first, the visible one last
	asked         int      // the number of the latest question to the store
	news          news
	elsewhere     Elsewhere // where to go on when the program ends
	leaving       bool      // the program ends as soon as the draft is safe

	identity ledger.Identity
	status   ledger.SyncStatus
	sending  sending
	unsent   map[ledger.ID]string // messages begun and not yet written down, by record

	locked  *layer    // the lock page, nil while the view is open
	lastKey time.Time // when a key was last pressed

	verifying context.Context // ends with the screens

	after func(time.Duration, tea.Msg) tea.Cmd // a message after some time; tests replace it
}

func (a *app) top() *layer { return a.stack[len(a.stack)-1] }

func (a *app) today() viet.Date { return viet.DateOf(a.Now()) }

// reply answers the question numbered id.
type reply[T any] struct {
	id    int
	value T
	err   error
}

// ask runs fn in a command; the reply carries the number that is returned.
func ask[T any](a *app, fn func() (T, error)) (int, tea.Cmd) {
	a.asked++
	id := a.asked
	return id, func() tea.Msg {
		v, err := fn()
		return reply[T]{id, v, err}
	}
}

func (a *app) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.width, a.height = max(msg.Width, 1), max(msg.Height, 1)
	case tea.KeyMsg:
		return a.press(msg)
	case idleMsg:
		return a.idle()
	case reply[string]:
		a.unlocked(msg)
	case leaveMsg:
		return a.leave()
	case unfinishedMsg:
		return a.offer(msg)
	case warmMsg:
		return a.warm()
	case verifyMsg:
		return a.verify()
	case verifiedMsg:
		return a.notify(msg)
	case leftMsg:
		return a.left(msg)
	case settingKeptMsg:
		if msg.err != nil {
			a.failed(msg.err)
		}
		return nil
	case lookMsg:
		return a.look(msg)
	case progressMsg, sentMsg:
		return tea.Batch(a.noteSending(msg), a.tell(msg))
	}
	return a.tell(msg)
}

// tell gives a message to every screen; each takes what it has asked for.
func (a *app) tell(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, l := range a.stack {
		cmds = append(cmds, l.update(a, msg))
	}
	return tea.Batch(cmds...)
}

// press takes a key: those that mean the same everywhere first, the rest is the top screen's.
func (a *app) press(k tea.KeyMsg) tea.Cmd {
	k, ok := a.input.pass(k)
	if !ok {
		return nil
	}
	a.lastKey = a.Now()
	if a.locked != nil {
		return a.pressLocked(k)
	}
	if k.Type == tea.KeyCtrlC || k.Type == tea.KeyF10 {
		return a.leave()
	}
	a.leaving = false
	if k.Type == tea.KeyF1 {
		if _, open := a.top().screen.(*helpScreen); !open {
			return a.push(&helpScreen{about: a.top().screen})
		}
	}
	if k.Type == tea.KeyF2 {
		return a.nextTyping()
	}
	if k.Type != tea.KeyRunes && k.Type != tea.KeyUp && k.Type != tea.KeyDown {
		a.news = news{}
	}
	return a.deliver(k)
}

func (a *app) push(s screen) tea.Cmd {
	a.stack = append(a.stack, &layer{screen: s})
	return s.open(a)
}

// pop closes the top screen and lets the one below look again at what it shows.
func (a *app) pop() tea.Cmd {
	if len(a.stack) > 1 {
		a.stack = a.stack[:len(a.stack)-1]
	}
	return tea.Batch(a.top().open(a), a.notify(nil))
}

// replace puts s in place of the top screen.
func (a *app) replace(s screen) tea.Cmd {
	a.stack = a.stack[:len(a.stack)-1]
	return a.push(s)
}

// home closes all screens but the first.
func (a *app) home() tea.Cmd {
	return tea.Batch(a.closeAll(), a.top().open(a), a.notify(nil))
}

// closeAll closes all screens but the first; what is being written on one of them is saved.
func (a *app) closeAll() tea.Cmd {
	var saves []tea.Cmd
	for _, l := range a.stack {
		if f, ok := l.screen.(*fillScreen); ok && f.dirty() {
			saves = append(saves, f.save(a))
		}
	}
	a.stack = a.stack[:1]
	return tea.Batch(saves...)
}

func (a *app) say(s say, args ...any)      { a.news = news{text: a.lang.t(s, args...)} }
func (a *app) complain(s say, args ...any) { a.news = news{text: a.lang.t(s, args...), bad: true} }

// kept tells that something was written into the book, as soon as the store has said what waits to
// be sent, and begins to send.
func (a *app) kept(s say) tea.Cmd {
	home, ok := a.stack[0].screen.(*homeScreen)
	if !ok {
		return nil
	}
	home.justKept = s
	cmd := home.open(a)
	if a.AutoSend {
		cmd = tea.Batch(cmd, a.sendNow())
	}
	return cmd
}

// failed tells of a store's failure.
func (a *app) failed(err error) { a.complain(wStoreFailed, a.cause(err)) }

func (a *app) draw() string {
	l := a.locked
	if l == nil {
		l = a.top()
	}
	usual := a.st
	if a.prefs.highContrast {
		a.st = contrasting(usual)
		defer func() { a.st = usual }()
	}
	f := frame{width: a.width, height: a.height, st: a.st, more: a.lang.t(wMoreBelow), less: a.lang.t(wMoreAbove)}
	if a.Practice {
		f.banner = a.lang.t(wPracticeBanner)
	}
	left, right := l.heading(a)
	w := bodyWidth(a.width)
	keys := l.keys(a)
	if a.locked == nil {
		keys = a.withTyping(keys)
	}
	p := parts{left: left, right: right, standing: a.standingLines(l, w), keys: f.keyLines(keys)}
	s, offset := f.render(p, a.bodyOf(l, w, f.bodyHeight(p)), l.offset)
	l.offset = offset
	switch {
	case a.prefs.highContrast && a.NoColour:
		return bright(s, a.width, brightPlain)
	case a.prefs.highContrast:
		return bright(s, a.width, brightColours)
	}
	return s
}

// bodyOf is a screen's body, set wide if that was chosen.
func (a *app) bodyOf(l *layer, width, height int) content {
	if !a.prefs.large {
		return l.body(a, width, height)
	}
	return sparse(l.body(a, width, (height+1)/2))
}

// standingLines are the screen's own, or the news while there is some.
func (a *app) standingLines(l *layer, width int) []string {
	if a.news.text == "" || a.locked != nil {
		return l.standing(a, width)
	}
	style, text := a.st.good, a.news.text
	if a.news.bad {
		style = a.st.bad
	}
	if a.news.kept {
		text += " " + a.sendingLine()
	}
	lines := wrap(text, width)
	if len(lines) > 3 {
		lines = append(lines[:2], clip(lines[2]+" …", width))
	}
	for i := range lines {
		lines[i] = style.Render(lines[i])
	}
	return lines
}
