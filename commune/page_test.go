package commune_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func TestPageNeedsSignIn(t *testing.T) {
	w := newTown(t)
	b := w.browse()
	for _, path := range []string{"/", "/records", "/records/" + ledger.ID{1}.String(), "/password", "/nowhere"} {
		if p := b.get(path); p.path != "/login" || !strings.Contains(p.body, "Đăng nhập") {
			t.Errorf("%s without signing in shows %s", path, p.path)
		}
	}
	if p := b.post("/records/"+ledger.ID{1}.String()+"/approve", "seen", "1"); p.path != "/login" {
		t.Errorf("an act without signing in ends at %s", p.path)
	}
}

func TestPageSignIn(t *testing.T) {
	w := newTown(t)
	b := w.browse()
	once, err := w.office.AddUser(t.Context(), "lan", commune.Reviewer)
	if err != nil {
		t.Fatal(err)
	}
	for _, try := range [][2]string{{"lan", "sai"}, {"không có", once}, {"lan", ""}, {"", ""}} {
		p := b.post("/login", "name", try[0], "password", try[1])
		p.wants(t, "Tên hoặc mật khẩu không đúng.")
		if p.status != http.StatusUnprocessableEntity {
			t.Errorf("%q: status %d", try, p.status)
		}
	}
	b.post("/login", "name", "lan", "password", once).wants(t, "Mật khẩu vừa dùng chỉ dùng được một lần")
	if p := b.get("/records"); p.path != "/password" {
		t.Errorf("with a one-time password %s is open", p.path)
	}
	b.post("/password", "old", once, "new", "ngắn", "again", "ngắn").wants(t, "Mật khẩu phải dài")
	b.post("/password", "old", "sai", "new", goodPassword, "again", goodPassword).wants(t, "Mật khẩu đang dùng không đúng")
	b.post("/password", "old", once, "new", goodPassword, "again", goodPassword+"!").wants(t, "không giống nhau")
	b.post("/password", "old", once, "new", goodPassword, "again", goodPassword).wants(t, "Đã đổi mật khẩu.", "Việc đang chờ")
	if p := b.get("/records"); p.path != "/records" {
		t.Errorf("after signing in /records shows %s", p.path)
	}
	if p := b.post("/logout"); p.path != "/login" {
		t.Errorf("signing out ends at %s", p.path)
	}
	if p := b.get("/"); p.path != "/login" {
		t.Errorf("after signing out %s is open", p.path)
	}
}

func TestPageSignInGoesOnWhereOneWanted(t *testing.T) {
	w := newTown(t)
	w.browse().signIn("lan", commune.Clerk)
	for to, want := range map[string]string{
		"/records?status=sent": "/records", "//evil.example/x": "/", "https://evil.example/": "/", `/\evil.example`: "/", "": "/",
	} {
		b := w.browse()
		if p := b.post("/login", "name", "lan", "password", goodPassword, "to", to); p.path != want {
			t.Errorf("to %q: went to %s, want %s", to, p.path, want)
		}
	}
}

func TestPageSessionEndsWithThePassword(t *testing.T) {
	w := newTown(t)
	b := w.browse().signIn("lan", commune.Reviewer)
	if _, err := w.office.ResetPassword(t.Context(), "lan"); err != nil {
		t.Fatal(err)
	}
	if p := b.get("/"); p.path != "/login" {
		t.Errorf("after a reset of the password the old session still opens %s", p.path)
	}
}

func TestPageRefusesOtherSites(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	seen := b.get(recordPath(c)).seen(t)
	for name, spoil := range map[string]func(*http.Request){
		"fetch metadata": func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		"same site":      func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") },
		"origin only": func(r *http.Request) {
			r.Header.Del("Sec-Fetch-Site")
			r.Header.Set("Origin", "https://evil.example")
		},
	} {
		req := b.form(recordPath(c)+"/approve", "seen", seen)
		spoil(req)
		if p := b.do(req); p.status != http.StatusForbidden {
			t.Errorf("%s: status %d", name, p.status)
		} else {
			p.wants(t, "đến từ một trang khác")
		}
	}
	if d := w.show(c.ID); d.Status != ledger.StatusSent {
		t.Errorf("another site made it %s", d.Status)
	}
}

func TestPageHeaders(t *testing.T) {
	w := newTown(t)
	b := w.browse()
	p := b.get("/login")
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options":  "nosniff", "Referrer-Policy": "same-origin", "Content-Type": "text/html; charset=utf-8",
	} {
		if got := p.header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if !strings.Contains(p.header.Get("Cache-Control"), "no-store") {
		t.Errorf("Cache-Control: %q", p.header.Get("Cache-Control"))
	}
	if regexp.MustCompile(`(?i)<script|<style| style=| on[a-z]+=`).MatchString(p.own()) {
		t.Error("something is inline that the policy forbids")
	}
	if css := b.get("/page.css"); css.header.Get("Content-Type") != "text/css; charset=utf-8" || !strings.Contains(css.body, ".tiles") {
		t.Error("no style")
	}
}

func TestPageSecureCookies(t *testing.T) {
	w := newTown(t)
	site := w.office.Page(commune.PageOptions{Secure: true})
	once, err := w.office.AddUser(t.Context(), "lan", commune.Clerk)
	if err != nil {
		t.Fatal(err)
	}
	rec := serveForm(site, "/login?lang=en", "name="+"lan"+"&password="+once)
	cookies := rec.Result().Cookies()
	if len(cookies) != 3 {
		t.Fatalf("cookies: %v", cookies)
	}
	for _, c := range cookies {
		if !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" {
			t.Errorf("cookie %+v", c)
		}
	}
}

func TestPageOverview(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	l.make(ledger.KindFinalize, nil, session("Một", 40))
	bad := session("Hai", 40)
	bad["nu"] = number(50)
	l.make(ledger.KindFinalize, nil, bad)
	l.make(ledger.KindFinalize, nil, ledger.Values{"ngay": text("2026-06-01"), "noi_dung": text("Mạng yếu"),
		"trang_thai": text("moi"), "nguoi_bao": text("Nguyễn Văn Mẫu")}, func(c *ledger.Change) { c.Form = "kho_khan" })
	l.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	p := b.get("/")
	p.wants(t, "2 phiếu chờ duyệt", "1 khó khăn chưa giải quyết", "1 phiếu không được tính", "0 phiếu trả lại",
		"tháng 6 năm 2026 (15/05/2026–14/06/2026)", "2 đơn vị phải báo cáo · 0 đã chốt kỳ · 0 đúng hạn · 2 chưa chốt.",
		"Xóm 2 (Nghĩa Châu) chưa có phiếu 0 0 chưa có máy nào", "Xóm 1 (Nghĩa Châu) đã có phiếu, chưa chốt 2 2 10:00 08/06/2026",
		"lâu nhất: hôm nay", "hạn gửi: hết ngày 15/06/2026. Các đơn vị chưa chốt kỳ: Xóm 1 (Nghĩa Châu); Xóm 2 (Nghĩa Châu).")
	b.get("/?period=2026-05").wants(t, "tháng 5 năm 2026", "2 đơn vị phải báo cáo · 0 đã chốt kỳ")
	b.get("/?period=nonsense").wants(t, "tháng 6 năm 2026")
	b.get("/?lang=en").wants(t, "What is waiting", "2 records to review")
	b.get("/").wants(t, "What is waiting") // the language is remembered
	english := b.get("/records?form=kho_khan&open=1")
	english.wants(t, "Mạng yếu", "Tiếng Việt")
	if !strings.Contains(english.body, `href="?form=kho_khan&amp;lang=vi&amp;open=1"`) {
		t.Error("the other language loses the filter")
	}
}

func TestPageList(t *testing.T) {
	w := newTown(t)
	one, two := w.laptop("x1"), w.laptop("x2")
	for range 51 {
		one.make(ledger.KindFinalize, nil, session("Họp thôn", 10))
	}
	one.sync()
	two.make(ledger.KindFinalize, nil, session("Chuyển đổi số", 10))
	two.make(ledger.KindFinalize, nil, ledger.Values{"ten": text("Mô hình không ngày"), "loai": text("trong_trot"),
		"nguoi_bao": text("Nguyễn Văn Mẫu")}, func(c *ledger.Change) { c.Form = "mo_hinh" })
	two.sync()
	b := w.browse().signIn("lan", commune.Clerk)
	rows := func(path string) int { return strings.Count(b.get(path).body, `<th scope="row">`) }
	for path, want := range map[string]int{
		"/records": 50, "/records?after=nonsense": 50, "/records?unit=x2": 2, "/records?order=title": 50, "/records?order=nonsense": 50, "/records?form=mo_hinh": 1, "/records?q=chuyen+doi": 1, "/records?q=không+có": 0,
		"/records?status=approved": 0, "/records?status=nonsense": 50, "/records?period=2026-06&unit=x2": 2,
		"/records?period=2026-05": 0, "/records?q=%25": 50,
	} {
		if got := rows(path); got != want {
			t.Errorf("%s shows %d records, want %d", path, got, want)
		}
	}
	first := b.get("/records?unit=x1")
	next := regexp.MustCompile(`rel="next" href="([^"]+)"`).FindStringSubmatch(first.body)
	if next == nil {
		t.Fatal("no link to the next page")
	}
	second := html.UnescapeString(next[1])
	if got := rows(second); got != 1 || !strings.Contains(second, "unit=x1") {
		t.Errorf("%s shows %d records, want 1 of the same filter", second, got)
	}
	b.get("/records?period=2026-99").wants(t, "Kỳ «2026-99» không đọc được")
}

func TestPageEscapesWhatVillagesWrite(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	const evil = `<script>alert(1)</script>"><img src=x onerror=alert(2)>'`
	values := session(evil, 10)
	values["nguoi_bao"] = text(evil)
	values[`"><b>x`] = text(evil)
	c := l.make(ledger.KindFinalize, nil, values, func(c *ledger.Change) { c.Author, c.Typist = evil, evil+"2" })
	l.make(ledger.KindComment, &c.ID, nil, func(c *ledger.Change) { c.Text = evil })
	l.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	for _, path := range []string{recordPath(c), "/records", "/records?q=%3Cscript%3E&period=%22%3E%3Cscript%3E&page=1", "/login?to=%22%3E%3Cscript%3E"} {
		p := b.get(path)
		if strings.Contains(p.own(), "<script") || strings.Contains(p.body, "<img") || strings.Contains(p.body, "<b>x") {
			t.Errorf("%s: what a village wrote became part of the page", path)
		}
	}
	b.get(recordPath(c)).wants(t, evil)
	shown := b.post(recordPath(c)+"/reply", "seen", "0", "text", "</textarea><script>alert(3)</script>")
	if strings.Contains(shown.own(), "<script") {
		t.Error("what was typed came back unescaped")
	}
}

func TestPageMissing(t *testing.T) {
	w := newTown(t)
	b := w.browse().signIn("lan", commune.Reviewer)
	for _, path := range []string{"/nowhere", "/records/x", "/records/" + ledger.ID{1}.String(), "/records/" + strings.Repeat("9", 5000)} {
		if p := b.get(path); p.status != http.StatusNotFound {
			t.Errorf("%.60s: status %d", path, p.status)
		}
	}
	for _, path := range []string{"/records/x/approve", "/records/" + ledger.ID{1}.String() + "/approve", "/records/" + ledger.ID{1}.String() + "/eat"} {
		if p := b.post(path, "seen", "1"); p.status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, p.status)
		}
	}
}

func TestPageOfARefusalCanBeLoadedAgain(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	if p := w.browse().signIn("lan", commune.Reviewer).get(recordPath(c) + "/return"); p.path != recordPath(c) {
		t.Errorf("the address of an act shows %s (%d)", p.path, p.status)
	}
}

func TestPageShowsTimeOfFirstContact(t *testing.T) {
	w := newTown(t)
	w.laptop("x1")
	w.pass(time.Hour)
	w.browse().signIn("lan", commune.Clerk).get("/").wants(t, "Xóm 1 (Nghĩa Châu) chưa có phiếu 0 0 10:00 08/06/2026")
}
