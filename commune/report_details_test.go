package commune_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// TestWorkbookLeadsFromFiguresToRecords opens the workbook with another library: every figure of the
// appendices leads to a sheet of details, and where a figure counts records, those that the sheet names
// for it are as many, in each of the three columns.
func TestWorkbookLeadsFromFiguresToRecords(t *testing.T) {
	y, _ := reportYear(t, 900)
	at, err := y.office.ReportNow(t.Context(), "2025-06", commune.ReportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := y.office.WriteReport(t.Context(), &out, ".xlsx", at.Input, periodic.Rendering{}); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	counts, figures := 0, 0
	behind := tallySheets(t, book)
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			ind := (*ledger.Indicator)(nil)
			if len(row) == 9 { // eight columns and the code
				ind = ledger.DefaultIndicators().Find(row[8])
			}
			if ind == nil {
				continue
			}
			figures++
			for j, cell := range []string{"D", "E", "F"} {
				name, _ := excelize.JoinCellName(cell, i+1)
				linked, to, err := book.GetCellHyperLink(sheet, name)
				if !linked || err != nil || !strings.Contains(to, "chi tiết") {
					t.Errorf("%s %s (%s) leads to %q, %v", sheet, name, ind.Code, to, err)
				}
				raw, _ := book.GetCellValue(sheet, name, excelize.Options{RawCellValue: true})
				if value, err := viet.ParseCanonical(raw); err == nil && (ind.Kind == ledger.KindCount || ind.Kind == ledger.KindStanding) {
					counts++
					if n := behind[j][ind.Code]; viet.Int(int64(n)) != value {
						t.Errorf("%s, column %s: the figure is %s, %d records are named", ind.Code, cell, value, n)
					}
				}
			}
		}
	}
	if figures != len(ledger.DefaultIndicators().All) || counts < 60 {
		t.Errorf("%d figures, %d counts", figures, counts)
	}
}

// tallySheets counts how many rows of details name each indicator, by column.
func tallySheets(t *testing.T, book *excelize.File) (out [3]map[string]int) {
	t.Helper()
	for j, title := range []string{"Tính vào kỳ này", "Tính vào cùng kỳ năm trước", "Tính vào lũy kế từ đầu năm"} {
		out[j] = map[string]int{}
		for _, sheet := range book.GetSheetList() {
			rows, err := book.GetRows(sheet)
			if err != nil || len(rows) == 0 {
				t.Fatal(err)
			}
			at := slices.Index(rows[0], title)
			if at < 0 {
				continue
			}
			for _, row := range rows[1:] {
				if at < len(row) {
					for _, code := range strings.Fields(row[at]) {
						out[j][code]++
					}
				}
			}
		}
	}
	return out
}
