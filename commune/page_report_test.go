package commune_test

import (
	"crypto/sha256"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// reportYear is a commune with a made-up year, of which some records are one event and some are approved.
func reportYear(t *testing.T, records int) (*year, *town) {
	t.Helper()
	y := newYear(t)
	y.fill(3, records, viet.Date{Year: 2024, Month: 12, Day: 15}, 365)
	byForm := map[string][]ledger.ID{}
	for i, it := range y.live() {
		byForm[it.Form] = append(byForm[it.Form], it.ID)
		if i%3 == 0 && len(byForm[it.Form]) > 6 {
			if err := y.office.Approve(t.Context(), "mẫu", it.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, form := range []string{"tuyen_truyen", "tap_huan"} {
		if some := byForm[form]; len(some) > 5 {
			if err := y.office.Merge(t.Context(), "mẫu", some[0], some[1:3]); err != nil {
				t.Fatal(err)
			}
		}
	}
	return y, &town{t: t, store: y.store, office: y.office}
}

// TestBackingAgreesWithEveryFigure: of every indicator, in each of its three columns, and of every cell of
// the table by unit, what the records behind it give adds up to the number; now and as of earlier, of all
// records and of approved ones.
func TestBackingAgreesWithEveryFigure(t *testing.T) {
	y, _ := reportYear(t, 700)
	ctx := t.Context()
	made, _, err := y.office.MakeReport(ctx, "mẫu", "2025-Q2", commune.ReportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	y.fill(4, 60, viet.Date{Year: 2025, Month: 4, Day: 1}, 30)
	earlier, err := y.office.ReportOf(ctx, made.ID)
	if err != nil {
		t.Fatal(err)
	}
	reports := []commune.ReportAt{earlier}
	for label, approved := range map[string]bool{"2025-Q2": false, "2025-06": true, "2025-03-03..2025-05-20": false} {
		at, err := y.office.ReportNow(ctx, label, commune.ReportOptions{Approved: approved})
		if err != nil {
			t.Fatal(err)
		}
		reports = append(reports, at)
	}
	for _, at := range reports {
		nothing := 0
		for _, f := range at.Figures {
			for _, span := range []string{periodic.ThisPeriod, periodic.LastYear, periodic.YearToDate} {
				if y.backed(at, commune.BackingQuery{Figure: f.Indicator.Code, Span: span, Limit: 10_000}) == 0 {
					nothing++
				}
			}
		}
		if len(at.Figures) < 80 || nothing > 2*len(at.Figures) {
			t.Errorf("%s: of %d figures %d are nothing: the test proves little", at.Period.Label, len(at.Figures), nothing)
		}
		for _, u := range append(at.Units[:3:3], periodic.UnitLine{}) {
			for _, form := range append([]string{""}, "tuyen_truyen", "mo_hinh", "kinh_phi") {
				y.backed(at, commune.BackingQuery{Form: form, Unit: u.ID, Limit: 10_000})
			}
		}
	}
}

// backed demands that a figure's records add up to it and gives how many there are.
func (y *year) backed(at commune.ReportAt, q commune.BackingQuery) int {
	y.t.Helper()
	b, err := y.office.Backing(y.t.Context(), at, q)
	if err != nil {
		y.t.Fatalf("%s, %+v: %v", at.Period.Label, q, err)
	}
	var sum viet.Number
	for _, r := range b.Rows {
		sum += r.Gives
		if !r.Counts() {
			y.t.Errorf("%s, %+v: %s does not count", at.Period.Label, q, r.ID)
		}
	}
	if b.Sides[0] == "" && (sum != b.Sum || b.Value.Known && sum != b.Value.Number || len(b.Rows) != b.Total) {
		y.t.Errorf("%s, %+v: the report has %v, %d of %d records give %v, in sum %v", at.Period.Label, q, b.Value, len(b.Rows), b.Total, sum, b.Sum)
	}
	return b.Total
}

var behindLink = regexp.MustCompile(`href="(/reports/behind\?[^"]*)"`)

// TestPageReport makes a report on the page, follows every number of it, loads every file, signs it, and
// then corrects a record: the files stay as they were, the correction is listed.
func TestPageReport(t *testing.T) {
	y, w := reportYear(t, 400)
	clerk, reviewer := w.browse().signIn("lan", commune.Clerk), w.browse().signIn("hoa", commune.Reviewer)
	clerk.get("/").wants(t, "Báo cáo")
	clerk.get("/reports").wants(t, "Chưa lập báo cáo nào.", "6 tháng đầu năm 2026")
	made := clerk.post("/reports", "period", "2025-H1", "approved", "0", "mark", "một")
	made.wants(t, "Đã lập báo cáo.", "Báo cáo 6 tháng đầu năm 2025", "15/12/2024–14/06/2025", "Chưa có phiếu nào của kỳ này thay đổi.")
	if made.path != "/reports/2025-H1.1" || strings.Contains(made.body, "/sign") {
		t.Fatalf("a clerk's report is at %s, to be signed: %v", made.path, strings.Contains(made.body, "/sign"))
	}
	preview := clerk.get("/reports/preview?id=2025-H1.1")
	preview.wants(t, "Cộng hòa xã hội chủ nghĩa Việt Nam", "Còn ", "chỗ cán bộ phải tự viết", "«Họ và tên người ký»", "Phụ lục VIII", "Biểu đồ 1.")
	links := map[string]bool{}
	for _, m := range behindLink.FindAllStringSubmatch(preview.body, -1) {
		links[html.UnescapeString(m[1])] = true
	}
	if len(links) < 3*80 {
		t.Errorf("only %d numbers lead to their records", len(links))
	}
	agree := 0
	for to := range links {
		p := clerk.get(to)
		said := p.words()
		switch {
		case p.status != http.StatusOK || strings.Contains(said, "KHÔNG khớp"):
			t.Errorf("%s: %d %s", to, p.status, said)
		case strings.Contains(said, "– khớp với báo cáo."):
			agree++
		case !strings.Contains(said, "Không có phiếu nào.") && !strings.Contains(said, "nên không so sánh") && !strings.Contains(said, "Tỷ lệ phần trăm của hai số"):
			t.Errorf("%s says neither that it agrees nor why there is nothing: %s", to, said)
		}
	}
	if agree < 100 {
		t.Errorf("only %d of %d numbers have records", agree, len(links))
	}
	before := w.files(clerk)
	reviewer.post("/reports/2025-H1.1/sign", "number", "", "day", "16/6/2025").wants(t, "Số của báo cáo chưa đúng")
	reviewer.post("/reports/2025-H1.1/sign", "number", "125/BC-UBND", "day", "hôm nao").wants(t, "không đọc được hoặc chưa đến")
	reviewer.post("/reports/2025-H1.1/sign", "number", "125/BC-UBND", "day", "16/6/2025").wants(t, "Đã ký số 125/BC-UBND, ngày 16/06/2025; hoa ghi.", "Những gì đã đổi từ khi ký")
	reviewer.post("/reports/2025-H1.1/sign", "number", "9/BC-UBND", "day", "16/6/2025").wants(t, "đã ghi là ký số 125/BC-UBND")
	y.correctOne()
	reviewer.get("/reports/2025-H1.1").wants(t, "1 phiếu.", "sửa", "Tổng số người dự", "4.321")
	for name, sum := range w.files(reviewer) {
		if sum != before[name] {
			t.Errorf("%s of the signed report has changed", name)
		}
	}
	clerk.get("/reports").wants(t, "số 125/BC-UBND, ngày 16/06/2025")
	for _, act := range []string{"report", "read-report", "read-behind", "report-file", "sign-report"} {
		if !w.noted(act) {
			t.Errorf("the audit log has no line of %s", act)
		}
	}
}

// correctOne corrects the number of people of an outreach session of the first half of the year.
func (y *year) correctOne() {
	y.t.Helper()
	for _, it := range y.live() {
		if it.Form == "tuyen_truyen" && it.Date > "2025-02-01" && it.Date < "2025-05-01" && it.Values["tong_so"].Kind == ledger.Num && len(it.Merged) == 0 {
			if err := y.office.Correct(y.t.Context(), "hoa", it.ID, ledger.Values{"tong_so": number(4321)}, "Đếm lại"); err != nil {
				y.t.Fatal(err)
			}
			return
		}
	}
	y.t.Fatal("no session to correct")
}

// files are the digests of a report's files, as they are downloaded.
func (w *town) files(b *browser) map[string][32]byte {
	w.t.Helper()
	out := map[string][32]byte{}
	for ext, begins := range map[string]string{"docx": "PK", "pdf": "%PDF", "xlsx": "PK", "csv": "\ufeff", "json": "{"} {
		for _, q := range []string{"", "?public=1"} {
			p := b.get("/reports/2025-H1.1/file/" + ext + q)
			if p.status != http.StatusOK || !strings.HasPrefix(p.body, begins) || !strings.Contains(p.header.Get("Content-Disposition"), `bao-cao-2025-H1.1`) {
				w.t.Errorf("%s%s: %d, %q", ext, q, p.status, p.header)
			}
			out[ext+q] = sha256.Sum256([]byte(p.body))
		}
	}
	for q, want := range map[string]int{"csv?table=01.so_lieu": 200, "csv?table=none": 404, "exe": 404} {
		if p := b.get("/reports/2025-H1.1/file/" + q); p.status != want {
			w.t.Errorf("%s: %d, want %d", q, p.status, want)
		}
	}
	return out
}

// noted reports whether the audit log has a line of an act.
func (w *town) noted(act string) (found bool) {
	w.t.Helper()
	acts, err := w.office.AuditPage(w.t.Context(), 0, 10_000)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, a := range acts {
		found = found || a.Act == act
	}
	return found
}

// TestPageReportIsMadeOnce: a form that is sent many times at once, and once more later, makes one report.
func TestPageReportIsMadeOnce(t *testing.T) {
	_, w := reportYear(t, 50)
	b := w.browse().signIn("lan", commune.Clerk)
	var all sync.WaitGroup
	paths := make([]string, 6)
	for i := range paths {
		all.Go(func() { paths[i] = b.post("/reports", "period", "2025-06", "mark", "hai").path })
	}
	all.Wait()
	paths = append(paths, b.post("/reports", "period", "2025-06", "mark", "hai").path, b.get("/reports/making?mark=hai").path)
	for _, path := range paths {
		if path != "/reports/2025-06.1" {
			t.Errorf("one of the clicks ends at %s", path)
		}
	}
	if list, err := w.office.Reports(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("%d reports, %v", len(list), err)
	}
	if p := b.get("/reports/making?mark=none"); p.path != "/reports" {
		t.Errorf("waiting for nothing ends at %s", p.path)
	}
	b.post("/reports", "period", "", "from", "1/3/2025", "to", "20/5/2025", "approved", "1").wants(t, "01/03/2025–20/05/2025", "Chỉ phiếu đã duyệt")
	for _, bad := range [][]string{{"period", "2025-13"}, {"from", "1/3/2025"}, {"from", "20/5/2025", "to", "1/3/2025"}, {"from", "x", "to", "y"}} {
		if p := b.post("/reports", bad...); p.status != http.StatusUnprocessableEntity {
			t.Errorf("%v: %d", bad, p.status)
		}
	}
	for _, path := range []string{"/reports/none", "/reports/preview?id=none", "/reports/behind?period=2025-06&of=none", "/reports/behind?period=2025-06&unit=none", "/reports/behind?period=2025-06&of=tt_buoi&span=x"} {
		if p := b.get(path); p.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, p.status)
		}
	}
}

// TestPageReportEscapes: what villages write stands in the report as text, in its links and lists too.
func TestPageReportEscapes(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	const evil = `<script>alert(1)</script>"'&\ue000so:x\ue001y\ue002`
	l.make(ledger.KindFinalize, nil, session(evil, 40))
	l.make(ledger.KindFinalize, nil, ledger.Values{"ngay": text("2026-06-01"), "noi_dung": text(evil), "muc_do": text("nang"), "de_xuat": text(evil), "cap_xu_ly": text("tinh"),
		"trang_thai": text("moi"), "nguoi_bao": text("Nguyễn Văn Mẫu")}, func(c *ledger.Change) { c.Form = "kho_khan" })
	l.sync()
	b := w.browse().signIn("lan", commune.Clerk)
	for _, path := range []string{"/reports/preview?period=2026-06", "/reports/behind?period=2026-06&of=tt_hoat_dong", "/reports?period=%3Cscript%3E&from=%22%3E%3Cscript%3E"} {
		p := b.get(path)
		if p.status != http.StatusOK || strings.Contains(p.own(), "<script") || strings.Contains(p.body, `href="javascript`) {
			t.Errorf("%s: %d: something is not escaped", path, p.status)
		}
	}
	b.get("/reports/preview?period=2026-06").wants(t, "<script>alert(1)</script>")
}

// TestPageReportPagesLongLists: a figure of 10,000 records is listed a page at a time, and adds up.
func TestPageReportPagesLongLists(t *testing.T) {
	y := newYear(t)
	m := viet.Date{Year: 2025, Month: 6, Day: 1}
	for n := range 50 {
		var changes []*ledger.Change
		for i := range 200 {
			id := ledger.ID{1, 2, 3, 4, 5, 6, byte(n), byte(i)}
			s := session(fmt.Sprintf("Buổi %d", n*200+i), 3)
			s["ngay"] = text(m.String())
			changes = append(changes, &ledger.Change{ID: id, Record: id, Form: "tuyen_truyen", Version: ledger.Default().Form("tuyen_truyen").Version, Unit: "x01",
				Kind: ledger.KindFinalize, Device: y.device, Author: "Mẫu", Clock: ledger.Clock((n*200 + i + 1) << 16)})
			changes[i].Assign(&ledger.Record{}, s)
		}
		y.put(changes...)
	}
	w := &town{t: t, store: y.store, office: y.office}
	b := w.browse().signIn("lan", commune.Clerk)
	first := b.get("/reports/behind?period=2025-06&of=tt_luot_nguoi")
	first.wants(t, "Cộng 10.000 phiếu dưới đây: 30.000 lượt người – khớp với báo cáo.", "trang 1/200")
	if n := strings.Count(first.body, `<th scope="row">`); n != 50 {
		t.Errorf("a page has %d records", n)
	}
	last := b.get("/reports/behind?period=2025-06&of=tt_luot_nguoi&page=200")
	last.wants(t, "trang 200/200", "Buổi 9999", "khớp với báo cáo")
	b.get("/reports/behind?period=2025-06&of=tt_luot_nguoi&page=999999").wants(t, "khớp với báo cáo")
}
