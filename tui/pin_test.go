package tui

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

var errWrongPIN = errors.New("wrong")

// fakePIN is a PIN in memory.
type fakePIN struct{ pin string }

func (f *fakePIN) HasPIN() bool { return f.pin != "" }
func (f *fakePIN) TryPIN(secret string) error {
	if secret != f.pin {
		return errWrongPIN
	}
	return nil
}
func (f *fakePIN) PlanPIN(pin string) (string, func() error, error) {
	return "ABCDE-FGHJK-LMNPQ-RTUVW-XYABC", func() error { f.pin = pin; return nil }, nil
}
func (f *fakePIN) RemovePIN() error   { f.pin = ""; return nil }
func (f *fakePIN) Unsealed() []string { return []string{"E:\\so-20250101-080000.db"} }

func (d *driver) withPIN(pin string) *fakePIN {
	f := &fakePIN{pin}
	d.m.PIN = f
	d.m.Explain = func(error) ledger.Words { return ledger.Words{Vi: "Mã PIN không đúng.", En: "wrong"} }
	return f
}

// idleFor lets time pass without a key.
func (d *driver) idleFor(t time.Duration) {
	d.now = d.now.Add(t)
	d.timers = nil
	d.send(idleMsg{})
}

// pick chooses the line of the settings, or of a question, that begins with text.
func (d *driver) pick(text string) *driver {
	d.t.Helper()
	d.keys(tea.KeyHome)
	for range 20 {
		if strings.Contains(d.screen(), marker+text) {
			return d
		}
		d.keys(tea.KeyDown)
	}
	d.t.Fatalf("no line %q:\n%s", text, d.screen())
	return d
}

func TestIdleViewIsLockedAndNothingIsLost(t *testing.T) {
	d := newDriver(t, "vi")
	d.withPIN("246810")
	d.start(80, 24).beginForm("tuyen_truyen").keys("hom qua")
	d.idleFor(9 * time.Minute)
	d.sees("hom qua")
	d.idleFor(2 * time.Minute)
	d.sees("Sổ đang khóa")
	d.seesNot("hom qua", "Tuyên truyền")
	if len(d.store.drafts) != 1 {
		t.Fatal("what was being written is not saved")
	}
	d.keys("111111")
	d.sees("••••••")
	d.seesNot("111111")
	d.keys(tea.KeyEnter)
	d.sees("Mã PIN không đúng.")
	d.keys(tea.KeyEsc, tea.KeyF1, tea.KeyF2)
	d.sees("Sổ đang khóa")
	d.keys("246810", tea.KeyEnter)
	d.sees("hom qua")
	if d.quit {
		t.Error("left")
	}
}

func TestWrongPINsMakeWait(t *testing.T) {
	d := newDriver(t, "vi")
	d.withPIN("246810")
	d.start(60, 20)
	d.idleFor(time.Hour)
	for range freeTries {
		d.keys("000000", tea.KeyEnter)
	}
	d.keys("246810", tea.KeyEnter)
	d.sees("Chờ 10 giây")
	d.now = d.now.Add(11 * time.Second)
	d.keys(tea.KeyEnter)
	d.seesNot("Sổ đang khóa")
}

func TestPINIsSetChangedAndRemovedInSettings(t *testing.T) {
	d := newDriver(t, "vi")
	pin := d.withPIN("")
	d.start(80, 24)
	d.run(d.m.push(&settingsScreen{}))
	d.pick("Mã PIN khóa sổ").keys(tea.KeyEnter, "246810", tea.KeyEnter, "246811", tea.KeyEnter)
	d.sees("Hai lần gõ khác nhau")
	d.seesNot("246810")
	d.keys("246810", tea.KeyEnter, "246810", tea.KeyEnter)
	d.sees("ABCDE-FGHJK-LMNPQ-RTUVW-XYABC", "CHÉP MÃ KHÔI PHỤC")
	d.keys("ABCDE", tea.KeyEnter)
	d.sees("Không đúng 5 chữ cuối")
	d.keys(tea.KeyEsc)
	if pin.pin != "" {
		t.Fatal("locked before the code was written down")
	}
	d.pick("Mã PIN khóa sổ").keys(tea.KeyEnter, "246810", tea.KeyEnter, "246810", tea.KeyEnter, "xyabc", tea.KeyEnter)
	d.sees("Đã khóa sổ bằng mã PIN", "so-20250101-080000.db")
	d.keys(tea.KeyEnter)
	d.sees("có, dữ liệu được mã hóa", "sau 10 phút không gõ")
	d.pick("Tự khóa màn hình").keys(tea.KeyEnter)
	d.sees("sau 30 phút không gõ")
	d.pick("Mã PIN khóa sổ").keys(tea.KeyEnter)
	d.pick("Đổi mã PIN").keys(tea.KeyEnter, "999999", tea.KeyEnter)
	d.sees("Mã PIN không đúng.")
	d.keys("246810", tea.KeyEnter, "lúa chiêm", tea.KeyEnter, "lúa chiêm", tea.KeyEnter, "XYABC", tea.KeyEnter, tea.KeyEnter)
	if pin.pin != "lúa chiêm" {
		t.Fatal(pin.pin)
	}
	d.pick("Mã PIN khóa sổ").keys(tea.KeyEnter)
	d.pick("Bỏ mã PIN").keys(tea.KeyEnter, "lúa chiêm", tea.KeyEnter)
	d.sees("Đã bỏ mã PIN")
	d.keys(tea.KeyEnter)
	d.sees("chưa có")
}

func TestUnlockPage(t *testing.T) {
	lock := &lockScreen{try: (&fakePIN{"246810"}).TryPIN}
	a := newDriver(t, "vi").m.app
	a.locked = &layer{screen: lock}
	var m tea.Model = unlockModel{a, lock}
	press := func(k tea.KeyMsg) tea.Cmd {
		next, cmd := m.Update(k)
		m = next
		return cmd
	}
	press(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("246810")})
	cmd := press(tea.KeyMsg{Type: tea.KeyEnter})
	_, end := m.Update(cmd())
	if end == nil || !lock.opened || lock.given != "246810" {
		t.Fatal("not open")
	}
}
