package commune_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/store"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// TestMain runs fewer random histories than rapid's hundred unless told: each starts a commune.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "20"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m)
}

// startOfTests is the commune's time at which every test begins: 8 June 2026, 10:00 in Viet Nam.
var startOfTests = time.Date(2026, 6, 8, 3, 0, 0, 0, time.UTC)

// town is a commune that is up: store, office and endpoint, with two sample units.
type town struct {
	t      testing.TB
	dir    string
	store  *store.Store
	office *commune.Office
	server *httptest.Server
	client *http.Client
	ahead  atomic.Int64 // nanoseconds its clock has been moved on
}

func newTown(t testing.TB) *town { return newTownIn(t, t.TempDir()) }

func newTownIn(t testing.TB, dir string) *town {
	t.Helper()
	w := &town{t: t, dir: dir, client: &http.Client{Transport: &http.Transport{}}}
	st, err := store.Create(t.Context(), w.dir)
	if err != nil {
		t.Fatal(err)
	}
	w.store = st
	w.office, _, err = commune.Init(t.Context(), st, commune.Founding{Name: "Nghĩa Hưng", Code: "13891", Province: "Ninh Bình"}, w.options())
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"x1", "x2"} {
		if err := w.office.AddUnit(t.Context(), commune.Unit{Unit: ledger.Unit{ID: id, Name: "Xóm " + id[1:], OldCommune: "Nghĩa Châu"}}); err != nil {
			t.Fatal(err)
		}
	}
	w.server = httptest.NewServer(w.office.Endpoint())
	t.Cleanup(w.close)
	return w
}

func (w *town) options() commune.Options {
	return commune.Options{Now: w.now, Files: filepath.Join(w.dir, commune.FilesFolder), UnitQuota: 400_000}
}

func (w *town) now() time.Time { return startOfTests.Add(time.Duration(w.ahead.Load())) }

func (w *town) pass(d time.Duration) { w.ahead.Add(int64(d)) }

func (w *town) close() {
	w.client.CloseIdleConnections()
	w.server.Close()
	w.store.Close()
}

// reopen does what a restart of the program does.
func (w *town) reopen() {
	w.t.Helper()
	w.close()
	w.open()
}

func (w *town) open() {
	w.t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, w.dir)
	if err != nil {
		w.t.Fatal(err)
	}
	w.store = st
	if w.office, err = commune.Open(ctx, st, w.options()); err != nil {
		w.t.Fatal(err)
	}
	w.server = httptest.NewServer(w.office.Endpoint())
}

func (w *town) invite(unit string) string {
	w.t.Helper()
	inv, err := w.office.Enroll(context.Background(), unit, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	return inv.Code
}

// laptop joins a new laptop to a unit.
func (w *town) laptop(unit string) *laptop {
	w.t.Helper()
	l := newLaptop(w)
	answer, err := l.join(w.invite(unit))
	if err != nil {
		w.t.Fatal(err)
	}
	l.unit = answer.Unit.ID
	return l
}

// clean demands that Check finds nothing.
func (w *town) clean() {
	w.t.Helper()
	report, err := w.office.Check(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	for _, p := range report.Problems {
		w.t.Errorf("check: %s: %s", p.Place, p.Detail)
	}
}

func (w *town) show(id ledger.ID) commune.Detail {
	w.t.Helper()
	d, err := w.office.Show(context.Background(), id, true)
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

// laptop is a client written on package ledger alone.
type laptop struct {
	town   *town
	key    ed25519.PrivateKey
	id     ledger.DeviceID
	unit   string
	epoch  ledger.Epoch
	log    [][]byte
	have   uint64
	cursor ledger.Cursor
	clock  ledger.Clock
	seen   map[ledger.ID]*ledger.Change // everything known: own and pulled
	dict   bool
}

func newLaptop(w *town) *laptop {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		w.t.Fatal(err)
	}
	l := &laptop{town: w, key: key, id: ledger.DeviceOf(key.Public().(ed25519.PublicKey)), seen: map[ledger.ID]*ledger.Change{}, dict: true}
	l.newEpoch()
	return l
}

func (l *laptop) newEpoch() {
	rand.Read(l.epoch[:])
	l.have = 0
}

func (l *laptop) join(code string) (answer ledger.JoinAnswer, err error) {
	body, _ := json.Marshal(ledger.JoinRequest{Code: code, Key: l.key.Public().(ed25519.PublicKey), Name: "Người mẫu", Computer: "máy mẫu", Agent: "test"})
	resp, err := l.town.client.Post(l.town.server.URL+ledger.JoinPath, "application/json", bytes.NewReader(body))
	if err != nil {
		return answer, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return answer, failure(l.town.t, resp)
	}
	return answer, json.NewDecoder(resp.Body).Decode(&answer)
}

// failure reads an error answer and checks that code and status belong together.
func failure(t testing.TB, resp *http.Response) *ledger.Error {
	t.Helper()
	var e ledger.Error
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		t.Fatalf("status %d without JSON: %v", resp.StatusCode, err)
	}
	if e.Code.Status() != resp.StatusCode {
		t.Errorf("code %s came with status %d, want %d", e.Code, resp.StatusCode, e.Code.Status())
	}
	return &e
}

// make makes a change, logs it and returns it. base is the record it changes, nil for a new one.
func (l *laptop) make(kind ledger.ChangeKind, record *ledger.ID, want ledger.Values, tweak ...func(*ledger.Change)) *ledger.Change {
	l.town.t.Helper()
	now := l.town.now().UnixMilli()
	l.clock = l.clock.Tick(now)
	id, err := ledger.NewID(now, rand.Reader)
	if err != nil {
		l.town.t.Fatal(err)
	}
	c := &ledger.Change{ID: id, Record: id, Form: "tuyen_truyen", Version: 1, Unit: l.unit, Kind: kind, Author: "Nguyễn Văn Mẫu",
		Device: l.id, Wall: now, Clock: l.clock}
	rec := ledger.Fold(nil)
	if record != nil {
		rec = l.record(*record)
		c.Record, c.Form = *record, rec.Form
	}
	c.Assign(rec, want)
	for _, f := range tweak {
		f(c)
	}
	l.add(c)
	return c
}

func (l *laptop) add(c *ledger.Change) {
	l.town.t.Helper()
	b, err := c.Encode()
	if err != nil {
		l.town.t.Fatal(err)
	}
	l.log = append(l.log, b)
	l.seen[c.ID] = c
}

// record folds what this laptop knows of a record.
func (l *laptop) record(id ledger.ID) *ledger.Record {
	var changes []*ledger.Change
	for _, c := range l.seen {
		if c.Record == id {
			changes = append(changes, c)
		}
	}
	return ledger.Fold(changes)
}

// hash is the chain's hash after n changes of the log.
func (l *laptop) hash(n uint64) (h ledger.Hash) {
	for _, b := range l.log[:n] {
		h = h.Next(b)
	}
	return h
}

// request is one push about to be sent; tests bend it.
type request struct {
	head   ledger.PushHeader
	frames [][]byte
	key    ed25519.PrivateKey
}

// request packs changes first… (from 1) of the log, per frames of n changes (0: all in one).
func (l *laptop) request(first uint64, n int) request {
	l.town.t.Helper()
	q := request{key: l.key, head: ledger.PushHeader{Commune: l.town.office.Commune().ID, Device: l.id, Epoch: l.epoch, First: first,
		Prev: l.hash(first - 1), Cursor: l.cursor, Wall: l.town.now().UnixMilli(), Agent: "test"}}
	rand.Read(q.head.Nonce[:])
	rest := l.log[first-1:]
	if n == 0 {
		n = max(len(rest), 1)
	}
	for len(rest) > 0 {
		batch := rest[:min(n, len(rest))]
		rest = rest[len(batch):]
		var dict *ledger.Dictionary
		if l.dict {
			dict = l.town.office.Catalogue().DictionaryFor(batch)
		}
		frame, err := ledger.EncodeFrame(batch, dict)
		if err != nil {
			l.town.t.Fatal(err)
		}
		q.frames = append(q.frames, frame)
		q.head.Frames = append(q.head.Frames, ledger.MarkOf(frame, len(batch)))
	}
	return q
}

func (q request) body(t testing.TB) []byte {
	t.Helper()
	b, err := ledger.EncodePush(q.head, q.frames, q.key)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// send sends a request and takes the answer as a laptop does, but for its own state.
func (l *laptop) send(q request) (ledger.Receipt, []*ledger.Change, error) {
	l.town.t.Helper()
	return l.post(q.body(l.town.t), q.head)
}

func (l *laptop) post(body []byte, head ledger.PushHeader) (rc ledger.Receipt, pulled []*ledger.Change, err error) {
	l.town.t.Helper()
	t := l.town.t
	req, err := http.NewRequest(http.MethodPut, l.town.server.URL+ledger.PushPath, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", ledger.MediaType)
	resp, err := l.town.client.Do(req)
	if err != nil {
		return rc, nil, err
	}
	defer resp.Body.Close()
	if resp.Header.Get("Content-Type") != ledger.MediaType {
		return rc, nil, failure(t, resp)
	}
	rc, envelope, err := ledger.ReadReceipt(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if !envelope.Verify(l.town.office.CommuneKey()) {
		t.Fatal("the receipt is not signed by the commune")
	}
	if rc.Nonce != head.Nonce || rc.Device != head.Device || rc.Epoch != head.Epoch || rc.Commune != head.Commune {
		t.Fatal("the receipt does not echo the request")
	}
	for _, mark := range rc.Frames {
		frame, err := ledger.ReadMarked(resp.Body, mark, l.town.office.Catalogue().DictionaryByID)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range frame {
			c, err := ledger.DecodeChange(b)
			if err != nil {
				t.Fatal(err)
			}
			pulled = append(pulled, c)
		}
	}
	if rest, _ := io.ReadAll(resp.Body); len(rest) > 0 {
		t.Fatalf("%d bytes after the last frame", len(rest))
	}
	if rc.Code.Status() != resp.StatusCode {
		t.Errorf("receipt with code %q came with status %d", rc.Code, resp.StatusCode)
	}
	if rc.Code != "" {
		return rc, nil, &ledger.Error{Code: rc.Code}
	}
	return rc, pulled, nil
}

// sync sends what is pending and takes over what comes back, until there is nothing more.
func (l *laptop) sync() ledger.Receipt {
	l.town.t.Helper()
	var all ledger.Receipt
	for {
		rc, pulled, err := l.send(l.request(l.have+1, 3))
		if err != nil {
			l.town.t.Fatal(err)
		}
		if rc.Have > uint64(len(l.log)) || rc.Hash != l.hash(rc.Have) {
			l.town.t.Fatalf("receipt for %d changes of %d has another hash", rc.Have, len(l.log))
		}
		l.have, l.cursor = rc.Have, rc.Cursor
		for _, c := range pulled {
			l.seen[c.ID] = c
			l.clock = l.clock.Observe(c.Clock, rc.Wall+ledger.MaxAhead.Milliseconds())
		}
		rc.Rejected = append(all.Rejected, rc.Rejected...)
		if all = rc; rc.More == 0 && rc.Have == uint64(len(l.log)) {
			return all
		}
	}
}

func wantCode(t testing.TB, err error, want ledger.Code) {
	t.Helper()
	var coded *ledger.Error
	if !errors.As(err, &coded) || coded.Code != want {
		t.Fatalf("got %v, want code %s", err, want)
	}
}

func text(s string) ledger.Value { return ledger.TextValue(s) }

func number(n int64) ledger.Value { return ledger.NumValue(viet.Int(n)) }

// session is a valid outreach session.
func session(topic string, people int64) ledger.Values {
	return ledger.Values{"ngay": text("2026-06-05"), "hinh_thuc": ledger.ListValue("hoi_nghi"), "chu_de": text(topic),
		"so_buoi": number(1), "tong_so": number(people), "nguoi_bao": text("Nguyễn Văn Mẫu")}
}
