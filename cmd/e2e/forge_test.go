package e2e_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/viet"
)

// forge HOME KIND CODE: sends what no sothon sends, in the name of the laptop whose book is in HOME and
// in a log of its own, two good records of the form kho_khan with something bad, and checks the
// commune's answer:
//
//	key     signed by the key of the laptop b        the request is refused with CODE
//	flip    a byte of the frame changed on the way   the request is refused with CODE
//	unit    between them a record of another unit    it alone is rejected with CODE
//	form    between them a form of version 99        likewise
//	rules   between them a day that is none          likewise
//	bytes   between them what is no change           likewise
func forge(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: forge HOME KIND CODE")
	}
	f := newForger(ts, ts.MkAbs(args[0]))
	defer f.store.Close()
	log := [][]byte{f.change(nil), f.bad(args[1]), f.change(nil)}
	if args[1] == "key" || args[1] == "flip" {
		log = log[:1]
	}
	rc, err := f.push(args[1], log)
	switch {
	case err != nil && string(err.Code) != args[2]:
		ts.Fatalf("refused with %s, want %s", err.Code, args[2])
	case err != nil:
		return
	case len(rc.Rejected) != 1 || string(rc.Rejected[0].Code) != args[2]:
		ts.Fatalf("rejected %+v, want one with %s", rc.Rejected, args[2])
	case rc.Have != uint64(len(log)):
		ts.Fatalf("the commune has %d of %d", rc.Have, len(log))
	}
}

// blob FILE HEAD BYTES N TAIL: writes a file of what no text editor holds: HEAD, then N times BYTES, in
// which \x and other escapes of Go stand for bytes, then TAIL.
func blob(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 5 {
		ts.Fatalf("usage: blob FILE HEAD BYTES N TAIL")
	}
	middle, err := strconv.Unquote(`"` + args[2] + `"`)
	ts.Check(err)
	n, err := strconv.Atoi(args[3])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(args[1]+strings.Repeat(middle, n)+args[4]), 0o600))
}

type forger struct {
	ts    *testscript.TestScript
	store *localdb.Store
	id    ledger.Identity
	clock ledger.Clock
}

func newForger(ts *testscript.TestScript, home string) *forger {
	store, err := localdb.Open(home, localdb.Options{})
	ts.Check(err)
	id, err := store.Identity()
	ts.Check(err)
	return &forger{ts: ts, store: store, id: id}
}

// change makes a good record, unless bend makes it another.
func (f *forger) change(bend func(*ledger.Change)) []byte {
	now := time.Now().UnixMilli()
	f.clock = f.clock.Tick(now)
	id, err := ledger.NewID(now, rand.Reader)
	f.ts.Check(err)
	form := ledger.Default().Form("kho_khan")
	c := &ledger.Change{ID: id, Record: id, Form: form.Name, Version: form.Version, Unit: f.id.Unit.ID, Kind: ledger.KindFinalize,
		Author: "Người mẫu", Device: f.id.Device, Wall: now, Clock: f.clock}
	c.Assign(ledger.Fold(nil), ledger.Values{"ngay": ledger.TextValue(viet.DateOf(time.Now()).String()), "noi_dung": ledger.TextValue("Kênh tưới bị bồi lấp")})
	if bend != nil {
		bend(c)
	}
	b, err := c.Encode()
	f.ts.Check(err)
	return b
}

func (f *forger) bad(kind string) []byte {
	switch kind {
	case "unit":
		return f.change(func(c *ledger.Change) { c.Unit = "thon-khac" })
	case "form":
		return f.change(func(c *ledger.Change) { c.Version = 99 })
	case "rules":
		return f.change(func(c *ledger.Change) {
			c.Set = nil
			c.Assign(ledger.Fold(nil), ledger.Values{"ngay": ledger.TextValue("2026-02-31"), "noi_dung": ledger.TextValue("x")})
		})
	}
	return []byte("không phải thay đổi nào")
}

// push sends the log from its beginning, bent when kind says so.
func (f *forger) push(kind string, log [][]byte) (ledger.Receipt, *ledger.Error) {
	h := ledger.PushHeader{Commune: f.id.Commune, Device: f.id.Device, First: 1, Wall: time.Now().UnixMilli(), Agent: "forger"}
	_, _ = rand.Read(h.Epoch[:])
	_, _ = rand.Read(h.Nonce[:])
	frame, err := ledger.EncodeFrame(log, nil)
	f.ts.Check(err)
	h.Frames = []ledger.Mark{ledger.MarkOf(frame, len(log))}
	key, err := f.store.Key()
	f.ts.Check(err)
	if kind == "key" {
		other, err := localdb.Open(f.ts.MkAbs("b"), localdb.Options{})
		f.ts.Check(err)
		key, err = other.Key()
		f.ts.Check(err)
		f.ts.Check(other.Close())
	}
	body, err := ledger.EncodePush(h, [][]byte{frame}, key)
	f.ts.Check(err)
	if kind == "flip" {
		body[len(body)-len(frame)/2] ^= 0x40
	}
	req, err := http.NewRequest(http.MethodPut, f.ts.Getenv("URL")+ledger.PushPath, bytes.NewReader(body))
	f.ts.Check(err)
	req.Header.Set("Content-Type", ledger.MediaType)
	resp, err := http.DefaultClient.Do(req)
	f.ts.Check(err)
	defer resp.Body.Close()
	if resp.Header.Get("Content-Type") != ledger.MediaType {
		var refused ledger.Error
		f.ts.Check(json.NewDecoder(resp.Body).Decode(&refused))
		return ledger.Receipt{}, &refused
	}
	rc, _, err := ledger.ReadReceipt(resp.Body)
	f.ts.Check(err)
	return rc, nil
}
