// Package clitest is what the programs' scripted tests have in common: commands for testscript that
// look at exit codes and at JSON on stdout, and the check that a catalogue speaks both languages.
package clitest

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// Exits is the command "exits CODE PROGRAM ARGS…": the program must end with just this exit code.
func Exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS…")
	}
	code := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		code = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if code != args[0] {
		ts.Fatalf("%s ended with %s, want %s", args[1], code, args[0])
	}
}

// JSON is the command "json PATH VALUE": the last stdout is one JSON document, and the part at PATH
// (see At) equals the JSON VALUE; a VALUE that is no JSON is a text.
func JSON(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: json PATH VALUE")
	}
	var want any
	if err := json.Unmarshal([]byte(args[1]), &want); err != nil {
		want = args[1]
	}
	if got := At(document(ts), args[0]); reflect.DeepEqual(got, want) == neg {
		b, _ := json.Marshal(got)
		ts.Fatalf("%s is %s, want (not: %v) %s", args[0], b, neg, args[1])
	}
}

// Setenv is the command "setenv NAME PATH": sets $NAME to the text at PATH of the JSON on the last
// stdout.
func Setenv(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: setenv NAME PATH")
	}
	s, ok := At(document(ts), args[1]).(string)
	if !ok {
		ts.Fatalf("no text at %s", args[1])
	}
	ts.Setenv(args[0], s)
}

// document is the one JSON document of the last stdout.
func document(ts *testscript.TestScript) any {
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	var doc any
	ts.Check(dec.Decode(&doc))
	if dec.More() {
		ts.Fatalf("more than one JSON document on stdout")
	}
	return doc
}

// At follows keys and indexes separated by dots into a JSON document; len is a list's length. It is
// nil when there is nothing.
func At(doc any, path string) any {
	for key := range strings.SplitSeq(path, ".") {
		switch d := doc.(type) {
		case map[string]any:
			doc = d[key]
		case []any:
			if key == "len" {
				return float64(len(d))
			}
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= len(d) {
				return nil
			}
			doc = d[i]
		default:
			return nil
		}
	}
	return doc
}
