//go:build chromium

package e2e_test

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// overview: what waits leads to its list, and the words to remind the villages can be copied.
func (j journey) overview() {
	j.visit("/")
	j.looks(j.name + "overview")
	j.sees("Kính gửi các đồng chí trưởng thôn", "Xóm 2 Mẫu")
	if j.script {
		j.act("copy", chromedp.Click(labelled("//main", "Chép")), chromedp.WaitVisible(labelled("//main", "Đã chép")))
	}
	j.follow("open what waits", chromedp.Click(`//ul[@class="tiles"]//a[contains(., "chờ duyệt")]`))
	j.sees("Họp thôn về chuyển đổi số (mẫu)")
	j.seesNot("Nếp Bắc VietGAP")
	j.visit("/")
	if !evaluate[bool](j.tab, `(() => { const a = document.querySelector("figure a"); a.focus(); return document.activeElement === a; })()`) {
		j.t.Error("a chart's line cannot have the focus")
	}
	j.enter()
	if at := j.path(); at != "/records" {
		j.t.Errorf("a chart's line leads to %s", at)
	}
}

// conflict: one of two values is chosen; both laptops get it.
func (j journey) conflict() {
	j.visit("/records/" + j.s.shared)
	j.looks(j.name + "record-conflict")
	j.visit("/conflicts")
	j.sees("58", "60")
	j.looks(j.name + "conflicts")
	j.tick(`//fieldset//label[contains(., "60")]//input`)
	j.press("Lưu giá trị đã chọn")
	j.sees("Đã chọn.")
	j.visit("/conflicts")
	j.sees("Không có phiếu nào hai máy ghi khác nhau.")
	j.s.exchange()
	for _, home := range []string{j.s.home, j.s.second} {
		var shown struct{ Values map[string]any }
		j.s.json(&shown, "sothon", "show", j.s.shared, "--json", "--home", home)
		if shown.Values["so_ho"] != 60.0 {
			j.t.Errorf("a laptop has %v", shown.Values["so_ho"])
		}
	}
}

// duplicates: an event that two units told of is merged, shown in each, counted once; undone; and
// then said to be two.
func (j journey) duplicates() {
	j.visit("/duplicates")
	j.looks(j.name + "duplicates")
	pair := `//table//tr[contains(., "dịch vụ công")]`
	j.sees("hai đơn vị")
	j.follow("open the pair", chromedp.Click(pair+`//a`))
	j.looks(j.name + "pair")
	at := j.address()
	j.follow("merge", chromedp.Click(`//form[@action="/duplicates/merge"]//button`))
	j.sees("Đã gộp.", "gộp 2 phiếu, tính ở đây")
	j.looks(j.name + "duplicates-joint")
	j.follow("open the joint event", chromedp.Click(`//section[contains(h2, "Việc chung đã gộp")]//li//a`))
	j.sees("Cùng một việc")
	j.looks(j.name + "record-joint")
	j.follow("the other unit's", chromedp.Click(`//section[contains(h2, "Cùng một việc")]//a`))
	j.sees("Cùng một việc")
	j.visit(at)
	j.press("Bỏ gộp hai phiếu này")
	j.sees("Đã bỏ gộp.")
	j.visit(at)
	j.fill(`//form[@action="/duplicates/dismiss"]`, "reason", "Hai lớp khác nhau cùng ngày")
	j.follow("dismiss", chromedp.Click(`//form[@action="/duplicates/dismiss"]//button`))
	j.visit("/duplicates")
	j.sees("Hai lớp khác nhau cùng ngày")
	j.looks(j.name + "duplicates-dismissed")
}

// difficulties: one is answered, then passed on to the province; the village sees both.
func (j journey) difficulties() {
	j.visit("/difficulties")
	j.looks(j.name + "difficulties")
	j.unfold("//article", "Trả lời, chuyển trạng thái")
	j.fill("//article", "state", "dang_xu_ly", "text", "Tuần sau nạo vét kênh")
	j.follow("reply", chromedp.Click(`//article//form//button`))
	j.sees("Đã trả lời.", "Tuần sau nạo vét kênh", "kênh.png")
	j.looks(j.name + "difficulty")
	id := strings.TrimPrefix(j.path(), "/records/")
	j.villageSees(id, "dang_xu_ly", "Tuần sau nạo vét kênh")
	j.visit("/difficulties")
	j.unfold("//article", "Trả lời, chuyển trạng thái")
	j.fill("//article", "state", "chuyen_cap_tren", "text", "Đã gửi sở để bố trí vốn")
	j.follow("pass on", chromedp.Click(`//article//form//button`))
	j.sees("Đã trả lời.")
	j.villageSees(id, "chuyen_cap_tren", "Đã gửi sở để bố trí vốn")
}

func (j journey) villageSees(id string, texts ...string) {
	j.t.Helper()
	j.s.exchange()
	said := string(j.s.run("sothon", "show", id, "--history", "--json"))
	for _, text := range texts {
		if !strings.Contains(said, text) {
			j.t.Errorf("the village does not see %q: %s", text, said)
		}
	}
}

// coverage: from the matrix to the records; a period is locked, opened for one unit until a day, and
// for all.
func (j journey) coverage() {
	j.visit("/coverage")
	j.looks(j.name + "coverage")
	j.follow("open a cell", chromedp.Click(`//table[contains(@class, "matrix")]//tr[contains(th, "Xóm 1 Mẫu")]//td//a[contains(., "(")]`))
	if !strings.Contains(j.address(), "unit=xom-1") || len(j.records()) == 0 {
		j.t.Errorf("a cell leads to %s with %d records", j.address(), len(j.records()))
	}
	j.visit("/coverage")
	j.press("Khóa kỳ này")
	j.sees("Đã khóa.")
	j.looks(j.name + "coverage-locked")
	j.periodAtVillage("locked")
	row := `//table[contains(@class, "cards")]//tr[contains(th, "Thôn Thắng Hạ")]`
	j.unfold(row, "Đổi")
	j.fill(row, "until", time.Now().AddDate(0, 0, 7).Format("02/01/2006"))
	j.pressIn(row, "Mở cho đơn vị này")
	j.sees("Đã mở.", "mở đến hết")
	j.periodAtVillage(`"until"`)
	j.press("Mở lại kỳ này cho mọi đơn vị")
	j.sees("Đã mở.")
	j.visit("/periods")
	j.looks(j.name + "periods")
	j.fill("//main", "holidays", "02/09/2026 Quốc khánh\nkhông phải ngày")
	j.refused("a holiday that is no day", 422, chromedp.Click(labelled("//main", "Lưu")))
	j.sees("không phải ngày")
	j.fill("//main", "holidays", "02/09/2026 Quốc khánh")
	j.press("Lưu")
	j.sees("Đã lưu hạn báo cáo và ngày nghỉ.", "Quốc khánh")
}

// periodAtVillage checks what the first unit's laptop is told of the newest period.
func (j journey) periodAtVillage(text string) {
	j.t.Helper()
	j.s.exchange()
	var periods []json.RawMessage
	j.s.json(&periods, "sothon", "period", "--json")
	for _, p := range periods {
		if strings.Contains(string(p), text) {
			return
		}
	}
	j.t.Errorf("the village does not see %s: %s", text, periods)
}

// units: one is added, its first laptop joins with the code on the slip, and is revoked.
func (j journey) units() {
	j.visit("/units")
	j.looks(j.name + "units")
	j.unfold("//main", "Thêm đơn vị")
	form := `//form[@action="/units"]`
	j.fill(form, "id", "xom-1", "name", "Xóm trùng Mẫu")
	j.refused("an id that is taken", 422, chromedp.Click(labelled(form, "Thêm đơn vị")))
	j.sees("đã có")
	j.looks(j.name + "units-refused")
	j.fill(form, "id", "xom-3", "name", "Xóm 3 Mẫu", "old_commune", "Nghĩa Thái")
	j.pressIn(form, "Thêm đơn vị")
	j.sees("Đã lưu đơn vị.")
	for _, unit := range []string{"Xóm 3 Mẫu", "Xóm 2 Mẫu"} {
		j.tick(`//tr[contains(., "` + unit + `")]//input[@type="checkbox"]`)
	}
	j.follow("make slips", chromedp.Click(`//form[@action="/codes"]//button[contains(., "Cấp mã")]`))
	if n := evaluate[int](j.tab, `document.querySelectorAll("svg.qr").length`); n != 2 {
		j.t.Errorf("%d QR codes on two slips", n)
	}
	j.looks(j.name + "slips")
	j.visit("/units/xom-3")
	j.press("Cấp mã cho một máy mới")
	code := evaluate[string](j.tab, `document.querySelector(".code").textContent`)
	j.s.run("sothon", "join", j.s.url, code, "--name", "Trưởng xóm ba Mẫu", "--home", j.t.TempDir())
	j.visit("/units/xom-3")
	j.sees("Trưởng xóm ba Mẫu")
	j.looks(j.name + "unit")
	j.unfold("//table", "Thu hồi")
	j.press("Thu hồi máy này")
	j.sees("Đã thu hồi máy.")
	j.looks(j.name + "unit-revoked")
}

// unitChanges: a unit gets a head and another name, is split, and its parts are merged; where each
// came from stays.
func (j journey) unitChanges() {
	j.visit("/units/xom-3")
	act := func(name string) string { return `//form[.//input[@name="act"][@value="` + name + `"]]` }
	j.unfold("//main", "Ghi người mới, bàn giao")
	j.fill(act("head"), "name", "Trưởng xóm nhiệm kỳ mới Mẫu")
	j.pressIn(act("head"), "Lưu")
	j.sees("Trưởng xóm nhiệm kỳ mới Mẫu")
	j.unfold("//main", "Đổi tên")
	j.fill(act("rename"), "name", "Xóm Ba Mẫu")
	j.pressIn(act("rename"), "Đổi tên")
	j.sees("Xóm Ba Mẫu", "Xóm 3 Mẫu")
	j.unfold("//main", "Tách")
	for part, letter := range map[string]string{"1": "a", "2": "b"} {
		j.fill(act("split")+`//label[contains(., "Mã phần `+part+`")]`, "id", "xom-3"+letter)
		j.fill(act("split")+`//label[contains(., "Tên phần `+part+`")]`, "name", "Xóm 3"+letter+" Mẫu")
	}
	j.pressIn(act("split"), "Tách")
	j.visit("/units/xom-3a")
	j.sees("Xóm 3a Mẫu", "Xóm Ba Mẫu")
	j.unfold("//main", "Sáp nhập")
	j.tick(act("merge") + `//label[contains(., "Xóm 3b Mẫu")]//input`)
	j.fill(act("merge"), "id", "xom-3c", "name", "Xóm Ba mới Mẫu")
	j.pressIn(act("merge"), "Sáp nhập")
	j.visit("/units/xom-3c")
	j.sees("Xóm Ba mới Mẫu", "Xóm 3a Mẫu", "Xóm 3b Mẫu")
	j.visit("/units")
	j.looks(j.name + "units-changed")
	j.unfold("//main", "Đơn vị không còn (3)")
}
