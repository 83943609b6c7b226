package tui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/rivo/uniseg"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// editor is a text being typed: always NFC, deleted letter by letter, shown whole on as many lines
// as it needs. The cursor stands between two letters, counted in bytes of text.
type editor struct {
	text      string
	cursor    int
	multiline bool // keeps line feeds
	limit     int  // runes, 0 for what a text without a limit may have
	wish      int  // the column up and down try to keep; -1 none

	typing *viet.Typing // the app's, while it is on

	laid      []span // the layout of laidText at laidWidth, kept because one key needs it often
	laidText  string
	laidWidth int
}

// max is how many runes the text may have.
func (e *editor) max() int {
	if e.limit > 0 {
		return e.limit
	}
	return ledger.DefaultMaxLength
}

// full reports that nothing more can be typed.
func (e *editor) full() bool { return utf8.RuneCountInString(e.text) >= e.max() }

// set replaces the text and puts the cursor at its end.
func (e *editor) set(s string) {
	e.text = e.clean(s)
	e.cursor = len(e.text)
}

// clean makes pasted or stored text fit the editor: NFC, nothing unseen, one line if it must be.
// A text that is not UTF-8 loses only the bad bytes.
func (e *editor) clean(s string) string {
	s = strings.ToValidUTF8(s, "")
	if c, err := viet.Clean(s); err == nil {
		s = c
	}
	s = strings.ReplaceAll(s, "\t", " ")
	if !e.multiline {
		s = strings.ReplaceAll(s, "\n", " ")
	}
	return s
}

// insert types s at the cursor. A mark that comes after its letter joins it.
func (e *editor) insert(s string) {
	if enough := 16 * e.max(); len(s) > enough {
		s = s[:enough]
	}
	tail := e.text[e.cursor:]
	head := e.clean(e.text[:e.cursor] + s)
	if room := max(e.max()-utf8.RuneCountInString(tail), 0); utf8.RuneCountInString(head) > room {
		head = string([]rune(head)[:room])
	}
	e.text = viet.NFC(head + tail)
	e.cursor = snap(e.text, len(head))
}

// snap moves a byte position that fell into a letter to the letter's end.
func snap(s string, pos int) int {
	if pos >= len(s) {
		return len(s)
	}
	for _, g := range graphemes(s) {
		if end := g.start + g.size; end >= pos {
			if g.start == pos {
				return pos
			}
			return end
		}
	}
	return pos
}

// key edits by one key press and reports whether the key was one for editing.
func (e *editor) key(k tea.KeyMsg) bool {
	if k.Type != tea.KeyUp && k.Type != tea.KeyDown {
		e.wish = -1
	}
	switch k.Type {
	case tea.KeyRunes:
		e.write(k)
	case tea.KeyBackspace:
		e.takeBack()
	case tea.KeyCtrlZ, keyWordEnds:
		return e.finish(k.Type == tea.KeyCtrlZ)
	case tea.KeyDelete:
		e.remove(e.cursor, e.after())
	case tea.KeyLeft:
		e.cursor = e.before()
	case tea.KeyRight:
		e.cursor = e.after()
	case tea.KeyCtrlLeft:
		e.cursor = snap(e.text, e.wordLeft())
	case tea.KeyCtrlRight:
		e.cursor = snap(e.text, e.wordRight())
	case tea.KeyHome:
		e.cursor = strings.LastIndexByte(e.text[:e.cursor], '\n') + 1
	case tea.KeyEnd:
		if i := strings.IndexByte(e.text[e.cursor:], '\n'); i >= 0 {
			e.cursor += i
		} else {
			e.cursor = len(e.text)
		}
	default:
		return false
	}
	return true
}

func (e *editor) remove(from, to int) {
	head := e.text[:from]
	e.text = viet.NFC(head + e.text[to:])
	e.cursor = snap(e.text, from)
}

// before and after are the places one letter to the left and to the right.
func (e *editor) before() int {
	at := 0
	for _, g := range graphemes(e.text) {
		if g.start >= e.cursor {
			break
		}
		at = g.start
	}
	return at
}

func (e *editor) after() int {
	if e.cursor >= len(e.text) {
		return len(e.text)
	}
	_, rest, _, _ := uniseg.FirstGraphemeClusterInString(e.text[e.cursor:], -1)
	return len(e.text) - len(rest)
}

func (e *editor) wordLeft() int {
	head := strings.TrimRightFunc(e.text[:e.cursor], unicode.IsSpace)
	return strings.LastIndexFunc(head, unicode.IsSpace) + 1
}

func (e *editor) wordRight() int {
	tail := e.text[e.cursor:]
	rest := strings.TrimLeftFunc(tail, unicode.IsSpace)
	if i := strings.IndexFunc(rest, unicode.IsSpace); i >= 0 {
		return len(e.text) - len(rest) + i
	}
	return len(e.text)
}

// vertical moves the cursor a line up (-1) or down (+1) in the text as it is laid out at width;
// false when there is no such line.
func (e *editor) vertical(by, width int) bool {
	lines := e.layout(width)
	row, col := place(lines, e.text, e.cursor)
	if e.wish > 0 {
		col = e.wish
	}
	e.wish = col
	if row+by < 0 || row+by >= len(lines) {
		return false
	}
	target := lines[row+by]
	at, cells := target.from, 0
	for _, g := range graphemes(e.text[target.from:target.to]) {
		if cells+g.width > col {
			break
		}
		cells += g.width
		at = target.from + g.start + g.size
	}
	e.cursor = snap(e.text, at) // a mark that no letter carries joins the blank at which the line was broken
	return true
}

// view shows the text at width cells; with focus the cursor is drawn.
func (e *editor) view(width int, focused bool, cursor lipgloss.Style) []string {
	lines := e.layout(width)
	row, _ := place(lines, e.text, e.cursor)
	out := make([]string, len(lines))
	for i, l := range lines {
		s := e.text[l.from:l.to]
		if focused && i == row {
			at := min(e.cursor, l.to) - l.from
			under, rest := " ", ""
			if at < len(s) {
				under, rest, _, _ = uniseg.FirstGraphemeClusterInString(s[at:], -1)
			}
			s = s[:at] + cursor.Render(under) + rest
		}
		out[i] = s
	}
	return out
}
