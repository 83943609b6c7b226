package tui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

func TestFirstStartJoinsLater(t *testing.T) {
	d, h := newcomer(t, "vi")
	d.start(80, 24)
	d.sees("Chào mừng", "trang 1/3", "Tên thôn, đơn vị")
	d.keys(tea.KeyEnter)
	d.sees("Chưa ghi tên thôn")
	d.keys("Thôn Mẫu", tea.KeyEnter, "Nguyễn Văn Mẫu", tea.KeyEnter)
	d.sees("trang 3/3", "Nối với xã ngay", "Để sau")
	d.keys(tea.KeyDown, tea.KeyEnter)
	d.sees("Thôn Mẫu", "Máy này chưa nối với xã", "F5 nối với xã")
	if d.store.who.Person != "Nguyễn Văn Mẫu" || d.store.who.Unit.Name != "Thôn Mẫu" {
		t.Errorf("kept %+v", d.store.who)
	}
	if len(h.asked) != 0 {
		t.Error("joined without being told to")
	}
	again := New(d.m.Options)
	if len(again.stack) != 1 {
		t.Error("welcomed twice")
	}
}

// Records written before joining wait, and go at once when the laptop joins.
func TestJoinFromHomeSendsWhatWasWrittenBefore(t *testing.T) {
	d, h := newcomer(t, "vi")
	d.start(80, 24).keys(tea.KeyEsc)
	d.sees("Cần làm", "F5 nối với xã")
	d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyEnter, "Họp", tea.KeyPgDown, "45")
	d.session().slots["nguoi_bao"].put(ledger.TextValue("Nguyễn Văn Mẫu"))
	d.keys(tea.KeyF9, tea.KeyEnter)
	d.sees("1 phiếu nằm chắc trên máy này")

	d.keys(tea.KeyF5)
	d.sees("Địa chỉ máy chủ của xã")
	d.keys(tea.KeyF9)
	d.sees("Chưa ghi địa chỉ")
	h.err = errJoin
	d.keys("sothon join https://xa-mau.vn ABCD-EFGH", tea.KeyF9)
	d.sees("https://xa-mau.vn", "ABCD-EFGH")
	d.sees("Mã kết nối sai") // what Explain says of the error
	h.err = nil
	d.keys(tea.KeyF9)
	d.sees("Đã nối với xã Xã Mẫu. Máy này ghi cho Thôn Mẫu Thượng.", "Thôn Mẫu Thượng")
	if got := h.asked[len(h.asked)-1]; got != (Invitation{Address: "https://xa-mau.vn", Code: "ABCD-EFGH"}) {
		t.Errorf("asked to join %+v", got)
	}
	if d.syncer.runs != 1 || len(d.store.pending) != 0 {
		t.Errorf("%d runs, %d changes wait", d.syncer.runs, len(d.store.pending))
	}
}

func TestAPastedJoinLineIsSpread(t *testing.T) {
	d, _ := newcomer(t, "vi")
	d.start(80, 24)
	for line, want := range map[string][3]string{
		"sothon join https://a.vn XY-1 --pin 12ab ": {"https://a.vn", "XY-1", "12ab"},
		"http://127.0.0.1:8080 CODE":                {"http://127.0.0.1:8080", "CODE", ""},
		"a.vn":                                      {"a.vn", "", ""},
		"sothon join":                               {"sothon join", "", ""},
		"sothon join https://a.vn":                  {"sothon join https://a.vn", "", ""},
	} {
		s := newJoinScreen(d.m.app)
		s.boxes.list[boxAddress].editor.set(line)
		s.spread()
		if got := [3]string{s.boxes.text(0), s.boxes.text(1), s.boxes.text(2)}; got != want {
			t.Errorf("%q gives %q", line, got)
		}
	}
}

func TestSettingsHoldAtOnceAndAreKept(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	d.sampleHost()
	d.start(80, 24).goTo("Cài đặt, nối với xã, tập thử")
	d.sees("Nguyễn Văn Tám", "Thôn Chương Nghĩa, xã Nghĩa Hưng", "tự gửi khi có mạng")
	d.keys(tea.KeyDown, tea.KeyDown, tea.KeyEnter)
	d.sees("Telex")
	d.keys(tea.KeyDown, tea.KeyEnter, tea.KeyDown, tea.KeyEnter, tea.KeyDown, tea.KeyEnter)
	d.sees("thưa, dễ đọc", "tương phản cao", "chỉ khi bấm F5")
	if d.m.AutoSend || !d.m.prefs.large || !d.m.prefs.highContrast || d.m.prefs.typing != "telex" {
		t.Errorf("prefs %+v, auto send %v", d.m.prefs, d.m.AutoSend)
	}
	if again := New(d.m.Options).prefs; again != d.m.prefs {
		t.Errorf("the next start reads %+v", again)
	}
	d.store.fail = errDisk
	d.keys(tea.KeyEnter)
	d.sees("ổ đĩa hết chỗ trống", "chỉ khi bấm F5")
	d.store.fail = nil

	d.keys(tea.KeyHome, tea.KeyEnter)
	d.sees("Người mới thay")
	d.keys(strings.Repeat("\x7f", 0), tea.KeyEnd)
	for range "Nguyễn Văn Tám" {
		d.keys(tea.KeyBackspace)
	}
	d.keys(tea.KeyEnter)
	d.sees("Chưa ghi tên.")
	d.keys("Trần Thị Mẫu", tea.KeyEnter)
	d.sees("Đã đổi.", "Trần Thị Mẫu")
	if d.store.who.Person != "Trần Thị Mẫu" {
		t.Errorf("person is %q", d.store.who.Person)
	}
}

func TestBackupPlaceIsTriedWhenChosen(t *testing.T) {
	d := newDriver(t, "vi")
	h := d.sampleHost()
	d.start(80, 24).goTo("Cài đặt, nối với xã, tập thử")
	settings := d.m.top().screen.(*settingsScreen)
	settings.menu.at = 6
	d.keys(tea.KeyEnter)
	d.sees("USB «KINGSTON»", "còn trống 7,3 GB")
	h.err = errDisk
	d.keys(tea.KeyEnter)
	d.sees("Ổ đĩa hết chỗ trống") // what Explain says of the error
	h.err = nil
	d.keys(tea.KeyEnter)
	d.sees("Đã chọn.", "/media/KINGSTON/SoThon-sao-luu")
	d.keys(tea.KeyEnter, tea.KeyF8)
	d.sees("chỉ trên máy này")
	if len(h.copied) != 3 || h.copied[2] != "" {
		t.Errorf("copied to %q", h.copied)
	}
}

func TestExportSaysThatItIsNotSent(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	h := d.sampleHost()
	d.start(80, 24).keys(tea.KeyF5)
	d.sees("F6 ra USB, Zalo", "F7 nhận từ USB")
	d.sampleBookWaits()
	d.keys(tea.KeyF6)
	d.sees("Chọn nơi chép tệp", "còn trống 7,3 GB", "Màn hình nền")
	d.keys(tea.KeyDown, tea.KeyEnter)
	d.sees("Đã chép 1 lần ghi", "gui-xa-20260608-0941.sothon", "2 kB", "Chép ra chưa phải là đã gửi")
	if len(h.written) != 1 || h.written[0] != "/home/mau/Desktop" {
		t.Errorf("written to %q", h.written)
	}
	if len(d.store.pending) != 1 {
		t.Error("exporting counted as sending")
	}
	d.keys(tea.KeyEsc, tea.KeyEsc)
	d.sees("Cần làm")
}

// sampleBookWaits lets one change wait again.
func (d *driver) sampleBookWaits() {
	id := d.find("kho_khan", "")
	d.store.pending[d.store.changes[id][0].ID] = true
	d.run(d.m.stack[0].open(d.m.app))
}

func TestImportFindsAndTakesIn(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	h := d.sampleHost()
	d.start(80, 24).goTo("USB, Zalo: chép ra, nhận về").keys(tea.KeyDown, tea.KeyEnter)
	d.sees("ve-chuong-nghia.sothon", "06:41 hôm nay · USB «KINGSTON» · 812 byte")
	h.err, h.brought = errDisk, Brought{}
	d.keys(tea.KeyEnter)
	d.sees("Ổ đĩa hết chỗ trống", "ve-chuong-nghia.sothon")
	h.err, h.brought = nil, Brought{Confirmed: 2, Pulled: 1, Rejected: 1}
	d.keys(tea.KeyEnter)
	d.sees("Xã đã nhận chắc chắn thêm 2 lần ghi.", "Nhận về 1 tin mới", "1 lần ghi xã giữ nhưng chưa tính", "Không còn gì chờ gửi.")
	if h.taken[len(h.taken)-1] != "/media/KINGSTON/ve-chuong-nghia.sothon" {
		t.Errorf("took %q", h.taken)
	}
	d.keys(tea.KeyEsc)
	h.letters = nil
	d.goTo("USB, Zalo: chép ra, nhận về").keys(tea.KeyDown, tea.KeyEnter)
	d.sees("Chưa thấy tệp nào của xã")
}

func TestPracticeIsMarkedAndLeft(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	d.sampleHost()
	d.start(80, 24).goTo("Cài đặt, nối với xã, tập thử")
	d.keys(tea.KeyEnd, tea.KeyUp, tea.KeyEnter, tea.KeyEnter)
	if !d.quit || d.m.elsewhere != ToPractice {
		t.Fatalf("quit %v for %q", d.quit, d.m.elsewhere)
	}
	p := newDriver(t, "vi")
	p.m.Practice, p.m.Syncer = true, nil
	p.start(60, 20)
	p.sees("ĐANG TẬP THỬ – không gửi đi", "phiếu ở đây không gửi về xã")
	p.beginForm("tuyen_truyen").fits()
	p.sees("ĐANG TẬP THỬ – không gửi đi")
	p.keys(tea.KeyEsc, tea.KeyF5)
	p.sees("Thôi tập, về sổ thật")
	p.keys(tea.KeyDown, tea.KeyEnter)
	if !p.quit || p.m.elsewhere != ToBookCleared {
		t.Errorf("quit %v for %q", p.quit, p.m.elsewhere)
	}
}

func TestAnswersWaitUntilRead(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	id := d.find("kho_khan", "")
	d.office(id, ledger.KindReply, "", "Thợ của huyện sang ngày 10/6")
	d.start(80, 24)
	d.sees("1 phiếu xã đã trả lời", "«Thợ của huyện sang ngày 10/6»")
	d.goTo("1 phiếu xã đã trả lời").keys(tea.KeyEsc)
	d.seesNot("xã đã trả lời")
	d.office(id, ledger.KindReply, "", "Đã sửa xong")
	d.run(d.m.top().open(d.m.app))
	d.sees("«Đã sửa xong»")
}

func TestChartComparesWithLastYear(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	d.add("tuyen_truyen", "Nguyễn Văn Tám", 1, map[string]string{"ngay": "20/5/2025", "hinh_thuc": "hoi_nghi",
		"chu_de": "Họp năm ngoái", "tong_so": "90"})
	d.add("tuyen_truyen", "Nguyễn Văn Tám", 1, map[string]string{"ngay": "20/7/2025", "hinh_thuc": "hoi_nghi",
		"chu_de": "Tháng chưa tới", "tong_so": "9"})
	got, err := loadChart(d.store, ledger.Default().Form("tuyen_truyen"), d.m.today())
	if err != nil {
		t.Fatal(err)
	}
	june := got.months[5]
	if june.now != (chartCount{2, 45}) || june.before != (chartCount{1, 90}) || got.until != 6 || got.year != 2026 {
		t.Errorf("June is %+v of %d months of %d", june, got.until, got.year)
	}
	d.start(80, 24).goTo("Biểu đồ theo tháng")
	d.sees("Tháng 6", "░ 90")
	d.keys(tea.KeyRight)
	d.sees("Tập huấn, chuyển giao")
	d.keys(tea.KeyLeft, tea.KeyLeft, tea.KeyEsc)
	d.sees("Cần làm")
}

// In December twelve months with two lines each do not fit: the present one is seen at once, the line
// that names the columns always.
func TestChartBeginsAtThePresentMonth(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	data := chartData{form: ledger.Default().Form("tuyen_truyen"), year: 2026, until: 12}
	for m := range data.months {
		data.months[m] = chartMonth{now: chartCount{m + 1, 10}, before: chartCount{1, 5}}
	}
	d.start(60, 20)
	s := newChartScreen(d.m.app)
	d.run(d.m.push(s))
	s.data = &data
	d.fits()
	d.sees("Lượt người", "Tháng 12 ", "còn nữa ở dưới")
	d.seesNot("Tháng 1 ")
	d.keys(tea.KeyEnd)
	d.sees("Lượt người", "Tháng 1 ")
	d.seesNot("Tháng 12 ", "còn nữa ở dưới")
}

func TestPeriodsAreClosedFromHome(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	p := d.samplePeriods()
	d.start(80, 24)
	d.sees("4 kỳ báo cáo cần chốt", "còn 7 ngày (đến hết 15/06)")
	d.goTo("4 kỳ báo cáo cần chốt")
	d.sees("Tháng 6 năm 2026 (15/05/2026–14/06/2026)", "Quý II", "6 tháng đầu năm")
	d.keys(tea.KeyEnter)
	d.sees("Trong kỳ đã ghi 5 phiếu.", "Chốt: đã gửi đủ", "Để sau")
	d.seesNot("không phát sinh gì")
	p.err = errDisk
	d.keys(tea.KeyDown, tea.KeyEnter)
	d.sees("ổ đĩa hết chỗ trống")
	p.err = nil
	d.keys(tea.KeyEnter, tea.KeyDown, tea.KeyEnter)
	d.sees("Đã ghi lời báo về kỳ này.", "đã báo gửi đủ")
	if p.said["2026-06"] != ledger.OutcomeComplete {
		t.Errorf("said %v", p.said)
	}
	d.keys(tea.KeyEnter)
	d.sees("Đã báo gửi đủ (Nguyễn Văn Tám, 09:41 hôm nay)")
	d.keys(tea.KeyDown, tea.KeyEnter)
	if len(p.said) != 0 {
		t.Errorf("still said %v", p.said)
	}
	d.keys(tea.KeyEsc)
	d.sees("Cần làm")
}
