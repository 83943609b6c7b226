package main

import (
	"bytes"
	"crypto/ed25519"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/nghia-hung/sothon/cmd/internal/cli/clitest"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"sothon": main}) }

// TestScripts runs testdata/script/*.txtar. Beside testscript's own commands there are:
//
//	exits CODE PROGRAM ARGS…       the program must end with just this exit code
//	json PATH VALUE                the last stdout is one JSON document with VALUE at PATH
//	setid NAME                     sets $NAME to the first id in the last stdout
//	hold, release                  keeps the store open, as the screens do, and lets it go
//	joined URL                     puts the laptop under a commune at URL
//	office KIND ID FIELD TEXT      the office's return, approve or reply comes in with a receipt
//	other ID FIELD VALUE           a change of another laptop comes in with a receipt
//	rejected ID CODE FIELD         a receipt rejects the record's first change
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SOTHON_HOME", env.WorkDir+"/home")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": clitest.Exits, "json": clitest.JSON, "setid": setID, "hold": hold, "release": release,
			"joined": joined, "office": office, "other": other, "rejected": rejected,
		},
	})
}

func setID(ts *testscript.TestScript, _ bool, args []string) {
	for word := range strings.FieldsFuncSeq(ts.ReadFile("stdout"), func(r rune) bool { return !strings.ContainsRune(idLetters, r) }) {
		if _, err := ledger.ParseID(word); err == nil {
			ts.Setenv(args[0], word)
			return
		}
	}
	ts.Fatalf("no id on stdout")
}

var held sync.Map // *testscript.TestScript → *localdb.Store

func openStore(ts *testscript.TestScript) *localdb.Store {
	store, err := localdb.Open(ts.Getenv("SOTHON_HOME"), localdb.Options{})
	ts.Check(err)
	return store
}

func hold(ts *testscript.TestScript, _ bool, _ []string) { held.Store(ts, openStore(ts)) }

func release(ts *testscript.TestScript, _ bool, _ []string) {
	store, ok := held.LoadAndDelete(ts)
	if !ok {
		ts.Fatalf("nothing is held")
	}
	ts.Check(store.(*localdb.Store).Close())
}

// communeKey is the office's key in these scripts.
var communeKey = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))

func joined(ts *testscript.TestScript, _ bool, args []string) {
	store := openStore(ts)
	public := communeKey.Public().(ed25519.PublicKey)
	ts.Check(store.Join(ledger.Identity{Unit: ledger.Unit{ID: "xom-1", Name: "Xóm 1", OldCommune: "Nghĩa Châu"},
		Commune: ledger.DeviceOf(public), CommuneKey: public, CommuneName: "Nghĩa Hưng", Province: "Ninh Bình",
		URL: args[0], Person: "Trưởng thôn mẫu"}))
	ts.Check(store.Close())
}

func office(ts *testscript.TestScript, _ bool, args []string) {
	kinds := map[string]ledger.ChangeKind{"return": ledger.KindReturn, "approve": ledger.KindApprove, "reply": ledger.KindReply}
	receive(ts, args[1], func(seen *ledger.Record, c *ledger.Change) {
		c.Kind, c.Field, c.Text, c.Author = kinds[args[0]], args[2], args[3], "Cán bộ xã mẫu"
		c.Device = ledger.DeviceOf(communeKey.Public().(ed25519.PublicKey))
		c.Assign(seen, nil)
	})
}

func other(ts *testscript.TestScript, _ bool, args []string) {
	receive(ts, args[0], func(seen *ledger.Record, c *ledger.Change) {
		first := ledger.Fold([]*ledger.Change{seen.First})
		c.Kind, c.Author, c.Device = ledger.KindFinalize, "Người máy kia", ledger.DeviceID{1}
		c.Assign(first, ledger.Values{args[1]: ledger.TextValue(args[2])})
	})
}

// receive takes in one change by a receipt that confirms the whole log.
func receive(ts *testscript.TestScript, id string, fill func(*ledger.Record, *ledger.Change)) {
	store := openStore(ts)
	defer store.Close()
	record, err := ledger.ParseID(id)
	ts.Check(err)
	e, err := store.Entry(record)
	ts.Check(err)
	now := time.Now().UnixMilli()
	c := &ledger.Change{Record: record, Form: e.Record.Form, Version: e.Record.Version, Unit: e.Record.Unit,
		Wall: now, Clock: ledger.ClockAt(now)}
	c.ID, err = ledger.NewID(now, strings.NewReader(strings.Repeat(id, 2)[:10]))
	ts.Check(err)
	fill(e.Record, c)
	raw, err := c.Encode()
	ts.Check(err)
	accept(ts, store, nil, raw)
}

func rejected(ts *testscript.TestScript, _ bool, args []string) {
	store := openStore(ts)
	defer store.Close()
	id, err := ledger.ParseID(args[0])
	ts.Check(err)
	accept(ts, store, []ledger.Rejection{{ID: id, Code: ledger.Code(args[1]), Field: args[2]}})
}

func accept(ts *testscript.TestScript, store *localdb.Store, no []ledger.Rejection, pulled ...[]byte) {
	id, err := store.Identity()
	ts.Check(err)
	p, err := store.Position()
	ts.Check(err)
	_, hash, err := store.Outbox(p.Last, 0)
	ts.Check(err)
	_, err = store.Accept(ledger.Receipt{Commune: id.Commune, Device: id.Device, Epoch: p.Epoch, Have: p.Last, Hash: hash,
		Rejected: no, Wall: time.Now().UnixMilli(), Unit: id.Unit}, pulled)
	ts.Check(err)
}
