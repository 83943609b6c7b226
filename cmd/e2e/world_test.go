package e2e_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/store"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	laptopsync "github.com/nghia-hung/sothon/sync"
)

// complainer is what a world needs of a test: *testing.T or *rapid.T.
type complainer interface {
	Helper()
	Fatalf(format string, args ...any)
	Logf(format string, args ...any)
}

// nightly reports whether the long runs are wanted: SOTHON_NIGHTLY=1.
func nightly() bool { return os.Getenv("SOTHON_NIGHTLY") == "1" }

// often is how many rounds, histories, records to run: normally, with the race detector, and at
// night.
func often(normal, raced, night int) int {
	switch {
	case nightly():
		return night
	case underRace:
		return raced
	}
	return normal
}

// seedOf is the seed of a random run, printed; SOTHON_SEED replays it.
func seedOf(t *testing.T) uint64 {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("SOTHON_SEED"); s != "" {
		var err error
		if seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("SOTHON_SEED=%d", seed)
	return seed
}

// beginning is when every world begins by the commune's clock: 8 June 2026, 10:00 in Viet Nam.
var beginning = time.Date(2026, 6, 8, 3, 0, 0, 0, time.UTC)

// world is a commune and laptops, real stores and all, joined by a line that may be bad.
type world struct {
	t       complainer
	dir     string
	data    string // the commune's folder
	store   *store.Store
	office  *commune.Office
	front   atomic.Pointer[commune.Endpoint]
	random  io.Reader // of everybody here: the same in every run
	line    *line
	since   atomic.Int64 // nanoseconds since beginning, by the commune's clock
	laptops []*notebook
	life    int // times the commune came back from a backup
}

// quickDir is a folder in memory where there is one: fsync costs nothing there.
func quickDir(t complainer) string {
	t.Helper()
	base := ""
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		base = "/dev/shm"
	}
	dir, err := os.MkdirTemp(base, "sothon-world")
	if err != nil {
		if dir, err = os.MkdirTemp("", "sothon-world"); err != nil {
			t.Fatalf("make a folder: %v", err)
		}
	}
	return dir
}

// drawn is randomness that is the same in every run, for many goroutines.
type drawn struct {
	mu     sync.Mutex
	source *rand.ChaCha8
}

func newDrawn(seed byte) *drawn { return &drawn{source: rand.NewChaCha8([32]byte{seed})} }

// Read never fails.
func (d *drawn) Read(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.source.Read(p)
}

// founded is the bytes of a store of a commune that was just founded; making one costs a slow
// password hash and all migrations. A test with a bubble of testing/synctest calls it first, outside:
// the coders of frames are kept by the process, and their channels must not be a bubble's.
var founded = sync.OnceValues(func() ([]byte, error) {
	if err := wakeCoders(); err != nil {
		return nil, err
	}
	ctx := context.Background()
	dir := filepath.Join(programs, "founded")
	st, err := store.Create(ctx, dir)
	if err != nil {
		return nil, err
	}
	_, _, err = commune.Init(ctx, st, commune.Founding{Name: "Nghĩa Hưng", Code: "13891", Province: "Ninh Bình"},
		commune.Options{Now: func() time.Time { return beginning }, Random: newDrawn(1)})
	if err != nil {
		return nil, err
	}
	file := filepath.Join(programs, "founded.db")
	if err := st.Backup(ctx, file); err != nil {
		return nil, err
	}
	if err := st.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})

func wakeCoders() error {
	changes := [][]byte{bytes.Repeat([]byte("mẫu"), 100)}
	for form := range ledger.Default().Versions {
		for _, dict := range []*ledger.Dictionary{nil, form.Dictionary()} {
			frame, err := ledger.EncodeFrame(changes, dict)
			if err != nil {
				return err
			}
			_, err = ledger.ReadFrame(bytes.NewReader(frame), func(uint32) *ledger.Dictionary { return dict })
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func newWorld(t complainer, units int) *world {
	t.Helper()
	db, err := founded()
	w := &world{t: t, dir: quickDir(t), random: newDrawn(2)}
	w.data = filepath.Join(w.dir, "xa")
	w.must(err, os.Mkdir(w.data, 0o700), os.WriteFile(filepath.Join(w.data, store.FileName), db, 0o600))
	w.line = newWire(func() http.Handler { return w.front.Load() })
	w.open()
	for n := range units {
		w.must(w.office.AddUnit(context.Background(), commune.Unit{Unit: ledger.Unit{ID: unitName(n), Name: fmt.Sprint("Xóm mẫu ", n+1)}}))
	}
	return w
}

func unitName(n int) string { return fmt.Sprint("x", n+1) }

func (w *world) must(errs ...error) {
	w.t.Helper()
	for _, err := range errs {
		if err != nil {
			w.t.Fatalf("%v", err)
		}
	}
}

func (w *world) now() time.Time { return beginning.Add(time.Duration(w.since.Load())) }

func (w *world) pass(d time.Duration) { w.since.Add(int64(d)) }

func (w *world) options() commune.Options {
	return commune.Options{Now: w.now, Random: w.random, Files: filepath.Join(w.data, commune.FilesFolder)}
}

func (w *world) open() {
	w.t.Helper()
	st, err := store.Open(context.Background(), w.data)
	w.must(err)
	w.store = st
	w.office, err = commune.Open(context.Background(), st, w.options())
	w.must(err)
	w.front.Store(w.office.Endpoint())
}

// reopen is a restart of the commune's program.
func (w *world) reopen() {
	w.t.Helper()
	w.must(w.store.Close())
	w.open()
}

// comeBack puts a backup in the place of the commune's store.
func (w *world) comeBack(file string) {
	w.t.Helper()
	fresh, err := commune.NewIncarnation(w.random)
	w.must(err, w.store.Close())
	_, err = store.Restore(context.Background(), file, w.data, fresh, w.now(), commune.CheckStore(w.options()))
	w.must(err)
	w.life++
	w.open()
}

func (w *world) close() {
	for _, l := range w.laptops {
		l.client.Close()
		_ = l.db.Close()
	}
	w.line.close()
	_ = w.store.Close()
	_ = os.RemoveAll(w.dir)
}

// stored gives every change that the commune counts, by id; a change that is there twice fails.
func (w *world) stored() map[ledger.ID]*ledger.Change {
	w.t.Helper()
	out := map[ledger.ID]*ledger.Change{}
	err := w.store.Walk(context.Background(), commune.Walker{Record: func(_ commune.Row, changes []commune.Logged) error {
		for _, l := range changes {
			c, err := ledger.DecodeChange(l.Bytes)
			if err != nil {
				return err
			}
			if out[c.ID] != nil || c.ID != l.ID {
				w.t.Fatalf("change %s is at the commune twice", c.ID)
			}
			out[c.ID] = c
		}
		return nil
	}})
	w.must(err)
	return out
}

// sound demands that the commune's own check finds nothing.
func (w *world) sound() {
	w.t.Helper()
	report, err := w.office.Check(context.Background())
	w.must(err)
	for _, p := range report.Problems {
		w.t.Fatalf("commune: %s: %s", p.Place, p.Detail)
	}
}

// notebook is one laptop: its store and its client.
type notebook struct {
	w      *world
	name   string
	home   string
	unit   string
	onto   string // the machine it is on, as far as the store can tell
	db     *localdb.Store
	client *laptopsync.Client
	skew   time.Duration // of its clock
	life   int           // the commune's, at the last whole contact
}

// laptop is a new laptop that joined a unit.
func (w *world) laptop(unit string) *notebook {
	w.t.Helper()
	l := &notebook{w: w, name: fmt.Sprint("laptop", len(w.laptops)), unit: unit}
	l.onto = l.name
	l.home = filepath.Join(w.dir, l.name)
	w.laptops = append(w.laptops, l)
	l.open()
	invitation, err := w.office.Enroll(context.Background(), unit, 0)
	w.must(err)
	_, err = laptopsync.Join(context.Background(), l.db, laptopsync.JoinOptions{URL: "http://127.0.0.1:1", Code: invitation.Code,
		Name: "Người mẫu " + l.name, Options: l.options()})
	w.must(err)
	return l
}

func (l *notebook) now() time.Time { return l.w.now().Add(l.skew) }

func (l *notebook) options() laptopsync.Options {
	return laptopsync.Options{Now: l.now, Rand: l.w.random, Agent: "test", Dictionaries: ledger.Default(), Dial: l.w.line.dial,
		Retry: laptopsync.Retry{Attempts: 1, Base: time.Nanosecond, Cap: time.Nanosecond}}
}

func (l *notebook) open() {
	l.w.t.Helper()
	db, err := localdb.Open(l.home, localdb.Options{Now: l.now, Rand: l.w.random, BackupEvery: -1,
		Machine: func() string { return l.onto }})
	l.w.must(err)
	l.db, l.client = db, laptopsync.New(db, l.options())
}

func (l *notebook) shut() {
	l.w.t.Helper()
	l.client.Close()
	l.w.must(l.db.Close())
}

// clone copies the home folder of a laptop that is switched off to another machine, which its store
// notices or does not (a copied disk image).
func (l *notebook) clone(noticed bool) *notebook {
	l.w.t.Helper()
	l.shut()
	twin := &notebook{w: l.w, name: fmt.Sprint("laptop", len(l.w.laptops)), unit: l.unit, skew: l.skew, life: l.life}
	twin.home, twin.onto = filepath.Join(l.w.dir, twin.name), l.onto
	if noticed {
		twin.onto = twin.name
	}
	l.w.must(os.CopyFS(twin.home, os.DirFS(l.home)))
	l.w.laptops = append(l.w.laptops, twin)
	l.open()
	twin.open()
	return twin
}

// wreck damages the store's file of a laptop that is switched off, in the way chosen, and switches it
// on again.
func (l *notebook) wreck(way, at int) {
	l.w.t.Helper()
	l.shut()
	file := filepath.Join(l.home, localdb.FileName)
	info, err := os.Stat(file)
	l.w.must(err)
	switch way % 3 {
	case 0:
		err = os.Remove(file)
	case 1:
		err = os.Truncate(file, info.Size()*int64(at%100)/100)
	case 2:
		var b []byte
		if b, err = os.ReadFile(file); err == nil {
			clear(b[:min(len(b), 2*os.Getpagesize())])
			err = os.WriteFile(file, b, 0o600)
		}
	}
	l.w.must(err)
	l.open()
}

// sync is one visit over the line as it is. The error is what a person would be told.
func (l *notebook) sync() (ledger.SyncResult, error) {
	result, err := l.client.Sync(context.Background(), nil)
	if err == nil {
		l.life = l.w.life
	}
	return result, err
}

// log is the laptop's whole log, by change id.
func (l *notebook) log() map[ledger.ID]uint64 {
	l.w.t.Helper()
	entries, _, err := l.db.Outbox(0, 0)
	l.w.must(err)
	out := make(map[ledger.ID]uint64, len(entries))
	for _, e := range entries {
		out[e.ID] = e.Seq
	}
	return out
}

// records reads every record of the laptop, by id.
func (l *notebook) records() map[ledger.ID]*ledger.Entry {
	l.w.t.Helper()
	out := map[ledger.ID]*ledger.Entry{}
	l.w.must(l.db.Export(func(e *ledger.Entry) error {
		if len(e.Changes) > 0 {
			out[e.Record.ID] = e
		}
		return nil
	}))
	return out
}
