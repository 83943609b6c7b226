package commune_test

import (
	"bytes"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nghia-hung/sothon/commune"
)

var importContent = regexp.MustCompile(`name="content" value="([^"]+)"`)

// TestPageImport: the workbook is downloaded, filled in, looked at and taken in when confirmed.
func TestPageImport(t *testing.T) {
	w := newTown(t)
	b := w.browse().signIn("lan", commune.Clerk)
	b.get("/import").wants(t, "Tải tệp mẫu", "Nhập tệp đã ghi", "Xóm 1")
	got := b.get("/import/template.xlsx?form=tuyen_truyen&unit=x1")
	f, err := excelize.OpenReader(strings.NewReader(got.body))
	if err != nil || !strings.Contains(got.header.Get("Content-Disposition"), ".xlsx") {
		t.Fatalf("%d %v", got.status, err)
	}
	defer f.Close()
	book := workbook{t, f}.meetingRow(6, "Xóm 1 (Nghĩa Châu)", `Họp <b>thôn</b>`, "1/6/2026", 45).meetingRow(7, "Xóm 1 (Nghĩa Châu)", "Họp sau", "1/7/2026", 45)

	p := b.do(b.upload("/import", "book", []string{"do", "look"}, "thon.xlsx", string(book.bytes())))
	p.wants(t, "thon.xlsx", "Tuyên truyền!C7", "Ngày 01/07/2026 chưa đến", "1 dòng có chỗ sai", "Họp <b>thôn</b>")
	if p.status != http.StatusUnprocessableEntity || strings.Contains(p.body, "<b>thôn</b>") {
		t.Errorf("%d", p.status)
	}
	if p := b.post("/import", "do", "take", "file", "thon.xlsx", "content", content(t, p)); p.status != http.StatusUnprocessableEntity {
		t.Errorf("a file with problems was taken in: %s", p.words())
	}
	book.meetingRow(7, "Xóm 1 (Nghĩa Châu)", "Họp sau", "2/6/2026", 45)
	p = b.do(b.upload("/import", "book", []string{"do", "look"}, "thon.xlsx", string(book.bytes())))
	p.wants(t, "2 dòng sẽ thành phiếu mới", "Nhập 2 phiếu")
	done := b.post("/import", "do", "take", "file", "thon.xlsx", "content", content(t, p))
	done.wants(t, "Đã nhập 2 phiếu", "đã nhập")
	again := b.do(b.upload("/import", "book", []string{"do", "look"}, "thon.xlsx", string(book.bytes())))
	again.wants(t, "2 dòng đã có", "0 dòng sẽ thành phiếu mới")
	if items, err := w.office.Records(t.Context(), commune.Query{}); err != nil || len(items) != 2 {
		t.Errorf("%d records, %v", len(items), err)
	}
	b.post("/import", "do", "take").wants(t, "Chưa chọn tệp")
	b.do(b.upload("/import", "book", []string{"do", "look"}, "x.xlsx", "không phải")).wants(t, "Không đọc được tệp")
	large := b.do(b.upload("/import", "book", []string{"do", "look"}, "x.xlsx", string(bytes.Repeat([]byte("x"), 8<<20))))
	if large.status != http.StatusUnprocessableEntity {
		t.Errorf("8 MB: %d %s", large.status, large.words())
	}
	w.clean()
}

func content(t *testing.T, p page) string {
	t.Helper()
	m := importContent.FindStringSubmatch(p.body)
	if m == nil {
		t.Fatalf("the page does not hold the workbook: %s", p.words())
	}
	return html.UnescapeString(m[1])
}
