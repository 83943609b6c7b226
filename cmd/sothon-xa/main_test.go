package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"os"
	"reflect"
	"strconv"
	"strings"
	stdsync "sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/sync"
	"github.com/nghia-hung/sothon/viet"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"sothon-xa": main}) }

// TestScripts runs testdata/script/*.txtar. Beside testscript's own commands there are:
//
//	exits CODE PROGRAM ARGS…    the program must end with just this exit code
//	json PATH VALUE             the last stdout is one JSON document with VALUE at PATH
//	setenv NAME PATH            sets $NAME to the text at PATH of the last stdout
//	serve start [FLAGS…]        runs serve in this process on a free port until "serve stop"
//	laptop NAME join CODE URL   a laptop of that name joins
//	laptop NAME add FORM FILE   it writes the records of a file, one JSON object a line
//	laptop NAME set ID F=V      it changes one field of a record
//	laptop NAME sync            it sends and receives
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SOTHON_XA_DATA", env.WorkDir+"/xa")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "json": jsonEquals, "setenv": setenv, "serve": serveCmd, "laptop": laptopCmd, "mode": mode,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
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

// mode PERMISSIONS FILE: the file's permission bits are these.
func mode(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := strconv.FormatInt(int64(info.Mode().Perm()), 8); got != args[0] {
		ts.Fatalf("%s has mode %s, want %s", args[1], got, args[0])
	}
}

func stdoutDocument(ts *testscript.TestScript) any {
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	var doc any
	ts.Check(dec.Decode(&doc))
	if dec.More() {
		ts.Fatalf("more than one JSON document on stdout")
	}
	return doc
}

func jsonEquals(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: json PATH VALUE")
	}
	var want any
	if err := json.Unmarshal([]byte(args[1]), &want); err != nil {
		want = args[1]
	}
	if got := at(stdoutDocument(ts), args[0]); reflect.DeepEqual(got, want) == neg {
		b, _ := json.Marshal(got)
		ts.Fatalf("%s is %s, want (not: %v) %s", args[0], b, neg, args[1])
	}
}

func setenv(ts *testscript.TestScript, _ bool, args []string) {
	s, ok := at(stdoutDocument(ts), args[1]).(string)
	if !ok {
		ts.Fatalf("no text at %s", args[1])
	}
	ts.Setenv(args[0], s)
}

// at follows keys and indexes separated by dots; len is a list's length.
func at(doc any, path string) any {
	for key := range strings.SplitSeq(path, ".") {
		switch d := doc.(type) {
		case map[string]any:
			doc = d[key]
		case []any:
			if key == "len" {
				return float64(len(d))
			}
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(d) {
				return nil
			}
			doc = d[i]
		default:
			return nil
		}
	}
	return doc
}

// running are the servers of the scripts.
var running stdsync.Map // *testscript.TestScript → func() int

func serveCmd(ts *testscript.TestScript, _ bool, args []string) {
	if args[0] == "stop" {
		stop, ok := running.LoadAndDelete(ts)
		if !ok {
			ts.Fatalf("nothing is served")
		}
		if code := stop.(func() int)(); code != exitDone {
			ts.Fatalf("serve ended with %d", code)
		}
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	said, stderr := io.Pipe()
	ended := make(chan int, 1)
	flags := append([]string{"serve", "--addr", "127.0.0.1:0", "--data", ts.Getenv("SOTHON_XA_DATA")}, args[1:]...)
	go func() {
		ended <- run(ctx, flags, strings.NewReader(""), io.Discard, stderr)
		stderr.Close()
	}()
	stop := stdsync.OnceValue(func() int { cancel(); return <-ended })
	ts.Defer(func() { stop() })
	url := waitFor(ts, said, "listening on ")
	ts.Setenv("URL", url)
	running.Store(ts, stop)
}

// waitFor reads lines until one has the words, gives what follows them, and lets the rest pass.
func waitFor(ts *testscript.TestScript, r io.Reader, words string) string {
	var said strings.Builder
	b := make([]byte, 1)
	for {
		if _, err := r.Read(b); err != nil {
			ts.Fatalf("serve did not start: %s", said.String())
		}
		if b[0] != '\n' {
			said.Write(b)
			continue
		}
		if _, after, ok := strings.Cut(said.String(), words); ok {
			go func() { _, _ = io.Copy(io.Discard, r) }()
			return after
		}
		said.Reset()
	}
}

func laptopCmd(ts *testscript.TestScript, _ bool, args []string) {
	db, err := localdb.Open(ts.MkAbs(args[0]), localdb.Options{})
	ts.Check(err)
	defer db.Close()
	options := sync.Options{Agent: "test", Dictionaries: ledger.Default(), Retry: sync.QuickRetry}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	switch args[1] {
	case "join":
		_, err = sync.Join(ctx, db, sync.JoinOptions{Code: args[2], URL: args[3], Name: "Người mẫu " + args[0], Computer: args[0],
			Pin: ts.Getenv("PIN"), Options: options})
	case "add":
		for line := range strings.Lines(ts.ReadFile(args[3])) {
			ts.Check(addRecord(db, args[2], line))
		}
	case "set":
		name, value, _ := strings.Cut(args[3], "=")
		err = change(db, args[2], name, value)
	case "sync":
		client := sync.New(db, options)
		defer client.Close()
		_, err = client.Sync(ctx, nil)
	default:
		ts.Fatalf("laptop %s?", args[1])
	}
	ts.Check(err)
}

func addRecord(db *localdb.Store, name, line string) error {
	var values ledger.Values
	if err := json.Unmarshal([]byte(line), &values); err != nil {
		return err
	}
	form := ledger.Default().Form(name)
	id, err := ledger.NewID(time.Now().UnixMilli(), rand.Reader)
	if err != nil {
		return err
	}
	problems, err := db.Commit(ledger.Draft{ID: id, Form: name, Version: form.Version, Values: values}, ledger.KindFinalize)
	if len(problems) > 0 {
		return &problems[0]
	}
	return err
}

func change(db *localdb.Store, typed, name, value string) error {
	id, err := ledger.ParseID(typed)
	if err != nil {
		return err
	}
	entry, err := db.Entry(id)
	if err != nil {
		return err
	}
	form := ledger.Default().Version(entry.Record.Form, entry.Record.Version)
	v, err := form.Field(name).ParseAnswer(value, ledger.Env{Today: viet.DateOf(time.Now())})
	if err != nil {
		return err
	}
	d := ledger.Draft{ID: id, Form: form.Name, Version: form.Version, Edits: true, Values: ledger.Values{name: v}}
	problems, err := db.Commit(d, ledger.KindFinalize)
	if len(problems) > 0 {
		return &problems[0]
	}
	return err
}
