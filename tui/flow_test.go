package tui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// value is a field of the only record or draft of a form in the fake store.
func (d *driver) value(form, field string) ledger.Value {
	d.t.Helper()
	for _, changes := range d.store.changes {
		if changes[0].Form == form {
			return ledger.Fold(changes).Values()[field]
		}
	}
	return d.draft(form).Values[field]
}

func (d *driver) draft(form string) ledger.Draft {
	d.t.Helper()
	for _, draft := range d.store.drafts {
		if draft.Form == form {
			return draft
		}
	}
	d.t.Fatalf("no draft of %s", form)
	return ledger.Draft{}
}

// session is what is being written.
func (d *driver) session() *session {
	d.t.Helper()
	for _, l := range d.m.stack {
		if f, ok := l.screen.(*fillScreen); ok && f.session != nil {
			return f.session
		}
	}
	d.t.Fatal("nothing is being written")
	return nil
}

func TestWriteARecordFromHome(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.keys(tea.KeyEnter)
	d.sees("Buổi tuyên truyền · trang 1/")
	d.keys("hom qua", tea.KeyEnter, " ", tea.KeyEnter, "Cài VNeID", tea.KeyEnter, tea.KeyEnter, tea.KeyEnter)
	d.sees("Người dự", "Tổng số người dự (cần ghi)")
	d.keys("45", tea.KeyEnter, "21", tea.KeyF9)
	d.sees("Ghi vào sổ và chờ gửi", "Chủ Nhật, 07/06/2026", "21 người")
	d.keys(tea.KeyEnter)
	d.sees("Đã ghi vào sổ. Xã chưa nhận gì từ máy này. Chờ gửi: 1 phiếu.", "tháng này 1 buổi · 45 lượt người")
	if v := d.value("tuyen_truyen", "chu_de"); v.Text != "Cài VNeID" {
		t.Errorf("chu_de is %q", v.Text)
	}
	if v := d.value("tuyen_truyen", "nguoi_bao"); v.Text != "Nguyễn Văn Tám" {
		t.Errorf("nguoi_bao is %q, not the laptop's person", v.Text)
	}
	if len(d.store.drafts) != 0 {
		t.Error("the draft is still there")
	}
}

// A late save must not bring a draft back that was handed in.
func TestNothingIsSavedAfterHandingIn(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyEnter, "Họp", tea.KeyPgDown, "45")
	late := d.m.top().screen.(*fillScreen).save(d.m.app)
	d.keys(tea.KeyF9, tea.KeyEnter)
	d.run(late)
	d.fire()
	if len(d.store.drafts) != 0 || len(d.store.changes) != 1 {
		t.Errorf("%d drafts, %d records", len(d.store.drafts), len(d.store.changes))
	}
}

// Commands run in any order; an older text never replaces a newer one.
func TestSavesKeepTheirOrder(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.beginForm("tuyen_truyen").fillTo("chu_de").keys("Một")
	fill := d.m.top().screen.(*fillScreen)
	older := fill.save(d.m.app)
	d.keys(" hai")
	d.run(fill.save(d.m.app))
	d.run(older)
	if v := d.value("tuyen_truyen", "chu_de"); v.Text != "Một hai" {
		t.Errorf("saved %q", v.Text)
	}
	d.sees("đã tự lưu 09:41")
}

func TestAutosaveAndResume(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyEnter, tea.KeyPgDown, "4x")
	if d.store.saves == 0 {
		t.Error("turning the page saved nothing")
	}
	d.sees("đang lưu…")
	d.fire()
	d.sees("đã tự lưu 09:41")
	if got := d.draft("tuyen_truyen").Typed["tong_so"]; got != "4x" {
		t.Errorf("what is not a number yet was saved as %q", got)
	}

	// The power fails; the program begins anew on the same store.
	again := newDriver(t, "vi")
	*again.store = *d.store
	again.start(80, 24)
	again.sees("Lần trước máy dừng khi đang ghi phiếu «Buổi tuyên truyền»", "lưu đến lúc 09:41 hôm nay")
	again.keys(tea.KeyEsc)
	again.sees("1 phiếu đang ghi dở")
	again.keys(tea.KeyEnter)
	again.sees("Người dự", "4x")
	if q := again.session().pager.focused(); q.GetKey() != "tong_so" {
		t.Errorf("resumed at %s", q.GetKey())
	}
	again.keys(tea.KeyBackspace, "5", tea.KeyEsc)
	again.sees("Đã cất phiếu ghi dở")
	if v := again.value("tuyen_truyen", "tong_so"); v.Num.Whole() != 45 {
		t.Errorf("tong_so is %v", v)
	}
}

func TestAnUntouchedFormLeavesNothing(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.beginForm("kinh_phi").keys(tea.KeyEnter, tea.KeyPgDown, tea.KeyEsc)
	if d.store.saves != 0 {
		t.Error("an empty draft was saved")
	}
	d.sees("Cần làm", "Không có việc gì")
}

// Typing without a pause is saved all the same.
func TestEndlessTypingIsSaved(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.beginForm("tuyen_truyen").fillTo("chu_de")
	for range 8 {
		d.keys("a")
		d.now = d.now.Add(500 * time.Millisecond)
	}
	if d.store.saves == 0 {
		t.Error("nothing was saved in four seconds")
	}
}

func TestAFailingDiskIsTold(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.beginForm("tuyen_truyen").fillTo("chu_de").keys("Họp")
	d.store.fail = errDisk
	d.fire()
	d.sees("Máy chưa lưu được phần vừa ghi", "chưa lưu được")
	d.keys(tea.KeyEsc)
	d.sees("Chủ đề")
	d.keys(tea.KeyCtrlC)
	if d.quit {
		t.Fatal("left although the draft was not safe")
	}
	d.sees("Bấm lần nữa để vẫn thoát")
	d.keys("a", tea.KeyF10)
	if d.quit {
		t.Fatal("a refusal from before counted for what was written after it")
	}
	d.store.fail = nil
	d.keys("a").fire()
	d.sees("đã tự lưu")
}

func TestLeavingSavesTheDraft(t *testing.T) {
	for _, key := range []tea.KeyType{tea.KeyCtrlC, tea.KeyF10} {
		d := newDriver(t, "vi").start(80, 24)
		d.beginForm("tuyen_truyen").fillTo("chu_de").keys("Họp", key)
		if !d.quit || d.value("tuyen_truyen", "chu_de").Text != "Họp" {
			t.Errorf("key %v: quit %v, saved %q", key, d.quit, d.value("tuyen_truyen", "chu_de").Text)
		}
	}
	d := newDriver(t, "vi").start(80, 24)
	d.beginForm("tuyen_truyen").fillTo("chu_de").keys("Họp")
	d.send(leaveMsg{})
	if !d.quit || d.value("tuyen_truyen", "chu_de").Text != "Họp" {
		t.Error("a signal lost the draft")
	}
}

// What disappears because it is not asked any more comes back as it was typed.
func TestRelevanceKeepsWhatWasTyped(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.beginForm("sang_kien").fillTo("bac")
	for range 5 {
		d.keys(tea.KeyDown)
	}
	d.keys(tea.KeyEnter).fillTo("so_quyet_dinh").keys("125/QĐ-UBND")
	d.fillTo("bac").keys(tea.KeyUp, tea.KeyUp, tea.KeyUp, tea.KeyUp, tea.KeyEnter)
	if d.session().relevant("so_quyet_dinh") {
		t.Fatal("an idea has no decision")
	}
	d.fire()
	if kept, final := d.draft("sang_kien").Values["so_quyet_dinh"], d.session().final().Values["so_quyet_dinh"]; kept.IsEmpty() || !final.IsEmpty() {
		t.Errorf("of what is not asked now the draft keeps %v and %v is handed in", kept, final)
	}
	d.fillTo("bac").keys(tea.KeyDown, tea.KeyDown, tea.KeyDown, tea.KeyDown, tea.KeyEnter).fillTo("so_quyet_dinh")
	d.sees("125/QĐ-UBND")
}

func TestKeysGoToTheNextQuestionAtOnce(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.beginForm("kinh_phi").fillTo("so_tien")
	m, _ := d.m.Update(tea.KeyMsg{Type: tea.KeyEnter})
	m, _ = m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("giống")})
	d.m = m.(Model)
	d.sees("giống")
	if sl := d.session().slots["so_tien"]; sl.typed != "" {
		t.Errorf("letters typed after Enter went into the question before: %q", sl.typed)
	}
}

func TestAmbiguousInputAsks(t *testing.T) {
	d := newDriver(t, "vi").start(80, 30)
	d.beginForm("kinh_phi").fillTo("so_tien").keys("1.5", tea.KeyEnter)
	d.sees("Máy chưa chắc. Chọn một:", "Gõ lại cho rõ")
	d.keys(tea.KeyEnter)
	if v := d.session().slots["so_tien"].value; !v.IsEmpty() {
		t.Fatalf("an answer was guessed: %v", v)
	}
	d.keys(tea.KeyEnter)
	for !strings.Contains(d.screen(), "► 1,5 triệu = 1.500.000 đồng") {
		d.keys(tea.KeyDown)
	}
	d.keys(tea.KeyEnter)
	if v := d.session().slots["so_tien"].value; v.Num.Whole() != 1500000 {
		t.Errorf("chosen 1,5 triệu, got %v", v)
	}
	d.sees("= 1.500.000 đồng")
}

func TestTypingDecomposedAndInBursts(t *testing.T) {
	d := newDriver(t, "vi").start(80, 24)
	d.beginForm("tuyen_truyen").fillTo("chu_de")
	for _, k := range []tea.KeyMsg{
		{Type: tea.KeyRunes, Runes: []rune("tie")}, {Type: tea.KeyCtrlH}, {Type: tea.KeyCtrlH},
		{Type: tea.KeyRunes, Runes: []rune("iế")}, {Type: tea.KeyRunes, Runes: []rune("ng")},
		{Type: tea.KeySpace, Runes: []rune{' '}}, {Type: tea.KeyRunes, Runes: []rune("vie\u0323\u0302t")},
	} {
		d.send(k)
	}
	if v := d.session().slots["chu_de"].value; v.Text != "tiếng việt" {
		t.Errorf("got %q", v.Text)
	}
}

func TestChoicesAreSearchedWithoutMarks(t *testing.T) {
	d := newDriver(t, "vi").start(80, 30)
	d.beginForm("tuyen_truyen").fillTo("hinh_thuc").keys("truyen")
	d.sees("Truyền thanh")
	d.seesNot("Zalo")
	d.keys(tea.KeyEnter)
	if v := d.session().slots["hinh_thuc"].value; !slices.Equal(v.List, []string{"truyen_thanh"}) {
		t.Errorf("chosen %v", v.List)
	}
	d.fillTo("hinh_thuc").keys("khongco")
	d.sees("Không có mục nào như vậy")
	d.keys(tea.KeyEnter)
	if q := d.session().pager.focused(); q.GetKey() != "hinh_thuc" {
		t.Error("Enter went on over a search without result")
	}
}

// Passing through questions with Enter chooses nothing.
func TestPassingThroughAnswersNothing(t *testing.T) {
	for _, form := range ledger.Default().Forms() {
		d := newDriver(t, "vi").start(60, 20)
		d.beginForm(form.Name)
		before := d.session().raw()
		for range 80 {
			if _, summary := d.m.top().screen.(*summaryScreen); summary {
				break
			}
			if _, row := d.m.top().screen.(*rowScreen); row {
				d.keys(tea.KeyEsc, tea.KeyTab)
				continue
			}
			d.keys(tea.KeyTab)
			d.fits()
		}
		if _, ok := d.m.top().screen.(*summaryScreen); !ok {
			t.Errorf("%s: the end of the form was not reached:\n%s", form.Name, d.screen())
			continue
		}
		for name, v := range d.session().raw() {
			if !v.Equal(before[name]) {
				t.Errorf("%s: passing through answered %s with %v", form.Name, name, v)
			}
		}
	}
}

func TestRows(t *testing.T) {
	d := newDriver(t, "vi").start(80, 30)
	d.beginForm("sang_kien").fillTo("tac_gia").keys(tea.KeyEnter, "Nguyễn Văn Tám", tea.KeyEnter, tea.KeyEnter, "60", tea.KeyEnter)
	d.sees("Họ và tên Tỷ lệ đóng góp 1. Nguyễn Văn Tám 60 %", "► Thêm một dòng")
	d.keys(tea.KeyEnter, "Trần Thị Bình", tea.KeyEnter, tea.KeyEnter, "4o", tea.KeyEsc)
	d.sees("2. Trần Thị Bình «4o» (có ô chưa rõ)")
	d.keys(tea.KeyF9)
	d.sees("cần sửa")
	d.keys(tea.KeyEsc).fillTo("tac_gia").keys(tea.KeyUp, tea.KeyUp, tea.KeyEnter, tea.KeyTab, tea.KeyTab)
	d.sees("4o")
	d.keys(tea.KeyBackspace, "0", tea.KeyEnter)
	d.sees("2. Trần Thị Bình 40 %", "► Xong")
	d.keys(tea.KeyUp, tea.KeyUp, tea.KeyDelete)
	d.sees("bấm Delete lần nữa")
	d.keys(tea.KeyDelete)
	if rows := d.session().slots["tac_gia"].value.Rows; len(rows) != 1 {
		t.Errorf("%d rows after one was removed", len(rows))
	}
}

// The text of a cell that is not a number yet survives a restart and keeps its row from counting.
func TestRowTextSurvives(t *testing.T) {
	d := newDriver(t, "vi").start(80, 30)
	d.beginForm("sang_kien").fillTo("tac_gia").keys(tea.KeyEnter, "Tám", tea.KeyEnter, tea.KeyEnter, "6o").fire()
	again := newDriver(t, "vi")
	*again.store = *d.store
	again.start(80, 30).keys(tea.KeyEnter)
	again.sees("1. Tám «6o» (có ô chưa rõ)")
	if len(again.session().problems()) == 0 {
		t.Error("the unclear cell is no problem")
	}
}

func TestLinkToARecord(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	farm := d.find("mo_hinh", "")
	d.beginForm("mo_hinh_cap_nhat").keys("nep bac")
	d.sees("► Nếp Bắc VietGAP")
	d.keys(tea.KeyEnter)
	if v := d.session().slots["mo_hinh"].value; v.Text != farm.String() {
		t.Errorf("linked to %q", v.Text)
	}
	d.sees("> Nếp Bắc VietGAP")
}

func TestFollowUpFromARecord(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	farm := d.find("mo_hinh", "")
	d.run(d.m.push(&recordScreen{id: farm}))
	d.keys(tea.KeyF6)
	if v := d.session().slots["mo_hinh"].value; v.Text != farm.String() {
		t.Errorf("linked to %q", v.Text)
	}
	d.sees("Nếp Bắc VietGAP")
}
