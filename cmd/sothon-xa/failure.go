package main

import (
	"errors"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// failureOf puts any error into words.
func failureOf(err error) *cli.Failure {
	var refused *commune.Fault
	if errors.As(err, &refused) {
		return &cli.Failure{Exit: cli.Failed, Code: refused.Key, Words: refused.Words}
	}
	if f := sayErr.Known(err); f != nil {
		return f
	}
	f := sayErr.Other(err)
	var coded *ledger.Error
	switch {
	case errors.As(err, &coded):
		f.Code, f.Words = string(coded.Code), ledger.Words{Vi: commune.Explain(err, "vi"), En: commune.Explain(err, "en")}
	case errors.Is(err, commune.ErrNotFound):
		f.Code, f.Words = "not_found", cli.Say(sayErr.NotFound, err)
	case errors.Is(err, commune.ErrExists):
		f.Code, f.Words = "exists", cli.Say(sayErr.Exists, err)
	}
	return f
}
