package tui

import (
	"strings"
	"testing"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/viet"
)

// typed gives the editor keys as Bubble Tea would make them from what a terminal sends: runs of
// letters in one message, control characters alone.
func typed(e *editor, sent string) {
	var in inputStage
	give := func(k tea.KeyMsg) {
		if k, ok := in.pass(k); ok {
			e.key(k)
		}
	}
	for sent != "" {
		end := strings.IndexAny(sent, "\x08\x7f ")
		switch {
		case end < 0:
			end = len(sent)
			fallthrough
		case end > 0:
			give(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(sent[:end])})
			sent = sent[end:]
			continue
		case sent[0] == 0x08:
			give(tea.KeyMsg{Type: tea.KeyCtrlH})
		case sent[0] == 0x7f:
			give(tea.KeyMsg{Type: tea.KeyBackspace})
		default:
			give(tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}})
		}
		sent = sent[1:]
	}
}

func TestEditorTyping(t *testing.T) {
	cases := []struct{ name, sent, want string }{
		{"burst with 0x08", "tie\x08\x08iếng", "tiếng"},
		{"burst with 0x7f", "tie\x7f\x7fiếng", "tiếng"},
		{"two bursts", "duo\x08\x08ươ\x08\x08ườn\x08\x08\x08ường", "dường"},
		{"decomposed", "tie\u0302\u0301ng vie\u0323\u0302t", "tiếng việt"},
		{"marks in other order", "vie\u0302\u0323t", "việt"},
		{"a mark in a message of its own", "e\x08e", "e"},
		{"blanks", "một hai", "một hai"},
		{"backspace takes a whole letter", "nghĩa\x7f\x7f", "ngh"},
		{"backspace takes a whole emoji", "a👨‍👩‍👧\x7f", "a"},
		{"unseen characters", "a\u200bb\ufeff", "ab"},
		{"typed without marks", "duong", "duong"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var e editor
			typed(&e, c.sent)
			if e.text != c.want || e.cursor != len(e.text) {
				t.Errorf("got %q with the cursor at %d, want %q", e.text, e.cursor, c.want)
			}
		})
	}
}

// A mark that comes alone after its letter, also in the middle of a text, joins it.
func TestEditorComposesAtTheCursor(t *testing.T) {
	var e editor
	typed(&e, "Nghia Hung")
	for range 5 {
		e.key(tea.KeyMsg{Type: tea.KeyLeft})
	}
	e.key(tea.KeyMsg{Type: tea.KeyBackspace})
	typed(&e, "i\u0303a")
	e.key(tea.KeyMsg{Type: tea.KeyLeft})
	if want := "Nghiĩa Hung"; e.text != want || e.text[e.cursor:] != "a Hung" {
		t.Errorf("got %q, the cursor before %q", e.text, e.text[e.cursor:])
	}
}

func TestEditorPaste(t *testing.T) {
	single, multi := editor{}, editor{multiline: true}
	for _, e := range []*editor{&single, &multi} {
		k, _ := inputStage{}.pass(tea.KeyMsg{Type: tea.KeyRunes, Paste: true, Runes: []rune("dòng một\r\ndòng\thai\rba\x1b")})
		e.key(k)
	}
	if single.text != "dòng một dòng hai ba" {
		t.Errorf("one line: %q", single.text)
	}
	if multi.text != "dòng một\ndòng hai\nba" {
		t.Errorf("several lines: %q", multi.text)
	}
}

func TestEditorLimit(t *testing.T) {
	e := editor{limit: 5}
	typed(&e, "abcdefgh")
	if e.text != "abcde" {
		t.Errorf("got %q", e.text)
	}
	e.cursor = 2
	typed(&e, "x")
	if e.text != "abcde" {
		t.Errorf("a full text took a letter: %q", e.text)
	}
}

// Whatever is typed, the text stays NFC and whole, the cursor between two letters, and the drawn
// lines inside their width.
func TestEditorHolds(t *testing.T) {
	keys := []tea.KeyType{tea.KeyLeft, tea.KeyRight, tea.KeyHome, tea.KeyEnd, tea.KeyBackspace, tea.KeyDelete,
		tea.KeyCtrlLeft, tea.KeyCtrlRight}
	rapid.Check(t, func(t *rapid.T) {
		e := editor{multiline: rapid.Bool().Draw(t, "multiline"), limit: rapid.IntRange(0, 40).Draw(t, "limit")}
		width := rapid.IntRange(6, 30).Draw(t, "width")
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				e.key(tea.KeyMsg{Type: rapid.SampledFrom(keys).Draw(t, "key")})
			case 1:
				e.vertical(rapid.SampledFrom([]int{-1, 1}).Draw(t, "by"), width)
			case 2:
				e.insert(rapid.SampledFrom([]string{"\u0301", "\u0323", "e", "ê", " ", "\n", "đường", "😀"}).Draw(t, "piece"))
			default:
				e.insert(rapid.String().Draw(t, "text"))
			}
			if !utf8.ValidString(e.text) || !norm.NFC.IsNormalString(e.text) {
				t.Fatalf("not NFC: %q", e.text)
			}
			if snap(e.text, e.cursor) != e.cursor || e.cursor > len(e.text) {
				t.Fatalf("the cursor at %d stands inside a letter of %q", e.cursor, e.text)
			}
			for _, l := range e.view(width, false, newStyles(false).cursor) {
				if viet.Width(l) > width {
					t.Fatalf("a line of %d cells at width %d: %q", viet.Width(l), width, l)
				}
			}
		}
	})
}

func TestWrapKeepsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("aăâđeêơư ếộ\nx"))).Draw(t, "text")
		width := rapid.IntRange(1, 20).Draw(t, "width")
		lines := wrap(s, width)
		for _, l := range lines {
			if viet.Width(l) > width {
				t.Fatalf("%q is wider than %d", l, width)
			}
		}
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if squeeze(strings.Join(lines, "")) != squeeze(s) {
			t.Fatalf("letters were lost: %q from %q", lines, s)
		}
	})
}

// In a text longer than the screen the cursor stays in sight.
func TestCursorStaysInSight(t *testing.T) {
	d := newDriver(t, "vi").start(60, 20)
	d.beginForm("sang_kien").fillTo("noi_dung")
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Paste: true, Runes: []rune(strings.Repeat("dòng dài ", 400))})
	d.keys("HẾT")
	d.sees("HẾT")
	for range 100 {
		d.keys(tea.KeyUp)
		if q := d.session().pager.focused(); q.GetKey() != "noi_dung" {
			break
		}
		if !strings.Contains(d.m.View(), "\x1b[7m") {
			t.Fatalf("the cursor is out of sight:\n%s", d.screen())
		}
	}
}
