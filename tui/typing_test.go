package tui

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/viet"
)

// topic is the text box of the outreach form's topic, in focus.
func (d *driver) topic() *editor {
	d.t.Helper()
	d.beginForm("tuyen_truyen")
	s := d.m.top().screen.(*fillScreen)
	s.session.goTo("chu_de")
	e, kept := s.writing()
	if e == nil || !kept {
		d.t.Fatal("the topic takes no letters")
	}
	return e
}

func TestF2CyclesTyping(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	for _, want := range []string{"telex", "vni", "", "telex"} {
		d.keys(tea.KeyF2)
		if got, err := d.store.Setting(SettingTyping); got != want || err != nil {
			t.Errorf("the setting is %q, want %q (%v)", got, want, err)
		}
	}
	e := d.topic()
	d.sees("F2 gõ: Telex")
	d.keys("Hopj thoon: ddawng kys VNeID^")
	if want := "Họp thôn: đăng ký VNeID^"; e.text != want {
		t.Errorf("%q, want %q", e.text, want)
	}
	d.keys(tea.KeyF2)
	d.sees("F2 gõ: VNI")
	d.keys(" xa4")
	if want := "Họp thôn: đăng ký VNeID^ xã"; e.text != want {
		t.Errorf("%q, want %q", e.text, want)
	}
	d.store.fail = errDisk
	d.keys(tea.KeyF2)
	d.sees("Máy không đọc hoặc ghi được sổ")
}

// What an input method composed, a paste, and letters while the built-in typing is off stay as they
// come; letters of a keyboard that arrive together are typed one by one.
func TestTypingLeavesOthersAlone(t *testing.T) {
	burst := func(s string, paste bool) tea.KeyMsg {
		return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: paste}
	}
	d := newDriver(t, "vi").start(80, 24)
	e := d.topic()
	d.keys("tieengs ")
	d.keys(tea.KeyF2)
	d.send(burst("tiếng", false))
	d.keys(tea.KeyBackspace, tea.KeyBackspace)
	d.send(burst("\u0301ng ", false)) // a mark alone is no key of a keyboard
	d.send(burst("assess class", true))
	d.keys(" ")
	d.send(burst("Vieetj Nam", false))
	if want := viet.NFC("tieengs tiế\u0301ng assess class Việt Nam"); e.text != want {
		t.Errorf("%q, want %q", e.text, want)
	}
}

func TestTypingInTheMiddle(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.keys(tea.KeyF2)
	e := d.topic()
	check := func(want string, keys ...any) {
		t.Helper()
		if d.keys(keys...); e.text != want {
			t.Errorf("%v: %q, want %q", keys, e.text, want)
		}
	}
	check("hoa mai", "hoa mai")
	check("hoas mai", tea.KeyHome, tea.KeyRight, tea.KeyRight, tea.KeyRight, "s")
	check("hoa mai", tea.KeyBackspace)
	check("hoa mấy mai", " ", "maays")
	check("hoa mấ mai", tea.KeyBackspace)
	check("hoa má mai", tea.KeyBackspace, "as")
	check("hoa  mai", tea.KeyBackspace, tea.KeyBackspace)
	check("hoa test mai", "test", tea.KeyCtrlZ)
	check("hoa test tươ mai", " two")
	check("hoa test two mai two", tea.KeyEnd, " two", tea.KeyLeft)
}

// A word that is no syllable is given back as it was typed when Enter ends the answer, and the
// answer that is kept is the one on the screen.
func TestEnterEndsTheWord(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.keys(tea.KeyF2)
	e := d.topic()
	d.keys("gawpj two", tea.KeyEnter)
	s := d.m.top().screen.(*fillScreen).session
	if got := s.raw()["chu_de"].Text; e.text != "gặp two" || got != e.text {
		t.Errorf("on the screen %q, kept %q", e.text, got)
	}
}

func TestTypingAtTheLimit(t *testing.T) {
	e := editor{limit: 5, typing: &viet.Typing{Method: viet.Telex}}
	for _, r := range "boong tas" {
		e.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
	if e.text != "bông " && e.text != "bông t" {
		t.Errorf("%q", e.text)
	}
	if n := len([]rune(e.text)); n > 5 {
		t.Errorf("%d letters", n)
	}
}

// Numbers are never typed wrong: their boxes take keys as they are.
func TestNumbersTakeNoTelex(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.keys(tea.KeyF2, tea.KeyF2)
	d.beginForm("tap_huan")
	s := d.m.top().screen.(*fillScreen)
	s.session.goTo("tong_so")
	d.keys("45")
	if got := s.session.slots["tong_so"].typed; got != "45" {
		t.Errorf("%q", got)
	}
}

func TestTypingSearches(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	d.keys(tea.KeyF2)
	book := newBookScreen("")
	d.run(d.m.push(book))
	d.keys("taapj huaans")
	if book.search.text != "tập huấn" {
		t.Errorf("%q", book.search.text)
	}
	d.sees("F2 gõ: Telex")
	d.keys(tea.KeyDown, tea.KeyEsc)
	if book.search.text != "" {
		t.Errorf("%q", book.search.text)
	}
}
