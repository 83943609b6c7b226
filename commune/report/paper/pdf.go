package paper

import (
	"fmt"
	"io"

	"codeberg.org/go-fonts/liberation/liberationserifbold"
	"codeberg.org/go-fonts/liberation/liberationserifbolditalic"
	"codeberg.org/go-fonts/liberation/liberationserifitalic"
	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"codeberg.org/go-pdf/fpdf"
)

// serif is the font of PDFs: Liberation Serif, as wide as Times New Roman, letter by letter, with all
// Vietnamese letters.
const serif = "serif"

// pointMM is a point in millimetres.
const pointMM = 25.4 / 72

// press puts a document on pages.
type press struct {
	*fpdf.Fpdf
	section Section
	number  int // of the page within its section
	// pictures drawn so far
	pictures int
	y        float64
}

// WritePDF writes the document as PDF with its fonts in it: the same pages, letters and tables as
// WriteDocx. Equal documents give equal bytes. Errors are the writer's.
func WritePDF(w io.Writer, d *Document) error {
	f := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "mm", SizeStr: "A4"})
	f.SetCreationDate(madeAt)
	f.SetModificationDate(madeAt)
	f.SetCatalogSort(true)
	f.SetTitle(d.Title, true)
	f.SetCreator("Sổ Thôn", true)
	f.SetLang("vi-VN")
	f.SetAutoPageBreak(false, 0)
	for style, font := range map[string][]byte{"": liberationserifregular.TTF, "B": liberationserifbold.TTF, "I": liberationserifitalic.TTF, "BI": liberationserifbolditalic.TTF} {
		f.AddUTF8FontFromBytes(serif, style, font)
	}
	p := &press{Fpdf: f}
	for _, s := range d.Sections {
		p.section, p.number = s, 0
		p.page()
		for _, b := range s.Blocks {
			p.block(b)
		}
	}
	if err := f.Output(w); err != nil {
		return fmt.Errorf("write pdf: %w", err)
	}
	return nil
}

func (p *press) height() float64 {
	if p.section.Landscape {
		return PageWidth
	}
	return PageHeight
}

// page begins a page of the section, with its number but on the first.
func (p *press) page() {
	orientation := "P"
	if p.section.Landscape {
		orientation = "L"
	}
	p.AddPageFormat(orientation, fpdf.SizeType{Wd: PageWidth, Ht: PageHeight})
	p.number++
	p.y = MarginTop
	if p.number > 1 {
		text := fmt.Sprint(p.number)
		p.SetFont(serif, "", 14)
		p.Text(MarginLeft+(p.section.Width()-p.GetStringWidth(text))/2, NumberAbove+4, text)
	}
}

// room begins a new page when so much height is not left.
func (p *press) room(height float64) {
	if p.y+height > p.height()-MarginBottom && p.y > MarginTop {
		p.page()
	}
}

func (p *press) block(b Block) {
	switch b := b.(type) {
	case *Paragraph:
		if b.Style.KeepNext {
			p.room(3 * b.Style.Size * pointMM * 1.2)
		}
		p.paragraph(b, MarginLeft, p.section.Width(), true)
	case *Table:
		p.table(b)
	case *Picture:
		p.picture(b)
	case *Bars:
		p.bars(b)
	}
}

func (p *press) picture(b *Picture) {
	p.room(b.Height + 2)
	p.pictures++
	name := fmt.Sprintf("picture%d", p.pictures)
	p.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: "PNG"}, newReader(b.PNG))
	p.ImageOptions(name, MarginLeft+(p.section.Width()-b.Width)/2, p.y+1, b.Width, b.Height, false, fpdf.ImageOptions{ImageType: "PNG"}, 0, "")
	p.y += b.Height + 2
}

// paragraph sets a paragraph from p.y on; with breaks it may go on on a new page.
func (p *press) paragraph(b *Paragraph, x, width float64, breaks bool) {
	if b.Rule > 0 {
		p.SetLineWidth(0.25)
		p.Line(x+(width-b.Rule)/2, p.y+0.5, x+(width+b.Rule)/2, p.y+0.5)
		p.y += 1.4
		return
	}
	p.y += b.Style.Before * pointMM
	for _, l := range p.lines(b, width) {
		if breaks {
			p.room(l.height)
		}
		p.line(l, b.Style.Align, x, width)
		p.y += l.height
	}
	p.y += b.Style.After * pointMM
}
