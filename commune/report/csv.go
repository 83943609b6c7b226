package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// WriteCSV writes the sheet for Excel as it is set up in Việt Nam: UTF-8 with a byte order mark,
// fields apart by ";", numbers with a decimal comma and no grouping, dates as dd/mm/yyyy. A text
// that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line break) gets
// an apostrophe in front. Errors are the writer's.
func WriteCSV(w io.Writer, s Sheet) error { return writeCSV(w, s, ';') }

// WriteCSVComma writes the sheet for other programs: fields apart by ",", numbers with a decimal
// point, dates as ISO; the rest is as in WriteCSV.
func WriteCSVComma(w io.Writer, s Sheet) error { return writeCSV(w, s, ',') }

func writeCSV(w io.Writer, s Sheet, comma rune) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = comma, true
	line := make([]string, len(s.Columns))
	for i, c := range s.Columns {
		line[i] = harmless(c.Title)
	}
	if err := out.Write(line); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	for _, row := range s.Rows {
		for i := range line {
			line[i] = ""
			if i < len(row) {
				line[i] = csvCell(s.Columns[i].Kind, row[i], comma)
			}
		}
		if err := out.Write(line); err != nil {
			return fmt.Errorf("write csv: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

func csvCell(kind Kind, v ledger.Value, comma rune) string {
	switch {
	case v.Kind == ledger.Num && comma == ';':
		return strings.Replace(v.Num.String(), ".", ",", 1)
	case v.Kind == ledger.Num:
		return v.Num.String()
	case v.Kind == ledger.Text && kind == Date:
		if d, err := viet.ParseISO(v.Text); err == nil {
			if comma == ';' {
				return d.Format()
			}
			return d.String()
		}
	}
	return harmless(plain(v))
}

// plain is a value as text, for cells that are neither numbers nor dates.
func plain(v ledger.Value) string {
	switch v.Kind {
	case ledger.Text:
		return v.Text
	case ledger.Num:
		return v.Num.String()
	case ledger.List:
		return strings.Join(v.List, "; ")
	case ledger.Rows:
		b, err := v.MarshalJSON()
		if err != nil {
			return ""
		}
		return string(b)
	default:
		return ""
	}
}

// harmless keeps a text from being read as a formula (OWASP, "CSV Injection").
func harmless(s string) string {
	if s != "" && strings.ContainsAny(s[:1], "=+-@\t\r\n") || hasWideSign(s) {
		return "'" + s
	}
	return s
}

// hasWideSign finds the full-width = + - @ that spreadsheets of East Asian set-ups take for signs.
func hasWideSign(s string) bool {
	for _, sign := range []string{"＝", "＋", "－", "＠"} {
		if strings.HasPrefix(s, sign) {
			return true
		}
	}
	return false
}
