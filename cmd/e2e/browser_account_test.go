//go:build chromium

package e2e_test

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/pquerna/otp/totp"
)

const browserPassword = "mật khẩu thử 2026"

// firstSignIn makes an admin, who is sent to the sign-in page, mistypes, and sets a password in
// place of the one-time one: all by keyboard.
func (j journey) firstSignIn() {
	var made struct{ Password string }
	j.s.json(&made, "sothon-xa", "user", "add", "quan", "--role", "admin", "--json")
	j.visit("/records")
	j.looks(j.name + "login")
	j.keys(kb.Tab)
	j.keys(kb.Enter) // the way around the head of the page
	j.tabTo("Tên tài khoản")
	j.keys("quan")
	j.tabTo("Mật khẩu")
	j.keys("không phải mật khẩu")
	j.refused("a wrong password", 422, chromedp.KeyEvent(kb.Enter))
	j.sees("Tên hoặc mật khẩu không đúng.")
	j.looks(j.name + "login-refused")
	j.tabTo("Mật khẩu")
	j.keys(made.Password)
	j.tabTo("Đăng nhập")
	j.enter()
	j.sees("Mật khẩu vừa dùng chỉ dùng được một lần")
	j.looks(j.name + "password")
	j.fill("//main", "old", made.Password, "new", browserPassword, "again", "mật khẩu khác hẳn")
	j.refused("a slip in the new password", 422, chromedp.Click(labelled("//main", "Đổi mật khẩu")))
	j.sees("Hai lần gõ mật khẩu mới không giống nhau.")
	j.fill("//main", "old", made.Password, "new", browserPassword, "again", browserPassword)
	j.pressIn("//main", "Đổi mật khẩu")
	j.sees("Đã đổi mật khẩu.")
}

func (j journey) signIn(code string) {
	j.fill("//main", "name", "quan", "password", browserPassword, "code", code)
	j.pressIn("//main", "Đăng nhập")
}

// users: one is added, given another role, and closed.
func (j journey) users() {
	j.visit("/users")
	j.fill(`//form[@action="/users"]`, "name", "hoa", "role", "clerk")
	j.pressIn(`//form[@action="/users"]`, "Thêm tài khoản")
	j.sees("Mật khẩu dùng một lần của hoa:")
	j.looks(j.name + "users")
	row := `//tr[contains(th, "hoa")]`
	j.unfold(row, "Đổi")
	j.fill(row, "role", "reviewer")
	j.pressIn(row, "Lưu")
	j.sees("Đã đổi tài khoản.")
	j.unfold(row, "Đổi")
	j.pressIn(row, "Đóng tài khoản")
	j.sees("Đã đổi tài khoản.", "đã đóng")
}

// sessions: another browser signs in, is listed, and is ended.
func (j journey) sessions() {
	jar, err := cookiejar.New(nil)
	if err != nil {
		j.t.Fatal(err)
	}
	elsewhere := &http.Client{Jar: jar}
	at := func(path string, form url.Values) string {
		j.t.Helper()
		r, err := http.NewRequestWithContext(j.ctx, http.MethodGet, j.url+path, nil)
		if form != nil {
			r, err = http.NewRequestWithContext(j.ctx, http.MethodPost, j.url+path, strings.NewReader(form.Encode()))
		}
		if err != nil {
			j.t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("User-Agent", "Firefox/140.0")
		answer, err := elsewhere.Do(r)
		if err != nil {
			j.t.Fatal(err)
		}
		defer answer.Body.Close()
		return answer.Request.URL.Path
	}
	if to := at("/login", url.Values{"name": {"quan"}, "password": {browserPassword}, "to": {"/units"}}); to != "/units" {
		j.t.Fatalf("signed in elsewhere, the other browser is at %s", to)
	}
	j.visit("/account")
	j.sees("Firefox", "đang dùng")
	j.looks(j.name + "account")
	j.pressIn(`//tr[contains(., "Firefox")]`, "Kết thúc")
	j.sees("Đã kết thúc.")
	j.seesNot("Firefox")
	if to := at("/units", nil); to != "/login" {
		j.t.Errorf("its session ended, the other browser is at %s", to)
	}
}

// audit: who did what to which record, and the whole as a file.
func (j journey) audit() {
	j.visit("/audit")
	j.looks(j.name + "audit")
	j.sees("quan", j.s.shared[:8])
	if raw := evaluate[[]string](j.tab, `[...document.querySelectorAll("table.cards tbody td:nth-of-type(3)")].map(e => e.textContent).filter(s => /^[a-z_-]+$/.test(s))`); len(raw) > 0 {
		j.t.Errorf("acts without words: %q", raw)
	}
	if said := string(j.download("Tải về .csv")); !strings.Contains(said, j.s.shared) {
		j.t.Errorf("the audit file does not name the record: %.400s", said)
	}
}

// secondFactor is switched on, and asked for from then on.
func (j journey) secondFactor() {
	j.visit("/account")
	j.unfold("//main", "Bật mã thứ hai")
	secret := evaluate[string](j.tab, `document.querySelector('input[name="secret"]').value`)
	j.fill(`//form[@action="/account/totp"]`, "code", "12345")
	j.refused("a wrong code", 422, chromedp.Click(labelled(`//form[@action="/account/totp"]`, "Bật mã thứ hai")))
	j.sees("Mã 6 số không đúng")
	j.visit("/account")
	j.unfold("//main", "Bật mã thứ hai")
	secret = evaluate[string](j.tab, `document.querySelector('input[name="secret"]').value`)
	j.fill(`//form[@action="/account/totp"]`, "code", j.code(secret, 0))
	j.pressIn(`//form[@action="/account/totp"]`, "Bật mã thứ hai")
	j.sees("Đã bật mã thứ hai.")
	j.looks(j.name + "account-totp")
	j.press("Thoát")
	j.fill("//main", "name", "quan", "password", browserPassword)
	j.refused("no code", 422, chromedp.Click(labelled("//main", "Đăng nhập")))
	j.sees("Tài khoản này có mã bảo vệ thứ hai.")
	j.signIn(j.code(secret, 30*time.Second)) // a clock may be one step ahead, and a code is good once
	j.sees("Việc đang chờ")
}

// code is what the phone shows, or will after a while.
func (j journey) code(secret string, after time.Duration) string {
	j.t.Helper()
	code, err := totp.GenerateCode(secret, time.Now().Add(after))
	if err != nil {
		j.t.Fatal(err)
	}
	return code
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

// lockOut: who guesses at a name is told to wait; it does not shut out who has signed in here before.
func (j journey) lockOut() {
	for range 10 {
		j.fill("//main", "name", "nguoi-la", "password", "đoán mò cho biết")
		j.refused("guess", 422, chromedp.Click(labelled("//main", "Đăng nhập")))
	}
	j.fill("//main", "name", "nguoi-la", "password", "đoán mò cho biết")
	j.refused("guess once more", 422, chromedp.Click(labelled("//main", "Đăng nhập")))
	j.sees("Thử sai nhiều lần quá. Đợi vài phút rồi thử lại.")
	j.fill("//main", "name", "quan", "password", browserPassword)
	j.refused("the admin", 422, chromedp.Click(labelled("//main", "Đăng nhập")))
	j.sees("Tài khoản này có mã bảo vệ thứ hai.")
}
