// Package paper is an administrative document of Việt Nam as data, and its .docx: what Nghị định
// 30/2020/NĐ-CP, appendix I, says of page, letters and places, to the millimetre and point.
//
// Compose a Document of Sections and Blocks, and write it with WriteDocx; Fill puts parts of it into
// an office's own .docx. Equal documents give equal bytes.
package paper

// Document is a document: its text first, then its appendices, each a section.
type Document struct {
	Title    string // of the file's properties
	Sections []Section
}

// Section is a run of pages of one shape. Its pages are numbered from 1, in the middle of the top
// margin, the first without its number.
type Section struct {
	Landscape bool
	Blocks    []Block
}

// Block is a *Paragraph, a *Table, a *Picture or a chart of *Bars.
type Block interface{ block() }

// Align is where lines stand.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Center
	Right
	Justify
)

// Style is how a paragraph looks. Lengths are millimetres, letters and spaces points.
type Style struct {
	Name         string
	Size         float64
	Bold, Italic bool
	Caps         bool
	Align        Align
	First        float64 // indent of the first line
	Indent       float64 // of all lines
	Before       float64
	After        float64
	Line         float64 // a multiple of the letters' own height
	KeepNext     bool
	Outline      int // 1, 2, …: level of a heading; 0 for none
}

// The styles of a document (Nghị định 30/2020/NĐ-CP, appendix I, part II and V).
var (
	Body     = &Style{Name: "Body", Size: 14, Align: Justify, First: 12.7, After: 6, Line: 1.15}
	Point    = &Style{Name: "Point", Size: 14, Align: Justify, First: 12.7, After: 6, Line: 1.15}
	Heading1 = &Style{Name: "Part", Size: 14, Bold: true, Align: Justify, First: 12.7, Before: 6, After: 6, Line: 1.15, KeepNext: true, Outline: 1}
	Heading2 = &Style{Name: "Item", Size: 14, Bold: true, Align: Justify, First: 12.7, After: 6, Line: 1.15, KeepNext: true, Outline: 2}

	State     = &Style{Name: "State", Size: 13, Bold: true, Caps: true, Align: Center, Line: 1} // Quốc hiệu
	Motto     = &Style{Name: "Motto", Size: 14, Bold: true, Align: Center, Line: 1}             // Tiêu ngữ
	Agency    = &Style{Name: "Agency", Size: 13, Bold: true, Caps: true, Align: Center, Line: 1}
	Number    = &Style{Name: "Number", Size: 13, Align: Center, Before: 6, Line: 1}
	Dated     = &Style{Name: "Dated", Size: 14, Italic: true, Align: Center, Before: 6, Line: 1}
	Kind      = &Style{Name: "Kind", Size: 14, Bold: true, Caps: true, Align: Center, Before: 12, Line: 1, KeepNext: true}
	Subject   = &Style{Name: "Subject", Size: 14, Bold: true, Align: Center, Line: 1, KeepNext: true}
	Addressee = &Style{Name: "Addressee", Size: 14, Align: Center, Before: 6, After: 12, Line: 1}

	Annex      = &Style{Name: "Annex", Size: 14, Bold: true, Align: Center, Line: 1, KeepNext: true, Outline: 1}
	AnnexTitle = &Style{Name: "AnnexTitle", Size: 14, Bold: true, Caps: true, Align: Center, Line: 1, KeepNext: true}
	AnnexRef   = &Style{Name: "AnnexRef", Size: 14, Italic: true, Align: Center, After: 6, Line: 1, KeepNext: true}
	Caption    = &Style{Name: "TableCaption", Size: 13, Bold: true, Align: Left, Before: 8, After: 4, Line: 1, KeepNext: true}
	Note       = &Style{Name: "TableNote", Size: 12, Italic: true, Align: Justify, Before: 3, After: 3, Line: 1}

	Cell   = &Style{Name: "Cell", Size: 11, Align: Left, Line: 1}
	Signer = &Style{Name: "Signer", Size: 14, Bold: true, Align: Center, Line: 1}
	CopyTo = &Style{Name: "CopyTo", Size: 12, Bold: true, Italic: true, Align: Left, Line: 1} // Nơi nhận
	Copies = &Style{Name: "Copies", Size: 11, Align: Left, Line: 1}
)

// Styles are all of them.
var Styles = []*Style{Body, Point, Heading1, Heading2, State, Motto, Agency, Number, Dated, Kind, Subject, Addressee,
	Annex, AnnexTitle, AnnexRef, Caption, Note, Cell, Signer, CopyTo, Copies}

// The page: A4, in millimetres.
const (
	PageWidth    = 210.0
	PageHeight   = 297.0
	MarginTop    = 20.0
	MarginBottom = 20.0
	MarginLeft   = 30.0
	MarginRight  = 15.0
	NumberAbove  = 10.0 // of the page number from the upper edge
)

// Width is how wide the text of a section is.
func (s Section) Width() float64 {
	if s.Landscape {
		return PageHeight - MarginLeft - MarginRight
	}
	return PageWidth - MarginLeft - MarginRight
}

// Paragraph is a paragraph of one style.
type Paragraph struct {
	Style *Style
	Runs  []Run
	Rule  float64 // when not 0, no text but a line of this length in millimetres, centred
	Size  float64 // of the letters when not the style's
}

// Run is a piece of text of one look.
type Run struct {
	Text         string // a line break is "\n"
	Bold, Italic bool   // beside what the style says
	Mark         bool   // a place that a person must fill in
	Trace        string // where it comes from, for who shows the document with that; "" for nothing
}

// Table is a table as wide as its columns.
type Table struct {
	Widths  []float64 // of the columns, millimetres
	Header  int       // how many rows at the start stand on every page
	Rows    []Row
	Plain   bool // without lines, for setting out
	Caption string
}

// Row is one row.
type Row struct {
	Cells []TableCell
	Bold  bool
}

// TableCell is one cell. Cells that a Span or a Down covers are left out, respectively left in place
// with Covered set.
type TableCell struct {
	Text    string
	Align   Align
	Span    int // columns, 0 and 1 for one
	Down    int // rows, 0 and 1 for one
	Covered bool
	Bold    bool
	Italic  bool
	Trace   string       // as Run has it
	Paras   []*Paragraph // instead of Text
}

// Picture is a PNG.
type Picture struct {
	PNG           []byte
	Width, Height float64 // millimetres
	Alt           string  // what it shows, for who does not see it
}

func (*Paragraph) block() {}
func (*Table) block()     {}
func (*Picture) block()   {}

// Para is a paragraph of one piece of text; what stands between « and » is marked as a place that a
// person must fill in.
func Para(style *Style, text string) *Paragraph { return &Paragraph{Style: style, Runs: Runs(text)} }

// Line is a centred line of the given length in millimetres.
func Line(length float64) *Paragraph { return &Paragraph{Style: Cell, Rule: length} }
