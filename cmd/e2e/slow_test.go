package e2e_test

import (
	"context"
	"math/rand/v2"
	"net"
	"sync"
	"time"
)

// slow is a bad link in process, for a bubble of testing/synctest: each way it carries so many bytes
// a second in packets, delivers them late and in order, and loses some, which come again a round trip
// later. It counts what is sent over it, the headers of HTTP too, those of TCP and IP apart.
type slow struct {
	to    *pipes
	rate  float64 // bytes a second, each way
	delay time.Duration
	loss  float64
	every time.Duration // all connections are cut at every multiple of it since the link began; 0: never

	mu       sync.Mutex
	rand     *rand.Rand
	since    time.Time
	dials    int
	up, down traffic
}

// traffic is what went one way.
type traffic struct {
	bytes   int64
	packets int
	next    time.Time // when the line is free
}

// What a packet of TCP over IP holds, and what its headers take beside it.
const (
	packetPayload = 1460
	packetHeaders = 40
)

// villageLink is a bad link of 64 kbit/s, 300 ms each way, 2 % loss.
func villageLink(to *pipes, seed uint64) *slow {
	return &slow{to: to, rate: 8000, delay: 300 * time.Millisecond, loss: 0.02, since: time.Now(), rand: rand.New(rand.NewPCG(seed, 3))}
}

// dial makes a connection over the link, which takes one round trip.
func (s *slow) dial(ctx context.Context, network, address string) (net.Conn, error) {
	time.Sleep(2 * s.delay)
	far, err := s.to.dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	near, ours := net.Pipe()
	s.mu.Lock()
	s.dials++
	s.mu.Unlock()
	hangUp := sync.OnceFunc(func() { _, _ = ours.Close(), far.Close() })
	go s.carry(far, ours, &s.up, hangUp)
	go s.carry(ours, far, &s.down, hangUp)
	if s.every > 0 {
		left := s.every - time.Since(s.since)%s.every
		time.AfterFunc(left, hangUp)
	}
	return near, nil
}

// arrival is a packet on its way.
type arrival struct {
	bytes []byte
	at    time.Time
}

// carry takes packets from one side to the other until either hangs up.
func (s *slow) carry(to, from net.Conn, t *traffic, hangUp func()) {
	onTheWay := make(chan arrival, 1024)
	go func() {
		defer hangUp()
		for p := range onTheWay {
			time.Sleep(time.Until(p.at))
			if _, err := to.Write(p.bytes); err != nil {
				break
			}
		}
		for range onTheWay { // nobody is there any more
		}
	}()
	defer close(onTheWay)
	for {
		b := make([]byte, packetPayload)
		n, err := from.Read(b)
		if err != nil {
			return
		}
		free, at := s.send(t, n)
		onTheWay <- arrival{b[:n], at}
		time.Sleep(time.Until(free))
	}
}

// send puts a packet on the line and tells when the line is free again and when the packet arrives.
func (s *slow) send(t *traffic, n int) (free, at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	takes := time.Duration(float64(n+packetHeaders) / s.rate * float64(time.Second))
	t.bytes += int64(n)
	if now := time.Now(); t.next.Before(now) {
		t.next = now
	}
	at = t.next.Add(takes + s.delay)
	for {
		t.next = t.next.Add(takes)
		t.packets++
		if s.rand.Float64() >= s.loss {
			return t.next, at
		}
		at = at.Add(2*s.delay + takes) // the sender hears of it, and sends it again
	}
}
