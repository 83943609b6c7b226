package commune_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func TestPushIsStoredFoldedAndConfirmed(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Cài VNeID", 45))
	rc := l.sync()
	if rc.Have != 1 || len(rc.Rejected) != 0 || rc.Unit.ID != "x1" || rc.Unit.Commune != "Nghĩa Hưng" {
		t.Fatalf("receipt %+v", rc)
	}
	if rc.Cursor.Number != 1 {
		t.Errorf("the cursor stands at %d, not past the laptop's own change", rc.Cursor.Number)
	}
	d := w.show(c.ID)
	if d.Status != ledger.StatusSent || d.Title != "Cài VNeID" || d.Date != "2026-06-05" || len(d.History) != 1 {
		t.Fatalf("record %+v", d)
	}
	for name, v := range session("Cài VNeID", 45) {
		if !d.Values[name].Equal(v) {
			t.Errorf("%s is %v, want %v", name, d.Values[name], v)
		}
	}
	if rc := l.sync(); rc.Have != 1 {
		t.Errorf("a second sync has %d", rc.Have)
	}
	w.clean()
}

func TestReplayAndOverlapStoreNothingTwice(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	for i := range 5 {
		l.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi ", i), 10))
	}
	first := l.request(1, 2)
	for range 3 {
		if rc, _, err := l.send(first); err != nil || rc.Have != 5 {
			t.Fatalf("have %d, %v", rc.Have, err)
		}
	}
	l.make(ledger.KindFinalize, nil, session("Buổi nữa", 10))
	for _, from := range []uint64{3, 1, 6} {
		if rc, _, err := l.send(l.request(from, 4)); err != nil || rc.Have != 6 || rc.Hash != l.hash(6) {
			t.Fatalf("from %d: have %d, %v", from, rc.Have, err)
		}
	}
	if items, err := w.office.Records(t.Context(), commune.Query{}); err != nil || len(items) != 6 {
		t.Fatalf("%d records, %v", len(items), err)
	}
	w.clean()
}

func TestGapAndForkTellWhatIsHere(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	for i := range 4 {
		l.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi ", i), 10))
	}
	rc, _, err := l.send(l.request(3, 0))
	wantCode(t, err, ledger.CodeGap)
	if rc.Have != 0 || rc.Hash != (ledger.Hash{}) {
		t.Fatalf("an unknown epoch has %d", rc.Have)
	}
	l.sync()
	clone := *l
	clone.log = append([][]byte{}, l.log[:2]...)
	clone.make(ledger.KindFinalize, nil, session("Máy chép lại", 5))
	for _, q := range []request{clone.request(1, 1), clone.request(3, 0)} {
		rc, _, err := l.send(q)
		wantCode(t, err, ledger.CodeFork)
		if rc.Have != 4 || rc.Hash != l.hash(4) {
			t.Errorf("fork answered with have %d", rc.Have)
		}
	}
	q := l.request(5, 0)
	q.head.Prev = ledger.Hash{1}
	_, _, err = l.send(q)
	wantCode(t, err, ledger.CodeFork)

	clone.newEpoch() // the same changes in a new log
	clone.sync()
	if items, _ := w.office.Records(t.Context(), commune.Query{}); len(items) != 5 {
		t.Fatalf("%d records, want 5", len(items))
	}
	w.clean()
}

func TestDamagedFrameKeepsTheOnesBefore(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	for i := range 6 {
		l.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi ", i), 10))
	}
	q := l.request(1, 2)
	damaged := q
	damaged.frames = append([][]byte{}, q.frames...)
	damaged.frames[1] = bytes.Clone(q.frames[1])
	damaged.frames[1][20] ^= 1
	_, _, err := l.send(damaged)
	wantCode(t, err, ledger.CodeBadFrame)

	swapped := q
	swapped.frames = [][]byte{q.frames[0], q.frames[2], q.frames[2]} // whole, but not what was signed
	_, _, err = l.send(swapped)
	wantCode(t, err, ledger.CodeBadFrame)

	if rc, _, err := l.send(request{head: empty(l), key: l.key}); err != nil || rc.Have != 2 {
		t.Fatalf("have %d after the damaged frame, %v; want 2", rc.Have, err)
	}
	if rc, _, err := l.send(q); err != nil || rc.Have != 6 {
		t.Fatalf("have %d, %v", rc.Have, err)
	}
	w.clean()
}

// empty is the header of a request that only asks, as a laptop that has nothing confirmed.
func empty(l *laptop) ledger.PushHeader {
	return ledger.PushHeader{Commune: l.town.office.Commune().ID, Device: l.id, Epoch: l.epoch, First: 1}
}

func TestCutRequestKeepsWholeFrames(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	for i := range 6 {
		l.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi ", i), 10))
	}
	q := l.request(1, 2)
	body := q.body(t)
	cut := body[:len(body)-len(q.frames[2])/2]
	conn, err := net.Dial("tcp", w.server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(conn, "PUT %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n", ledger.PushPath, len(body))
	conn.Write(cut)
	conn.(*net.TCPConn).CloseWrite()
	io.Copy(io.Discard, conn)
	conn.Close()
	if rc, _, err := l.send(request{head: empty(l), key: l.key}); err != nil || rc.Have != 4 {
		t.Fatalf("have %d after the cut, %v; want 4", rc.Have, err)
	}
	_, _, err = l.post(cut, q.head) // the same with an honest length
	wantCode(t, err, ledger.CodeBadRequest)
	l.sync()
	w.clean()
}

func TestNewcomerTakesOverFromAHangingRequest(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	for i := range 4 {
		l.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi ", i), 10))
	}
	q := l.request(1, 2)
	body := q.body(t)
	r, pipe := io.Pipe()
	req, _ := http.NewRequest(http.MethodPut, w.server.URL+ledger.PushPath, r)
	req.ContentLength = int64(len(body))
	hung := make(chan error, 1)
	go func() {
		resp, err := w.client.Do(req)
		if err == nil {
			resp.Body.Close()
		}
		hung <- err
	}()
	if _, err := pipe.Write(body[:len(body)-5]); err != nil {
		t.Fatal(err)
	}
	rc, _, err := l.send(l.request(1, 0))
	if errors.Is(err, &ledger.Error{Code: ledger.CodeBusy}) { // the hanging one came to its turn only after it: a laptop tries again
		rc, _, err = l.send(l.request(1, 0))
	}
	if err != nil || rc.Have != 4 {
		t.Fatalf("have %d, %v", rc.Have, err)
	}
	pipe.CloseWithError(io.ErrUnexpectedEOF)
	<-hung
	w.clean()
}

func TestWhoMayPush(t *testing.T) {
	w := newTown(t)
	l, other := w.laptop("x1"), w.laptop("x2")
	l.make(ledger.KindFinalize, nil, session("Buổi", 10))
	good := l.request(1, 0)
	for _, tc := range []struct {
		name string
		bend func(*request)
		want ledger.Code
	}{
		{"another commune", func(q *request) { q.head.Commune = ledger.DeviceID{1} }, ledger.CodeWrongCommune},
		{"unknown device", func(q *request) { q.head.Device = ledger.DeviceID{1} }, ledger.CodeUnauthorized},
		{"another device's name", func(q *request) { q.head.Device = other.id }, ledger.CodeUnauthorized},
		{"the commune's name", func(q *request) { q.head.Device = q.head.Commune }, ledger.CodeUnauthorized},
		{"another device's key", func(q *request) { q.key = other.key }, ledger.CodeUnauthorized},
		{"position 0", func(q *request) { q.head.First = 0 }, ledger.CodeBadRequest},
		{"position without end", func(q *request) { q.head.First = 1<<64 - 1 }, ledger.CodeBadRequest},
	} {
		q := good
		tc.bend(&q)
		_, _, err := l.send(q)
		t.Run(tc.name, func(t *testing.T) { wantCode(t, err, tc.want) })
	}
	body := good.body(t)
	body[20] ^= 1
	if _, _, err := l.post(body, good.head); err == nil {
		t.Error("a changed header was taken")
	}
	if err := w.office.Revoke(t.Context(), l.id); err != nil {
		t.Fatal(err)
	}
	_, _, err := l.send(good)
	wantCode(t, err, ledger.CodeRevoked)
	if items, _ := w.office.Records(t.Context(), commune.Query{}); len(items) != 0 {
		t.Errorf("%d records came from requests that were refused", len(items))
	}
}

func TestHostileBodies(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	l.make(ledger.KindFinalize, nil, session("Buổi", 10))
	garbage := make([]byte, 10<<20)
	rand.Read(garbage)
	_, _, err := l.post(garbage, ledger.PushHeader{})
	wantCode(t, err, ledger.CodeBadRequest)
	_, _, err = l.post(nil, ledger.PushHeader{})
	wantCode(t, err, ledger.CodeBadRequest)

	enc, _ := zstd.NewWriter(nil)
	bomb := rawFrame(enc.EncodeAll(make([]byte, 256<<20), nil), 1, 100)
	q := l.request(1, 0)
	q.frames, q.head.Frames = [][]byte{bomb}, []ledger.Mark{ledger.MarkOf(bomb, 100)}
	_, _, err = l.send(q)
	wantCode(t, err, ledger.CodeBadFrame)

	big := rawFrame(make([]byte, 2<<20), 0, 1)
	q.frames, q.head.Frames = [][]byte{big}, []ledger.Mark{ledger.MarkOf(big, 1)}
	_, _, err = l.send(q)
	wantCode(t, err, ledger.CodeTooLarge)

	strange := bytes.Clone(l.request(1, 0).frames[0])
	binary.BigEndian.PutUint32(strange[5:], 0xdeadbeef)
	resum(strange)
	q.frames, q.head.Frames = [][]byte{strange}, []ledger.Mark{ledger.MarkOf(strange, 1)}
	_, _, err = l.send(q)
	if want := ledger.CodeNoDictionary; strange[4] == 1 {
		wantCode(t, err, want)
	}
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodDelete} {
		req, _ := http.NewRequest(method, w.server.URL+ledger.PushPath, nil)
		resp, err := w.client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s gives %d", method, resp.StatusCode)
		}
	}
	l.sync()
	w.clean()
}

// rawFrame lays out a frame by hand.
func rawFrame(payload []byte, codec byte, count uint16) []byte {
	b := make([]byte, 15, 15+len(payload))
	binary.BigEndian.PutUint32(b, uint32(len(payload)))
	b[4] = codec
	binary.BigEndian.PutUint16(b[9:], count)
	b = append(b, payload...)
	resum(b)
	return b
}

func TestReopenBetweenFrames(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	for i := range 9 {
		l.make(ledger.KindFinalize, nil, session(fmt.Sprint("Buổi ", i), 10))
	}
	q := l.request(1, 3)
	for n := 1; n <= 3; n++ {
		part := q
		part.frames = q.frames[:n]
		_, _, err := l.send(part)
		if n < 3 {
			wantCode(t, err, ledger.CodeBadRequest)
		} else if err != nil {
			t.Fatal(err)
		}
		w.reopen()
	}
	if items, _ := w.office.Records(t.Context(), commune.Query{}); len(items) != 9 {
		t.Fatalf("%d records, want 9", len(items))
	}
	w.clean()
}

func TestJoin(t *testing.T) {
	w := newTown(t)
	code := w.invite("x1")
	l := newLaptop(w)
	sloppy := " " + code[:3] + " " + code[3:5] + code[6:] + "\n"
	first, err := l.join(sloppy)
	if err != nil {
		t.Fatal(err)
	}
	if first.Unit.ID != "x1" || first.Device != l.id || first.Unit.Place() != "Xóm 1 (Nghĩa Châu)" ||
		ledger.DeviceOf(ed25519.PublicKey(first.CommuneKey)) != first.Commune {
		t.Fatalf("answer %+v", first)
	}
	w.pass(30 * 24 * time.Hour)
	if again, err := l.join(code); err != nil || again.Device != first.Device || !again.Unit.Equal(first.Unit) {
		t.Fatalf("the same laptop again: %+v, %v", again, err)
	}
	_, err = newLaptop(w).join(code)
	wantCode(t, err, ledger.CodeJoinCode)
	late := w.invite("x2")
	w.pass(commune.EnrolFor)
	_, err = newLaptop(w).join(late)
	wantCode(t, err, ledger.CodeJoinCode)
	if err := w.office.Revoke(t.Context(), l.id); err != nil {
		t.Fatal(err)
	}
	_, err = l.join(code)
	wantCode(t, err, ledger.CodeRevoked)
	if again, err := l.join(w.invite("x2")); err != nil || again.Unit.ID != "x2" {
		t.Fatalf("a new code for a revoked laptop: %+v, %v", again, err)
	}
	list, err := w.office.Enrolments(t.Context())
	if err != nil || len(list) != 3 {
		t.Fatalf("%d enrolments, %v", len(list), err)
	}
}

func TestGuessingCodesIsSlowedDown(t *testing.T) {
	w := newTown(t)
	code := w.invite("x1")
	l := newLaptop(w)
	limited := 0
	for range 15 {
		if _, err := l.join("00000-00000"); err == nil {
			t.Fatal("a guess was right")
		} else if fmt.Sprint(err) == "rate_limited: too many wrong codes" {
			limited++
		}
	}
	if limited != 5 {
		t.Errorf("%d of 15 guesses were stopped, want 5", limited)
	}
	_, err := l.join(code)
	wantCode(t, err, ledger.CodeRateLimited)
	w.pass(time.Minute)
	if _, err := l.join(code); err != nil {
		t.Errorf("after a minute: %v", err)
	}
}

// resum gives a frame made by hand its checksum: CRC-32C of bytes 0–10 and the payload.
func resum(frame []byte) {
	table := crc32.MakeTable(crc32.Castagnoli)
	binary.BigEndian.PutUint32(frame[11:], crc32.Update(crc32.Checksum(frame[:11], table), table, frame[15:]))
}
