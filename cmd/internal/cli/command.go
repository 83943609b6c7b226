package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/nghia-hung/sothon/ledger"
)

// Help is what --help says about a command: a line in the list of commands, and all of it. Without
// Long the Short says it all.
type Help struct{ Short, Long ledger.Words }

// Frame gives a program's root the flags of every command, help, and errors in words. The root has
// its own RunE.
func (r *Run) Frame(root *cobra.Command) {
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		return unknownCommand(cmd, args[0])
	}
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return checkLanguage(cmd) }
	root.PersistentFlags().String("lang", "", say.FlagLang.In(r.Lang))
	root.PersistentFlags().BoolP("help", "h", false, say.FlagHelp.In(r.Lang))
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { r.help(cmd, r.Stdout) })
	root.SetUsageFunc(func(cmd *cobra.Command) error { r.help(cmd, r.Stderr); return nil })
	root.SetHelpCommand(r.helpCommand())
}

// Command makes a command whose arguments are named in use: "edit ID", "bundle import FILE…". What is
// in brackets may be left out; an argument with … may be given many times, at least once. When use
// names the flags too, nothing is put behind it in help.
func (r *Run) Command(use string, help Help, do func(cmd *cobra.Command, args []string) error) *cobra.Command {
	return &cobra.Command{Use: use, DisableFlagsInUseLine: strings.Contains(use, "[-"), Short: help.Short.In(r.Lang),
		Long: help.Long.In(r.Lang), RunE: do, Args: checkArgs}
}

// Group makes a command that only has commands below it.
func (r *Run) Group(use string, help Help, below ...*cobra.Command) *cobra.Command {
	cmd := r.Command(use, help, r.NoCommand)
	cmd.AddCommand(below...)
	return cmd
}

// NoCommand shows what commands there are below one that does nothing by itself; it is wrong usage.
func (r *Run) NoCommand(cmd *cobra.Command, _ []string) error {
	r.help(cmd, r.Stderr)
	return Misuse(say.NoCommand)
}

// WithJSON gives a command the flag --json.
func (r *Run) WithJSON(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().BoolVar(&r.JSON, "json", false, say.FlagJSON.In(r.Lang))
	return cmd
}

// checkArgs compares the arguments with the names in the command's Use.
func checkArgs(cmd *cobra.Command, args []string) error {
	var names []string
	many := false
	for _, name := range strings.Fields(cmd.Use)[1:] {
		if !strings.ContainsAny(name, "[]-|.=") {
			names = append(names, strings.TrimSuffix(name, "…"))
			many = many || strings.HasSuffix(name, "…")
		}
	}
	switch {
	case len(args) < len(names):
		return Misuse(say.MissingArgument, argument(names[len(args)]), cmd.CommandPath())
	case len(args) > len(names) && cmd.HasSubCommands():
		return unknownCommand(cmd, args[0])
	case len(args) > len(names) && !many:
		return Misuse(say.ExtraArgument, args[len(names)], cmd.CommandPath())
	}
	return nil
}

func unknownCommand(cmd *cobra.Command, typed string) error {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	if near := Nearest(typed, names); near != "" {
		return Misuse(say.UnknownCommandNear, typed, cmd.CommandPath()+" "+near, cmd.Root().Name())
	}
	return Misuse(say.UnknownCommand, typed, cmd.Root().Name())
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
		return Misuse(say.FlagNeedsValue, noValue.GetFlag().Name)
	case errors.As(err, &badValue):
		return Misuse(say.FlagBadValue, badValue.GetFlag().Name, badValue.GetValue())
	case errors.As(err, &syntax):
		return Misuse(say.UnknownFlag, syntax.GetSpecifiedFlag(), cmd.CommandPath())
	}
	return Misuse(say.UnknownFlag, err.Error(), cmd.CommandPath())
}

func unknownFlag(cmd *cobra.Command, e *pflag.NotExistError) error {
	typed := "--" + e.GetSpecifiedName()
	if e.GetSpecifiedShortnames() != "" {
		typed = "-" + e.GetSpecifiedName()
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	if near := Nearest(typed, names); near != "" {
		return Misuse(say.UnknownFlagNear, typed, near)
	}
	return Misuse(say.UnknownFlag, typed, cmd.CommandPath())
}

func checkLanguage(cmd *cobra.Command) error {
	lang, err := cmd.Flags().GetString("lang")
	if err != nil {
		return fmt.Errorf("read --lang: %w", err)
	}
	if lang != "" && lang != "vi" && lang != "en" {
		return Misuse(say.BadLanguage, lang)
	}
	return nil
}
