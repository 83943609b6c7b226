package tui

import (
	"regexp"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

var colour = regexp.MustCompile(`\x1b\[[0-9;]*(3[0-7]|4[0-7]|9[0-7]|38|48)[;m]`)

// The cursor and what stands out are seen with and without colours; without, there is no colour.
func TestNoColour(t *testing.T) {
	for _, plain := range []bool{false, true} {
		d := newDriver(t, "vi")
		o, after := d.m.Options, d.m.after
		o.NoColour = plain
		d.m = New(o)
		d.m.after = after
		d.start(80, 24)
		d.beginForm("tuyen_truyen").keys("31/02", tea.KeyEnter)
		view := d.m.View()
		if !strings.Contains(view, "\x1b[7m") {
			t.Errorf("no colour %v: no cursor is drawn", plain)
		}
		if !strings.Contains(view, "\x1b[1m") && !strings.Contains(view, "\x1b[1;") {
			t.Errorf("no colour %v: nothing is bold", plain)
		}
		if colour.MatchString(view) == plain {
			t.Errorf("no colour %v, yet colours: %q", plain, colour.FindString(view))
		}
	}
}
