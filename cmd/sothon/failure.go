package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/sync"
)

// failure ends a run with an exit code and one line for a person: what happened, what is safe, what
// to do next. Empty words say nothing more, because everything was said.
type failure struct {
	exit  int
	code  string // for JSON
	words ledger.Words
}

func (f *failure) Error() string { return f.words.En }

// say fills a text of the catalogue. An argument that is a text of the catalogue itself is taken in
// the language it is put into.
func say(w ledger.Words, args ...any) ledger.Words {
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

// fail is a failure with exit code 1.
func fail(code string, w ledger.Words, args ...any) error {
	return &failure{exit: exitFailed, code: code, words: say(w, args...)}
}

// misuse is a failure with exit code 2.
func misuse(w ledger.Words, args ...any) error {
	return &failure{exit: exitUsage, code: "usage", words: say(w, args...)}
}

// quiet ends a run with an exit code when all has been said.
func quiet(exit int, code string) error { return &failure{exit: exit, code: code} }

// failureOf puts any error into words.
func failureOf(err error) *failure {
	var known *failure
	var worded interface{ Words() ledger.Words }
	var problem *ledger.Problem
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &worded):
		return &failure{exit: exitFailed, code: "store", words: worded.Words()}
	case errors.As(err, &problem):
		return &failure{exit: exitFailed, code: string(problem.Code), words: problem.Message}
	case isNet(err):
		return netFailure(err)
	case errors.Is(err, context.Canceled):
		return &failure{exit: exitFailed, code: "interrupted", words: sayErr.Interrupted}
	}
	words := say(sayErr.Unexpected, err)
	switch {
	case errors.Is(err, syscall.ENOSPC):
		words = say(sayErr.DiskFull, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		words = say(sayErr.NoPermission, err)
	}
	return &failure{exit: exitFailed, code: "failed", words: words}
}

func isNet(err error) bool {
	var ours *sync.Error
	var theirs *ledger.Error
	return errors.As(err, &ours) || errors.As(err, &theirs)
}

// netFailure tells apart what passes by itself, for which nothing needs to be done, and the rest.
func netFailure(err error) *failure {
	f := &failure{exit: exitFailed, code: string(sync.CodeOf(err)), words: sync.Explain(err)}
	if sync.Temporary(err) {
		f.exit = exitOffline
	}
	return f
}
