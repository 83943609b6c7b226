package main

import (
	"errors"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/sync"
)

// failureOf puts any error into words.
func failureOf(err error) *cli.Failure {
	var worded interface{ Words() ledger.Words }
	var problem *ledger.Problem
	var pin *localdb.PINError
	var refused *ledger.CloseRefusal
	switch {
	case errors.As(err, &refused):
		return &cli.Failure{Exit: cli.Failed, Code: refused.Code, Words: refused.Words()}
	case errors.As(err, &pin):
		return &cli.Failure{Exit: cli.Failed, Code: string(pin.Kind), Words: pin.Words()}
	case errors.As(err, &worded):
		return &cli.Failure{Exit: cli.Failed, Code: "store", Words: worded.Words()}
	case errors.As(err, &problem):
		return &cli.Failure{Exit: cli.Failed, Code: string(problem.Code), Words: problem.Message}
	case isNet(err):
		return netFailure(err)
	}
	if f := sayErr.Known(err); f != nil {
		return f
	}
	return sayErr.Other(err)
}

func isNet(err error) bool {
	var ours *sync.Error
	var theirs *ledger.Error
	return errors.As(err, &ours) || errors.As(err, &theirs)
}

// netFailure tells apart what passes by itself, for which nothing needs to be done, and the rest.
func netFailure(err error) *cli.Failure {
	f := &cli.Failure{Exit: cli.Failed, Code: string(sync.CodeOf(err)), Words: sync.Explain(err)}
	if sync.Temporary(err) {
		f.Exit = cli.Offline
	}
	return f
}
