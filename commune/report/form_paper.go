package report

import (
	"fmt"
	"io"

	"codeberg.org/go-pdf/fpdf"

	"github.com/nghia-hung/sothon/commune/report/pdf"
	"github.com/nghia-hung/sothon/ledger"
)

// Millimetres of a paper form.
const (
	paperLeft   = 20.0
	paperRight  = 15.0
	paperTop    = 15.0
	paperBottom = 18.0
	paperWidth  = 210 - paperLeft - paperRight
	paperAnswer = 62.0 // of a short answer, at the right
	paperLine   = 6.2
	paperRow    = 8.5 // between lines one writes on by hand
)

// Points of a paper form's letters.
const (
	paperTitle = 16
	paperHead  = 13
	paperText  = 12
	paperSmall = 10
)

// handForm draws a form to be filled in by hand.
type handForm struct {
	*fpdf.Fpdf
	lang string
}

// WritePaper writes the form as it is filled in by hand: an A4 PDF with the questions in the order
// of the screens, so that it can be typed off line by line. place names the unit, "" leaves a line for it.
func WritePaper(w io.Writer, form *ledger.Form, place, lang string) error {
	doc, err := pdf.New("P", form.Title.In(lang), lang)
	if err != nil {
		return fmt.Errorf("paper form %s: %w", form.Name, err)
	}
	p := handForm{doc, lang}
	p.SetMargins(paperLeft, paperTop, paperRight)
	p.SetAutoPageBreak(true, paperBottom)
	p.SetFooterFunc(func() {
		p.SetXY(paperLeft, -12)
		p.font("", paperSmall)
		p.CellFormat(paperWidth/2, 5, "Sổ Thôn · "+form.Name+" · "+wordFormVersion.In(lang)+fmt.Sprintf(" %d", form.Version), "", 0, "L", false, 0, "")
		p.CellFormat(paperWidth/2, 5, fmt.Sprintf("%s %d/{nb}", wordPage.In(lang), p.PageNo()), "", 0, "R", false, 0, "")
	})
	p.AddPage()
	p.head(form, place)
	for i := range form.Sections {
		p.section(&form.Sections[i])
	}
	p.signatures()
	if err := p.Output(w); err != nil {
		return fmt.Errorf("paper form %s: %w", form.Name, err)
	}
	return nil
}

func (p handForm) font(style string, points float64) { p.SetFont(pdf.Font, style, points) }

// head is the title, whose form it is, and what the form is for.
func (p handForm) head(form *ledger.Form, place string) {
	p.font("B", paperTitle)
	p.MultiCell(paperWidth, 8, wordPaper.In(p.lang)+": "+form.Title.In(p.lang), "", "C", false)
	p.font("", paperText)
	p.Ln(1)
	if place == "" {
		p.CellFormat(p.GetStringWidth(wordUnitOf.In(p.lang))+2, paperRow, wordUnitOf.In(p.lang), "", 0, "L", false, 0, "")
		p.dots(p.GetX(), 210-paperRight)
		p.Ln(paperRow)
	} else {
		p.MultiCell(paperWidth, paperLine, wordUnitOf.In(p.lang)+" "+place, "", "L", false)
	}
	p.grey(form.Help.In(p.lang) + " " + wordPaperHow.In(p.lang))
}

// grey writes small print of the whole width.
func (p handForm) grey(text string) {
	p.font("", paperSmall)
	p.SetTextColor(90, 90, 90)
	p.MultiCell(paperWidth, 4.8, text, "", "L", false)
	p.SetTextColor(0, 0, 0)
}

// room begins a new page when less than height is left on this one.
func (p handForm) room(height float64) {
	if p.GetY()+height > 297-paperBottom {
		p.AddPage()
	}
}

func (p handForm) section(s *ledger.Field) {
	p.room(45)
	p.Ln(3)
	p.font("B", paperHead)
	label := s.Label.In(p.lang)
	if s.Relevant != nil {
		label += " (" + wordIfAny.In(p.lang) + ")"
	}
	p.MultiCell(paperWidth, 7, label, "B", "L", false)
	p.Ln(1)
	p.fields(s.Fields)
}

func (p handForm) fields(fields []ledger.Field) {
	for i := range fields {
		field := &fields[i]
		if field.Type == ledger.TypeGroup {
			p.room(24)
			p.font("B", paperText)
			p.MultiCell(paperWidth, 7, field.Label.In(p.lang), "", "L", false)
			p.fields(field.Fields)
			continue
		}
		p.field(field)
	}
}

func (p handForm) field(f *ledger.Field) {
	switch {
	case f.Type == ledger.TypeNote:
		p.grey(f.Label.In(p.lang))
		return
	case f.Computed():
		p.short(f, func(x, y float64) {
			p.font("", paperSmall)
			p.Text(x, y+5.5, wordByProgram.In(p.lang))
		})
		return
	}
	switch f.Type {
	case ledger.TypeSelectOne, ledger.TypeSelectMultiple:
		p.choices(f)
	case ledger.TypeRepeat:
		p.table(f)
	case ledger.TypeText, ledger.TypeRecord:
		p.long(f)
	case ledger.TypeDate:
		p.short(f, func(x, y float64) {
			p.font("", paperText)
			p.Text(x, y+5.5, "....... / ....... / ..............")
		})
	default:
		p.short(f, func(x, y float64) {
			p.font("", paperText)
			unit := f.Unit.In(p.lang)
			if f.Type == ledger.TypeMoney && unit == "" {
				unit = wordDong.In(p.lang)
			}
			p.dotsAt(x, x+paperAnswer-p.GetStringWidth(unit)-2, y+6)
			p.Text(x+paperAnswer-p.GetStringWidth(unit), y+5.5, unit)
		})
	}
}

// question writes the label, whether it must be answered, and below the example.
func (p handForm) question(f *ledger.Field, width float64) {
	label := f.Label.In(p.lang)
	if f.Required != nil && constantly(f) {
		label += " (" + wordRequired.In(p.lang) + ")"
	}
	if f.Relevant != nil {
		label += " – " + wordIfAny.In(p.lang)
	}
	p.font("", paperText)
	p.MultiCell(width, paperLine, label, "", "L", false)
	if hint := f.Hint.In(p.lang); hint != "" {
		p.font("", paperSmall)
		p.SetTextColor(90, 90, 90)
		p.MultiCell(width, 4.6, hint, "", "L", false)
		p.SetTextColor(0, 0, 0)
	}
}

func constantly(f *ledger.Field) bool {
	v, ok := f.Required.Constant()
	return ok && v.IsTrue()
}

// short puts the answer at the right of the question.
func (p handForm) short(f *ledger.Field, answer func(x, y float64)) {
	p.room(2 * paperRow)
	page, y := p.PageNo(), p.GetY()
	p.question(f, paperWidth-paperAnswer-4)
	end := p.GetY()
	if p.PageNo() == page {
		answer(210-paperRight-paperAnswer, y)
	}
	p.SetY(max(end, y+paperRow))
}

// long leaves lines below the question.
func (p handForm) long(f *ledger.Field) {
	lines := 1
	switch {
	case f.Appearance == "multiline":
		lines = 3
	case f.MaxLength > 200:
		lines = 2
	}
	p.room(paperRow * float64(lines+1))
	p.question(f, paperWidth)
	p.Ln(paperRow - 3)
	for i := range lines {
		if i > 0 {
			p.Ln(paperRow)
		}
		p.dotsAt(paperLeft, 210-paperRight, p.GetY())
	}
	p.Ln(2)
}

// choices draws a box before each choice, in two columns when all are short.
func (p handForm) choices(f *ledger.Field) {
	p.font("", paperText)
	columns := 2
	for _, c := range f.Choices {
		if p.GetStringWidth(c.Label.In(p.lang)) > paperWidth/2-12 {
			columns = 1
		}
	}
	rows := (len(f.Choices) + columns - 1) / columns
	p.room(paperLine * float64(min(rows, 12)+2))
	p.question(f, paperWidth)
	if f.Type == ledger.TypeSelectMultiple && f.Hint.Vi == "" {
		p.grey(wordSeveral.In(p.lang))
	}
	for i, c := range f.Choices {
		if i%columns == 0 {
			p.room(paperLine)
		}
		x := paperLeft + float64(i%columns)*paperWidth/2
		p.Rect(x+2, p.GetY()+1.4, 3.6, 3.6, "D")
		p.font("", paperText)
		p.SetX(x + 8)
		p.CellFormat(paperWidth/2-8, paperLine, c.Label.In(p.lang), "", 0, "L", false, 0, "")
		if i%columns == columns-1 || i == len(f.Choices)-1 {
			p.Ln(paperLine)
		}
	}
	p.Ln(1.5)
}

// table draws the rows of a repeat, with room for five.
func (p handForm) table(f *ledger.Field) {
	const rows = 5
	var asked []*ledger.Field
	for i := range f.Fields {
		if f.Fields[i].Stored() && !f.Fields[i].Computed() {
			asked = append(asked, &f.Fields[i])
		}
	}
	p.room(paperRow*rows + 20)
	p.question(f, paperWidth)
	p.Ln(1)
	first, width := 10.0, (paperWidth-10)/float64(len(asked))
	p.font("B", paperSmall)
	p.CellFormat(first, paperRow, wordNumber.In(p.lang), "1", 0, "C", false, 0, "")
	for _, c := range asked {
		p.CellFormat(width, paperRow, c.Label.In(p.lang), "1", 0, "C", false, 0, "")
	}
	p.Ln(paperRow)
	p.font("", paperSmall)
	for i := range rows {
		p.CellFormat(first, paperRow, fmt.Sprint(i+1), "1", 0, "C", false, 0, "")
		for range asked {
			p.CellFormat(width, paperRow, "", "1", 0, "", false, 0, "")
		}
		p.Ln(paperRow)
	}
	p.Ln(2)
}

// signatures closes the form.
func (p handForm) signatures() {
	p.room(40)
	p.Ln(5)
	p.font("B", paperText)
	for _, who := range []ledger.Words{wordReporter, wordTypist} {
		p.CellFormat(paperWidth/2, paperLine, who.In(p.lang), "", 0, "C", false, 0, "")
	}
	p.Ln(paperLine)
	p.font("", paperSmall)
	for range 2 {
		p.CellFormat(paperWidth/2, 5, wordSigned.In(p.lang), "", 0, "C", false, 0, "")
	}
	p.Ln(5)
}

// dots draws a line to write on, in the line that is being written.
func (p handForm) dots(from, to float64) { p.dotsAt(from, to, p.GetY()+paperRow-2.5) }

func (p handForm) dotsAt(from, to, y float64) {
	p.SetDashPattern([]float64{0.4, 0.9}, 0)
	p.SetLineWidth(0.25)
	p.Line(from, y, to, y)
	p.SetDashPattern(nil, 0)
	p.SetLineWidth(0.2)
}
