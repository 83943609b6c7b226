package paper

// pdfPen draws a chart on a page, from the upper edge top on.
type pdfPen struct {
	*press
	top float64
}

// bars draws a chart in lines and letters, so that its words can be found and read aloud.
func (p *press) bars(b *Bars) {
	p.room(b.height() + 2)
	p.SetDrawColor(int(dark), int(dark), int(dark))
	b.draw(pdfPen{p, p.y + 1})
	p.SetDrawColor(0, 0, 0)
	p.SetFillColor(0, 0, 0)
	p.y += b.height() + 2
}

func (p pdfPen) rect(x, y, w, h float64, s shade) {
	p.SetFillColor(int(s), int(s), int(s))
	p.SetLineWidth(0.18)
	p.Rect(MarginLeft+x, p.top+y, max(w, 0.2), h, "FD")
}

func (p pdfPen) line(x1, y1, x2, y2 float64, s shade) {
	p.SetDrawColor(int(s), int(s), int(s))
	p.SetLineWidth(0.2)
	p.Line(MarginLeft+x1, p.top+y1, MarginLeft+x2, p.top+y2)
	p.SetDrawColor(int(dark), int(dark), int(dark))
}

func (p pdfPen) text(x, y, points float64, bold bool, a anchor, text string) {
	look := ""
	if bold {
		look = "B"
	}
	p.SetFont(serif, look, points)
	switch wide := p.GetStringWidth(text); a {
	case atMiddle:
		x -= wide / 2
	case atEnd:
		x -= wide
	}
	p.Text(MarginLeft+x, p.top+y, text)
}

func (pdfPen) link(string) {}
