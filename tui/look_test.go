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

// Wide and bright, every screen fits, says what it says otherwise, and keeps in sight what is in focus.
func TestLooks(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {60, 20}, {120, 40}} {
		for _, scene := range scenes {
			var focus [2]string
			var bare [2]string
			for i, contrast := range []bool{false, true} {
				d := newDriver(t, "vi").sampleBook().start(size[0], size[1])
				d.m.prefs.large, d.m.prefs.highContrast = true, contrast
				scene.play(d)
				d.fits()
				lines := strings.Split(d.screen(), "\n")
				for j := range lines {
					lines[j] = strings.TrimRight(lines[j], " ")
				}
				bare[i] = strings.Join(lines, "\n")
				for _, line := range lines {
					if strings.Contains(line, strings.TrimSpace(marker)) {
						focus[i] = line
					}
				}
			}
			if bare[0] != bare[1] {
				t.Errorf("%s: contrast changes what is said:\n%s\n%s", scene.name, bare[0], bare[1])
			}
			usual := newDriver(t, "vi").sampleBook().start(size[0], size[1])
			scene.play(usual)
			if strings.Contains(usual.screen(), strings.TrimSpace(marker)) && focus[0] == "" {
				t.Errorf("%s at %v: what is in focus is out of sight:\n%s", scene.name, size, bare[0])
			}
		}
	}
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
