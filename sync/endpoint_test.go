package sync_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	stdsync "sync"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

// endpoint is a commune written from docs/protocol.md with nothing but memory, and with a script of
// misfortunes for the requests to come.
type endpoint struct {
	mu          stdsync.Mutex
	key         ed25519.PrivateKey
	incarnation ledger.Incarnation
	devices     map[ledger.DeviceID]ed25519.PublicKey
	revoked     map[ledger.DeviceID]bool
	logs        map[logName]*deviceLog
	all         []logged
	seen        map[ledger.ID]bool
	reject      map[ledger.ID]ledger.Code
	dicts       func(uint32) *ledger.Dictionary
	maxBody     int64
	code        string // that Join takes

	script   []mishap // of the next requests, in order
	tamper   func(*ledger.Receipt)
	requests int
	pushes   []ledger.PushHeader
	headers  http.Header // of the last request
}

type logName struct {
	device ledger.DeviceID
	epoch  ledger.Epoch
}

type deviceLog struct {
	ids    []ledger.ID
	hashes []ledger.Hash
}

type logged struct {
	bytes []byte
	id    ledger.ID
	by    logName
}

// mishap stands between a request and the endpoint.
type mishap func(e *endpoint, w http.ResponseWriter, r *http.Request)

func newEndpoint() *endpoint {
	seed := sha256.Sum256([]byte("commune"))
	return &endpoint{key: ed25519.NewKeyFromSeed(seed[:]), incarnation: ledger.Incarnation{1},
		devices: map[ledger.DeviceID]ed25519.PublicKey{}, revoked: map[ledger.DeviceID]bool{},
		logs: map[logName]*deviceLog{}, seen: map[ledger.ID]bool{}, reject: map[ledger.ID]ledger.Code{},
		dicts: func(uint32) *ledger.Dictionary { return nil }, maxBody: 8 << 20, code: "MA-MOT-LAN"}
}

func (e *endpoint) id() ledger.DeviceID { return ledger.DeviceOf(e.key.Public().(ed25519.PublicKey)) }

// serve starts the endpoint and joins the laptop to it.
func (e *endpoint) serve(t testing.TB, laptops ...*memory) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	for _, m := range laptops {
		e.enrol(m, server.URL)
	}
	return server
}

func (e *endpoint) enrol(m *memory, url string) {
	e.devices[m.id.Device] = m.key.Public().(ed25519.PublicKey)
	m.id.Joined, m.id.URL, m.id.Commune = true, url, e.id()
	m.id.CommuneKey = e.key.Public().(ed25519.PublicKey)
}

func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.requests++
	e.headers = r.Header.Clone()
	if len(e.script) > 0 {
		step := e.script[0]
		if e.script = e.script[1:]; step != nil {
			step(e, w, r)
			return
		}
	}
	e.answer(w, r)
}

func (e *endpoint) answer(w http.ResponseWriter, r *http.Request) {
	switch r.Method + " " + r.URL.Path {
	case "PUT " + ledger.PushPath:
		e.push(w, r)
	case "POST " + ledger.JoinPath:
		e.join(w, r)
	default:
		http.NotFound(w, r)
	}
}

func refuse(w http.ResponseWriter, err error) {
	var known *ledger.Error
	if !errors.As(err, &known) {
		panic(http.ErrAbortHandler) // the link is gone
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(known.Code.Status())
	_ = json.NewEncoder(w).Encode(known)
}

func (e *endpoint) push(w http.ResponseWriter, r *http.Request) {
	if r.ContentLength > e.maxBody {
		refuse(w, ledger.Errorf(ledger.CodeTooLarge, "%d bytes", r.ContentLength))
		return
	}
	h, envelope, err := ledger.ReadPush(r.Body)
	switch {
	case err != nil:
	case h.Commune != e.id():
		err = ledger.Errorf(ledger.CodeWrongCommune, "not ours")
	case !envelope.Verify(e.devices[h.Device]):
		err = ledger.Errorf(ledger.CodeUnauthorized, "unknown")
	case e.revoked[h.Device]:
		err = ledger.Errorf(ledger.CodeRevoked, "shut out")
	}
	if err != nil {
		refuse(w, err)
		return
	}
	e.pushes = append(e.pushes, h)
	name := logName{h.Device, h.Epoch}
	code, err := e.take(name, h, r.Body)
	if err != nil {
		refuse(w, err)
		return
	}
	e.receipt(w, name, h, code)
}

// take appends the frames of a push to the device's log, frame by frame.
func (e *endpoint) take(name logName, h ledger.PushHeader, body io.Reader) (ledger.Code, error) {
	log := e.logs[name]
	if log == nil {
		log = &deviceLog{hashes: []ledger.Hash{{}}}
	}
	switch {
	case h.First == 0 || h.First-1 > uint64(len(log.ids)):
		return ledger.CodeGap, nil
	case log.hashes[h.First-1] != h.Prev:
		return ledger.CodeFork, nil
	}
	seq, hash := h.First-1, h.Prev
	for _, mark := range h.Frames {
		changes, err := ledger.ReadMarked(body, mark, e.dicts)
		if err != nil {
			return "", err
		}
		e.logs[name] = log
		for _, b := range changes {
			seq, hash = seq+1, hash.Next(b)
			if seq < uint64(len(log.hashes)) {
				if log.hashes[seq] != hash {
					return ledger.CodeFork, nil
				}
				continue
			}
			e.add(name, log, b, hash)
		}
	}
	return "", nil
}

func (e *endpoint) add(name logName, log *deviceLog, b []byte, hash ledger.Hash) {
	c, err := ledger.DecodeChange(b)
	if err != nil {
		panic(err)
	}
	log.ids, log.hashes = append(log.ids, c.ID), append(log.hashes, hash)
	if !e.seen[c.ID] {
		e.seen[c.ID] = true
		e.all = append(e.all, logged{b, c.ID, name})
	}
}

func (e *endpoint) receipt(w http.ResponseWriter, name logName, h ledger.PushHeader, code ledger.Code) {
	log := e.logs[name]
	if log == nil {
		log = &deviceLog{hashes: []ledger.Hash{{}}}
	}
	rc := ledger.Receipt{Commune: e.id(), Incarnation: e.incarnation, Device: h.Device, Epoch: h.Epoch,
		Nonce: h.Nonce, Have: uint64(len(log.ids)), Hash: log.hashes[len(log.ids)], Code: code, Wall: 1781600000000}
	for _, id := range log.ids[min(int(h.First-1), len(log.ids)):] {
		if c := e.reject[id]; c != "" {
			rc.Rejected = append(rc.Rejected, ledger.Rejection{ID: id, Code: c, Field: "ngay"})
		}
	}
	frames := e.pull(&rc, name, h)
	if e.tamper != nil {
		e.tamper(&rc)
	}
	b, err := ledger.EncodeReceipt(rc, frames, e.key)
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", ledger.MediaType)
	w.WriteHeader(rc.Code.Status())
	_, _ = w.Write(b)
}

// pull puts what others logged since the cursor behind the receipt, five changes a frame.
func (e *endpoint) pull(rc *ledger.Receipt, name logName, h ledger.PushHeader) (frames [][]byte) {
	at := h.Cursor.Number
	if h.Cursor.Incarnation != e.incarnation {
		at = 0
	}
	var run [][]byte
	size := 0
	flush := func() {
		if len(run) > 0 {
			f, _ := ledger.EncodeFrame(run, nil)
			frames, rc.Frames = append(frames, f), append(rc.Frames, ledger.MarkOf(f, len(run)))
			run, size = nil, size+len(f)
		}
	}
	for at < uint64(len(e.all)) && (size < h.PullMax || h.PullMax == 0) {
		if l := e.all[at]; l.by != name {
			run = append(run, l.bytes)
		}
		if at++; len(run) == 5 {
			flush()
		}
	}
	flush()
	rc.Cursor = ledger.Cursor{Incarnation: e.incarnation, Number: at}
	for _, l := range e.all[at:] {
		if l.by != name {
			rc.More++
		}
	}
	return frames
}

func (e *endpoint) join(w http.ResponseWriter, r *http.Request) {
	var q ledger.JoinRequest
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil || len(q.Key) != ed25519.PublicKeySize {
		refuse(w, ledger.Errorf(ledger.CodeBadRequest, "request"))
		return
	}
	if q.Code != e.code {
		refuse(w, ledger.Errorf(ledger.CodeJoinCode, "code"))
		return
	}
	device := ledger.DeviceOf(q.Key)
	e.devices[device] = q.Key
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(ledger.JoinAnswer{Commune: e.id(), CommuneKey: e.key.Public().(ed25519.PublicKey),
		CommuneName: "Nghĩa Hưng", Province: "Ninh Bình", Device: device,
		Unit: ledger.Unit{ID: "xom-1", Name: "Xóm 1", OldCommune: "Nghĩa Châu"}, Wall: 1781600000000})
}

// still waits until the last request is done with, whose answer may have been lost before.
func (e *endpoint) still() {
	e.mu.Lock()
	defer e.mu.Unlock()
}

// ids are all changes the commune has, in the order they came.
func (e *endpoint) ids() (ids []ledger.ID) {
	e.still()
	for _, l := range e.all {
		ids = append(ids, l.id)
	}
	return ids
}

// hasExactly tells whether the commune has these changes once each, in this order.
func (e *endpoint) hasExactly(t testing.TB, want []ledger.ID) {
	t.Helper()
	if got := e.ids(); !slices.Equal(got, want) {
		t.Fatalf("the commune has %d changes, not the %d wanted in their order", len(got), len(want))
	}
}

// office logs changes of the commune itself, for the laptops to pull.
func (e *endpoint) office(n int) {
	e.still()
	for range n {
		c := made("office", len(e.all))
		b, _ := c.Encode()
		e.seen[c.ID] = true
		e.all = append(e.all, logged{b, c.ID, logName{device: e.id()}})
	}
}

// Mishaps.

func loseRequest(_ *endpoint, _ http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) }

func loseAnswer(e *endpoint, _ http.ResponseWriter, r *http.Request) {
	e.answer(httptest.NewRecorder(), r)
	panic(http.ErrAbortHandler)
}

func twice(e *endpoint, w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	for _, to := range []http.ResponseWriter{httptest.NewRecorder(), w} {
		again := r.Clone(r.Context())
		again.Body = io.NopCloser(bytes.NewReader(body))
		e.answer(to, again)
	}
}

// cutRequest lets only the first n bytes of the body through.
func cutRequest(n int64) mishap {
	return func(e *endpoint, _ http.ResponseWriter, r *http.Request) {
		r.Body = io.NopCloser(io.MultiReader(io.LimitReader(r.Body, n), broken{}))
		e.answer(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	}
}

// cutAnswer lets only the first n bytes of the answer through.
func cutAnswer(n int) mishap {
	return func(e *endpoint, w http.ResponseWriter, r *http.Request) {
		rec := httptest.NewRecorder()
		e.answer(rec, r)
		w.Header().Set("Content-Type", rec.Header().Get("Content-Type"))
		w.WriteHeader(rec.Code)
		_, _ = w.Write(rec.Body.Bytes()[:min(n, rec.Body.Len())])
		if n < rec.Body.Len() {
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		}
	}
}

// says answers instead of the endpoint.
func says(status int, contentType, body string, header ...string) mishap {
	return func(_ *endpoint, w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", contentType)
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
