package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"os"
	"strconv"
	"strings"
	stdsync "sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/cmd/internal/cli/clitest"
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
//	fill FILE SHEET ROW F=V…    writes into cells of a workbook, named by the fields of their columns
//	damage FILE                 changes bytes in every page of a file but the first two
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
			"exits": clitest.Exits, "json": clitest.JSON, "setenv": clitest.Setenv, "serve": serveCmd, "laptop": laptopCmd, "mode": mode, "damage": damage, "fill": fillCmd,
		},
	})
}

// mode PERMISSIONS FILE: the file's permission bits are these.
func mode(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := strconv.FormatInt(int64(info.Mode().Perm()), 8); got != args[0] {
		ts.Fatalf("%s has mode %s, want %s", args[1], got, args[0])
	}
}

// damage FILE: changes bytes in the middle of every page of a file but the first two.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	const page = 4096
	b := []byte(ts.ReadFile(args[0]))
	for at := 2 * page; at < len(b); at += page {
		for i := range 60 {
			b[at+i] ^= 0x55
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o600))
}

// running are the servers of the scripts.
var running stdsync.Map // *testscript.TestScript → func() int

func serveCmd(ts *testscript.TestScript, _ bool, args []string) {
	if args[0] == "stop" {
		stop, ok := running.LoadAndDelete(ts)
		if !ok {
			ts.Fatalf("nothing is served")
		}
		if code := stop.(func() int)(); code != cli.Done {
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
