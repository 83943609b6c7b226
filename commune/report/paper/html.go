package paper

import (
	"fmt"
	"html"
	"strings"
)

// HTML writes the document as pieces of a page of HTML: each section a <div>, paragraphs with their
// style's name as class, tables with header rows, charts as lines. It holds no styles and no scripts.
// address gives where what has a trace leads to, "" for nowhere.
func HTML(d *Document, address func(trace string) string) string {
	w := &htmlWriter{address: address}
	for i, s := range d.Sections {
		class := "sheet"
		if s.Landscape {
			class = "sheet wide"
		}
		w.put(`<div class="%s" id="part-%d">`, class, i)
		for _, b := range s.Blocks {
			w.block(b)
		}
		w.put("</div>\n")
	}
	return w.String()
}

// htmlWriter writes HTML; every text goes through its method text.
type htmlWriter struct {
	strings.Builder
	address func(string) string
}

func (w *htmlWriter) put(format string, args ...any) { fmt.Fprintf(w, format, args...) }

func (w *htmlWriter) block(b Block) {
	switch b := b.(type) {
	case *Paragraph:
		w.paragraph(b)
	case *Table:
		w.table(b)
	case *Bars:
		w.bars(b)
	}
}

// paragraph writes a paragraph; those of the outline are headings, below the page's own.
func (w *htmlWriter) paragraph(p *Paragraph) {
	if p.Rule > 0 {
		w.put(`<div class="rule"></div>`)
		return
	}
	tag := "p"
	if p.Style.Outline > 0 {
		tag = fmt.Sprintf("h%d", p.Style.Outline+1)
	}
	w.put(`<%s class="d-%s">`, tag, strings.ToLower(p.Style.Name))
	for _, r := range p.Runs {
		w.run(r)
	}
	w.put("</%s>\n", tag)
}

func (w *htmlWriter) run(r Run) {
	text := strings.ReplaceAll(html.EscapeString(r.Text), "\n", "<br>")
	if r.Mark {
		text = "<mark>" + text + "</mark>"
	}
	w.linked(r.Trace, text)
}

// linked writes HTML that leads to where its trace comes from.
func (w *htmlWriter) linked(trace, inner string) {
	if trace != "" && strings.TrimSpace(inner) != "" {
		if to := w.address(trace); to != "" {
			w.put(`<a href="%s">%s</a>`, html.EscapeString(to), inner)
			return
		}
	}
	w.WriteString(inner)
}

func (w *htmlWriter) table(t *Table) {
	class := "grid"
	if t.Plain {
		class = "set"
	}
	if !t.Plain {
		w.put(`<div class="scroll" tabindex="0" role="region" aria-label="%s">`, html.EscapeString(t.Caption))
	}
	w.put(`<table class="%s">`, class)
	for i, row := range t.Rows {
		switch {
		case i == 0 && t.Header > 0:
			w.put("<thead>")
		case i == t.Header:
			w.put("<tbody>")
		}
		w.row(row, i < t.Header)
		if i == t.Header-1 {
			w.put("</thead>")
		}
	}
	if len(t.Rows) > t.Header {
		w.put("</tbody>")
	}
	w.put("</table>")
	if !t.Plain {
		w.put("</div>\n")
	}
}

func (w *htmlWriter) row(row Row, header bool) {
	class := ""
	if row.Bold && !header {
		class = ` class="sum"`
	}
	w.put("<tr%s>", class)
	for _, c := range row.Cells {
		if c.Covered {
			continue
		}
		w.cell(row, c, header)
	}
	w.put("</tr>\n")
}

var cellClasses = [...]string{Left: "", Center: ` class="mid"`, Right: ` class="num"`, Justify: ""}

func (w *htmlWriter) cell(row Row, c TableCell, header bool) {
	tag, scope := "td", ""
	if header {
		tag, scope = "th", ` scope="col"`
	}
	w.put("<%s%s%s", tag, scope, cellClasses[c.Align])
	if c.Span > 1 {
		w.put(` colspan="%d"`, c.Span)
	}
	if c.Down > 1 {
		w.put(` rowspan="%d"`, c.Down)
	}
	w.put(">")
	if c.Paras != nil {
		for _, p := range c.Paras {
			w.paragraph(p)
		}
	} else {
		for _, p := range c.Paragraphs(row) {
			for _, r := range p.Runs {
				w.run(r)
			}
		}
	}
	w.put("</%s>", tag)
}
