package report

import (
	"bufio"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// headerRow is the number of the row of titles.
func (s Sheet) headerRow() int { return len(s.Above) + 1 }

func (s Sheet) writeAbove(b *bufio.Writer) {
	for i, line := range s.Above {
		style := 0
		if i == 0 {
			style = totalStyles[Text]
		}
		fmt.Fprintf(b, `<row r="%d">`, i+1)
		writeText(b, "A"+strconv.Itoa(i+1), style, line)
		fmt.Fprint(b, `</row>`)
	}
}

// writeRows writes all rows behind the header and gives the last that is no total.
func (s Sheet) writeRows(b *bufio.Writer) (last int, err error) {
	first := s.headerRow() + 1
	at := first
	sums, names := make([]viet.Number, len(s.Columns)), make([]string, len(s.Columns))
	for i := range names {
		names[i] = column(i)
	}
	put := func(row []ledger.Value, styles *[Date + 1]int) {
		number := strconv.Itoa(at)
		openRow(b, number)
		for j := range min(len(row), len(s.Columns)) {
			if s.Each != nil && row[j].IsEmpty() {
				continue // of details most cells are empty
			}
			writeCell(b, names[j]+number, s.Columns[j].Kind, row[j], styles)
		}
		b.WriteString(`</row>`)
		at++
	}
	if s.Each == nil {
		body := len(s.Rows) - s.Totals
		for _, row := range s.Rows[:body] {
			s.add(sums, row)
			put(row, &bodyStyles)
		}
		last = at - 1
		for _, row := range s.Rows[body:] {
			if s.summed() {
				s.writeTotal(b, at, first, last, row, sums)
				at++
				continue
			}
			put(row, &totalStyles)
		}
		return last, nil
	}
	err = s.Each(func(row []ledger.Value) error {
		if at >= maxRows {
			return fmt.Errorf("write xlsx: sheet %s: more than %d rows", s.Name, maxRows)
		}
		s.add(sums, row)
		put(row, &bodyStyles)
		return nil
	})
	last = at - 1
	if err == nil && s.summed() {
		s.writeTotal(b, at, first, last, nil, sums)
	}
	return last, err
}

func (s Sheet) summed() bool {
	return slices.Contains(s.Sums, true)
}

// add adds a row to the sums of the columns that have one.
func (s Sheet) add(sums []viet.Number, row []ledger.Value) {
	if s.SumIf > 0 && row[s.SumIf-1].Num != viet.Unit {
		return
	}
	for i, on := range s.Sums {
		if on && i < len(row) && row[i].Kind == ledger.Num {
			sums[i] = plus(sums[i], row[i].Num)
		}
	}
}

// writeTotal writes a row of formulas that add up the rows first…last, with what they give; words are
// the other cells.
func (s Sheet) writeTotal(b *bufio.Writer, at, first, last int, words []ledger.Value, sums []viet.Number) {
	number := strconv.Itoa(at)
	fmt.Fprintf(b, `<row r="%s">`, number)
	for i, c := range s.Columns {
		name := column(i)
		switch {
		case i < len(s.Sums) && s.Sums[i]:
			formula := fmt.Sprintf("SUM(%s%d:%s%d)", name, first, name, max(last, first))
			if s.SumIf > 0 {
				flag := column(s.SumIf - 1)
				formula = fmt.Sprintf("SUMIF(%s%d:%s%d,1,%s%d:%s%d)", flag, first, flag, max(last, first), name, first, name, max(last, first))
			}
			fmt.Fprintf(b, `<c r="%s%s" s="%d"><f>%s</f><v>%s</v></c>`, name, number, totalStyles[c.Kind], formula, sums[i])
		case words == nil && i == 0:
			writeText(b, name+number, totalStyles[Text], wordTotal.Vi)
		case i < len(words):
			writeCell(b, name+number, c.Kind, words[i], &totalStyles)
		default:
			writeCell(b, name+number, c.Kind, ledger.Value{}, &totalStyles)
		}
	}
	fmt.Fprint(b, `</row>`)
}

// writeLinks leads cells to other sheets; names are the tabs' by the sheets' names.
func (s Sheet) writeLinks(b *bufio.Writer, names map[string]string) {
	var out strings.Builder
	for _, l := range s.Links {
		if tab := names[l.To]; tab != "" {
			fmt.Fprintf(&out, `<hyperlink ref="%s%d" location="%s" display="%s"/>`, column(l.Column), s.headerRow()+1+l.Row,
				escape("'"+strings.ReplaceAll(tab, "'", "''")+"'!A1"), escape(l.To))
		}
	}
	if out.Len() > 0 {
		fmt.Fprintf(b, `<hyperlinks>%s</hyperlinks>`, out.String())
	}
}
