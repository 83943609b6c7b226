//go:build unix

package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Keys as an xterm sends them, of the screens around the book.
const (
	keyDown = "\x1b[B"
	keyEsc  = "\x1b"
	keyF6   = "\x1b[17~"
	keyF7   = "\x1b[18~"
)

// session writes an outreach session from the home screen.
func (term *terminal) session(topic string) {
	term.t.Helper()
	term.typed(keyEnter)
	term.until("trang 1/", "Ngày (cần ghi)")
	term.typed("hom qua" + keyEnter)
	term.until("Hội nghị")
	term.typed(" " + keyEnter)
	term.typed(topic)
	term.until(topic)
	term.typed(keyPageDown)
	term.until("Tổng số người dự")
	term.typed("45" + keyF9)
	term.until("Ghi vào sổ và chờ gửi")
	term.typed(keyEnter)
	term.until("Đã ghi vào sổ.")
}

// A new laptop: the welcome, practice that leaves no trace, a record before joining, a wrong code, the
// right one. What was written before is at the commune, what was practised nowhere.
func TestFirstStartToTheCommune(t *testing.T) {
	tn := foundTown(t)
	term := startTerminal(t, 80, 24, tn.env, "sothon")
	term.until("Chào mừng", "trang 1/3")
	term.typed("Thôn của chúng tôi" + keyEnter)
	term.until("trang 2/3")
	term.typed("Nguyễn Văn Mẫu" + keyEnter)
	term.until("trang 3/3", "Để sau")

	term.typed(keyDown + keyDown + keyEnter)
	term.until("Mở sổ tập thử")
	term.typed(keyEnter)
	term.until("ĐANG TẬP THỬ", "Thôn của chúng tôi", "Ghi mới")
	term.session("Chỉ là tập thử")
	term.typed(keyF5)
	term.until("Bỏ hết phiếu tập")
	term.typed(keyDown + keyEnter)
	term.wait("practice was never left", func(screen string) bool {
		return strings.Contains(screen, "F5 nối với xã") && !strings.Contains(screen, "TẬP THỬ")
	})
	if _, err := os.Stat(filepath.Join(tn.home, "tap-thu")); err == nil {
		t.Error("the practice book is still there")
	}

	term.session("Họp trước khi nối")
	term.until("nằm chắc trên máy này")
	term.typed(keyF5)
	term.until("Địa chỉ máy chủ của xã")
	term.typed(tn.url + " SAI-MA")
	term.typed(keyF9)
	term.until("Mã kết nối sai")
	term.typed(strings.Repeat(bs, len("SAI-MA")) + strings.ToLower(tn.code))
	term.typed(keyF9)
	term.until("Đã nối với xã Nghĩa Hưng. Máy này ghi cho Thôn Thắng Hạ.", "Ghi mới")
	term.typed(keyF5)
	term.until("Xã đã nhận đủ, lúc")
	term.typed(keyF10)
	term.ended()

	records := string(tn.run("sothon-xa", "records"))
	if !strings.Contains(records, "Họp trước khi nối") || !strings.Contains(records, "Thôn Thắng Hạ") || strings.Contains(records, "tập thử") {
		t.Errorf("the commune has\n%s", records)
	}
	second := startTerminal(t, 80, 24, tn.env, "sothon")
	second.until("Thôn Thắng Hạ", "F5 gửi ngay")
	third := startTerminal(t, 60, 20, tn.env, "sothon")
	third.until("đang mở ở một cửa sổ khác")
	third.ended()
}

// Without a network a record goes by a file and its receipt comes back by one.
func TestByFileThroughTheScreens(t *testing.T) {
	tn := newTown(t)
	user := t.TempDir()
	for _, dir := range []string{"Desktop", "Downloads"} {
		if err := os.Mkdir(filepath.Join(user, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	tn.run("sothon", "add", "kho_khan", "--set", "ngay=2026-06-08", "--set", "noi_dung=Thiếu nước", "--set", "linh_vuc=y_te")
	term := startTerminal(t, 80, 24, append(tn.env, "HOME="+user, "XDG_CONFIG_HOME="+user), "sothon")
	term.until("Ghi mới")
	term.typed(keyF5)
	term.until("F6")
	term.typed(keyF6)
	term.until("Desktop")
	term.typed(keyEnter)
	term.until("Chép ra chưa phải là đã gửi")
	files, err := filepath.Glob(filepath.Join(user, "Desktop", "gui-xa-thang-ha-*.sothon"))
	if err != nil || len(files) != 1 {
		t.Fatalf("written: %v, %v", files, err)
	}
	tn.run("sothon-xa", "bundle", "import", files[0])
	tn.run("sothon-xa", "bundle", "export", "thang-ha", filepath.Join(user, "Downloads", "ve-thang-ha.sothon"))
	term.typed(keyEsc)
	term.until("F7")
	term.typed(keyF7)
	term.until("ve-thang-ha.sothon")
	term.typed(keyEnter)
	term.until("Không còn gì chờ gửi.")
}
