//go:build chromium

package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/pquerna/otp/totp"
)

// TestBrowser walks the office's page as its people do, in a real Chromium, with JavaScript and
// without; what they do there reaches the laptops.
func TestBrowser(t *testing.T) {
	for name, script := range map[string]bool{"script": true, "noscript": false} {
		t.Run(name, func(t *testing.T) {
			s := newSampleTown(t)
			b := openTab(t, s.url, script)
			j := journey{b, s, name + "-"}
			j.signIn("quan")
			j.overview()
			j.records()
			j.bulk()
			j.conflict()
			j.duplicates()
			j.difficulties()
			j.coverage()
			j.units()
			j.users()
			j.account()
			j.audit()
			j.everyPage()
			j.signOut()
		})
	}
}

// journey is one person's day at the page.
type journey struct {
	*tab
	s    *sampleTown
	name string // begins the names of its pictures
}

const browserPassword = "mật khẩu thử 2026"

// signIn makes an admin, who sets a password in place of the one-time one.
func (j journey) signIn(name string) {
	var made struct{ Password string }
	j.s.json(&made, "sothon-xa", "user", "add", name, "--role", "admin", "--json")
	j.visit("/records")
	j.looks(j.name + "login")
	j.fill("//main", "name", name, "password", made.Password)
	j.pressIn("//main", "Đăng nhập")
	j.sees("Mật khẩu vừa dùng chỉ dùng được một lần")
	j.looks(j.name + "password")
	j.fill("//main", "old", made.Password, "new", browserPassword, "again", browserPassword)
	j.pressIn("//main", "Đổi mật khẩu")
	j.sees("Đã đổi mật khẩu.")
}

func (j journey) overview() {
	j.visit("/")
	j.looks(j.name + "overview")
	j.sees("Kính gửi các đồng chí trưởng thôn", "Xóm 2 Mẫu")
}

// records: found by a word without marks, opened, returned with a reason on a field; the village has it.
func (j journey) records() {
	j.visit("/records")
	j.looks(j.name + "records")
	j.fill("//main", "q", "gieo cay")
	j.pressIn("//main", "Lọc")
	j.seesNot("Phòng cháy")
	j.press("Lịch gieo cấy vụ chiêm (mẫu)")
	j.looks(j.name + "record")
	j.unfold("//main", "Trả lại để sửa")
	j.fill("//main", "field", "nu", "reason", "Ghi lại số nữ theo danh sách ký")
	j.tick(`//label[contains(., "Lý do")]`)
	j.follow("return", chromedp.Click(`//form[contains(@action, "/return")]//button`))
	j.sees("Đã trả lại.", "Ghi lại số nữ theo danh sách ký")
	j.s.exchange()
	if said := string(j.s.run("sothon", "list", "--status", "returned")); !strings.Contains(said, "gieo cấy") {
		j.t.Errorf("the village does not see what was returned: %s", said)
	}
	j.visit("/records")
	j.press("Họp thôn về chuyển đổi số (mẫu)")
	j.press("Duyệt")
	j.sees("Đã duyệt.")
	j.press("Xã sửa phiếu này")
	j.looks(j.name + "correct")
	j.fill("//main", "tong_so", "46")
	j.press("Lưu chỗ sửa")
	j.sees("Đã lưu chỗ sửa.")
}

func (j journey) bulk() {
	j.visit("/records")
	for _, title := range []string{"Phòng trừ sâu bệnh", "Phòng cháy khi dùng điện"} {
		j.tick(`//tr[contains(., "` + title + `")]//input[@type="checkbox"]`)
	}
	j.press("Duyệt các phiếu đã chọn")
	j.sees("Đã duyệt 2 phiếu.")
}

func (j journey) conflict() {
	j.visit("/conflicts")
	j.sees("58", "60")
	j.looks(j.name + "conflicts")
	j.tick(`//fieldset//label[contains(., "60")]//input`)
	j.press("Lưu giá trị đã chọn")
	j.sees("Đã chọn.")
	j.visit("/conflicts")
	j.sees("Không có phiếu nào hai máy ghi khác nhau.")
	j.s.exchange()
	var shown struct{ Values map[string]any }
	j.s.json(&shown, "sothon", "show", j.s.shared, "--json")
	if shown.Values["so_ho"] != 60.0 {
		j.t.Errorf("the laptop has %v", shown.Values["so_ho"])
	}
}

func (j journey) duplicates() {
	j.visit("/duplicates")
	j.looks(j.name + "duplicates")
	j.follow("open the pair", chromedp.Click(`//table//tr[contains(., "dịch vụ công")]//a`))
	j.looks(j.name + "pair")
	pair := evaluate[string](j.tab, `location.pathname + location.search`)
	j.follow("merge", chromedp.Click(`//form[@action="/duplicates/merge"]//button`))
	j.sees("Đã gộp.", "gộp 2 phiếu, tính ở đây")
	j.visit(pair)
	j.press("Bỏ gộp hai phiếu này")
	j.sees("Đã bỏ gộp.")
}

func (j journey) difficulties() {
	j.visit("/difficulties")
	j.looks(j.name + "difficulties")
	j.unfold("//article", "Trả lời, chuyển trạng thái")
	j.fill("//article", "state", "dang_xu_ly", "text", "Tuần sau nạo vét kênh")
	j.follow("reply", chromedp.Click(`//article//form//button`))
	j.sees("Đã trả lời.", "Tuần sau nạo vét kênh", "kênh.png")
	j.looks(j.name + "difficulty")
	j.s.exchange()
	if said := string(j.s.run("sothon", "list", "--json")); !strings.Contains(said, "dang_xu_ly") {
		j.t.Errorf("the village does not see the new state: %s", said)
	}
}

func (j journey) coverage() {
	j.visit("/coverage")
	j.looks(j.name + "coverage")
	j.press("Khóa kỳ này")
	j.sees("Đã khóa.")
	row := `//tr[contains(., "Xóm 2 Mẫu")]`
	j.unfold(row, "Đổi")
	j.fill(row, "until", time.Now().AddDate(0, 0, 7).Format("02/01/2006"))
	j.pressIn(row, "Mở cho đơn vị này")
	j.sees("Đã mở.", "mở đến hết")
	j.press("Mở lại kỳ này cho mọi đơn vị")
	j.sees("Đã mở.")
	j.visit("/periods")
	j.looks(j.name + "periods")
}

// units: one is added, its first laptop joins with the code on the slip, and is revoked.
func (j journey) units() {
	j.visit("/units")
	j.looks(j.name + "units")
	j.unfold("//main", "Thêm đơn vị")
	j.fill(`//form[@action="/units"]`, "id", "xom-3", "name", "Xóm 3 Mẫu", "old_commune", "Nghĩa Thái")
	j.pressIn(`//form[@action="/units"]`, "Thêm đơn vị")
	j.sees("Đã lưu đơn vị.", "Xóm 3 Mẫu")
	j.press("Cấp mã cho một máy mới")
	j.looks(j.name + "slip")
	if n := evaluate[int](j.tab, `document.querySelectorAll("svg.qr path, svg.qr rect").length`); n == 0 {
		j.t.Error("no QR code on the slip")
	}
	code := evaluate[string](j.tab, `document.querySelector(".code").textContent`)
	home := j.t.TempDir()
	j.s.run("sothon", "join", j.s.url, code, "--name", "Trưởng xóm ba Mẫu", "--home", home)
	j.visit("/units/xom-3")
	j.looks(j.name + "unit")
	j.unfold("//table", "Thu hồi")
	j.press("Thu hồi máy này")
	j.sees("Đã thu hồi máy.")
}

func (j journey) users() {
	j.visit("/users")
	j.fill(`//form[@action="/users"]`, "name", "hoa", "role", "clerk")
	j.pressIn(`//form[@action="/users"]`, "Thêm tài khoản")
	j.sees("Mật khẩu dùng một lần của hoa:")
	j.looks(j.name + "users")
	row := `//tr[contains(th, "hoa")]`
	j.unfold(row, "Đổi")
	j.pressIn(row, "Đóng tài khoản")
	j.sees("Đã đổi tài khoản.")
}

// account: the second factor is set up with a wrong code first, then with the right one.
func (j journey) account() {
	j.visit("/account")
	j.looks(j.name + "account")
	j.unfold("//main", "Bật mã thứ hai")
	secret := evaluate[string](j.tab, `document.querySelector('input[name="secret"]').value`)
	code, err := totp.GenerateCode(secret, time.Now())
	if err != nil {
		j.t.Fatal(err)
	}
	j.fill(`//form[@action="/account/totp"]`, "code", code)
	j.pressIn(`//form[@action="/account/totp"]`, "Bật mã thứ hai")
	j.sees("Đã bật mã thứ hai.")
}

func (j journey) audit() {
	j.visit("/audit")
	j.looks(j.name + "audit")
	j.sees("quan", j.s.shared[:8])
}

// everyPage opens whatever else the menu leads to, and the whole in English.
func (j journey) everyPage() {
	paths := strings.Fields(evaluate[string](j.tab, `[...document.querySelectorAll("nav a")].map(a => a.getAttribute("href")).join(" ")`))
	if len(paths) < 8 {
		j.t.Errorf("the menu has only %v", paths)
	}
	for _, path := range paths {
		j.visit(path + "?lang=en")
		j.looks(j.name + "en" + strings.ReplaceAll(path, "/", "-"))
	}
	j.visit("/?lang=vi")
}

// signOut: after it neither the back button nor an address shows anything.
func (j journey) signOut() {
	j.visit("/records")
	j.press("Thoát")
	j.sees("Đăng nhập")
	j.follow("go back", chromedp.NavigateBack())
	if at := j.path(); at != "/login" {
		j.t.Errorf("the back button opens %s", at)
	}
	j.seesNot("Họp thôn")
	j.visit("/units")
	if at := j.path(); at != "/login" {
		j.t.Errorf("signed out, %s is open", at)
	}
}
