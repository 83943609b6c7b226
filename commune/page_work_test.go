package commune_test

import (
	"io"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// problem is a valid difficulty.
func problem(text1, state string) ledger.Values {
	return ledger.Values{"ngay": text("2026-06-01"), "noi_dung": text(text1), "trang_thai": text(state), "nguoi_bao": text("Nguyễn Văn Mẫu")}
}

func asForm(name string) func(*ledger.Change) {
	return func(c *ledger.Change) { c.Form = name }
}

var picks = regexp.MustCompile(`name="id" value="([^"]+)"`)

func TestPageBulkApprove(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	a := l.make(ledger.KindFinalize, nil, session("Một", 40))
	c := l.make(ledger.KindFinalize, nil, session("Hai", 41))
	l.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	p := b.get("/records")
	var form []string
	for _, m := range picks.FindAllStringSubmatch(p.body, -1) {
		form = append(form, "id", m[1])
	}
	if len(form) != 4 {
		t.Fatalf("%d records can be chosen", len(form)/2)
	}
	l.make(ledger.KindFinalize, &c.ID, ledger.Values{"tong_so": number(400)}) // after the list was shown
	l.sync()
	values := url.Values{"here": {"q=x"}}
	for i := 1; i < len(form); i += 2 {
		values.Add("id", form[i])
	}
	req := b.form("/records/approve")
	req.Body = io.NopCloser(strings.NewReader(values.Encode()))
	req.ContentLength = int64(len(values.Encode()))
	b.do(req).wants(t, "Đã duyệt 1 phiếu. Chưa duyệt được: «Hai» – Phiếu này vừa có thay đổi mới.")
	if one, two := w.show(a.ID).Status, w.show(c.ID).Status; one != ledger.StatusApproved || two != ledger.StatusSent {
		t.Errorf("%s and %s", one, two)
	}
	b.post("/records/approve").wants(t, "Chưa chọn phiếu nào.")
}

func TestPageSavedFilters(t *testing.T) {
	w := newTown(t)
	b := w.browse().signIn("lan", commune.Clerk)
	b.post("/filters", "here", "form=kho_khan&q=kênh&after=1.1&x=<script>", "name", "Kênh <mương>").wants(t, "Đã lưu bộ lọc.", "Kênh <mương>")
	p := b.get("/records")
	if !strings.Contains(p.body, `href="/records?form=kho_khan&amp;q=k%C3%AAnh"`) {
		t.Error("the saved list is another one")
	}
	if strings.Contains(w.browse().signIn("hoa", commune.Clerk).get("/records").words(), "mương") {
		t.Error("another account sees it")
	}
	b.post("/filters", "here", "", "name", "  ").wants(t, "Đặt tên cho bộ lọc")
	b.post("/filters/drop", "name", "Kênh <mương>").wants(t, "Đã bỏ bộ lọc.")
	if strings.Contains(b.get("/records").words(), "mương") {
		t.Error("it is still there")
	}
}

func TestPageCorrectAndTag(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	p := b.get(recordPath(c) + "/correct")
	p.wants(t, "Sửa: Buổi", "Tổng số người dự")
	seen := p.seen(t)
	bad := b.post(recordPath(c)+"/correct", "seen", seen, "tong_so", "41", "nu", "50", "chu_de", "Buổi", "text", "nhắn thử")
	bad.wants(t, "Chưa lưu. Số nữ (50)", "nhắn thử")
	if !strings.Contains(bad.body, `value="50"`) {
		t.Error("what was typed is gone")
	}
	b.post(recordPath(c)+"/correct", "seen", seen, "chu_de", "Buổi", "tong_so", "40").wants(t, "Chưa sửa ô nào")
	b.post(recordPath(c)+"/correct", "seen", seen, "tong_so", "45", "chu_de", "Buổi", "text", "Theo danh sách ký").
		wants(t, "Đã lưu chỗ sửa.", "Tổng số người dự 40 người 45 người", "Theo danh sách ký")
	b.post(recordPath(c)+"/correct", "seen", seen, "tong_so", "46").wants(t, "vừa có thay đổi mới")
	l.sync()
	if v := l.record(c.ID).Values(); !v["tong_so"].Equal(number(45)) || v["chu_de"].Text != "Buổi" {
		t.Errorf("the village has %v", v)
	}
	seen = b.get(recordPath(c)).seen(t)
	b.post(recordPath(c)+"/tag", "seen", seen, "nhiem_vu", "ii5", "tieu_chi", "NTM 13.2").wants(t, "Đã ghi nhiệm vụ")
	b.get("/records?task=ii5").wants(t, "Buổi")
	b.get("/records?task=ii6").wants(t, "Không có phiếu nào như vậy.")
	seen = b.get(recordPath(c)).seen(t)
	b.post(recordPath(c)+"/reply", "seen", seen, "text", "Số này lấy ở đâu?", "field", "tong_so").wants(t, "Đã trả lời.", "Số này lấy ở đâu?")
}

func TestPageConflicts(t *testing.T) {
	w := newTown(t)
	one, two := w.laptop("x1"), w.laptop("x1")
	c := one.make(ledger.KindFinalize, nil, session("Buổi", 40))
	one.sync()
	two.sync()
	one.make(ledger.KindFinalize, &c.ID, ledger.Values{"tong_so": number(41)})
	two.make(ledger.KindFinalize, &c.ID, ledger.Values{"tong_so": number(42)})
	one.sync()
	two.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	b.get("/").wants(t, "1 phiếu hai máy ghi khác nhau")
	p := b.get("/conflicts")
	p.wants(t, "Buổi", "41 người", "42 người", "đang dùng")
	b.post(recordPath(c)+"/resolve", "seen", p.seen(t)).wants(t, "Chưa chọn giá trị nào.")
	b.post(recordPath(c)+"/resolve", "seen", p.seen(t), "side.tong_so", "other", "other.tong_so", "nhiều").wants(t, "Ô «tong_so»")
	b.post(recordPath(c)+"/resolve", "seen", p.seen(t), "side.tong_so", "other", "other.tong_so", "43").wants(t, "Đã chọn.", "43 người")
	b.get("/conflicts").wants(t, "Không có phiếu nào hai máy ghi khác nhau.")
	one.sync()
	if got := one.record(c.ID); len(got.Conflicts()) > 0 || !got.Values()["tong_so"].Equal(number(43)) {
		t.Errorf("the laptop has %v", got.Values())
	}
}

func TestPageDuplicates(t *testing.T) {
	w := newTown(t)
	one, two := w.laptop("x1"), w.laptop("x2")
	a := one.make(ledger.KindFinalize, nil, session("Tập huấn phòng trừ sâu bệnh lúa", 40))
	c := two.make(ledger.KindFinalize, nil, session("Tập huấn phòng trừ sâu bệnh lúa", 40))
	one.sync()
	two.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	b.get("/").wants(t, "1 cặp phiếu có thể trùng", "Tuyên truyền 2")
	b.get("/duplicates").wants(t, "hai đơn vị", "Tập huấn phòng trừ sâu bệnh lúa")
	path := "/duplicates/pair?a=" + a.ID.String() + "&b=" + c.ID.String()
	p := b.get(path)
	p.wants(t, "Hai phiếu cạnh nhau", "Cùng một việc, tính ở phiếu 1")
	form := []string{"keep", a.ID.String(), "other", c.ID.String(), "seen_keep", "1", "seen_other", "2"}
	b.post("/duplicates/merge", form...).wants(t, "Đã gộp.", "gộp 2 phiếu, tính ở đây", "Trong kỳ này không thấy cặp nào.")
	b.get("/").wants(t, "0 cặp phiếu có thể trùng", "Tuyên truyền 1")
	b.get(recordPath(c)).wants(t, "Cùng một việc", "Bỏ gộp phiếu này")
	b.get("/records?merged=1").wants(t, "đã gộp, tính ở phiếu khác")
	b.post("/duplicates/unmerge", form...).wants(t, "vừa có thay đổi mới")
	seen := b.get(recordPath(c)).seen(t)
	b.post(recordPath(c)+"/unmerge", "seen", seen).wants(t, "Đã bỏ gộp.")
	b.get("/").wants(t, "1 cặp phiếu có thể trùng", "Tuyên truyền 2")
	p = b.get(path)
	marks := regexp.MustCompile(`name="seen_(?:keep|other)" value="(\d+)"`).FindAllStringSubmatch(p.body, 2)
	form = []string{"keep", a.ID.String(), "other", c.ID.String(), "seen_keep", marks[0][1], "seen_other", marks[1][1]}
	b.post("/duplicates/dismiss", form...).wants(t, "vì sao")
	b.post("/duplicates/dismiss", append(form, "reason", "Hai buổi, hai thôn")...).wants(t, "Đã ghi: hai phiếu là hai việc.", "Hai buổi, hai thôn lan")
	b.get("/").wants(t, "0 cặp phiếu có thể trùng")
	b.post("/duplicates/recall", form...).wants(t, "lại được đưa ra để xem")
	b.get("/").wants(t, "1 cặp phiếu có thể trùng")
	if p := b.get("/duplicates/pair?a=x&b=y"); p.status != 404 {
		t.Errorf("a pair of nothing: %d", p.status)
	}
}

func TestPageDifficulties(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, problem("Mạng yếu", "moi"), asForm("kho_khan"))
	l.sync()
	w.pass(3 * 24 * time.Hour)
	b := w.browse().signIn("lan", commune.Reviewer)
	b.get("/").wants(t, "1 khó khăn chưa giải quyết lâu nhất: 3 ngày")
	p := b.get("/difficulties")
	p.wants(t, "Mới 1", "Mạng yếu", "chờ 3 ngày")
	b.post(recordPath(c)+"/reply", "seen", p.seen(t), "state", "chuyen_cap_tren").wants(t, "Đã trả lời.")
	b.get("/difficulties").wants(t, "Mới 0", "Đã chuyển cấp trên 1")
	b.get("/").wants(t, "0 khó khăn chưa giải quyết")
	l.sync()
	if got := l.record(c.ID).Values()["trang_thai"].Text; got != "chuyen_cap_tren" {
		t.Errorf("the village sees %s", got)
	}
}

func TestPageCoverage(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	l.make(ledger.KindFinalize, nil, ledger.Values{"ky": text("2026-06"), "ket_qua": text("khong_phat_sinh"), "nguoi_bao": text("Mẫu")}, asForm(ledger.ClosingForm))
	l.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	b.get("/").wants(t, "2 đơn vị phải báo cáo · 1 đã chốt kỳ · 1 đúng hạn · 1 chưa chốt.", "Các đơn vị chưa chốt kỳ: Xóm 2 (Nghĩa Châu).")
	b.get("/records").wants(t, "Không có phiếu nào như vậy.") // closings are no records of the villages
	b.get("/coverage").wants(t, "Xóm 1 (Nghĩa Châu) không phát sinh", "Xóm 2 (Nghĩa Châu) chưa có phiếu")
	b.post("/coverage/lock", "period", "2026-06").wants(t, "Đã khóa.", "tháng 6 năm 2026 (15/05/2026–14/06/2026) đã khóa", "Mở lại kỳ này")
	b.post("/coverage/unlock", "period", "2026-06", "unit", "x2", "until", "20/06/2026").wants(t, "Đã mở.", "mở đến hết 20/06/2026")
	b.post("/coverage/unlock", "period", "2026-06", "unit", "x2", "until", "hôm nào").wants(t, "không phải là ngày")
	b.post("/coverage/lock", "period", "<script>").wants(t, "không đọc được")
	admin := w.browse().signIn("quan", commune.Admin)
	admin.post("/periods", "village", "3", "commune", "x", "holidays", "").wants(t, "từ 1 đến")
	admin.post("/periods", "village", "3", "commune", "4", "holidays", "15/06/2026 Nghỉ bù\nngày mai").wants(t, "dòng 2")
	admin.post("/periods", "village", "3", "commune", "4", "holidays", "15/06/2026 Nghỉ bù").wants(t, "Đã lưu hạn báo cáo", "15/06/2026 Nghỉ bù")
	admin.get("/coverage").wants(t, "Hạn của thôn: hết ngày 18/06/2026")
}

func TestPageUnits(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	b := w.browse().signIn("quan", commune.Admin)
	b.get("/units").wants(t, "Xóm 1 (Nghĩa Châu)", "Thôn, xóm")
	b.post("/units", "id", "x1", "name", "Khác").wants(t, "Mã đơn vị «x1» đã có.")
	b.post("/units", "id", "x 3", "name", "Xóm 3").wants(t, "chỉ gồm chữ không dấu")
	b.post("/units", "id", "x3", "name", "Xóm 3", "old_commune", "Nghĩa Thái").wants(t, "Đã lưu đơn vị.", "Xóm 3 (Nghĩa Thái)")
	b.post("/units/x3", "act", "rename", "name", "Xóm Ba", "day", "08/06/2026").wants(t, "Xóm Ba", "Tên cũ: Xóm 3, đến hết 07/06/2026")
	b.post("/units/x1", "act", "head", "name", "Nguyễn Văn Mẫu", "since", "01/01/2025").wants(t, "Nguyễn Văn Mẫu từ 01/01/2025")
	b.post("/units/x1", "act", "head", "name", "Trần Thị Mẫu", "since", "01/06/2026", "acting", "1").
		wants(t, "Trần Thị Mẫu từ 01/06/2026 tạm thời", "Nguyễn Văn Mẫu 01/01/2025–31/05/2026")
	b.get("/units").wants(t, "Trần Thị Mẫu")
	slips := b.post("/codes", "unit", "x2")
	slips.wants(t, "Mã dùng một lần", "Xóm 2 (Nghĩa Châu)")
	code := regexp.MustCompile(`class="code">([^<]+)<`).FindStringSubmatch(slips.body)
	if code == nil || !strings.Contains(slips.body, `<svg class="qr"`) {
		t.Fatal("no code on the slip")
	}
	if _, err := newLaptop(w).join(code[1]); err != nil {
		t.Errorf("the code on the slip does not work: %v", err)
	}
	l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	b.get("/units/x1").wants(t, "xã có 1 lần ghi")
	b.post("/devices/"+l.id.String()+"/revoke").wants(t, "Đã thu hồi máy.", "thu hồi 10:00 08/06/2026")
	_, _, err := l.send(l.request(1, 0))
	wantCode(t, err, ledger.CodeRevoked)
	if p := b.get("/units/khong"); p.status != 404 {
		t.Errorf("a unit that is not there: %d", p.status)
	}
}

// TestPageEscapesEveryField: what stands in any field of any form, in names of units, people, laptops
// and accounts, is never part of a page.
func TestPageEscapesEveryField(t *testing.T) {
	w := newTown(t)
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)>'`
	admin := w.browse().signIn("quan", commune.Admin)
	admin.post("/units", "id", "x9", "name", "Xóm "+evil, "old_commune", evil)
	admin.post("/units/x9", "act", "head", "name", evil, "since", "01/01/2026")
	l := w.laptop("x9")
	paths := []string{"/", "/records", "/conflicts", "/duplicates", "/difficulties", "/coverage", "/units", "/units/x9", "/users", "/account",
		"/records?q=" + url.QueryEscape(evil) + "&order=" + url.QueryEscape(evil) + "&task=" + url.QueryEscape(evil)}
	for _, form := range w.office.Catalogue().Forms() {
		values := ledger.Values{}
		for field := range form.All {
			values[field.Name] = text(evil)
			if field.Type == ledger.TypeSelectMultiple {
				values[field.Name] = ledger.ListValue(evil)
			}
		}
		values[evil] = text(evil)
		values["ngay"] = text("2026-06-01")
		c := l.make(ledger.KindFinalize, nil, values, asForm(form.Name), func(c *ledger.Change) { c.Author, c.Typist = evil, evil+"2" })
		paths = append(paths, recordPath(c), recordPath(c)+"/correct", "/duplicates/pair?a="+c.ID.String()+"&b="+c.ID.String())
	}
	l.sync()
	for _, path := range paths {
		p := admin.get(path)
		if p.status >= 500 || strings.Contains(p.own(), "<script") || strings.Contains(p.own(), "<img src=x") {
			t.Errorf("%s (%d): what somebody wrote became part of the page", path, p.status)
		}
	}
}
