package main

import (
	"testing"

	"github.com/nghia-hung/sothon/cmd/internal/cli/clitest"
	"github.com/nghia-hung/sothon/ledger"
)

func TestWordsInBothLanguages(t *testing.T) {
	for name, words := range map[string]any{"sayErr": sayErr, "sayInput": sayInput, "sayOut": sayOut, "sayHelp": sayHelp, "sayBundle": sayBundle, "sayPeriod": sayPeriod, "sayPIN": sayPIN} {
		clitest.BothLanguages(t, name, words)
	}
}

func TestEveryStatusAndKindHasAName(t *testing.T) {
	for _, s := range ledger.Statuses {
		if sayOut.statuses()[s].Vi == "" {
			t.Errorf("status %s has no name", s)
		}
	}
	for k := ledger.KindSet; k.Known(); k++ {
		if sayOut.kinds()[k.String()].Vi == "" {
			t.Errorf("kind %s has no name", k)
		}
	}
}
