//go:build unix

package tui

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"github.com/nghia-hung/sothon/ledger"
)

// ptyResult names the file where the program under test leaves what it stored.
const ptyResult = "SOTHON_TUI_TEST_RESULT"

// TestMain is the program under test when it is started by a test on a terminal of its own.
func TestMain(m *testing.M) {
	if file := os.Getenv(ptyResult); file != "" {
		if err := runForTest(file); err != nil {
			os.Stderr.WriteString(err.Error())
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// runForTest shows the screens on the terminal over the fake store, then writes what is stored.
func runForTest(file string) error {
	store := newFakeStore(time.Now)
	store.who = ledger.Identity{Person: "Nguyễn Văn Tám", Device: ledger.DeviceID{1},
		Unit: ledger.Unit{ID: "chuong-nghia", Name: "Thôn Chương Nghĩa"}}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	err := Run(ctx, Options{Store: &calmStore{Store: store}, Catalogue: ledger.Default(), Lang: "vi", Now: time.Now, Version: "test"})
	var stored []ledger.Values
	for _, changes := range store.changes {
		stored = append(stored, ledger.Fold(changes).Values())
	}
	for _, draft := range store.drafts {
		stored = append(stored, draft.Values)
	}
	b, jsonErr := json.Marshal(stored)
	return errors.Join(err, jsonErr, os.WriteFile(file, b, 0o600))
}

// terminal is a program on a pseudo-terminal whose screen a test can read. It answers what the
// program asks the terminal, as real ones do.
type terminal struct {
	t      *testing.T
	file   *os.File
	cmd    *exec.Cmd
	result string
	ended  chan error

	mu     sync.Mutex
	screen *vt.Emulator
	drawn  chan struct{}
}

func openTerminal(t *testing.T, width, height int, env ...string) *terminal {
	t.Helper()
	return openTerminalThat(t, true, width, height, env...)
}

// openTerminalThat opens a terminal that answers the program's questions or is silent.
func openTerminalThat(t *testing.T, answers bool, width, height int, env ...string) *terminal {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	term := &terminal{t: t, screen: vt.NewEmulator(width, height), drawn: make(chan struct{}, 1),
		ended: make(chan error, 1), result: filepath.Join(t.TempDir(), "result.json")}
	term.cmd = exec.Command(exe)
	term.cmd.Env = append(append(os.Environ(), ptyResult+"="+term.result, "TERM=xterm-256color"), env...)
	term.file, err = pty.StartWithSize(term.cmd, &pty.Winsize{Rows: uint16(height), Cols: uint16(width)})
	if err != nil {
		t.Fatal(err)
	}
	replies := io.Discard
	if answers {
		replies = term.file
	}
	go io.Copy(replies, term.screen)
	go term.watch()
	go func() { term.ended <- term.cmd.Wait() }()
	t.Cleanup(func() {
		term.cmd.Process.Kill()
		term.file.Close()
		if replies, ok := term.screen.InputPipe().(io.Closer); ok {
			replies.Close()
		}
	})
	return term
}

// watch draws what the program writes.
func (term *terminal) watch() {
	buf := make([]byte, 4096)
	for {
		n, err := term.file.Read(buf)
		term.mu.Lock()
		term.screen.Write(buf[:n])
		term.mu.Unlock()
		select {
		case term.drawn <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

func (term *terminal) text() string {
	term.mu.Lock()
	defer term.mu.Unlock()
	return term.screen.String()
}

// wait waits until the screen shows a text.
func (term *terminal) wait(text string) {
	term.t.Helper()
	deadline := time.After(20 * time.Second)
	for !strings.Contains(strings.Join(strings.Fields(term.text()), " "), text) {
		select {
		case <-term.drawn:
		case <-deadline:
			term.t.Fatalf("the screen never showed %q:\n%s", text, term.text())
		}
	}
}

// send types bytes in one write, as a terminal or an input method does.
func (term *terminal) send(s string) {
	term.t.Helper()
	if _, err := term.file.WriteString(s); err != nil {
		term.t.Fatal(err)
	}
}

// stored waits for the program's end and gives what it stored.
func (term *terminal) stored() []ledger.Values {
	term.t.Helper()
	select {
	case err := <-term.ended:
		if err != nil {
			term.t.Fatalf("the program ended with %v:\n%s", err, term.text())
		}
	case <-time.After(20 * time.Second):
		term.t.Fatalf("the program does not end:\n%s", term.text())
	}
	b, err := os.ReadFile(term.result)
	if err != nil {
		term.t.Fatal(err)
	}
	var values []ledger.Values
	if err := json.Unmarshal(b, &values); err != nil {
		term.t.Fatal(err)
	}
	return values
}

const (
	enter    = "\r"
	tabKey   = "\t"
	pageDown = "\x1b[6~"
	f9       = "\x1b[20~"
	f10      = "\x1b[21~"
	esc      = "\x1b"
)

// A record typed on a real terminal: input-method bursts with 0x08 and 0x7f, decomposed Unicode, a
// letter split over two reads. What is stored is NFC and right.
func TestTypingOnATerminal(t *testing.T) {
	began := time.Now()
	term := openTerminal(t, 80, 24)
	term.wait("Buổi tuyên truyền")
	if took := time.Since(began); took > 4*time.Second {
		t.Errorf("the first screen took %v although the terminal answers", took)
	}
	term.send(enter)
	term.wait("trang 1/")
	term.send("hom qua" + enter)
	term.wait("Hội nghị, họp thôn")
	term.send(" ")
	term.wait("[x] Hội nghị")
	term.send(enter)
	term.wait("► ví dụ: cài VNeID")

	term.send("tie\x08\x08iếng vie\x7f\x7fiệt")
	term.wait("► tiếng việt")
	term.send(" vie\u0323\u0302t ho\u0300a")
	term.wait("► tiếng việt việt hòa")
	letter := "ế"
	term.send(" k" + letter[:1])
	term.wait("► tiếng việt việt hòa k")
	term.send(letter[1:2])
	term.send(letter[2:] + "t")
	term.wait("► tiếng việt việt hòa kết")

	term.send(enter + "nhà" + enter + enter)
	term.wait("Tổng số người dự")
	term.send("45" + f9)
	term.wait("Ghi vào sổ và chờ gửi")
	term.send(enter)
	term.wait("Đã ghi vào sổ. Máy này chưa nối với xã.")
	term.send(f10)
	stored := term.stored()
	if len(stored) != 1 {
		t.Fatalf("%d records stored", len(stored))
	}
	for field, want := range map[string]string{"chu_de": "tiếng việt việt hòa kết", "dia_diem": "nhà"} {
		if got := stored[0][field].Text; got != want {
			t.Errorf("%s is %q, want %q", field, got, want)
		}
	}
	if n := stored[0]["tong_so"].Num.Whole(); n != 45 {
		t.Errorf("tong_so is %d", n)
	}
}

// A long text in one write crosses Bubble Tea's read buffer at every phase of a letter.
func TestALongPasteOnATerminal(t *testing.T) {
	for shift := range 3 {
		term := openTerminal(t, 80, 24, "NO_COLOR=1")
		term.wait("Buổi tuyên truyền")
		term.send(enter)
		term.wait("trang 1/")
		term.send(tabKey + tabKey)
		term.wait("► ví dụ: cài VNeID")
		want := "abc"[:shift] + strings.Repeat("đườngế", 40)
		term.send("\x1b[200~" + want + "\x1b[201~" + "!")
		term.wait("!")
		term.send("\x03")
		stored := term.stored()
		if len(stored) != 1 || stored[0]["chu_de"].Text != want+"!" {
			t.Errorf("shift %d: stored %v", shift, stored)
		}
	}
}

// Ctrl+C and a resize in the middle of writing lose nothing.
func TestCtrlCOnATerminalKeepsTheDraft(t *testing.T) {
	term := openTerminal(t, 80, 24)
	term.wait("Buổi tuyên truyền")
	term.send(enter)
	term.wait("trang 1/")
	term.send("8/6/2026")
	term.wait("= Thứ Hai, 08/06/2026")
	if err := pty.Setsize(term.file, &pty.Winsize{Rows: 20, Cols: 60}); err != nil {
		t.Fatal(err)
	}
	term.mu.Lock()
	term.screen.Resize(60, 20)
	term.mu.Unlock()
	term.send(enter + " ")
	term.wait("[x] Hội nghị")
	term.send("\x03")
	stored := term.stored()
	if len(stored) != 1 || stored[0]["ngay"].Text != "2026-06-08" {
		t.Errorf("stored %v", stored)
	}
}
