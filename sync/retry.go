package sync

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// Retry says how often and how quickly a failed request is tried again.
type Retry struct {
	Attempts int           // of one request; 0 for endless
	Base     time.Duration // bound of the first wait, doubled each time
	Cap      time.Duration // bound of every wait, whatever the endpoint asks for
}

// QuickRetry suits a command that somebody waits for: a refused connection is reported after about
// two seconds.
var QuickRetry = Retry{Attempts: 4, Base: 500 * time.Millisecond, Cap: 5 * time.Second}

// EndlessRetry suits the screens: Sync goes on until it is done, its context ends, or only a person
// can help. It is what the zero Retry stands for.
var EndlessRetry = Retry{Base: time.Second, Cap: 5 * time.Minute}

func (r Retry) orDefault() Retry {
	if r.Base <= 0 {
		r.Base = EndlessRetry.Base
	}
	if r.Cap <= 0 {
		r.Cap = EndlessRetry.Cap
	}
	return r
}

// max is the number of repetitions in go-retryablehttp's terms.
func (r Retry) max() int {
	if r.Attempts <= 0 {
		return math.MaxInt32
	}
	return r.Attempts - 1
}

// worth reports whether a failure deserves another attempt. With a limited number of attempts,
// what needs a while does not.
func (r Retry) worth(err error) bool {
	var e *Error
	switch {
	case !errors.As(err, &e):
		return false
	case r.Attempts <= 0:
		return hopeOf(e.Code) != never
	case e.RetryAfter > 0:
		return hopeOf(e.Code) != never && e.RetryAfter <= r.Cap
	case e.Code == CodeOffline && timedOut(e.Err):
		return false // that took long enough to be sure
	}
	return hopeOf(e.Code) == soon
}

func timedOut(err error) bool {
	var timeout interface{ Timeout() bool }
	return errors.As(err, &timeout) && timeout.Timeout()
}

// wait is the time before the attempt after number attempt (from 0): anything up to a bound that
// doubles ("full jitter"), so that laptops cut off together do not come back together; and no less
// than the endpoint asked for, up to the cap.
func (r Retry) wait(attempt int, asked time.Duration, random io.Reader) time.Duration {
	bound := r.Cap
	if attempt < 32 && r.Base<<attempt > 0 {
		bound = min(r.Cap, r.Base<<attempt)
	}
	return min(asked+jitter(bound, random), r.Cap)
}

func jitter(bound time.Duration, random io.Reader) time.Duration {
	var b [8]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return bound
	}
	return time.Duration(binary.BigEndian.Uint64(b[:]) % uint64(bound+1))
}

// retryAfter reads the Retry-After header (RFC 9110 §10.2.3): seconds, or a date, which is compared
// with the answer's own Date because the laptop's clock may be years off.
func retryAfter(h http.Header, now time.Time) time.Duration {
	s := h.Get("Retry-After")
	if seconds, err := strconv.ParseUint(s, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	until, err := http.ParseTime(s)
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	return max(until.Sub(now), 0)
}

// listener hears of failed attempts.
type listener interface {
	failed(err error)
	waiting(err error, next time.Time) error
}

// retrying makes go-retryablehttp repeat requests over l by this client's policy. Its logger is off,
// for it would write over the screens. What Do returns is an *Error, or the context's error.
func (c *Client) retrying(ctx context.Context, l *link, to listener) *retryablehttp.Client {
	var last, broken error
	return &retryablehttp.Client{
		HTTPClient: l.http,
		RetryMax:   c.o.Retry.max(),
		CheckRetry: func(_ context.Context, _ *http.Response, err error) (bool, error) {
			if err == nil {
				return false, nil
			}
			last = linkError(ctx, err)
			to.failed(last)
			if !c.o.Retry.worth(last) {
				return false, last
			}
			return true, nil
		},
		Backoff: func(_, _ time.Duration, attempt int, _ *http.Response) time.Duration {
			var asked time.Duration
			var e *Error
			if errors.As(last, &e) {
				asked = e.RetryAfter
			}
			wait := c.o.Retry.wait(attempt, asked, c.o.Rand)
			broken = to.waiting(last, c.o.Now().Add(wait))
			return wait
		},
		ErrorHandler: func(_ *http.Response, err error, _ int) (*http.Response, error) {
			if broken != nil {
				err = broken
			}
			return nil, linkError(ctx, err)
		},
	}
}
