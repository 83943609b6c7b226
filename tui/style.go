package tui

import (
	"io"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"github.com/nghia-hung/sothon/tui/quiet"
)

// unasked: the packages that would have asked the terminal have been initialised.
var _ = quiet.Restore()

// styles are the few ways text stands out. Colours are the terminal's own sixteen, and whatever
// they say, words say too; without colour (NO_COLOR) bold and reverse remain.
type styles struct {
	heading lipgloss.Style // the screen's name
	label   lipgloss.Style // a group of lines, the question in focus
	chosen  lipgloss.Style // the row that Enter acts on
	key     lipgloss.Style // the name of a key
	bad     lipgloss.Style // what is wrong
	good    lipgloss.Style // what went well
	cursor  lipgloss.Style // where the next letter goes
}

func newStyles(colour bool) styles {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.ANSI)
	r.SetHasDarkBackground(true)
	bold := r.NewStyle().Bold(true)
	st := styles{heading: bold, label: bold, chosen: bold, key: bold, bad: bold, good: bold,
		cursor: r.NewStyle().Reverse(true)}
	if colour {
		st.bad = bold.Foreground(lipgloss.Color("9"))
		st.good = bold.Foreground(lipgloss.Color("10"))
		st.key = bold.Foreground(lipgloss.Color("14"))
	}
	return st
}
