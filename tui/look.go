package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// The two looks for eyes that need more: wide, with room between what stands below one another, and
// of high contrast, bright on black.

// sparse is a body set wide: a free line after each, but for one whose next is indented deeper and so
// belongs to it (an answer under its question).
func sparse(c content) content {
	out := content{lines: make([]string, 0, 2*len(c.lines))}
	place := make([]int, len(c.lines)+1)
	for i, line := range c.lines {
		place[i] = len(out.lines)
		out.lines = append(out.lines, line)
		if i+1 < len(c.lines) && !blank(line) && !emptyBox(line) && !blank(c.lines[i+1]) && indentOf(c.lines[i+1]) <= indentOf(line) {
			out.lines = append(out.lines, "")
		}
	}
	place[len(c.lines)] = len(out.lines)
	at := func(i int) int { return place[max(min(i, len(c.lines)), 0)] }
	out.from, out.to, out.cursor = at(c.from), at(c.to), at(c.cursor)
	return out
}

// emptyBox reports a line on which nothing is typed yet: the example below belongs to it.
func emptyBox(line string) bool {
	return strings.Trim(ansi.Strip(line), " >"+strings.TrimSpace(marker)) == ""
}

func blank(line string) bool { return strings.TrimSpace(ansi.Strip(line)) == "" }

// indentOf is how many cells stand before a line's text, the cursor's mark included.
func indentOf(line string) int {
	line = ansi.Strip(line)
	return cellsOf(line) - cellsOf(strings.TrimLeft(line, " >"+strings.TrimSpace(marker)))
}

// The bright look as terminal sequences; without colours it is only bold.
const (
	brightColours = "\x1b[1;97;40m"
	brightPlain   = "\x1b[1m"
)

// bright draws every line bright, over the whole width.
func bright(screen string, width int, look string) string {
	lines := strings.Split(screen, "\n")
	for i, line := range lines {
		line += strings.Repeat(" ", max(width-ansi.StringWidth(line), 0))
		line = strings.NewReplacer("\x1b[0m", "\x1b[0m"+look, "\x1b[m", "\x1b[0m"+look).Replace(line)
		lines[i] = look + line + "\x1b[0m"
	}
	return strings.Join(lines, "\n")
}

// contrasting are the styles of the bright look: what matters is shown by reverse and underline too.
func contrasting(st styles) styles {
	st.chosen, st.bad = st.chosen.Reverse(true), st.bad.Reverse(true)
	st.key, st.heading = st.key.Underline(true), st.heading.Underline(true)
	return st
}
