package commune_test

import (
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// TestPageReportForgetsWhoIsErased: a name that a person had erased stands in no view and file of a report
// made before, and the page says that the report is not quite what it was.
func TestPageReportForgetsWhoIsErased(t *testing.T) {
	const name = "Phạm Thị Hạnh Mẫu"
	w := newTown(t)
	l := w.laptop("x1")
	l.make(ledger.KindFinalize, nil, session("Buổi của "+name, 40))
	l.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	b.post("/reports", "period", "2026-06").wants(t, "Đã lập báo cáo.")
	has := func() (n int) {
		for _, path := range []string{"/reports/preview?id=2026-06.1", "/reports/behind?id=2026-06.1&of=tt_hoat_dong", "/reports/2026-06.1/file/json", "/reports/2026-06.1/file/csv?table=01.danh_sach"} {
			if p := b.get(path); p.status == 200 && strings.Contains(p.body, name) {
				n++
			}
		}
		return n
	}
	if n := has(); n != 4 {
		t.Fatalf("the name stands in %d of 4 places: the test proves nothing", n)
	}
	if _, err := w.office.ErasePerson(t.Context(), "lan", name); err != nil {
		t.Fatal(err)
	}
	w.pass(commune.ReportsFresh)
	if n := has(); n != 0 {
		t.Errorf("the erased name still stands in %d places", n)
	}
	b.get("/reports/preview?id=2026-06.1").wants(t, "không còn giống hệt bản lúc lập")
	if p := b.get("/reports/2026-06.1"); strings.Contains(p.body, name) {
		t.Error("what has changed since shows the erased name")
	}
}
