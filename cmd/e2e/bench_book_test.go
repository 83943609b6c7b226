//go:build linux

package e2e_test

import (
	"strings"
	"testing"
	"time"
)

// BenchmarkBook walks a ledger of 100,000 records in a real pty as a person does: the home screen with
// its counts, the list, the first letters of a search, more letters. The times run from the key to
// the screen that shows what it asked for; "MB" is the resident memory then.
func BenchmarkBook(b *testing.B) {
	const records = 100_000
	home := fillHome(b, records)
	steps := []struct{ name, keys, shows string }{
		{"home", "", "100.000 phiếu"},
		{"list", keyEnter, "lần 0:"},
		{"first-search", "777", "lần 7779:"},
		{"search", "71", "lần 77771:"},
		{"search-more", "\x7f\x7f\x7f\x7f\x7fhop thon sau benh", "lần 0:"},
	}
	took := make([]time.Duration, len(steps))
	memory := make([]int, len(steps))
	for b.Loop() {
		begun := time.Now()
		term := startTerminal(b, 80, 24, []string{"SOTHON_HOME=" + home}, "sothon")
		for i, step := range steps {
			if step.keys == keyEnter {
				term.chooseBook()
			}
			if step.keys != "" {
				begun = time.Now()
				term.typed(step.keys)
			}
			term.until(step.shows)
			took[i] += time.Since(begun)
			memory[i] = max(memory[i], residentMemory(b, term.cmd.Process.Pid))
		}
		_ = term.cmd.Process.Kill()
	}
	for i, step := range steps {
		b.ReportMetric(float64(took[i].Microseconds())/1000/float64(b.N), step.name+"-ms")
		b.ReportMetric(float64(memory[i])/(1<<20), step.name+"-MB")
	}
}

// chooseBook puts the home screen's cursor on the book.
func (term *terminal) chooseBook() {
	term.until("Xem lại sổ")
	for !strings.Contains(term.screen.String(), "► Xem lại sổ") {
		before := term.screen.String()
		term.typed("\x1b[B")
		term.wait("the cursor does not move", func(screen string) bool { return screen != before })
	}
}
