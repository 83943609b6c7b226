package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// root builds the commands in the language of this run.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use: "sothon-xa", Long: sayHelp.Root.In(a.lang), SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		Args:              noCommand,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return a.checkGlobals(cmd) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			a.help(cmd, a.stderr)
			return misuse(sayErr.NoCommand)
		},
	}
	flags := root.PersistentFlags()
	flags.StringVar(&a.data, "data", "", sayHelp.FlagData.In(a.lang))
	flags.StringVar(&a.url, "database-url", "", sayHelp.FlagDatabase.In(a.lang))
	flags.String("lang", "", sayHelp.FlagLang.In(a.lang))
	flags.BoolP("help", "h", false, sayHelp.FlagHelp.In(a.lang))
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { a.help(cmd, a.stdout) })
	root.SetUsageFunc(func(cmd *cobra.Command) error { a.help(cmd, a.stderr); return nil })
	root.SetHelpCommand(a.helpCommand())
	root.AddCommand(a.initCommand(), a.unitCommand(), a.enrollCommand(), a.serveCommand(), a.recordsCommand(),
		a.showCommand(), a.reviewCommand(), a.reportCommand(), a.userCommand(), a.backupCommand(),
		a.restoreCommand(), a.checkCommand(), a.versionCommand())
	return root
}

// command makes a command whose arguments are named in use: "show ID".
func (a *app) command(use string, short, long text, do func(cmd *cobra.Command, args []string) error) *cobra.Command {
	return &cobra.Command{Use: use, Short: short.In(a.lang), Long: long.In(a.lang), RunE: do, Args: checkArgs}
}

// group makes a command that only has commands below it.
func (a *app) group(use string, short text, below ...*cobra.Command) *cobra.Command {
	cmd := a.command(use, short, text{}, func(cmd *cobra.Command, _ []string) error {
		a.help(cmd, a.stderr)
		return misuse(sayErr.NoCommand)
	})
	cmd.AddCommand(below...)
	return cmd
}

// checkArgs compares the arguments with the names in the command's Use.
func checkArgs(cmd *cobra.Command, args []string) error {
	names := strings.Fields(cmd.Use)[1:]
	switch {
	case len(args) < len(names):
		return misuse(sayErr.MissingArgument, names[len(args)], cmd.CommandPath())
	case len(args) > len(names) && cmd.HasSubCommands():
		return unknownCommand(cmd, args[0])
	case len(args) > len(names):
		return misuse(sayErr.ExtraArgument, args[len(names)], cmd.CommandPath())
	}
	return nil
}

func noCommand(cmd *cobra.Command, args []string) error {
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
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &noValue):
		return misuse(sayErr.FlagNeedsValue, noValue.GetFlag().Name)
	case errors.As(err, &badValue):
		return misuse(sayErr.FlagBadValue, badValue.GetFlag().Name, badValue.GetValue())
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

func (a *app) checkGlobals(cmd *cobra.Command) error {
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
	cmd := a.command("help", sayHelp.Help, text{}, nil)
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
	put := func(words text) { fmt.Fprintf(w, "\n%s\n", words.In(a.lang)) }
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	fmt.Fprintln(w, about)
	put(sayHelp.Usage)
	fmt.Fprintln(w, "  "+a.usageLine(cmd))
	if cmd.HasAvailableSubCommands() {
		put(sayHelp.Commands)
		var t table
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() {
				t.add("  "+c.Name(), c.Short)
			}
		}
		t.write(w)
	}
	if flags := cmd.LocalNonPersistentFlags(); flags.HasAvailableFlags() {
		put(sayHelp.Flags)
		a.flagLines(flags, w)
	}
	put(sayHelp.GlobalFlags)
	a.flagLines(cmd.Root().PersistentFlags(), w)
}

// usageLine is how a command is typed: its path, its arguments, its flags where it must have some.
func (a *app) usageLine(cmd *cobra.Command) string {
	line := cmd.CommandPath()
	if _, args, ok := strings.Cut(cmd.Use, " "); ok {
		line += " " + args
	}
	if cmd.HasAvailableSubCommands() {
		line += " …"
	}
	if cmd.LocalNonPersistentFlags().HasAvailableFlags() {
		line += " [--…]"
	}
	return line
}

// flagLines prints flags in two columns, lined up as a terminal shows Vietnamese letters.
func (a *app) flagLines(flags *pflag.FlagSet, w io.Writer) {
	var t table
	flags.VisitAll(func(f *pflag.Flag) {
		value, usage := pflag.UnquoteUsage(f)
		name := "      --" + f.Name
		if f.Shorthand != "" {
			name = "  -" + f.Shorthand + ", --" + f.Name
		}
		if f.Value.Type() != "bool" {
			name += " " + strings.ReplaceAll(strings.ToUpper(value), " ", "_")
		}
		if d := f.DefValue; d != "" && d != "false" && d != "0" && d != "0s" {
			usage += " " + say(sayHelp.Default, d).In(a.lang)
		}
		t.add(name, usage)
	})
	t.write(w)
}
