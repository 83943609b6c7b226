package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// failure ends a run with an exit code and one line for a person: what happened and what to do.
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

// failureOf puts any error into words.
func failureOf(err error) *failure {
	var known *failure
	var refused *commune.Fault
	var coded *ledger.Error
	f := &failure{exit: exitFailed, code: "failed", words: say(sayErr.Unexpected, err)}
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &refused):
		f.code, f.words = refused.Key, refused.Words
	case errors.Is(err, context.Canceled):
		f.code, f.words = "interrupted", sayErr.Interrupted
	case errors.Is(err, syscall.ENOSPC):
		f.code, f.words = "storage", say(sayErr.DiskFull, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		f.code, f.words = "permission", say(sayErr.NoPermission, err)
	case errors.As(err, &coded):
		f.code, f.words = string(coded.Code), ledger.Words{Vi: commune.Explain(err, "vi"), En: commune.Explain(err, "en")}
	case errors.Is(err, commune.ErrNotFound):
		f.code, f.words = "not_found", say(sayErr.NotFound, err)
	case errors.Is(err, commune.ErrExists):
		f.code, f.words = "exists", say(sayErr.Exists, err)
	}
	return f
}
