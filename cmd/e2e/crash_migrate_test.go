//go:build unix

package e2e_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	"go.etcd.io/bbolt"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/nghia-hung/sothon/commune/store"
	"github.com/nghia-hung/sothon/localdb"
)

// whileXaMigrates takes a copy of the commune's store back to its first schema and kills the program
// that brings it up to date, again and again; what is left is a store with all its records.
func (c *crash) whileXaMigrates() string {
	file := c.file()
	c.must(os.MkdirAll(filepath.Dir(file), 0o700))
	c.run("sothon-xa", "backup", file)
	data := filepath.Join(filepath.Dir(file), "xa")
	c.must(os.Mkdir(data, 0o700))
	c.must(os.Rename(file, filepath.Join(data, store.FileName)))
	env := append(c.env, "SOTHON_XA_DATA="+data)
	before := c.countOf(env, "sothon-xa", "records", "--json")
	c.must(toFirstSchema(filepath.Join(data, store.FileName)))
	killed := 0
	for range 3 {
		killed += c.killSoon(env, "sothon-xa", "records", "--json")
	}
	if after := c.countOf(env, "sothon-xa", "records", "--json"); after != before {
		c.t.Errorf("%d records before the migration, %d after it was killed %d times", before, after, killed)
	}
	c.runIn(env, "sothon-xa", "check")
	return fmt.Sprintf("sothon-xa migrating (killed %d times)", killed)
}

// whileRebuilding makes a copy of the laptop's folder look as an older program left it, and kills the
// program that derives everything anew.
func (c *crash) whileRebuilding() string {
	home := filepath.Join(filepath.Dir(c.file()), "home")
	c.must(os.CopyFS(home, os.DirFS(c.home())))
	env := append(c.env, "SOTHON_HOME="+home)
	before := c.countOf(env, "sothon", "list", "--json", "--limit", "100000")
	c.must(asOlderProgramLeft(filepath.Join(home, localdb.FileName)))
	killed := 0
	for range 3 {
		killed += c.killSoon(env, "sothon", "list", "--json")
	}
	if after := c.countOf(env, "sothon", "list", "--json", "--limit", "100000"); after != before {
		c.t.Errorf("%d records before the upgrade, %d after it was killed %d times", before, after, killed)
	}
	c.runIn(env, "sothon", "check")
	return fmt.Sprintf("sothon upgrading its store (killed %d times)", killed)
}

// killSoon starts a program and kills it at a moment within the time that starting takes; 1 when it
// was still at work.
func (c *crash) killSoon(env []string, program string, args ...string) int {
	c.t.Helper()
	cmd, said := c.command(program, args...)
	cmd.Env = env
	c.must(cmd.Start())
	busy(time.Duration(c.rand.Int64N(int64(80 * time.Millisecond))))
	_ = cmd.Process.Kill()
	if err := cmd.Wait(); err == nil {
		return 0
	} else if cmd.ProcessState.Exited() {
		c.t.Fatalf("%s: %v\n%s", program, err, said)
	}
	return 1
}

func (c *crash) runIn(env []string, program string, args ...string) []byte {
	c.t.Helper()
	cmd, said := c.command(program, args...)
	cmd.Env = env
	out, err := cmd.Output()
	if err != nil {
		c.t.Fatalf("%s %v: %v\n%s%s", program, args, err, out, said)
	}
	return out
}

func (c *crash) countOf(env []string, program string, args ...string) int {
	c.t.Helper()
	var all []json.RawMessage
	c.must(json.Unmarshal(c.runIn(env, program, args...), &all))
	return len(all)
}

// toFirstSchema undoes all migrations of a commune's store but the first.
func toFirstSchema(file string) (err error) {
	db, err := sql.Open("sqlite", "file:"+file)
	if err != nil {
		return err
	}
	defer db.Close()
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, os.DirFS("../../commune/store/migrations"), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	_, err = provider.DownTo(context.Background(), 1)
	return err
}

// asOlderProgramLeft takes away the stamp that says what a laptop's store was derived with.
func asOlderProgramLeft(file string) error {
	db, err := bbolt.Open(file, 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte("meta")).Put([]byte("derived"), []byte("older")) })
}
