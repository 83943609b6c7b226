package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/ledger"
)

// Exit codes, kept for scripts.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// run carries out one command line and gives its exit code. Nothing of it is global, so a test may
// run it in its own process; the environment is read for SOTHON_XA_DATA, SOTHON_XA_DATABASE_URL and
// SOTHON_LANG.
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

	data string // --data
	url  string // --database-url
	json bool   // --json
	told bool   // the JSON document is out
}

// finish reports an error and gives its exit code.
func (a *app) finish(err error) int {
	if err == nil {
		return exitDone
	}
	f := failureOf(err)
	if text := f.words.In(a.lang); text != "" {
		fmt.Fprintln(a.stderr, text)
	}
	if a.json && !a.told {
		_ = a.putJSON(map[string]string{"error": f.words.In(a.lang), "code": f.code})
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

// withJSON gives a command the flag --json.
func (a *app) withJSON(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().BoolVar(&a.json, "json", false, sayHelp.FlagJSON.In(a.lang))
	return cmd
}

// languageOf finds the language before the flags are parsed, since help and the errors of flags are
// in it already. What is no language is reported when the flags are parsed.
func languageOf(args []string) string {
	lang := os.Getenv("SOTHON_LANG")
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if arg == "--lang" && i+1 < len(args) {
			lang = args[i+1]
		}
		if given, ok := strings.CutPrefix(arg, "--lang="); ok {
			lang = given
		}
	}
	if lang == "en" {
		return "en"
	}
	return "vi"
}
