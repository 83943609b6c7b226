package paper

import (
	"fmt"
	"math"
	"strings"

	"github.com/nghia-hung/sothon/viet"
)

// Bars is a chart of lying bars, all from zero, the number beside each. A row has a number and what it is
// compared with. It is a Block: a picture in .docx and PDF, drawn lines on a page of HTML.
type Bars struct {
	Title string
	Names [2]string // of a row's two numbers
	Rows  []BarRow
}

// BarRow is one row of a chart.
type BarRow struct {
	Label string
	Bars  [2]Bar
}

// Bar is one number.
type Bar struct {
	Size  float64
	Known bool   // false: there is no number, and no bar
	Text  string // as people write it, or that it is not known
	Trace string // as Run has it
}

func (*Bars) block() {}

// Measures of a chart in millimetres, of letters in points.
const (
	barsWidth  = 165.0
	barsLabel  = 62.0 // for the labels
	barsNumber = 32.0 // for the numbers right of the longest bar
	barsHead   = 15.0 // title and legend
	barsFoot   = 7.0  // the numbers of the axis
	barHeight  = 4.2
	barGap     = 2.6 // between rows
	barLetter  = 10.0
	barTitle   = 12.0
)

// shade is how dark a chart's part is, from black 0 to white 255.
type shade uint8

const (
	black shade = 0
	dark  shade = 0x46
	pale  shade = 0xc4
	faint shade = 0xdd
)

// anchor is which end of a text stands at its place.
type anchor uint8

const (
	atStart anchor = iota
	atMiddle
	atEnd
)

// pen draws the parts of a chart.
type pen interface {
	rect(x, y, w, h float64, s shade)
	line(x1, y1, x2, y2 float64, s shade)
	text(x, y, points float64, bold bool, a anchor, text string)
	link(trace string) // what follows, up to the next, comes from there; "" for nothing
}

// Alt says everything that the chart shows, for who does not see it.
func (b *Bars) Alt() string {
	var s strings.Builder
	fmt.Fprintf(&s, "Biểu đồ: %s.", b.Title)
	for _, r := range b.Rows {
		fmt.Fprintf(&s, " %s: %s %s, %s %s.", r.Label, lowerFirst(b.Names[0]), r.Bars[0].Text, lowerFirst(b.Names[1]), r.Bars[1].Text)
	}
	return s.String()
}

func lowerFirst(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToLower(string(r[:1])) + string(r[1:])
}

// height is the chart's, in millimetres.
func (b *Bars) height() float64 {
	return barsHead + float64(len(b.Rows))*(2*barHeight+barGap) + barsFoot
}

// Picture is the chart as a picture of the text's full width.
func (b *Bars) Picture() *Picture {
	return &Picture{PNG: b.png(), Width: barsWidth, Height: b.height(), Alt: b.Alt()}
}

// scale finds the greatest number of the axis and its step: 1, 2 or 5 times a power of ten, at most five
// of them.
func (b *Bars) scale() (end, step float64) {
	most := 0.0
	for _, r := range b.Rows {
		for _, bar := range r.Bars {
			most = max(most, bar.Size)
		}
	}
	if most <= 0 {
		return 1, 1
	}
	step = math.Pow(10, math.Floor(math.Log10(most))-1)
	for _, times := range []float64{2, 2.5, 2, 2, 2.5} {
		if most/step <= 5 {
			break
		}
		step *= times
	}
	step = max(step, 1)
	return math.Ceil(most/step) * step, step
}

// draw draws the chart.
func (b *Bars) draw(p pen) {
	bottom := b.height() - barsFoot
	end, step := b.scale()
	wide := (barsWidth - barsLabel - barsNumber) / end
	p.text(barsWidth/2, 5.5, barTitle, true, atMiddle, b.Title)
	at := barsLabel
	for i, name := range b.Names {
		p.rect(at, 8.6, 5, 3, []shade{dark, pale}[i])
		p.text(at+6.5, 11.4, barLetter, false, atStart, name)
		at += 14 + textWidth(name, barLetter, false)
	}
	for n := step; n <= end; n += step {
		p.line(barsLabel+n*wide, barsHead, barsLabel+n*wide, bottom, faint)
		p.text(barsLabel+n*wide, bottom+4.6, barLetter-1.5, false, atMiddle, viet.FormatNumber(viet.Int(int64(n))))
	}
	p.text(barsLabel, bottom+4.6, barLetter-1.5, false, atMiddle, "0")
	y := barsHead + barGap/2
	for _, r := range b.Rows {
		lines := breakText(r.Label, barLetter, barsLabel-4)
		for i, line := range lines {
			p.text(barsLabel-2.5, y+barHeight+1.3+4.2*(float64(i)-float64(len(lines)-1)/2), barLetter, false, atEnd, line)
		}
		for i, bar := range r.Bars {
			p.link(bar.Trace)
			top := y + float64(i)*barHeight
			if bar.Known && bar.Size > 0 {
				p.rect(barsLabel, top+0.3, bar.Size*wide, barHeight-0.6, []shade{dark, pale}[i])
			}
			p.text(barsLabel+max(bar.Size, 0)*wide+1.5, top+barHeight-0.9, barLetter, i == 0, atStart, bar.Text)
			p.link("")
		}
		y += 2*barHeight + barGap
	}
	p.line(barsLabel, barsHead, barsLabel, bottom, black)
}

// breakText breaks a text into lines of a width in millimetres, between words; the third line takes what
// is left.
func breakText(text string, points, width float64) (lines []string) {
	line := ""
	for word := range strings.FieldsSeq(text) {
		switch longer := strings.TrimSpace(line + " " + word); {
		case line == "" || len(lines) == 2 || textWidth(longer, points, false) <= width:
			line = longer
		default:
			lines = append(lines, line)
			line = word
		}
	}
	return append(lines, line)
}
