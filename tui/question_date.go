package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// stepDay moves the day in a box by one with the left and right arrows; false for other keys and
// other boxes. An empty box begins with yesterday and today. Up and down still leave the question, so
// that passing through never changes a day.
func (q *textQuestion) stepDay(k tea.KeyMsg) bool {
	by := map[tea.KeyType]int{tea.KeyLeft: -1, tea.KeyRight: 1}[k.Type]
	if by == 0 || q.slot.field.Type != ledger.TypeDate || q.slot.fault != nil {
		return false
	}
	day := q.env().Today.AddDays(min(by, 0))
	if !q.slot.value.IsEmpty() {
		was, err := viet.ParseISO(q.slot.value.Text)
		if err != nil {
			return false
		}
		if day = was.AddDays(by); !day.Valid() {
			return true
		}
	}
	q.editor.set(day.Format())
	q.slot.write(q.editor.text, q.env())
	q.changed, q.typing, q.fresh, q.warned = true, true, true, ""
	return true
}
