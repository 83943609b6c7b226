package paper

// laid is a cell whose text is broken into lines.
type laid struct {
	cell   TableCell
	paras  []*Paragraph
	x, w   float64
	height float64
}

// table sets a table; its header rows come again on every page.
func (p *press) table(t *Table) {
	rows := make([][]laid, len(t.Rows))
	heights := make([]float64, len(t.Rows))
	for i, row := range t.Rows {
		rows[i], heights[i] = p.layRow(t, row)
	}
	headed := 0.0
	for _, h := range heights[:t.Header] {
		headed += h
	}
	p.rows(t, rows[:t.Header], heights[:t.Header])
	for i := t.Header; i < len(rows); i++ {
		if p.y+heights[i] > p.height()-MarginBottom && p.y > MarginTop+headed {
			p.page()
			p.rows(t, rows[:t.Header], heights[:t.Header])
		}
		p.rows(t, rows[i:i+1], heights[i:i+1])
	}
	if !t.Plain {
		p.y += 2
	}
}

// layRow places the cells of a row and gives its height.
func (p *press) layRow(t *Table, row Row) (cells []laid, height float64) {
	column, x := 0, MarginLeft
	for _, c := range row.Cells {
		l := laid{cell: c, x: x}
		for _, w := range t.Widths[column:min(column+max(c.Span, 1), len(t.Widths))] {
			l.w += w
		}
		column, x = column+max(c.Span, 1), x+l.w
		if !c.Covered {
			l.paras = c.Paragraphs(row)
		}
		for _, para := range l.paras {
			l.height += p.tall(para, l.w-2*t.pad())
		}
		if c.Down <= 1 {
			height = max(height, l.height)
		}
		cells = append(cells, l)
	}
	return cells, height + t.above()*2
}

func (t *Table) pad() float64 {
	if t.Plain {
		return 0
	}
	return cellMargin
}

// above is the room over and under a cell's text.
func (t *Table) above() float64 {
	if t.Plain {
		return 0
	}
	return 0.6
}

// tall is a paragraph's height at a width.
func (p *press) tall(b *Paragraph, width float64) float64 {
	if b.Rule > 0 {
		return 1.4
	}
	h := (b.Style.Before + b.Style.After) * pointMM
	for _, l := range p.lines(b, width) {
		h += l.height
	}
	return h
}

// rows draws rows that belong together, cells that go down over several among them.
func (p *press) rows(t *Table, rows [][]laid, heights []float64) {
	top := p.y
	for i, cells := range rows {
		for _, l := range cells {
			if l.cell.Covered {
				continue
			}
			h := 0.0
			for _, one := range heights[i:min(i+max(l.cell.Down, 1), len(heights))] {
				h += one
			}
			if !t.Plain {
				p.SetLineWidth(0.18)
				p.Rect(l.x, top, l.w, h, "D")
			}
			p.y = top + t.above()
			if i < t.Header && len(rows) == t.Header && !t.Plain {
				p.y = top + max((h-l.height)/2, 0)
			}
			for _, para := range l.paras {
				p.paragraph(para, l.x+t.pad(), l.w-2*t.pad(), false)
			}
		}
		top += heights[i]
	}
	p.y = top
}
