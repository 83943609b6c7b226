package tui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// BenchmarkKeypress is one letter typed and the screen drawn anew, on the pages with most to do; one key
// in a hundred takes longer than p99-ms/key.
func BenchmarkKeypress(b *testing.B) {
	for _, page := range []struct{ form, field string }{
		{"tuyen_truyen", "chu_de"}, {"tuyen_truyen", "hinh_thuc"}, {"mo_hinh_cap_nhat", "tong_chi"},
		{"tap_huan", "ten"}, {"sang_kien", "noi_dung"}, {"mo_hinh_cap_nhat", "mo_hinh"},
	} {
		b.Run(page.form+"/"+page.field, func(b *testing.B) {
			d := newDriver(b, "vi").sampleBook().start(80, 24)
			d.beginForm(page.form).fillTo(page.field)
			keys := []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune("ế")}, {Type: tea.KeyBackspace}}
			took := make([]time.Duration, b.N)
			b.ResetTimer()
			for i := range b.N {
				began := time.Now()
				m, _ := d.m.Update(keys[i%2])
				m.View()
				took[i] = time.Since(began)
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms/key")
		})
	}
}

// BenchmarkBookKey is one line down in a book of 100,000 records, whose whole list is in the screen's
// hands; one key in a hundred takes longer than p99-ms/key.
func BenchmarkBookKey(b *testing.B) {
	d := newDriver(b, "vi").fill(100000).start(80, 24)
	book := newBookScreen("")
	d.run(d.m.push(book))
	book.list = d.store.bulk
	took := make([]time.Duration, b.N)
	b.ResetTimer()
	for i := range b.N {
		began := time.Now()
		m, _ := d.m.Update(tea.KeyMsg{Type: tea.KeyDown})
		m.View()
		took[i] = time.Since(began)
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms/key")
}

// BenchmarkFirstFrame is New, Init and the first View, without waiting for the store.
func BenchmarkFirstFrame(b *testing.B) {
	d := newDriver(b, "vi").fill(10000)
	for range b.N {
		m := New(d.m.Options)
		m.Init()
		m.View()
	}
}

// BenchmarkLongText is a letter typed at the end of a text of 9,000 letters.
func BenchmarkLongText(b *testing.B) {
	d := newDriver(b, "vi").start(80, 24)
	d.beginForm("sang_kien").fillTo("noi_dung")
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Paste: true, Runes: []rune(strings.Repeat("đường làng ", 900)[:9000])})
	keys := []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune("ế")}, {Type: tea.KeyBackspace}}
	b.ResetTimer()
	for i := range b.N {
		m, _ := d.m.Update(keys[i%2])
		m.View()
	}
}
