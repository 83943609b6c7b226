package tui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// Each test here is a place where somebody new to the program stumbled.

// handIn writes a record of an outreach session and hands it in.
func (d *driver) handIn() *driver {
	return d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyEnter, "Họp", tea.KeyPgDown, "45", tea.KeyF9, tea.KeyEnter)
}

// The line about what was handed in stayed at "1 waits" although it had been sent.
func TestTheLineAfterHandingInFollowsSending(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.handIn()
	d.sees("Đã ghi vào sổ. Xã chưa nhận gì từ máy này. Chờ gửi: 1 phiếu.")
	d.now = d.now.Add(5 * time.Minute)
	d.run(d.m.beginSending())
	d.sees("Đã ghi vào sổ. Xã đã nhận đủ đến 09:46 hôm nay. Không còn phiếu chờ gửi.")
	d.seesNot("Chờ gửi: 1 phiếu")

	auto := newDriver(t, "vi")
	auto.m.AutoSend = true
	auto.start(80, 24).handIn()
	auto.sees("Đã ghi vào sổ. Xã đã nhận đủ đến 09:41 hôm nay. Không còn phiếu chờ gửi.")
}

func TestAnActOnARecordTellsWhatWaits(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	d.run(d.m.push(&recordScreen{id: d.find("tap_huan", "")}))
	d.keys(tea.KeyF8, tea.KeyDown, tea.KeyEnter)
	d.sees("Đã rút lại phiếu. Xã đã nhận đủ đến 17:10 hôm qua. Chờ gửi: 2 phiếu.")
}

func TestSendingNothingSaysSo(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.keys(tea.KeyF5)
	d.sees("Không có phiếu nào phải gửi. Xã đã nhận đủ, lúc 09:41 hôm nay.")
	d.seesNot("chắc chắn")
}

// The day was cut off where the unit's name is long.
func TestHomeKeepsTheDay(t *testing.T) {
	d := newDriver(t, "vi")
	d.store.who.Unit = ledger.Unit{ID: "u", Name: "Thôn Đào Khê Thượng", OldCommune: "Nghĩa Châu"}
	for width, want := range map[int]string{
		120: "SỔ THÔN · Thôn Đào Khê Thượng (Nghĩa Châu), xã Nghĩa Hưng",
		80:  "SỔ THÔN · Thôn Đào Khê Thượng (Nghĩa Châu), xã Nghĩa Hưng",
		74:  "SỔ THÔN · Thôn Đào Khê Thượng (Nghĩa Châu) ",
		60:  "SỔ THÔN · Thôn Đào Khê Thượng ",
		40:  "SỔ THÔN · Thôn Đ… ",
	} {
		d.start(width, 24)
		first, _, _ := strings.Cut(d.screen(), "\n")
		if !strings.HasPrefix(first, " "+want) || !strings.HasSuffix(first, "Thứ Hai, 08/06/2026") {
			t.Errorf("at %d cells: %q", width, first)
		}
		d.fits()
	}
}

func TestHomeTallies(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	d.sees("tháng này 2 buổi · 45 lượt người", "tháng này 1 lớp · 38 lượt người", "1 mô hình đang làm")
	d.add("mo_hinh", "Nguyễn Văn Tám", 1, map[string]string{"ten": "Nuôi ếch", "loai": "thuy_san", "trang_thai": "dung"})
	d.add("mo_hinh", "Nguyễn Văn Tám", 1, map[string]string{"ten": "Cấy máy", "loai": "trong_trot", "trang_thai": "nhan_rong", "nam": "2024"})
	d.run(d.m.top().open(d.m.app))
	d.sees("2 mô hình đang làm")

	big := newDriver(t, "vi").fill(10000).start(80, 24)
	big.sees("tháng này 240 buổi")
	big.seesNot("lượt người")
}

// Enter on the highlighted row of a list in which nothing was marked went on with an error.
func TestANeededChoiceSaysWhichKeyMakesIt(t *testing.T) {
	for field, form := range map[string]string{"hinh_thuc": "tuyen_truyen", "loai": "mo_hinh", "mo_hinh": "mo_hinh_cap_nhat"} {
		d := newDriver(t, "vi").start(80, 30)
		d.beginForm(form).fillTo(field)
		d.sees("↑↓ tới mục")
		d.keys(tea.KeyEnter)
		d.sees("Chưa chọn mục nào. ↑↓ tới mục")
		if q := d.session().pager.focused(); q.GetKey() != field || !d.session().slots[field].value.IsEmpty() {
			t.Errorf("Enter went on from %s to %s", field, q.GetKey())
		}
		d.keys(tea.KeyEnter)
		if q := d.session().pager.focused(); q.GetKey() == field {
			t.Errorf("nobody can leave %s for later", field)
		}
	}
	d := newDriver(t, "vi").start(80, 30)
	d.beginForm("tuyen_truyen").fillTo("hinh_thuc").keys(tea.KeyEnter, tea.KeyDown, tea.KeyEnter)
	if v := d.session().slots["hinh_thuc"].value; !slices.Equal(v.List, []string{"truyen_thanh"}) {
		t.Errorf("moving to a row and Enter chose %v", v.List)
	}
}

// Of several choices the space bar marks, but inside a search it is a letter.
func TestChoicesAreFoundByAllTheirWords(t *testing.T) {
	d := newDriver(t, "vi").start(80, 30)
	d.beginForm("tuyen_truyen").fillTo("hinh_thuc").keys("mang xa hoi khac")
	d.sees("► [ ] Mạng xã hội khác", "Enter để đánh dấu mục có mũi tên.")
	d.keys(tea.KeyEnter)
	if v := d.session().slots["hinh_thuc"].value; !slices.Equal(v.List, []string{"mang_xa_hoi"}) {
		t.Errorf("chose %v", v.List)
	}
	for _, typed := range []string{"bao quan che bien", "bảo quản,chế biến", "che bien bao quan"} {
		d := newDriver(t, "vi").start(80, 30)
		d.beginForm("mo_hinh").fillTo("loai").keys(typed, tea.KeyEnter)
		if v := d.session().slots["loai"].value; v.Text != "bao_quan_che_bien" {
			t.Errorf("%q found %v", typed, v)
		}
	}
}

// "2" typed where "1" stood made 12 sessions.
func TestTypingReplacesANumber(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.beginForm("tuyen_truyen").fillTo("so_buoi")
	d.sees("Gõ để thay, Enter để giữ nguyên.")
	d.keys("2")
	d.seesNot("Gõ để thay")
	d.keys(tea.KeyF1, tea.KeyEsc, "3")
	typed := func(want string) {
		t.Helper()
		if sl := d.session().slots["so_buoi"]; sl.typed != want {
			t.Errorf("the box holds %q, want %q", sl.typed, want)
		}
	}
	typed("23")
	d.keys(tea.KeyTab, tea.KeyShiftTab)
	d.fillTo("so_buoi").keys(tea.KeyBackspace, "4")
	typed("24")
	d.keys(tea.KeyEnter).fillTo("so_buoi").keys(tea.KeyDelete)
	typed("")
	d.keys("6 buoi hop", tea.KeyEnter, "6")
	typed("6")
	d.fillTo("chu_de").keys("Họp", tea.KeyEnter).fillTo("chu_de").keys(" thôn")
	if v := d.session().slots["chu_de"].value; v.Text != "Họp thôn" {
		t.Errorf("a text was replaced: %q", v.Text)
	}
}

func TestACorrectionIsShownBeforeAndAfter(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	d.keys(tea.KeyEnter, tea.KeyEnter, "24", tea.KeyF9)
	d.sees("Chỗ sửa: Trong đó nữ: 30 người → 24 người")
}

func TestAConflictShowsBothValuesInTheRecord(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 40)
	d.run(d.m.push(&recordScreen{id: d.find("mo_hinh", "")}))
	d.sees("60 hộ còn bản ghi khác: 58 hộ")
}

// A record whose title is only its day is called by its form.
func TestRecordsAreCalledByMoreThanTheirDay(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	farm := d.find("mo_hinh", "")
	d.add("mo_hinh_cap_nhat", "Nguyễn Văn Tám", 1, map[string]string{"mo_hinh": farm.String(), "ngay": "7/6/2026"})
	d.run(d.m.push(newBookScreen("")))
	d.sees("07/06/2026 Cập nhật mô hình")
	d.seesNot("07/06/2026 07/06/2026")
}

func TestAnEmptyBookSaysWhatToWriteFirst(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.beginForm("mo_hinh_cap_nhat")
	d.sees("Ghi phiếu «Mô hình» trước")
}

// However little room there is, the last lines keep help and the way out.
func TestTheKeysKeepHelp(t *testing.T) {
	d := newDriver(t, "vi").start(44, 20)
	d.beginForm("sang_kien").fillTo("noi_dung")
	d.sees("F1 trợ giúp", "Esc cất lại, ghi tiếp sau", "Enter ô sau")
	d.fits()
}
