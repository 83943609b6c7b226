package commune

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

func TestLimiterCountsFailuresOnly(t *testing.T) {
	now := time.Unix(1e9, 0)
	l := newLimiter(func() time.Time { return now }, limits{burst: 3, every: time.Minute, all: 5, allEvery: time.Second})
	for range 100 {
		if !l.allowed("a") {
			t.Fatal("asking costs")
		}
	}
	for range 3 {
		l.failed("a")
	}
	if wait := l.wait("a"); wait != time.Minute {
		t.Errorf("must wait %s, want a minute", wait)
	}
	if !l.allowed("b") {
		t.Error("another key is stopped")
	}
	l.failed("b")
	l.failed("b")
	if l.allowed("c") || l.wait("c") != time.Second {
		t.Errorf("all together: wait %s, want a second", l.wait("c"))
	}
	now = now.Add(time.Minute)
	if !l.allowed("a") || !l.allowed("c") {
		t.Error("still stopped after a minute")
	}
	l.failed("a")
	if l.allowed("a") {
		t.Error("one token was one try")
	}
}

func TestLimiterForgets(t *testing.T) {
	now := time.Unix(1e9, 0)
	l := newLimiter(func() time.Time { return now }, joinLimits)
	for i := range 3 * maxBuckets {
		now = now.Add(time.Second)
		l.failed(fmt.Sprint(i))
		if len(l.keys) > maxBuckets {
			t.Fatalf("%d buckets", len(l.keys))
		}
	}
}

func TestAddressKey(t *testing.T) {
	for remote, want := range map[string]string{
		"203.0.113.7:555": "203.0.113.7", "[::ffff:203.0.113.7]:1": "203.0.113.7", "[2001:db8:1:2:3::4]:9": "2001:db8:1:2::/64",
		"[fe80::1%eth0]:9": "fe80::/64", "pipe": "pipe",
	} {
		if got := addressKey(remote); got != want {
			t.Errorf("%s is counted as %s, want %s", remote, got, want)
		}
	}
}

func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := turns{held: map[ledger.DeviceID]*turn{}}
		a := ledger.DeviceID{1}
		interrupted := make(chan struct{}, 9)
		release, ok := turns.take(a, func() { interrupted <- struct{}{} })
		if !ok {
			t.Fatal("the first has to wait")
		}
		if other, ok := turns.take(ledger.DeviceID{2}, func() {}); !ok {
			t.Error("another device has to wait")
		} else {
			other()
		}
		begun := time.Now()
		if _, ok := turns.take(a, func() {}); ok || time.Since(begun) != patience {
			t.Errorf("the second got in or was told after %s", time.Since(begun))
		}
		go func() {
			<-interrupted // the one above
			<-interrupted
			release()
		}()
		second, ok := turns.take(a, func() {})
		if !ok {
			t.Fatal("the second did not get in after the first ended")
		}
		second()
		if len(turns.held) != 0 {
			t.Error("turns are still held")
		}
	})
}
