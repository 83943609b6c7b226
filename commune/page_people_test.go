package commune_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/ledger"
)

// TestPagePeople: a person is found without marks, handed out, and erased only when typed twice alike.
func TestPagePeople(t *testing.T) {
	const name = "Nguyễn Văn Mẫu"
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi do "+name+" nói", 40))
	l.sync()
	b := w.browse().signIn("lan", commune.Admin)
	b.post("/people", "name", "Mẫu").wants(t, "ít nhất họ và tên")
	b.post("/people", "name", "Không Có Ai").wants(t, "Không thấy tên này ở đâu.")
	found := b.post("/people", "name", "nguyen van mau")
	found.wants(t, "Buổi do Nguyễn Văn Mẫu nói", "Chủ đề", "Không có chỗ nào viết đúng dấu")
	if !strings.Contains(found.body, recordPath(c)) {
		t.Error("no link to the record")
	}
	file := b.post("/people/export", "name", name)
	if !strings.Contains(file.body, name) || !strings.Contains(file.header.Get("Content-Disposition"), "du-lieu-ca-nhan.json") {
		t.Errorf("the file: %s", file.body)
	}
	p := b.post("/people/erase", "name", name, "again", "Nguyễn Vân Mẫu")
	p.wants(t, "Chưa xóa gì", "Xóa tên")
	if p.status != http.StatusUnprocessableEntity || !strings.Contains(w.show(c.ID).Title, name) {
		t.Errorf("erased with another name (%d)", p.status)
	}
	b.post("/people/erase", "name", name, "again", "nguyễn văn mẫu").wants(t, "Đã xóa tên.")
	b.post("/people", "name", name).wants(t, "Không thấy tên này ở đâu.")
	for _, line := range w.acts() {
		if strings.Contains(line, name) {
			t.Errorf("the audit log holds the name: %s", line)
		}
	}
	w.clean()
}

// TestRetention: names of reporters and typists go when their time is over, from old records only,
// also from such as come late; what the records say stays.
func TestRetention(t *testing.T) {
	const reporter, typist = "Trần Thị Mẫu", "Lê Văn Mẫu"
	named := func(c *ledger.Change) { c.Author, c.Typist = reporter, typist }
	w := newTown(t)
	l := w.laptop("x1")
	old := l.make(ledger.KindFinalize, nil, session("Buổi cũ", 40), named)
	l.sync()
	if n, err := w.office.ForgetDue(t.Context()); n != 0 || err != nil {
		t.Fatalf("without a time, %d are erased, %v", n, err)
	}
	wantFault(t, w.office.SetRetention(t.Context(), -1), "retention_range")
	b := w.browse().signIn("lan", commune.Admin)
	b.post("/people/retention", "years", "năm").wants(t, "từ 0 (giữ mãi) đến 100")
	b.post("/people/retention", "years", "2").wants(t, "Đã ghi thời hạn giữ tên.")
	if n, err := w.office.ForgetDue(t.Context()); n != 0 || err != nil {
		t.Fatalf("within the time, %d are erased, %v", n, err)
	}
	w.pass(3 * 366 * 24 * time.Hour)
	values := session("Buổi mới", 41)
	values["ngay"] = text("2029-06-01")
	fresh := l.make(ledger.KindFinalize, nil, values, named)
	late := l.make(ledger.KindFinalize, nil, session("Buổi cũ gửi muộn", 42), named)
	for i, want := range []int{1, 0} {
		if n, err := w.office.ForgetDue(t.Context()); n != want || err != nil {
			t.Fatalf("run %d erases in %d records, %v; want %d", i, n, err, want)
		}
	}
	l.sync()
	if n, err := w.office.ForgetDue(t.Context()); n != 1 || err != nil {
		t.Fatalf("%d erased after a late one came, %v", n, err)
	}
	for _, c := range []*ledger.Change{old, late} {
		d := w.show(c.ID)
		if h := d.History[0]; h.Author != ledger.Erased || h.Typist != ledger.Erased || d.Values["tong_so"].Num == 0 {
			t.Errorf("%s: by %q, typed by %q, %v people", d.Title, h.Author, h.Typist, d.Values["tong_so"].Num)
		}
	}
	if h := w.show(fresh.ID).History[0]; h.Author != reporter || h.Typist != typist {
		t.Errorf("a new record lost its names: %+v", h)
	}
	w.clean()
}

// TestPublicExport: what names or reaches a person is not in the file for the public.
func TestPublicExport(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	owner := func(kind string) ledger.Values {
		return ledger.Values{"ten": text("Lúa sạ, gọi 0912 345 678, mau@vidu.vn"), "nam": number(2026), "chu_the": text("Phạm Văn Mẫu"), "loai_chu_the": text(kind)}
	}
	model := func(c *ledger.Change) { c.Form = "mo_hinh" }
	l.make(ledger.KindFinalize, nil, owner("ho"), model)
	l.make(ledger.KindFinalize, nil, owner("htx"), model)
	l.sync()
	form := w.office.Catalogue().Form("mo_hinh")
	for kind, named := range map[string]bool{"ho": false, "htx": true, "": false} {
		v := report.PublicValues(form, owner(kind))
		if _, ok := v["chu_the"]; ok != named || v["ten"].Text != "Lúa sạ, gọi (…), (…)" || v["nam"].Num.String() != "2026" {
			t.Errorf("an owner of kind %q: %v", kind, v)
		}
	}
}
