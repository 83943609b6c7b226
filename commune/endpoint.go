package commune

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"math"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Limits of requests. Reading goes on as long as some bytes come within bodyPause.
const (
	maxPushBody = 16 << 20
	maxJoinBody = 16 << 10
	bodyPause   = 30 * time.Second
	bodyTotal   = 15 * time.Minute
)

// Endpoint answers laptops: PUT ledger.PushPath, PUT ledger.FilesPath, POST ledger.JoinPath, GET /healthz. Errors are
// JSON, {"code","detail"}, with the status that ledger.Code.Status gives.
type Endpoint struct {
	office *Office
	mux    *http.ServeMux
}

// Endpoint makes the handler of docs/protocol.md.
func (o *Office) Endpoint() *Endpoint {
	e := &Endpoint{office: o, mux: http.NewServeMux()}
	e.mux.HandleFunc("PUT "+ledger.PushPath, e.push)
	e.mux.HandleFunc("PUT "+ledger.FilesPath, e.files)
	e.mux.HandleFunc("POST "+ledger.JoinPath, e.join)
	e.mux.HandleFunc("GET /healthz", e.health)
	return e
}

// ServeHTTP answers one request.
func (e *Endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) { e.mux.ServeHTTP(w, r) }

func (e *Endpoint) push(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	body := &patient{Reader: http.MaxBytesReader(w, r.Body, maxPushBody), control: control, until: time.Now().Add(bodyTotal)}
	answer, err := e.office.Accept(r.Context(), body, body.interrupt)
	body.leave(w)
	if err != nil {
		e.fail(w, r, err)
		return
	}
	status := http.StatusOK
	if answer.Code != "" {
		status = answer.Code.Status()
	}
	send(w, control, status, ledger.MediaType, answer.Body)
}

// patient lets a slow body come as long as it keeps coming and nobody interrupts it.
type patient struct {
	io.Reader
	control *http.ResponseController
	until   time.Time

	mu          sync.Mutex
	done        bool // nothing more is read
	interrupted bool
}

// Read waits bodyPause for the next bytes.
func (p *patient) Read(b []byte) (int, error) {
	deadline := time.Now().Add(bodyPause)
	if deadline.After(p.until) {
		deadline = p.until
	}
	if err := p.wait(deadline); err != nil {
		return 0, err
	}
	n, err := p.Reader.Read(b)
	if err != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.done = true
	}
	return n, err
}

func (p *patient) wait(deadline time.Time) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.interrupted {
		return os.ErrDeadlineExceeded
	}
	if err := p.control.SetReadDeadline(deadline); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	return nil
}

// interrupt makes the Read that is waiting fail, and every later one. A body that has come to its end
// is left alone: net/http then watches the connection, and takes a deadline for a laptop that went away.
func (p *patient) interrupt() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.done {
		p.interrupted = true
		p.control.SetReadDeadline(time.Unix(1, 0)) //nolint:errcheck // where it cannot be set the newcomer waits
	}
}

// leave ends the reading before the answer is sent. The connection of an interrupted request is closed
// after it: another request on it would begin with a context that has ended.
func (p *patient) leave(w http.ResponseWriter) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done = true
	if p.interrupted {
		w.Header().Set("Connection", "close")
	}
}

func (e *Endpoint) join(w http.ResponseWriter, r *http.Request) {
	key := addressKey(r.RemoteAddr)
	if wait := e.office.joins.wait(key); wait > 0 {
		retryAfter(w, wait)
		e.fail(w, r, ledger.Errorf(ledger.CodeRateLimited, "too many wrong codes"))
		return
	}
	var req ledger.JoinRequest
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxJoinBody)).Decode(&req); err != nil {
		e.fail(w, r, bodyError(err, "body is not JSON of a join request"))
		return
	}
	answer, err := e.office.Join(r.Context(), req)
	if err != nil {
		if errors.Is(err, &ledger.Error{Code: ledger.CodeJoinCode}) {
			e.office.joins.failed(key)
		}
		e.fail(w, r, err)
		return
	}
	body, err := json.Marshal(answer)
	if err != nil {
		e.fail(w, r, err)
		return
	}
	send(w, http.NewResponseController(w), http.StatusOK, "application/json", body)
}

// bodyError is err when it already tells more, else CodeBadRequest.
func bodyError(err error, detail string) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return err
	}
	return ledger.Errorf(ledger.CodeBadRequest, "%s", detail)
}

func (e *Endpoint) health(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	if _, err := e.office.store.Commune(ctx); err != nil {
		e.fail(w, r, err)
		return
	}
	send(w, http.NewResponseController(w), http.StatusOK, "application/json", []byte(`{"status":"ok"}`))
}

// fail answers an error. What the program cannot explain is logged and told as CodeInternal without
// its words.
func (e *Endpoint) fail(w http.ResponseWriter, r *http.Request, err error) {
	told := e.coded(err)
	level := slog.LevelInfo
	if told.Code.Status() >= 500 {
		level = slog.LevelError
	}
	e.office.log.Log(r.Context(), level, "request refused", "path", r.URL.Path, "code", told.Code, "error", err)
	if told.Code == ledger.CodeBusy {
		retryAfter(w, patience)
	}
	body, err := json.Marshal(told)
	if err != nil {
		body = []byte(`{"code":"internal"}`)
	}
	send(w, http.NewResponseController(w), told.Code.Status(), "application/json", body)
}

func (e *Endpoint) coded(err error) *ledger.Error {
	var coded *ledger.Error
	var large *http.MaxBytesError
	var slow net.Error
	switch {
	case errors.As(err, &large):
		return ledger.Errorf(ledger.CodeTooLarge, "at most %d bytes", large.Limit)
	case errors.As(err, &coded):
		switch coded.Code {
		case ledger.CodeStorage, ledger.CodeInternal:
			return &ledger.Error{Code: coded.Code}
		}
		return coded
	case errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &slow) && slow.Timeout(),
		errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, http.ErrBodyReadAfterClose):
		return ledger.Errorf(ledger.CodeBadRequest, "the request did not come to its end")
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return ledger.Errorf(ledger.CodeBusy, "not done in time")
	}
	return &ledger.Error{Code: ledger.CodeInternal}
}

func retryAfter(w http.ResponseWriter, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(max(1, int(math.Ceil(wait.Seconds())))))
}

// send writes a whole answer; a laptop on a bad link gets two minutes and a second for each kB.
func send(w http.ResponseWriter, control *http.ResponseController, status int, mediaType string, body []byte) {
	deadline := time.Now().Add(2*time.Minute + time.Duration(len(body)/1024)*time.Second)
	if err := control.SetWriteDeadline(deadline); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return
	}
	h := w.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	w.Write(body) //nolint:errcheck // the laptop asks again when this does not arrive
}
