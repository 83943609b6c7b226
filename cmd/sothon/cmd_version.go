package main

import (
	"runtime"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
)

func (a *app) versionCommand() *cobra.Command {
	return a.WithJSON(a.Command("version [--json]", sayHelp.Version, func(*cobra.Command, []string) error {
		return a.PutVersion("sothon", version, commit)
	}))
}

// build is the version of this program.
func build() string {
	name, _ := cli.Build(version, commit)
	return name
}

// agent is how this program names itself to the commune.
func agent() string { return "sothon/" + build() + " " + runtime.GOOS }
