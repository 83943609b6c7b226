//go:build chromium

package e2e_test

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"
)

// realClass is a class as a newspaper told of it: namthanhmien.haiphong.gov.vn, 23/10/2025.
var realClass = []string{"ten", "Tập huấn chuyển giao khoa học kỹ thuật cây trồng và sản xuất lúa vụ chiêm xuân", "tu_ngay", "23/10/2025", "den_ngay", "23/10/2025",
	"dia_diem", "Nhà văn hóa thôn Triều Dương", "noi_dung", "Gieo cấy, chăm sóc lúa vụ Xuân 2026; rau màu vụ Đông; phòng trừ sâu bệnh cây ăn quả",
	"don_vi_to_chuc", "HTX Dịch vụ nông nghiệp Chi Lăng Nam", "giang_vien", "Trạm Khuyến nông khu vực 2"}

// entry: the clerk types in what a village told on paper; what is wrong is said beside the fields and
// in a list that leads there; the village's laptop gets the record.
func (j journey) entry() {
	j.visit("/")
	j.press("Nhập hộ")
	j.looks(j.name + "entry")
	j.fill("//main", "unit", "xom-2")
	j.tick(`//input[@name="form" and @value="tap_huan"]`)
	j.press("Tiếp tục")
	j.sees("Nhập hộ: ", "Xóm 2 Mẫu")
	j.looks(j.name + "entry-new")
	j.fill("//main", append([]string{"tong_so", "hơn 60"}, realClass...)...)
	j.submit("save", 422)
	j.sees("Chưa lưu. Có", "Người báo")
	j.looks(j.name + "entry-wrong")
	j.act("jump", chromedp.Click(`//div[@role="alert"]//a[contains(@href, "tong_so")]`))
	if hash := evaluate[string](j.tab, `location.hash`); hash != "#i-tong_so" {
		j.t.Errorf("the list of problems leads to %q", hash)
	}
	j.fill("//main", "tong_so", "60", "nguoi_bao", "Nguyễn Văn Mẫu")
	j.submit("check", 0)
	j.sees("Không có chỗ nào sai")
	j.submit("next", 0)
	j.sees("Đã lưu phiếu nhập hộ", "Xem phiếu vừa lưu")
	j.fill("//main", append([]string{"tong_so", "60"}, realClass...)...)
	j.submit("save", 422)
	j.sees("Có thể việc này đã có phiếu", "Việc khác, vẫn lưu")
	j.looks(j.name + "entry-alike")
	j.visit("/records?form=tap_huan")
	j.press("Tập huấn chuyển giao khoa học kỹ thuật cây trồng và sản xuất lúa vụ chiêm xuân")
	j.looks(j.name + "entry-saved")
	j.sees("Tập huấn chuyển giao khoa học", "Nguyễn Văn Mẫu")
	j.workbook()
}

// submit presses one of the form's last buttons.
func (j journey) submit(do string, status int64) {
	j.t.Helper()
	j.refused("press "+do, status, chromedp.Click(`//p[contains(@class, "acts-row")]//button[@value="`+do+`"]`))
}

// workbook: the template is downloaded, filled in and taken in.
func (j journey) workbook() {
	j.visit("/import")
	j.looks(j.name + "import")
	dir := j.t.TempDir()
	file := filepath.Join(dir, "thôn gửi.xlsx")
	j.s.run("sothon-xa", "template", file, "--form", "tuyen_truyen")
	fillCells(j, file, "B6", "Xóm 2 Mẫu", "C6", "32/1/2026", "D6", "Zalo", "E6", "Cài VNeID mức 2 (mẫu)", "B7", "Xóm 1 Mẫu", "C7", "12/1/2026", "D7", "Đến tận hộ", "E7", "Phát tờ rơi (mẫu)")
	j.give(file, 422)
	j.sees("thôn gửi.xlsx", "Tuyên truyền!C6", "Chưa ghi «Người báo»")
	j.looks(j.name + "import-wrong")
	fillCells(j, file, "C6", "12/1/2026")
	f, err := excelize.OpenFile(file)
	if err != nil {
		j.t.Fatal(err)
	}
	defer f.Close()
	for _, row := range []string{"6", "7"} {
		put(j, f, "tong_so", row, "30")
		put(j, f, "so_bai", row, "2")
		put(j, f, "nguoi_bao", row, "Nguyễn Văn Mẫu")
	}
	put(j, f, "so_bai", "7", "")
	put(j, f, "tong_so", "6", "")
	if err := f.Save(); err != nil {
		j.t.Fatal(err)
	}
	j.give(file, 0)
	j.sees("2 dòng sẽ thành phiếu mới")
	j.looks(j.name + "import-right")
	j.press("Nhập 2 phiếu")
	j.sees("Đã nhập 2 phiếu")
	j.looks(j.name + "import-done")
}

func (j journey) give(file string, status int64) {
	j.t.Helper()
	if _, err := os.Stat(file); err != nil {
		j.t.Fatal(err)
	}
	j.act("choose the file", chromedp.SetUploadFiles(`//input[@type="file"]`, []string{file}))
	j.refused("look", status, chromedp.Click(labelled("", "Xem trước")))
}

// fillCells writes texts into cells of the first form's sheet.
func fillCells(j journey, file string, pairs ...string) {
	j.t.Helper()
	f, err := excelize.OpenFile(file)
	if err != nil {
		j.t.Fatal(err)
	}
	defer f.Close()
	for i := 0; i < len(pairs); i += 2 {
		if err := f.SetCellStr("Tuyên truyền", pairs[i], pairs[i+1]); err != nil {
			j.t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		j.t.Fatal(err)
	}
}

// put writes a text into the cell of a field.
func put(j journey, f *excelize.File, field, row, text string) {
	j.t.Helper()
	rows, err := f.GetRows("Tuyên truyền")
	if err != nil {
		j.t.Fatal(err)
	}
	for i, key := range rows[1] {
		if strings.ReplaceAll(key, "-", "_") == field {
			name, _ := excelize.ColumnNumberToName(i + 1)
			if err := f.SetCellStr("Tuyên truyền", name+strings.TrimSpace(row), text); err != nil {
				j.t.Fatal(err)
			}
			return
		}
	}
	j.t.Fatalf("no column for %s", field)
}
