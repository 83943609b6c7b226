package sync

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Codes of failures that only the laptop's side of a sync knows, beside those of package ledger.
const (
	CodeOffline     ledger.Code = "offline"        // no connection could be made
	CodeCut         ledger.Code = "cut"            // the connection died or fell silent midway
	CodePortal      ledger.Code = "portal"         // something else answered: a sign-in page, a proxy
	CodeWrongServer ledger.Code = "wrong_server"   // not the endpoint of this laptop's commune
	CodeStale       ledger.Code = "stale_answer"   // the answer belongs to another request
	CodeTLS         ledger.Code = "tls"            // no authority vouches for the endpoint's certificate
	CodePin         ledger.Code = "pin"            // the endpoint's key is not the pinned one
	CodeInsecureURL ledger.Code = "insecure_url"   // neither https nor loopback, or no URL at all
	CodeNotJoined   ledger.Code = "not_joined"     // the laptop has no commune yet
	CodeElsewhere   ledger.Code = "joined_already" // the laptop belongs to another commune
	CodeNoProgress  ledger.Code = "no_progress"    // the endpoint answers but takes nothing
	CodeStore       ledger.Code = "store"          // the laptop's own store failed
)

// Error is a failed sync or join: what kind of failure, and the error behind it.
type Error struct {
	Code       ledger.Code
	Err        error
	RetryAfter time.Duration // what the endpoint asked for, 0 if it did not
}

// Error gives the code and the cause.
func (e *Error) Error() string { return fmt.Sprintf("sync: %s: %v", e.Code, e.Err) }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is makes errors.Is compare codes with an *Error of the same code.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code && t.Err == nil
}

func failure(code ledger.Code, format string, args ...any) *Error {
	return &Error{Code: code, Err: fmt.Errorf(format, args...)}
}

// CodeOf names the kind of failure: a code of this package or of package ledger; "" for nil and for
// a cancelled context; CodeInternal for an error of neither package.
func CodeOf(err error) ledger.Code {
	var ours *Error
	var theirs *ledger.Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &ours):
		return ours.Code
	case errors.As(err, &theirs):
		return theirs.Code
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return ""
	}
	return ledger.CodeInternal
}

// Temporary reports whether trying again later may succeed although nobody does anything about it
// here: no network, a busy endpoint, a sign-in page in between.
func Temporary(err error) bool {
	code := CodeOf(err)
	return hopeOf(code) == soon && code != ledger.CodeBadRequest || code == CodePortal || code == ledger.CodeRateLimited || code == ledger.CodeStorage
}

// hope tells when trying again is worth it.
type hope int

const (
	never hope = iota // only a person can help
	later             // in a while, so not within a few quick attempts
	soon
)

func hopeOf(code ledger.Code) hope {
	switch code {
	case CodeOffline, CodeCut, CodeStale, ledger.CodeBadRequest, ledger.CodeBadFrame, ledger.CodeBusy, ledger.CodeInternal:
		return soon
	case CodePortal, CodeWrongServer, CodeTLS, CodePin, ledger.CodeRateLimited, ledger.CodeStorage:
		return later
	}
	return never
}

// onTheWay reports whether the link may have damaged or dropped what was sent, which smaller pieces
// help: an endpoint to which only half of a request comes calls it a bad one.
func onTheWay(code ledger.Code) bool {
	return code == CodeCut || code == ledger.CodeBadFrame || code == ledger.CodeBadRequest
}

var (
	errStalled = errors.New("no byte moved for too long")
	errPin     = errors.New("the endpoint's key is not the pinned one")
)

// linkError gives a failed HTTP exchange its code. A cancelled context stays what it is.
func linkError(ctx context.Context, err error) error {
	var ours *Error
	var dial *net.OpError
	var dns *net.DNSError
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &ours):
		return ours
	case errors.Is(err, errPin):
		return &Error{Code: CodePin, Err: err}
	case errors.Is(err, http.ErrSchemeMismatch), isA[tls.RecordHeaderError](err):
		return &Error{Code: CodeWrongServer, Err: err}
	case distrusted(err):
		return &Error{Code: CodeTLS, Err: err}
	case errors.As(err, &dial) && (dial.Op == "dial" || dial.Op == "proxyconnect"), errors.As(err, &dns):
		return &Error{Code: CodeOffline, Err: err}
	}
	return &Error{Code: CodeCut, Err: err}
}

func distrusted(err error) bool {
	return isA[*tls.CertificateVerificationError](err) || isA[x509.UnknownAuthorityError](err) ||
		isA[x509.HostnameError](err) || isA[x509.CertificateInvalidError](err) || isA[tls.AlertError](err)
}

func isA[E error](err error) bool {
	var e E
	return errors.As(err, &e)
}

func storeError(op string, err error) error {
	if err == nil {
		return nil
	}
	return &Error{Code: CodeStore, Err: fmt.Errorf("%s: %w", op, err)}
}
