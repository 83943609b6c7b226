package commune_test

import (
	"bytes"
	"html"
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

var (
	tokenField = regexp.MustCompile(`name="token" value="([0-9A-Z]{26})"`)
	hiddenHeld = regexp.MustCompile(`<input type="hidden" name="(held\.[^"]+)" value="([^"]*)">`)
)

// token is what a form of typing in sends back as the id of the record to be.
func (p page) token(t testing.TB) string {
	t.Helper()
	m := tokenField.FindStringSubmatch(p.body)
	if m == nil {
		t.Fatalf("no form to fill in (%d at %s): %s", p.status, p.path, p.words())
	}
	return m[1]
}

// meeting are the answers of an outreach session as somebody types them.
func meeting(token, do string, more ...string) []string {
	return append([]string{"unit", "x1", "form", "tuyen_truyen", "token", token, "do", do, "ngay", "5/6", "hinh_thuc.asked", "1",
		"hinh_thuc", "hoi_nghi", "chu_de", "Họp thôn về cấy máy", "so_buoi", "1", "tong_so", "45", "nu", "20", "nguoi_bao", "Nguyễn Văn Mẫu"}, more...)
}

// TestEntry: what the office types in for a unit is the unit's record, told by one and typed by the
// other; its laptops get it and change it; the audit log has it.
func TestEntry(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	b := w.browse().signIn("lan", commune.Clerk)
	b.get("/entry?unit=x1").wants(t, "Nhập hộ cho đơn vị nào", "Xóm 1", "Buổi tuyên truyền")
	if p := b.get("/entry/new?unit=nowhere&form=tuyen_truyen"); p.path != "/entry" {
		t.Errorf("an unknown unit leads to %s", p.path)
	}
	form := b.get("/entry/new?unit=x1&form=tuyen_truyen")
	form.wants(t, "Nhập hộ: Buổi tuyên truyền", "Xóm 1", "Người nhập lan", "Người báo (cần ghi)")
	token := form.token(t)

	wrong := b.post("/entry/new", meeting(token, "save", "nu", "50", "nguoi_bao", "")...)
	wrong.wants(t, "Chưa lưu. Có 2 chỗ cần sửa", "Số nữ (50) nhiều hơn tổng số người dự (45)", "Chưa ghi «Người báo»")
	if wrong.status != http.StatusUnprocessableEntity || !strings.Contains(wrong.body, `href="#i-nu"`) || !strings.Contains(wrong.body, `value="Họp thôn về cấy máy"`) {
		t.Errorf("after an error (%d) the page has no link to the field or lost what was typed", wrong.status)
	}
	if wrong.token(t) != token {
		t.Error("after an error the form stands for another record")
	}

	saved := b.post("/entry/new", meeting(token, "save")...)
	saved.wants(t, "Đã lưu phiếu nhập hộ", "Họp thôn về cấy máy", "Nguyễn Văn Mẫu", "lan")
	id, err := ledger.ParseID(token)
	if err != nil {
		t.Fatal(err)
	}
	d := w.show(id)
	if d.Status != ledger.StatusSent || d.Unit != "x1" || d.Date != "2026-06-05" || d.History[0].Author != "Nguyễn Văn Mẫu" || d.History[0].Typist != "lan" {
		t.Errorf("kept as %s of %s on %s, %+v", d.Status, d.Unit, d.Date, d.History[0])
	}
	acts := audited(t, w)
	if i := slices.IndexFunc(acts, func(a commune.Act) bool { return a.Act == "type-in" }); i < 0 || acts[i].Account != "lan" || acts[i].Object != token || acts[i].Detail != "x1" {
		t.Errorf("the audit log lacks it: %+v", acts)
	}

	l.sync()
	if rec := l.record(id); rec.State != ledger.Submitted || !rec.Values()["nguoi_nhap"].Equal(text("lan")) || rec.First.Typist != "lan" {
		t.Errorf("the laptop got %+v", rec)
	}
	l.make(ledger.KindFinalize, &id, ledger.Values{"tong_so": number(40)})
	l.make(ledger.KindComment, &id, nil, func(c *ledger.Change) { c.Text = "Số người là 40" })
	l.sync()
	if d := w.show(id); !d.Values["tong_so"].Equal(number(40)) || len(d.Messages) != 1 || len(d.Conflicts) > 0 {
		t.Errorf("the head's correction: %v, %v", d.Values["tong_so"], d.Messages)
	}
	w.clean()
}

func audited(t *testing.T, w *town) (acts []commune.Act) {
	t.Helper()
	if err := w.office.Audit(t.Context(), time.Time{}, func(a commune.Act) error { acts = append(acts, a); return nil }); err != nil {
		t.Fatal(err)
	}
	return acts
}

// TestEntryTwice: what is sent twice is one record, and what then reads otherwise is not lost.
func TestEntryTwice(t *testing.T) {
	w := newTown(t)
	b := w.browse().signIn("lan", commune.Clerk)
	token := b.get("/entry/new?unit=x1&form=tuyen_truyen").token(t)
	for range 2 {
		if p := b.post("/entry/new", meeting(token, "save")...); p.path != "/records/"+token {
			t.Fatalf("saving led to %s (%d): %s", p.path, p.status, p.words())
		}
	}
	again := b.post("/entry/new", meeting(token, "save", "chu_de", "Phát tờ rơi phòng đuối nước", "ngay", "1/3")...)
	again.wants(t, "Phiếu gõ ở trang này đã lưu rồi", "Mở phiếu đã lưu")
	if !strings.Contains(again.body, `value="Phát tờ rơi phòng đuối nước"`) || again.token(t) == token {
		t.Error("what was typed is lost, or stands for the same record")
	}
	if p := b.post("/entry/new", meeting(again.token(t), "next", "chu_de", "Phát tờ rơi phòng đuối nước", "ngay", "1/3")...); p.path != "/entry/new" ||
		!strings.Contains(p.body, `value="Nguyễn Văn Mẫu"`) {
		t.Errorf("the next empty form: %s (%d) %s", p.path, p.status, p.words())
	}
	if items, err := w.office.Records(t.Context(), commune.Query{}); err != nil || len(items) != 2 {
		t.Errorf("%d records, %v; want 2", len(items), err)
	}
	if p := b.post("/entry/new", meeting(again.token(t), "save", "unit", "x2")...); p.status != http.StatusUnprocessableEntity {
		t.Errorf("an id of another unit's record: %d", p.status)
	}
	w.clean()
}

// TestEntryAlike: what may be there already is said before anything is kept.
func TestEntryAlike(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	l.make(ledger.KindFinalize, nil, session("Họp thôn về cấy máy", 45))
	l.sync()
	b := w.browse().signIn("lan", commune.Clerk)
	token := b.get("/entry/new?unit=x1&form=tuyen_truyen").token(t)
	p := b.post("/entry/new", meeting(token, "save")...)
	p.wants(t, "Có thể việc này đã có phiếu", "Việc khác, vẫn lưu")
	if p := b.post("/entry/new", meeting(token, "anyway")...); !strings.Contains(p.words(), "Có thể việc này đã có phiếu") {
		t.Error("kept although nobody was shown what is alike")
	}
	seen := regexp.MustCompile(`name="alike" value="([0-9A-Z]{26})"`).FindStringSubmatch(p.body)
	if seen == nil {
		t.Fatal("the page does not say what it showed")
	}
	if p := b.post("/entry/new", meeting(token, "anyway", "alike", seen[1])...); p.path != "/records/"+token {
		t.Errorf("saving all the same led to %s: %s", p.path, p.words())
	}
}

// TestEntryComputes: the button computes and shows what is asked now, and saves nothing.
func TestEntryComputes(t *testing.T) {
	w := newTown(t)
	b := w.browse().signIn("lan", commune.Clerk)
	form := b.get("/entry/new?unit=x1&form=mo_hinh_cap_nhat")
	p := b.post("/entry/new", "unit", "x1", "form", "mo_hinh_cap_nhat", "token", form.token(t), "do", "look", "tong_thu", "120 triệu", "tong_chi", "85tr", "ngay", "")
	if !strings.Contains(p.body, `<output data-computed="loi_nhuan">35.000.000 đồng</output>`) || strings.Contains(p.words(), "Chưa lưu. Có") {
		t.Errorf("looking on the way: %s", p.words())
	}
	if !regexp.MustCompile(`data-ask="lai_uoc_tinh" hidden`).MatchString(p.body) || regexp.MustCompile(`data-ask="lai_uoc_tinh" hidden`).MatchString(form.body) {
		t.Error("the profit is asked although it is computed, or not asked while it is not")
	}
	p = b.post("/entry/new", "unit", "x1", "form", "mo_hinh_cap_nhat", "token", form.token(t), "do", "check", "tong_thu", "120 triệu")
	p.wants(t, "Chưa lưu.", "Mô hình")
	if items, _ := w.office.Records(t.Context(), commune.Query{}); len(items) > 0 {
		t.Errorf("checking kept %v", items)
	}
}

// TestEntryRows: rows of a repeat are moved together, and what is wrong in one is said beside it.
func TestEntryRows(t *testing.T) {
	w := newTown(t)
	b := w.browse().signIn("lan", commune.Clerk)
	token := b.get("/entry/new?unit=x1&form=sang_kien").token(t)
	p := b.post("/entry/new", "unit", "x1", "form", "sang_kien", "token", token, "do", "save", "ten", "Máy gieo hạt", "nguoi_bao", "Mẫu",
		"tac_gia.0.ten", "", "tac_gia.1.ten", "Nguyễn Văn Mẫu", "tac_gia.1.ty_le", "60", "tac_gia.2.ten", "Trần Thị Mẫu", "tac_gia.2.ty_le", "chín")
	if p.status != http.StatusUnprocessableEntity || !strings.Contains(p.body, `href="#i-tac_gia.1.ty_le"`) || !strings.Contains(p.body, `name="tac_gia.0.ten" value="Nguyễn Văn Mẫu"`) ||
		!strings.Contains(p.body, `name="tac_gia.1.ty_le" value="chín"`) {
		t.Errorf("%d: %s", p.status, p.body)
	}
}

// TestEntryOutlivesASession: what was typed when the session ended goes on after signing in, and after
// a one-time password too.
func TestEntryOutlivesASession(t *testing.T) {
	w := newTown(t)
	b := w.browse().signIn("lan", commune.Clerk)
	token := b.get("/entry/new?unit=x1&form=tuyen_truyen").token(t)
	w.pass(13 * time.Hour)
	p := b.post("/entry/new", meeting(token, "save", "ghi_chu", `"><script>1</script>`)...)
	p.wants(t, "Phiên làm việc đã hết", "Đăng nhập")
	if strings.Contains(p.own(), "<script>") {
		t.Fatal("what was typed is on the page as it is")
	}
	once, err := w.office.ResetPassword(t.Context(), "lan")
	if err != nil {
		t.Fatal(err)
	}
	p = b.post("/login", append(stillThere(p), "name", "lan", "password", "sai")...)
	p = b.post("/login", append(stillThere(p), "name", "lan", "password", once)...)
	p.wants(t, "Đổi mật khẩu")
	p = b.post("/password", append(stillThere(p), "old", once, "new", goodPassword, "again", goodPassword)...)
	p.wants(t, "Đã đăng nhập lại", "Nhập hộ: Buổi tuyên truyền")
	if p.token(t) != token || !strings.Contains(p.body, `value="Họp thôn về cấy máy"`) || !strings.Contains(html.UnescapeString(p.body), `"><script>1</script>`) {
		t.Errorf("what was typed is lost: %s", p.words())
	}
	if p := b.post("/entry/new", meeting(token, "save")...); p.path != "/records/"+token {
		t.Errorf("saving led to %s: %s", p.path, p.words())
	}
}

// stillThere are the answers that a sign-in page carries.
func stillThere(p page) (pairs []string) {
	for _, m := range hiddenHeld.FindAllStringSubmatch(p.body, -1) {
		pairs = append(pairs, m[1], html.UnescapeString(m[2]))
	}
	return pairs
}

// TestEntryFiles: files are kept at once, survive an error of the form, and can be left out again.
func TestEntryFiles(t *testing.T) {
	w := newTown(t)
	b := w.browse().signIn("lan", commune.Clerk)
	token := b.get("/entry/new?unit=x1&form=tuyen_truyen").token(t)
	p := b.do(b.upload("/entry/new", "tep.new", meeting(token, "save", "chu_de", ""), `..\anh <họp>.jpg`, "\xff\xd8\xff không phải ảnh thật"))
	m := regexp.MustCompile(`name="tep" value="([^"]*)"`).FindStringSubmatch(p.body)
	if m == nil || !strings.Contains(p.words(), "anh _họp_.jpg (") || p.status != http.StatusUnprocessableEntity {
		t.Fatalf("%d: %s", p.status, p.words())
	}
	kept := html.UnescapeString(m[1])
	forged := strings.Replace(kept, `"sha256":"`, `"sha256":"00`, 1)
	saved := b.post("/entry/new", meeting(token, "save", "tep", kept, "tep.new", forged)...)
	saved.wants(t, "anh _họp_.jpg", "đã tới xã")
	id, _ := ledger.ParseID(token)
	if files := w.show(id).Files; len(files) != 1 || !files[0].Arrived || files[0].Type != "image/jpeg" {
		t.Errorf("files %+v", files)
	}
	w.clean()
}

// upload is a form with a file, as a browser sends it.
func (b *browser) upload(path, box string, pairs []string, name, content string) *http.Request {
	b.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	last := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		last[pairs[i]] = pairs[i+1]
	}
	for field, value := range last {
		if err := m.WriteField(field, value); err != nil {
			b.t.Fatal(err)
		}
	}
	part, err := m.CreateFormFile(box, name)
	if err != nil {
		b.t.Fatal(err)
	}
	part.Write([]byte(content))
	m.Close()
	req := b.form(path)
	sent, err := http.NewRequestWithContext(b.t.Context(), http.MethodPost, b.base+path, &body)
	if err != nil {
		b.t.Fatal(err)
	}
	sent.Header = req.Header
	sent.Header.Set("Content-Type", m.FormDataContentType())
	return sent
}
