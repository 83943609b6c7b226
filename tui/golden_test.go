package tui

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

var update = flag.Bool("update", false, "write the golden files anew")

// goldens is the folder of the golden files: one file per scene, with every language and size of it.
// Under each screen stands what of it stands out, with colours and without: line:from-to and how.
const goldens = "testdata/golden"

// Every scene in both languages at three sizes, with colours and with none: what is seen is the golden
// file's, with colours and without it is the same text, no line is wider than the terminal, and the
// colours are the terminal's own sixteen.
func TestGolden(t *testing.T) {
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			var got strings.Builder
			for _, lang := range []string{"vi", "en"} {
				for _, size := range sizes {
					d := s.open(t, lang, size)
					fmt.Fprintf(&got, "=== %s %dx%d\n%s", lang, size[0], size[1], d.shown())
				}
			}
			golden(t, s.name, got.String())
		})
	}
}

// Whatever size the terminal takes, every scene fits, and what was in focus stays in sight.
func TestEverySceneIsResized(t *testing.T) {
	for _, s := range scenes {
		d := s.open(t, "vi", sizes[0])
		focus := strings.Contains(d.screen(), marker)
		for _, size := range [][2]int{{200, 60}, {60, 20}, {120, 12}, {20, 5}, {1, 1}, {60, 20}} {
			d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			d.fits()
		}
		if focus && !strings.Contains(d.screen(), marker) {
			t.Errorf("%s: what was in focus is out of sight after 60, 200 and 60 columns:\n%s", s.name, d.screen())
		}
	}
}

// No kind of screen is left out of the scenes, but what is gone before it can be seen.
func TestEveryScreenHasAScene(t *testing.T) {
	seen := map[string]bool{"closingScreen": true}
	for _, s := range scenes {
		seen[s.open(t, "vi", sizes[1]).topName()] = true
	}
	for _, name := range screenNames(t) {
		if !seen[name] {
			t.Errorf("no scene shows a %s: add one to its list in scenes_*_test.go", name)
		}
	}
}

var screenType = regexp.MustCompile(`(?m)^type (\w+Screen) struct`)

// screenNames are the types of screens that the package has.
func screenNames(t *testing.T) (names []string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range screenType.FindAllStringSubmatch(string(b), -1) {
			names = append(names, m[1])
		}
	}
	if len(names) < 20 {
		t.Fatalf("only these screens were found: %v", names)
	}
	return names
}

// topName is the type of the screen in sight.
func (d *driver) topName() string {
	if d.m.locked != nil {
		return reflect.TypeOf(d.m.locked.screen).Elem().Name()
	}
	return reflect.TypeOf(d.m.top().screen).Elem().Name()
}

// shown is the screen as a golden file has it.
func (d *driver) shown() string {
	d.t.Helper()
	d.fits()
	text, standsOut := d.screen(), d.looks()
	usual, plain := d.m.st, d.m.NoColour
	d.m.st, d.m.NoColour = newStyles(false), true
	d.fits()
	bare := d.looks()
	if said := d.screen(); said != text {
		d.t.Errorf("with colours:\n%s\nwithout:\n%s", text, said)
	}
	d.m.st, d.m.NoColour = usual, plain
	if found := coloured.FindString(strings.Join(bare, " ")); found != "" {
		d.t.Errorf("%s although there is to be no colour:\n%s", found, text)
	}
	var b strings.Builder
	b.WriteString(withoutTails(text) + "\n")
	fmt.Fprintf(&b, "--- colour: %s\n", strings.Join(standsOut, " "))
	if !slices.Equal(bare, standsOut) {
		fmt.Fprintf(&b, "--- no colour: %s\n", strings.Join(bare, " "))
	}
	return b.String()
}

var (
	sgr      = regexp.MustCompile("\x1b\\[[0-9;]*m")
	coloured = regexp.MustCompile(`red|green|cyan|white|black`)
)

// attributes name what the screens may send: how text stands out, in the sixteen colours that every
// terminal has.
var attributes = map[string]string{"1": "bold", "4": "underline", "7": "reverse", "91": "red", "92": "green", "96": "cyan",
	"97": "white", "40": "onblack"}

// looks are the stretches of the screen that stand out: "3:2-14 bold+red".
func (d *driver) looks() (out []string) {
	d.t.Helper()
	for n, line := range strings.Split(d.m.View(), "\n") {
		var on, now []string // how what comes stands out, and the stretch so far
		from, cells := 0, 0
		end := func() {
			if slices.Equal(on, now) {
				return
			}
			if len(now) > 0 && cells > from {
				out = append(out, fmt.Sprintf("%d:%d-%d %s", n+1, from+1, cells, strings.Join(now, "+")))
			}
			from, now = cells, on
		}
		for line != "" {
			at := sgr.FindStringIndex(line)
			if at == nil || at[0] > 0 {
				text := line
				if at != nil {
					text = line[:at[0]]
				}
				end()
				cells += ansi.StringWidth(text)
				line = line[len(text):]
				continue
			}
			on = d.sent(on, line[2:at[1]-1])
			line = line[at[1]:]
		}
		on = nil
		end()
	}
	return out
}

// sent adds the attributes of one sequence to those that hold.
func (d *driver) sent(on []string, params string) []string {
	d.t.Helper()
	on = slices.Clone(on)
	for p := range strings.SplitSeq(params, ";") {
		if p == "" || p == "0" {
			on = nil
			continue
		}
		name := attributes[p]
		if name == "" {
			d.t.Errorf("sent %q, which is none of the sixteen colours", p)
		}
		if !slices.Contains(on, name) {
			on = append(on, name)
		}
	}
	return on
}

// golden compares a text with testdata/golden/name.txt.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join(goldens, name+".txt")
	if *update {
		if err := os.MkdirAll(goldens, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("no golden file; run the tests with -update: %v", err)
	}
	if got == string(want) {
		return
	}
	was, now := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for i := range max(len(was), len(now)) {
		if i >= len(was) || i >= len(now) || was[i] != now[i] {
			t.Errorf("%s differs from its line %d on. Got:\n%s", file, i+1, strings.Join(now[min(i, len(now)):min(i+12, len(now))], "\n"))
			return
		}
	}
}

// Every golden file is a scene's.
func TestNoGoldenIsLeftOver(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(goldens, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		if !slices.ContainsFunc(scenes, func(s scene) bool { return s.name == name }) {
			t.Errorf("%s is no scene's any more", file)
		}
	}
}
