package tui

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// grapheme is one letter as a person counts them, with its place in the text and its width.
type grapheme struct{ start, size, width int }

func graphemes(s string) []grapheme {
	out := make([]grapheme, 0, len(s))
	for pos, state := 0, -1; pos < len(s); {
		var cluster string
		var width int
		cluster, _, width, state = uniseg.FirstGraphemeClusterInString(s[pos:], state)
		if _, first := utf8.DecodeRuneInString(cluster); first < len(cluster) {
			width = cellsOf(cluster) // uniseg counts one with a mark in front (U+0600) differently within a text
		}
		out = append(out, grapheme{pos, len(cluster), width})
		pos += len(cluster)
	}
	return out
}

// span is one line of a laid-out text, in bytes: [from, to). The blank or line feed that ends the
// line lies between it and the next.
type span struct{ from, to int }

// layout breaks the text into lines of at most width-1 cells, so that the cursor fits behind the
// last letter.
func (e *editor) layout(width int) []span {
	width = max(width-1, 1)
	if e.laid == nil || e.laidText != e.text || e.laidWidth != width {
		e.laid, e.laidText, e.laidWidth = e.breakLines(width), e.text, width
	}
	return e.laid
}

func (e *editor) breakLines(width int) []span {
	var out []span
	from := 0
	for {
		end := len(e.text)
		if i := strings.IndexByte(e.text[from:], '\n'); i >= 0 {
			end = from + i
		}
		out = append(out, foldLine(e.text, from, end, width)...)
		if end == len(e.text) {
			return out
		}
		from = end + 1
	}
}

func foldLine(text string, from, end, width int) []span {
	var out []span
	start, cells, blank := from, 0, -1
	for _, g := range graphemes(text[from:end]) {
		at := from + g.start
		if cells+g.width > width && at > start {
			if text[at] == ' ' && cells+g.width == width+1 {
				out = append(out, span{start, at})
				start, cells, blank = at+1, 0, -1
				continue
			}
			if blank >= start && blank > -1 {
				out = append(out, span{start, blank})
				start = blank + 1
			} else {
				out = append(out, span{start, at})
				start = at
			}
			cells, blank = cellsOf(text[start:at]), -1
		}
		if text[at] == ' ' {
			blank = at
		}
		cells += g.width
	}
	return append(out, span{start, end})
}

func cellsOf(s string) int { return uniseg.StringWidth(s) }

// place finds the line and the column of a byte position.
func place(lines []span, text string, pos int) (row, col int) {
	for i, l := range lines {
		if pos <= l.to || i == len(lines)-1 {
			return i, cellsOf(text[l.from:max(min(pos, l.to), l.from)])
		}
	}
	return 0, 0
}
