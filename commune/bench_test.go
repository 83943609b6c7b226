package commune_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// BenchmarkAccept takes in 32 laptops × 100 records, folded and durable; BenchmarkBareLog writes
// the same bytes into a bare append-only SQLite log with one transaction per frame.
func BenchmarkAccept(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		w := newTown(b)
		bodies := make([][]byte, 32)
		for i := range bodies {
			unit := commune.Unit{Unit: ledger.Unit{ID: fmt.Sprint("u", i), Name: fmt.Sprint("Xóm ", i)}}
			if err := w.office.AddUnit(context.Background(), unit); err != nil {
				b.Fatal(err)
			}
			bodies[i] = hundred(w, unit.ID).body(b)
		}
		b.StartTimer()
		var wg sync.WaitGroup
		for _, body := range bodies {
			wg.Go(func() {
				if _, err := w.office.Accept(context.Background(), bytes.NewReader(body), nil); err != nil {
					b.Error(err)
				}
			})
		}
		wg.Wait()
		b.StopTimer()
		if items, err := w.office.Records(context.Background(), commune.Query{Limit: 1}); err != nil || len(items) != 1 {
			b.Fatal(err)
		}
		w.close()
		b.StartTimer()
	}
	b.ReportMetric(float64(b.N)*3200/b.Elapsed().Seconds(), "records/s")
}

// hundred is a request of a hundred records from a new laptop.
func hundred(w *town, unit string) request {
	l := w.laptop(unit)
	for i := range 100 {
		l.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi tuyên truyền ", i), 10))
	}
	return l.request(1, 0)
}

func BenchmarkBareLog(b *testing.B) {
	w := newTown(b)
	l := w.laptop("x1")
	for i := range 100 {
		l.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi tuyên truyền ", i), 10))
	}
	for b.Loop() {
		b.StopTimer()
		db, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "log.db")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
		if err != nil {
			b.Fatal(err)
		}
		db.SetMaxOpenConns(1)
		if _, err := db.Exec(`CREATE TABLE log (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL)`); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		for range 32 {
			bareFrame(b, db, l.log)
		}
		b.StopTimer()
		db.Close()
		b.StartTimer()
	}
	b.ReportMetric(float64(b.N)*3200/b.Elapsed().Seconds(), "records/s")
}

func bareFrame(b *testing.B, db *sql.DB, changes [][]byte) {
	t, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	insert, err := t.Prepare(`INSERT INTO log (bytes) VALUES ($1)`)
	if err != nil {
		b.Fatal(err)
	}
	defer insert.Close()
	for _, c := range changes {
		if _, err := insert.Exec(c); err != nil {
			b.Fatal(err)
		}
	}
	if err := t.Commit(); err != nil {
		b.Fatal(err)
	}
}
