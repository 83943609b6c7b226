package periodic

import (
	"strings"

	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/commune/report/paper"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// dateWidth is what a column of days needs so that none is broken, in millimetres.
const dateWidth = 23

// Paper is the grid as a table of the document, so wide.
func (g *Grid) Paper(width float64) *paper.Table {
	t := &paper.Table{Caption: g.Caption, Header: 1}
	total := 0.0
	for _, c := range g.Columns {
		if c.Kind == report.Date {
			width -= dateWidth
		} else {
			total += c.Weight
		}
	}
	for _, c := range g.Columns {
		if c.Kind == report.Date {
			t.Widths = append(t.Widths, dateWidth)
		} else {
			t.Widths = append(t.Widths, width*c.Weight/total)
		}
	}
	t.Rows = g.header()
	t.Header = len(t.Rows)
	for _, line := range g.Lines {
		t.Rows = append(t.Rows, g.row(line))
	}
	if len(g.Lines) == 0 {
		t.Rows = append(t.Rows, paper.Row{Cells: []paper.TableCell{{Text: "Trong kỳ không có.", Span: len(g.Columns), Align: paper.Center, Italic: true}}})
	}
	return t
}

// header are the rows of titles: two when some stand under a common one.
func (g *Grid) header() []paper.Row {
	top, below := paper.Row{Bold: true}, paper.Row{Bold: true}
	for i, c := range g.Columns {
		under := i >= g.GroupAt && i < g.GroupAt+g.GroupN
		title := paper.TableCell{Text: c.Title, Align: paper.Center}
		switch {
		case g.GroupN == 0:
		case !under:
			title.Down = 2
			below.Cells = append(below.Cells, paper.TableCell{Covered: true})
		case i == g.GroupAt:
			below.Cells = append(below.Cells, title)
			title = paper.TableCell{Text: g.Group, Align: paper.Center, Span: g.GroupN}
		default:
			below.Cells = append(below.Cells, title)
			continue
		}
		top.Cells = append(top.Cells, title)
	}
	if g.GroupN == 0 {
		return []paper.Row{top}
	}
	return []paper.Row{top, below}
}

func (g *Grid) row(line Line) paper.Row {
	if line.Heading {
		return paper.Row{Bold: true, Cells: []paper.TableCell{{Text: line.Cells[0].Text, Span: len(g.Columns)}}}
	}
	row := paper.Row{Bold: line.Total}
	for i, c := range g.Columns {
		v := ledger.Value{}
		if i < len(line.Cells) {
			v = line.Cells[i]
		}
		cell := paper.TableCell{Text: Shown(c.Kind, v), Italic: line.Part, Trace: line.trace(c, i == 0)}
		switch {
		case c.Middle:
			cell.Align = paper.Center
		case v.Kind == ledger.Num:
			cell.Align = paper.Right
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// Shown is a cell's value as people write it.
func Shown(kind report.Kind, v ledger.Value) string {
	switch v.Kind {
	case ledger.Num:
		return viet.FormatNumber(v.Num)
	case ledger.Text:
		if kind == report.Date {
			if d, err := viet.ParseISO(v.Text); err == nil {
				return d.Format()
			}
		}
		return strings.TrimSpace(v.Text)
	}
	return ""
}
