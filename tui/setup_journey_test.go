//go:build unix

package tui

import (
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

// Keys as terminals send them, of the screens around the book.
const (
	rawEsc = "\x1b"
	rawEnd = "\x1b[F"
	rawF5  = "\x1b[15~"
	rawF7  = "\x1b[18~"
)

func TestJourneyFirstStart(t *testing.T) {
	d, h := newcomer(t, "vi")
	h.syncer = nothingToSync{}
	s := openStage(t, d).sees("Chào mừng", "trang 1/3")
	s.text("Thôn Mẫu").sees("► Thôn Mẫu").key(rawEnter).sees("trang 2/3")
	s.text("Nguyễn Văn Mẫu").sees("► Nguyễn Văn Mẫu").key(rawEnter).sees("trang 3/3")
	s.choose("Nối với xã ngay").sees("Địa chỉ máy chủ của xã")
	s.text("\x1b[200~sothon join https://xa-mau.vn ABCD-EFGH\x1b[201~").sees("► ABCD-EFGH")
	s.key(rawF9).sees("Đã nối với xã Xã Mẫu. Máy này ghi cho Thôn Mẫu Thượng.")
	if len(h.asked) != 1 || h.asked[0].Code != "ABCD-EFGH" || d.store.who.Person != "Nguyễn Văn Mẫu" {
		t.Errorf("asked %+v as %q", h.asked, d.store.who.Person)
	}
	s.atMost(8)
}

// What waits goes out by a stick, and the office's answer comes in from it.
func TestJourneyUSB(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	h := d.sampleHost()
	d.m.Syncer = nothingToSync{}
	s := openStage(t, d).sees("Chờ gửi: 1 phiếu")
	s.choose("USB, Zalo: chép ra, nhận về").sees("► Chép ra USB, gửi Zalo").key(rawEnter)
	s.sees("► USB «KINGSTON»").key(rawEnter).sees("Chép ra chưa phải là đã gửi", "gui-xa-20260608-0941.sothon")
	s.key(rawEsc).sees("Ghi mới").key(rawF5).sees("F7 nhận từ USB")
	s.key(rawF7).sees("► ve-chuong-nghia.sothon").key(rawEnter).sees("Xã đã nhận chắc chắn thêm 2 lần ghi.")
	s.key(rawEsc).sees("F7 nhận từ USB").key(rawEsc).sees("Ghi mới").atMost(30)
	if len(h.written) != 1 || h.written[0] != "/media/KINGSTON" || len(h.taken) != 1 {
		t.Errorf("written to %v, taken from %v", h.written, h.taken)
	}
}

func TestJourneyConflict(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	s := openStage(t, d).sees("► 1 phiếu xã trả lại")
	s.choose("1 phiếu hai máy ghi khác nhau").sees("Hai máy ghi khác nhau", "Bấm Enter để chọn")
	s.key(rawEnter).sees("► 60 hộ Trần Thị Bình ghi trên máy khác, 08:10 06/06 (đang dùng)", "58 hộ Nguyễn Văn Tám ghi trên máy này")
	s.choose("Ghi khác").sees("Số hộ tham gia").text("59").sees("► 59").key(rawEnter).sees("Không còn chỗ nào khác nhau.").atMost(8)
}

func TestJourneyClosesAPeriod(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	p := d.samplePeriods()
	s := openStage(t, d).sees("4 kỳ báo cáo cần chốt")
	s.choose("4 kỳ báo cáo").sees("► Tháng 6 năm 2026").key(rawEnter).sees("Trong kỳ đã ghi 5 phiếu.")
	s.choose("Chốt: đã gửi đủ").sees("Đã ghi lời báo về kỳ này.")
	s.key(rawEsc).sees("3 kỳ báo cáo cần chốt").atMost(8)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.said["2026-06"] != ledger.OutcomeComplete {
		t.Errorf("said %v", p.said)
	}
}

func TestJourneySettingsAndPractice(t *testing.T) {
	d := newDriver(t, "vi")
	d.sampleHost()
	s := openStage(t, d).sees("► Buổi tuyên truyền")
	s.choose("Cài đặt").sees("► Người ghi").choose("Kiểu gõ có sẵn").sees("Telex").key(rawEnter).sees("VNI")
	s.key(rawEnd).choose("Về chương trình").sees("/home/mau/SoThon").key(rawEsc).sees("Kiểu gõ có sẵn")
	s.key(rawEsc).sees("Ghi mới").choose("Cài đặt").sees("VNI")
	s.key(rawEnd).choose("Về chương trình").sees("/home/mau/SoThon").key(rawEsc).sees("Kiểu gõ có sẵn").choose("Tập thử").sees("Mở sổ tập thử").key(rawEsc).sees("Kiểu gõ có sẵn").key(rawEsc).sees("Ghi mới")
}
