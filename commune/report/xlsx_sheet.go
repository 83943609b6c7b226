package report

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Limits of Excel ("Excel specifications and limits"): characters are UTF-16 units.
const (
	maxRows      = 1 << 20
	maxCellUnits = 32767
	maxSheetName = 31
)

const mainNS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

// Widths in characters, at 11 points: up to fitWidth a sheet is printed one page wide and stays
// readable; a wider one runs over several pages.
const (
	fitWidth   = 230
	titleLines = 4 // a header has at most so many lines
	lineHeight = 15
)

// writeSheet writes a worksheet part: printed landscape on A4, the caption on every page, pages
// numbered. The error is that of s.Each.
func writeSheet(b *bufio.Writer, s Sheet, names map[string]string) error {
	fit, setup := `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`, `fitToWidth="1" fitToHeight="0"`
	if s.wide() {
		fit, setup = "", `scale="65"`
	}
	head := s.headerRow()
	fmt.Fprintf(b, xml.Header+`<worksheet xmlns="%s" xmlns:r="%s">%s`, mainNS, relationNS, fit)
	fmt.Fprintf(b, `<sheetViews><sheetView workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>`+
		`<selection pane="bottomLeft"/></sheetView></sheetViews><cols>`, head, head+1)
	for i := range s.Columns {
		fmt.Fprintf(b, `<col min="%d" max="%[1]d" width="%g" customWidth="1"/>`, i+1, s.width(i))
	}
	fmt.Fprint(b, `</cols><sheetData>`)
	s.writeAbove(b)
	fmt.Fprintf(b, `<row r="%d" ht="%d" customHeight="1">`, head, s.headerHeight())
	for i, c := range s.Columns {
		writeText(b, column(i)+strconv.Itoa(head), headerStyle, c.Title)
	}
	fmt.Fprint(b, `</row>`)
	last, err := s.writeRows(b)
	if err != nil {
		return err
	}
	caption := strings.ReplaceAll(s.Caption, "&", "&&")
	fmt.Fprintf(b, `</sheetData><autoFilter ref="A%d:%s"/>`, head, s.filterEnd(last))
	s.writeLinks(b, names)
	fmt.Fprintf(b, `<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>`+
		`<pageSetup paperSize="9" orientation="landscape" %s/>`+
		`<headerFooter><oddHeader>%s</oddHeader><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>`,
		setup, escape("&L"+clipUnits(caption, 200)))
	return nil
}

// filterEnd is the last cell of the filter: all rows but the totals.
func (s Sheet) filterEnd(last int) string {
	return fmt.Sprintf("%s%d", column(len(s.Columns)-1), max(last, s.headerRow()))
}

// area is the absolute range of the header and all rows but the totals, "" when the rows are not known
// before they are written.
func (s Sheet) area(totals int) string {
	if s.Each != nil {
		return ""
	}
	return fmt.Sprintf("$A$%d:$%s$%d", s.headerRow(), column(len(s.Columns)-1), s.headerRow()+max(len(s.Rows)-totals, 0))
}

// column is the letters of the i-th column, from 0: A, B, … Z, AA.
func column(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return column(i/26-1) + string(rune('A'+i%26))
}

// writeCell writes a value as what it is; what does not fit its column's kind keeps its own.
func writeCell(b *bufio.Writer, at string, kind Kind, v ledger.Value, styles *[Date + 1]int) {
	switch {
	case v.IsEmpty():
		openCell(b, at, styles[kind])
		b.WriteString(`/>`)
		return
	case v.Kind == ledger.Num:
		if kind == Text || kind == Date || kind != Decimal && !v.Num.IsWhole() {
			kind = Decimal
		}
		putNumber(b, at, styles[kind], v.Num.String())
		return
	case v.Kind == ledger.Text && kind == Date:
		if d, err := viet.ParseISO(v.Text); err == nil && d.Year > 1900 {
			putNumber(b, at, styles[Date], strconv.Itoa(dayZero.DaysUntil(d)))
			return
		}
	}
	text := plain(v)
	if cut := clipUnits(text, maxCellUnits-1); cut != text {
		text = cut + "…"
	}
	writeText(b, at, styles[Text], text)
}

func putNumber(b *bufio.Writer, at string, style int, number string) {
	openCell(b, at, style)
	b.WriteString(`><v>`)
	b.WriteString(number)
	b.WriteString(`</v></c>`)
}

// dayZero is the day that Excel counts as 0, for days after February 1900 (ECMA-376 part 1,
// §18.17.4.1).
var dayZero = viet.Date{Year: 1899, Month: 12, Day: 30}

func writeText(b *bufio.Writer, at string, style int, text string) {
	openCell(b, at, style)
	b.WriteString(` t="inlineStr"><is><t xml:space="preserve">`)
	if strings.Contains(text, "_x") {
		text = literal(text)
	}
	if plainXML(text) {
		b.WriteString(text)
	} else {
		_ = xml.EscapeText(b, []byte(text)) // a bufio.Writer keeps its first error for Flush
	}
	b.WriteString(`</t></is></c>`)
}

// plainXML reports whether a text stands in XML as it is.
func plainXML(text string) bool {
	for i := range len(text) {
		// Of the bytes from 0xED on some are no character that XML knows.
		if c := text[i]; c < ' ' || c >= 0xED || c == '"' || c == '\'' || c == '&' || c == '<' || c == '>' {
			return false
		}
	}
	return utf8.ValidString(text)
}

// openRow begins a row, without fmt as openCell does.
func openRow(b *bufio.Writer, number string) {
	b.WriteString(`<row r="`)
	b.WriteString(number)
	b.WriteString(`">`)
}

// openCell begins a cell; without fmt, since a workbook with details has a million of them.
func openCell(b *bufio.Writer, at string, style int) {
	b.WriteString(`<c r="`)
	b.WriteString(at)
	b.WriteString(`" s="`)
	b.WriteString(strconv.Itoa(style))
	b.WriteString(`"`)
}

// coded is what Excel takes for a character written by its number (ECMA-376 part 1, §22.9.2.19).
var coded = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

// literal keeps "_x0041_" in a text from being read as "A".
func literal(text string) string { return coded.ReplaceAllString(text, "_x005F_$1") }

// escape makes a text safe in XML; what XML cannot hold becomes U+FFFD.
func escape(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text)) // a strings.Builder takes everything
	return out.String()
}

// clipUnits cuts a text to at most n UTF-16 units, between runes, without blanks or apostrophes at
// the end.
func clipUnits(s string, n int) string {
	if len(s) <= n { // a character has no more units than bytes
		return s
	}
	units := 0
	for i, r := range s {
		if units += utf16.RuneLen(r); units > n {
			return strings.TrimRight(s[:i], " '")
		}
	}
	return s
}

// wide reports whether the sheet is too wide for one page.
func (s Sheet) wide() bool {
	total := 0.0
	for i := range s.Columns {
		total += s.width(i)
	}
	return total > fitWidth
}

// printTitles are the rows and columns that stand on every page, in a sheet of the given name.
func (s Sheet) printTitles(name string) string {
	if s.wide() && len(s.Columns) > 2 {
		return fmt.Sprintf("%s$A:$B,%s$1:$%d", name, name, s.headerRow())
	}
	return fmt.Sprintf("%s$1:$%d", name, s.headerRow())
}

// headerHeight is the height in points that the titles need, broken into lines at their columns'
// widths.
func (s Sheet) headerHeight() int {
	lines := 1
	for i, c := range s.Columns {
		lines = max(lines, len(wrap(c.Title, int(s.width(i))-1)))
	}
	return lines*lineHeight + 4
}

// wrap breaks a text at its blanks into lines of at most width characters; a longer word has a line
// for itself.
func wrap(text string, width int) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		if n := len(lines); n > 0 && utf8.RuneCountInString(lines[n-1]+" "+word) <= width {
			lines[n-1] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

// width fits a column to its contents, in characters: at least 8, at most 48; the title may take
// four lines, and texts wrap.
func (s Sheet) width(column int) float64 {
	if column < len(s.Widths) {
		return s.Widths[column]
	}
	title := s.Columns[column].Title
	widest := (utf8.RuneCountInString(title) + titleLines - 1) / titleLines
	for word := range strings.FieldsSeq(title) {
		widest = max(widest, utf8.RuneCountInString(word))
	}
	for _, row := range s.Rows[:min(len(s.Rows), 1000)] {
		if column < len(row) {
			widest = max(widest, shownWidth(s.Columns[column].Kind, row[column]))
		}
	}
	return math.Min(math.Max(float64(widest)+3, 8), 48)
}

func shownWidth(kind Kind, v ledger.Value) int {
	switch {
	case v.Kind == ledger.Num && kind == Money:
		return utf8.RuneCountInString(viet.FormatNumber(v.Num)) + len(" dong")
	case v.Kind == ledger.Num:
		return utf8.RuneCountInString(viet.FormatNumber(v.Num))
	case v.Kind == ledger.Text && kind == Date:
		return len("31/12/2026")
	}
	return utf8.RuneCountInString(plain(v))
}
