package paper

import (
	"encoding/xml"
	"fmt"
	"math"
	"strings"
)

// builder writes the body of a document and gathers what stands in files of its own.
type builder struct {
	out   strings.Builder
	media []file
	first string // prefix of the names and relations of pictures, so that they fit into another document
	drawn int    // pictures of that document
}

// twips are twentieths of a point, of millimetres and of points.
func twips(mm float64) int       { return int(math.Round(mm / 25.4 * 1440)) }
func twipsOf(points float64) int { return int(math.Round(points * 20)) }

func escape(s string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(s)) // a strings.Builder takes everything
	return out.String()
}

func (b *builder) put(format string, args ...any) { fmt.Fprintf(&b.out, format, args...) }

// document gives the XML of document.xml.
func (b *builder) document(d *Document) []byte {
	b.put(`%s<w:document xmlns:w="%s" xmlns:r="%s" xmlns:wp="%swordprocessingDrawing" xmlns:a="%smain" xmlns:pic="%spicture"><w:body>`,
		xml.Header, wordNS, relationNS, drawingNS, drawingNS, drawingNS)
	for i, s := range d.Sections {
		for _, block := range s.Blocks {
			b.block(block)
		}
		if i < len(d.Sections)-1 {
			b.put(`<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>%s</w:pPr></w:p>`, s.properties())
		} else {
			b.out.WriteString(s.properties())
		}
	}
	b.put(`</w:body></w:document>`)
	return []byte(b.out.String())
}

// properties give the section's page and its numbers.
func (s Section) properties() string {
	w, h, orient := PageWidth, PageHeight, ""
	if s.Landscape {
		w, h, orient = h, w, ` w:orient="landscape"`
	}
	return fmt.Sprintf(`<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/><w:headerReference w:type="first" r:id="rIdFirst"/>`+
		`<w:type w:val="nextPage"/><w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="%d" w:footer="%d" w:gutter="0"/>`+
		`<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>`,
		twips(w), twips(h), orient, twips(MarginTop), twips(MarginRight), twips(MarginBottom), twips(MarginLeft), twips(NumberAbove), twips(NumberAbove))
}

func (b *builder) block(block Block) {
	switch block := block.(type) {
	case *Paragraph:
		b.paragraph(block, 0)
	case *Table:
		b.table(block)
	case *Picture:
		b.picture(block)
	case *Bars:
		b.picture(block.Picture())
	}
}

var alignNames = [...]string{Left: "left", Center: "center", Right: "right", Justify: "both"}

// paragraph writes a paragraph; width is that of the cell around it, 0 for the page.
func (b *builder) paragraph(p *Paragraph, width float64) {
	if p.Rule > 0 {
		b.rule(p.Rule, width)
		return
	}
	b.put(`<w:p><w:pPr><w:pStyle w:val="%s"/><w:jc w:val="%s"/></w:pPr>`, p.Style.Name, alignNames[p.Style.Align])
	for _, r := range p.Runs {
		b.run(p, r)
	}
	b.put(`</w:p>`)
}

// run writes a run; a line break in the text is one in the document.
func (b *builder) run(p *Paragraph, r Run) {
	b.put(`<w:r><w:rPr>`)
	if r.Bold {
		b.put(`<w:b/>`)
	}
	if r.Italic {
		b.put(`<w:i/>`)
	}
	if p.Size > 0 {
		b.put(`<w:sz w:val="%d"/>`, int(2*p.Size))
	}
	if r.Mark {
		b.put(`<w:highlight w:val="yellow"/>`)
	}
	b.put(`</w:rPr>`)
	for i, line := range strings.Split(r.Text, "\n") {
		if i > 0 {
			b.put(`<w:br/>`)
		}
		b.put(`<w:t xml:space="preserve">%s</w:t>`, escape(line))
	}
	b.put(`</w:r>`)
}

// rule writes a line of a length, in the middle.
func (b *builder) rule(length, width float64) {
	if width == 0 {
		width = Section{}.Width()
	}
	side := twips(max(width-length, 0) / 2)
	b.put(`<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>`+
		`<w:spacing w:before="20" w:after="0" w:line="60" w:lineRule="exact"/><w:ind w:left="%d" w:right="%d" w:firstLine="0"/></w:pPr></w:p>`, side, side)
}

// cellMargin is left and right of a cell's text, in millimetres.
const cellMargin = 1.5

func (b *builder) table(t *Table) {
	total := 0.0
	for _, w := range t.Widths {
		total += w
	}
	b.put(`<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/>`, twips(total))
	if !t.Plain {
		b.put(`<w:tblBorders>`)
		for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
			b.put(`<w:%s w:val="single" w:sz="4" w:space="0" w:color="000000"/>`, side)
		}
		b.put(`</w:tblBorders>`)
	}
	margin := twips(cellMargin)
	if t.Plain {
		margin = 0
	}
	b.put(`<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="%d" w:type="dxa"/><w:right w:w="%d" w:type="dxa"/></w:tblCellMar>`, margin, margin)
	if t.Caption != "" {
		b.put(`<w:tblCaption w:val="%s"/>`, escape(t.Caption))
	}
	b.put(`</w:tblPr><w:tblGrid>`)
	for _, w := range t.Widths {
		b.put(`<w:gridCol w:w="%d"/>`, twips(w))
	}
	b.put(`</w:tblGrid>`)
	for i, row := range t.Rows {
		b.put(`<w:tr><w:trPr><w:cantSplit/>`)
		if i < t.Header {
			b.put(`<w:tblHeader/>`)
		}
		b.put(`</w:trPr>`)
		column := 0
		for _, cell := range row.Cells {
			column = b.cell(t, row, cell, column, i < t.Header)
		}
		b.put(`</w:tr>`)
	}
	b.put(`</w:tbl>`)
	if !t.Plain {
		b.put(`<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>`)
	}
}

// cell writes a cell that begins in a column and gives the next one's.
func (b *builder) cell(t *Table, row Row, c TableCell, column int, header bool) int {
	span := max(c.Span, 1)
	width := 0.0
	for _, w := range t.Widths[column:min(column+span, len(t.Widths))] {
		width += w
	}
	b.put(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, twips(width))
	if span > 1 {
		b.put(`<w:gridSpan w:val="%d"/>`, span)
	}
	if c.Covered {
		b.put(`<w:vMerge/>`)
	} else if c.Down > 1 {
		b.put(`<w:vMerge w:val="restart"/>`)
	}
	if header {
		b.put(`<w:vAlign w:val="center"/>`)
	}
	b.put(`</w:tcPr>`)
	for _, p := range c.Paragraphs(row) {
		b.paragraph(p, width)
	}
	b.put(`</w:tc>`)
	return column + span
}
