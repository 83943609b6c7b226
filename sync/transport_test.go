package sync

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// trickle answers with a byte now and then.
type trickle struct {
	every time.Duration
	bytes int
}

func (s trickle) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(&trickling{s, r.Context()})}, nil
}

type trickling struct {
	trickle
	ctx context.Context
}

func (s *trickling) Read(p []byte) (int, error) {
	select {
	case <-time.After(s.every):
	case <-s.ctx.Done():
		return 0, context.Cause(s.ctx)
	}
	if s.bytes == 0 {
		return 0, io.EOF
	}
	s.bytes--
	return 1, nil
}

func TestASlowLinkMayTakeItsTimeASilentOneMayNot(t *testing.T) {
	for every, want := range map[time.Duration]error{29 * time.Second: nil, 31 * time.Second: errStalled} {
		synctest.Test(t, func(t *testing.T) {
			m := &meter{next: trickle{every: every, bytes: 200}, stall: stallTimeout}
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, "http://localhost/", nil)
			if err != nil {
				t.Fatal(err)
			}
			resp, err := m.RoundTrip(r)
			if err != nil {
				t.Fatal(err)
			}
			b, err := io.ReadAll(resp.Body)
			if !errors.Is(err, want) || (want == nil && (len(b) != 200 || m.down.Load() != 200)) {
				t.Errorf("a byte every %v: %d bytes, %v", every, len(b), err)
			}
			if err := resp.Body.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}
