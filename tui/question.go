package tui

import (
	"errors"
	"io"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"

	"github.com/nghia-hung/sothon/ledger"
)

// move is where a key wants to go from the question in focus.
type move int

const (
	stay move = iota
	toNext
	toPrevious
	toRow // into a row of a repeat
)

// question is one question of a page: a field of a huh group. huh's own fields cannot search
// without marks, compose letters at the cursor or leave the order of answers open, so these are
// ours; huh keeps the group, the focus and the way keys take.
//
// A question never counts messages: huh gives one that is not a key to the focused field twice.
type question interface {
	huh.Field
	common() *base
	lines(width int) []string
	press(k tea.KeyMsg) tea.Cmd
	// arrive is called when the question comes into focus.
	arrive() tea.Cmd
	// receive takes an answer of the store.
	receive(msg tea.Msg)
	// refill is called when the answer was changed by something else than a key here.
	refill()
}

// base is what all questions share, and the parts of huh.Field that they have no use for.
type base struct {
	self    question
	a       *app
	env     func() ledger.Env
	slot    *slot
	width   int
	focused bool
	move    move
	row     int  // with toRow: which
	cursor  int  // the line the cursor is on, of those drawn last
	changed bool // the last key changed the answer
	arrived bool // an answer of the store did
}

func (b *base) common() *base            { return b }
func (b *base) arrive() tea.Cmd          { return nil }
func (b *base) receive(tea.Msg)          {}
func (b *base) refill()                  {}
func (b *base) press(tea.KeyMsg) tea.Cmd { return nil }

// Update passes keys on; other messages come by receive.
func (b *base) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyMsg); ok {
		return b.self, b.self.press(k)
	}
	return b.self, nil
}

// View draws the question at the width it was given.
func (b *base) View() string { return strings.Join(b.self.lines(b.width), "\n") }

// Focus and Blur tell whether the cursor is here.
func (b *base) Focus() tea.Cmd {
	b.focused = true
	return nil
}

// Blur takes the cursor away.
func (b *base) Blur() tea.Cmd {
	b.focused = false
	return nil
}

var errOnlyOnScreen = errors.New("a question can be asked on the screens only")

// The rest of huh.Field. Error is always nil, so that huh never holds anybody on a page: what is
// wrong stands beside the question and in the summary.

func (b *base) Init() tea.Cmd                            { return nil }
func (b *base) Error() error                             { return nil }
func (b *base) Run() error                               { return errOnlyOnScreen }
func (b *base) RunAccessible(io.Writer, io.Reader) error { return errOnlyOnScreen }
func (b *base) Skip() bool                               { return false }
func (b *base) Zoom() bool                               { return false }
func (b *base) KeyBinds() []key.Binding                  { return nil }
func (b *base) WithTheme(*huh.Theme) huh.Field           { return b.self }
func (b *base) WithAccessible(bool) huh.Field            { return b.self }
func (b *base) WithKeyMap(*huh.KeyMap) huh.Field         { return b.self }
func (b *base) WithHeight(int) huh.Field                 { return b.self }
func (b *base) WithPosition(huh.FieldPosition) huh.Field { return b.self }
func (b *base) GetKey() string                           { return b.slot.field.Name }
func (b *base) GetValue() any                            { return b.slot.value }

// WithWidth sets how many cells a line has.
func (b *base) WithWidth(width int) huh.Field {
	b.width = width
	return b.self
}

// label is the question, with what the office wrote about it underneath.
func (b *base) label(width int) []string {
	text := b.a.lang.w(b.slot.field.Label)
	if b.slot.need {
		text += " " + b.a.lang.t(neededWords(b.slot.field))
	}
	if b.slot.copied {
		text += " " + b.a.lang.t(wAsLastTime)
	}
	lines := wrap(text, width)
	if b.focused {
		for i := range lines {
			lines[i] = b.a.st.label.Render(lines[i])
		}
	}
	if b.slot.remark != "" {
		for _, l := range indent("  ", wrap(b.a.lang.t(wOfficeSays, b.slot.remark), width-2)) {
			lines = append(lines, b.a.st.bad.Render(l))
		}
	}
	return lines
}

// neededWords say that an answer is required.
func neededWords(f *ledger.Field) say {
	switch f.Type {
	case ledger.TypeSelectOne, ledger.TypeSelectMultiple, ledger.TypeRecord:
		return wNeededChoice
	}
	return wNeeded
}

// wrong is what is wrong with the answer, if anything.
func (b *base) wrong(width int) []string {
	if b.slot.wrong == "" {
		return nil
	}
	lines := indent("  ", wrap(b.a.lang.t(wWrong, b.slot.wrong), width-2))
	for i := range lines {
		lines[i] = b.a.st.bad.Render(lines[i])
	}
	return lines
}

// prompt stands before an answer: where the cursor is, and elsewhere.
func (b *base) prompt() string {
	if b.focused {
		return marker
	}
	return "> "
}

// hint is the field's example.
func (b *base) hint() string { return b.a.lang.w(b.slot.field.Hint) }

// advice is the hint on lines of its own, where the cursor is.
func (b *base) advice(width int) []string {
	if !b.focused || b.hint() == "" {
		return nil
	}
	return indent("  ", wrap(b.hint(), width-2))
}

// told says which keys choose; with stopped that nothing is chosen yet, although it is needed.
func (b *base) told(keys say, stopped bool, width int) []string {
	text := b.a.lang.t(keys)
	if !stopped || !b.slot.value.IsEmpty() {
		return indent("  ", wrap(text, width-2))
	}
	lines := indent("  ", wrap(b.a.lang.t(wNoneMade, text), width-2))
	for i := range lines {
		lines[i] = b.a.st.bad.Render(lines[i])
	}
	return lines
}

// turn handles the keys that leave a question; false for others.
func (b *base) turn(k tea.KeyMsg) bool {
	switch k.Type {
	case tea.KeyEnter, tea.KeyTab:
		b.move = toNext
	case tea.KeyShiftTab:
		b.move = toPrevious
	default:
		return false
	}
	return true
}

// newQuestion makes the question that asks for a slot's field.
func newQuestion(a *app, env func() ledger.Env, s *slot) question {
	b := base{a: a, env: env, slot: s}
	var q question
	switch {
	case !s.field.Stored() || s.field.Computed():
		q = &noteQuestion{base: b}
	case s.field.Type == ledger.TypeSelectOne, s.field.Type == ledger.TypeSelectMultiple:
		q = &choiceQuestion{base: b, many: s.field.Type == ledger.TypeSelectMultiple}
	case s.field.Type == ledger.TypeRecord:
		q = &linkQuestion{base: b}
	case s.field.Type == ledger.TypeFile:
		q = &fileQuestion{base: b, doomed: -1}
	case s.field.Type == ledger.TypeRepeat:
		q = &rowsQuestion{base: b, opened: -1}
	default:
		q = newTextQuestion(b)
	}
	q.common().self = q
	return q
}
