package ledger

import (
	"fmt"
	"net/http"
)

// Code names what went wrong between a laptop and the commune. Codes are on the wire and in JSON
// and are never renamed.
type Code string

// The codes. Those of the first group answer a whole request; those of the second mark one change
// that is kept but not counted.
const (
	CodeBadRequest   Code = "bad_request"   // the request is not of the protocol
	CodeBadFrame     Code = "bad_frame"     // a frame is damaged; the ones before it are kept
	CodeTooLarge     Code = "too_large"     // over a size limit
	CodeUnauthorized Code = "unauthorized"  // no such device here, or a wrong signature
	CodeRevoked      Code = "revoked"       // the office has shut this device out
	CodeJoinCode     Code = "join_code"     // the one-time code is wrong, used, or expired
	CodeRateLimited  Code = "rate_limited"  // too many attempts
	CodeWrongCommune Code = "wrong_commune" // the request is meant for another commune
	CodeGap          Code = "gap"           // the log's beginning is missing here; see have
	CodeFork         Code = "fork"          // the log here continues differently; see have
	CodeNoDictionary Code = "no_dictionary" // a frame is compressed with a dictionary not known here
	CodeBusy         Code = "busy"          // try again later
	CodeStorage      Code = "storage"       // the disk there is full or failing
	CodeInternal     Code = "internal"      // a fault of the program

	CodeInvalid     Code = "invalid"      // the record breaks a rule of its form
	CodeFormUnknown Code = "form_unknown" // the form or its version is not known here yet
	CodeKindUnknown Code = "kind_unknown" // the change's kind is not known here yet
	CodeUnitDenied  Code = "unit_denied"  // the device does not write for that unit
	CodeKindDenied  Code = "kind_denied"  // only the office makes such changes
	CodeMalformed   Code = "malformed"    // the change cannot be read
	CodeIDReused    Code = "id_reused"    // another change bears this id
)

// statusOf is the one table of codes and HTTP status codes (RFC 9110 §15, RFC 6585 §4).
var statusOf = map[Code]int{
	CodeBadRequest:   http.StatusBadRequest,
	CodeUnauthorized: http.StatusUnauthorized,
	CodeRevoked:      http.StatusForbidden,
	CodeJoinCode:     http.StatusNotFound,
	CodeGap:          http.StatusConflict,
	CodeFork:         http.StatusPreconditionFailed,
	CodeTooLarge:     http.StatusRequestEntityTooLarge,
	CodeNoDictionary: http.StatusUnsupportedMediaType,
	CodeWrongCommune: http.StatusMisdirectedRequest,
	CodeBadFrame:     http.StatusUnprocessableEntity,
	CodeRateLimited:  http.StatusTooManyRequests,
	CodeInternal:     http.StatusInternalServerError,
	CodeBusy:         http.StatusServiceUnavailable,
	CodeStorage:      http.StatusInsufficientStorage,
}

// Status is the HTTP status of a code that answers a request; codes of single changes have none
// and give 200.
func (c Code) Status() int {
	if s, ok := statusOf[c]; ok {
		return s
	}
	return http.StatusOK
}

// CodeOf is the code of an HTTP status, or "" when the table has none.
func CodeOf(status int) Code {
	for code, s := range statusOf {
		if s == status {
			return code
		}
	}
	return ""
}

// Folds reports whether a change so marked still takes part in its record. A breach of a form's
// rule does (a later change mends it); what its author had no right to write does not.
func (c Code) Folds() bool {
	switch c {
	case CodeUnitDenied, CodeKindDenied, CodeMalformed, CodeIDReused, CodeKindUnknown:
		return false
	}
	return true
}

// Error is a failure with a code that both ends know.
type Error struct {
	Code   Code   `json:"code"`
	Detail string `json:"detail,omitempty"` // the place, in English, for a developer's eye
}

// Error gives the code and the place.
func (e *Error) Error() string {
	if e.Detail == "" {
		return string(e.Code)
	}
	return fmt.Sprintf("%s: %s", e.Code, e.Detail)
}

// Is makes errors.Is compare codes.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code && (t.Detail == "" || t.Detail == e.Detail)
}

// Errorf makes an Error.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Detail: fmt.Sprintf(format, args...)}
}
