package e2e_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	laptopsync "github.com/nghia-hung/sothon/sync"
	"github.com/nghia-hung/sothon/viet"
)

// far is a world whose laptop reaches the commune over a bad link.
type far struct {
	*world
	link   *slow
	laptop *notebook
	client *laptopsync.Client
}

// farAway lets do run in a bubble, with the endpoint served as the program serves it.
func farAway(t *testing.T, seed uint64, do func(f far)) {
	t.Helper()
	if _, err := founded(); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		w, at := served(t)
		f := far{world: w, link: villageLink(at, seed), laptop: w.laptop(unitName(0))}
		o := f.laptop.options()
		o.Dial, o.Retry = f.link.dial, laptopsync.EndlessRetry
		o.Now = time.Now
		f.client = laptopsync.New(f.laptop.db, o)
		defer f.client.Close()
		do(f)
	})
}

// fill writes n sample records.
func (f far) fill(n int) {
	f.t.Helper()
	for i := range n {
		f.write(villageRecord(i))
	}
}

func (f far) write(form string, values ledger.Values) {
	f.t.Helper()
	id, err := f.laptop.db.NewID()
	f.must(err)
	problems, err := f.laptop.db.Commit(ledger.Draft{ID: id, Form: form, Version: ledger.Default().Form(form).Version, Values: values}, ledger.KindFinalize)
	f.must(err)
	if len(problems) > 0 {
		f.t.Fatalf("%s: %v", form, problems[0])
	}
}

func (f far) sync() ledger.SyncResult {
	f.t.Helper()
	result, err := f.client.Sync(context.Background(), nil)
	f.must(err)
	return result
}

// newestFrame is how many bytes the frame of the newest change alone takes.
func (f far) newestFrame() int64 {
	f.t.Helper()
	at, err := f.laptop.db.Position()
	f.must(err)
	entries, _, err := f.laptop.db.Outbox(at.Last-1, 1)
	f.must(err)
	changes := [][]byte{entries[0].Bytes}
	frame, err := ledger.EncodeFrame(changes, ledger.Default().DictionaryFor(changes))
	f.must(err)
	return int64(len(frame))
}

// TestOneRecordIsOneRoundTripAndFewBytes: on a kept connection a new record goes in one request, and
// is proven one round trip later.
func TestOneRecordIsOneRoundTripAndFewBytes(t *testing.T) {
	farAway(t, 1, func(f far) {
		f.link.loss = 0
		f.fill(3)
		f.sync()
		f.fill(1)
		f.link.mu.Lock()
		up, down, dials := f.link.up.bytes, f.link.down.bytes, f.link.dials
		f.link.mu.Unlock()
		begun := time.Now()
		result := f.sync()
		took := time.Since(begun)
		up, down, dials = f.link.up.bytes-up, f.link.down.bytes-down, f.link.dials-dials
		trips := took.Seconds() / (2 * f.link.delay).Seconds()
		t.Logf("one record: %d bytes up, of which the record in its frame %d; %d down, %.2f round trips (%v), %d new connections",
			up, f.newestFrame(), down, trips, took, dials)
		if result.Pushed != 1 || result.Rounds != 1 || dials != 0 {
			t.Errorf("%+v over %d new connections", result, dials)
		}
		if beside := up - f.newestFrame(); beside > 290 {
			t.Errorf("%d bytes up beside the record itself, want at most 290", beside)
		}
		if waits := took - time.Duration(float64(up+down+2*packetHeaders)/f.link.rate*float64(time.Second)); waits > 11*2*f.link.delay/10 {
			t.Errorf("%v of waiting, want at most 1.1 round trips", waits)
		}
	})
}

// TestALinkCutEveryFiveSecondsMakesProgressEveryTime: whatever is cut, each time the commune has more
// or the laptop knows of more, until all is proven.
func TestALinkCutEveryFiveSecondsMakesProgressEveryTime(t *testing.T) {
	for seed := range uint64(often(3, 3, 20)) {
		farAway(t, seed, func(f far) {
			f.link.every = 5 * time.Second
			f.fill(2000)
			ended := make(chan error, 1)
			f.link.since = time.Now()
			go func() {
				_, err := f.client.Sync(context.Background(), nil)
				ended <- err
			}()
			time.Sleep(time.Millisecond)
			last, cuts := -1, 0
			for done := false; !done; cuts++ {
				select {
				case err := <-ended:
					f.must(err)
					done = true
				case <-time.After(f.link.every):
				}
				at, err := f.laptop.db.Position()
				f.must(err)
				sum := len(f.stored()) + int(at.Have)
				if sum <= last {
					t.Errorf("seed %d: no progress before cut %d: %d stored and proven", seed, cuts, sum)
				}
				last = sum
			}
			if last != 4000 {
				t.Errorf("seed %d: %d stored and proven, want 4000", seed, last)
			}
			t.Logf("seed %d: 2,000 records over a link cut %d times", seed, cuts)
		})
	}
}

// TestAThousandRecordsOverABadLink sends 1,000 records over a link of 64 kbit/s, 300 ms each way, 2 %
// loss, and, beside it, as many bytes in one bare PUT; with -v it tells the figures. Seconds are the
// link's, not this computer's.
func TestAThousandRecordsOverABadLink(t *testing.T) {
	for seed := range uint64(often(2, 1, 10)) {
		farAway(t, seed, func(f far) {
			f.fill(1000)
			begun := time.Now()
			result := f.sync()
			took := time.Since(begun)
			up, down := f.link.up.bytes, f.link.down.bytes
			bare := f.bare(up)
			t.Logf("seed %d: 1,000 records in %.1f s, %d bytes up, %d down, %d requests; a bare PUT of as many bytes: %.1f s",
				seed, took.Seconds(), up, down, result.Rounds, bare.Seconds())
			if result.Pushed != 1000 || up > 110_000 || took > bare*13/10 {
				t.Errorf("seed %d: %d pushed", seed, result.Pushed)
			}
		})
	}
}

// bare is how long it takes to PUT so many bytes over a new connection of such a link.
func (f far) bare(n int64) time.Duration {
	at := newPipes()
	server := &http.Server{Handler: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) })}
	go func() { _ = server.Serve(at) }()
	defer server.Close()
	again := villageLink(at, 1)
	client := &http.Client{Transport: &http.Transport{DialContext: again.dial, DisableKeepAlives: true}}
	req, err := http.NewRequest(http.MethodPut, "http://127.0.0.1:1/", io.LimitReader(strings.NewReader(strings.Repeat("x", int(n))), n))
	f.must(err)
	req.ContentLength = n
	begun := time.Now()
	resp, err := client.Do(req)
	f.must(err)
	defer resp.Body.Close()
	return time.Since(begun)
}

// villageRecord is sample record n of an outreach session: the words of a village, put together anew
// each time.
func villageRecord(n int) (form string, values ledger.Values) {
	r := rand.New(rand.NewPCG(uint64(n), 4))
	of := func(words ...string) string { return words[r.IntN(len(words))] }
	text := func(s ...string) ledger.Value { return ledger.TextValue(strings.Join(s, " ")) }
	values = outreach(n)
	values["ngay"] = ledger.TextValue(fmt.Sprintf("2006-%02d-%02d", 1+n%12, 1+n%28))
	values["chu_de"] = text(of("Hướng dẫn", "Tuyên truyền", "Phổ biến", "Trao đổi về", "Tập huấn", "Trình diễn", "Vận động"),
		of("cài VNeID mức 2", "cấy máy mạ khay", "nộp hồ sơ trực tuyến", "ủ rơm rạ bằng chế phẩm", "phòng lừa đảo qua mạng",
			"bán hàng trên sàn thương mại điện tử", "bón phân viên dúi sâu", "phòng trừ rầy nâu", "nuôi gà trên đệm lót", "phân loại rác tại nhà"),
		of("cho người cao tuổi", "cho hội phụ nữ", "vụ mùa", "vụ xuân", "tại các tổ tự quản", "cho đoàn viên", "cho hộ xã viên", "đợt 2", "đợt 3"))
	values["dia_diem"] = text(of("Nhà văn hóa", "Sân kho", "Hội trường", "Trường tiểu học", "Trạm bơm", "Sân đình", "Nhà ông tổ trưởng"),
		of("thôn mẫu", "xóm Bắc", "xóm Nam", "xóm Đông", "phố mới", "đội"), fmt.Sprint(1+r.IntN(30)))
	if n%2 == 0 {
		values["ghi_chu"] = text(of("Bà con hỏi nhiều về cách làm", "Có phát tài liệu, còn thiếu", "Làm thử tại chỗ", "Mời cán bộ về nói", "Trời mưa nên ít người"),
			of("và xin học thêm", "cần thêm máy", "cho", "hẹn buổi sau", "cụ thể")+",", fmt.Sprint(1+r.IntN(300), " lượt hỏi"))
	}
	values["tong_so"], values["nu"] = ledger.NumValue(viet.Int(int64(60+r.IntN(90)))), ledger.NumValue(viet.Int(int64(r.IntN(60))))
	values["nguoi_bao"] = text(of("Nguyễn", "Trần", "Phạm", "Vũ", "Đỗ", "Lê", "Bùi"), of("Văn", "Thị", "Đức", "Thu"), "Mẫu", of("An", "Bình", "Chung", "Hạnh", "Lan", "Tuấn"))
	return "tuyen_truyen", values
}
