package tui

import (
	"github.com/nghia-hung/sothon/ledger"
)

// noteQuestion asks nothing: a note, a heading inside a section, or what the program computes.
type noteQuestion struct{ base }

// Skip tells huh that the cursor never stands here.
func (q *noteQuestion) Skip() bool { return true }

func (q *noteQuestion) lines(width int) []string {
	f := q.slot.field
	text := wrap(q.a.lang.w(f.Label), width)
	switch {
	case f.Type == ledger.TypeGroup:
		for i := range text {
			text[i] = q.a.st.label.Render(text[i])
		}
		return text
	case f.Type == ledger.TypeNote:
		return text
	}
	answer := q.a.lang.t(wNotComputed)
	if !q.slot.value.IsEmpty() {
		answer = "= " + f.Echo(q.slot.value, string(q.a.lang))
	}
	text = append(text, indent("  ", wrap(answer+" "+q.a.lang.t(wComputed), width-2))...)
	return append(text, q.wrong(width)...)
}
