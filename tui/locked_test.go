package tui

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// lockedSays is what the screens say of a day in the May that lockMay locks.
const lockedSays = "Xã đã khóa kỳ tháng 5 năm 2026 (15/04/2026–14/05/2026). Vẫn ghi được; xã sẽ đưa vào phần điều chỉnh, bổ sung của báo cáo sau."

// A record of a locked period is said to be an addition beside its day and before it is handed in, and is
// taken like any other. A day of an open period says nothing.
func TestARecordOfALockedPeriodIsAnAddition(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	d.lockMay()
	d.start(80, 24).beginForm("tuyen_truyen")
	d.seesNot("Xã đã khóa")
	d.keys("15/5")
	d.seesNot("Xã đã khóa")
	d.keys(tea.KeyBackspace, tea.KeyBackspace, tea.KeyBackspace, tea.KeyBackspace, "14/5")
	d.sees("= Thứ Năm, 14/05/2026 " + lockedSays)
	d.keys(tea.KeyEnter, " ", tea.KeyEnter, "Cài VNeID", tea.KeyPgDown, "45", tea.KeyF9)
	d.sees(lockedSays, "► Ghi vào sổ và chờ gửi")
	d.keys(tea.KeyEnter)
	d.sees("Đã ghi vào sổ.", "Chờ gửi: 2 phiếu")
}

// Correcting a record of a locked period says the same; moving it into an open one takes the word back.
func TestACorrectionInALockedPeriodSaysSo(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	id := d.add("tuyen_truyen", "Nguyễn Văn Tám", 1, map[string]string{"ngay": "2/5/2026", "hinh_thuc": "hoi_nghi",
		"chu_de": "Họp tháng năm", "tong_so": "40"})
	d.lockMay()
	d.start(80, 24)
	d.run(d.m.push(&recordScreen{id: id}))
	d.keys(tea.KeyEnter)
	d.sees("02/05/2026 " + lockedSays)
	d.fillTo("tong_so").keys("41", tea.KeyF9)
	d.sees(lockedSays, "Chỗ sửa: Tổng số người dự: 40 người → 41 người")
	d.keys(tea.KeyEsc).fillTo("ngay").keys("16/5")
	d.seesNot("Xã đã khóa")
	d.keys(tea.KeyF9)
	d.seesNot("Xã đã khóa")
	d.keys(tea.KeyEnter)
	d.sees("Đã ghi vào sổ.")
	if v := d.values(id); v["ngay"].Text != "2026-05-16" || v["tong_so"].Num.Whole() != 41 {
		t.Errorf("the correction is %v", v)
	}
}

// A period opened again until a day is not locked until then.
func TestAPeriodOpenedAgainIsNotLocked(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	d.store.who.Unit.Policy.Locks = []ledger.Lock{{Period: "2026-05", Until: "2026-06-10"}}
	d.start(80, 24).beginForm("tuyen_truyen").keys("2/5")
	d.seesNot("Xã đã khóa")
	d.now = d.now.AddDate(0, 0, 3)
	d.keys(tea.KeyEnter, tea.KeyShiftTab)
	d.sees(lockedSays)
}

// A locked period can be read and printed, and not be closed.
func TestALockedPeriodCannotBeClosed(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	d.sampleHost()
	d.samplePeriods().unit.Policy.Locks = []ledger.Lock{{Period: "2026-06"}}
	d.start(80, 24)
	d.run(d.m.push(&periodsScreen{}))
	d.keys(tea.KeyEnter)
	d.sees("Xã đã khóa sổ kỳ này", "In tóm tắt kỳ này ra giấy")
	if text := d.screen(); strings.Contains(text, "Chốt") {
		t.Errorf("a locked period is offered to be closed:\n%s", text)
	}
}
