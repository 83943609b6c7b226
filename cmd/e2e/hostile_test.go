package e2e_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// What people with bad intent do to the endpoint. Bombs, garbage and wrong signatures are in
// commune's own tests; here is what needs time, crowds, or another laptop's traffic.

// served is a world whose endpoint is served as the program serves it, with all its time limits.
func served(t *testing.T) (w *world, at *pipes) {
	t.Helper()
	w, at = newWorld(t, 1), newPipes()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- commune.Serve(ctx, commune.Server{Handler: w.front.Load(), Listener: at, Drain: time.Second})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("serve: %v", err)
		}
		w.close()
	})
	return w, at
}

func mustDial(t *testing.T, at *pipes) net.Conn {
	t.Helper()
	c, err := at.dial(t.Context(), "tcp", "")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// drip writes one byte a second until the other end hangs up, and tells for how long it could.
func drip(c net.Conn, text []byte) time.Duration {
	begin := time.Now()
	for n := 0; ; n++ {
		b := []byte{'a'}
		if n < len(text) {
			b[0] = text[n]
		}
		if _, err := c.Write(b); err != nil {
			return time.Since(begin)
		}
		time.Sleep(time.Second) // of the bubble: no time
	}
}

// TestAClientThatDripsIsHungUpOn: one byte a second keeps a connection from being silent, but not
// for ever, neither in the head of a request nor in its body.
func TestAClientThatDripsIsHungUpOn(t *testing.T) {
	const head = "PUT /v1/log HTTP/1.1\r\nHost: xa\r\nContent-Type: " + ledger.MediaType + "\r\nContent-Length: 100000\r\n\r\n"
	for name, c := range map[string]struct {
		at   int // bytes of the head that come at once
		most time.Duration
	}{
		"head": {0, time.Minute},
		"body": {len(head), 16 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := founded(); err != nil {
				t.Fatal(err)
			}
			synctest.Test(t, func(t *testing.T) {
				w, at := served(t)
				conn := mustDial(t, at)
				defer conn.Close()
				go func() { _, _ = io.Copy(io.Discard, conn) }()
				if _, err := io.WriteString(conn, head[:c.at]); err != nil {
					t.Fatal(err)
				}
				lasted := drip(conn, []byte(head[c.at:]+"STP1\xff\xff"))
				if lasted > c.most {
					t.Errorf("hung up after %v, want at most %v", lasted, c.most)
				}
				t.Logf("hung up after %v", lasted)
				l := w.laptop(unitName(0)) // nobody else noticed
				if _, err := l.sync(); err != nil {
					t.Errorf("a laptop beside it: %v", err)
				}
			})
		})
	}
}

// TestManyConnectionsThatSayNothing: ten thousand connections that send half a request and wait keep no
// laptop from syncing, and are closed in the end.
func TestManyConnectionsThatSayNothing(t *testing.T) {
	if _, err := founded(); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		w, at := served(t)
		l := w.laptop(unitName(0))
		l.shut()
		w.line.pipes = at // the laptop comes in by the same door
		l.open()
		crowd := make([]net.Conn, often(10_000, 1000, 10_000))
		for i := range crowd {
			crowd[i] = mustDial(t, at)
			if _, err := io.WriteString(crowd[i], "PUT /v1/log HTTP/1.1\r\nHost: xa\r\nContent-Le"); err != nil {
				t.Fatal(err)
			}
		}
		id, err := l.db.NewID()
		w.must(err)
		problems, err := l.db.Commit(ledger.Draft{ID: id, Form: "tuyen_truyen", Version: 1, Values: outreach(1)}, ledger.KindFinalize)
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		result, err := l.sync()
		if err != nil || result.Pushed != 1 {
			t.Errorf("in a crowd of %d: %d pushed, %v", len(crowd), result.Pushed, err)
		}
		time.Sleep(5 * time.Minute) // of the bubble: no time
		for i, c := range crowd {
			if err := c.SetReadDeadline(time.Now().Add(time.Second)); err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
				t.Fatalf("connection %d is still open", i)
			}
			_ = c.Close()
		}
	})
}

// TestSomebodyElsesRequest replays what was recorded on the line: as it is, under another device's
// name, with another laptop's signature, with frames of another request.
func TestSomebodyElsesRequest(t *testing.T) {
	w := newWorld(t, 1)
	defer w.close()
	victim, thief := w.laptop(unitName(0)), w.laptop(unitName(0))
	for n := range 3 {
		id, err := victim.db.NewID()
		w.must(err)
		_, err = victim.db.Commit(ledger.Draft{ID: id, Form: "tuyen_truyen", Version: 1, Values: outreach(n)}, ledger.KindFinalize)
		w.must(err)
	}
	if _, err := victim.sync(); err != nil {
		t.Fatal(err)
	}
	recorded := w.line.requests[len(w.line.requests)-1]
	before := len(w.stored())

	if code := w.post(recorded); code != http.StatusOK {
		t.Errorf("the same request again: %d", code)
	}
	head, frames := opened(t, recorded)
	key, err := thief.db.Key()
	w.must(err)
	forged, err := ledger.EncodePush(head, frames, key)
	w.must(err)
	if code := w.post(forged); code != ledger.CodeUnauthorized.Status() {
		t.Errorf("the victim's header signed by the thief: %d", code)
	}
	mine := head
	id, err := thief.db.Identity()
	w.must(err)
	mine.Device = id.Device
	stolen, err := ledger.EncodePush(mine, frames, key)
	w.must(err)
	if code := w.post(stolen); code != http.StatusOK {
		t.Errorf("the victim's changes in the thief's log: %d", code)
	}
	swapped := append(bytes.Clone(recorded[:len(recorded)-len(bytes.Join(frames, nil))]), bytes.Repeat([]byte{0}, 64)...)
	if code := w.post(swapped); code == http.StatusOK {
		t.Errorf("a signed header with other frames: %d", code)
	}
	if after := len(w.stored()); after != before {
		t.Errorf("%d changes at the commune, %d before the thief came", after, before)
	}
	w.sound()
	for _, l := range []*notebook{victim, thief} {
		if _, err := l.sync(); err != nil {
			t.Errorf("%s: %v", l.name, err)
		}
		if got := len(l.records()); got != 3 {
			t.Errorf("%s knows %d records, want 3", l.name, got)
		}
	}
}

// post brings a body to the endpoint and gives the status.
func (w *world) post(body []byte) int {
	w.t.Helper()
	conn, err := w.line.dial(context.Background(), "tcp", "")
	w.must(err)
	defer conn.Close()
	req, err := http.NewRequest(http.MethodPut, "http://127.0.0.1:1"+ledger.PushPath, bytes.NewReader(body))
	w.must(err)
	req.Header.Set("Content-Type", ledger.MediaType)
	w.must(req.Write(conn))
	resp, err := http.ReadResponse(bufio.NewReader(conn), req)
	w.must(err)
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	w.must(err)
	return resp.StatusCode
}

// opened takes a request apart.
func opened(t *testing.T, body []byte) (ledger.PushHeader, [][]byte) {
	t.Helper()
	r := bytes.NewReader(body)
	head, _, err := ledger.ReadPush(r)
	if err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if len(head.Frames) != 1 {
		t.Fatalf("%d frames, want 1", len(head.Frames))
	}
	return head, [][]byte{rest}
}
