package tui

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/nghia-hung/sothon/ledger"
)

// values are a record's answers as the book has them now.
func (d *driver) values(id ledger.ID) ledger.Values { return ledger.Fold(d.store.changes[id]).Values() }

func TestUndoOfACorrection(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	id := d.add("tap_huan", "Nguyễn Văn Tám", 1, map[string]string{"ten": "Lớp ủ phân", "tu_ngay": "1/6/2026",
		"den_ngay": "1/6/2026", "dia_diem": "Nhà văn hóa", "noi_dung": "Ủ phân", "don_vi_to_chuc": "HTX", "tong_so": "38", "nu": "30"})
	d.run(d.m.push(&recordScreen{id: id}))
	d.seesNot("Ctrl+Z")
	d.keys(tea.KeyCtrlZ)
	d.sees("Phiếu chưa sửa lần nào")
	d.set(id, 1, "Nguyễn Văn Tám", 1, "nu", "24")
	d.run(d.m.top().open(d.m.app))
	d.sees("Ctrl+Z hoàn tác")
	d.keys(tea.KeyCtrlZ)
	d.sees("Trong đó nữ: 24 người → 30 người", "Không, để nguyên")
	d.keys(tea.KeyEnter)
	if n := len(d.store.changes[id]); n != 2 {
		t.Fatalf("%d changes", n)
	}
	d.keys(tea.KeyCtrlZ, tea.KeyDown, tea.KeyEnter)
	d.sees("Đã hoàn tác")
	if got := d.values(id)["nu"].Num.Whole(); got != 30 || len(d.store.changes[id]) != 3 {
		t.Errorf("nu is %d after %d changes", got, len(d.store.changes[id]))
	}
	d.keys(tea.KeyCtrlZ, tea.KeyDown, tea.KeyEnter)
	if got := d.values(id)["nu"].Num.Whole(); got != 24 {
		t.Errorf("undoing the undoing gives %d", got)
	}
}

func TestUndoOfAWithdrawal(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	id := d.find("kho_khan", "")
	if err := d.store.Act(id, ledger.KindWithdraw, "", ""); err != nil {
		t.Fatal(err)
	}
	d.run(d.m.push(&recordScreen{id: id}))
	d.keys(tea.KeyCtrlZ)
	d.sees("phiếu được tính lại")
	d.keys(tea.KeyDown, tea.KeyEnter)
	if r := ledger.Fold(d.store.changes[id]); r.State != ledger.Submitted {
		t.Errorf("the record is %s", r.State)
	}
	d.keys(tea.KeyCtrlZ)
	d.sees("phiếu lại là đã rút")
	d.keys(tea.KeyDown, tea.KeyEnter)
	if r := ledger.Fold(d.store.changes[id]); r.State != ledger.Withdrawn {
		t.Errorf("the record is %s", r.State)
	}
}

// What others did, messages, and answers to the office are not undone; neither is what was shown
// before something else arrived.
func TestWhatCannotBeUndone(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	why := func(id ledger.ID) say {
		e, err := d.store.Entry(id)
		if err != nil {
			t.Fatal(err)
		}
		return undoOf(e, ledger.Default().Form(e.Record.Form), ledger.DeviceID{1}).why
	}
	training, trouble := d.find("tap_huan", ""), d.find("kho_khan", "")
	if got := why(training); got != wUndoNotOwn {
		t.Errorf("a return of the office: %v", got)
	}
	d.set(training, 2, "Nguyễn Văn Tám", 1, "nu", "24")
	if got := why(training); got != wUndoReturned {
		t.Errorf("the answer to a return: %v", got)
	}
	if err := d.store.Act(trouble, ledger.KindComment, "", "Máy vẫn hỏng"); err != nil {
		t.Fatal(err)
	}
	if got := why(trouble); got != wUndoMessage {
		t.Errorf("a message: %v", got)
	}
	model := d.find("mo_hinh", "")
	if got := why(model); got != wUndoNotOwn {
		t.Errorf("a change of another laptop: %v", got)
	}
	outreach := d.find("tuyen_truyen", "")
	d.set(outreach, 1, "Nguyễn Văn Tám", 1, "nu", "22")
	e, _ := d.store.Entry(outreach)
	shown := e.Changes[len(e.Changes)-1].ID
	d.set(outreach, 2, "Nguyễn Văn Tám", 1, "nu", "23")
	if _, err := undo(d.store, ledger.Default(), outreach, shown, ledger.DeviceID{1}); !errors.Is(err, errUndoLate) {
		t.Errorf("a late undo: %v", err)
	}
}

// addUpdates gives the sample model three updates.
func (d *driver) addUpdates() ledger.ID {
	d.t.Helper()
	model := d.find("mo_hinh", "")
	for i, yield := range []string{"50", "55", "55"} {
		d.add("mo_hinh_cap_nhat", "Nguyễn Văn Tám", 1, map[string]string{"mo_hinh": model.String(), "ngay": fmt.Sprintf("%d/6/2026", 2+i),
			"nang_suat": yield, "tong_chi": "20 triệu", "tong_thu": fmt.Sprintf("%d triệu", 30+5*i)})
	}
	return model
}

func TestUpdatesAsATable(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	model := d.addUpdates()
	rec := &recordScreen{id: model}
	d.run(d.m.push(rec))
	text := strings.Join(rec.followLines(d.m.app, 76), "\n")
	for _, want := range []string{"02/06/2026", "04/06/2026", "So lần trước", "như cũ", "+14 %", "Diễn biến", "tăng", "40.000.000"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if a, b := strings.Index(text, "02/06/2026"), strings.Index(text, "04/06/2026"); a > b {
		t.Errorf("not the oldest first:\n%s", text)
	}
	for _, width := range []int{20, 40, 56, 116} {
		for _, l := range rec.followLines(d.m.app, width) {
			if ansi.StringWidth(l) > width {
				t.Errorf("%q is wider than %d", l, width)
			}
		}
	}
}

func TestCopyAsText(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	var out bytes.Buffer
	kept := map[string]string{}
	d.m.Out = &out
	d.m.SaveText = func(name, text string) (string, error) {
		kept[name] = text
		return "/tin/" + name, nil
	}
	id := d.find("tap_huan", "")
	d.run(d.m.push(&recordScreen{id: id}))
	d.keys(tea.KeyF7)
	d.sees("Tập huấn cấy máy vụ mùa", "Trong đó nữ: 30 người", "bấm Ctrl+V", "/tin/")
	text := kept[id.String()+".txt"]
	if want := base64.StdEncoding.EncodeToString([]byte(strings.TrimSuffix(text, "\n"))); !strings.Contains(out.String(), "]52;c;"+want) || text == "" {
		t.Errorf("the clipboard got %q", out.String())
	}
	d.m.SaveText = func(string, string) (string, error) { return "", errDisk }
	d.keys(tea.KeyEnter)
	d.sees("Chưa cất được ra tệp")
	d.keys(tea.KeyEsc)
	if _, ok := d.m.top().screen.(*recordScreen); !ok {
		t.Error("Esc does not lead back")
	}
}

func TestBookByPeriod(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	d.add("tuyen_truyen", "Nguyễn Văn Tám", 1, map[string]string{"ngay": "3/5/2026", "hinh_thuc": "hoi_nghi",
		"chu_de": "Họp tháng trước", "tong_so": "45", "nu": "21"})
	d.run(d.m.push(newBookScreen("")))
	d.sees("Họp tháng trước", "Nếp Bắc VietGAP")
	d.keys(tea.KeyF6, tea.KeyDown, tea.KeyEnter)
	d.sees("tháng 6 năm 2026", "Nếp Bắc VietGAP")
	d.seesNot("Họp tháng trước")
	for range 6 {
		d.keys(tea.KeyF6, tea.KeyDown, tea.KeyEnter).fits()
	}
	d.keys(tea.KeyF6, tea.KeyHome, tea.KeyEnter)
	d.sees("Họp tháng trước")
}
