package sync_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/sync"
)

func TestOfflineIsToldAfterAFewAttempts(t *testing.T) {
	m, e := village(t, 1)
	server := httptest.NewServer(e)
	server.Close()
	m.id.URL = server.URL
	_, err := client(t, m, sync.Options{}).Sync(t.Context(), nil)
	if sync.CodeOf(err) != sync.CodeOffline || !sync.Temporary(err) || !slices.Equal(m.tried, slices.Repeat([]string{"offline"}, 4)) {
		t.Fatalf("%v, tried %q", err, m.tried)
	}
	if !m.next[3].IsZero() || m.next[2].IsZero() {
		t.Fatalf("next tries %v", m.next)
	}
}

func TestACommandWaitsForASilentNetworkOnce(t *testing.T) {
	m, _ := village(t, 1)
	dials := 0
	o := sync.Options{Dial: func(context.Context, string, string) (net.Conn, error) {
		dials++
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: os.ErrDeadlineExceeded}
	}}
	if _, err := client(t, m, o).Sync(t.Context(), nil); sync.CodeOf(err) != sync.CodeOffline || dials != 1 {
		t.Fatalf("%v after %d", err, dials)
	}
}

func TestRetryAfterIsHonouredUpToTheCap(t *testing.T) {
	start := time.Date(2026, 6, 15, 8, 0, 0, 0, time.UTC)
	busy := `{"code":"busy"}`
	for header, within := range map[string][2]time.Duration{
		"0":                             {0, time.Millisecond},
		"3600":                          {time.Millisecond, time.Millisecond},
		"Mon, 15 Jun 2026 09:00:00 GMT": {time.Millisecond, time.Millisecond},
		"nonsense":                      {0, time.Millisecond},
	} {
		t.Run(header, func(t *testing.T) {
			m, e := village(t, 1)
			e.script = []mishap{says(503, "application/json", busy, "Retry-After", header, "Date", "Mon, 15 Jun 2026 08:00:00 GMT")}
			c := client(t, m, sync.Options{Now: func() time.Time { return start }, Retry: atOnce(0)})
			if result := mustSync(t, c); result.Pushed != 1 {
				t.Fatalf("%+v", result)
			}
			if wait := m.next[0].Sub(start); wait < within[0] || wait > within[1] || m.tried[0] != "busy" {
				t.Fatalf("waited %v, tried %q", wait, m.tried)
			}
		})
	}
	m, e := village(t, 1)
	e.script = []mishap{says(503, "application/json", busy, "Retry-After", "3600")}
	_, err := client(t, m, sync.Options{}).Sync(t.Context(), nil)
	if sync.CodeOf(err) != ledger.CodeBusy || e.requests != 1 {
		t.Fatalf("a command does not wait an hour: %v after %d requests", err, e.requests)
	}
}

func TestASilentConnectionIsGivenUp(t *testing.T) {
	m, e := village(t, 1)
	e.script = []mishap{func(_ *endpoint, _ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	}}
	var why error
	c := client(t, m, sync.Options{Stall: 50 * time.Millisecond})
	result, err := c.Sync(t.Context(), func(p ledger.SyncProgress) {
		if p.Err != nil {
			why = p.Err
		}
	})
	if err != nil || result.Pushed != 1 || m.tried[0] != "cut" || !strings.Contains(why.Error(), "no byte moved") {
		t.Fatalf("%+v, %v, tried %q because %v", result, err, m.tried, why)
	}
}

func TestAConnectionThatIsNeverMadeIsGivenUp(t *testing.T) {
	m, _ := village(t, 1)
	o := sync.Options{Stall: 20 * time.Millisecond, Retry: atOnce(1), Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}}
	if _, err := client(t, m, o).Sync(t.Context(), nil); sync.CodeOf(err) != sync.CodeCut {
		t.Fatal(err)
	}
}

func TestTheContextEndsARequest(t *testing.T) {
	m, e := village(t, 1)
	ctx, cancel := context.WithCancel(t.Context())
	e.script = []mishap{func(_ *endpoint, w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", ledger.MediaType)
		w.WriteHeader(http.StatusOK)
		_ = http.NewResponseController(w).Flush()
		cancel()
		<-r.Context().Done()
	}}
	if _, err := client(t, m, sync.Options{}).Sync(ctx, nil); !errors.Is(err, context.Canceled) || len(m.tried) != 0 {
		t.Fatalf("%v, tried %q", err, m.tried)
	}
}

func TestTheContextEndsAWait(t *testing.T) {
	m, e := village(t, 1)
	e.script = slices.Repeat([]mishap{loseRequest}, 100)
	ctx, cancel := context.WithCancel(t.Context())
	c := client(t, m, sync.Options{Retry: sync.Retry{Base: time.Hour, Cap: time.Hour}})
	_, err := c.Sync(ctx, func(p ledger.SyncProgress) {
		if p.Phase == "waiting" {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || sync.CodeOf(err) != "" || sync.Explain(err) != (ledger.Words{}) {
		t.Fatal(err)
	}
	if m.tried[len(m.tried)-1] != "cut" {
		t.Fatalf("tried %q", m.tried)
	}
}

func TestOneConnectionIsKept(t *testing.T) {
	m, _ := village(t, 9000)
	dials := 0
	c := client(t, m, sync.Options{Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
		dials++
		return new(net.Dialer).DialContext(ctx, network, address)
	}})
	mustSync(t, c)
	mustSync(t, c)
	if dials != 1 {
		t.Fatalf("%d connections", dials)
	}
}
