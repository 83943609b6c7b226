package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// inputStage is the one place every key passes before a screen sees it. What an input method or a
// console sends in its own way becomes one shape here.
type inputStage struct{}

// pass gives the key in its plain shape; false drops it.
//
//   - Backspace arrives as 0x7f or, from input methods, as 0x08 (ctrl+h): both delete.
//   - A blank is text like any other; so is a letter typed with AltGr.
//   - A line feed sent for Enter is Enter; in pasted text line ends become \n.
//   - Keys without a letter (Windows reports Caps Lock as a NUL) are dropped.
func (inputStage) pass(k tea.KeyMsg) (tea.KeyMsg, bool) {
	switch k.Type {
	case tea.KeyCtrlH:
		k.Type = tea.KeyBackspace
	case tea.KeyCtrlJ:
		k.Type = tea.KeyEnter
	case tea.KeySpace:
		k.Type, k.Runes = tea.KeyRunes, []rune{' '}
	}
	if k.Type != tea.KeyRunes {
		return k, k.String() != "" && k.Type != tea.KeyCtrlAt
	}
	text := strings.ReplaceAll(string(k.Runes), "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	k.Runes = []rune(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, text))
	k.Alt = false
	return k, len(k.Runes) > 0
}

// isBlank reports the space bar.
func isBlank(k tea.KeyMsg) bool { return k.Type == tea.KeyRunes && string(k.Runes) == " " }
