package main

import (
	"testing"

	"github.com/nghia-hung/sothon/cmd/internal/cli/clitest"
)

func TestWordsInBothLanguages(t *testing.T) {
	for name, words := range map[string]any{"sayErr": sayErr, "sayOut": sayOut, "sayHelp": sayHelp, "sayMerge": sayMerge, "sayDismiss": sayDismiss, "sayBundle": sayBundle, "sayPeriod": sayPeriod, "sayReport": sayReport, "sayAudit": sayAudit, "sayService": sayService, "sayImport": sayImport} {
		clitest.BothLanguages(t, name, words)
	}
	for kind, words := range sayKinds {
		clitest.BothLanguages(t, kind, words)
	}
	for state, words := range sayCover {
		clitest.BothLanguages(t, string(state), words)
	}
	for status, words := range sayStatus {
		clitest.BothLanguages(t, string(status), words)
	}
}
