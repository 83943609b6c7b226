package sync

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// How long is waited for what. A dead link is told by silence, not by a total: a slow one may take
// its time as long as bytes move.
const (
	dialTimeout  = 10 * time.Second
	idleTimeout  = 90 * time.Second
	stallTimeout = 30 * time.Second
	// What the system may hold back unsent: little, or the last bytes would be on their way for
	// longer than stallTimeout on a slow link while nothing seems to move.
	sendBuffer = 32 << 10
)

type dialFunc func(ctx context.Context, network, address string) (net.Conn, error)

func dial(ctx context.Context, network, address string) (net.Conn, error) {
	d := net.Dialer{Timeout: dialTimeout, KeepAlive: 15 * time.Second}
	conn, err := d.DialContext(ctx, network, address)
	if tcp, ok := conn.(*net.TCPConn); ok && err == nil {
		err = tcp.SetWriteBuffer(sendBuffer)
	}
	return conn, err
}

// newHTTP makes a client that keeps one connection, adds no header of its own and follows no
// redirect, for only a sign-in page sends one.
func newHTTP(config *tls.Config, d dialFunc, m *meter) *http.Client {
	if d == nil {
		d = dial
	}
	only1 := new(http.Protocols)
	only1.SetHTTP1(true)
	m.next = &http.Transport{
		Proxy: http.ProxyFromEnvironment, DialContext: d, TLSClientConfig: config,
		TLSHandshakeTimeout: stallTimeout, IdleConnTimeout: idleTimeout, MaxConnsPerHost: 1,
		DisableCompression: true, Protocols: only1,
	}
	return &http.Client{Transport: m, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
}

// meter counts the bytes of bodies both ways and ends an exchange in which none moves.
type meter struct {
	next     http.RoundTripper
	stall    time.Duration
	up, down atomic.Int64
}

// RoundTrip does one exchange under watch.
func (m *meter) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(r.Context())
	w := &watch{cancel: cancel, stall: m.stall}
	w.timer = time.AfterFunc(m.stall, func() { cancel(errStalled) })
	out := r.WithContext(ctx)
	if r.Body != nil && r.Body != http.NoBody {
		out.Body = &watched{ReadCloser: r.Body, watch: w, count: &m.up}
	}
	if r.GetBody != nil {
		out.GetBody = func() (io.ReadCloser, error) {
			body, err := r.GetBody()
			return &watched{ReadCloser: body, watch: w, count: &m.up}, err
		}
	}
	resp, err := m.next.RoundTrip(out)
	if err != nil {
		w.end()
		return nil, err
	}
	resp.Body = &watched{ReadCloser: resp.Body, watch: w, count: &m.down, last: true}
	return resp, nil
}

// CloseIdleConnections lets http.Client close the kept connection.
func (m *meter) CloseIdleConnections() {
	if t, ok := m.next.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

// watch ends one exchange when nothing has moved for the time of stall.
type watch struct {
	cancel context.CancelCauseFunc
	timer  *time.Timer
	stall  time.Duration
}

func (w *watch) end() {
	w.timer.Stop()
	w.cancel(nil)
}

// watched is a body whose every byte puts the watch off.
type watched struct {
	io.ReadCloser
	watch *watch
	count *atomic.Int64
	last  bool // closing it ends the exchange
}

// Read passes on, counting.
func (b *watched) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if n > 0 {
		b.count.Add(int64(n))
		b.watch.timer.Reset(b.watch.stall)
	}
	return n, err
}

// Close passes on.
func (b *watched) Close() error {
	if b.last {
		defer b.watch.end()
	}
	return b.ReadCloser.Close()
}
