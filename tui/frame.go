package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// The one layout of all screens, from top to bottom: heading, rule, body that scrolls, rule,
// standing lines (may be none), keys.

// hint names a key and what it does now.
type hint struct{ key, does string }

// content is the body of a screen: its lines, and those of them that must stay in sight.
type content struct {
	lines    []string
	from, to int // the lines in focus, to excluded; from == to for none
	cursor   int // of these, the one that counts when not all fit
}

// focusOn appends lines that must stay in sight.
func (c *content) focusOn(lines ...string) {
	c.from = len(c.lines)
	c.add(lines...)
	c.to, c.cursor = len(c.lines), c.from
}

func (c *content) add(lines ...string) { c.lines = append(c.lines, lines...) }

const (
	narrow   = 70 // below this the second column of lists is left out
	wide     = 96 // from this on lists have a third column
	maxText  = 108
	maxKeys  = 2 // lines of keys
	minBody  = 3
	bodyLeft = 2
)

// bodyWidth is how many cells a body line has at a terminal of this width.
func bodyWidth(width int) int { return max(min(width, maxText)-2*bodyLeft, 8) }

// frame lays a screen out at the size of the terminal.
type frame struct {
	width, height int
	st            styles
	more, less    string // words for text out of sight below and above
	banner        string // what holds for all that is seen, "" for nothing
}

// parts is what a screen gives to be laid out.
type parts struct {
	left, right string
	standing    []string
	keys        []string // as keyLines sets them
}

// bodyHeight is how many body lines remain beside the other parts.
func (f frame) bodyHeight(p parts) int {
	return max(f.height-3-len(p.standing)-len(p.keys), minBody)
}

// render draws the screen; offset is the first body line in sight, and the new one is returned.
func (f frame) render(p parts, c content, offset int) (string, int) {
	h := f.bodyHeight(p)
	offset = scrolled(c, offset, h)
	lines := []string{
		" " + spread(f.st.heading.Render(clip(p.left, f.width-2)), p.right, f.width-2),
		f.topRule(offset > 0),
	}
	for i := range h {
		line := ""
		if offset+i < len(c.lines) {
			line = strings.Repeat(" ", bodyLeft) + c.lines[offset+i]
		}
		lines = append(lines, line)
	}
	lines = append(lines, f.rule(offset+h < len(c.lines), f.more))
	for _, s := range p.standing {
		lines = append(lines, " "+s)
	}
	lines = append(lines, p.keys...)
	return f.fit(lines), offset
}

// scrolled moves offset so that what is in focus is in sight.
func scrolled(c content, offset, height int) int {
	if c.to-c.from > height {
		c.from = max(min(c.cursor-height/2, c.to-height), c.from)
		c.to = c.from + height
	}
	if c.to > c.from {
		if c.to > offset+height {
			offset = c.to - height
		}
		if c.from < offset {
			offset = c.from
		}
	}
	return max(min(offset, len(c.lines)-height), 0)
}

// topRule bears the banner, and says when there is text above.
func (f frame) topRule(above bool) string {
	rule := f.rule(above, f.less)
	if f.banner == "" {
		return rule
	}
	head := " ── " + clip(f.banner, f.width-6) + " "
	return " ── " + f.st.bad.Render(clip(f.banner, f.width-6)) + " " + ansi.TruncateLeft(rule, ansi.StringWidth(head), "")
}

func (f frame) rule(mark bool, words string) string {
	width := max(f.width-2, 0)
	if !mark || ansi.StringWidth(words)+8 > width {
		return " " + strings.Repeat("─", width)
	}
	tail := "── " + words + " ──"
	return " " + strings.Repeat("─", width-ansi.StringWidth(tail)) + tail
}

// keyLines sets the keys on at most two lines. What does not fit is left out from the end of all
// but typing, help and the last, so a screen gives its most needed keys first and the way out last.
func (f frame) keyLines(keys []hint) []string {
	for n := len(keys); n > 0; n-- {
		shown := slices.Clone(keys[:n-1])
		for _, k := range keys[n-1:] {
			if (k.key == "F1" || k.key == "F2") && n > 1 {
				shown = append(shown, k)
			}
		}
		if n == len(keys) {
			shown = keys
		} else {
			shown = append(shown, keys[len(keys)-1])
		}
		if lines := f.setKeys(shown); len(lines) <= maxKeys {
			return lines
		}
	}
	return []string{""}
}

func (f frame) setKeys(keys []hint) []string {
	var lines []string
	current, cells := " ", 1
	for _, k := range keys {
		text := f.st.key.Render(k.key) + " " + k.does
		w := ansi.StringWidth(text)
		if cells > 1 && cells+w > f.width-1 {
			lines = append(lines, strings.TrimRight(current, " "))
			current, cells = " ", 1
		}
		current += text + "   "
		cells += w + 3
	}
	return append(lines, strings.TrimRight(current, " "))
}

// fit cuts what is too wide or too much for the terminal, from the body's end first.
func (f frame) fit(lines []string) string {
	if over := len(lines) - f.height; over > 0 {
		keep := max(f.height-1, 0)
		tail := lines[len(lines)-1]
		lines = append(append([]string(nil), lines[:keep]...), tail)[:max(f.height, 0)]
	}
	for i, line := range lines {
		lines[i] = ansi.Truncate(line, f.width, "")
	}
	return strings.Join(lines, "\n")
}
