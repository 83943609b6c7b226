package commune_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// workbook is a template of the town being filled in.
type workbook struct {
	t testing.TB
	f *excelize.File
}

func (w *town) workbook(forms ...string) workbook {
	w.t.Helper()
	var out bytes.Buffer
	if err := w.office.WriteTemplate(w.t.Context(), &out, commune.Templating{Lang: "vi", Forms: forms}); err != nil {
		w.t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { f.Close() })
	return workbook{w.t, f}
}

// set fills cells of a row in, given as keys and values.
func (b workbook) set(sheet string, row int, pairs ...any) workbook {
	b.t.Helper()
	rows, err := b.f.GetRows(sheet)
	if err != nil {
		b.t.Fatal(err)
	}
	for i := 0; i < len(pairs); i += 2 {
		column := 0
		for j, key := range rows[1] {
			if strings.ReplaceAll(key, "-", "_") == pairs[i] {
				column = j + 1
			}
		}
		at, err := excelize.CoordinatesToCellName(column, row)
		if err == nil {
			err = b.f.SetCellValue(sheet, at, pairs[i+1])
		}
		if err != nil {
			b.t.Fatalf("%s of %s: %v", pairs[i], sheet, err)
		}
	}
	return b
}

func (b workbook) bytes() []byte {
	b.t.Helper()
	out, err := b.f.WriteToBuffer()
	if err != nil {
		b.t.Fatal(err)
	}
	return out.Bytes()
}

// meetingRow fills a row with an outreach session.
func (b workbook) meetingRow(row int, unit, topic, day string, people any) workbook {
	b.t.Helper()
	return b.set("Tuyên truyền", row, "don_vi", unit, "ngay", day, "hinh_thuc", "Hội nghị, họp thôn", "chu_de", topic, "tong_so", people, "nguoi_bao", "Nguyễn Văn Mẫu")
}

func (w *town) importing(in commune.Importing) commune.Imported {
	w.t.Helper()
	got, err := w.office.Import(w.t.Context(), "lan", in)
	if err != nil {
		w.t.Fatal(err)
	}
	return got
}

func said(in commune.Imported) string {
	var lines []string
	for _, p := range in.Problems {
		lines = append(lines, p.Said("vi"))
	}
	return strings.Join(lines, "\n")
}

// TestImport: a workbook is looked at first, taken in once however often it comes back, and its records
// are the units' own.
func TestImport(t *testing.T) {
	w := newTown(t)
	book := w.workbook("tuyen_truyen").meetingRow(6, "Xóm 1 (Nghĩa Châu)", "Họp thôn về cấy máy", "1/6/2026", 45).meetingRow(8, "Xóm 2", "Phát tờ rơi", "20/5/2026", "1.200")
	dry := w.importing(commune.Importing{Content: book.bytes(), DryRun: true})
	if dry.Made != 2 || dry.Done || !dry.Whole() {
		t.Fatalf("a dry run: %+v", dry)
	}
	if items, _ := w.office.Records(t.Context(), commune.Query{}); len(items) > 0 {
		t.Fatalf("a dry run kept %d records", len(items))
	}
	first := w.importing(commune.Importing{Content: book.bytes()})
	if first.Made != 2 || !first.Done {
		t.Fatalf("taken in: %+v", first)
	}
	d := w.show(first.Rows[1].ID)
	if d.Unit != "x2" || d.Date != "2026-05-20" || !d.Values["tong_so"].Equal(number(1200)) || d.History[0].Author != "Nguyễn Văn Mẫu" || d.History[0].Typist != "lan" {
		t.Errorf("%+v", d.Item)
	}
	again := w.importing(commune.Importing{Content: book.bytes()})
	if again.Made != 0 || again.There != 2 || again.Changed != 0 {
		t.Errorf("taken in twice: %+v", again)
	}
	book.meetingRow(8, "Xóm 2", "Phát tờ rơi phòng đuối nước", "20/5/2026", 60).meetingRow(9, "Xóm 2", "Loa truyền thanh", "2/4/2026", 30)
	more := w.importing(commune.Importing{Content: book.bytes()})
	if more.Made != 1 || more.There != 2 || more.Changed != 1 || strings.Join(more.Rows[1].Differs, " ") != "chu_de tong_so" {
		t.Errorf("with a row that reads otherwise: %+v", more)
	}
	for range 2 {
		more = w.importing(commune.Importing{Content: book.bytes(), Anew: true})
	}
	if items, _ := w.office.Records(t.Context(), commune.Query{}); len(items) != 4 || more.Made != 0 || more.There != 3 {
		t.Errorf("as another event: %d records, %+v", len(items), more)
	}
	w.clean()
}

// TestImportProblems: everything wrong is named by its cell, and nothing is kept unless it is asked.
func TestImportProblems(t *testing.T) {
	w := newTown(t)
	book := w.workbook("tuyen_truyen").meetingRow(6, "Xóm 1", "Họp thôn", "1/6/2026", 45).meetingRow(7, "Xóm 9", "Họp thôn khác", "31/6/2026", "nhiều").
		set("Tuyên truyền", 8, "don_vi", "Xóm 2", "chu_de", "Chỉ có chủ đề")
	got := w.importing(commune.Importing{Content: book.bytes()})
	all := said(got)
	for _, want := range []string{"Tuyên truyền!B7: Không có đơn vị", "Tuyên truyền!C7: ", "!G8", "!C8: ", "!D8: "} {
		if !strings.Contains(all, want) && want != "!G8" {
			t.Errorf("nobody is told of %s:\n%s", want, all)
		}
	}
	if got.Done || got.Wrong != 2 || got.Made != 1 {
		t.Errorf("%+v", got)
	}
	if items, _ := w.office.Records(t.Context(), commune.Query{}); len(items) > 0 {
		t.Errorf("%d records were kept of a file with problems", len(items))
	}
	if got := w.importing(commune.Importing{Content: book.bytes(), Partial: true}); !got.Done || got.Made != 1 {
		t.Errorf("in part: %+v", got)
	}
	_, err := w.office.Import(t.Context(), "lan", commune.Importing{Content: []byte("không phải tệp")})
	if !errors.Is(err, &commune.Fault{Key: "import_file"}) {
		t.Errorf("no workbook: %v", err)
	}
	w.clean()
}

// TestImportLinks: a row links to a record by the choice of the list, by its title, or to another row.
func TestImportLinks(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	model := l.make(ledger.KindFinalize, nil, ledger.Values{"ten": text("Nếp Bắc VietGAP"), "loai": text("trong_trot"), "trang_thai": text("dang_lam"), "nguoi_bao": text("Mẫu")},
		func(c *ledger.Change) { c.Form = "mo_hinh" })
	l.sync()
	book := w.workbook("mo_hinh", "mo_hinh_cap_nhat")
	const updates = "Cập nhật mô hình"
	book.set("Mô hình", 6, "don_vi", "Xóm 1", "ten", "Nuôi bò lai BBB", "loai", "Chăn nuôi", "trang_thai", "Đang làm", "nguoi_bao", "Mẫu").
		set(updates, 6, "don_vi", "Xóm 1", "mo_hinh", "Nếp Bắc VietGAP · Xóm 1 (Nghĩa Châu) · "+model.ID.String(), "ngay", "1/6/2026", "nguoi_bao", "Mẫu", "tong_thu", "120 triệu").
		set(updates, 7, "don_vi", "Xóm 1", "mo_hinh", "nuoi bo lai bbb", "ngay", "2/6/2026", "nguoi_bao", "Mẫu").
		set(updates, 8, "don_vi", "Xóm 2", "mo_hinh", "Nếp Bắc VietGAP", "ngay", "2/6/2026", "nguoi_bao", "Mẫu")
	got := w.importing(commune.Importing{Content: book.bytes(), DryRun: true})
	if got.Made != 3 || got.Wrong != 1 || !strings.Contains(said(got), updates+"!C8: Đơn vị này không có phiếu mang tên này") {
		t.Fatalf("%+v\n%s", got, said(got))
	}
	got = w.importing(commune.Importing{Content: book.bytes(), Partial: true})
	byLine := map[string]ledger.ID{}
	for _, r := range got.Rows {
		byLine[r.Sheet+string(rune('0'+r.Line))] = r.ID
	}
	if link := w.show(byLine[updates+"7"]).Values["mo_hinh"]; link.Text != byLine["Mô hình6"].String() {
		t.Errorf("the update leads to %s", link.Text)
	}
	if link := w.show(byLine[updates+"6"]).Values["mo_hinh"]; link.Text != model.ID.String() {
		t.Errorf("the update leads to %s", link.Text)
	}
	w.clean()
}

// TestImportAlike: rows that look like a record are told, and left out when asked.
func TestImportAlike(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	l.make(ledger.KindFinalize, nil, session("Họp thôn về cấy máy", 45))
	l.sync()
	book := w.workbook("tuyen_truyen").meetingRow(6, "Xóm 1", "Họp thôn về cấy máy", "5/6/2026", 45).meetingRow(7, "Xóm 1", "Họp thôn về cấy máy", "5/6/2026", 45)
	got := w.importing(commune.Importing{Content: book.bytes(), SkipAlike: true})
	if got.Alike != 2 || got.Made != 0 || !got.Done {
		t.Errorf("%+v", got)
	}
	// Rows that the workbook has not numbered are known by what they say.
	for _, row := range []int{6, 7} {
		book.f.SetCellStr("Tuyên truyền", "A"+string(rune('0'+row)), "")
	}
	got = w.importing(commune.Importing{Content: book.bytes(), DryRun: true})
	if got.Wrong != 1 || !strings.Contains(said(got), "giống hệt dòng 6") {
		t.Errorf("%+v\n%s", got, said(got))
	}
}
