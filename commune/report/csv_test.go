package report_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/ledger"
)

var csvSheet = report.Sheet{
	Columns: []report.Column{{"Tên; gọi", report.Text}, {"Ngày", report.Date}, {"Số", report.Decimal}},
	Rows: [][]ledger.Value{
		{text("=1+1"), text("2026-06-01"), ledger.NumValue(12345000)},
		{text("nói \"to\"\nhai dòng"), {}, ledger.NumValue(-50000)},
		{text("-5 độ")},
	},
}

func TestWriteCSV(t *testing.T) {
	var out bytes.Buffer
	if err := report.WriteCSV(&out, csvSheet); err != nil {
		t.Fatal(err)
	}
	want := "\ufeff\"Tên; gọi\";Ngày;Số\r\n'=1+1;01/06/2026;1234,5\r\n\"nói \"\"to\"\"\r\nhai dòng\";;-5\r\n'-5 độ;;\r\n"
	if got := out.String(); got != want {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
}

func TestWriteCSVComma(t *testing.T) {
	var out bytes.Buffer
	if err := report.WriteCSVComma(&out, csvSheet); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.Contains(got, "'=1+1,2026-06-01,1234.5\r\n") {
		t.Errorf("got %q", got)
	}
}

// TestWriteCSVNeverWritesFormulas: whatever the text, no cell begins with what starts a formula.
func TestWriteCSVNeverWritesFormulas(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.StringMatching(`[=+\-@\t'a ]{0,3}[a-z;",ế]{0,6}`).Draw(rt, "text")
		var out bytes.Buffer
		err := report.WriteCSV(&out, report.Sheet{Columns: []report.Column{{"t", report.Text}, {"u", report.Text}},
			Rows: [][]ledger.Value{{text(s), text("x")}}})
		if err != nil {
			rt.Fatal(err)
		}
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\ufeff")))
		r.Comma = ';'
		rows, err := r.ReadAll()
		if err != nil {
			rt.Fatal(err)
		}
		cell := rows[1][0]
		if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t") {
			rt.Fatalf("%q was written as %q", s, cell)
		}
		if strings.TrimPrefix(cell, "'") != strings.TrimPrefix(s, "'") {
			rt.Fatalf("%q came back as %q", s, cell)
		}
	})
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("disk is full") }

func TestWritersReportFailures(t *testing.T) {
	for name, err := range map[string]error{
		"csv":  report.WriteCSV(brokenWriter{}, csvSheet),
		"xlsx": report.WriteXLSX(brokenWriter{}, []report.Sheet{csvSheet}),
		"json": report.WriteJSON(brokenWriter{}, document(t)),
	} {
		if err == nil || !strings.Contains(err.Error(), "disk is full") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
