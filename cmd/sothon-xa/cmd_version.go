package main

import "github.com/spf13/cobra"

func (a *app) versionCommand() *cobra.Command {
	return a.WithJSON(a.command("version", sayHelp.Version, text{}, func(*cobra.Command, []string) error {
		return a.PutVersion("sothon-xa", version, commit)
	}))
}
