package tui

import (
	"fmt"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

func TestReturnedRecordIsCorrectedAndSentAgain(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	id := d.find("tap_huan", "")
	d.sees("1 phiếu xã trả lại để sửa")
	d.keys(tea.KeyEnter)
	d.sees("Xã trả lại để sửa ô «Trong đó nữ»", "danh sách ký tên chỉ có 24 người")
	d.keys(tea.KeyEnter)
	d.sees("Xã ghi: «Ghi lại số nữ")
	if q := d.session().pager.focused(); q.GetKey() != "nu" {
		t.Fatalf("the cursor is at %s", q.GetKey())
	}
	d.keys(tea.KeyBackspace, tea.KeyBackspace, "24").fire()
	if draft := d.store.drafts[id]; !draft.Edits || len(draft.Values) != 1 || draft.Values["nu"].Num.Whole() != 24 {
		t.Errorf("the draft holds more than what was changed: %+v", draft.Values)
	}
	d.keys(tea.KeyF9, tea.KeyEnter)
	d.sees("Đã ghi vào sổ")
	last := d.store.changes[id][len(d.store.changes[id])-1]
	if last.Kind != ledger.KindFinalize || len(last.Set) != 1 || last.Set[0].Field != "nu" {
		t.Errorf("the correction is %v %+v", last.Kind, last.Set)
	}
	d.run(d.m.push(&recordScreen{id: id}))
	d.keys(tea.KeyEnd)
	d.sees("Trong đó nữ: 30 người → 24 người", "(chưa gửi)")
}

// While somebody reads a record before changing it, new changes may arrive: the form then shows
// them, so that nobody overrides what he has not seen.
func TestAnEditNotYetBegunFollowsThePull(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	id := d.find("tap_huan", "")
	d.run(d.m.push(&fillScreen{begin: beginning{record: id}}))
	d.set(id, 2, "Trần Thị Bình", 2, "nu", "25")
	d.send(sentMsg{run: d.m.sending.run})
	if v := d.session().slots["nu"].value; v.Num.Whole() != 25 {
		t.Errorf("the form still shows %v", v)
	}
}

func TestConflictIsSettled(t *testing.T) {
	for name, keys := range map[string][]any{
		"60": {tea.KeyEnter}, "58": {tea.KeyDown, tea.KeyEnter},
		"59": {tea.KeyDown, tea.KeyDown, tea.KeyEnter, "59", tea.KeyEnter},
	} {
		d := newDriver(t, "vi").sampleBook().start(80, 24)
		id := d.find("mo_hinh", "")
		d.run(d.m.push(&recordScreen{id: id}))
		d.keys(tea.KeyEnter)
		d.sees("60 hộ", "58 hộ", "Trần Thị Bình ghi trên máy khác, 08:10 06/06 (đang dùng)")
		d.keys(keys...)
		r := ledger.Fold(d.store.changes[id])
		if v := r.Values()["so_ho"]; len(r.Conflicts()) != 0 || fmt.Sprint(v.Num.Whole()) != name {
			t.Errorf("chose %s: conflicts %v, value %v", name, r.Conflicts(), v)
		}
		d.sees("Không còn chỗ nào khác nhau")
		if last := d.store.changes[id][3]; last.Kind != ledger.KindResolve {
			t.Errorf("settled by a change of kind %v", last.Kind)
		}
	}
}

func TestWithdrawAsksFirst(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	id := d.find("tap_huan", "")
	d.run(d.m.push(&recordScreen{id: id}))
	d.keys(tea.KeyF8, tea.KeyEnter)
	if len(d.store.changes[id]) != 2 {
		t.Fatal("withdrawn by the harmless answer")
	}
	d.keys(tea.KeyF8, tea.KeyDown, tea.KeyEnter)
	d.sees("Đã rút lại phiếu")
	if s := ledger.Fold(d.store.changes[id]).State; s != ledger.Withdrawn {
		t.Errorf("the state is %s", s)
	}
}

func TestMessage(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	id := d.find("tap_huan", "")
	d.run(d.m.push(&recordScreen{id: id}))
	d.keys(tea.KeyF4, "Đã đếm lại", tea.KeyEsc, tea.KeyF4, ".", tea.KeyF9)
	d.sees("Đã ghi tin nhắn")
	messages := ledger.Fold(d.store.changes[id]).Messages
	if last := messages[len(messages)-1]; last.Text != "Đã đếm lại." || last.Office {
		t.Errorf("the message is %+v", last)
	}
}

func TestDropADraft(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.beginForm("kinh_phi").fillTo("so_tien").keys("5 triệu").fire()
	d.keys(tea.KeyF8, tea.KeyEnter)
	if len(d.store.drafts) != 1 {
		t.Fatal("thrown away by the harmless answer")
	}
	d.keys(tea.KeyF8, tea.KeyDown, tea.KeyEnter).fire()
	if len(d.store.drafts) != 0 {
		t.Error("the draft is still there")
	}
	d.sees("Không có việc gì đang chờ")
}
