package tui

import (
	"errors"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

// standings are files that cannot be attached, each with what is known of it.
type standings map[ledger.Hash]ledger.FileStanding

func (s standings) Attach(string) (ledger.File, error) { return ledger.File{}, errors.New("not here") }

func (s standings) Standing(h ledger.Hash) ledger.FileStanding { return s[h] }

func TestARecordShowsHowFarItsFilesHaveCome(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {60, 20}} {
		d := newDriver(t, "vi").sampleBook().start(size[0], 40)
		id := d.find("tap_huan", "")
		files := []ledger.File{
			{SHA256: ledger.Hash{1}, Name: "họp thôn.jpg", Size: 340_000, Type: "image/jpeg"},
			{SHA256: ledger.Hash{2}, Name: "danh sách ký.pdf", Size: 1_200_000, Type: "application/pdf"},
			{SHA256: ledger.Hash{3}, Name: "một tên tệp rất dài của ai đó ở trong thôn nhà 2026.pdf", Size: 12, Type: "application/pdf"},
		}
		d.m.Files = standings{{1}: {Arrived: true}, {2}: {Here: true}, {3}: {Here: true, Code: ledger.CodeFileQuota}}
		d.set(id, 2, "Trần Thị Bình", 2, ledger.FilesField, (&ledger.Field{Type: ledger.TypeFile}).Edit(ledger.FilesValue(files...)))
		d.run(d.m.push(&recordScreen{id: id}))
		d.sees("Ảnh, tệp kèm theo:", "họp thôn.jpg (340 kB) – đã tới xã", "(1,2 MB) – chưa gửi", "(12 byte) – xã chưa nhận", "…")
		d.fits()
	}
}

func TestFilesThatWaitAreTold(t *testing.T) {
	d := newDriver(t, "vi").sampleBook().start(80, 24)
	d.m.status.FilesPending, d.m.status.FileBytesPending = 2, 1_500_000
	d.m.sending.on, d.m.sending.progress = true, ledger.SyncProgress{Phase: "files", FileBytes: 2_000_000, FileBytesSent: 500_000}
	s := &sendScreen{}
	lines := append(s.stateLines(d.m.app, 76), s.factLines(d.m.app, 76)...)
	for _, want := range []string{"Đang gửi ảnh, tệp kèm theo: 500 kB trong 2 MB", "2 tệp (1,5 MB)"} {
		if !strings.Contains(strings.Join(lines, "\n"), want) {
			t.Errorf("%q is not told: %q", want, lines)
		}
	}
}
