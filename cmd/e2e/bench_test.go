//go:build linux

package e2e_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/viet"
)

// fillHome makes a laptop's store with n records in it, as if another laptop of the unit had
// written them, and returns its folder.
func fillHome(tb testing.TB, n int) string {
	tb.Helper()
	home := tb.TempDir()
	db, err := localdb.Open(home, localdb.Options{Catalogue: ledger.Default(), Now: time.Now, Rand: rand.Reader})
	if err != nil {
		tb.Fatal(err)
	}
	id := ledger.Identity{Joined: true, Unit: ledger.Unit{ID: "thon", Name: "Thôn mẫu"}, CommuneName: "Nghĩa Hưng", URL: "http://127.0.0.1:9"}
	if err := db.Join(id); err != nil {
		tb.Fatal(err)
	}
	position, err := db.Position()
	if err != nil {
		tb.Fatal(err)
	}
	id, err = db.Identity()
	if err != nil {
		tb.Fatal(err)
	}
	receipt := ledger.Receipt{Commune: id.Commune, Device: id.Device, Epoch: position.Epoch, Hash: position.Hash, Have: position.Have, Unit: id.Unit, Wall: time.Now().UnixMilli()}
	var changes [][]byte
	for i := range n {
		changes = append(changes, session(tb, n-1-i)) // the oldest first
		if len(changes) < 2500 && i < n-1 {
			continue
		}
		receipt.Cursor.Number = uint64(i + 1)
		if _, err := db.Accept(receipt, changes); err != nil {
			tb.Fatal(err)
		}
		changes = nil
	}
	if err := db.Close(); err != nil {
		tb.Fatal(err)
	}
	return home
}

// session is the i-th outreach session of another laptop, as bytes.
func session(tb testing.TB, i int) []byte {
	tb.Helper()
	now := time.Now().Add(-time.Duration(i) * time.Hour).UnixMilli()
	id, err := ledger.NewID(now, rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	c := ledger.Change{ID: id, Record: id, Form: "tuyen_truyen", Version: 1, Unit: "thon", Kind: ledger.KindFinalize,
		Author: "Trưởng thôn mẫu", Device: ledger.DeviceID{7}, Clock: ledger.ClockAt(now), Wall: now}
	c.Assign(ledger.Fold(nil), ledger.Values{
		"ngay":      ledger.TextValue(viet.DateOf(time.UnixMilli(now)).String()),
		"hinh_thuc": ledger.ListValue("hoi_nghi"),
		"chu_de":    ledger.TextValue(fmt.Sprintf("Họp thôn lần %d: phòng trừ sâu bệnh lúa mùa", i)),
		"dia_diem":  ledger.TextValue("Nhà văn hóa thôn"),
		"tong_so":   ledger.NumValue(viet.Int(int64(20 + i%50))),
		"nu":        ledger.NumValue(viet.Int(int64(10 + i%10))),
	})
	b, err := c.Encode()
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// firstFrame starts a program and gives the time until its screen shows the words, and the resident
// memory then in bytes.
func firstFrame(b *testing.B, words string, env []string, program string) (time.Duration, int) {
	start := time.Now()
	term := startTerminal(b, 80, 24, env, program)
	term.until(words)
	took := time.Since(start)
	rss := residentMemory(b, term.cmd.Process.Pid)
	_ = term.cmd.Process.Kill()
	return took, rss
}

func residentMemory(b *testing.B, pid int) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	for line := range bytes.Lines(status) {
		if kb, ok := strings.CutPrefix(string(line), "VmRSS:"); ok {
			n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(kb), " kB"))
			if err != nil {
				b.Fatal(err)
			}
			return n << 10
		}
	}
	b.Fatal("no VmRSS")
	return 0
}

// BenchmarkFirstFrame compares the first frame of the screens over a full ledger with that of the
// smallest Bubble Tea program, both in a real pty.
func BenchmarkFirstFrame(b *testing.B) {
	for _, n := range []int{0, 10_000, 100_000} {
		b.Run(fmt.Sprint("records=", n), func(b *testing.B) {
			home := fillHome(b, n)
			var minimal, ours time.Duration
			var rss int
			for b.Loop() {
				m, _ := firstFrame(b, "ready", nil, "minimal")
				o, r := firstFrame(b, "F10", []string{"SOTHON_HOME=" + home}, "sothon")
				minimal, ours, rss = minimal+m, ours+o, max(rss, r)
			}
			b.ReportMetric(float64(ours)/float64(minimal), "times-minimal")
			b.ReportMetric(float64(ours.Milliseconds())/float64(b.N), "ms/frame")
			b.ReportMetric(float64(rss)/(1<<20), "MB-resident")
		})
	}
}
