//go:build chromium

package e2e_test

import (
	"bytes"
	"maps"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// filters: a word without marks, a form, and a filter kept by name.
func (j journey) filters() {
	j.visit("/records")
	j.looks(j.name + "records")
	j.fill("//main", "q", "gieo cay")
	j.pressIn("//main", "Lọc")
	j.sees("Lịch gieo cấy vụ chiêm")
	j.seesNot("Phòng cháy")
	j.unfold("//main", "Bộ lọc đã lưu")
	j.fill(`//form[@action="/filters"]`, "name", "Gieo cấy Mẫu")
	j.pressIn(`//form[@action="/filters"]`, "Lưu")
	j.sees("Đã lưu bộ lọc.")
	j.visit("/records")
	j.fill("//main", "form", "mo_hinh", "unit", "thang-ha")
	j.pressIn("//main", "Lọc")
	j.sees("Nếp Bắc VietGAP")
	j.seesNot("Lịch gieo cấy")
	j.fill("//main", "q", "không có gì như thế")
	j.pressIn("//main", "Lọc")
	j.sees("Không có phiếu nào như vậy.")
	j.unfold("//main", "Bộ lọc đã lưu (1)")
	j.press("Gieo cấy Mẫu")
	j.sees("Lịch gieo cấy vụ chiêm")
	j.seesNot("Nếp Bắc VietGAP")
	j.unfold("//main", "Bộ lọc đã lưu (1)")
	j.looks(j.name + "records-filtered")
	j.pressIn(`//form[@action="/filters/drop"]`, "Bỏ")
	j.sees("Đã bỏ bộ lọc.")
}

// paging: two pages share no record and leave none out.
func (j journey) paging() {
	j.visit("/records?unit=xom-1")
	first := j.records()
	j.press("Trang sau ›")
	second := j.records()
	if len(first) != 50 || len(second) != sampleMany+2-50 {
		j.t.Errorf("pages of %d and %d records", len(first), len(second))
	}
	maps.Copy(second, first)
	if len(second) != sampleMany+2 {
		j.t.Errorf("the pages show %d records of %d", len(second), sampleMany+2)
	}
	j.press("« Trang đầu")
	if again := j.records(); !maps.Equal(first, again) {
		j.t.Error("the first page has changed")
	}
}

func (j journey) exports() {
	j.visit("/records?q=gieo+cay")
	if said := j.download(".csv"); !bytes.Contains(said, []byte("Lịch gieo cấy vụ chiêm")) || bytes.Contains(said, []byte("Phòng cháy")) {
		j.t.Errorf("the file is not what the list shows: %.400s", said)
	}
	if said := j.download(".xlsx"); !bytes.HasPrefix(said, []byte("PK")) {
		j.t.Errorf("no workbook: %.20q", said)
	}
}

// returned: a record goes back with a reason on a field, is corrected by the village, and approved.
func (j journey) returned() {
	j.visit("/records?q=gieo+cay")
	j.press("Lịch gieo cấy vụ chiêm (mẫu)")
	j.looks(j.name + "record")
	record := j.path()
	j.unfold("//main", "Trả lại để sửa")
	j.fill("//main", "field", "nu", "reason", "Ghi lại số nữ theo danh sách ký")
	j.follow("return", chromedp.Click(`//form[contains(@action, "/return")]//button`))
	j.sees("Đã trả lại.", "Ghi lại số nữ theo danh sách ký")
	j.looks(j.name + "record-returned")
	j.s.exchange()
	id := strings.TrimPrefix(record, "/records/")
	if said := string(j.s.run("sothon", "list", "--status", "returned")); !strings.Contains(said, "gieo cấy") {
		j.t.Errorf("the village does not see what was returned: %s", said)
	}
	j.s.run("sothon", "edit", id, "--set", "nu=31", "--finalize")
	j.s.exchange()
	j.visit(record)
	j.sees("chờ duyệt", "31")
	j.unfold("//main", "Trả lời thôn")
	form := `//form[contains(@action, "/reply")]`
	j.fill(form, "field", "nu", "text", "Đã khớp danh sách, cảm ơn đồng chí")
	j.follow("reply", chromedp.Click(form+`//button`))
	j.sees("Đã trả lời.")
	j.unfold("//main", "Nhiệm vụ, tiêu chí")
	j.tick(`(//form[contains(@action, "/tag")]//input[@type="checkbox"])[1]`)
	j.follow("tag", chromedp.Click(`//form[contains(@action, "/tag")]//button`))
	j.sees("Đã ghi nhiệm vụ, tiêu chí.")
	j.press("Duyệt")
	j.sees("Đã duyệt.")
	j.s.exchange()
	if said := string(j.s.run("sothon", "show", id, "--history")); !strings.Contains(said, "Đã khớp danh sách") {
		j.t.Errorf("the village does not see the reply: %s", said)
	}
}

// corrected: the office mends a number, which the village sees; a wrong one is refused at its field.
func (j journey) corrected() {
	j.visit("/records?q=hop+thon")
	j.press("Họp thôn về chuyển đổi số (mẫu)")
	record := j.path()
	j.press("Xã sửa phiếu này")
	j.looks(j.name + "correct")
	j.fill("//main", "tong_so", "10")
	j.refused("more women than people", 422, chromedp.Click(labelled("//main", "Lưu chỗ sửa")))
	j.sees("Chưa lưu.")
	j.looks(j.name + "correct-refused")
	j.fill("//main", "tong_so", "46", "text", "Sửa theo biên bản họp")
	j.press("Lưu chỗ sửa")
	j.sees("Đã lưu chỗ sửa.")
	j.s.exchange()
	var shown struct{ Values map[string]any }
	j.s.json(&shown, "sothon", "show", strings.TrimPrefix(record, "/records/"), "--json")
	if shown.Values["tong_so"] != 46.0 {
		j.t.Errorf("the laptop has %v", shown.Values["tong_so"])
	}
}

func (j journey) bulk() {
	j.visit("/records?status=sent&q=phong")
	for _, title := range []string{"Phòng trừ sâu bệnh", "Phòng cháy khi dùng điện"} {
		j.tick(`//tr[contains(., "` + title + `")]//input[@type="checkbox"]`)
	}
	j.press("Duyệt các phiếu đã chọn")
	j.sees("Đã duyệt 2 phiếu.")
	j.visit("/records?status=sent")
	j.press("Duyệt các phiếu đã chọn")
	j.sees("Chưa chọn phiếu nào.")
}

// byKeyboard: a record is found, opened and approved with Tab, Enter and letters only.
func (j journey) byKeyboard() {
	j.visit("/")
	j.tabTo("Phiếu")
	j.enter()
	j.tabTo("Tìm")
	j.keys("y tuong so 3")
	j.enter()
	j.tabTo("Ý tưởng số 3 (mẫu)")
	j.enter()
	j.tabTo("Duyệt")
	j.enter()
	j.sees("Đã duyệt.")
	j.visit("/records?status=sent&q=y+tuong+so+4")
	j.tabTo("Ý tưởng số 4 (mẫu)")
	j.enter()
	j.tabTo("Trả lại để sửa")
	j.keys(" ")
	j.tabTo("Lý do, cần sửa gì")
	j.keys("Ghi rõ địa điểm")
	j.tabTo("Trả lại để sửa")
	j.enter()
	j.sees("Đã trả lại.", "Ghi rõ địa điểm")
	j.visit("/records?status=sent&unit=xom-1")
	j.tabTo("Chọn «Ý tưởng số 1 (mẫu)»")
	j.keys(" ")
	j.tabTo("Duyệt các phiếu đã chọn")
	j.enter()
	j.sees("Đã duyệt 1 phiếu.")
}

// shortcuts: letters, where scripts run.
func (j journey) shortcuts() {
	if !j.script {
		return
	}
	j.visit("/records?status=sent&unit=xom-1")
	j.keys("j")
	j.keys("j")
	j.keys("x")
	if n := evaluate[int](j.tab, `document.querySelectorAll("td.pick input:checked").length`); n != 1 {
		j.t.Errorf("x chose %d records", n)
	}
	j.tick(`//input[contains(@class, "pick-all")]`)
	if n := evaluate[int](j.tab, `document.querySelectorAll("td.pick input:not(:checked)").length`); n != 0 {
		j.t.Errorf("choose all left %d out", n)
	}
	j.keys("/")
	j.keys("jk")
	if said := evaluate[string](j.tab, `document.getElementById("q").value`); !strings.HasSuffix(said, "jk") { // the devtools send the letter of a key beside its press
		j.t.Errorf("typed into the search: %q", said)
	}
	j.visit("/records?status=sent&unit=xom-1")
	j.keys("j")
	j.enter()
	j.keys("r")
	if !evaluate[bool](j.tab, `document.activeElement.closest("details[open]") !== null`) {
		j.t.Errorf("r does not open the return at %s: %s", j.address(), evaluate[string](j.tab, `document.activeElement.outerHTML.slice(0, 200)`))
	}
	j.keys(kb.Tab)
	j.keys("a") // goes into the reason
	evaluate[bool](j.tab, `document.activeElement.blur() === undefined`)
	j.keys("a")
	j.enter()
	j.sees("Đã duyệt.")
}
