package village

import (
	"fmt"
	"io"

	"codeberg.org/go-pdf/fpdf"

	"github.com/nghia-hung/sothon/commune/report/pdf"
)

// Millimetres of a page.
const (
	pageLeft   = 20.0
	pageRight  = 15.0
	pageTop    = 15.0
	pageBottom = 16.0
	pageWidth  = 210 - pageLeft - pageRight
	pageLine   = 5.6
	labelWidth = 36.0
	dayWidth   = 24.0
	stateWidth = 34.0
)

// sheet draws one of the village's papers.
type sheet struct {
	*fpdf.Fpdf
	lang string
}

// newSheet begins a paper with its first page; the footer says what it is, and which page.
func newSheet(title, footer, lang string) (sheet, error) {
	doc, err := pdf.New("P", title, lang)
	if err != nil {
		return sheet{}, err
	}
	p := sheet{doc, lang}
	p.SetMargins(pageLeft, pageTop, pageRight)
	p.SetAutoPageBreak(true, pageBottom)
	p.SetFooterFunc(func() {
		p.SetXY(pageLeft, -11)
		p.SetFont(pdf.Font, "", 10)
		p.CellFormat(pageWidth/2, 5, footer, "", 0, "L", false, 0, "")
		p.CellFormat(pageWidth/2, 5, fmt.Sprintf("%s %d/{nb}", wordPage.In(lang), p.PageNo()), "", 0, "R", false, 0, "")
	})
	p.AddPage()
	return p, p.Error()
}

// WritePDF writes the summary as an A4 PDF, in "vi" or "en": on one page unless the list is long.
func (s Summary) WritePDF(w io.Writer, lang string) error {
	heading, period := s.title(lang)
	p, err := newSheet(heading, fill(wordMade.In(lang), moment(s.Made)), lang)
	if err != nil {
		return fmt.Errorf("summary %s: %w", s.Standing.Period.Label, err)
	}
	p.SetFont(pdf.Font, "B", 16)
	p.MultiCell(pageWidth, 8, heading, "", "C", false)
	p.SetFont(pdf.Font, "", 13)
	p.MultiCell(pageWidth, 7, period, "", "C", false)
	p.Ln(2)
	for _, r := range s.facts(lang) {
		p.fact(r)
	}
	for i, part := range s.sections(lang) {
		p.section(i+1, part)
	}
	p.signature()
	if err := p.Output(w); err != nil {
		return fmt.Errorf("summary %s: %w", s.Standing.Period.Label, err)
	}
	return nil
}

// fact is a name with what stands for it.
func (p sheet) fact(r row) {
	p.SetFont(pdf.Font, "", 12)
	p.CellFormat(labelWidth, pageLine, r.left, "", 0, "L", false, 0, "")
	p.MultiCell(pageWidth-labelWidth, pageLine, r.middle, "", "L", false)
}

func (p sheet) section(n int, part section) {
	p.room(20)
	p.Ln(2.5)
	p.SetFont(pdf.Font, "B", 12)
	p.MultiCell(pageWidth, 6.5, fmt.Sprintf("%d. %s", n, part.title), "", "L", false)
	p.SetFont(pdf.Font, "", 12)
	if part.text != "" {
		p.MultiCell(pageWidth, pageLine, part.text, "", "L", false)
	}
	for _, r := range part.rows {
		p.row(r)
	}
}

// row writes a line of a table over as many lines as its longest cell needs.
func (p sheet) row(r row) {
	right, left := p.GetStringWidth(r.right)+3, 0.0
	text := r.left
	if r.middle != "" {
		left, right, text = dayWidth, stateWidth, r.middle
	}
	lines := p.SplitText(text, pageWidth-left-right-2)
	p.room(float64(max(len(lines), 1)) * pageLine)
	if left > 0 {
		p.CellFormat(left, pageLine, r.left, "", 0, "L", false, 0, "")
	}
	for i, line := range append(lines, "")[:max(len(lines), 1)] {
		p.SetX(pageLeft + left)
		p.CellFormat(pageWidth-left-right, pageLine, line, "", 0, "L", false, 0, "")
		if i == 0 {
			p.CellFormat(right, pageLine, r.right, "", 0, "R", false, 0, "")
		}
		p.Ln(pageLine)
	}
	p.SetDrawColor(200, 200, 200)
	p.Line(pageLeft, p.GetY(), pageLeft+pageWidth, p.GetY())
	p.SetDrawColor(0, 0, 0)
}

// room begins a new page when less than height is left on this one.
func (p sheet) room(height float64) {
	if p.GetY()+height > 297-pageBottom {
		p.AddPage()
	}
}

// signature leaves a place to sign.
func (p sheet) signature() {
	p.room(34)
	p.Ln(5)
	half := pageWidth / 2.0
	p.SetFont(pdf.Font, "B", 12)
	p.SetX(pageLeft + half)
	p.CellFormat(half, pageLine, wordSign.In(p.lang), "", 2, "C", false, 0, "")
	p.SetFont(pdf.Font, "", 11)
	p.CellFormat(half, pageLine, wordSigned.In(p.lang), "", 2, "C", false, 0, "")
	p.SetDashPattern([]float64{0.4, 0.9}, 0)
	p.Line(pageLeft+half+12, p.GetY()+18, pageLeft+pageWidth-12, p.GetY()+18)
	p.SetDashPattern(nil, 0)
}
