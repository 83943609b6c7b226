package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/nghia-hung/sothon/ledger"
)

// textQuestion takes a typed answer: text, a number, money, an area, a mass, a date. What was
// understood stands under the box; an ambiguous text becomes a list to choose from.
type textQuestion struct {
	base
	editor editor
	asked  []string // readings of an ambiguous text, while they are offered
	menu   menu     // row 0 is typing it again
	warned string   // the faulty text that Enter has already stopped at
	typing bool     // something was typed since the question was last left
	fresh  bool     // the next letter replaces what stands there: a number or a day is seldom mended letter by letter
}

func newTextQuestion(b base) *textQuestion {
	q := &textQuestion{base: b}
	f := b.slot.field
	q.editor.multiline = f.Type == ledger.TypeText && f.Appearance == "multiline"
	if f.Type == ledger.TypeText {
		q.editor.limit = f.MaxLength
	} else {
		q.editor.limit = 200
	}
	q.editor.set(b.slot.typed)
	return q
}

// writing is the box, but for bare numbers, which need no letters.
func (q *textQuestion) writing() (e *editor, kept bool) {
	switch q.slot.field.Type {
	case ledger.TypeInteger, ledger.TypeDecimal, ledger.TypePercentShares:
		return nil, false
	}
	return &q.editor, true
}

func (q *textQuestion) boxWidth() int { return max(q.width-2, 4) }

// arrive makes an answer that stands there ready to be replaced, but not one in the middle of which
// its writer only looked at another screen.
func (q *textQuestion) arrive() tea.Cmd {
	if q.slot.visited {
		q.typing = false
	}
	q.fresh = !q.typing && q.slot.field.Type != ledger.TypeText && q.editor.text != "" && q.slot.fault == nil
	return nil
}

func (q *textQuestion) press(k tea.KeyMsg) tea.Cmd {
	if len(q.asked) > 0 && q.choose(k) || q.stepDay(k) {
		return nil
	}
	switch k.Type {
	case tea.KeyEnter:
		if k.Alt && q.editor.multiline {
			q.edit(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'\n'}})
			return nil
		}
		q.enter()
	case tea.KeyF7:
		if q.editor.multiline {
			q.edit(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'\n'}})
		}
	case tea.KeyUp:
		if !q.editor.vertical(-1, q.boxWidth()) {
			q.move = toPrevious
		}
	case tea.KeyDown:
		if !q.editor.vertical(1, q.boxWidth()) {
			q.move = toNext
		}
	default:
		if !q.turn(k) {
			q.edit(k)
		}
	}
	return nil
}

func (q *textQuestion) edit(k tea.KeyMsg) {
	before := q.editor.text
	if q.fresh && (k.Type == tea.KeyDelete || k.Type == tea.KeyRunes && !isBlank(k)) {
		q.editor.set("")
	}
	q.fresh, q.typing = false, true
	if q.editor.key(k); q.editor.text == before {
		return
	}
	q.changed, q.asked, q.warned = true, nil, ""
	q.slot.write(q.editor.text, q.env())
}

// enter goes on, but stops once at a text that is not an answer; an ambiguous one is asked about.
func (q *textQuestion) enter() {
	if q.slot.fault == nil || q.warned == q.editor.text {
		q.move = toNext
		return
	}
	q.warned = q.editor.text
	q.slot.visited = true
	q.asked = readings(q.slot.field, strings.TrimSpace(q.editor.text), q.env().Today)
	q.fresh = len(q.asked) == 0
	q.menu.at = 0
}

// choose takes a key while readings are offered; false lets it edit the text instead.
func (q *textQuestion) choose(k tea.KeyMsg) bool {
	if k.Type == tea.KeyEnter {
		if q.menu.at > 0 {
			q.editor.set(q.asked[q.menu.at-1])
			q.changed, q.move = true, toNext
			q.slot.write(q.editor.text, q.env())
		}
		q.fresh = q.menu.at == 0
		q.asked, q.warned = nil, ""
		return true
	}
	return (k.Type == tea.KeyUp || k.Type == tea.KeyDown) && q.menu.key(k, len(q.asked)+1, 1)
}

// refill shows an answer that came from elsewhere.
func (q *textQuestion) refill() {
	q.editor.set(q.slot.typed)
	q.typing, q.asked, q.warned = false, nil, ""
}

// Blur drops an open question about an ambiguous text.
func (q *textQuestion) Blur() tea.Cmd {
	q.asked = nil
	return q.base.Blur()
}

func (q *textQuestion) lines(width int) []string {
	lines := q.label(width)
	row, _ := place(q.editor.layout(q.boxWidth()), q.editor.text, q.editor.cursor)
	q.cursor = len(lines) + row
	lines = append(lines, q.box(width)...)
	if len(q.asked) > 0 {
		return append(lines, q.askedLines(width)...)
	}
	if q.focused && q.editor.full() {
		lines = append(lines, "  "+clip(q.a.lang.t(wFull, number(q.editor.max())), width-2))
	}
	if wrong := q.wrong(width); wrong != nil {
		lines = append(lines, wrong...)
	} else if echo := q.echo(); echo != "" {
		lines = append(lines, indent("  ", wrap("= "+echo, width-2))...)
	}
	if q.slot.locked != nil && q.slot.locked() != "" {
		lines = append(lines, indent("  ", wrap(q.slot.locked(), width-2))...)
	}
	if q.focused && q.fresh {
		lines = append(lines, "  "+clip(q.a.lang.t(wTypeOver), width-2))
	}
	return lines
}

// box is the typed text, its unit, or the hint where nothing is typed yet.
func (q *textQuestion) box(width int) []string {
	box := q.editor.view(q.boxWidth(), q.focused, q.a.st.cursor)
	last := len(box) - 1
	if q.focused && q.fresh && last == 0 {
		box[0] = q.a.st.cursor.Render(q.editor.text) + " "
	}
	if q.editor.text != "" {
		if unit := q.unit(); unit != "" && ansi.StringWidth(box[last])+1+ansi.StringWidth(unit) <= q.boxWidth() {
			if !q.focused || q.editor.cursor < len(q.editor.text) {
				box[last] += " "
			}
			box[last] += unit
		}
		return indent(q.prompt(), box)
	}
	hint := q.hint()
	if hint == "" {
		return indent(q.prompt(), box)
	}
	const column = 20
	if column+ansi.StringWidth(hint) <= width {
		return []string{q.prompt() + pad(box[0], column-2) + hint}
	}
	return append(indent(q.prompt(), box), indent("  ", wrap(hint, width-2))...)
}

// unit is shown behind a bare number.
func (q *textQuestion) unit() string {
	f := q.slot.field
	if strings.Trim(q.editor.text, "0123456789., ") != "" {
		return ""
	}
	switch f.Type {
	case ledger.TypePercentShares:
		return "%"
	case ledger.TypeMoney:
		if q.slot.fault == nil {
			return "đồng"
		}
		return ""
	case ledger.TypeInteger, ledger.TypeDecimal:
		return f.UnitOf(q.slot.value.Num, string(q.a.lang))
	}
	return ""
}

// echo is the answer as it was understood, when that is not plain from the box itself.
func (q *textQuestion) echo() string {
	f := q.slot.field
	if f.Type == ledger.TypeText || q.slot.value.IsEmpty() {
		return ""
	}
	echo := f.Echo(q.slot.value, string(q.a.lang))
	plain := strings.TrimSpace(q.editor.text)
	if echo == plain || echo == plain+" "+q.unit() {
		return ""
	}
	return echo
}

func (q *textQuestion) askedLines(width int) []string {
	lines := wrap(q.a.lang.t(wWhichOne), width-2)
	lines = append(lines, q.a.rowLines(q.menu.at == 0, q.a.lang.t(wTypeAgain))...)
	for i, reading := range q.asked {
		shown := reading
		if v, err := q.slot.field.ParseAnswer(reading, q.env()); err == nil {
			if echo := q.slot.field.Echo(v, string(q.a.lang)); echo != reading {
				shown = reading + " = " + echo
			}
		}
		lines = append(lines, q.a.rowLines(i+1 == q.menu.at, wrap(shown, width-6)...)...)
	}
	return indent("  ", lines)
}
