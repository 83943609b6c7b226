package report_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/ledger"
)

func workbook(t *testing.T, sheets []report.Sheet) (*excelize.File, []byte) {
	t.Helper()
	var out bytes.Buffer
	if err := report.WriteXLSX(&out, sheets); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f, out.Bytes()
}

func TestWriteXLSXWritesRealNumbersAndDates(t *testing.T) {
	f, _ := workbook(t, []report.Sheet{report.SheetOf(loadForm(t, outreachYAML), "vi", outreachRows()[:1])})
	const sheet = "Tuyên truyền"
	for _, want := range []struct {
		cell   string
		typ    excelize.CellType
		raw    string
		format string
	}{
		{"C2", excelize.CellTypeUnset, "46174", "dd/mm/yyyy"}, // 1 June 2026 as Excel counts days
		{"E2", excelize.CellTypeInlineString, "=1+1", "@"},
		{"F2", excelize.CellTypeUnset, "45", "#,##0"},
		{"J2", excelize.CellTypeUnset, "1500000", `#,##0" đồng"`},
		{"A2", excelize.CellTypeInlineString, "Xóm 10", "@"},
	} {
		typ, err := f.GetCellType(sheet, want.cell)
		if err != nil {
			t.Fatal(err)
		}
		raw, _ := f.GetCellValue(sheet, want.cell, excelize.Options{RawCellValue: true})
		if typ != want.typ || raw != want.raw {
			t.Errorf("%s: type %v, raw %q; want %v, %q", want.cell, typ, raw, want.typ, want.raw)
		}
		id, _ := f.GetCellStyle(sheet, want.cell)
		style, err := f.GetStyle(id)
		if err != nil || style.CustomNumFmt == nil && want.format != "@" && want.format != "#,##0" {
			t.Fatalf("%s: style %+v, %v", want.cell, style, err)
		}
		if style.CustomNumFmt != nil && *style.CustomNumFmt != want.format {
			t.Errorf("%s: format %q, want %q", want.cell, *style.CustomNumFmt, want.format)
		}
	}
	if formula, _ := f.GetCellFormula(sheet, "E2"); formula != "" {
		t.Errorf("a text became the formula %q", formula)
	}
	if shown, _ := f.GetCellValue(sheet, "C2"); shown != "01/06/2026" {
		t.Errorf("the date shows as %q", shown)
	}
	if typ, _ := f.GetCellType(sheet, "I2"); typ != excelize.CellTypeUnset {
		t.Errorf("an unanswered number is a cell of type %v", typ)
	}
}

func TestWriteXLSXLaysOut(t *testing.T) {
	f, raw := workbook(t, document(t).Sheets())
	if got, want := f.GetSheetList(), []string{"Tổng hợp theo đơn vị", "Tuyên truyền", "Sáng kiến", "Về bảng này"}; !slices.Equal(got, want) {
		t.Errorf("sheets %q, want %q", got, want)
	}
	panes, err := f.GetPanes("Tuyên truyền")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes %+v, %v; want the header row frozen", panes, err)
	}
	if width, _ := f.GetColWidth("Tuyên truyền", "E"); width < 8 {
		t.Errorf("width %v", width)
	}
	head, err := f.GetHeaderFooter("Tuyên truyền")
	if err != nil || !strings.Contains(head.OddHeader, "15/05/2026–14/06/2026") {
		t.Errorf("printed head %+v, %v; want the days of the period", head, err)
	}
	xml := part(t, raw, "xl/worksheets/sheet2.xml")
	if !strings.Contains(xml, `<autoFilter ref="A1:M5"`) {
		t.Errorf("no filter over the header in %.300s…", xml)
	}
	if first, second := strings.Index(xml, `<col min="1"`), strings.Index(xml, `<col min="2"`); first < 0 || second < first {
		t.Error("columns must be declared in ascending order, or Excel calls the file damaged")
	}
	total := part(t, raw, "xl/worksheets/sheet1.xml")
	if !strings.Contains(total, `<autoFilter ref="A1:I4"`) {
		t.Error("the total row must stay out of the filter's range")
	}
}

func part(t *testing.T, book []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestWriteXLSXIsDeterministic(t *testing.T) {
	_, first := workbook(t, document(t).Sheets())
	for range 5 {
		if _, again := workbook(t, document(t).Sheets()); sha256.Sum256(again) != sha256.Sum256(first) {
			t.Fatal("the same tables gave other bytes")
		}
	}
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range z.File {
		if !file.Modified.Equal(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%s is dated %v", file.Name, file.Modified)
		}
	}
}

func TestWriteXLSXKeepsWhatDoesNotFitItsColumn(t *testing.T) {
	long := strings.Repeat("ế", 40000)
	s := report.Sheet{Name: "x", Columns: []report.Column{{"n", report.Integer}, {"d", report.Date}, {"t", report.Text}, {"m", report.Money}},
		Rows: [][]ledger.Value{
			{text("chưa đếm"), text("tháng 6"), num(12), ledger.NumValue(15000)},
			{ledger.NumValue(15000), text("1899-12-31"), text(long), {}},
			{num(1)},
		}}
	f, _ := workbook(t, []report.Sheet{s})
	for cell, want := range map[string]string{"A2": "chưa đếm", "B2": "tháng 6", "C2": "12", "D2": "1.5", "A3": "1.5", "B3": "1899-12-31", "B4": ""} {
		if got, _ := f.GetCellValue("x", cell, excelize.Options{RawCellValue: true}); got != want {
			t.Errorf("%s: %q, want %q", cell, got, want)
		}
	}
	got, _ := f.GetCellValue("x", "C3")
	if n := len(utf16.Encode([]rune(got))); n != 32767 || !strings.HasSuffix(got, "…") {
		t.Errorf("a text of 40.000 letters became %d long without a mark", n)
	}
}

func TestWriteXLSXPrintsWideSheetsReadably(t *testing.T) {
	s := report.Sheet{Name: "x", Rows: [][]ledger.Value{{text("Xóm 1")}}}
	for range 40 {
		s.Columns = append(s.Columns, report.Column{Title: "Tổng số người dự các buổi (người)", Kind: report.Integer})
	}
	for columns, want := range map[int]string{4: "'x'!$1:$1", 40: "'x'!$A:$B,'x'!$1:$1"} {
		cut := s
		cut.Columns = s.Columns[:columns]
		_, raw := workbook(t, []report.Sheet{cut})
		if !strings.Contains(part(t, raw, "xl/workbook.xml"), ">"+want+"<") {
			t.Errorf("%d columns: the titles on every page are not %s", columns, want)
		}
		sheet := part(t, raw, "xl/worksheets/sheet1.xml")
		if fit := strings.Contains(sheet, `fitToPage="1"`); fit != (columns == 4) {
			t.Errorf("%d columns: squeezed into one page: %v", columns, fit)
		}
		if !strings.Contains(sheet, `<row r="1" ht="64" customHeight="1">`) {
			t.Errorf("%d columns: the titles need four lines: %.600s", columns, sheet)
		}
	}
}

// TestWriteXLSXKeepsTexts: whatever a village writes comes back as it was, line breaks, blanks at the
// ends and what Excel would take for an escape included.
func TestWriteXLSXKeepsTexts(t *testing.T) {
	for _, want := range []string{"hai\ndòng", " trống hai đầu ", "_x0041_", "a_x000D_b", "<b>&amp;</b>", "'=1", "+84 912", "ế̂"} {
		f, _ := workbook(t, []report.Sheet{{Name: "x", Columns: []report.Column{{"t", report.Text}}, Rows: [][]ledger.Value{{text(want)}}}})
		if got, err := f.GetCellValue("x", "A2"); got != want || err != nil {
			t.Errorf("%q came back as %q, %v", want, got, err)
		}
	}
}

func TestWriteXLSXSheetNames(t *testing.T) {
	columns := []report.Column{{"a", report.Text}}
	f, _ := workbook(t, []report.Sheet{
		{Name: "Hỗ trợ [2026]: sản phẩm OCOP/đặc trưng của địa phương", Columns: columns},
		{Name: "Hỗ trợ [2026]: sản phẩm OCOP/đặc trưng của xã", Columns: columns},
		{Name: "''", Columns: columns}, {Name: "sheet", Columns: columns},
	})
	seen := map[string]bool{}
	for _, name := range f.GetSheetList() {
		if len([]rune(name)) > 31 || strings.ContainsAny(name, `[]:*?/\`) || seen[strings.ToLower(name)] {
			t.Errorf("sheet name %q", name)
		}
		seen[strings.ToLower(name)] = true
	}
	if len(seen) != 4 {
		t.Errorf("names: %v", seen)
	}
}

func TestWriteXLSXRefuses(t *testing.T) {
	if err := report.WriteXLSX(io.Discard, nil); err == nil {
		t.Error("no sheet: no error")
	}
	if err := report.WriteXLSX(io.Discard, []report.Sheet{{Name: "x"}}); err == nil {
		t.Error("no column: no error")
	}
}
