package commune_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// serveForm posts a form to a handler without a network.
func serveForm(h http.Handler, path, body string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	return rec
}

func TestPageApprove(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	p := b.get(recordPath(c))
	p.wants(t, "Buổi", "Tổng số người dự", "40 người", "chờ duyệt", "Xóm 1 (Nghĩa Châu)")
	b.post(recordPath(c)+"/approve", "seen", p.seen(t)).wants(t, "Đã duyệt.", "Phiếu này đã duyệt.", "Duyệt lan (xã)")
	d := w.show(c.ID)
	if last := d.History[len(d.History)-1]; d.Status != ledger.StatusApproved || last.Author != "lan" || !last.Office {
		t.Errorf("%s by %+v; want approved by lan", d.Status, last)
	}
	l.sync()
	if l.record(c.ID).State != ledger.Approved {
		t.Error("the laptop was not told")
	}
}

func TestPageReturnAndWhatFollows(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	seen := b.get(recordPath(c)).seen(t)

	p := b.post(recordPath(c)+"/return", "seen", seen, "reason", "  ", "field", "nu")
	p.wants(t, "Ghi lý do trả lại")
	if p.status != http.StatusUnprocessableEntity || w.show(c.ID).Status != ledger.StatusSent {
		t.Errorf("returned without a reason (%d)", p.status)
	}
	b.post(recordPath(c)+"/return", "seen", seen, "reason", "Ghi lại số nữ", "field", "khong_co").wants(t, "không có ô", "Ghi lại số nữ")
	b.post(recordPath(c)+"/return", "seen", seen, "reason", "Ghi lại số nữ", "field", "nu").
		wants(t, "Đã trả lại.", "ô «Trong đó nữ»: Ghi lại số nữ", "đã trả lại")

	l.sync()
	w.pass(time.Hour)
	l.make(ledger.KindFinalize, &c.ID, ledger.Values{"nu": number(21), "tong_so": number(41)})
	l.sync()
	b.get(recordPath(c)).wants(t, "chờ duyệt", "Ô Trước Sau", "Tổng số người dự 40 người 41 người", "Trong đó nữ (trống) 21 người",
		"xã nhận 11:00 08/06/2026", "Ghi lần đầu")
}

func TestPageRefusesActsOnWhatWasNotRead(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	seen := b.get(recordPath(c)).seen(t)
	l.make(ledger.KindFinalize, &c.ID, ledger.Values{"tong_so": number(4000)})
	l.sync()
	for _, act := range []string{"approve", "return", "reply"} {
		b.post(recordPath(c)+"/"+act, "seen", seen, "reason", "lý do đã gõ", "text", "lời đã gõ").wants(t, "vừa có thay đổi mới", "4.000 người")
	}
	b.post(recordPath(c)+"/return", "seen", seen, "reason", "lý do đã gõ").wants(t, "lý do đã gõ")
	if d := w.show(c.ID); d.Status != ledger.StatusSent || len(d.History) != 2 {
		t.Errorf("%s after %d changes", d.Status, len(d.History))
	}
}

func TestPageReply(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, ledger.Values{"ngay": text("2026-06-01"), "noi_dung": text("Mạng yếu"),
		"trang_thai": text("moi"), "nguoi_bao": text("Nguyễn Văn Mẫu")}, func(c *ledger.Change) { c.Form = "kho_khan" })
	l.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	p := b.get(recordPath(c))
	p.wants(t, "Trạng thái của khó khăn")
	b.post(recordPath(c)+"/reply", "seen", p.seen(t), "text", "Đã báo nhà mạng", "state", "da_giai_quyet").
		wants(t, "Đã trả lời.", "Đã báo nhà mạng", "Trạng thái Mới Đã giải quyết")
	b.get("/").wants(t, "0 khó khăn chưa giải quyết")
}

func TestPageClerkOnlyReads(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	b := w.browse().signIn("hoa", commune.Clerk)
	p := b.get(recordPath(c))
	p.wants(t, "Tài khoản này chỉ được xem.")
	if strings.Contains(p.body, "/approve") || strings.Contains(p.body, "/return") {
		t.Error("forms are shown that the role may not use")
	}
	for _, act := range []string{"approve", "return", "reply"} {
		b.post(recordPath(c)+"/"+act, "seen", "1", "reason", "x", "text", "x").wants(t, "Tài khoản này chỉ được xem.")
	}
	if d := w.show(c.ID); len(d.History) != 1 {
		t.Errorf("a clerk made %d changes", len(d.History)-1)
	}
}

func TestPageShowsConflictsAndRejections(t *testing.T) {
	w := newTown(t)
	one, two := w.laptop("x1"), w.laptop("x1")
	c := one.make(ledger.KindFinalize, nil, session("Buổi", 40))
	one.sync()
	two.sync()
	one.make(ledger.KindFinalize, &c.ID, ledger.Values{"tong_so": number(58)})
	two.make(ledger.KindFinalize, &c.ID, ledger.Values{"tong_so": number(60)})
	one.sync()
	two.sync()
	bad := session("Sai", 10)
	bad["nu"] = number(50)
	rejected := one.make(ledger.KindFinalize, nil, bad)
	one.sync()

	b := w.browse().signIn("lan", commune.Reviewer)
	p := b.get(recordPath(c))
	p.wants(t, "Hai máy ghi khác nhau: Tổng số người dự", "58 người", "60 người", "đang dùng", "Còn ô hai máy ghi khác nhau")
	if !strings.Contains(p.body, `<option value="tong_so" selected>`) {
		t.Error("a return does not suggest the field in conflict")
	}
	b.post(recordPath(c)+"/approve", "seen", p.seen(t)).wants(t, "Chọn xong rồi mới duyệt được")

	p = b.get(recordPath(rejected))
	p.wants(t, "Không được tính:", "Phiếu chưa hợp lệ, chưa duyệt được")
	b.post(recordPath(rejected)+"/return", "seen", p.seen(t), "reason", "Ghi lại số nữ", "field", "nu").wants(t, "Đã trả lại.")
}

func TestPageLinksModelsAndTheirUpdates(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	model := l.make(ledger.KindFinalize, nil, ledger.Values{"ten": text("Nếp Bắc VietGAP"), "loai": text("trong_trot"),
		"nguoi_bao": text("Nguyễn Văn Mẫu")}, func(c *ledger.Change) { c.Form = "mo_hinh" })
	update := l.make(ledger.KindFinalize, nil, ledger.Values{"mo_hinh": text(model.ID.String()), "ngay": text("2026-06-01"),
		"nguoi_bao": text("Nguyễn Văn Mẫu")}, func(c *ledger.Change) { c.Form = "mo_hinh_cap_nhat" })
	l.sync()
	b := w.browse().signIn("lan", commune.Clerk)
	if p := b.get(recordPath(model)); !strings.Contains(p.body, `href="`+recordPath(update)+`"`) {
		t.Error("the model does not name its update")
	}
	if p := b.get(recordPath(update)); !strings.Contains(p.body, `<a href="`+recordPath(model)+`">Nếp Bắc VietGAP</a>`) {
		t.Error("the update does not link to its model by name")
	}
}

func TestPageOfAFormNotKnownHere(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, ledger.Values{"o_moi": text("giá trị mới")}, func(c *ledger.Change) { c.Form, c.Version = "mau_moi", 7 })
	l.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	b.get(recordPath(c)).wants(t, "mau_moi", "o_moi", "giá trị mới", "Không được tính:")
}
