package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/nghia-hung/sothon/ledger"
)

// root builds the commands in the language of this run.
func (a *app) root() *cobra.Command {
	cobra.MousetrapHelpText = "" // a double click on Windows opens the screens
	root := &cobra.Command{
		Use: "sothon [COMMAND]", DisableFlagsInUseLine: true, Long: sayHelp.Root.In(a.lang), SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		Args:              a.noCommand,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return a.checkLanguage(cmd) },
		RunE:              func(cmd *cobra.Command, _ []string) error { return a.screens(cmd.Context()) },
	}
	flags := root.PersistentFlags()
	flags.StringVar(&a.home, "home", "", sayHelp.FlagHome.In(a.lang))
	flags.String("lang", "", sayHelp.FlagLang.In(a.lang))
	flags.BoolP("help", "h", false, sayHelp.FlagHelp.In(a.lang))
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { a.help(cmd, a.stdout) })
	root.SetUsageFunc(func(cmd *cobra.Command) error { a.help(cmd, a.stderr); return nil })
	root.SetHelpCommand(a.helpCommand())
	root.AddCommand(a.joinCommand(), a.formsCommand(), a.addCommand(), a.editCommand(), a.listCommand(),
		a.showCommand(), a.syncCommand(), a.statusCommand(), a.periodCommand(), a.exportCommand(),
		a.backupCommand(), a.restoreCommand(), a.checkCommand(), a.versionCommand())
	return root
}

// command makes a command whose arguments are named in use: "edit ID". Names in brackets may be
// left out.
func (a *app) command(use string, help helpText, do func(cmd *cobra.Command, args []string) error) *cobra.Command {
	return &cobra.Command{Use: use, DisableFlagsInUseLine: true, Short: help.Short.In(a.lang), Long: help.Long.In(a.lang), RunE: do,
		Args: func(cmd *cobra.Command, args []string) error { return checkArgs(cmd, args) }}
}

// checkArgs compares the arguments with the names in the command's Use.
func checkArgs(cmd *cobra.Command, args []string) error {
	var names []string
	needed := 0
	for _, name := range strings.Fields(cmd.Use)[1:] {
		if !strings.ContainsAny(name, "[]-|.") {
			names = append(names, name)
			needed++
		}
	}
	switch {
	case len(args) < needed:
		return misuse(sayErr.MissingArgument, argument(names[len(args)]), cmd.CommandPath())
	case len(args) > needed && cmd.HasSubCommands():
		return unknownCommand(cmd, args[0])
	case len(args) > needed:
		return misuse(sayErr.ExtraArgument, args[needed], cmd.CommandPath())
	}
	return nil
}

func (a *app) noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return unknownCommand(cmd, args[0])
}

func unknownCommand(cmd *cobra.Command, typed string) error {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	if near := nearest(typed, names); near != "" {
		return misuse(sayErr.UnknownCommandNear, typed, cmd.CommandPath()+" "+near)
	}
	return misuse(sayErr.UnknownCommand, typed)
}

// flagError puts what pflag found wrong into words.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var noValue *pflag.ValueRequiredError
	var badValue *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &noValue):
		return misuse(sayErr.FlagNeedsValue, noValue.GetFlag().Name)
	case errors.As(err, &badValue):
		return misuse(sayErr.FlagBadValue, badValue.GetFlag().Name, badValue.GetValue())
	case errors.As(err, &syntax):
		return misuse(sayErr.UnknownFlag, syntax.GetSpecifiedFlag(), cmd.CommandPath())
	}
	return misuse(sayErr.UnknownFlag, err.Error(), cmd.CommandPath())
}

func unknownFlag(cmd *cobra.Command, e *pflag.NotExistError) error {
	typed := "--" + e.GetSpecifiedName()
	if e.GetSpecifiedShortnames() != "" {
		typed = "-" + e.GetSpecifiedName()
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	if near := nearest(typed, names); near != "" {
		return misuse(sayErr.UnknownFlagNear, typed, near)
	}
	return misuse(sayErr.UnknownFlag, typed, cmd.CommandPath())
}

func (a *app) checkLanguage(cmd *cobra.Command) error {
	lang, err := cmd.Flags().GetString("lang")
	if err != nil {
		return fmt.Errorf("read --lang: %w", err)
	}
	if lang != "" && lang != "vi" && lang != "en" {
		return misuse(sayErr.BadLanguage, lang)
	}
	return nil
}

func (a *app) helpCommand() *cobra.Command {
	cmd := a.command("help [COMMAND]", sayHelp.Help, nil)
	cmd.Args = nil
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		topic := cmd.Root()
		for _, name := range args {
			i := slices.IndexFunc(topic.Commands(), func(c *cobra.Command) bool { return c.Name() == name })
			if i < 0 {
				return unknownCommand(topic, name)
			}
			topic = topic.Commands()[i]
		}
		a.help(topic, a.stdout)
		return nil
	}
	return cmd
}

// help prints what a command does, its commands and its flags.
func (a *app) help(cmd *cobra.Command, w io.Writer) {
	put := func(words ledger.Words) { fmt.Fprintf(w, "\n%s\n", words.In(a.lang)) }
	text := cmd.Long
	if text == "" {
		text = cmd.Short
	}
	fmt.Fprintln(w, text)
	put(sayHelp.Usage)
	fmt.Fprintln(w, "  "+cmd.UseLine())
	if cmd.HasAvailableSubCommands() {
		put(sayHelp.Commands)
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() {
				fmt.Fprintf(w, "  %-*s  %s\n", cmd.NamePadding(), c.Name(), c.Short)
			}
		}
	}
	if flags := cmd.LocalNonPersistentFlags(); flags.HasAvailableFlags() {
		put(sayHelp.Flags)
		fmt.Fprint(w, flags.FlagUsages())
	}
	put(sayHelp.GlobalFlags)
	fmt.Fprint(w, cmd.Root().PersistentFlags().FlagUsages())
}

// nearest is the candidate that typed is most likely meant to be, or "" when none is near: at most
// a third of its letters differ, or it begins with typed.
func nearest(typed string, candidates []string) string {
	best, least := "", 1<<30
	for _, c := range candidates {
		d := distance(strings.ToLower(typed), strings.ToLower(c))
		if len(typed) >= 2 && strings.HasPrefix(c, typed) {
			d = min(d, 1)
		}
		if d < least && d <= max(1, (len(c)+2)/3) {
			best, least = c, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete or replace (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(row[j+1]+1, row[j]+1, cost)
		}
	}
	return row[len(b)]
}
