package intake_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nghia-hung/sothon/commune/intake"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

var today = viet.Date{Year: 2026, Month: 6, Day: 8}

// workbook is the template of all forms with two units and one record to link to.
func workbook(t testing.TB) []byte {
	t.Helper()
	return template(t, ledger.Default().Forms()...)
}

func template(t testing.TB, forms ...*ledger.Form) []byte {
	t.Helper()
	id, err := ledger.ParseID("01JX0000000000000000000001")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err = intake.Write(&out, intake.Template{ID: id, Lang: "vi", Title: "Xã Nghĩa Hưng", Forms: forms, Today: today,
		Units: []intake.Unit{{"x1", "Xóm 1 (Nghĩa Châu)"}, {"x2", "Xóm 2 & «Đông» <mẫu>"}},
		Links: map[string][]intake.Link{"mo_hinh": {{ID: id, Title: "Nếp Bắc VietGAP", Unit: "Xóm 1 (Nghĩa Châu)"}}}})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(t testing.TB, content []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// TestTemplate: a sheet for every form, with lists and checks in the cells, an example that is not
// taken in, hidden ids and keys, and everything but the rows to be filled in shut.
func TestTemplate(t *testing.T) {
	content := workbook(t)
	f := open(t, content)
	if len(content) > intake.MaxBytes/10 {
		t.Errorf("an empty workbook has %d bytes", len(content))
	}
	sheets := f.GetSheetList()
	if forms := ledger.Default().Forms(); len(sheets) != len(forms)+2 || sheets[0] != "Hướng dẫn" {
		t.Fatalf("sheets %v", sheets)
	}
	if shown, err := f.GetSheetVisible("Danh mục"); err != nil || shown {
		t.Errorf("the lists are shown: %v", err)
	}
	for _, name := range sheets[1 : len(sheets)-1] {
		if name == "Danh mục" {
			continue
		}
		shown, _ := f.GetColVisible(name, "A")
		keys, _ := f.GetRowVisible(name, 2)
		if shown || keys {
			t.Errorf("%s shows its ids (%v) or keys (%v)", name, shown, keys)
		}
		rules, err := f.GetDataValidations(name)
		if err != nil || len(rules) < 3 {
			t.Errorf("%s has %d checks, %v", name, len(rules), err)
		}
		if example, _ := f.GetCellValue(name, "B5"); !strings.Contains(example, "VÍ DỤ") {
			t.Errorf("%s: the example row says %q", name, example)
		}
	}
	rule := ruleAt(t, f, "Tuyên truyền", "E6")
	if rule.Type != "whole" && rule.Type != "textLength" && rule.Type != "list" {
		t.Errorf("column E is checked as %q", rule.Type)
	}
	if unit := ruleAt(t, f, "Tuyên truyền", "B6"); unit.Type != "list" || !strings.Contains(unit.Formula1, "Danh mục") {
		t.Errorf("units are chosen by %+v", unit)
	}
	book, err := intake.Read(content, ledger.Default().Version)
	if err != nil || len(book.Rows) > 0 || len(book.Problems) > 0 {
		t.Errorf("an empty workbook reads as %+v, %v", book, err)
	}
	if !bytes.Equal(content, workbook(t)) {
		t.Error("equal templates give other bytes")
	}
}

func ruleAt(t *testing.T, f *excelize.File, sheet, at string) *excelize.DataValidation {
	t.Helper()
	rules, err := f.GetDataValidations(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range rules {
		if strings.HasPrefix(rule.Sqref, at+":") {
			return rule
		}
	}
	t.Fatalf("no check at %s!%s", sheet, at)
	return nil
}
