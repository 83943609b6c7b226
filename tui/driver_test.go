package tui

import (
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// driver runs a Model without a terminal: commands run at once, timers when a test says so.
type driver struct {
	t      testing.TB
	m      Model
	store  *fakeStore
	syncer *fakeSyncer
	now    time.Time
	timers []tea.Msg
	quit   bool
	seen   map[string]bool // the screens that came to the top, nil to count none
}

// monday is 09:41 of Monday, 8 June 2026, in Viet Nam.
var monday = time.Date(2026, 6, 8, 9, 41, 0, 0, viet.Zone)

func newDriver(t testing.TB, lang string) *driver {
	d := &driver{t: t, now: monday}
	clock := func() time.Time { return d.now }
	d.store = newFakeStore(clock)
	d.store.who = ledger.Identity{Joined: true, Person: "Nguyễn Văn Tám", Device: ledger.DeviceID{1},
		Commune: ledger.DeviceID{9}, CommuneName: "Nghĩa Hưng", Province: "Ninh Bình",
		Unit: ledger.Unit{ID: "chuong-nghia", Name: "Thôn Chương Nghĩa", Kind: "village"}}
	d.syncer = &fakeSyncer{store: d.store}
	d.m = New(Options{Store: d.store, Syncer: d.syncer, Catalogue: ledger.Default(), Lang: lang,
		Now: clock, Version: "0.0.0-test", Out: io.Discard, Explain: explainForTests})
	d.m.after = func(_ time.Duration, msg tea.Msg) tea.Cmd {
		d.timers = append(d.timers, msg)
		return nil
	}
	return d
}

func explainForTests(err error) ledger.Words {
	switch {
	case errors.Is(err, errJoin):
		return ledger.Words{Vi: "Mã kết nối sai hoặc đã dùng rồi. Xin cán bộ xã mã khác.", En: "The code is wrong or used. Ask the office for another."}
	case errors.Is(err, errDisk):
		return ledger.Words{Vi: "Ổ đĩa hết chỗ trống. Xóa bớt tệp không cần rồi thử lại.", En: "The disk is full. Free some space, then try again."}
	}
	return ledger.Words{Vi: "Chưa có mạng. Các phiếu vẫn nằm nguyên trên máy này. Khi có mạng thì gửi lại.",
		En: "No network. The records are safe on this laptop. Send again when there is a network."}
}

// start opens the screens at a size.
func (d *driver) start(width, height int) *driver {
	d.run(d.m.Init())
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
	return d
}

// run runs a command and everything that follows from it.
func (d *driver) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	msg := cmd()
	switch msg := msg.(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			d.run(c)
		}
	case tea.QuitMsg:
		d.quit = true
	default:
		if cmds := reflect.ValueOf(msg); cmds.Kind() == reflect.Slice && cmds.Type().Elem() == reflect.TypeOf(tea.Cmd(nil)) {
			for i := range cmds.Len() {
				d.run(cmds.Index(i).Interface().(tea.Cmd))
			}
			return
		}
		d.send(msg)
	}
}

func (d *driver) send(msg tea.Msg) {
	m, cmd := d.m.Update(msg)
	d.m = m.(Model)
	if d.seen != nil {
		d.seen[d.topName()] = true
	}
	d.m.View()
	d.run(cmd)
}

// keys presses keys by their types, or types text.
func (d *driver) keys(keys ...any) *driver {
	for _, k := range keys {
		switch k := k.(type) {
		case tea.KeyType:
			d.send(tea.KeyMsg{Type: k})
		case string:
			for _, r := range k {
				d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
			}
		}
	}
	return d
}

// fire lets all timers run out.
func (d *driver) fire() *driver {
	timers := d.timers
	d.timers = nil
	for _, msg := range timers {
		d.send(msg)
	}
	return d
}

// screen is what is seen, without colours.
func (d *driver) screen() string { return ansi.Strip(d.m.View()) }

func (d *driver) sees(texts ...string) {
	d.t.Helper()
	flat := strings.Join(strings.Fields(d.screen()), " ")
	for _, text := range texts {
		if !strings.Contains(flat, text) {
			d.t.Errorf("the screen does not say %q:\n%s", text, d.screen())
		}
	}
}

func (d *driver) seesNot(texts ...string) {
	d.t.Helper()
	for _, text := range texts {
		if strings.Contains(strings.Join(strings.Fields(d.screen()), " "), text) {
			d.t.Errorf("the screen says %q:\n%s", text, d.screen())
		}
	}
}

// fits checks that nothing is drawn outside the terminal.
func (d *driver) fits() {
	d.t.Helper()
	lines := strings.Split(d.m.View(), "\n")
	if len(lines) > d.m.height {
		d.t.Fatalf("%d lines in a terminal of %d:\n%s", len(lines), d.m.height, d.screen())
	}
	for _, l := range lines {
		if w := max(ansi.StringWidth(l), viet.Width(ansi.Strip(l))); w > d.m.width {
			d.t.Fatalf("a line of %d cells in a terminal of %d: %q", w, d.m.width, ansi.Strip(l))
		}
	}
}

// add puts a record into the fake store as a change of a device, with its fields as typed.
func (d *driver) add(form, author string, device byte, typed map[string]string) ledger.ID {
	d.t.Helper()
	f := ledger.Default().Form(form)
	raw := ledger.Values{}
	for name, text := range typed {
		raw[name] = ledger.TextValue(text)
	}
	env := ledger.Env{Today: viet.DateOf(d.now)}
	values, problems := f.Input(raw, env)
	if len(problems) > 0 {
		d.t.Fatalf("sample record: %v", problems[0].Message.Vi)
	}
	values, _ = f.Finalize(values, env)
	id, err := d.store.NewID()
	if err != nil {
		d.t.Fatal(err)
	}
	c := d.store.change(id, form, ledger.KindFinalize)
	c.Author, c.Device = author, ledger.DeviceID{device}
	c.Assign(&ledger.Record{}, values)
	d.store.add(c)
	delete(d.store.pending, c.ID)
	return id
}

// office lets the commune's office act on a record.
func (d *driver) office(id ledger.ID, kind ledger.ChangeKind, field, text string) {
	seen := ledger.Fold(d.store.changes[id])
	c := d.store.change(id, seen.Form, kind)
	c.Author, c.Device, c.Field, c.Text = "Trần Thị Hoa", d.store.who.Commune, field, text
	c.Assign(seen, nil)
	d.store.add(c)
}

// set lets a device change one field, having seen only the first n changes of the record.
func (d *driver) set(id ledger.ID, n int, author string, device byte, field, typed string) {
	f := ledger.Default().Form(ledger.Fold(d.store.changes[id]).Form)
	v, err := f.Field(field).ParseAnswer(typed, ledger.Env{Today: viet.DateOf(d.now)})
	if err != nil {
		d.t.Fatal(err)
	}
	seen := ledger.Fold(d.store.changes[id][:n])
	c := d.store.change(id, f.Name, ledger.KindFinalize)
	c.Author, c.Device = author, ledger.DeviceID{device}
	c.Assign(seen, ledger.Values{field: v})
	d.store.add(c)
	delete(d.store.pending, c.ID)
}
