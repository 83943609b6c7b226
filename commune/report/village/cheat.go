package village

import (
	"fmt"
	"io"

	"github.com/nghia-hung/sothon/commune/report/pdf"
)

// Millimetres and points of the cheat sheet.
const (
	cheatKey    = 46.0
	cheatLineHt = 6.3
	cheatPoints = 13
)

// WriteCheatSheet writes the keys, the ways to write, and what the words on the screen mean, on two
// pages A4 in large letters, as a PDF in "vi" or "en".
func WriteCheatSheet(w io.Writer, lang string) error {
	p, err := newSheet(wordCheat.In(lang), wordCheatFooter.In(lang), lang)
	if err != nil {
		return fmt.Errorf("cheat sheet: %w", err)
	}
	p.SetFont(pdf.Font, "B", 20)
	p.MultiCell(pageWidth, 10, wordCheat.In(lang), "", "L", false)
	p.SetFont(pdf.Font, "", cheatPoints)
	p.MultiCell(pageWidth, cheatLineHt, wordCheatFirst.In(lang), "", "L", false)
	for _, part := range cheat {
		if part.overleaf {
			p.AddPage()
		}
		p.cheatPart(part)
	}
	if err := p.Output(w); err != nil {
		return fmt.Errorf("cheat sheet: %w", err)
	}
	return nil
}

func (p sheet) cheatPart(part cheatPart) {
	p.Ln(2)
	p.SetFont(pdf.Font, "B", 15)
	p.MultiCell(pageWidth, 8, part.title.In(p.lang), "B", "L", false)
	p.Ln(0.8)
	for _, line := range part.lines {
		p.SetFont(pdf.Font, "B", cheatPoints)
		keys := p.SplitText(line.key.In(p.lang), cheatKey-2)
		p.SetFont(pdf.Font, "", cheatPoints)
		does := p.SplitText(line.does.In(p.lang), pageWidth-cheatKey-2)
		for i := range max(len(keys), len(does)) {
			p.cheatCell("B", cheatKey, keys, i)
			p.cheatCell("", pageWidth-cheatKey, does, i)
			p.Ln(cheatLineHt)
		}
	}
}

// cheatCell writes the line numbered i of a cell, if there is one.
func (p sheet) cheatCell(style string, width float64, lines []string, i int) {
	text := ""
	if i < len(lines) {
		text = lines[i]
	}
	p.SetFont(pdf.Font, style, cheatPoints)
	p.CellFormat(width, cheatLineHt, text, "", 0, "L", false, 0, "")
}
