package e2e_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"

	"github.com/nghia-hung/sothon/ledger"
)

// pipes is a listener in memory, so that what goes over it can run in a bubble of testing/synctest.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func newPipes() *pipes { return &pipes{conns: make(chan net.Conn), closed: make(chan struct{})} }

// Accept implements net.Listener.
func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

// Addr implements net.Listener.
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1} }

// dial makes the laptop's end of a new connection.
func (p *pipes) dial(ctx context.Context, network, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case p.conns <- far:
		return near, nil
	case <-p.closed:
		return nil, &net.OpError{Op: "dial", Net: network, Err: errors.New("connection refused")}
	case <-ctx.Done():
		return nil, &net.OpError{Op: "dial", Net: network, Err: ctx.Err()}
	}
}

// mishap is what happens to one request on its way or to its answer.
type mishap string

// The mishaps. The two that cut let only the first bytes through.
const (
	loseRequest  mishap = "lose request"
	loseAnswer   mishap = "lose answer"
	twice        mishap = "twice"
	cutRequest   mishap = "cut request"
	cutAnswer    mishap = "cut answer"
	oldAnswer    mishap = "old answer"
	overtaken    mishap = "overtaken" // an earlier request of anybody comes in first, once more
	signInPage   mishap = "sign-in page"
	answerTwoNow mishap = "answer of the first of two"
)

var mishaps = []mishap{loseRequest, loseAnswer, twice, cutRequest, cutAnswer, oldAnswer, overtaken, signInPage, answerTwoNow}

// line is the way to an endpoint. It remembers what went over it, to bring it again.
type line struct {
	*pipes
	server *http.Server
	to     func() http.Handler

	mu       sync.Mutex
	plan     []trouble // for the requests to come; empty: none
	requests [][]byte
	answers  []remembered
}

// remembered is an answer and the log whose request it answered.
type remembered struct {
	answered
	log logName
}

// logOf reads which log a request is of; the zero name when it is no request.
func logOf(body []byte) logName {
	head, _, err := ledger.ReadPush(bytes.NewReader(body))
	if err != nil {
		return logName{}
	}
	return logName{head.Device, head.Epoch}
}

type trouble struct {
	mishap
	at int // byte, or which of the remembered
}

func newWire(to func() http.Handler) *line {
	l := &line{pipes: newPipes(), to: to}
	l.server = &http.Server{Handler: l, ErrorLog: log.New(io.Discard, "", 0)}
	go func() { _ = l.server.Serve(l.pipes) }()
	return l
}

func (l *line) close() { _ = l.server.Close() }

// expect arms the line for the next requests.
func (l *line) expect(plan ...trouble) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.plan = plan
}

func (l *line) nextTrouble() (tr trouble) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.plan) > 0 {
		tr, l.plan = l.plan[0], l.plan[1:]
	}
	return tr
}

// ServeHTTP is the far end of the line.
func (l *line) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if r.Method != http.MethodPut { // join and health go through
		l.bring(r, bytes.NewReader(body)).write(w, -1)
		return
	}
	tr := l.nextTrouble()
	switch tr.mishap {
	case loseRequest:
		l.remember(body, nil)
		panic(http.ErrAbortHandler)
	case loseAnswer:
		l.handle(r, body)
		panic(http.ErrAbortHandler)
	case cutRequest:
		l.remember(body, nil)
		l.bring(r, io.MultiReader(bytes.NewReader(body[:tr.at%(len(body)+1)]), brokenOff{}))
		panic(http.ErrAbortHandler)
	case oldAnswer:
		if old, ok := l.answer(logOf(body), tr.at); ok {
			old.write(w, -1)
			return
		}
	case overtaken:
		l.again(tr.at)
	case twice:
		l.handle(r, body)
	case answerTwoNow:
		first := l.handle(r, body)
		l.handle(r, body)
		first.write(w, -1)
		return
	case signInPage:
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<html><form>Đăng nhập Wi-Fi</form></html>")
		return
	}
	a := l.handle(r, body)
	if tr.mishap == cutAnswer {
		a.write(w, tr.at%(a.Body.Len()+1))
		panic(http.ErrAbortHandler)
	}
	a.write(w, -1)
}

// handle brings a request to the endpoint and remembers both.
func (l *line) handle(r *http.Request, body []byte) answered {
	a := l.bring(r, bytes.NewReader(body))
	l.remember(body, &a)
	return a
}

func (l *line) bring(r *http.Request, body io.Reader) answered {
	again := r.Clone(context.WithoutCancel(r.Context()))
	again.Body = io.NopCloser(body)
	rec := httptest.NewRecorder()
	l.to().ServeHTTP(rec, again)
	return answered{rec}
}

// mostRemembered bounds what can come again.
const mostRemembered = 40

func (l *line) remember(body []byte, a *answered) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.requests = append(l.requests, body); len(l.requests) > mostRemembered {
		l.requests = l.requests[1:]
	}
	if a == nil {
		return
	}
	if l.answers = append(l.answers, remembered{*a, logOf(body)}); len(l.answers) > mostRemembered {
		l.answers = l.answers[1:]
	}
}

// answer gives one of the earlier answers to requests of the same log.
func (l *line) answer(of logName, n int) (answered, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var same []answered
	for _, a := range l.answers {
		if a.log == of {
			same = append(same, a.answered)
		}
	}
	if len(same) == 0 {
		return answered{}, false
	}
	return same[n%len(same)], true
}

// again brings a remembered request to the endpoint once more; nobody hears the answer.
func (l *line) again(n int) {
	l.mu.Lock()
	if len(l.requests) == 0 {
		l.mu.Unlock()
		return
	}
	body := l.requests[n%len(l.requests)]
	l.mu.Unlock()
	path := ledger.PushPath
	if ledger.IsFiles(body) {
		path = ledger.FilesPath
	}
	r := httptest.NewRequest(http.MethodPut, "http://127.0.0.1:1"+path, nil)
	l.bring(r, bytes.NewReader(body))
}

// answered is an answer on its way back.
type answered struct{ *httptest.ResponseRecorder }

// write sends the first n bytes of the answer, all when n is negative.
func (a answered) write(w http.ResponseWriter, n int) {
	b := a.Body.Bytes()
	for _, name := range []string{"Content-Type", "Content-Length"} {
		w.Header().Set(name, a.Header().Get(name))
	}
	w.WriteHeader(a.Code)
	if n >= 0 {
		b = b[:n]
	}
	_, _ = w.Write(b)
	if n >= 0 {
		_ = http.NewResponseController(w).Flush()
	}
}

// brokenOff is where a connection died.
type brokenOff struct{}

// Read fails as a connection that was reset does.
func (brokenOff) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
