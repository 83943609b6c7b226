package intake_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/commune/intake"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// filler fills a template in as a person with a spreadsheet does.
type filler struct {
	t testing.TB
	f *excelize.File
}

func fill(t testing.TB) filler { return filler{t, open(t, workbook(t))} }

// at finds the cell of a field in a row; a column that is not there is put behind the others.
func (w filler) at(sheet, key string, row int) string {
	w.t.Helper()
	rows, err := w.f.GetRows(sheet)
	if err != nil {
		w.t.Fatal(err)
	}
	column := len(rows[1]) + 1
	for i, k := range rows[1] {
		if strings.ReplaceAll(k, "-", "_") == key {
			column = i + 1
		}
	}
	name, _ := excelize.CoordinatesToCellName(column, row)
	if column > len(rows[1]) {
		head, _ := excelize.CoordinatesToCellName(column, 2)
		w.put(sheet, head, key)
	}
	return name
}

func (w filler) put(sheet, at string, v any) {
	w.t.Helper()
	if err := w.f.SetCellValue(sheet, at, v); err != nil {
		w.t.Fatal(err)
	}
}

func (w filler) set(sheet string, row int, pairs ...any) filler {
	w.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		w.put(sheet, w.at(sheet, pairs[i].(string), row), pairs[i+1])
	}
	return w
}

func (w filler) bytes() []byte {
	w.t.Helper()
	b, err := w.f.WriteToBuffer()
	if err != nil {
		w.t.Fatal(err)
	}
	return b.Bytes()
}

func (w filler) read() intake.Book {
	w.t.Helper()
	book, err := intake.Read(w.bytes(), ledger.Default().Version)
	if err != nil {
		w.t.Fatal(err)
	}
	return book
}

const outreach = "Tuyên truyền"

// TestReadCells: what stands in the cells is read whatever way it was put there.
func TestReadCells(t *testing.T) {
	book := fill(t).set(outreach, 6, "don_vi", "Xóm 1 (Nghĩa Châu)", "ngay", 46178, "hinh_thuc", "Zalo; Truyền thanh", "chu_de", "Ho\u0323p tho\u0302n", "so_bai", 2.0,
		"kinh_phi", "1,5 triệu", "nguoi_bao", "Nguyễn Văn Mẫu").
		set(outreach, 7, "don_vi", "x2", "ngay", "15/6/2026", "hinh_thuc", "Zalo", "chu_de", 2026, "tong_so", "1.234", "so_bai", 0.1+0.2).read()
	if len(book.Rows) != 2 || len(book.Problems) > 0 {
		t.Fatalf("%d rows, %v", len(book.Rows), book.Problems)
	}
	first, second := book.Rows[0], book.Rows[1]
	if first.Sheet != outreach || first.Line != 6 || first.ID != "r001" || first.Form != "tuyen_truyen" || first.Unit != "Xóm 1 (Nghĩa Châu)" || second.ID != "r002" {
		t.Errorf("%+v", first)
	}
	form := ledger.Default().Form("tuyen_truyen")
	values, problems := form.Input(first.Values, ledger.Env{Today: today})
	if len(problems) > 0 || values["ngay"].Text != "2026-06-05" || values["chu_de"].Text != "Họp thôn" || len(values["hinh_thuc"].List) != 2 || values["kinh_phi"].Num.Whole() != 1_500_000 {
		t.Errorf("%v, %v", values, problems)
	}
	if v := second.Values; v["ngay"].Text != "15/6/2026" || v["chu_de"].Text != "2026" || v["tong_so"].Text != "1.234" || v["so_bai"].Num.String() != "0.3" {
		t.Errorf("%v", v)
	}
	if at := first.Cell("ngay"); at != "C6" {
		t.Errorf("the day stands at %s", at)
	}
}

// TestReadProblems: whatever cannot be taken is named by its cell.
func TestReadProblems(t *testing.T) {
	w := fill(t).set(outreach, 6, "don_vi", "Xóm 1", "ngay", 0.5, "so_bai", 1.0/3, "chu_de", "Họp")
	w.set(outreach, 8, "chu_de", "Gộp")
	if err := w.f.MergeCell(outreach, "E8", "F8"); err != nil {
		t.Fatal(err)
	}
	if err := w.f.SetCellFormula(outreach, w.at(outreach, "tong_so", 8), "SUM(A1:A2)"); err != nil {
		t.Fatal(err)
	}
	w.put(outreach, "E5", "ghi nhầm vào dòng ví dụ")
	w.put(outreach, "CZ6", "ở ngoài")
	w.put(outreach, "E2500", "quá xa")
	book := w.read()
	var said []string
	for _, p := range book.Problems {
		said = append(said, p.Said("vi"))
	}
	for _, r := range book.Rows {
		for _, p := range r.Problems {
			said = append(said, p.Said("vi"))
		}
	}
	all := strings.Join(said, "\n")
	for _, want := range []string{outreach + "!C6: Số 0.5", "!CZ6: Có chữ ở cột", "0.333", "công thức chưa có kết quả", "E8: Ô này bị gộp (E8:F8)", "B5: Dòng ví dụ", "B2006: Từ dòng này"} {
		if !strings.Contains(all, want) && !(want == "B2006: Từ dòng này" && strings.Contains(all, "Từ dòng này trở đi")) {
			t.Errorf("nobody is told %q:\n%s", want, all)
		}
	}
}

// TestReadRefuses: what is no workbook of ours is refused, a bomb before it goes off.
func TestReadRefuses(t *testing.T) {
	var bomb, many, other bytes.Buffer
	z := zip.NewWriter(&bomb)
	part, _ := z.Create("xl/workbook.xml")
	for range 70 {
		part.Write(make([]byte, 1<<20))
	}
	z.Close()
	z = zip.NewWriter(&many)
	for i := range 600 {
		z.Create(fmt.Sprint("a", i))
	}
	z.Close()
	var wide strings.Builder
	wide.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for i := range 1000 {
		fmt.Fprintf(&wide, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+1, i+1)
	}
	wide.WriteString(`</sheetData></worksheet>`)
	plain := excelize.NewFile()
	plain.SetCellValue("Sheet1", "A1", "ngày")
	plain.Write(&other)
	plain.Close()
	for name, content := range map[string][]byte{"nothing": nil, "text": []byte("a,b\n1,2"), "bomb": bomb.Bytes(), "many parts": many.Bytes(), "another workbook": other.Bytes(),
		"cells far out": smallest(t).with(t, []byte(wide.String())),
		"cut":           workbook(t)[:20000], "large": make([]byte, intake.MaxBytes+1)} {
		_, err := intake.Read(content, ledger.Default().Version)
		var refused *intake.Refusal
		if !errors.As(err, &refused) || refused.Vi == "" || refused.En == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestRoundTrip: answers of every form that are written into the template read as the same answers.
func TestRoundTrip(t *testing.T) {
	templates := map[string][]byte{}
	for _, form := range ledger.Default().Forms() {
		templates[form.Name] = template(t, form)
	}
	rapid.Check(t, func(rt *rapid.T) {
		form := ledger.Default().Forms()[rapid.IntRange(0, len(ledger.Default().Forms())-1).Draw(rt, "form")]
		w := filler{t, open(t, templates[form.Name])}
		var sheet string
		for _, name := range w.f.GetSheetList() {
			if mark, _ := w.f.GetCellValue(name, "A1"); strings.HasPrefix(mark, "sothon-1 "+strings.ReplaceAll(form.Name, "_", "-")+" ") {
				sheet = name
			}
		}
		want := ledger.Values{}
		for field := range form.All {
			if field.Stored() && !field.Computed() && field.Type != ledger.TypeFile && field.Name != "nguoi_nhap" && field.Name != ledger.PhotoNoticeField && rapid.Bool().Draw(rt, "answer "+field.Name) {
				if v := draw(rt, field); !v.IsEmpty() {
					want[field.Name] = v
					w.write(rt, sheet, field, field.Name, v)
				}
			}
		}
		if len(want) == 0 {
			return
		}
		book := w.read()
		if len(book.Rows) != 1 || len(book.Rows[0].Problems) > 0 {
			rt.Fatalf("%d rows, %+v", len(book.Rows), book)
		}
		got, problems := form.Input(book.Rows[0].Values, ledger.Env{Today: today})
		if len(problems) > 0 {
			rt.Fatalf("%v of %v", problems, want)
		}
		for name, v := range want {
			if !got[name].Equal(v) {
				rt.Fatalf("%s came back as %v, not %v", name, asJSON(got[name]), asJSON(v))
			}
		}
		if len(got) != len(want) {
			rt.Fatalf("came back with %v, not %v", got, want)
		}
	})
}

func asJSON(v ledger.Value) string {
	b, _ := json.Marshal(v)
	return string(b)
}

// draw draws an answer to a field.
func draw(t *rapid.T, f *ledger.Field) ledger.Value {
	number := func(least, most int64) ledger.Value {
		return ledger.NumValue(viet.Int(rapid.Int64Range(least, most).Draw(t, f.Name)))
	}
	switch f.Type {
	case ledger.TypeInteger, ledger.TypeMoney:
		return number(0, 1_000_000_000)
	case ledger.TypePercentShares:
		return number(0, 100)
	case ledger.TypeDecimal, ledger.TypeArea, ledger.TypeMass:
		return ledger.NumValue(viet.Number(rapid.Int64Range(0, 1_000_000_0000).Draw(t, f.Name)))
	case ledger.TypeDate:
		return ledger.TextValue(today.AddDays(-rapid.IntRange(0, 3000).Draw(t, f.Name)).String())
	case ledger.TypeSelectOne:
		return ledger.TextValue(f.Choices[rapid.IntRange(0, len(f.Choices)-1).Draw(t, f.Name)].Name)
	case ledger.TypeSelectMultiple:
		var names []string
		for _, c := range f.Choices {
			if rapid.Bool().Draw(t, c.Name) {
				names = append(names, c.Name)
			}
		}
		return ledger.ListValue(names...)
	case ledger.TypeRecord:
		return ledger.TextValue("01JX0000000000000000000001")
	case ledger.TypeRepeat:
		var rows []ledger.Row
		for range rapid.IntRange(0, 6).Draw(t, f.Name) {
			row := ledger.Row{}
			for i := range f.Fields {
				if v := draw(t, &f.Fields[i]); !v.IsEmpty() && !f.Fields[i].Computed() {
					row[f.Fields[i].Name] = v
				}
			}
			if len(row) > 0 {
				rows = append(rows, row)
			}
		}
		return ledger.RowsValue(rows)
	}
	return ledger.TextValue(strings.TrimSpace(rapid.StringMatching(`[=+@A-Zaăâđêôơưạảấ<&" ]{0,30}[A-Za-zạ]`).Draw(t, f.Name)))
}

// write puts an answer into its cell as a number, a day or a text, as people do.
func (w filler) write(t *rapid.T, sheet string, f *ledger.Field, key string, v ledger.Value) {
	switch {
	case f.Type == ledger.TypeRepeat:
		for i, row := range v.Rows {
			for j := range f.Fields {
				if cell, ok := row[f.Fields[j].Name]; ok {
					w.write(t, sheet, &f.Fields[j], fmt.Sprintf("%s.%d.%s", key, i, f.Fields[j].Name), cell)
				}
			}
		}
		return
	case v.Kind == ledger.Num && rapid.Bool().Draw(t, "as a number"):
		var n float64
		fmt.Sscan(v.Num.String(), &n)
		w.put(sheet, w.at(sheet, key, 6), n)
		return
	case f.Type == ledger.TypeDate && rapid.Bool().Draw(t, "as a day"):
		d, _ := viet.ParseISO(v.Text)
		w.put(sheet, w.at(sheet, key, 6), viet.Date{Year: 1899, Month: 12, Day: 30}.DaysUntil(d))
		return
	}
	said := f.Show(v, "vi")
	if v.Kind == ledger.Num {
		said = f.Edit(v)
	}
	w.put(sheet, w.at(sheet, key, 6), said)
}

// FuzzRead: nothing in a sheet makes the program stumble, and what is read names cells that exist.
func FuzzRead(f *testing.F) {
	const mark = `<row r="1"><c r="A1" t="inlineStr"><is><t>sothon-1 kho-khan 1 01JX0000000000000000000001</t></is></c></row>` +
		`<row r="2"><c r="B2" t="inlineStr"><is><t>don-vi</t></is></c><c r="C2" t="inlineStr"><is><t>ngay</t></is></c><c r="D2" t="inlineStr"><is><t>noi-dung</t></is></c></row>`
	for _, rows := range []string{"", `<row r="6"><c r="B6" t="str"><v>x1</v></c><c r="C6"><v>46178</v></c><c r="D6" t="inlineStr"><is><t>Kênh bồi lấp</t></is></c></row>`,
		`<row r="6"><c r="C6" t="e"><v>#REF!</v></c><c r="D6"><f>1/0</f></c></row>`, `<row r="7"><c r="C7" t="d"><v>2026-06-01</v></c><c r="D7" t="b"><v>1</v></c></row>`,
		`<row r="1048576"><c r="XFD1048576"><v>1e400</v></c></row>`} {
		f.Add([]byte(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + mark + rows + `</sheetData><mergeCells><mergeCell ref="B6:C6"/></mergeCells></worksheet>`))
	}
	parts := smallest(f)
	f.Fuzz(func(t *testing.T, sheet []byte) {
		book, err := intake.Read(parts.with(t, sheet), ledger.Default().Version)
		var refused *intake.Refusal
		if err != nil && !errors.As(err, &refused) {
			t.Fatalf("an error of another kind: %v", err)
		}
		for _, row := range book.Rows {
			form := ledger.Default().Version(row.Form, row.Version)
			if form == nil || row.Line < 6 {
				t.Fatalf("%+v", row)
			}
			_, problems := form.Input(row.Values, ledger.Env{Today: today})
			for i := range problems {
				if _, _, err := excelize.CellNameToCoordinates(row.Cell(problems[i].Field)); err != nil {
					t.Fatalf("%v stands nowhere: %v", problems[i], err)
				}
			}
		}
	})
}

// packed are the files of a workbook.
type packed map[string][]byte

// smallest is a workbook of one empty sheet.
func smallest(t testing.TB) packed {
	t.Helper()
	file := excelize.NewFile()
	defer file.Close()
	b, err := file.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	out := packed{}
	for _, f := range z.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(part); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// with is the workbook with another sheet in it.
func (p packed) with(t testing.TB, sheet []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, content := range p {
		if strings.HasSuffix(name, "sheet1.xml") {
			content = sheet
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
