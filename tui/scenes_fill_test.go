package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// lockMay has the office lock the reports of May; a record of one of its days is still taken.
func (d *driver) lockMay() {
	d.store.who.Unit.Policy.Locks = []ledger.Lock{{Period: "2026-05"}}
}

// fillScenes are the screens on which a record is written.
var fillScenes = []scene{
	{"forms", nil, func(d *driver) { d.run(d.m.push(&formsScreen{})) }},
	{"fill_first", nil, func(d *driver) { d.beginForm("tuyen_truyen") }},
	{"fill_choices", nil, func(d *driver) { d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyDown) }},
	{"fill_choice_needed", nil, func(d *driver) { d.beginForm("mo_hinh").fillTo("loai").keys(tea.KeyEnter) }},
	{"fill_replace", nil, func(d *driver) { d.beginForm("tuyen_truyen").fillTo("so_buoi") }},
	{"fill_errors", nil, func(d *driver) {
		d.beginForm("tuyen_truyen").keys("31/02", tea.KeyEnter, tea.KeyEnter, " ", tea.KeyEnter, tea.KeyPgDown,
			"45", tea.KeyEnter, "50", tea.KeyEnter)
	}},
	{"fill_bad_date", nil, func(d *driver) { d.beginForm("tuyen_truyen").keys("31/02", tea.KeyEnter) }},
	{"fill_ask", nil, func(d *driver) { d.beginForm("kinh_phi").fillTo("so_tien").keys("1.5", tea.KeyEnter) }},
	{"fill_echo", nil, func(d *driver) { d.beginForm("kinh_phi").fillTo("so_tien").keys("1,5 triệu") }},
	{"fill_link", nil, func(d *driver) { d.beginForm("mo_hinh_cap_nhat") }},
	{"fill_computed", nil, func(d *driver) {
		d.beginForm("mo_hinh_cap_nhat").fillTo("tong_chi").keys("12 triệu", tea.KeyEnter, "20,5 triệu", tea.KeyEnter)
	}},
	{"fill_rows", nil, func(d *driver) {
		d.beginForm("sang_kien").fillTo("tac_gia").keys(tea.KeyEnter, "Nguyễn Văn Tám", tea.KeyEnter, "Trưởng thôn",
			tea.KeyEnter, "60", tea.KeyEnter)
	}},
	{"row", nil, func(d *driver) {
		d.beginForm("sang_kien").fillTo("tac_gia").keys(tea.KeyEnter, "Nguyễn Văn Tám", tea.KeyEnter)
	}},
	{"fill_long", nil, func(d *driver) {
		d.beginForm("sang_kien").fillTo("noi_dung").keys("Trước đây phơi thóc ngoài sân, gặp mưa phải chạy. Nay làm giàn có mái " +
			"kéo bằng ống kẽm, một người kéo trong hai phút là kín cả sân 60 m2.").fire()
	}},
	{"summary_problems", nil, func(d *driver) {
		d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyEnter, tea.KeyPgDown, "45", tea.KeyEnter, "50", tea.KeyF9)
	}},
	{"summary", nil, func(d *driver) {
		d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyEnter, "Cài VNeID mức 2", tea.KeyPgDown,
			"45", tea.KeyEnter, "21", tea.KeyF9)
	}},
	{"handed_in", nil, func(d *driver) {
		d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyEnter, "Cài VNeID mức 2", tea.KeyPgDown,
			"45", tea.KeyEnter, "21", tea.KeyF9, tea.KeyEnter)
	}},
	{"fill_day", nil, func(d *driver) { d.beginForm("tuyen_truyen").keys(tea.KeyLeft, tea.KeyLeft) }},
	{"fill_copied", nil, func(d *driver) {
		d.beginForm("tuyen_truyen").keys("8/6", tea.KeyEnter, tea.KeyEnter, tea.KeyEnter, tea.KeyF3)
	}},
	{"fill_twin", nil, func(d *driver) {
		d.beginForm("tuyen_truyen").keys("3/6", tea.KeyEnter, " ", tea.KeyEnter, "họp thôn cài VNeID mức 2", tea.KeyEnter)
	}},
	{"summary_twin", nil, func(d *driver) {
		d.beginForm("tuyen_truyen").keys("3/6", tea.KeyEnter, " ", tea.KeyEnter, "họp thôn cài VNeID mức 2", tea.KeyPgDown, "45",
			tea.KeyF9, tea.KeyDown)
	}},
	{"fill_table", nil, func(d *driver) {
		d.beginForm("sang_kien").fillTo("tac_gia")
		for _, author := range [][2]string{{"Nguyễn Văn Mẫu", "60"}, {"Trần Thị Mẫu, tổ trưởng tổ dân phố số 4", "35,5"}, {"Mẫu", "4o"}} {
			d.keys(tea.KeyEnter, author[0], tea.KeyEnter, tea.KeyEnter, author[1], tea.KeyEsc)
		}
	}},
	{"fill_files", nil, func(d *driver) {
		d.withFiles()
		d.beginForm("tuyen_truyen").fillTo("tep").keys("~/Ảnh/họp thôn 1.jpg", tea.KeyEnter, "~/biên bản.pdf", tea.KeyEnter)
	}},
	{"fill_path", nil, func(d *driver) {
		d.withFiles()
		d.beginForm("tuyen_truyen").fillTo("tep").keys(`"D:\Ảnh\hop thon.jpg"`)
	}},
	{"pick", nil, func(d *driver) {
		d.withFiles()
		d.beginForm("tuyen_truyen").fillTo("tep").keys(tea.KeyUp, tea.KeyEnter, tea.KeyEnd, tea.KeyEnter)
		d.m.top().screen.(*pickScreen).dir = "E:\\"
	}},
	{"resume", nil, func(d *driver) {
		d.beginForm("tuyen_truyen").keys("8/6", tea.KeyEnter, " ", tea.KeyEnter, "Cài VNeID", tea.KeyPgDown, "45").fire()
		d.run(d.m.home())
		d.run(d.m.unfinished())
	}},
	{"fill_telex", nil, func(d *driver) {
		d.keys(tea.KeyF2)
		d.beginForm("tuyen_truyen").keys("hoom qua")
	}},
	{"fill_locked", (*driver).lockMay, func(d *driver) { d.beginForm("tuyen_truyen").keys("2/5") }},
	{"summary_locked", (*driver).lockMay, func(d *driver) {
		d.beginForm("tuyen_truyen").keys("2/5", tea.KeyEnter, " ", tea.KeyEnter, "Cài VNeID mức 2", tea.KeyPgDown, "45", tea.KeyF9)
	}},
	{"fill_photo", nil, func(d *driver) {
		d.withFiles()
		d.beginForm("tuyen_truyen").fillTo("tep").keys("~/Ảnh/họp thôn 1.jpg", tea.KeyEnter, tea.KeyEnter)
	}},
	{"fill_message", nil, func(d *driver) { d.beginForm("kho_khan").fillTo("noi_dung") }},
	{"drop", nil, func(d *driver) { d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyF8) }},
	{"not_saved", nil, func(d *driver) {
		d.beginForm("tuyen_truyen").fillTo("chu_de").keys("Họp")
		d.store.fail = errDisk
		d.fire()
		d.store.fail = nil
	}},
	{"pick_start", nil, func(d *driver) {
		d.withFiles()
		d.beginForm("tuyen_truyen").fillTo("tep").keys(tea.KeyUp, tea.KeyEnter)
		entries := d.m.top().screen.(*pickScreen).entries
		entries[len(entries)-1].note = "/home/mau"
	}},
}
