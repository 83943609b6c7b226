package sync_test

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/sync"
)

// carried is a laptop's store with what bundles need beside.
type carried struct {
	*memory
	heard time.Time
}

func (c *carried) AcceptLetter(rc ledger.Receipt, pulled [][]byte) (int, error) {
	n, err := c.Accept(rc, pulled)
	if err == nil {
		c.heard = time.UnixMilli(rc.Wall)
	}
	return n, err
}

func (c *carried) Heard() (time.Time, error) { return c.heard, nil }

// byCarrier is an endpoint and one laptop that has joined it.
func byCarrier(name string) (*endpoint, *carried) {
	e, m := newEndpoint(), newMemory(name)
	e.enrol(m, "http://localhost")
	return e, &carried{memory: m}
}

func exported(t testing.TB, m *memory) []byte {
	t.Helper()
	var file bytes.Buffer
	sum, err := sync.ExportBundle(m, &file, sync.Options{Agent: "test"})
	if err != nil || sum.Changes != len(m.log)-int(m.have) || sum.Bytes > int64(file.Len()) {
		t.Fatalf("%+v of %d bytes, %v", sum, file.Len(), err)
	}
	return file.Bytes()
}

// deliver reads a laptop's file as docs/protocol.md has the commune do, and tells why it stopped.
func (e *endpoint) deliver(file []byte) error {
	bundle := ledger.ReadBundle(bytes.NewReader(file))
	l, err := bundle.Next()
	if err != nil {
		return err
	}
	if l.Kind != ledger.LetterToCommune || l.To != e.id() {
		return errors.New("not for the commune")
	}
	if err := l.Open(e.key); err != nil {
		return err
	}
	for {
		h, envelope, err := ledger.ReadPush(l)
		if errors.Is(err, &ledger.Error{Code: ledger.CodeBadRequest}) {
			_, err = bundle.Next()
			return err
		}
		if err != nil {
			return err
		}
		if !envelope.Verify(e.devices[h.Device]) || h.Commune != e.id() {
			return errors.New("not signed by a laptop")
		}
		e.pushes = append(e.pushes, h)
		if code, err := e.take(logName{h.Device, h.Epoch}, h, l); code != "" || err != nil {
			return errors.Join(errors.New(string(code)), err)
		}
	}
}

// reply writes the file for a laptop as docs/protocol.md has the commune do; bend may alter every
// receipt before it is signed.
func (e *endpoint) reply(t testing.TB, to *memory, bend func(*ledger.Receipt)) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := ledger.NewLetter(&file, ledger.LetterToDevice, to.key.Public().(ed25519.PublicKey))
	if err != nil {
		t.Fatal(err)
	}
	put := func(rc ledger.Receipt, frames ...[]byte) {
		if bend != nil {
			bend(&rc)
		}
		head, err := ledger.EncodeReceipt(rc, nil, e.key)
		for _, chunk := range append([][]byte{head}, frames...) {
			if _, werr := w.Write(chunk); err != nil || werr != nil {
				t.Fatal(err, werr)
			}
		}
	}
	blank := ledger.Receipt{Commune: e.id(), Incarnation: e.incarnation, Device: to.id.Device, Wall: 1781600000000,
		Cursor: ledger.Cursor{Incarnation: e.incarnation, Number: uint64(len(e.all))}}
	put(blank)
	for name, log := range e.logs {
		if name.device == to.id.Device {
			rc := blank
			rc.Epoch, rc.Have, rc.Hash = name.epoch, uint64(len(log.ids)), log.hashes[len(log.ids)]
			for _, id := range log.ids {
				if c := e.reject[id]; c != "" {
					rc.Rejected = append(rc.Rejected, ledger.Rejection{ID: id, Code: c})
				}
			}
			put(rc)
		}
	}
	rc, frames := blank, [][]byte(nil)
	for i := range e.all {
		f, err := ledger.EncodeFrame([][]byte{e.all[i].bytes}, nil)
		if err != nil {
			t.Fatal(err)
		}
		frames, rc.Frames = append(frames, f), append(rc.Frames, ledger.MarkOf(f, 1))
	}
	put(rc, frames...)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func imported(t testing.TB, c *carried, file []byte) sync.BundleImport {
	t.Helper()
	sum, err := sync.ImportBundle(c, bytes.NewReader(file), sync.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func refusedWith(t testing.TB, c *carried, file []byte, want ledger.Code) {
	t.Helper()
	have, cursor, pulled := c.have, c.cursor, len(c.pulled)
	_, err := sync.ImportBundle(c, bytes.NewReader(file), sync.Options{})
	if sync.CodeOf(err) != want {
		t.Fatalf("got %v, want %s", err, want)
	}
	if w := sync.Explain(err); strings.Count(w.Vi, ".") < 2 || strings.Count(w.En, ".") < 2 {
		t.Errorf("%s: %+v", want, w)
	}
	if c.have != have || c.cursor != cursor || len(c.pulled) != pulled {
		t.Fatal("something changed")
	}
}

func TestExportedIsNotSent(t *testing.T) {
	e, c := byCarrier("a")
	c.writeSome(t, 300)
	file := exported(t, c.memory)
	if c.have != 0 || len(c.tried) > 0 {
		t.Fatalf("exporting counted as sending: %d, %q", c.have, c.tried)
	}
	for range 2 {
		if err := e.deliver(file); err != io.EOF {
			t.Fatal(err)
		}
		e.hasExactly(t, c.ids())
	}
	e.office(3)
	reply := e.reply(t, c.memory, nil)
	if sum := imported(t, c, reply); sum.Confirmed != 300 || sum.Pulled != 3 || sum.Pending != 0 || c.have != 300 {
		t.Fatalf("%+v", sum)
	}
	if sum := imported(t, c, reply); sum.Confirmed != 0 || sum.Pulled != 0 || c.have != 300 {
		t.Fatalf("the second time %+v", sum)
	}
	c.writeSome(t, 2)
	if err := e.deliver(exported(t, c.memory)); err != io.EOF {
		t.Fatal(err)
	}
	e.hasExactly(t, append(append(c.ids()[:300:300], e.ids()[300:303]...), c.ids()[300:]...))
}

func TestExportOfMoreThanOnePushHolds(t *testing.T) {
	e, c := byCarrier("a")
	c.writeSome(t, ledger.MaxFrameChanges+500)
	if err := e.deliver(exported(t, c.memory)); err != io.EOF || len(e.pushes) < 2 {
		t.Fatalf("%d pushes, %v", len(e.pushes), err)
	}
	e.hasExactly(t, c.ids())
}

func TestExportWithoutCommune(t *testing.T) {
	if _, err := sync.ExportBundle(newMemory("a"), io.Discard, sync.Options{}); sync.CodeOf(err) != sync.CodeNotJoined {
		t.Fatal(err)
	}
	c := &carried{memory: newMemory("a")}
	if _, err := sync.ImportBundle(c, strings.NewReader(""), sync.Options{}); sync.CodeOf(err) != sync.CodeNotJoined {
		t.Fatal(err)
	}
}

func TestFilesThatAreNotForThisLaptop(t *testing.T) {
	e, c := byCarrier("a")
	other := newMemory("b")
	e.enrol(other, "http://localhost")
	c.writeSome(t, 2)
	refusedWith(t, c, []byte("PK\x03\x04"), ledger.CodeNotBundle)
	refusedWith(t, c, nil, ledger.CodeNotBundle)
	refusedWith(t, c, []byte("STB9............"), ledger.CodeBundleNewer)
	refusedWith(t, c, exported(t, c.memory), ledger.CodeBundleOther)
	refusedWith(t, c, e.reply(t, other, nil), ledger.CodeBundleOther)
	both := append(e.reply(t, other, nil), e.reply(t, c.memory, nil)...)
	if sum := imported(t, c, both); sum.Pending != 2 {
		t.Fatalf("%+v", sum)
	}
}

// TestForgedLetters: anybody can encrypt to a laptop, only the commune can sign.
func TestForgedLetters(t *testing.T) {
	e, c := byCarrier("a")
	c.writeSome(t, 2)
	thief, _ := byCarrier("a")
	thief.key = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, 32))
	refusedWith(t, c, thief.reply(t, c.memory, nil), ledger.CodeBundleOther)
	refusedWith(t, c, thief.reply(t, c.memory, func(rc *ledger.Receipt) { rc.Commune = e.id() }), ledger.CodeBundleDamaged)
	refusedWith(t, c, e.reply(t, c.memory, func(rc *ledger.Receipt) { rc.Nonce[0] = 1 }), ledger.CodeBundleDamaged)
	refusedWith(t, c, e.reply(t, c.memory, func(rc *ledger.Receipt) { rc.Device[0]++ }), ledger.CodeBundleDamaged)
}

func TestOldLettersAreRefused(t *testing.T) {
	e, c := byCarrier("a")
	c.writeSome(t, 2)
	if err := e.deliver(exported(t, c.memory)); err != io.EOF {
		t.Fatal(err)
	}
	old := e.reply(t, c.memory, nil)
	e.office(1)
	imported(t, c, e.reply(t, c.memory, nil))
	refusedWith(t, c, old, ledger.CodeBundleOld)

	e.incarnation = ledger.Incarnation{2} // restored from a backup
	earlier := e.reply(t, c.memory, func(rc *ledger.Receipt) { rc.Wall-- })
	refusedWith(t, c, earlier, ledger.CodeBundleOld)
	imported(t, c, e.reply(t, c.memory, nil))
}

// TestCommuneThatLostALog: a letter names every log the commune has of the laptop.
func TestCommuneThatLostALog(t *testing.T) {
	e, c := byCarrier("a")
	c.writeSome(t, 5)
	if err := e.deliver(exported(t, c.memory)); err != io.EOF {
		t.Fatal(err)
	}
	imported(t, c, e.reply(t, c.memory, nil))
	e.logs, e.incarnation = map[logName]*deviceLog{}, ledger.Incarnation{2}
	if sum := imported(t, c, e.reply(t, c.memory, nil)); sum.Pending != 5 || c.have != 0 {
		t.Fatalf("%+v", sum)
	}
}

func TestForkByFile(t *testing.T) {
	e, c := byCarrier("a")
	twin := newMemory("a")
	e.enrol(twin, "http://localhost")
	c.writeSome(t, 3)
	twin.write(made("twin", 1))
	if err := e.deliver(exported(t, twin)); err != io.EOF {
		t.Fatal(err)
	}
	if err := e.deliver(exported(t, c.memory)); err == io.EOF {
		t.Fatal("two logs of one name were taken")
	}
	sum := imported(t, c, e.reply(t, c.memory, nil))
	if !sum.Forked || sum.Pending != 3 || sum.Pulled != 1 || c.epochs != 2 {
		t.Fatalf("%+v in epoch %d", sum, c.epochs)
	}
	if err := e.deliver(exported(t, c.memory)); err != io.EOF {
		t.Fatal(err)
	}
	if sum := imported(t, c, e.reply(t, c.memory, nil)); sum.Pending != 0 || sum.Forked {
		t.Fatalf("%+v", sum)
	}
	e.hasExactly(t, append(twin.ids(), c.ids()...))
}

func TestRejectionsAreToldOnce(t *testing.T) {
	e, c := byCarrier("a")
	c.writeSome(t, 300)
	e.reject[c.log[7].ID], e.reject[c.log[299].ID] = ledger.CodeInvalid, ledger.CodeUnitDenied
	if err := e.deliver(exported(t, c.memory)); err != io.EOF {
		t.Fatal(err)
	}
	reply := e.reply(t, c.memory, nil)
	if sum := imported(t, c, reply); len(sum.Rejected) != 2 || len(c.rejected) != 2 {
		t.Fatalf("%+v", sum.Rejected)
	}
	clear(c.rejected) // mended here, which the commune has not heard yet
	if sum := imported(t, c, reply); len(sum.Rejected) != 0 || len(c.rejected) != 0 {
		t.Fatalf("again %+v", sum.Rejected)
	}
}

// TestAnyDamageOfALetter: whatever happens to the file, what is taken over is the beginning of what
// was sent, and nothing is believed that the commune did not say.
func TestAnyDamageOfALetter(t *testing.T) {
	e, first := byCarrier("a")
	first.writeSome(t, 4)
	if err := e.deliver(exported(t, first.memory)); err != io.EOF {
		t.Fatal(err)
	}
	e.office(5)
	whole := e.reply(t, first.memory, nil)
	office := e.ids()[4:]
	rapid.Check(t, func(r *rapid.T) {
		_, c := byCarrier("a")
		c.writeSome(t, 4)
		file := bytes.Clone(whole)
		at := rapid.IntRange(0, len(file)-1).Draw(r, "at")
		if rapid.Bool().Draw(r, "cut") {
			file = file[:at]
		} else {
			file[at] ^= 1 << rapid.IntRange(0, 7).Draw(r, "bit")
		}
		_, err := sync.ImportBundle(c, bytes.NewReader(file), sync.Options{})
		if err == nil || sync.CodeOf(err) == ledger.CodeInternal {
			r.Fatalf("damage at %d: %v", at, err)
		}
		if len(c.pulled) > len(office) || !slices.Equal(c.pulled, office[:len(c.pulled)]) {
			r.Fatalf("pulled %v of %v", c.pulled, office)
		}
		if all := len(c.pulled) == len(office); c.have != 0 && c.have != 4 || c.cursor.Number != 0 && !all {
			r.Fatalf("have %d, cursor %d after %d changes", c.have, c.cursor.Number, len(c.pulled))
		}
		imported(t, c, whole)
		if c.have != 4 || len(c.pulled) != 5 || c.cursor.Number != 9 {
			r.Fatalf("mended: have %d, %d pulled, cursor %d", c.have, len(c.pulled), c.cursor.Number)
		}
	})
}

func TestAnyDamageOfAnExport(t *testing.T) {
	_, c := byCarrier("a")
	c.writeSome(t, 40)
	var file bytes.Buffer
	if _, err := sync.ExportBundle(c.memory, &file, sync.Options{}); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(r *rapid.T) {
		e := newEndpoint()
		e.enrol(c.memory, "http://localhost")
		hurt := bytes.Clone(file.Bytes())
		at := rapid.IntRange(0, len(hurt)-1).Draw(r, "at")
		if rapid.Bool().Draw(r, "cut") {
			hurt = hurt[:at]
		} else {
			hurt[at] ^= 1 << rapid.IntRange(0, 7).Draw(r, "bit")
		}
		if err := e.deliver(hurt); err == io.EOF {
			r.Fatalf("damage at %d was not seen", at)
		}
		if ids := e.ids(); !slices.Equal(ids, c.ids()[:len(ids)]) {
			r.Fatalf("the commune took %d changes that were not sent so", len(ids))
		}
	})
}
