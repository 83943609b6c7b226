package tui

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestSparse(t *testing.T) {
	c := content{lines: []string{"", "Ngày (cần ghi)", "► 8/6", "  = Thứ Hai", "", "Nơi", "> nhà", "a", "b"}, from: 5, to: 7, cursor: 6}
	got := sparse(c)
	want := []string{"", "Ngày (cần ghi)", "► 8/6", "", "  = Thứ Hai", "", "Nơi", "> nhà", "", "a", "", "b"}
	if !slices.Equal(got.lines, want) {
		t.Errorf("%q", got.lines)
	}
	if got.lines[got.from] != "Nơi" || got.lines[got.cursor] != "> nhà" || got.to != 9 {
		t.Errorf("in focus %d to %d, cursor %d", got.from, got.to, got.cursor)
	}
}

// Wide and bright, every screen fits, says the same bright as not, and keeps in sight what is in focus.
func TestLooks(t *testing.T) {
	looked := sizes[:2]
	if underRace {
		looked = sizes[:1]
	}
	for _, size := range looked {
		for _, s := range scenes {
			usual := s.open(t, "vi", size)
			wide := s
			wide.before = func(d *driver) {
				if s.before != nil {
					s.before(d)
				}
				d.m.prefs.large = true
			}
			d := wide.open(t, "vi", size)
			d.fits()
			text := withoutTails(d.screen())
			if strings.Contains(usual.screen(), marker) && !strings.Contains(text, strings.TrimSpace(marker)) {
				t.Errorf("%s at %v: what is in focus is out of sight:\n%s", s.name, size, text)
			}
			d.m.prefs.highContrast = true
			d.fits()
			if bright := withoutTails(d.screen()); bright != text && !strings.HasPrefix(s.name, "settings") {
				t.Errorf("%s: contrast changes what is said:\n%s\n%s", s.name, text, bright)
			}
		}
	}
}

// withoutTails is a screen without the blanks at the ends of its lines.
func withoutTails(screen string) string {
	lines := strings.Split(screen, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func TestBrightCoversTheWholeLine(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	d.m.prefs.highContrast = true
	for _, line := range strings.Split(d.m.View(), "\n") {
		if !strings.HasPrefix(line, brightColours) || ansi.StringWidth(line) != 80 {
			t.Fatalf("%q is %d cells", line, ansi.StringWidth(line))
		}
	}
	d.m.NoColour = true
	if view := d.m.View(); strings.Contains(view, "\x1b[1;97") || !strings.Contains(view, brightPlain) {
		t.Error("colours without colour")
	}
}
