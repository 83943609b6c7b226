package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
)

// root builds the commands in the language of this run.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{Use: "sothon-xa", Long: sayHelp.Root.In(a.Lang), RunE: a.NoCommand}
	flags := root.PersistentFlags()
	flags.StringVar(&a.data, "data", "", sayHelp.FlagData.In(a.Lang))
	flags.StringVar(&a.url, "database-url", "", sayHelp.FlagDatabase.In(a.Lang))
	a.Frame(root)
	before := root.PersistentPreRunE
	root.PersistentPreRunE = func(cmd *cobra.Command, args []string) error {
		a.path, a.args = strings.TrimPrefix(cmd.CommandPath(), "sothon-xa "), args
		return before(cmd, args)
	}
	root.AddCommand(a.initCommand(), a.unitCommand(), a.enrollCommand(), a.serveCommand(), a.recordsCommand(),
		a.showCommand(), a.fileCommand(), a.reviewCommand(), a.duplicatesCommand(), a.mergeCommand(), a.reportCommand(), a.indicatorsCommand(), a.userCommand(), a.bundleCommand(), a.backupCommand(),
		a.restoreCommand(), a.checkCommand(), a.periodCommand(), a.coverageCommand(), a.auditCommand(), a.personCommand(), a.tokenCommand(), a.serviceCommand(), a.templateCommand(), a.importCommand(), a.versionCommand())
	return root
}

// command makes a command whose arguments are named in use: "show ID".
func (a *app) command(use string, short, long text, do func(cmd *cobra.Command, args []string) error) *cobra.Command {
	return a.Command(use, cli.Help{Short: short, Long: long}, do)
}
