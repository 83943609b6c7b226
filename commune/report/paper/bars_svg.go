package paper

import (
	"fmt"
	"html"
)

// svgPen draws a chart as SVG with presentation attributes only, which a strict policy lets through.
type svgPen struct {
	*htmlWriter
	open bool
}

// bars writes a chart: its units are millimetres, its words those of Alt.
func (w *htmlWriter) bars(b *Bars) {
	w.put(`<svg class="bars" viewBox="0 0 %g %g" role="group" aria-label="%s" xmlns="http://www.w3.org/2000/svg">`,
		barsWidth, b.height(), html.EscapeString(b.Alt()))
	b.draw(&svgPen{htmlWriter: w})
	w.put("</svg>\n")
}

func (p *svgPen) rect(x, y, w, h float64, s shade) {
	p.put(`<rect x="%.2f" y="%.2f" width="%.2f" height="%.2f" fill="%s" stroke="%s" stroke-width="0.2"/>`, x, y, max(w, 0.2), h, s.hex(), dark.hex())
}

func (p *svgPen) line(x1, y1, x2, y2 float64, s shade) {
	p.put(`<line x1="%.2f" y1="%.2f" x2="%.2f" y2="%.2f" stroke="%s" stroke-width="0.25"/>`, x1, y1, x2, y2, s.hex())
}

func (p *svgPen) text(x, y, points float64, bold bool, a anchor, text string) {
	weight := ""
	if bold {
		weight = ` font-weight="bold"`
	}
	p.put(`<text x="%.2f" y="%.2f" font-size="%.2f" text-anchor="%s"%s>%s</text>`, x, y, points*pointMM,
		[]string{"start", "middle", "end"}[a], weight, html.EscapeString(text))
}

func (p *svgPen) link(trace string) {
	if p.open {
		p.put("</a>")
		p.open = false
	}
	if trace == "" {
		return
	}
	if to := p.address(trace); to != "" {
		p.put(`<a href="%s">`, html.EscapeString(to))
		p.open = true
	}
}

// hex is the shade as SVG has colours.
func (s shade) hex() string { return fmt.Sprintf("#%02x%02[1]x%02[1]x", uint8(s)) }
