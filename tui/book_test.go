package tui

import (
	"fmt"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// fill puts n further lines into the fake store's lists.
func (d *driver) fill(n int) *driver {
	day := viet.Date{Year: 2026, Month: 6, Day: 7}
	for i := range n {
		id, _ := d.store.NewID()
		d.store.bulk = append(d.store.bulk, ledger.Summary{ID: id, Form: "tuyen_truyen", Status: ledger.StatusSent,
			Title: fmt.Sprintf("Họp thôn lần %d", i), Date: day.AddDays(-i / 10).String()})
	}
	return d
}

func TestBookAsksForWindows(t *testing.T) {
	d := newDriver(t, "vi").fill(10000).start(80, 24)
	d.store.queries = nil
	d.run(d.m.push(newBookScreen("")))
	d.sees("hơn 200 phiếu", "Họp thôn lần 0")
	for range 60 {
		d.keys(tea.KeyPgDown)
	}
	for _, q := range d.store.queries {
		if q.Limit == 0 || q.Limit > 4000 {
			t.Errorf("asked for %d lines while the reader is at line %d", q.Limit, d.m.top().screen.(*bookScreen).menu.at)
		}
	}
	if at := d.m.top().screen.(*bookScreen).menu.at; at < 800 {
		t.Errorf("sixty pages on the cursor is at line %d", at)
	}
	for range 700 {
		d.keys(tea.KeyPgDown)
	}
	d.sees("Họp thôn lần 9999", "10.000 phiếu")
}

func TestBookSearchesWithoutMarks(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().fill(300).start(80, 24)
	d.run(d.m.push(newBookScreen("")))
	d.keys("cay may")
	d.sees("Tập huấn cấy máy vụ mùa", "Máy cấy của HTX hỏng")
	d.seesNot("Họp thôn lần")
	d.keys(tea.KeyEsc)
	d.sees("Họp thôn lần 0")
	d.keys("khongcogi")
	d.sees("Không tìm thấy phiếu nào.")
}

func TestBookFilters(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	d.run(d.m.push(newBookScreen("")))
	d.keys(tea.KeyF4)
	d.sees("Chỉ xem phiếu", "► Tất cả")
	for range 5 {
		d.keys(tea.KeyDown)
	}
	d.keys(tea.KeyEnter)
	d.sees("Sổ đã ghi · xã trả lại", "1 phiếu", "Tập huấn cấy máy vụ mùa")
	d.seesNot("Nếp Bắc")
	d.keys(tea.KeyF3, tea.KeyDown, tea.KeyEnter)
	d.sees("Buổi tuyên truyền · xã trả lại", "Không tìm thấy phiếu nào")
}

// While one question to the store is on its way no second one is asked; the last text counts.
func TestBookAsksOnceAtATime(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	d.run(d.m.push(newBookScreen("")))
	d.store.queries = nil
	var first tea.Cmd
	for i, r := range "cay" {
		_, cmd := d.m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
		if i == 0 {
			first = cmd
		} else if cmd != nil {
			if msg := cmd(); msg != nil {
				t.Fatalf("a second question was asked: %T", msg)
			}
		}
	}
	d.run(first)
	if n := len(d.store.queries); n != 2 || d.store.queries[1].Search != "cay" {
		t.Errorf("asked %d times, last for %q", n, d.store.queries[n-1].Search)
	}
}

// An answer to an older question changes nothing.
func TestStaleAnswersAreDropped(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	d.run(d.m.push(newBookScreen("")))
	d.send(reply[[]ledger.Summary]{id: 1, value: nil})
	d.send(reply[homeData]{id: 1})
	d.sees("Nếp Bắc VietGAP", "5 phiếu")
}
