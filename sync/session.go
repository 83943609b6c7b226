package sync

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"slices"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/nghia-hung/sothon/ledger"
)

// Bounds against an endpoint that answers for ever without getting anywhere.
const (
	maxSetbacks = 4
	maxIdle     = 8
)

// session is one Sync under way.
type session struct {
	client   *Client
	progress func(ledger.SyncProgress)
	id       ledger.Identity
	key      ed25519.PrivateKey
	link     *link
	up, down int64 // the meter's counts when it began

	request *request
	state   ledger.SyncProgress
	result  ledger.SyncResult
	have    uint64 // position proven last
	more    bool   // another request is due whatever waits here
	setback int    // times the commune had less than before, or another log
	idle    int    // whole answers in a row that got nothing done

	sent      *sending // files, nil before the first
	sentBytes int64    // of files that arrived in this Sync
}

// begin reads who and where this laptop is.
func (s *session) begin() (err error) {
	s.state.Started = s.client.o.Now()
	if s.id, err = s.client.store.Identity(); err != nil {
		return storeError("read identity", err)
	}
	if !s.id.Joined {
		return failure(CodeNotJoined, "this laptop has not joined a commune")
	}
	if s.key, err = s.client.store.Key(); err != nil {
		return storeError("read key", err)
	}
	if s.link, err = s.client.connect(s.id); err != nil {
		return err
	}
	s.up, s.down = s.link.meter.up.Load(), s.link.meter.down.Load()
	return s.restart()
}

// restart takes the store's word for what is proven.
func (s *session) restart() error {
	at, err := s.client.store.Position()
	s.have, s.result.Pending = at.Have, pending(at)
	return storeError("read position", err)
}

// run sends the records and receives, then sends the files attached to them, and begins anew when a
// record was written meanwhile.
func (s *session) run(ctx context.Context) error {
	for {
		if err := s.records(ctx); err != nil {
			return err
		}
		if again, err := s.files(ctx); err != nil || !again {
			return err
		}
	}
}

// records does rounds until no record is left to send and nothing to receive.
func (s *session) records(ctx context.Context) error {
	for {
		if err := s.round(ctx); err != nil {
			return err
		}
		if s.result.Pending == 0 && !s.more {
			return nil
		}
		if s.idle > maxIdle || s.setback > maxSetbacks {
			return failure(CodeNoProgress, "%d answers in a row took nothing, %d took some back", s.idle, s.setback)
		}
	}
}

// round does one request until it is answered, with as many attempts as the policy allows.
func (s *session) round(ctx context.Context) error {
	s.state.Attempt = 0
	if err := s.prepare(nil); err != nil {
		return err
	}
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { s.emit("sending") }}
	body := retryablehttp.ReaderFunc(func() (io.Reader, error) { return bytes.NewReader(s.request.body), nil })
	req, err := retryablehttp.NewRequestWithContext(httptrace.WithClientTrace(ctx, trace), http.MethodPut,
		s.link.url+ledger.PushPath, body)
	if err != nil {
		return failure(CodeInsecureURL, "%w", err)
	}
	req.Header = http.Header{"User-Agent": {""}} // which sends none
	req.SetResponseHandler(s.handle)
	client := s.client.retrying(ctx, s.link, s)
	client.PrepareRetry = s.prepare
	if _, err = client.Do(req); CodeOf(err) != "" {
		if broken := s.tried(err, time.Time{}); broken != nil {
			return errors.Join(err, broken)
		}
	}
	return err
}

// prepare builds the request of the next attempt; r is the one go-retryablehttp will send.
func (s *session) prepare(r *http.Request) (err error) {
	s.state.Attempt++
	s.emit("connecting")
	if s.request, err = s.client.build(s.id, s.key); err == nil && r != nil {
		r.ContentLength = int64(len(s.request.body))
	}
	return err
}

// failed and waiting hear of every failed attempt, and of the pause before the next.
func (s *session) failed(err error) {
	if onTheWay(CodeOf(err)) {
		s.client.pace.slower()
	}
}

func (s *session) waiting(err error, next time.Time) error {
	s.state.Err, s.state.NextTry = err, next
	s.emit("waiting")
	s.state.Err, s.state.NextTry = nil, time.Time{}
	return s.tried(err, next)
}

func (s *session) tried(err error, next time.Time) error {
	return storeError("note attempt", s.client.store.Tried(string(CodeOf(err)), next))
}

// handle turns the endpoint's answer into what the store learns from it.
func (s *session) handle(resp *http.Response) error {
	defer resp.Body.Close()
	s.emit("receiving")
	h := s.request.header
	a, err := readAnswer(resp, expected{commune: s.id.Commune, key: s.id.CommuneKey, device: h.Device,
		epoch: h.Epoch, nonce: h.Nonce, dicts: s.client.dictionaryByID}, s.client.o.Now())
	if err != nil {
		return s.refused(err)
	}
	s.result.Rounds++
	s.client.learn(time.UnixMilli(a.receipt.Wall))
	return s.accept(a)
}

// refused mends the request when that is what the endpoint asks for; otherwise the error stands.
func (s *session) refused(err error) error {
	pace := &s.client.pace
	switch code := CodeOf(err); {
	case code == ledger.CodeTooLarge && pace.smaller(len(s.request.entries)):
	case code == ledger.CodeNoDictionary && !pace.plain:
		pace.plain = true
	default:
		return err
	}
	s.more = true
	return nil
}

// accept gives a receipt and the changes behind it to the store. Of an answer that was cut off, the
// whole frames count and the cursor stays, so that the rest comes again.
func (s *session) accept(a *answer) error {
	asked := s.request.header.Cursor
	if a.cut != nil {
		a.receipt.Cursor, a.receipt.More = asked, max(a.receipt.More, 1)
	}
	if a.receipt.Code == ledger.CodeFork {
		return s.fork(errors.New("the commune's log of this laptop continues differently"))
	}
	fresh, err := s.client.store.Accept(a.receipt, a.pulled)
	if errors.Is(err, &ledger.Error{Code: ledger.CodeFork}) {
		return s.fork(err)
	}
	if err != nil {
		return storeError("accept receipt", err)
	}
	s.result.Pulled += fresh
	s.more = a.receipt.More > 0
	if unit := a.receipt.Unit; unit.ID != "" && unit.ID != s.id.Unit.ID { // all of it is to be read
		s.id.Unit, s.more = unit, true
	}
	s.reject(a.receipt.Rejected)
	advanced := a.receipt.Have > s.have || fresh > 0 || a.receipt.Cursor != asked
	if err := s.prove(a.receipt.Have); err != nil {
		return err
	}
	return s.paced(advanced, a.cut)
}

// paced settles the pace after an answer. One that was cut off is a failed attempt, unless it got
// something done.
func (s *session) paced(advanced bool, cut error) error {
	switch {
	case cut == nil && advanced:
		s.idle = 0
	case cut == nil:
		s.idle++
	case CodeOf(cut) == ledger.CodeNoDictionary:
		return s.refused(cut)
	case !advanced:
		return cut
	}
	if cut != nil { // it got something done, so the rest is simply sent next
		s.client.pace.slower()
		return nil
	}
	s.client.pace.faster()
	return s.tried(nil, time.Time{})
}

// fork begins a new log, because the commune's copy of the present one is not this laptop's: one
// of them came back from a backup, or the disk was copied.
func (s *session) fork(cause error) error {
	if s.setback++; s.setback > maxSetbacks {
		return &Error{Code: ledger.CodeFork, Err: cause}
	}
	if err := s.client.store.NewEpoch(); err != nil {
		return storeError("begin new log", err)
	}
	s.more = true
	return s.restart()
}

// prove counts what the commune has confirmed up to position have, which may be less than before.
func (s *session) prove(have uint64) error {
	if have < s.have {
		s.setback++
	}
	s.result.Pushed = max(s.result.Pushed+int(have)-int(s.have), 0)
	for _, e := range s.request.entries {
		if e.Seq == have {
			if change, err := ledger.DecodeChange(e.Bytes); err == nil {
				s.state.LastID = change.Record
			}
		}
	}
	return s.restart()
}

func (s *session) reject(rejected []ledger.Rejection) {
	for _, r := range rejected {
		i := slices.IndexFunc(s.result.Rejected, func(o ledger.Rejection) bool { return o.ID == r.ID })
		if i < 0 {
			s.result.Rejected = append(s.result.Rejected, r)
		}
	}
}

// end sums up.
func (s *session) end(err error) (ledger.SyncResult, error) {
	if s.link != nil {
		s.result.BytesUp, s.result.BytesDown = s.link.meter.up.Load()-s.up, s.link.meter.down.Load()-s.down
	}
	if err == nil {
		s.emit("done")
		return s.result, nil
	}
	s.state.Err = err
	s.emit("failed")
	return s.result, err
}

func (s *session) emit(phase string) {
	if s.progress == nil {
		return
	}
	s.state.Phase, s.state.Proven, s.state.Pulled = phase, s.result.Pushed, s.result.Pulled
	s.state.Total = s.result.Pushed + s.result.Pending
	s.state.Rejected = slices.Clone(s.result.Rejected)
	s.progress(s.state)
}

func pending(at ledger.LogPosition) int { return int(at.Last - min(at.Have, at.Last)) }
