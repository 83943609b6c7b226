package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"
)

// box is one line to type into, outside a form.
type box struct {
	label  string
	hint   string // an example, while nothing is typed
	editor editor
}

// boxes are the lines of a small screen, typed one after the other.
type boxes struct {
	list []*box
	at   int
}

// newBox makes a line with a text already in it.
func newBox(label, hint, text string) *box {
	b := &box{label: label, hint: hint, editor: editor{limit: 300}}
	b.editor.set(text)
	return b
}

// text is what stands in line i, without blanks around it.
func (b *boxes) text(i int) string { return oneLine(b.list[i].editor.text) }

// press takes a key; it reports that Enter was pressed on the last line.
func (b *boxes) press(k tea.KeyMsg) (done bool) {
	switch k.Type {
	case tea.KeyEnter:
		if b.at == len(b.list)-1 {
			return true
		}
		b.at++
	case tea.KeyTab, tea.KeyDown:
		b.at = min(b.at+1, len(b.list)-1)
	case tea.KeyShiftTab, tea.KeyUp:
		b.at = max(b.at-1, 0)
	default:
		b.list[b.at].editor.key(k)
	}
	return false
}

// put draws the lines.
func (b *boxes) put(a *app, c *content, width int) {
	for i, x := range b.list {
		if i > 0 {
			c.add("")
		}
		focused := i == b.at
		label := wrap(x.label, width)
		if focused {
			for j := range label {
				label[j] = a.st.label.Render(label[j])
			}
		}
		text := x.editor.view(width-2, focused, a.st.cursor)
		if x.editor.text == "" && !focused {
			text = []string{clip(x.hint, width-2)}
		} else if x.editor.text == "" {
			text = []string{text[0] + " " + clip(x.hint, width-4)}
		}
		lines := slices.Concat(label, indent(boxMark(focused), text))
		if focused {
			c.focusOn(lines...)
		} else {
			c.add(lines...)
		}
	}
}

func boxMark(focused bool) string {
	if focused {
		return marker
	}
	return "  "
}
