package commune

import (
	"net/netip"
	"sync"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// limits bound failures: each key, and all keys together, may fail burst times at once and then
// once in every.
type limits struct {
	burst, all int
	every      time.Duration
	allEvery   time.Duration
}

// Guessing a 50-bit code at the rate of all addresses together (2 a second) for the seven days it
// lives finds one of a hundred live codes with a chance of one in ten million.
var (
	joinLimits   = limits{burst: 10, every: time.Minute, all: 200, allEvery: time.Second / 2}
	signInLimits = limits{burst: 10, every: time.Minute, all: 1000, allEvery: time.Second / 10}
	// Browsers that have signed in before are counted apart, and each account by itself.
	trustedLimits = limits{burst: 20, every: time.Minute, all: 1 << 20, allEvery: time.Nanosecond}
)

// maxBuckets bounds the memory of a limiter; beyond it the idle ones are forgotten.
const maxBuckets = 10000

// limiter counts failures by key in token buckets. Only failures cost, so that a hall full of
// laptops joining from one address is never slowed down.
type limiter struct {
	limits
	now func() time.Time

	mu    sync.Mutex
	keys  map[string]*bucket
	total bucket
}

// bucket holds tokens as of a time.
type bucket struct {
	tokens float64
	at     time.Time
}

func (b *bucket) refill(now time.Time, burst int, every time.Duration) {
	if b.at.IsZero() {
		b.tokens = float64(burst)
	} else if gone := now.Sub(b.at); gone > 0 {
		b.tokens = min(float64(burst), b.tokens+float64(gone)/float64(every))
	}
	b.at = now
}

func newLimiter(now func() time.Time, l limits) *limiter {
	return &limiter{limits: l, now: now, keys: map[string]*bucket{}}
}

// allowed reports whether key may try.
func (l *limiter) allowed(key string) bool { return l.wait(key) == 0 }

// wait tells how long key must wait before it may try, 0 for not at all.
func (l *limiter) wait(key string) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	l.total.refill(now, l.all, l.allEvery)
	wait := missing(l.total.tokens, l.allEvery)
	if b := l.keys[key]; b != nil {
		b.refill(now, l.burst, l.every)
		wait = max(wait, missing(b.tokens, l.every))
	}
	return wait
}

func missing(tokens float64, every time.Duration) time.Duration {
	if tokens >= 1 {
		return 0
	}
	return time.Duration((1 - tokens) * float64(every))
}

// failed counts a failure of key.
func (l *limiter) failed(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	if len(l.keys) >= maxBuckets {
		l.forget(now)
	}
	b := l.keys[key]
	if b == nil {
		b = &bucket{}
		l.keys[key] = b
	}
	b.refill(now, l.burst, l.every)
	b.tokens = max(0, b.tokens-1)
	l.total.refill(now, l.all, l.allEvery)
	l.total.tokens = max(0, l.total.tokens-1)
}

// forget drops the keys that have their whole burst again, and all when none has.
func (l *limiter) forget(now time.Time) {
	for key, b := range l.keys {
		if b.refill(now, l.burst, l.every); b.tokens >= float64(l.burst) {
			delete(l.keys, key)
		}
	}
	if len(l.keys) >= maxBuckets {
		clear(l.keys)
	}
}

// addressKey is what an address is counted under: an IPv6 one by its /64, which one house has.
func addressKey(remote string) string {
	ap, err := netip.ParseAddrPort(remote)
	if err != nil {
		return remote
	}
	addr := ap.Addr().Unmap().WithZone("")
	if addr.Is6() {
		if p, err := addr.Prefix(64); err == nil {
			return p.String()
		}
	}
	return addr.String()
}

// patience is how long a request of a device waits for the one before it to end.
const patience = 2 * time.Second

// turns lets one request of a device in at a time. A newcomer interrupts the one before it: on a
// link that broke without a word, that one would wait long for bytes that never come.
type turns struct {
	mu   sync.Mutex
	held map[ledger.DeviceID]*turn
}

type turn struct {
	done      chan struct{}
	interrupt func()
}

// take waits for the device's turn; false when it did not come in time. interrupt ends the reading
// of the request that takes it. release must be called when it is true.
func (t *turns) take(id ledger.DeviceID, interrupt func()) (release func(), ok bool) {
	mine := &turn{done: make(chan struct{}), interrupt: interrupt}
	late := time.NewTimer(patience)
	defer late.Stop()
	for {
		t.mu.Lock()
		before := t.held[id]
		if before == nil {
			t.held[id] = mine
			t.mu.Unlock()
			return func() { t.release(id, mine) }, true
		}
		t.mu.Unlock()
		before.interrupt()
		select {
		case <-before.done:
		case <-late.C:
			return nil, false
		}
	}
}

func (t *turns) release(id ledger.DeviceID, mine *turn) {
	t.mu.Lock()
	delete(t.held, id)
	t.mu.Unlock()
	close(mine.done)
}
