package e2e_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/nghia-hung/sothon/cmd/internal/cli/clitest"
)

// TestScripts runs testdata/script/*.txtar: what people and other programs do with the two
// programs, command by command. Beside testscript's own commands there are those below.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", programs+string(filepath.ListSeparator)+env.Getenv("PATH"))
			env.Setenv("SOTHON_XA_DATA", filepath.Join(env.WorkDir, "xa"))
			env.Setenv("SOTHON_HOME", filepath.Join(env.WorkDir, "a"))
			addr, err := freeAddress()
			if err != nil {
				return err
			}
			lk, err := newLink(addr)
			if err != nil {
				return err
			}
			env.Defer(lk.close)
			env.Setenv("ADDR", addr)
			env.Setenv("URL", lk.url)
			env.Setenv("TLSURL", strings.Replace(lk.url, "http:", "https:", 1))
			links.Store(lk.url, lk)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  clitest.Exits,
			"serve":  serve,
			"cut":    cut,
			"forge":  forge,
			"blob":   blob,
			"setenv": clitest.Setenv,
			"json":   clitest.JSON,
		},
	})
}

// freeAddress is a loopback address nobody listens on, so that an endpoint can be stopped and
// started again at the same place.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// links are the scripts' lines to their endpoints, by URL.
var links sync.Map // string → *link

// endpoints are the running ones by script.
var endpoints sync.Map // *testscript.TestScript → *exec.Cmd

// serve start [FLAGS…]|stop|kill: the commune's endpoint on $ADDR; start returns when it is ready,
// kill is SIGKILL.
func serve(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: serve start [FLAGS…]|stop|kill")
	}
	if args[0] == "start" {
		cmd := startEndpoint(ts, args[1:]...)
		endpoints.Store(ts, cmd)
		ts.Defer(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
		return
	}
	v, ok := endpoints.LoadAndDelete(ts)
	if !ok {
		ts.Fatalf("serve %s: no endpoint runs", args[0])
	}
	cmd, sig := v.(*exec.Cmd), map[string]os.Signal{"stop": syscall.SIGTERM, "kill": syscall.SIGKILL}[args[0]]
	ts.Check(cmd.Process.Signal(sig))
	if err := cmd.Wait(); err != nil && args[0] == "stop" {
		ts.Fatalf("the endpoint did not end well: %v", err)
	}
}

func startEndpoint(ts *testscript.TestScript, flags ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(programs, "sothon-xa"), append([]string{"serve", "--addr", ts.Getenv("ADDR")}, flags...)...)
	cmd.Env = append(os.Environ(), "SOTHON_XA_DATA="+ts.Getenv("SOTHON_XA_DATA"))
	r, w, err := os.Pipe()
	ts.Check(err)
	cmd.Stderr = w
	ts.Check(cmd.Start())
	_ = w.Close()
	said, ready := readUntil(r, "listening on")
	if !ready {
		_ = cmd.Wait()
		ts.Fatalf("the endpoint did not start: %s", said)
	}
	go func() { _, _ = io.Copy(io.Discard, r); _ = r.Close() }()
	return cmd
}

// readUntil reads until the words appear, or the end.
func readUntil(r io.Reader, words string) (string, bool) {
	var said bytes.Buffer
	buf := make([]byte, 512)
	for !strings.Contains(said.String(), words) {
		n, err := r.Read(buf)
		said.Write(buf[:n])
		if err != nil {
			return said.String(), false
		}
	}
	return said.String(), true
}

// cut up N|answer: the next connection dies with the endpoint (SIGKILL): after N bytes of the
// request, or when the whole request has been answered and the answer is on its way.
func cut(ts *testscript.TestScript, neg bool, args []string) {
	v, ok := endpoints.Load(ts)
	if neg || !ok || len(args) < 1 {
		ts.Fatalf("usage, with an endpoint running: cut up N|answer")
	}
	limit := int64(-1)
	if args[0] == "up" {
		ts.Check(json.Unmarshal([]byte(args[1]), &limit))
	}
	lk, _ := links.Load(ts.Getenv("URL"))
	lk.(*link).cutNext(limit, func() { _ = v.(*exec.Cmd).Process.Kill() })
}
