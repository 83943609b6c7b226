package commune_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// clients is how many laptops send at the same time in BenchmarkAccept, each a hundred records.
const clients = 32

// BenchmarkAccept takes in 32 laptops × 100 records at once, each verified, judged, folded and
// durable: in one request of a hundred, and in a hundred requests of one. Beside it, in the same run
// and on the same disk, the same changes go from as many writers into a bare append-only SQLite log,
// which is as durable and has one transaction for each request, but knows nothing of what it writes.
func BenchmarkAccept(b *testing.B) {
	for _, size := range []int{100, 1} {
		b.Run(fmt.Sprintf("records=%d", size), func(b *testing.B) {
			var took, bare time.Duration
			for b.Loop() {
				b.StopTimer()
				w := newTown(b)
				laptops := crowd(b, w)
				bare += bareLog(b, laptops, size)
				b.StartTimer()
				took += together(b, laptops, size, func(body []byte) error {
					_, err := w.office.Accept(context.Background(), bytes.NewReader(body), nil)
					return err
				})
				b.StopTimer()
				if items, err := w.office.Records(context.Background(), commune.Query{}); err != nil || len(items) != clients*100 {
					b.Fatalf("%d records, %v", len(items), err)
				}
				w.close()
				b.StartTimer()
			}
			n := float64(b.N) * clients * 100
			b.ReportMetric(n/took.Seconds(), "records/s")
			b.ReportMetric(n/bare.Seconds(), "bare/s")
			b.ReportMetric(100*bare.Seconds()/took.Seconds(), "%of-bare")
		})
	}
}

// crowd is a laptop for each of as many units, each with a hundred records to send.
func crowd(b *testing.B, w *town) (laptops []*laptop) {
	for i := range clients {
		unit := commune.Unit{Unit: ledger.Unit{ID: fmt.Sprint("u", i), Name: fmt.Sprint("Xóm ", i)}}
		if err := w.office.AddUnit(context.Background(), unit); err != nil {
			b.Fatal(err)
		}
		l := w.laptop(unit.ID)
		for n := range 100 {
			l.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi tuyên truyền ", n), 10))
		}
		laptops = append(laptops, l)
	}
	return laptops
}

// together sends all laptops' logs at once, in requests of size records, and gives the time it took.
func together(b *testing.B, laptops []*laptop, size int, accept func(body []byte) error) time.Duration {
	var bodies [][][]byte
	for _, l := range laptops {
		var own [][]byte
		for first := 0; first < len(l.log); first += size {
			whole := l.log
			l.log = l.log[:first+size]
			own = append(own, l.request(uint64(first)+1, 0).body(b))
			l.log = whole
		}
		bodies = append(bodies, own)
	}
	begun := time.Now()
	var wg sync.WaitGroup
	for _, own := range bodies {
		wg.Go(func() {
			for _, body := range own {
				if err := accept(body); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	return time.Since(begun)
}

func bareLog(b *testing.B, laptops []*laptop, size int) time.Duration {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "log.db")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(`CREATE TABLE log (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL)`); err != nil {
		b.Fatal(err)
	}
	begun := time.Now()
	var wg sync.WaitGroup
	for _, l := range laptops {
		wg.Go(func() {
			for changes := range slices.Chunk(l.log, size) {
				if err := bareFrame(db, changes); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	return time.Since(begun)
}

func bareFrame(db *sql.DB, changes [][]byte) error {
	t, err := db.Begin()
	if err != nil {
		return err
	}
	defer t.Rollback() //nolint:errcheck // after Commit it does nothing
	insert, err := t.Prepare(`INSERT INTO log (bytes) VALUES ($1)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	for _, c := range changes {
		if _, err := insert.Exec(c); err != nil {
			return err
		}
	}
	return t.Commit()
}

// BenchmarkOneRecord sends one record at a time over real HTTP on a kept connection, and measures
// one fsync of the same disk beside each.
func BenchmarkOneRecord(b *testing.B) {
	w := newTown(b)
	l := w.laptop("x1")
	disk, err := os.Create(filepath.Join(b.TempDir(), "disk"))
	if err != nil {
		b.Fatal(err)
	}
	defer disk.Close()
	var sent, synced []time.Duration
	for b.Loop() {
		b.StopTimer()
		synced = append(synced, fsync(b, disk))
		l.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi tuyên truyền ", len(sent)), 10))
		q := l.request(uint64(len(l.log)), 0)
		body := q.body(b)
		b.StartTimer()
		begun := time.Now()
		rc, _, err := l.post(body, q.head)
		took := time.Since(begun)
		if err != nil || rc.Have != uint64(len(l.log)) {
			b.Fatalf("have %d of %d, %v", rc.Have, len(l.log), err)
		}
		sent, l.cursor = append(sent, took), rc.Cursor
	}
	slices.Sort(sent)
	slices.Sort(synced)
	p99, one := sent[len(sent)*99/100], synced[len(synced)/2]
	b.ReportMetric(float64(sent[len(sent)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(p99.Microseconds()), "p99-µs")
	b.ReportMetric(float64(one.Microseconds()), "fsync-µs")
	b.ReportMetric(float64(p99)/float64(one), "fsyncs")
}

func fsync(b *testing.B, f *os.File) time.Duration {
	if _, err := f.Write(make([]byte, 4096)); err != nil {
		b.Fatal(err)
	}
	begun := time.Now()
	if err := f.Sync(); err != nil {
		b.Fatal(err)
	}
	return time.Since(begun)
}
