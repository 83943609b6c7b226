package tui

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// rowsQuestion is a repeat: a list of rows, each opened on its own page.
type rowsQuestion struct {
	base
	menu   menu
	doomed int // the row that a second Delete removes, -1 none
	opened int // how many rows there were when a row was opened, -1 when none was
}

// arrive puts the cursor on "add a row" while rows are being added, and on "done" for somebody who
// only passes through.
func (q *rowsQuestion) arrive() tea.Cmd {
	n := len(q.slot.value.Rows)
	q.doomed = -1
	if q.menu.at = n; n > 0 && (q.opened < 0 || q.opened == n) {
		q.menu.at++
	}
	q.opened = n
	return nil
}

// The list has the rows, then "add a row", then "done".
func (q *rowsQuestion) press(k tea.KeyMsg) tea.Cmd {
	n := len(q.slot.value.Rows)
	doomed := q.doomed
	q.doomed = -1
	switch {
	case k.Type == tea.KeyUp || k.Type == tea.KeyDown:
		q.menu.key(k, n+2, 1)
	case k.Type == tea.KeyEnter && q.menu.at <= n:
		q.move, q.row, q.opened = toRow, q.menu.at, n
	case q.turn(k):
	case k.Type == tea.KeyDelete && q.menu.at < n:
		if doomed != q.menu.at {
			q.doomed = q.menu.at
			return nil
		}
		q.remove(q.menu.at)
	}
	return nil
}

func (q *rowsQuestion) remove(i int) {
	rows := slices.Delete(slices.Clone(q.slot.value.Rows), i, i+1)
	if i < len(q.slot.rowTyped) {
		q.slot.rowTyped = slices.Delete(slices.Clone(q.slot.rowTyped), i, i+1)
	}
	q.slot.value = ledger.RowsValue(rows)
	q.changed = true
	q.menu.keep(len(rows) + 2)
}

func (q *rowsQuestion) lines(width int) []string {
	lines := append(q.label(width), q.advice(width)...)
	texts := q.texts(width - 2)
	n := len(q.slot.value.Rows)
	if len(texts) > n {
		lines, texts = append(lines, q.a.rowLines(false, texts[0])...), texts[1:]
	}
	for i := range q.slot.value.Rows {
		row := q.noted(i, texts[i], width-2)
		if q.focused && q.menu.at == i {
			q.cursor = len(lines)
		}
		lines = append(lines, q.a.rowLines(q.focused && q.menu.at == i, row...)...)
	}
	if q.focused && q.menu.at >= n {
		q.cursor = len(lines) + q.menu.at - n
	}
	switch {
	case q.focused:
		lines = append(lines, q.a.rowLines(q.menu.at == n, clip(q.a.lang.t(wAddRow), width-2))...)
		lines = append(lines, q.a.rowLines(q.menu.at == n+1, clip(q.a.lang.t(wRowsDone), width-2))...)
	case n == 0:
		lines = append(lines, clip("> "+q.a.lang.t(wNoRowsYet), width))
	}
	return append(lines, q.wrong(width)...)
}

// texts are the rows as a table, its labels first, or each as one text.
func (q *rowsQuestion) texts(width int) []string {
	if table := q.table(width); table != nil {
		return table
	}
	out := make([]string, len(q.slot.value.Rows))
	for i, row := range q.slot.value.Rows {
		one := ledger.Value{Kind: ledger.Rows, Rows: []ledger.Row{row}}
		out[i] = fmt.Sprintf("%d. %s", i+1, q.slot.field.Echo(one, string(q.a.lang)))
	}
	return out
}

// noted is a row's text with what is to be said about the row, on the same line where it fits.
func (q *rowsQuestion) noted(i int, text string, width int) []string {
	note := ""
	switch {
	case q.doomed == i:
		note = q.a.lang.t(wDeleteAgain)
	case i < len(q.slot.rowTyped) && len(q.slot.rowTyped[i]) > 0:
		note = q.a.lang.t(wRowUnclear)
	}
	lines := []string{text}
	if cellsOf(text) > width {
		lines = wrap(text, width)
	}
	switch {
	case note == "":
	case len(lines) == 1 && cellsOf(text)+2+cellsOf(note) <= width:
		lines[0] += "  " + note
	default:
		lines = append(lines, indent("   ", wrap(note, width-3))...)
	}
	return lines
}
