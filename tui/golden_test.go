package tui

import (
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// sampleBook fills the fake store with sample records: a returned one, one in conflict, some that
// were received, one that waits.
func (d *driver) sampleBook() *driver {
	at := func(day, hour int) { d.now = time.Date(2026, 6, day, hour, 10, 0, 0, monday.Location()) }
	at(2, 19)
	training := d.add("tap_huan", "Nguyễn Văn Tám", 1, map[string]string{"ten": "Tập huấn cấy máy vụ mùa",
		"tu_ngay": "1/6/2026", "den_ngay": "1/6/2026", "dia_diem": "Nhà văn hóa thôn",
		"noi_dung": "Cấy máy mạ khay", "don_vi_to_chuc": "HTX dịch vụ nông nghiệp", "tong_so": "38", "nu": "30"})
	at(3, 20)
	d.add("tuyen_truyen", "Nguyễn Văn Tám", 1, map[string]string{"ngay": "3/6/2026", "hinh_thuc": "hoi_nghi",
		"chu_de": "Họp thôn: cài VNeID mức 2 cho người cao tuổi", "tong_so": "45", "nu": "21"})
	d.add("tuyen_truyen", "Nguyễn Văn Tám", 1, map[string]string{"ngay": "2/6/2026", "hinh_thuc": "truyen_thanh",
		"chu_de": "Phòng trừ sâu đục thân", "luot_phat": "6"})
	at(4, 8)
	farm := d.add("mo_hinh", "Nguyễn Văn Tám", 1, map[string]string{"ten": "Nếp Bắc VietGAP", "loai": "trong_trot",
		"chu_the": "HTX Nếp Bắc", "loai_chu_the": "htx", "nam": "2026", "vu": "mua", "quy_mo": "15",
		"don_vi_quy_mo": "ha", "so_ho": "52", "trang_thai": "dang_lam", "ngay_bat_dau": "1/6/2026"})
	at(5, 19)
	d.set(farm, 1, "Nguyễn Văn Tám", 1, "so_ho", "58")
	at(6, 8)
	d.set(farm, 1, "Trần Thị Bình", 2, "so_ho", "60")
	at(6, 15)
	d.office(training, ledger.KindReturn, "nu", "Ghi lại số nữ: danh sách ký tên chỉ có 24 người")
	at(7, 17)
	last := d.now
	d.store.status.LastReceipt = &last
	d.now = monday.Add(-2 * time.Hour)
	waits := d.add("kho_khan", "Nguyễn Văn Tám", 1, map[string]string{"ngay": "8/6/2026",
		"noi_dung": "Máy cấy của HTX hỏng, chưa có người sửa", "linh_vuc": "", "muc_do": ""})
	for _, c := range d.store.changes[waits] {
		d.store.pending[c.ID] = true
	}
	d.now = monday
	d.store.status.Returned, d.store.status.Conflicts = 1, 1
	return d
}

// find is a sample record by the beginning of its form.
func (d *driver) find(form string, status ledger.Status) ledger.ID {
	d.t.Helper()
	list, _ := d.store.List(ledger.Query{Form: form, Status: status})
	if len(list) == 0 {
		d.t.Fatalf("no sample record of %s %s", form, status)
	}
	return list[0].ID
}

// beginForm opens a new record of a form.
func (d *driver) beginForm(form string) *driver {
	d.run(d.m.push(&fillScreen{begin: beginning{form: form}}))
	return d
}

// scenes are the screens whose look is kept in golden files.
var scenes = []struct {
	name string
	play func(d *driver)
}{
	{"home", func(d *driver) {}},
	{"home_empty", func(d *driver) {
		*d.store = *newFakeStore(d.store.now)
		d.m.Syncer = nil
		d.run(d.m.top().open(d.m.app))
	}},
	{"forms", func(d *driver) { d.run(d.m.push(&formsScreen{})) }},
	{"fill_first", func(d *driver) { d.beginForm("tuyen_truyen") }},
	{"fill_choices", func(d *driver) { d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyDown) }},
	{"fill_choice_needed", func(d *driver) { d.beginForm("mo_hinh").fillTo("loai").keys(tea.KeyEnter) }},
	{"fill_replace", func(d *driver) { d.beginForm("tuyen_truyen").fillTo("so_buoi") }},
	{"fill_errors", func(d *driver) {
		d.beginForm("tuyen_truyen").keys("31/02", tea.KeyEnter, tea.KeyEnter, " ", tea.KeyEnter, tea.KeyPgDown,
			"45", tea.KeyEnter, "50", tea.KeyEnter)
	}},
	{"fill_bad_date", func(d *driver) { d.beginForm("tuyen_truyen").keys("31/02", tea.KeyEnter) }},
	{"fill_ask", func(d *driver) { d.beginForm("kinh_phi").fillTo("so_tien").keys("1.5", tea.KeyEnter) }},
	{"fill_echo", func(d *driver) { d.beginForm("kinh_phi").fillTo("so_tien").keys("1,5 triệu") }},
	{"fill_link", func(d *driver) { d.beginForm("mo_hinh_cap_nhat") }},
	{"fill_computed", func(d *driver) {
		d.beginForm("mo_hinh_cap_nhat").fillTo("tong_chi").keys("12 triệu", tea.KeyEnter, "20,5 triệu", tea.KeyEnter)
	}},
	{"fill_rows", func(d *driver) {
		d.beginForm("sang_kien").fillTo("tac_gia").keys(tea.KeyEnter, "Nguyễn Văn Tám", tea.KeyEnter, "Trưởng thôn",
			tea.KeyEnter, "60", tea.KeyEnter)
	}},
	{"row", func(d *driver) {
		d.beginForm("sang_kien").fillTo("tac_gia").keys(tea.KeyEnter, "Nguyễn Văn Tám", tea.KeyEnter)
	}},
	{"fill_long", func(d *driver) {
		d.beginForm("sang_kien").fillTo("noi_dung").keys("Trước đây phơi thóc ngoài sân, gặp mưa phải chạy. Nay làm giàn có mái " +
			"kéo bằng ống kẽm, một người kéo trong hai phút là kín cả sân 60 m2.").fire()
	}},
	{"summary_problems", func(d *driver) {
		d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyEnter, tea.KeyPgDown, "45", tea.KeyEnter, "50", tea.KeyF9)
	}},
	{"summary", func(d *driver) {
		d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyEnter, "Cài VNeID mức 2", tea.KeyPgDown,
			"45", tea.KeyEnter, "21", tea.KeyF9)
	}},
	{"handed_in", func(d *driver) {
		d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyEnter, "Cài VNeID mức 2", tea.KeyPgDown,
			"45", tea.KeyEnter, "21", tea.KeyF9, tea.KeyEnter)
	}},
	{"book", func(d *driver) { d.run(d.m.push(newBookScreen(""))) }},
	{"book_search", func(d *driver) { d.run(d.m.push(newBookScreen(""))); d.keys("cay may") }},
	{"record", func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("tuyen_truyen", "")}))
	}},
	{"returned", func(d *driver) { d.run(d.m.push(&recordScreen{id: d.find("tap_huan", "")})) }},
	{"returned_history", func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("tap_huan", "")}))
		d.keys(tea.KeyEnd)
	}},
	{"returned_fill", func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("tap_huan", "")}))
		d.keys(tea.KeyEnter)
	}},
	{"returned_summary", func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("tap_huan", "")}))
		d.keys(tea.KeyEnter, "24", tea.KeyF9)
	}},
	{"conflict_record", func(d *driver) { d.run(d.m.push(&recordScreen{id: d.find("mo_hinh", "")})) }},
	{"conflict", func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("mo_hinh", "")}))
		d.keys(tea.KeyEnter)
	}},
	{"conflict_third", func(d *driver) {
		d.run(d.m.push(newConflictScreen(d.find("mo_hinh", ""))))
		d.keys(tea.KeyDown, tea.KeyDown, tea.KeyEnter, "59")
	}},
	{"record_updates", func(d *driver) {
		model := d.addUpdates()
		d.run(d.m.push(&recordScreen{id: model}))
		d.keys(tea.KeyPgDown, tea.KeyPgDown)
	}},
	{"record_copy", func(d *driver) {
		d.m.Out = io.Discard
		d.run(d.m.push(&recordScreen{id: d.find("tuyen_truyen", "")}))
		d.keys(tea.KeyF7)
	}},
	{"record_undo", func(d *driver) {
		id := d.find("tuyen_truyen", "")
		d.set(id, 1, "Nguyễn Văn Tám", 1, "nu", "22")
		d.run(d.m.push(&recordScreen{id: id}))
		d.keys(tea.KeyCtrlZ)
	}},
	{"book_period", func(d *driver) { d.run(d.m.push(newBookScreen(""))); d.keys(tea.KeyF6) }},
	{"book_month", func(d *driver) {
		d.run(d.m.push(newBookScreen("")))
		d.keys(tea.KeyF2, tea.KeyF6, tea.KeyDown, tea.KeyEnter)
	}},
	{"home_wide", func(d *driver) { d.m.prefs.large, d.m.prefs.highContrast = true, true }},
	{"fill_wide", func(d *driver) {
		d.m.prefs.large = true
		d.keys(tea.KeyF2)
		d.beginForm("tuyen_truyen").keys("hoom qua")
	}},
	{"message", func(d *driver) {
		d.run(d.m.push(&recordScreen{id: d.find("tap_huan", "")}))
		d.keys(tea.KeyF4, "Đã đếm lại theo danh sách ký tên.")
	}},
	{"withdraw", func(d *driver) { d.run(d.m.push(&recordScreen{id: d.find("tap_huan", "")})); d.keys(tea.KeyF8) }},
	{"send_mid", func(d *driver) {
		d.m.sending = sending{on: true, progress: ledger.SyncProgress{Phase: "sending", Total: 24, Proven: 18,
			Started: d.now.Add(-time.Minute), LastID: d.find("tuyen_truyen", "")}}
		d.run(d.m.push(&sendScreen{}))
		d.run(d.m.tell(progressMsg{0, d.m.sending.progress}))
	}},
	{"send_waiting", func(d *driver) {
		d.m.sending = sending{on: true, progress: ledger.SyncProgress{Phase: "waiting", Total: 1, Attempt: 3,
			Started: d.now.Add(-time.Minute), NextTry: d.now.Add(40 * time.Second), Err: errors.New("dial tcp")}}
		d.run(d.m.push(&sendScreen{}))
	}},
	{"send_failed", func(d *driver) {
		d.syncer.err = errors.New("dial tcp: no route to host")
		d.keys(tea.KeyF5)
	}},
	{"send_done", func(d *driver) { d.keys(tea.KeyF5) }},
	{"send_nothing", func(d *driver) { d.keys(tea.KeyF5, tea.KeyF5) }},
	{"send_not_joined", func(d *driver) { d.m.Syncer = nil; d.keys(tea.KeyF5) }},
	{"help_home", func(d *driver) { d.keys(tea.KeyF1) }},
	{"help_fill", func(d *driver) { d.beginForm("kinh_phi").keys(tea.KeyF1) }},
}

// fillTo brings the cursor to a field, passing over what comes before it.
func (d *driver) fillTo(field string) *driver {
	d.t.Helper()
	fill, ok := d.m.top().screen.(*fillScreen)
	if !ok || fill.session == nil {
		d.t.Fatalf("no form is open:\n%s", d.screen())
	}
	fill.session.goTo(field)
	d.run(fill.session.pager.arrive())
	if fill.focusedName() != field {
		d.t.Fatalf("no question %s:\n%s", field, d.screen())
	}
	return d
}

func TestGolden(t *testing.T) {
	sizes := []struct{ width, height int }{{80, 24}, {60, 20}, {120, 40}}
	for _, scene := range scenes {
		for _, lang := range []string{"vi", "en"} {
			for _, size := range sizes {
				name := fmt.Sprintf("%s.%s.%dx%d", scene.name, lang, size.width, size.height)
				t.Run(name, func(t *testing.T) {
					d := newDriver(t, lang).sampleBook().start(size.width, size.height)
					scene.play(d)
					d.golden(name)
				})
			}
		}
	}
}
