package tui

import (
	"context"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

func TestNoticesStayUntilTheyAreRead(t *testing.T) {
	d := newDriver(t, "vi")
	d.m.Notices = []ledger.Words{{Vi: "Sổ này được chép từ máy khác sang."}}
	d.m.Verify = func(context.Context) []ledger.Words {
		return []ledger.Words{{Vi: "Danh sách đã được làm lại."}}
	}
	d.start(80, 24).fire()
	for _, want := range []string{"Sổ này được chép từ máy khác sang.", "Danh sách đã được làm lại."} {
		if v := d.screen(); !strings.Contains(v, want) || !strings.Contains(v, "Enter đã đọc") {
			t.Fatalf("no notice %q in\n%s", want, v)
		}
		d.keys(tea.KeyEnter)
	}
	if v := d.screen(); !strings.Contains(v, "Ghi mới") {
		t.Fatalf("not at home:\n%s", v)
	}
}

func TestANoticeDoesNotInterruptWriting(t *testing.T) {
	d := newDriver(t, "vi")
	d.start(80, 24)
	d.keys(tea.KeyEnter)
	d.send(verifiedMsg{{Vi: "Danh sách đã được làm lại."}})
	if v := d.screen(); strings.Contains(v, "Danh sách") {
		t.Fatalf("torn away from the form:\n%s", v)
	}
	d.keys(tea.KeyEsc)
	if v := d.screen(); !strings.Contains(v, "Danh sách đã được làm lại.") {
		t.Fatalf("not told at home:\n%s", v)
	}
}
