package tui

import (
	"time"

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
	for _, s := range list {
		if len(d.store.changes[s.ID]) > 0 {
			return s.ID
		}
	}
	d.t.Fatalf("no sample record of %s %s", form, status)
	return ledger.ID{}
}

// beginForm opens a new record of a form.
func (d *driver) beginForm(form string) *driver {
	d.run(d.m.push(&fillScreen{begin: beginning{form: form}}))
	return d
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
