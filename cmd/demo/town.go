package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"github.com/nghia-hung/sothon/cmd/internal/recordfile"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/store"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/sync"
)

// town is the sample commune: its office with endpoint and page, and its laptops' folders.
type town struct {
	dir      string
	store    *store.Store
	office   *commune.Office
	url      string
	password string // of the office account admin
	spare    string // a join code nobody has used
	stop     func()
	served   chan error
}

// Units of the samples. Names are of the kind the commune has; the mark says they are not its list.
var units = []commune.Unit{
	sampleUnit("dao-khe-thuong", "Thôn Đào Khê Thượng (mẫu)", "Nghĩa Châu"),
	sampleUnit("chuong-nghia", "Thôn Chương Nghĩa (mẫu)", "Nghĩa Châu"),
	sampleUnit("xom-1-chau", "Xóm 1 (mẫu)", "Nghĩa Châu"),
	sampleUnit("xom-1-thai", "Xóm 1 (mẫu)", "Nghĩa Thái"),
	sampleUnit("xom-2-thai", "Xóm 2 (mẫu)", "Nghĩa Thái"),
	sampleUnit("xom-10-thai", "Xóm 10 (mẫu)", "Nghĩa Thái"),
}

func sampleUnit(id, name, old string) commune.Unit {
	return commune.Unit{Unit: ledger.Unit{ID: id, Name: name, Kind: "village", OldCommune: old}}
}

// foundTown makes the commune in dir and serves it on a free port of loopback.
func foundTown(ctx context.Context, dir string) (*town, error) {
	t := &town{dir: dir, served: make(chan error, 1)}
	var err error
	if t.store, err = store.Create(ctx, filepath.Join(dir, "xa")); err != nil {
		return nil, err
	}
	founding := commune.Founding{Name: "Nghĩa Hưng (mẫu)", Code: "13891", Province: "Ninh Bình"}
	if t.office, t.password, err = commune.Init(ctx, t.store, founding,
		commune.Options{Files: filepath.Join(dir, "xa", commune.FilesFolder)}); err != nil {
		return nil, err
	}
	for _, u := range units {
		if err := t.office.AddUnit(ctx, u); err != nil {
			return nil, err
		}
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	t.url = "http://" + listener.Addr().String()
	mux := http.NewServeMux()
	mux.Handle("/v1/", t.office.Endpoint())
	mux.Handle("/healthz", t.office.Endpoint())
	mux.Handle("/", t.office.Page(commune.PageOptions{URL: t.url, Program: "demo", Export: recordfile.Exporter(t.office)}))
	serving, stop := context.WithCancel(context.WithoutCancel(ctx))
	t.stop = stop
	go func() {
		t.served <- commune.Serve(serving, commune.Server{Handler: mux, Listener: listener, Drain: time.Second})
	}()
	return t, nil
}

func (t *town) close() error {
	t.stop()
	err := <-t.served
	return firstError(err, t.store.Close())
}

func (t *town) clientOptions() sync.Options {
	return sync.Options{Agent: "demo", Dictionaries: ledger.Default(), Retry: sync.QuickRetry}
}

// laptop makes a laptop of a unit and lets it join.
func (t *town) laptop(ctx context.Context, name, unit, person string) (*localdb.Store, error) {
	db, err := localdb.Open(filepath.Join(t.dir, name), localdb.Options{Catalogue: ledger.Default(), Now: time.Now, Rand: rand.Reader})
	if err != nil {
		return nil, err
	}
	invitation, err := t.office.Enroll(ctx, unit, time.Hour)
	if err != nil {
		return nil, err
	}
	if _, err := sync.Join(ctx, db, sync.JoinOptions{URL: t.url, Code: invitation.Code, Name: person, Computer: name, Options: t.clientOptions()}); err != nil {
		return nil, err
	}
	return db, nil
}

// exchange lets a laptop send and receive once.
func (t *town) exchange(ctx context.Context, db *localdb.Store) error {
	client := sync.New(db, t.clientOptions())
	defer client.Close()
	result, err := client.Sync(ctx, nil)
	if err == nil && len(result.Rejected) > 0 {
		err = fmt.Errorf("the commune rejected %d samples: %v", len(result.Rejected), result.Rejected)
	}
	return err
}

// card tells where everything is.
func (t *town) card() ledger.Words {
	return ledger.Words{
		Vi: fmt.Sprintf(`Sổ Thôn – chạy thử trên máy này (dữ liệu mẫu, tự xóa khi thoát)

Trang của xã     %s     tài khoản admin, mật khẩu %s
Máy thôn         sothon join %s %s --home %s
                 rồi: sothon --home %s
Dữ liệu xã       sothon-xa records --data %s

Ctrl+C để dừng.
`, t.url, t.password, t.url, t.spare, t.spareHome(), t.spareHome(), filepath.Join(t.dir, "xa")),
		En: fmt.Sprintf(`Sổ Thôn – a try on this machine (sample data, removed at the end)

Office page      %s     account admin, password %s
A laptop         sothon join %s %s --home %s
                 then: sothon --home %s
Office data      sothon-xa records --data %s

Ctrl+C stops it.
`, t.url, t.password, t.url, t.spare, t.spareHome(), t.spareHome(), filepath.Join(t.dir, "xa")),
	}
}

func (t *town) spareHome() string { return filepath.Join(t.dir, "may-moi") }

var farewell = ledger.Words{
	Vi: "Đã dừng chạy thử; dữ liệu mẫu đã xóa.\n",
	En: "The demo has ended; the sample data is removed.\n",
}
