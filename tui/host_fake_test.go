package tui

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// fakeHost does what a Host does, without drives and networks.
type fakeHost struct {
	store   *fakeStore
	syncer  Syncer
	places  []Place
	letters []Letter
	brought Brought
	err     error
	asked   []Invitation
	written []string // folders exported to
	copied  []string
	printed []Paper
	taken   []string
}

func (h *fakeHost) Join(ctx context.Context, to Invitation) (Syncer, error) {
	h.asked = append(h.asked, to)
	if h.err != nil {
		return nil, h.err
	}
	h.store.who.Joined, h.store.who.CommuneName = true, "Xã Mẫu"
	h.store.who.Unit = ledger.Unit{ID: "thon-mau", Name: "Thôn Mẫu Thượng"}
	return h.syncer, ctx.Err()
}

func (h *fakeHost) Places() []Place { return h.places }

func (h *fakeHost) Export(dir string) (Carried, error) {
	h.written = append(h.written, dir)
	return Carried{File: filepath.Join(dir, "gui-xa-20260608-0941.sothon"), Changes: len(h.store.pending), Bytes: 2345}, h.err
}

func (h *fakeHost) Letters() ([]Letter, error) { return h.letters, nil }

func (h *fakeHost) Import(file string) (Brought, error) {
	h.taken = append(h.taken, file)
	return h.brought, h.err
}

func (h *fakeHost) BackUp(dir string) error {
	h.copied = append(h.copied, dir)
	if h.err != nil {
		return h.err
	}
	return h.store.SetSetting(SettingBackup, dir)
}

func (h *fakeHost) About() (About, error) {
	return About{Folder: "/home/mau/SoThon", Bytes: 3_400_000, Backups: 2}, h.err
}

func (h *fakeHost) Print(dir string, what Paper) (string, error) {
	h.printed = append(h.printed, what)
	return filepath.Join(dir, "giay-mau.pdf"), h.err
}

// sampleHost gives the screens a host with a stick and a file from the office on it.
func (d *driver) sampleHost() *fakeHost {
	stick := ledger.Words{Vi: "USB «KINGSTON»", En: "Stick “KINGSTON”"}
	h := &fakeHost{store: d.store, syncer: d.syncer,
		places: []Place{{Dir: "/media/KINGSTON", Name: stick, Removable: true, Free: 7_300_000_000},
			{Dir: "/home/mau/Desktop", Name: ledger.Words{Vi: "Màn hình nền", En: "Desktop"}, Free: -1}},
		letters: []Letter{{File: "/media/KINGSTON/ve-chuong-nghia.sothon", Place: stick, Time: monday.Add(-3 * time.Hour), Bytes: 812}},
		brought: Brought{Confirmed: 2, Pulled: 1}}
	d.m.Host = h
	d.m.OffersPractice = true
	return h
}

// newcomer is a driver on a laptop that nobody has said anything to.
func newcomer(t testing.TB, lang string) (*driver, *fakeHost) {
	d := newDriver(t, lang)
	d.store.who = ledger.Identity{Device: ledger.DeviceID{1}}
	o := d.m.Options
	o.Syncer = nil
	o.OffersPractice = true
	after := d.m.after
	d.m = New(o)
	d.m.after = after
	return d, d.sampleHost()
}

// goTo chooses the home screen's line that begins with text and opens it.
func (d *driver) goTo(text string) *driver {
	d.t.Helper()
	home, ok := d.m.top().screen.(*homeScreen)
	if !ok {
		d.t.Fatalf("not at home:\n%s", d.screen())
	}
	at := slices.IndexFunc(home.rows(d.m.app), func(r homeRow) bool { return r.left == text })
	if at < 0 {
		d.t.Fatalf("no line %q:\n%s", text, d.screen())
	}
	home.menu.at = at
	return d.keys(tea.KeyEnter)
}

var errJoin = errors.New("wrong code")

// fakePeriods keeps what was said of the periods of a driver's day.
type fakePeriods struct {
	unit  ledger.Unit
	store *fakeStore
	mu    sync.Mutex
	said  map[string]ledger.Outcome
	err   error
}

func (p *fakePeriods) Standings(today viet.Date) ([]ledger.PeriodStanding, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	book := ledger.PeriodBook{Unit: p.unit, Today: today, Records: p.store.own()}
	for label, outcome := range p.said {
		period, _ := ledger.ParsePeriod(label)
		book.Closings = append(book.Closings, ledger.Closing{Period: period, Outcome: outcome, At: p.store.now(), By: "Nguyễn Văn Tám"})
	}
	return book.Standings(), p.store.fail
}

func (p *fakePeriods) ClosePeriod(label string, outcome ledger.Outcome) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		p.said[label] = outcome
	}
	return p.err
}

func (p *fakePeriods) ReopenPeriod(label string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.said, label)
	return p.err
}

// samplePeriods gives the screens periods of the sample book.
func (d *driver) samplePeriods() *fakePeriods {
	p := &fakePeriods{unit: d.store.who.Unit, store: d.store, said: map[string]ledger.Outcome{}}
	d.m.Periods = p
	return p
}

// nothingToSync is a Syncer with nothing to do.
type nothingToSync struct{}

func (nothingToSync) Sync(context.Context, func(ledger.SyncProgress)) (ledger.SyncResult, error) {
	return ledger.SyncResult{}, nil
}
