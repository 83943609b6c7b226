//go:build chromium

package e2e_test

import (
	"bytes"
	"time"

	"github.com/chromedp/chromedp"
)

// reports: one is looked at, a figure leads to its records, it is made, taken home and signed.
func (j journey) reports() {
	j.visit("/reports")
	j.looks(j.name + "reports")
	j.press("Xem trước")
	j.looks(j.name + "report-preview")
	j.follow("what stands behind a figure", chromedp.Click(`(//main//table//td//a)[1]`))
	j.looks(j.name + "report-behind")
	j.visit("/reports")
	j.press("Lập báo cáo này")
	j.looks(j.name + "report")
	if said := j.download(".docx"); !bytes.HasPrefix(said, []byte("PK")) {
		j.t.Errorf("no document: %.20q", said)
	}
	form := `//form[contains(@action, "/sign")]`
	j.fill(form, "number", "125/BC-UBND", "day", time.Now().Format("02/01/2006"))
	j.follow("sign", chromedp.Click(form+`//button`))
	j.sees("125/BC-UBND")
	j.visit("/reports")
	j.looks(j.name + "reports-made")
}

// people: a name is found everywhere, and erased only when typed twice alike.
func (j journey) people() {
	j.visit("/people")
	j.looks(j.name + "people")
	j.fill("//main", "name", "to cong nghe so mau")
	j.press("Tìm mọi chỗ")
	j.sees("Tổ công nghệ số Mẫu", "Không có chỗ nào viết đúng dấu")
	j.fill("//main", "name", "Tổ công nghệ số Mẫu")
	j.press("Tìm mọi chỗ")
	j.looks(j.name + "people-found")
	form := `//form[@action="/people/erase"]`
	j.fill(form, "again", "Tổ công nghệ Mẫu")
	j.refused("another name", 422, chromedp.Click(form+`//button`))
	j.sees("Chưa xóa gì")
	j.fill(form, "again", "Tổ công nghệ số Mẫu")
	j.follow("erase", chromedp.Click(form+`//button`))
	j.sees("Đã xóa tên.")
}
