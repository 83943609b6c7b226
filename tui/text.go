package tui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"github.com/nghia-hung/sothon/viet"
)

// wrap breaks s into lines of at most width cells, between words where it can. Line feeds in s
// are kept. It gives at least one line.
func wrap(s string, width int) []string {
	width = max(width, 1)
	var out []string
	for _, line := range strings.Split(s, "\n") {
		out = append(out, wrapLine(line, width)...)
	}
	return out
}

func wrapLine(line string, width int) []string {
	var out []string
	current := ""
	for _, word := range strings.Fields(line) {
		for viet.Width(word) > width {
			if current != "" {
				out, current = append(out, current), ""
			}
			head := cutCells(word, width)
			out, word = append(out, head), word[len(head):]
		}
		switch {
		case current == "":
			current = word
		case viet.Width(current)+1+viet.Width(word) <= width:
			current += " " + word
		default:
			out, current = append(out, current), word
		}
	}
	if current != "" || len(out) == 0 {
		out = append(out, current)
	}
	return out
}

// cutCells is the longest beginning of s of at most width cells, and at least one letter.
func cutCells(s string, width int) string {
	cells := 0
	for i, g := range graphemes(s) {
		if cells += g.width; cells > width && i > 0 {
			return s[:g.start]
		}
	}
	return s
}

// indent puts prefix before the first line and as many blanks before the others.
func indent(prefix string, lines []string) []string {
	blank := strings.Repeat(" ", ansi.StringWidth(prefix))
	out := make([]string, len(lines))
	for i, line := range lines {
		if i == 0 {
			out[i] = prefix + line
		} else {
			out[i] = blank + line
		}
	}
	return out
}

// pad fills s with blanks to width cells, or cuts it.
func pad(s string, width int) string {
	s = clip(s, width)
	return s + strings.Repeat(" ", max(width-ansi.StringWidth(s), 0))
}

// clip cuts s, which may be styled, to width cells and marks the cut.
func clip(s string, width int) string {
	if width <= 0 {
		return ""
	}
	return ansi.Truncate(s, width, "…")
}

// spread puts left and right at the two ends of a line of width cells. Left gives way, until right
// has half of the line.
func spread(left, right string, width int) string {
	if right == "" || width < 12 {
		return clip(left, width)
	}
	right = clip(right, max(width/2, width-ansi.StringWidth(left)-2))
	left = clip(left, width-ansi.StringWidth(right)-2)
	return left + strings.Repeat(" ", max(width-ansi.StringWidth(left)-ansi.StringWidth(right), 1)) + right
}

// oneLine makes a heading of a text that may have several lines.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// clause makes the first sentence of s a part of another sentence: small at its beginning, without
// its full stop.
func clause(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), ". ")
	s = strings.TrimRight(s, ".")
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}
