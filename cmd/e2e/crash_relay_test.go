//go:build unix

package e2e_test

import (
	"net"
	"sync"
)

// relay is a line to the endpoint that calls somebody when so many bytes have passed.
type relay struct {
	net.Listener
	to string

	mu       sync.Mutex
	up, down int // bytes still to pass; negative: never mind
	then     func()
	fired    bool
}

func newRelay(to string) (*relay, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	r := &relay{Listener: l, to: to, up: -1, down: -1}
	go r.run()
	return r, nil
}

func (r *relay) close() { _ = r.Close() }

func (r *relay) arm(up, down int, then func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.up, r.down, r.then, r.fired = up, down, then, false
}

// disarm lets everything pass and reports whether then was called, or is being called.
func (r *relay) disarm() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.then = nil
	return r.fired
}

func (r *relay) run() {
	for {
		down, err := r.Accept()
		if err != nil {
			return
		}
		go r.carry(down)
	}
}

func (r *relay) carry(down net.Conn) {
	up, err := net.Dial("tcp", r.to)
	if err != nil {
		_ = down.Close()
		return
	}
	var both sync.WaitGroup
	both.Go(func() { r.pass(up, down, &r.up) })
	both.Go(func() { r.pass(down, up, &r.down) })
	both.Wait()
}

// pass copies until one end closes, or until left bytes have passed.
func (r *relay) pass(to, from net.Conn, left *int) {
	defer func() { _, _ = to.Close(), from.Close() }()
	buf := make([]byte, 4096)
	for {
		n, err := from.Read(buf)
		if n > 0 {
			rest, then := r.count(n, left)
			if _, werr := to.Write(buf[:n-rest]); werr != nil && then == nil {
				return
			}
			if then != nil {
				then()
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// count takes n bytes off what is left. It gives what is called when nothing is left, once, and how
// many bytes are beyond that.
func (r *relay) count(n int, left *int) (rest int, then func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.then == nil || *left < 0 {
		return 0, nil
	}
	if *left -= n; *left > 0 {
		return 0, nil
	}
	rest, then, r.then, r.fired = -*left, r.then, nil, true
	return rest, then
}
