package commune_test

import (
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

func TestReturnedCorrectedApproved(t *testing.T) {
	w := newTown(t)
	l, second := w.laptop("x1"), w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	ctx := t.Context()
	if err := w.office.Return(ctx, "xa", c.ID, "  ", ""); err == nil {
		t.Error("returned without a reason")
	}
	if err := w.office.Return(ctx, "xa", c.ID, "lý do", "khong_co"); err == nil {
		t.Error("returned for a field that is not there")
	}
	if err := w.office.Return(ctx, "cán bộ xã", c.ID, "Ghi lại số nữ", "nu"); err != nil {
		t.Fatal(err)
	}
	if d := w.show(c.ID); d.Status != ledger.StatusReturned || d.Reason != "Ghi lại số nữ" || d.Item.Form != "tuyen_truyen" {
		t.Fatalf("returned: %+v", d)
	}
	l.sync()
	rec := l.record(c.ID)
	if reason, field := rec.Reason(); rec.State != ledger.Returned || reason != "Ghi lại số nữ" || field != "nu" {
		t.Fatalf("the laptop sees %s %q %q", rec.State, reason, field)
	}
	w.pass(time.Hour)
	l.make(ledger.KindFinalize, &c.ID, ledger.Values{"nu": number(21)})
	l.sync()
	if err := w.office.Approve(ctx, "cán bộ xã", c.ID); err != nil {
		t.Fatal(err)
	}
	if err := w.office.Approve(ctx, "cán bộ xã", c.ID); err == nil {
		t.Error("approved twice")
	}
	d := w.show(c.ID)
	kinds := make([]string, len(d.History))
	for i, s := range d.History {
		kinds[i] = s.Kind
	}
	if got := strings.Join(kinds, " "); d.Status != ledger.StatusApproved || got != "finalize return finalize approve" {
		t.Fatalf("%s after %s", d.Status, got)
	}
	if _, ok := d.History[0].Set["nu"]; ok || !d.History[2].Set["nu"].Equal(number(21)) {
		t.Error("both versions are not in the history")
	}
	second.sync()
	if second.record(c.ID).State != ledger.Approved {
		t.Error("the second laptop did not get everything")
	}
	w.clean()
}

func TestReplySetsADifficultysState(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, ledger.Values{"ngay": text("2026-06-01"), "noi_dung": text("Mạng yếu"),
		"linh_vuc": text("chuyen_doi_so"), "trang_thai": text("moi"), "nguoi_bao": text("Nguyễn Văn Mẫu")},
		func(c *ledger.Change) { c.Form = "kho_khan" })
	other := l.make(ledger.KindFinalize, nil, session("Buổi", 10))
	if rc := l.sync(); len(rc.Rejected) > 0 {
		t.Fatal(rc.Rejected)
	}
	for _, err := range []error{
		w.office.Reply(t.Context(), "xa", c.ID, "", ""),
		w.office.Reply(t.Context(), "xa", c.ID, "x", "khong_co"),
		w.office.Reply(t.Context(), "xa", other.ID, "x", "moi"),
		w.office.Reply(t.Context(), "xa", ledger.ID{1}, "x", ""),
	} {
		if err == nil {
			t.Error("a wrong reply was taken")
		}
	}
	if err := w.office.Reply(t.Context(), "cán bộ xã", c.ID, "Đã báo nhà mạng", "dang_xu_ly"); err != nil {
		t.Fatal(err)
	}
	l.sync()
	rec := l.record(c.ID)
	if rec.Values()["trang_thai"].Text != "dang_xu_ly" || len(rec.Messages) != 1 || !rec.Messages[0].Office {
		t.Fatalf("the laptop sees %+v", rec)
	}
	if d := w.show(c.ID); d.Status != ledger.StatusSent || len(d.Messages) != 1 {
		t.Fatalf("the office sees %+v", d)
	}
	w.clean()
}

func TestWithdrawnAndDraft(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Nhầm", 10))
	begun := l.make(ledger.KindSet, nil, ledger.Values{"chu_de": text("Đang ghi")})
	l.make(ledger.KindWithdraw, &c.ID, nil)
	if rc := l.sync(); len(rc.Rejected) > 0 {
		t.Fatal(rc.Rejected)
	}
	if d := w.show(c.ID); d.Status != ledger.StatusWithdrawn {
		t.Errorf("withdrawn record is %s", d.Status)
	}
	if d := w.show(begun.ID); d.Status != ledger.StatusDraft {
		t.Errorf("record never handed in is %s", d.Status)
	}
	for _, id := range []ledger.ID{c.ID, begun.ID} {
		if w.office.Approve(t.Context(), "xa", id) == nil || w.office.Return(t.Context(), "xa", id, "x", "") == nil {
			t.Error("reviewed what is not there to be reviewed")
		}
	}
}
