package localdb

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// BenchmarkSave hands in a record, and in the same run puts the bytes of its change, synced, into a
// bare bbolt file that has as many. The metric "ratio" is the one time over the other.
func BenchmarkSave(b *testing.B) { benchmarkSave(b, false) }

// BenchmarkSavePIN is BenchmarkSave in a store with a PIN.
func BenchmarkSavePIN(b *testing.B) { benchmarkSave(b, true) }

func benchmarkSave(b *testing.B, locked bool) {
	const before = 10_000
	s := openAt(b, b.TempDir(), testOptions())
	fill(b, s, before)
	if locked {
		setPIN(b, s, testPIN)
	}
	bare, err := bbolt.Open(filepath.Join(b.TempDir(), "bare.db"), 0o600, nil)
	check(b, err)
	defer bare.Close()
	put := func(key, value []byte) {
		check(b, bare.Update(func(tx *bbolt.Tx) error {
			bucket, err := tx.CreateBucketIfNotExists([]byte("changes"))
			if err != nil {
				return err
			}
			return bucket.Put(key, value)
		}))
	}
	check(b, s.Export(func(e *ledger.Entry) error {
		raw, err := e.Changes[0].Encode()
		if err != nil {
			return err
		}
		put(e.Record.ID[:], raw)
		return nil
	}))
	var saving, putting time.Duration
	for b.Loop() {
		id, err := s.NewID()
		check(b, err)
		draft := draftOf(id, outreach("Cài đặt VNeID mức 2 cho người cao tuổi", "2026-06-05"))
		begun := time.Now()
		commit(b, s, draft, ledger.KindFinalize)
		saved := time.Now()
		saving += saved.Sub(begun)
		var raw []byte
		check(b, s.view(func(r reader) error {
			raw, err = r.change(id)
			return err
		}))
		begun = time.Now()
		put(id[:], raw)
		putting += time.Since(begun)
	}
	b.ReportMetric(float64(saving)/float64(putting), "ratio")
	b.ReportMetric(float64(saving.Microseconds())/float64(b.N), "µs/save")
	b.ReportMetric(float64(putting.Microseconds())/float64(b.N), "µs/put")
}

var topics = []string{"Cài đặt VNeID mức 2", "Phòng trừ rầy nâu trên lúa", "Phân loại rác tại hộ", "Bán nông sản trên sàn",
	"Máy cấy và mạ khay", "An toàn khi chuyển khoản", "Dịch vụ công trực tuyến", "Hội thi sáng kiến của thôn"}

var places = []string{"Đào Khê Thượng", "Chương Nghĩa", "Tràng Khê", "Thắng Hạ", "Phố Đoài", "Xóm Bắc", "Nam Sơn"}

// fill puts n sample records of another laptop into the store.
func fill(b testing.TB, s *Store, n int) {
	b.Helper()
	c := newCommune(b, s)
	c.join()
	form := s.o.Catalogue.Form("tuyen_truyen")
	for done := 0; done < n; {
		var changes []*ledger.Change
		for ; done < n && len(changes) < 2500; done++ {
			day := viet.Date{Year: 2024, Month: 1, Day: 1}.AddDays(done % 880)
			values := outreach(fmt.Sprintf("%s, lần %d", topics[done%len(topics)], done), day.String())
			values["dia_diem"] = ledger.TextValue("Nhà văn hóa " + places[done%len(places)])
			seen := &ledger.Record{Form: form.Name, Version: form.Version, Unit: c.id.Unit.ID}
			ch := c.change(ledger.KindFinalize, 9, seen, values)
			ch.Record = ch.ID
			changes = append(changes, ch)
		}
		c.send(changes...)
	}
}

// BenchmarkFirstFrame opens a store of 10,000 records and reads what the first screen shows.
func BenchmarkFirstFrame(b *testing.B) {
	home := b.TempDir()
	s := openAt(b, home, testOptions())
	fill(b, s, 10_000)
	check(b, s.Close())
	for b.Loop() {
		s, err := Open(home, testOptions())
		check(b, err)
		if status(b, s).Records != 10_000 || len(listIDs(b, s, ledger.Query{Limit: 50})) != 50 {
			b.Fatal("not all there")
		}
		check(b, s.Close())
	}
}

// BenchmarkSearch searches without marks, from a rare word to one that every record has. "first" is
// the first search after opening, in milliseconds.
func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		s := openAt(b, b.TempDir(), testOptions())
		fill(b, s, n)
		begun := time.Now()
		listIDs(b, s, ledger.Query{Search: "x", Limit: 50})
		first := time.Since(begun)
		for _, text := range []string{"lan 777", "ray nau chuong nghia", "Hội thi sáng", "tuyen truyen", "n"} {
			b.Run(fmt.Sprintf("%d/%s", n, text), func(b *testing.B) {
				for b.Loop() {
					if len(listIDs(b, s, ledger.Query{Search: text, Limit: 50})) == 0 {
						b.Fatal("nothing found")
					}
				}
				b.ReportMetric(float64(first.Milliseconds()), "first-ms")
			})
		}
		b.Run(fmt.Sprintf("%d/filter", n), func(b *testing.B) {
			for b.Loop() {
				listIDs(b, s, ledger.Query{Status: ledger.StatusQueued, Limit: 50})
			}
		})
	}
}

// BenchmarkExport reads 10,000 records of this laptop, none of them sent yet.
func BenchmarkExport(b *testing.B) {
	s := openAt(b, b.TempDir(), testOptions())
	s.db.NoSync = true
	for i := range 10_000 {
		addRecord(b, s, outreach(fmt.Sprint("Buổi ", i), "2026-06-01"))
	}
	for b.Loop() {
		n := 0
		check(b, s.Export(func(e *ledger.Entry) error {
			n += len(e.Pending)
			return nil
		}))
		if n != 10_000 {
			b.Fatalf("%d pending", n)
		}
	}
}
