package paper

import (
	"bytes"
	"io"
	"strings"
)

func newReader(b []byte) io.Reader { return bytes.NewReader(b) }

// word is a piece of text that is not broken, with the blank before it.
type word struct {
	text  string
	look  string // of the font: "", "B", "I", "BI"
	size  float64
	mark  bool
	blank float64 // before it, when it does not begin a line
	width float64
}

// textLine is one line of a paragraph.
type textLine struct {
	words  []word
	indent float64
	height float64
	end    bool // of the paragraph, or before a line break: not spread out
}

// look is the font's style for a run in a paragraph.
func (b *Paragraph) look(r Run) (look string) {
	if b.Style.Bold || r.Bold {
		look = "B"
	}
	if b.Style.Italic || r.Italic {
		look += "I"
	}
	return look
}

// lines breaks a paragraph into lines of a width.
func (p *press) lines(b *Paragraph, width float64) (lines []textLine) {
	size := b.Style.Size
	if b.Size > 0 {
		size = b.Size
	}
	height := size * 1.15 * pointMM * max(b.Style.Line, 1)
	line := textLine{indent: b.Style.First, height: height}
	used := line.indent
	flush := func(end bool) {
		line.end = end
		lines = append(lines, line)
		line = textLine{height: height}
		used = 0
	}
	for _, r := range b.Runs {
		text := r.Text
		if b.Style.Caps {
			text = strings.ToUpper(text)
		}
		p.SetFont(serif, b.look(r), size)
		blank := p.GetStringWidth(" ")
		for i, part := range strings.Split(text, "\n") {
			if i > 0 {
				flush(true)
			}
			for j, piece := range strings.Split(part, " ") {
				gap := 0.0
				if j > 0 {
					gap = blank
				}
				w := word{text: piece, look: b.look(r), size: size, mark: r.Mark, blank: gap, width: p.GetStringWidth(piece)}
				if used+gap+w.width > width+0.01 && len(line.words) > 0 && gap > 0 {
					flush(false)
					w.blank = 0
				}
				used += w.blank + w.width
				line.words = append(line.words, w)
			}
		}
	}
	flush(true)
	return lines
}

// line draws a line at p.y.
func (p *press) line(l textLine, align Align, x, width float64) {
	total, blanks := l.indent, 0
	for i, w := range l.words {
		total += w.width
		if i > 0 {
			total += w.blank
			if w.blank > 0 {
				blanks++
			}
		}
	}
	at, spread := x+l.indent, 0.0
	switch {
	case align == Center:
		at += (width - total) / 2
	case align == Right:
		at += width - total
	case align == Justify && !l.end && blanks > 0:
		spread = (width - total) / float64(blanks)
	}
	for i, w := range l.words {
		if i > 0 && w.blank > 0 {
			at += w.blank + spread
		}
		p.SetFont(serif, w.look, w.size)
		if w.mark {
			p.SetFillColor(255, 255, 0)
			p.Rect(at, p.y, w.width, l.height, "F")
		}
		p.Text(at, p.y+l.height-0.28*w.size*pointMM, w.text)
		at += w.width
	}
}
