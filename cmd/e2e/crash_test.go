//go:build unix

package e2e_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestKilledAnywhere kills real programs (SIGKILL) while they save, send, receive, commit, back up
// and upgrade (replay a run with SOTHON_SEED), at moments drawn by what they have said, sent or written by then. After every round both
// stores are sound; in the end the commune has exactly what was acknowledged, once, as it was.
func TestKilledAnywhere(t *testing.T) {
	c := newCrash(t, seedOf(t))
	rounds := often(20, 20, 200)
	acts := []func() string{c.whileSaving, c.whileSending, c.whileReceiving, c.whileCommitting, c.whileBackingUp, c.whileXaBacksUp,
		c.whileXaMigrates, c.whileRebuilding}
	for round := range rounds {
		what := acts[round%len(acts)]()
		t.Logf("round %d: %s", round, what)
		c.sound()
	}
	c.settle()
}

// crash is a commune and a laptop, as programs, and what the laptop acknowledged.
type crash struct {
	t       *testing.T
	rand    *rand.Rand
	dir     string
	env     []string
	relay   *relay
	addr    string
	serving *exec.Cmd
	saver   string
	saved   map[string]string // record → topic
	tried   int               // saves begun and not acknowledged: each may be there or not
	next    int
	files   int
}

func newCrash(t *testing.T, seed uint64) *crash {
	t.Helper()
	c := &crash{t: t, rand: rand.New(rand.NewPCG(seed, 1)), dir: t.TempDir(), saved: map[string]string{}}
	c.saver = filepath.Join(c.dir, "saver")
	if out, err := exec.Command("go", "build", "-o", c.saver, "./testdata/saver").CombinedOutput(); err != nil {
		t.Fatalf("build saver: %v\n%s", err, out)
	}
	addr, err := freeAddress()
	c.must(err)
	c.addr = addr
	c.relay, err = newRelay(addr)
	c.must(err)
	t.Cleanup(c.relay.close)
	c.env = append(os.Environ(), "SOTHON_XA_DATA="+filepath.Join(c.dir, "xa"), "SOTHON_HOME="+c.home())
	c.run("sothon-xa", "init", "--commune", "Nghĩa Hưng", "--code", "13891", "--province", "Ninh Bình")
	c.run("sothon-xa", "unit", "add", "--id", "thon-mau", "--name", "Thôn mẫu")
	c.serve()
	t.Cleanup(func() { c.stop() })
	var invitation struct{ Code string }
	c.must(json.Unmarshal(c.run("sothon-xa", "enroll", "thon-mau", "--json"), &invitation))
	c.run("sothon", "join", "http://"+c.relay.Addr().String(), invitation.Code, "--name", "Người mẫu")
	return c
}

func (c *crash) home() string { return filepath.Join(c.dir, "home") }

func (c *crash) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *crash) command(program string, args ...string) (*exec.Cmd, *bytes.Buffer) {
	cmd := exec.Command(filepath.Join(programs, program), args...)
	said := new(bytes.Buffer)
	cmd.Env, cmd.Stderr = c.env, said
	return cmd, said
}

func (c *crash) run(program string, args ...string) []byte {
	c.t.Helper()
	cmd, said := c.command(program, args...)
	out, err := cmd.Output()
	if err != nil {
		c.t.Fatalf("%s %s: %v\n%s%s", program, strings.Join(args, " "), err, out, said)
	}
	return out
}

// serve starts the commune's endpoint at its address and waits until it is ready.
func (c *crash) serve() {
	c.t.Helper()
	cmd := exec.Command(filepath.Join(programs, "sothon-xa"), "serve", "--addr", c.addr)
	cmd.Env = c.env
	r, w, err := os.Pipe()
	c.must(err)
	cmd.Stderr = w
	c.must(cmd.Start())
	c.must(w.Close())
	said, ready := readUntil(r, "listening on")
	if !ready {
		_ = cmd.Wait()
		c.t.Fatalf("the endpoint did not start: %s", said)
	}
	go func() { _, _ = io.Copy(io.Discard, r); _ = r.Close() }()
	c.serving = cmd
}

func (c *crash) stop() {
	_ = c.serving.Process.Kill()
	_ = c.serving.Wait()
}

// upTo draws a number from 0 to n.
func (c *crash) upTo(n int) int { return c.rand.IntN(n + 1) }

// moment draws how long to wait before a kill: up to as long as a save takes.
func (c *crash) moment() time.Duration {
	return time.Duration(c.rand.Int64N(int64(4 * time.Millisecond)))
}

// busy lets a little time pass, exact to the microsecond.
func busy(wait time.Duration) {
	for begin := time.Now(); time.Since(begin) < wait; {
		continue
	}
}

func (c *crash) whileSaving() string {
	n := 1 + c.upTo(12)
	c.save(n, true)
	return fmt.Sprintf("killed while saving, after %d lines", n)
}

// save lets the saver run until it has said n lines, and kills it a moment later, or at once.
func (c *crash) save(n int, later bool) {
	c.t.Helper()
	cmd := exec.Command(c.saver, c.home(), strconv.Itoa(c.next))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	c.must(err)
	c.must(cmd.Start())
	lines := 0
	for in := bufio.NewScanner(out); in.Scan(); {
		if f := strings.Fields(in.Text()); len(f) == 3 {
			c.saved[f[1]] = "Buổi mẫu " + f[2]
			c.tried--
		} else {
			c.tried++
			c.next++
		}
		if lines++; lines == n {
			if later {
				busy(c.moment())
			}
			c.must(cmd.Process.Kill())
		}
	}
	if err := cmd.Wait(); err == nil || lines < n {
		c.t.Fatalf("the saver ended by itself after %d lines: %v", lines, err)
	}
}

// whileSending kills the laptop's program when so many bytes of its request have gone.
func (c *crash) whileSending() string {
	c.save(2+2*c.upTo(10), false)
	n := c.upTo(900)
	killed := c.syncAndKill(n, -1)
	return fmt.Sprintf("sothon at byte %d of its request (killed: %v)", n, killed)
}

// whileReceiving kills it when so many bytes of the answer have come, or just after it has all.
func (c *crash) whileReceiving() string {
	c.save(2+2*c.upTo(10), false)
	n := 1 + c.upTo(700)
	killed := c.syncAndKill(-1, n)
	return fmt.Sprintf("sothon at byte %d of the answer (killed: %v)", n, killed)
}

func (c *crash) syncAndKill(up, down int) bool {
	c.t.Helper()
	cmd, said := c.command("sothon", "sync")
	started, dead, wait := make(chan struct{}), make(chan struct{}), c.moment()
	c.relay.arm(up, down, func() {
		defer close(dead)
		<-started
		busy(wait)
		_ = cmd.Process.Kill()
	})
	c.must(cmd.Start())
	close(started)
	err := cmd.Wait()
	killed := c.relay.disarm()
	if killed {
		<-dead
	} else if err != nil {
		c.t.Fatalf("sothon sync: %v\n%s", err, said)
	}
	return killed
}

// whileCommitting kills the endpoint when so many bytes of a request have come, or when its answer
// begins; it is started again at once, and the laptop goes on by itself.
func (c *crash) whileCommitting() string {
	c.save(2+2*c.upTo(10), false)
	up, down := c.upTo(900), -1
	if c.upTo(2) == 0 {
		up, down = -1, 1
	}
	dead, wait, serving := make(chan struct{}), c.moment(), c.serving.Process
	c.relay.arm(up, down, func() {
		defer close(dead)
		busy(wait)
		_ = serving.Kill()
	})
	cmd, said := c.command("sothon", "sync")
	c.must(cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	var err error
	select {
	case <-dead:
		_ = c.serving.Wait()
		c.serve()
		err = <-ended
		c.relay.disarm()
	case err = <-ended:
		if c.relay.disarm() {
			<-dead
			_ = c.serving.Wait()
			c.serve()
		}
	}
	if err != nil {
		c.t.Logf("sothon sync gave up: %v %s", err, bytes.TrimSpace(said.Bytes()))
	}
	return fmt.Sprintf("sothon-xa at byte %d up, %d down", up, down)
}

// whileBackingUp kills a backup when its file has grown to some size. What bears the name of the
// backup then is one.
func (c *crash) whileBackingUp() string {
	file := c.file()
	killed := c.backUpAndKill(file, "sothon", "backup", file)
	if _, err := os.Stat(file); err == nil {
		home := file + "-home"
		c.run("sothon", "restore", file, "--home", home)
		c.run("sothon", "check", "--home", home)
	}
	return fmt.Sprintf("sothon backup (killed: %v)", killed)
}

func (c *crash) whileXaBacksUp() string {
	file := c.file()
	killed := c.backUpAndKill(file, "sothon-xa", "backup", file)
	if _, err := os.Stat(file); err == nil {
		cmd, said := c.command("sothon-xa", "restore", file)
		cmd.Env = append(cmd.Env, "SOTHON_XA_DATA="+file+"-xa")
		if err := cmd.Run(); err != nil && !killed {
			c.t.Fatalf("restore of a finished backup: %v\n%s", err, said)
		}
	}
	return fmt.Sprintf("sothon-xa backup (killed: %v)", killed)
}

func (c *crash) file() string {
	c.files++
	return filepath.Join(c.dir, fmt.Sprint("copies", c.files), "backup.db")
}

// backUpAndKill runs a program that writes into the folder of file, and kills it when the folder
// holds more than so many bytes.
func (c *crash) backUpAndKill(file, program string, args ...string) (killed bool) {
	c.t.Helper()
	folder := filepath.Dir(file)
	c.must(os.MkdirAll(folder, 0o700))
	limit := int64(c.upTo(100_000))
	cmd, said := c.command(program, args...)
	c.must(cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for {
		select {
		case err := <-ended:
			if err != nil && !killed {
				c.t.Fatalf("%s: %v\n%s", program, err, said)
			}
			return killed
		default:
		}
		if !killed && sizeOfFiles(folder) > limit {
			killed = true
			_ = cmd.Process.Kill()
		}
	}
}

func sizeOfFiles(folder string) (n int64) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			n += info.Size()
		}
	}
	return n
}

// sound lets both programs check their stores.
func (c *crash) sound() {
	c.t.Helper()
	c.run("sothon", "check")
	c.run("sothon-xa", "check")
}

// settle sends what is left and compares what the commune has with what was acknowledged.
func (c *crash) settle() {
	c.t.Helper()
	c.run("sothon", "sync")
	var status struct{ Pending int }
	c.must(json.Unmarshal(c.run("sothon", "status", "--json"), &status))
	if status.Pending != 0 {
		c.t.Errorf("%d changes wait after a sync", status.Pending)
	}
	var records []struct {
		ID     string
		Values map[string]any
	}
	c.must(json.Unmarshal(c.run("sothon-xa", "records", "--json"), &records))
	seen := map[string]bool{}
	for _, r := range records {
		if seen[r.ID] {
			c.t.Errorf("record %s is at the commune twice", r.ID)
		}
		seen[r.ID] = true
		topic, acknowledged := c.saved[r.ID]
		if acknowledged && r.Values["chu_de"] != topic {
			c.t.Errorf("record %s is about %v, not %s", r.ID, r.Values["chu_de"], topic)
		}
	}
	for id := range c.saved {
		if !seen[id] {
			c.t.Errorf("record %s was acknowledged and is not at the commune", id)
		}
	}
	if extra := len(records) - len(c.saved); extra < 0 || extra > c.tried {
		c.t.Errorf("%d records at the commune, %d were acknowledged, %d begun", len(records), len(c.saved), c.tried)
	}
	c.t.Logf("%d records acknowledged, %d at the commune, %d saves were cut off", len(c.saved), len(records), c.tried)
	c.sound()
}
