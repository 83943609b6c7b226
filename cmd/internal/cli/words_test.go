package cli_test

import (
	"testing"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/cmd/internal/cli/clitest"
)

func TestWordsInBothLanguages(t *testing.T) {
	clitest.BothLanguages(t, "usage", cli.UsageWords)
	for name, words := range cli.ArgumentWords {
		clitest.BothLanguages(t, name, words)
	}
}
