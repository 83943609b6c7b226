//go:build unix

package e2e_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// town is a commune with an endpoint and one laptop, as real programs.
type town struct {
	t    *testing.T
	env  []string
	home string
	url  string
	code string // the laptop's, to join
}

// newTown has a laptop that has joined.
func newTown(t *testing.T) *town {
	t.Helper()
	tn := foundTown(t)
	tn.run("sothon", "join", tn.url, tn.code, "--name", "Trưởng thôn mẫu")
	return tn
}

// foundTown has a laptop on which nothing was started yet.
func foundTown(t *testing.T) *town {
	t.Helper()
	dir := t.TempDir()
	addr, err := freeAddress()
	if err != nil {
		t.Fatal(err)
	}
	tn := &town{t: t, home: filepath.Join(dir, "home"), url: "http://" + addr}
	tn.env = []string{"SOTHON_XA_DATA=" + filepath.Join(dir, "xa"), "SOTHON_HOME=" + tn.home}
	tn.run("sothon-xa", "init", "--commune", "Nghĩa Hưng", "--code", "13891", "--province", "Ninh Bình")
	tn.run("sothon-xa", "unit", "add", "--id", "thang-ha", "--name", "Thôn Thắng Hạ")
	serving := exec.Command(filepath.Join(programs, "sothon-xa"), "serve", "--addr", addr)
	serving.Env = append(os.Environ(), tn.env...)
	stderr, err := serving.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := serving.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = serving.Process.Kill(); _ = serving.Wait() })
	if said, ready := readUntil(stderr, "listening on"); !ready {
		t.Fatalf("the endpoint did not start: %s", said)
	}
	var invitation struct{ Code string }
	tn.json(&invitation, "sothon-xa", "enroll", "thang-ha", "--json")
	tn.code = invitation.Code
	return tn
}

func (tn *town) run(program string, args ...string) []byte {
	tn.t.Helper()
	cmd := exec.Command(filepath.Join(programs, program), args...)
	cmd.Env = append(os.Environ(), tn.env...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		tn.t.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, errs.String())
	}
	return out.Bytes()
}

func (tn *town) json(into any, program string, args ...string) {
	tn.t.Helper()
	if err := json.Unmarshal(tn.run(program, args...), into); err != nil {
		tn.t.Fatal(err)
	}
}

// Vietnamese comes from keyboards in many shapes; what reaches the commune is the same text.
func TestTypedThroughTheScreensReachesTheCommune(t *testing.T) {
	const (
		burst      = "tie" + bs + bs + "iếng"                     // an input method's backspaces and letters in one write
		ctrlH      = " Viet" + "\x08\x08" + "ệt"                  // others send 0x08
		decomposed = " va\u0300 chu\u031b\u0303 Quo\u0302\u0301c" // marks of their own, as some keyboards send
		split      = " ngữ đồng bằng"
		want       = "tiếng Việt và chữ Quốc ngữ đồng bằng"
	)
	tn := newTown(t)
	term := startTerminal(t, 80, 24, tn.env, "sothon")
	term.until("Ghi mới", "Buổi tuyên truyền")
	term.typed(keyEnter)
	term.until("trang 1/", "Ngày (cần ghi)")
	term.typed("hôm qua" + keyEnter)
	term.until("Tìm:")
	term.typed("hop")
	term.until("Tìm: hop")
	term.typed(keyEnter)
	term.until("> Hội nghị, họp thôn")
	term.typed(burst)
	term.until("tiếng")
	term.typed(ctrlH)
	term.until("tiếng Việt")
	term.typed(decomposed)
	for _, b := range []byte(split) { // every letter split over as many reads as it has bytes
		term.typed(string([]byte{b}))
	}
	term.until(want)
	term.typed(keyPageDown)
	term.until("trang 2/", "Tổng số người dự")
	term.typed("45" + keyEnter)
	term.until("45 người")
	term.typed(keyF9)
	term.until("xem lại trước khi gửi", want)
	term.typed(keyF9)
	term.until("Ghi mới", "1 buổi")
	term.typed(keyF5)
	term.until("Gửi về xã", "Xã đã nhận đủ")
	term.typed(keyF10)
	term.ended()

	var records []struct {
		Values map[string]any
	}
	tn.json(&records, "sothon-xa", "records", "--json")
	if len(records) != 1 || records[0].Values["chu_de"] != want || records[0].Values["tong_so"] != 45.0 {
		t.Fatalf("at the commune: %+q", records)
	}
}

// The README's first command shows the home screen with something to do.
func TestDemoShowsTheHomeScreen(t *testing.T) {
	term := startTerminal(t, 80, 24, nil, "demo")
	term.until("SỔ THÔN", "Cần làm", "xã trả lại để sửa", "Ghi mới", "F10 thoát")
	term.typed(keyF10)
	term.ended()
}

// Power fails while somebody types: what the screen said was saved is there again, at its page.
func TestPowerFailsWhileTyping(t *testing.T) {
	env := []string{"SOTHON_HOME=" + t.TempDir()}
	term := startTerminal(t, 60, 20, env, "sothon")
	term.until("Chào mừng đến với Sổ Thôn")
	term.typed("\x1b")
	term.until("Ghi mới")
	term.typed(keyEnter)
	term.until("trang 1/")
	term.typed("hôm qua" + keyEnter)
	term.until("Tìm:")
	term.typed("hop" + keyEnter)
	term.until("> Hội nghị")
	term.typed("Họp thôn bàn việc cấy máy" + keyPageDown)
	term.until("trang 2/")
	term.typed("4")
	term.until("► 4", "đã tự lưu")
	if err := term.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	term.ended()

	term = startTerminal(t, 60, 20, env, "sothon")
	term.until("Lần trước máy dừng", "► Ghi tiếp đúng chỗ đang dở")
	term.typed(keyEnter)
	term.until("trang 2/", "► 4")
	term.typed("45") // typing replaces a number that stands there already
	term.until("► 45")
	term.typed(keyF9)
	term.until("Họp thôn bàn việc cấy máy", "45 người")
}
