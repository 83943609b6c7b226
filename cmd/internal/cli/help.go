package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/nghia-hung/sothon/ledger"
)

func (r *Run) helpCommand() *cobra.Command {
	cmd := r.Command("help [COMMAND]", Help{Short: say.Help}, nil)
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
		r.help(topic, r.Stdout)
		return nil
	}
	return cmd
}

// help prints what a command does, its commands and its flags.
func (r *Run) help(cmd *cobra.Command, w io.Writer) {
	put := func(words ledger.Words) { fmt.Fprintf(w, "\n%s\n", words.In(r.Lang)) }
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	fmt.Fprintln(w, about)
	put(say.UsageLine)
	fmt.Fprintln(w, "  "+usageLine(cmd))
	if cmd.HasAvailableSubCommands() {
		put(say.Commands)
		var t Table
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() {
				t.Add("  "+c.Name(), c.Short)
			}
		}
		t.Write(w)
	}
	if flags := cmd.LocalNonPersistentFlags(); flags.HasAvailableFlags() {
		put(say.Flags)
		r.flagLines(flags, w)
	}
	put(say.GlobalFlags)
	r.flagLines(cmd.Root().PersistentFlags(), w)
}

// usageLine is how a command is typed: its path, its arguments, and marks for what its Use does not
// name.
func usageLine(cmd *cobra.Command) string {
	line := cmd.CommandPath()
	if _, args, ok := strings.Cut(cmd.Use, " "); ok {
		line += " " + args
	}
	if cmd.DisableFlagsInUseLine {
		return line
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
func (r *Run) flagLines(flags *pflag.FlagSet, w io.Writer) {
	var t Table
	flags.VisitAll(func(f *pflag.Flag) {
		value, usage := pflag.UnquoteUsage(f)
		name := "      --" + f.Name
		if f.Shorthand != "" {
			name = "  -" + f.Shorthand + ", --" + f.Name
		}
		if f.Value.Type() != "bool" {
			name += " " + placeholder(value)
		}
		if !slices.Contains([]string{"", "false", "0", "0s", "[]"}, f.DefValue) {
			usage += " " + Say(say.Default, f.DefValue).In(r.Lang)
		}
		t.Add(name, usage)
	})
	t.Write(w)
}

// placeholder stands for a flag's value: "thư mục" becomes THƯ_MỤC; what is to be typed as it is
// ("vi|en", "name=value") stays.
func placeholder(value string) string {
	if strings.ContainsAny(value, "|=") {
		return value
	}
	return strings.ReplaceAll(strings.ToUpper(value), " ", "_")
}
