//go:build unix

package tui

import (
	"context"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"github.com/nghia-hung/sothon/ledger"
)

// stage is a terminal in this process: raw bytes go in, the screen is read. Keys that are not text are
// counted.
type stage struct {
	t      *testing.T
	screen *stageScreen
	typing *os.File
	drawn  chan struct{}
	ended  chan error
	keys   int
}

// stageScreen is drawn on by the program and read by the test.
type stageScreen struct {
	mu sync.Mutex
	*vt.Emulator
}

// Write draws.
func (s *stageScreen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Emulator.Write(b)
}

// String is what is seen.
func (s *stageScreen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Emulator.String()
}

// watch draws what the program writes, until it has ended.
func (s *stage) watch() {
	buf := make([]byte, 4096)
	for {
		n, err := s.typing.Read(buf)
		if err != nil {
			return
		}
		_, _ = s.screen.Write(buf[:n])
		select {
		case s.drawn <- struct{}{}:
		default:
		}
	}
}

// shown is what stands on the screen.
func (s *stage) shown() string { return s.screen.String() }

// openStage runs the screens over a driver's store until the test's end.
func openStage(t *testing.T, d *driver) *stage {
	t.Helper()
	typing, in, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(typing, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, screen: &stageScreen{Emulator: vt.NewEmulator(80, 24)}, typing: typing, drawn: make(chan struct{}, 1), ended: make(chan error, 1)}
	o := d.m.Options
	o.Store, o.In, o.Out = &calmStore{Store: d.store}, in, in
	if _, calm := o.Syncer.(nothingToSync); !calm {
		o.Syncer = nil
	}
	ctx, stop := context.WithCancel(t.Context())
	go func() { s.ended <- Run(ctx, o) }()
	go s.watch()
	go func() { _, _ = io.Copy(typing, s.screen) }() // the terminal's answers
	t.Cleanup(func() {
		stop()
		<-s.ended
		in.Close()
		typing.Close()
		if answers, ok := s.screen.InputPipe().(io.Closer); ok {
			answers.Close()
		}
	})
	return s
}

// sees waits until the screen shows all the texts, wherever its lines break.
func (s *stage) sees(texts ...string) *stage {
	s.t.Helper()
	limit := time.After(20 * time.Second)
	for {
		flat := strings.Join(strings.Fields(s.shown()), " ")
		missing := ""
		for _, text := range texts {
			if !strings.Contains(flat, text) {
				missing = text
			}
		}
		if missing == "" {
			return s
		}
		select {
		case <-s.drawn:
		case <-limit:
			s.t.Fatalf("the screen never showed %q:\n%s", missing, s.shown())
		}
	}
}

func (s *stage) text(text string) *stage {
	s.t.Helper()
	if _, err := s.typing.WriteString(text); err != nil {
		s.t.Fatal(err)
	}
	return s
}

// key presses keys that are not text.
func (s *stage) key(keys ...string) *stage {
	s.t.Helper()
	s.keys += len(keys)
	return s.text(strings.Join(keys, ""))
}

// atMost checks how many keys beside the typed text a journey took.
func (s *stage) atMost(most int) {
	s.t.Helper()
	s.t.Logf("%d keys beside the text", s.keys)
	if s.keys > most {
		s.t.Errorf("%d keys beside the text, at most %d", s.keys, most)
	}
}

// choose moves down to a line and opens it.
func (s *stage) choose(line string) *stage {
	s.t.Helper()
	for range 40 {
		at := s.cursorLine()
		if strings.HasPrefix(at, "► "+line) {
			return s.key(rawEnter)
		}
		if s.key(rawDown); !s.moves(at) {
			s.key(topKey) // the end of the list: look from its beginning
		}
	}
	s.t.Fatalf("no line %q:\n%s", line, s.shown())
	return s
}

// topKey is Home.
const topKey = "\x1b[H"

// moves waits until the cursor stands on another line and that line is drawn whole; false when it
// stays. How long it waits decides nothing but how often a key is tried.
func (s *stage) moves(from string) bool {
	for {
		select {
		case <-s.drawn:
			continue
		case <-time.After(60 * time.Millisecond):
		}
		if at := s.cursorLine(); at != from && at != "" {
			return true
		}
		select {
		case <-s.drawn:
		case <-time.After(time.Second):
			return false
		}
	}
}

func (s *stage) cursorLine() string {
	for line := range strings.Lines(s.shown()) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "►") {
			return line
		}
	}
	return ""
}

// Keys as terminals send them.
const (
	rawEnter = "\r"
	rawDown  = "\x1b[B"
	rawPgDn  = "\x1b[6~"
	rawF9    = "\x1b[20~"
	rawBlank = " "
)

// calmStore lets commands that run at the same time use the fake store one after another.
type calmStore struct {
	mu sync.Mutex
	Store
}

func (c *calmStore) List(q ledger.Query) ([]ledger.Summary, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.Store.List(q)
}

func (c *calmStore) People() ([]string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.Store.People()
}

func (c *calmStore) Entry(id ledger.ID) (*ledger.Entry, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.Store.Entry(id)
}

func (c *calmStore) Status() (ledger.SyncStatus, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.Store.Status()
}

func (c *calmStore) Setting(name string) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.Store.Setting(name)
}

func (c *calmStore) SetSetting(name, value string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.Store.SetSetting(name, value)
}

func (c *calmStore) NewID() (ledger.ID, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.Store.NewID()
}

func (c *calmStore) SaveDraft(d ledger.Draft) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.Store.SaveDraft(d)
}

func (c *calmStore) Commit(d ledger.Draft, kind ledger.ChangeKind) ([]ledger.Problem, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.Store.Commit(d, kind)
}

// one reads the record of a form that was handed in last.
func (c *calmStore) one(t *testing.T, form string) ledger.Values {
	t.Helper()
	list, err := c.List(ledger.Query{Form: form})
	if err != nil || len(list) == 0 {
		t.Fatalf("no record of %s: %v", form, err)
	}
	e, err := c.Entry(list[0].ID)
	if err != nil || e == nil {
		t.Fatal(err)
	}
	return e.Record.Values()
}

// mostKeys is how many keys beside the typed text a session with ten answers may take, from home to
// the book.
const mostKeys = 60

func TestJourneySession(t *testing.T) {
	d := newDriver(t, "vi")
	s := openStage(t, d).sees("► Buổi tuyên truyền")
	s.key(rawEnter).sees("trang 1/", "Ngày (cần ghi)")
	s.text("hôm qua").key(rawEnter)
	s.key(rawBlank, rawEnter).sees("> Hội nghị, họp thôn")
	s.text("Cài VNeID mức 2 cho người cao tuổi").key(rawEnter).text("nhà văn hóa thôn").key(rawEnter, rawEnter)
	s.sees("trang 2/", "Tổng số người dự")
	s.text("45").key(rawEnter).text("21").key(rawEnter, rawEnter, rawEnter).sees("Trong đó thanh niên")
	s.key(rawEnter).text("12").key(rawPgDn).sees("Số hộ được tuyên truyền")
	s.text("30").key(rawEnter).text("90").key(rawEnter).text("Hội Nông dân xã").key(rawEnter).text("Cán bộ xã (mẫu)")
	s.key(rawF9).sees("► Ghi vào sổ và chờ gửi", "45 người", "Chủ Nhật, 07/06/2026")
	s.key(rawEnter).sees("Đã ghi vào sổ.", "tháng này 1 buổi · 45 lượt người")
	values := (&calmStore{Store: d.store}).one(t, "tuyen_truyen")
	for _, name := range strings.Fields("ngay hinh_thuc chu_de dia_diem tong_so nu nguoi_cao_tuoi so_ho thoi_luong don_vi_phoi_hop bao_cao_vien") {
		if values[name].IsEmpty() {
			t.Errorf("%s was not written: %v", name, values)
		}
	}
	s.atMost(mostKeys)
}

func TestJourneyModelAndTwoUpdates(t *testing.T) {
	d := newDriver(t, "vi")
	s := openStage(t, d).sees("► Buổi tuyên truyền")
	s.choose("Mô hình").sees("Mô hình · trang 1/")
	s.text("Nếp Bắc VietGAP (mẫu)").key(rawEnter).sees("Trồng trọt").text("trong trot").key(rawEnter)
	s.key(rawF9).sees("Ghi vào sổ và chờ gửi").key(rawF9).sees("Đã ghi vào sổ.")
	for i, harvest := range []string{"62", "65"} {
		s.choose("Các loại phiếu khác").sees("chọn loại phiếu").key(rawEnter).sees("Cập nhật mô hình · trang 1/")
		s.text("nep bac").sees("► Nếp Bắc VietGAP (mẫu)").key(rawEnter).sees("> Nếp Bắc VietGAP (mẫu)")
		s.text([]string{"1/6", "7/6"}[i]).key(rawPgDn).sees("► ví dụ").text(harvest).sees(harvest + " tạ/ha")
		s.key(rawF9).sees("Ghi vào sổ và chờ gửi").key(rawF9).sees("Đã ghi vào sổ.")
		s.key("\x1b[H").sees("► Buổi tuyên truyền")
	}
	s.atMost(40)
	list, err := d.store.List(ledger.Query{Form: "mo_hinh_cap_nhat", Parent: d.find("mo_hinh", "")})
	if err != nil || len(list) != 2 {
		t.Errorf("%d updates of the model, %v", len(list), err)
	}
}

func TestJourneyReturnedRecord(t *testing.T) {
	d := newDriver(t, "vi").sampleBook()
	s := openStage(t, d).sees("► 1 phiếu xã trả lại để sửa")
	s.key(rawEnter).sees("Xã trả lại để sửa ô «Trong đó nữ»: «Ghi lại số nữ")
	s.key(rawEnter).sees("Xã trả lại phiếu này", "► 30 người")
	s.text("24").key(rawF9).sees("Chỗ sửa: Trong đó nữ: 30 người → 24 người")
	s.key(rawEnter).sees("Đã ghi vào sổ.").atMost(4)
	id := d.find("tap_huan", "")
	e, err := d.store.Entry(id)
	if err != nil || e.Status != ledger.StatusQueued || e.Record.Values()["nu"].Num.Whole() != 24 {
		t.Errorf("the record is %v, %v", e.Status, e.Record.Values()["nu"])
	}
}

// The program goes away in the middle of a word; the next one on the same book goes on there.
func TestJourneyRecover(t *testing.T) {
	d := newDriver(t, "vi")
	s := openStage(t, d).sees("► Buổi tuyên truyền")
	s.key(rawEnter).sees("Ngày (cần ghi)").text("8/6").key(rawEnter, rawBlank, rawEnter).sees("> Hội nghị, họp thôn")
	s.text("Phòng trừ s").sees("► Phòng trừ s", "đã tự lưu")
	again := newDriver(t, "vi")
	func() { // the first program is not asked to leave: it is as good as dead
		d.store.who = ledger.Identity{}
		*again.store = *d.store
		again.store.who = newDriver(t, "vi").store.who
	}()
	next := openStage(t, again).sees("Lần trước máy dừng khi đang ghi phiếu «Phòng trừ s»")
	next.key(rawEnter).sees("trang 1/", "► Phòng trừ s").text("âu đục thân").key(rawPgDn).sees("trang 2/")
	next.text("38").key(rawF9).sees("Phòng trừ sâu đục thân", "38 người").key(rawF9).sees("Đã ghi vào sổ.").atMost(4)
}
