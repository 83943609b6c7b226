package sync

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Options are what a Client works with. The zero value serves: the system's clock and randomness,
// no dictionaries, endless retries.
type Options struct {
	Now   func() time.Time
	Rand  io.Reader
	Agent string // the program's version, told to the commune
	Retry Retry  // zero for EndlessRetry
	// Dictionaries make small records compress well; nil sends without.
	Dictionaries *ledger.Catalogue
	// Build is when the program was built and Known the latest time known from the commune. With a
	// clock behind them (a dead battery), certificates are judged at the later of the two.
	Build, Known time.Time
	// Stall is how long nothing may move on a connection; 0 for 30 s.
	Stall time.Duration
	// Dial makes connections; nil for the system's.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

func (o Options) orDefault() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Stall <= 0 {
		o.Stall = stallTimeout
	}
	o.Retry = o.Retry.orDefault()
	return o
}

// Client sends and receives for one laptop. It is safe for use by several goroutines.
type Client struct {
	store Store
	o     Options
	known atomic.Int64 // latest time known from the commune, Unix milliseconds

	turn chan struct{} // holds one token; what follows belongs to its taker
	pace pace
	link *link

	filePace filePace
}

// link is the kept connection to one endpoint.
type link struct {
	url, pin string
	ca       []byte
	http     *http.Client
	meter    *meter
}

// New makes a Client that syncs store. Close it in the end.
func New(store Store, o Options) *Client {
	c := &Client{store: store, o: o.orDefault(), pace: newPace(), filePace: newFilePace(), turn: make(chan struct{}, 1)}
	c.learn(o.Known)
	return c
}

// Close gives up the kept connection. It waits for a Sync that is under way.
func (c *Client) Close() {
	c.turn <- struct{}{}
	defer func() { <-c.turn }()
	if c.link != nil {
		c.link.http.CloseIdleConnections()
		c.link = nil
	}
}

// Sync sends what waits and receives what the commune has, in as many requests as it takes, until
// nothing is left, ctx ends, or the Retry policy is used up. What was proven until then is in the
// result even with an error. Errors are *Error, or the context's own.
//
// One Sync runs at a time: another call waits for its turn, then sends what is new since. To act at
// once instead of waiting out a pause between attempts, end the running one's context first.
//
// progress, which may be nil, is called on Sync's own goroutine and must not block.
func (c *Client) Sync(ctx context.Context, progress func(ledger.SyncProgress)) (ledger.SyncResult, error) {
	select {
	case c.turn <- struct{}{}:
		defer func() { <-c.turn }()
	case <-ctx.Done():
		return ledger.SyncResult{}, ctx.Err()
	}
	s := &session{client: c, progress: progress}
	err := s.begin()
	if err == nil {
		err = s.run(ctx)
	}
	return s.end(err)
}

// connect gives the link to the endpoint that id names, the kept one if it is still right.
func (c *Client) connect(id ledger.Identity) (*link, error) {
	if l := c.link; l != nil && l.url == id.URL && l.pin == id.Pin && bytes.Equal(l.ca, id.CA) {
		return l, nil
	}
	if c.link != nil {
		c.link.http.CloseIdleConnections()
	}
	if _, err := CheckURL(id.URL); err != nil {
		return nil, err
	}
	config, err := tlsConfig(id.CA, id.Pin, c.clock)
	if err != nil {
		return nil, err
	}
	l := &link{url: id.URL, pin: id.Pin, ca: id.CA, meter: &meter{stall: c.o.Stall}}
	l.http = newHTTP(config, c.o.Dial, l.meter)
	c.link = l
	return l, nil
}

// clock is the latest of the laptop's clock, the program's age and what the commune's clock said.
func (c *Client) clock() time.Time {
	now := c.o.Now()
	for _, t := range []time.Time{c.o.Build, time.UnixMilli(c.known.Load())} {
		if t.After(now) {
			now = t
		}
	}
	return now
}

func (c *Client) learn(t time.Time) {
	if !t.IsZero() {
		c.known.Store(max(c.known.Load(), t.UnixMilli()))
	}
}
