package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/nghia-hung/sothon/ledger"
)

// Exit codes of both programs, kept for scripts.
const (
	Done     = 0
	Failed   = 1 // one line on stderr says what happened and what to do
	Usage    = 2 // the command line is wrong
	Offline  = 3 // kept, will be retried
	Rejected = 4 // done, but some records were rejected
)

// Failure ends a run with an exit code and one line for a person: what happened, what is safe, what
// to do next. Empty Words say nothing more, because everything was said.
type Failure struct {
	Exit  int
	Code  string // names the failure in JSON
	Words ledger.Words
}

func (f *Failure) Error() string { return f.Words.En }

// Say fills a text of a catalogue. An argument that is a text of a catalogue itself is taken in the
// language it is put into.
func Say(w ledger.Words, args ...any) ledger.Words {
	if len(args) == 0 {
		return w
	}
	in := func(lang string) []any {
		out := make([]any, len(args))
		for i, a := range args {
			if words, ok := a.(ledger.Words); ok {
				a = words.In(lang)
			}
			out[i] = a
		}
		return out
	}
	return ledger.Words{Vi: fmt.Sprintf(w.Vi, in("vi")...), En: fmt.Sprintf(w.En, in("en")...)}
}

// Fail is a failure with exit code 1.
func Fail(code string, w ledger.Words, args ...any) error {
	return &Failure{Exit: Failed, Code: code, Words: Say(w, args...)}
}

// Misuse is a failure with exit code 2.
func Misuse(w ledger.Words, args ...any) error {
	return &Failure{Exit: Usage, Code: "usage", Words: Say(w, args...)}
}

// Quiet ends a run with an exit code when all has been said.
func Quiet(exit int, code string) error { return &Failure{Exit: exit, Code: code} }

// Common are a program's words for what may happen to any program. All but Interrupted take the
// error.
type Common struct {
	Unexpected, Interrupted, DiskFull, NoPermission ledger.Words
}

// Known puts an error into words when it is a Failure already, or when it is one that any program
// may meet: an interruption, a full disk, a missing permission. It is nil for all others.
func (c Common) Known(err error) *Failure {
	var known *Failure
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, context.Canceled):
		return &Failure{Exit: Failed, Code: "interrupted", Words: c.Interrupted}
	case errors.Is(err, syscall.ENOSPC):
		return &Failure{Exit: Failed, Code: "storage", Words: Say(c.DiskFull, err)}
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return &Failure{Exit: Failed, Code: "permission", Words: Say(c.NoPermission, err)}
	}
	return nil
}

// Other is the failure for an error that the program has no better words for.
func (c Common) Other(err error) *Failure {
	return &Failure{Exit: Failed, Code: "failed", Words: Say(c.Unexpected, err)}
}
