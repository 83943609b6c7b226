package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// menu is the cursor of a list in which one row is chosen.
type menu struct{ at int }

// key moves the cursor among n rows, page rows at a time for PgUp and PgDn; false for other keys.
func (m *menu) key(k tea.KeyMsg, n, page int) bool {
	switch k.Type {
	case tea.KeyUp:
		m.at--
	case tea.KeyDown:
		m.at++
	case tea.KeyPgUp:
		m.at -= max(page, 1)
	case tea.KeyPgDown:
		m.at += max(page, 1)
	case tea.KeyHome:
		m.at = 0
	case tea.KeyEnd:
		m.at = n - 1
	default:
		return false
	}
	m.keep(n)
	return true
}

// keep holds the cursor inside n rows.
func (m *menu) keep(n int) { m.at = max(min(m.at, n-1), 0) }

const marker = "► "

// rowLines marks the lines of one row as chosen or not.
func (a *app) rowLines(chosen bool, lines ...string) []string {
	if !chosen {
		return indent("  ", lines)
	}
	out := indent(marker, lines)
	for i := range out {
		out[i] = a.st.chosen.Render(out[i])
	}
	return out
}

// columns sets a row's two columns in width cells. The second is left out when it does not fit and
// the terminal is narrow.
func columns(left, right string, leftWidth, width int) string {
	if right == "" {
		return clip(left, width)
	}
	if width < narrow {
		leftWidth = min(leftWidth, width/2)
		if ansi.StringWidth(left)+2+ansi.StringWidth(right) > width {
			return clip(left, width)
		}
	}
	gap := max(leftWidth-ansi.StringWidth(left), 2)
	if ansi.StringWidth(left)+gap+8 > width {
		return clip(left, width)
	}
	return left + strings.Repeat(" ", gap) + clip(right, width-ansi.StringWidth(left)-gap)
}
