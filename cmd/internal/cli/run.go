// Package cli is what the two programs have in common as programs: exit codes, failures in words,
// JSON on stdout, the language of messages, the frame of commands with their help, tables. What a
// program says and does stays with the program.
//
// A program makes a Run with New, builds its commands with Run.Frame, Run.Command and Run.Group,
// and carries them out with Run.Execute.
package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/ledger"
)

// Run is one run of a program. Nothing of it is global, so a test may run it in its own process.
type Run struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Now            func() time.Time
	Lang           string // of messages: "vi" or "en"
	JSON           bool   // --json: stdout is for one JSON document

	asked bool // --json stands in the command line, which may be wrong before it
	told  bool // the JSON document is out
}

// New begins a run in the language that args or SOTHON_LANG ask for.
func New(args []string, stdin io.Reader, stdout, stderr io.Writer) *Run {
	return &Run{Stdin: stdin, Stdout: stdout, Stderr: stderr, Now: time.Now, Lang: Language(args), asked: asksJSON(args)}
}

// Execute carries out one command line and gives its exit code; explain puts an error into words.
func (r *Run) Execute(ctx context.Context, root *cobra.Command, args []string, explain func(error) *Failure) int {
	root.SetArgs(args)
	root.SetIn(r.Stdin)
	root.SetOut(r.Stdout)
	root.SetErr(r.Stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return Done
	}
	return r.finish(explain(err))
}

// finish reports a failure in one line, and in JSON when that is what stdout is for.
func (r *Run) finish(f *Failure) int {
	text := strings.Join(strings.Fields(f.Words.In(r.Lang)), " ")
	if text != "" {
		fmt.Fprintln(r.Stderr, text)
	}
	if (r.JSON || r.asked) && !r.told {
		_ = r.PutJSON(map[string]string{"error": text, "code": f.Code})
	}
	return f.Exit
}

// Put writes a line for a person to stdout, or to stderr when stdout is for JSON.
func (r *Run) Put(w ledger.Words, args ...any) {
	to := r.Stdout
	if r.JSON {
		to = r.Stderr
	}
	fmt.Fprintln(to, Say(w, args...).In(r.Lang))
}

// Note writes a line for a person to stderr.
func (r *Run) Note(w ledger.Words, args ...any) {
	fmt.Fprintln(r.Stderr, Say(w, args...).In(r.Lang))
}

// PutJSON writes the one JSON document of this run to stdout.
func (r *Run) PutJSON(document any) error {
	r.told = true
	enc := json.NewEncoder(r.Stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(document); err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	return nil
}

// asksJSON reports whether a command line asks for JSON, also when it cannot be parsed that far.
func asksJSON(args []string) bool {
	if end := slices.Index(args, "--"); end >= 0 {
		args = args[:end]
	}
	return slices.Contains(args, "--json")
}

// Language finds the language before the flags are parsed, since help and the errors of flags are in
// it already. What is no language is reported when the flags are parsed.
func Language(args []string) string {
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
