package main

import "github.com/spf13/cobra"

// root builds the commands in the language of this run.
func (a *app) root() *cobra.Command {
	cobra.MousetrapHelpText = "" // a double click on Windows opens the screens
	var accessible bool
	root := &cobra.Command{
		Use: "sothon [COMMAND]", DisableFlagsInUseLine: true, Long: sayHelp.Root.In(a.Lang),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if accessible {
				return a.talk(cmd.Context())
			}
			return a.screens(cmd.Context())
		},
	}
	root.Flags().BoolVar(&accessible, "accessible", false, sayAccessible.In(a.Lang))
	root.PersistentFlags().StringVar(&a.pinFile, "pin-file", "", sayPIN.FlagPINFile.In(a.Lang))
	root.PersistentFlags().StringVar(&a.home, "home", "", sayHelp.FlagHome.In(a.Lang))
	a.Frame(root)
	root.AddCommand(a.joinCommand(), a.formsCommand(), a.addCommand(), a.editCommand(), a.listCommand(),
		a.showCommand(), a.paperCommand(), a.syncCommand(), a.statusCommand(), a.periodCommand(), a.personCommand(), a.exportCommand(), a.bundleCommand(),
		a.backupCommand(), a.restoreCommand(), a.checkCommand(), a.pinCommand(), a.versionCommand())
	return root
}
