package tui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// mostHelp is how many lines of a terminal of sixty columns say what a screen is for.
const mostHelp = 5

// F1 helps on every screen: about this screen first, in at most five lines, with an example; the way
// back leads to where F1 was pressed, and the keys say that there is help.
func TestHelpEverywhere(t *testing.T) {
	example := map[string]string{"vi": "ví dụ", "en": "for example"}
	for _, s := range scenes {
		for lang, word := range example {
			d := s.open(t, lang, sizes[0])
			if name := d.topName(); name == "helpScreen" || name == "lockScreen" { // which says all by itself
				continue
			}
			here, about := d.screen(), d.m.top().screen
			last := strings.Join(lastLines(here, maxKeys), " ")
			if !strings.Contains(last, "F1") {
				t.Errorf("%s in %s: the keys do not tell of F1: %q", s.name, lang, last)
			}
			d.keys(tea.KeyF1)
			text := wrap(about.help(d.m.app), bodyWidth(d.m.width))
			if len(text) > mostHelp || !strings.Contains(strings.ToLower(strings.Join(text, " ")), word) {
				t.Errorf("%s in %s: %d lines, or no example:\n%s", s.name, lang, len(text), strings.Join(text, "\n"))
			}
			d.sees(strings.Join(text, " "))
			d.keys(tea.KeyF1)
			if d.m.top().screen != about {
				t.Errorf("%s in %s: the way back from help leads elsewhere:\n%s", s.name, lang, d.screen())
			}
		}
	}
}

// lastLines are the last n lines of a screen.
func lastLines(screen string, n int) []string {
	lines := strings.Split(screen, "\n")
	return lines[max(len(lines)-n, 0):]
}
