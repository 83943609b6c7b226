package commune_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// TestManyAtOnce lets many clerks work at the office's page while many laptops send, all over real
// connections and at the same time. Nothing fails, what was acknowledged is there, and of two clerks who
// correct one record at the same moment one is told. SOTHON_NIGHTLY=1 makes it 200 clerks and 5,000
// laptops; with SOTHON_RECORDS as well they meet in a full town.
func TestManyAtOnce(t *testing.T) {
	clerks, laptops := 10, 200
	if os.Getenv("SOTHON_NIGHTLY") != "" {
		clerks, laptops = 200, 5000
	}
	w := loadTown(t)
	l := &load{town: w, laptops: w.newcomers(laptops), clerks: w.newClerks(clerks)}
	l.disputed()
	begun := time.Now()
	var wg sync.WaitGroup
	for i := range l.laptops {
		wg.Go(func() { l.send(i) })
	}
	for i := 0; i < clerks; i += 2 {
		wg.Go(func() { l.dispute(i) })
	}
	wg.Wait()
	t.Logf("%d clerks, %d laptops: %.1f s; pages p95 %v, most %v; pushes p95 %v; peak of memory, clients included: %s", clerks, laptops,
		time.Since(begun).Seconds(), p95(l.pages), l.pages[len(l.pages)-1], p95(l.pushes), peakMemory())
	l.settled()
}

// loadTown is an empty town, or with SOTHON_RECORDS a full one.
func loadTown(t *testing.T) *town {
	if os.Getenv("SOTHON_RECORDS") == "" {
		return newTown(t)
	}
	w, _ := fullTown(t, recordsWanted(t))
	return w
}

// load is what clerks and laptops do at once.
type load struct {
	*town
	laptops []*laptop
	clerks  []*browser
	records []ledger.ID // one for every two clerks

	mu            sync.Mutex
	pages, pushes []time.Duration
}

// newcomers joins laptops, 16 at a time and 25 to a unit; each has two records to send.
func (w *town) newcomers(n int) []*laptop {
	w.t.Helper()
	var units []commune.Unit
	for i := range n/25 + 1 {
		units = append(units, commune.Unit{Unit: ledger.Unit{ID: fmt.Sprint("u", i), Name: fmt.Sprint("Xóm ", i), Kind: commune.KindVillage}})
	}
	if _, err := w.store.PutUnits(w.t.Context(), units); err != nil {
		w.t.Fatal(err)
	}
	laptops := make([]*laptop, n)
	var wg sync.WaitGroup
	next := make(chan int)
	for range 16 {
		wg.Go(func() {
			for i := range next {
				l := newLaptop(w)
				inv, err := w.office.Enroll(w.t.Context(), fmt.Sprint("u", i%len(units)), 0)
				if err == nil {
					var answer ledger.JoinAnswer
					answer, err = l.join(inv.Code)
					l.unit = answer.Unit.ID
				}
				if err != nil {
					w.t.Error(err)
				}
				laptops[i] = l
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
	for i, l := range laptops {
		for k := range 2 {
			l.make(ledger.KindFinalize, nil, session(fmt.Sprintf("Buổi mẫu %d máy %d", k, i), 10))
		}
	}
	return laptops
}

// newClerks signs clerks in, all at one server.
func (w *town) newClerks(n int) (clerks []*browser) {
	w.t.Helper()
	first := w.browse()
	for i := range n {
		jar, err := cookiejar.New(nil)
		if err != nil {
			w.t.Fatal(err)
		}
		b := &browser{t: w.t, town: w, base: first.base, client: &http.Client{Jar: jar, Transport: first.client.Transport}}
		clerks = append(clerks, b.signIn(fmt.Sprintf("canbo%d.%d", i, time.Now().UnixNano()), commune.Reviewer))
	}
	return clerks
}

// disputed hands in the records that clerks will correct.
func (l *load) disputed() {
	l.t.Helper()
	from := l.laptop("x1")
	for i := range len(l.clerks) / 2 {
		l.records = append(l.records, from.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi để sửa ", i), 10)).Record)
	}
	from.sync()
}

// send sends what a laptop has, then a correction and one record more.
func (l *load) send(i int) {
	from := l.laptops[i]
	for round := range 2 {
		q := from.request(from.have+1, 0)
		body := q.body(l.t)
		begun := time.Now()
		rc, _, err := from.post(body, q.head)
		l.took(&l.pushes, begun)
		if err != nil || rc.Have != uint64(len(from.log)) || rc.Hash != from.hash(rc.Have) || len(rc.Rejected) > 0 {
			l.t.Errorf("laptop %d: have %d of %d, %d rejected, %v", i, rc.Have, len(from.log), len(rc.Rejected), err)
			return
		}
		from.have, from.cursor = rc.Have, rc.Cursor
		if round > 0 {
			return
		}
		first, err := ledger.DecodeChange(from.log[0])
		if err != nil {
			l.t.Error(err)
			return
		}
		from.make(ledger.KindFinalize, &first.Record, ledger.Values{"tong_so": number(int64(20 + i%50))})
		from.make(ledger.KindFinalize, nil, session(fmt.Sprintf("Buổi mẫu thêm máy %d", i), 5))
	}
}

func (l *load) took(into *[]time.Duration, begun time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	*into = append(*into, time.Since(begun))
}

// look opens a page that must be there.
func (l *load) look(b *browser, path string) page {
	begun := time.Now()
	p := b.get(path)
	l.took(&l.pages, begun)
	if p.status != http.StatusOK {
		l.t.Errorf("%s: %d", path, p.status)
	}
	return p
}

// dispute lets two clerks look around and then correct one record at the same moment, three times over:
// each time one does, and the other is told and finds the first one's value.
func (l *load) dispute(i int) {
	two, id := l.clerks[i:i+2], l.records[i/2]
	for round := range 3 {
		var pages [2]page
		var wg sync.WaitGroup
		for k, b := range two {
			wg.Go(func() {
				l.look(b, []string{"/", "/coverage", "/difficulties"}[round])
				l.look(b, []string{"/records", "/records?q=buoi+mau&status=sent", "/records?unit=u1&order=title"}[round])
				pages[k] = l.look(b, "/records/"+id.String())
			})
		}
		wg.Wait()
		for k, b := range two {
			wg.Go(func() {
				begun := time.Now()
				pages[k] = b.post("/records/"+id.String()+"/correct", "seen", pages[k].seen(l.t), "tong_so", fmt.Sprint(100+10*round+k), "chu_de", fmt.Sprint("Buổi để sửa ", i/2))
				l.took(&l.pages, begun)
			})
		}
		wg.Wait()
		l.oneIsTold(id, pages, round)
	}
}

func (l *load) oneIsTold(id ledger.ID, pages [2]page, round int) {
	told := func(p page) bool {
		return p.status == http.StatusUnprocessableEntity && strings.Contains(p.words(), "vừa có thay đổi mới")
	}
	d, err := l.office.Show(l.t.Context(), id, false)
	if err != nil {
		l.t.Error(err)
		return
	}
	for k := range 2 {
		if pages[k].status == http.StatusOK && told(pages[1-k]) && d.Values["tong_so"].Num == viet.Int(int64(100+10*round+k)) {
			return
		}
	}
	l.t.Errorf("two corrected one record: %d and %d, and it says %v", pages[0].status, pages[1].status, d.Values["tong_so"])
}

// settled demands that all that was acknowledged is there.
func (l *load) settled() {
	for i, from := range l.laptops {
		head, err := l.store.Head(l.t.Context(), from.id, from.epoch)
		if err != nil || head.Have != uint64(len(from.log)) || head.Hash != from.hash(head.Have) {
			l.t.Errorf("laptop %d: the log stands at %d of %d, %v", i, head.Have, len(from.log), err)
		}
		for _, b := range from.log {
			c, err := ledger.DecodeChange(b)
			if err != nil {
				l.t.Fatal(err)
			}
			row, logged, err := l.store.Record(l.t.Context(), c.Record)
			if err != nil || !slices.ContainsFunc(logged, func(g commune.Logged) bool { return g.ID == c.ID }) || row.Changes != len(logged) {
				l.t.Errorf("laptop %d: change %s is not there as it was sent (%v)", i, c.ID, err)
			}
		}
	}
	if os.Getenv("SOTHON_RECORDS") == "" {
		l.clean()
	}
}

func p95(took []time.Duration) time.Duration {
	slices.Sort(took)
	return took[len(took)*95/100].Round(time.Millisecond)
}

// peakMemory is the most that this process has had in memory, where the system tells.
func peakMemory() string {
	status, err := os.ReadFile("/proc/self/status")
	if errors.Is(err, os.ErrNotExist) {
		return "not known"
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	line, _, _ := strings.Cut(after, "\n")
	return strings.TrimSpace(line)
}
