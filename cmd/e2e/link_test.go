package e2e_test

import (
	"io"
	"net"
	"sync"
)

// link is a line to an endpoint that can be cut at a chosen byte. It stands at one address while
// the endpoint behind it comes and goes.
type link struct {
	url      string
	to       string
	listener net.Listener

	mu    sync.Mutex
	limit int64  // bytes of the next connection's request that pass; -1 all, without the answer
	cut   func() // called when the line is cut; nil lets everything pass
}

func newLink(to string) (*link, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	lk := &link{url: "http://" + l.Addr().String(), to: to, listener: l}
	go lk.run()
	return lk, nil
}

func (lk *link) close() { _ = lk.listener.Close() }

// cutNext arms the link for the next connection.
func (lk *link) cutNext(limit int64, cut func()) {
	lk.mu.Lock()
	defer lk.mu.Unlock()
	lk.limit, lk.cut = limit, cut
}

func (lk *link) run() {
	for {
		down, err := lk.listener.Accept()
		if err != nil {
			return
		}
		lk.mu.Lock()
		limit, cut := lk.limit, lk.cut
		lk.cut = nil
		lk.mu.Unlock()
		go lk.carry(down, limit, cut)
	}
}

func (lk *link) carry(down net.Conn, limit int64, cut func()) {
	defer down.Close()
	up, err := net.Dial("tcp", lk.to)
	if err != nil {
		return
	}
	defer up.Close()
	switch {
	case cut == nil:
		go func() { _, _ = io.Copy(up, down); _ = up.(*net.TCPConn).CloseWrite() }()
		_, _ = io.Copy(down, up)
	case limit >= 0:
		go func() { _, _ = io.Copy(down, up) }() // answers of earlier requests
		_, _ = io.CopyN(up, down, limit)
		cut()
	default:
		go func() { _, _ = io.Copy(up, down) }()
		_, _ = up.Read(make([]byte, 1)) // the answer begins: what it answers is done
		cut()
	}
}
