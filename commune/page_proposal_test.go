package commune_test

import (
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func TestPageProposal(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	b := w.browse().signIn("lan", commune.Reviewer)
	path := recordPath(c)
	if p := b.get(path); strings.Contains(p.words(), "Xã đang tính") {
		t.Error("a proposal where there is none")
	}
	b.post(path+"/approve", "seen", b.get(path).seen(t)).wants(t, "Đã duyệt.")
	l.sync()
	l.make(ledger.KindFinalize, &c.ID, ledger.Values{"tong_so": number(45)})
	l.sync()
	p := b.get(path)
	p.wants(t, "Thôn đề nghị sửa phiếu đã duyệt", "Xã đang tính", "40 người", "45 người", "Đồng ý, tính theo đề nghị", "Không đồng ý, nêu lý do")
	b.post(path+"/return", "seen", p.seen(t), "reason", "Danh sách chỉ có 40 người").wants(t, "Đã trả lại.")
	if d := w.show(c.ID); !d.Values["tong_so"].Equal(number(40)) {
		t.Errorf("declined, yet %v counts", d.Values["tong_so"])
	}
	l.sync()
	l.make(ledger.KindFinalize, &c.ID, ledger.Values{"tong_so": number(42)})
	l.sync()
	p = b.post(path+"/approve", "seen", b.get(path).seen(t))
	p.wants(t, "Đã duyệt.", "Phiếu này đã duyệt.", "42 người")
	if strings.Contains(p.words(), "Xã đang tính") {
		t.Error("agreed, yet still proposed")
	}
	l.sync()
	l.make(ledger.KindWithdraw, &c.ID, nil)
	l.sync()
	p = b.get(path)
	p.wants(t, "Thôn đề nghị rút phiếu đã duyệt", "Đồng ý cho rút phiếu", "Không đồng ý, nêu lý do")
	b.post(path+"/approve", "seen", p.seen(t)).wants(t, "Thôn đã rút phiếu này.")
	if d := w.show(c.ID); d.Status != ledger.StatusWithdrawn {
		t.Errorf("status %s", d.Status)
	}
	w.clean()
}
