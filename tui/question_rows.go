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
}

func (q *rowsQuestion) arrive() tea.Cmd {
	q.doomed = -1
	q.menu.at = len(q.slot.value.Rows)
	if len(q.slot.value.Rows) > 0 {
		q.menu.at++
	}
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
		q.move, q.row = toRow, q.menu.at
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
	one := ledger.Value{Kind: ledger.Rows}
	for i, row := range q.slot.value.Rows {
		one.Rows = []ledger.Row{row}
		text := q.slot.field.Echo(one, string(q.a.lang))
		if i < len(q.slot.rowTyped) && len(q.slot.rowTyped[i]) > 0 {
			text += " " + q.a.lang.t(wRowUnclear)
		}
		if q.doomed == i {
			text += " " + q.a.lang.t(wDeleteAgain)
		}
		text = fmt.Sprintf("%d. %s", i+1, text)
		lines = append(lines, q.a.rowLines(q.focused && q.menu.at == i, wrap(text, width-2)...)...)
	}
	n := len(q.slot.value.Rows)
	switch {
	case q.focused:
		lines = append(lines, q.a.rowLines(q.menu.at == n, clip(q.a.lang.t(wAddRow), width-2))...)
		lines = append(lines, q.a.rowLines(q.menu.at == n+1, clip(q.a.lang.t(wRowsDone), width-2))...)
	case n == 0:
		lines = append(lines, clip("> "+q.a.lang.t(wNoRowsYet), width))
	}
	return append(lines, q.wrong(width)...)
}
