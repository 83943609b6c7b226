package paper

import "strings"

// Runs divides a text into what stands and what a person must fill in, between « and ».
func Runs(text string) (runs []Run) {
	for text != "" {
		from := strings.Index(text, "«")
		to := strings.Index(text, "»")
		if from < 0 || to < from {
			return append(runs, tracedRuns(text)...)
		}
		to += len("»")
		if from > 0 {
			runs = append(runs, tracedRuns(text[:from])...)
		}
		runs = append(runs, Run{Text: text[from:to], Mark: true})
		text = text[to:]
	}
	return runs
}

// Places lists what a person must fill in, in the order of the document, each once.
func (d *Document) Places() (places []string) {
	seen := map[string]bool{}
	visit := func(p *Paragraph) {
		for _, r := range p.Runs {
			if r.Mark && !seen[r.Text] {
				seen[r.Text] = true
				places = append(places, r.Text)
			}
		}
	}
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case *Paragraph:
				visit(b)
			case *Table:
				b.each(visit)
			}
		}
	}
	return places
}

// each visits the paragraphs of a table's cells.
func (t *Table) each(visit func(*Paragraph)) {
	for _, row := range t.Rows {
		for _, cell := range row.Cells {
			for _, p := range cell.Paragraphs(row) {
				visit(p)
			}
		}
	}
}

// Paragraphs are what the cell of a row shows.
func (c TableCell) Paragraphs(row Row) []*Paragraph {
	if c.Paras != nil {
		return c.Paras
	}
	style := *Cell
	style.Align, style.Bold, style.Italic = c.Align, c.Bold || row.Bold, c.Italic
	var runs []Run
	for _, r := range Runs(c.Text) {
		r.Bold, r.Italic = style.Bold, style.Italic
		if r.Trace == "" {
			r.Trace = c.Trace
		}
		runs = append(runs, r)
	}
	return []*Paragraph{{Style: &style, Runs: runs}}
}
