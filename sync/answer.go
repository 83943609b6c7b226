package sync

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Bounds of what is read of an answer.
const (
	maxAnswer  = 32 << 20
	maxRefusal = 64 << 10
	maxPulled  = 64 << 20 // uncompressed
)

// expected is what makes a receipt the answer to one request of this laptop.
type expected struct {
	commune ledger.DeviceID
	key     []byte
	device  ledger.DeviceID
	epoch   ledger.Epoch
	nonce   [8]byte
	dicts   func(uint32) *ledger.Dictionary
}

// answer is a receipt that was believed and as much as came of the changes behind it.
type answer struct {
	receipt ledger.Receipt
	pulled  [][]byte
	cut     error // why not all frames came, nil if they did
}

// readAnswer reads the answer to a push. An error means that there is no receipt to believe.
func readAnswer(resp *http.Response, want expected, now time.Time) (*answer, error) {
	body := &noted{r: io.LimitReader(resp.Body, maxAnswer)}
	switch resp.StatusCode {
	case http.StatusOK, ledger.CodeGap.Status(), ledger.CodeFork.Status():
		if mediaType(resp) == ledger.MediaType {
			return want.read(body)
		}
	}
	return nil, refusal(resp, body, now)
}

func (want expected) read(body *noted) (*answer, error) {
	r := bufio.NewReader(body)
	rc, envelope, err := ledger.ReadReceipt(r)
	switch {
	case body.err != nil:
		return nil, &Error{Code: CodeCut, Err: body.err}
	case err != nil:
		return nil, &Error{Code: CodeWrongServer, Err: err}
	case rc.Commune != want.commune || !envelope.Verify(want.key):
		return nil, failure(CodeWrongServer, "receipt of commune %s is not signed by ours", rc.Commune)
	case rc.Nonce != want.nonce || rc.Device != want.device || rc.Epoch != want.epoch:
		return nil, failure(CodeStale, "receipt is for another request")
	case rc.Have > 1<<62 || rc.More < 0:
		return nil, failure(CodeWrongServer, "receipt counts are impossible")
	}
	a := &answer{receipt: rc}
	a.cut = a.readFrames(r, want.dicts)
	if a.cut != nil && body.err != nil {
		a.cut = &Error{Code: CodeCut, Err: body.err}
	}
	return a, nil
}

func (a *answer) readFrames(r io.Reader, dicts func(uint32) *ledger.Dictionary) error {
	size := 0
	for _, mark := range a.receipt.Frames {
		changes, err := ledger.ReadMarked(r, mark, dicts)
		var known *ledger.Error
		switch {
		case errors.As(err, &known):
			return &Error{Code: known.Code, Err: err}
		case err != nil:
			return &Error{Code: CodeCut, Err: err}
		}
		for _, c := range changes {
			size += len(c)
		}
		if size > maxPulled {
			return failure(ledger.CodeTooLarge, "answer of more than %d bytes", maxPulled)
		}
		a.pulled = append(a.pulled, changes...)
	}
	return nil
}

// refusal explains an answer without a receipt: the endpoint's own error if it is one, or what
// stands in between.
func refusal(resp *http.Response, body io.Reader, now time.Time) error {
	wait := retryAfter(resp.Header, now)
	b, err := io.ReadAll(io.LimitReader(body, maxRefusal))
	if err != nil {
		return &Error{Code: CodeCut, Err: err}
	}
	var refused ledger.Error
	if mediaType(resp) == "application/json" && json.Unmarshal(b, &refused) == nil &&
		refused.Code != "" && refused.Code.Status() == resp.StatusCode {
		return &Error{Code: refused.Code, Err: &refused, RetryAfter: wait}
	}
	err = errors.New("answer " + resp.Status + " of type " + resp.Header.Get("Content-Type"))
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return &Error{Code: ledger.CodeRateLimited, Err: err, RetryAfter: wait}
	case resp.StatusCode == http.StatusNetworkAuthenticationRequired, resp.StatusCode == http.StatusProxyAuthRequired,
		resp.StatusCode < 400:
		return &Error{Code: CodePortal, Err: err}
	case resp.StatusCode == http.StatusRequestEntityTooLarge:
		return &Error{Code: ledger.CodeTooLarge, Err: err}
	case resp.StatusCode == http.StatusRequestTimeout:
		return &Error{Code: CodeCut, Err: err}
	case resp.StatusCode >= 500:
		return &Error{Code: ledger.CodeBusy, Err: err, RetryAfter: wait}
	}
	return &Error{Code: CodeWrongServer, Err: err}
}

func mediaType(resp *http.Response) string {
	t, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	return t
}

// noted remembers why reading failed, for an error that a parser puts in its own words.
type noted struct {
	r   io.Reader
	err error
}

// Read passes on.
func (n *noted) Read(p []byte) (int, error) {
	k, err := n.r.Read(p)
	if err != nil && err != io.EOF {
		n.err = err
	}
	return k, err
}
