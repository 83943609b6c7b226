package sync

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/ledger"
)

var ours = []ledger.Code{CodeOffline, CodeCut, CodePortal, CodeWrongServer, CodeStale, CodeTLS, CodePin, CodeInsecureURL,
	CodeNotJoined, CodeElsewhere, CodeNoProgress, CodeStore}

var theirs = []ledger.Code{ledger.CodeBadRequest, ledger.CodeBadFrame, ledger.CodeTooLarge, ledger.CodeUnauthorized,
	ledger.CodeRevoked, ledger.CodeJoinCode, ledger.CodeRateLimited, ledger.CodeWrongCommune, ledger.CodeGap, ledger.CodeFork,
	ledger.CodeNoDictionary, ledger.CodeBusy, ledger.CodeStorage, ledger.CodeInternal,
	ledger.CodeInvalid, ledger.CodeFormUnknown, ledger.CodeKindUnknown, ledger.CodeUnitDenied, ledger.CodeKindDenied,
	ledger.CodeMalformed, ledger.CodeIDReused}

func TestEveryCodeIsExplained(t *testing.T) {
	said := map[string]ledger.Code{}
	for _, code := range append(append([]ledger.Code(nil), ours...), theirs...) {
		w := Explain(fmt.Errorf("outer: %w", &Error{Code: code, Err: errors.New("x")}))
		if strings.Count(w.Vi, ".") < 3 || strings.Count(w.En, ".") < 2 || utf8.RuneCountInString(w.Vi) > 240 {
			t.Errorf("%s: %+v", code, w)
		}
		if other, ok := said[w.Vi]; ok {
			t.Errorf("%s and %s have the same words", code, other)
		}
		said[w.Vi] = code
	}
	for code := range words {
		found := false
		for _, c := range append(append([]ledger.Code(nil), ours...), theirs...) {
			found = found || c == code
		}
		if !found {
			t.Errorf("%s is explained but not listed here", code)
		}
	}
	if w := Explain(errors.New("anything")); w != words[ledger.CodeInternal] {
		t.Errorf("%+v", w)
	}
	if w := Explain(&ledger.Error{Code: ledger.CodeRevoked}); w != words[ledger.CodeRevoked] {
		t.Errorf("%+v", w)
	}
}

func TestWaitsDoubleUpToTheCap(t *testing.T) {
	r := Retry{Base: time.Second, Cap: time.Minute}
	for attempt, bound := range map[int]time.Duration{0: time.Second, 3: 8 * time.Second, 6: time.Minute, 1000: time.Minute} {
		if got := r.wait(attempt, 0, endless{0xff}); got > bound {
			t.Errorf("attempt %d waits %v", attempt, got)
		}
		if got := r.wait(attempt, 0, endless{0}); got != 0 {
			t.Errorf("attempt %d waits at least %v", attempt, got)
		}
	}
	if got := r.wait(0, 20*time.Second, endless{0}); got != 20*time.Second {
		t.Errorf("asked for 20 s, waits %v", got)
	}
	if got := r.wait(0, time.Hour, endless{0}); got != time.Minute {
		t.Errorf("asked for 1 h, waits %v", got)
	}
	seen := map[time.Duration]bool{}
	for b := range 200 {
		seen[r.wait(6, 0, endless{byte(b)})] = true
	}
	if len(seen) < 150 {
		t.Errorf("only %d different waits of 200", len(seen))
	}
}

// endless gives one byte for ever.
type endless struct{ b byte }

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.b
	}
	return len(p), nil
}
