package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Exit codes, kept for scripts.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitOffline  = 3 // kept, will be retried
	exitRejected = 4 // done, but some records were rejected
)

// run carries out one command line and gives its exit code. Nothing of it is global, so a test may
// run it in its own process; the environment is read for SOTHON_HOME, SOTHON_LANG and the
// platform's data folder.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr, now: time.Now, lang: languageOf(args)}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return a.finish(root.ExecuteContext(ctx))
}

// app is one run of the program.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time
	lang           string // of messages: "vi" or "en"

	home string // --home
	json bool   // --json
	told bool   // the JSON document is out
}

// finish reports an error and gives its exit code.
func (a *app) finish(err error) int {
	if err == nil {
		return exitDone
	}
	f := failureOf(err)
	text := strings.Join(strings.Fields(f.words.In(a.lang)), " ")
	if text != "" {
		fmt.Fprintln(a.stderr, text)
	}
	if a.json && !a.told {
		_ = a.putJSON(map[string]string{"error": text, "code": f.code})
	}
	return f.exit
}

// put writes a line for a person to stdout, or to stderr when stdout is for JSON.
func (a *app) put(w ledger.Words, args ...any) {
	to := a.stdout
	if a.json {
		to = a.stderr
	}
	fmt.Fprintln(to, say(w, args...).In(a.lang))
}

// note writes a line for a person to stderr.
func (a *app) note(w ledger.Words, args ...any) {
	fmt.Fprintln(a.stderr, say(w, args...).In(a.lang))
}

// putJSON writes the one JSON document of this run to stdout.
func (a *app) putJSON(document any) error {
	a.told = true
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(document); err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	return nil
}

// env is what forms need to know of the world.
func (a *app) env() ledger.Env { return ledger.Env{Today: viet.DateOf(a.now())} }

// untilStopped ends ctx when the program is told to end. Only commands that can stop in an orderly
// way use it; the others are ended on the spot, which the store stands.
func untilStopped(ctx context.Context) (context.Context, context.CancelFunc) {
	return signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
}

// withJSON gives a command the flag --json.
func (a *app) withJSON(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().BoolVar(&a.json, "json", false, sayHelp.FlagJSON.In(a.lang))
	return cmd
}

// languageOf finds the language before the flags are parsed, since help and errors of the flags
// themselves are in it already. What is no language is reported when the flags are parsed.
func languageOf(args []string) string {
	lang := os.Getenv("SOTHON_LANG")
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			lang = value
		} else if arg == "--lang" && i+1 < len(args) {
			lang = args[i+1]
		}
	}
	if lang == "en" {
		return "en"
	}
	return "vi"
}
